import { choice, maybe, text } from '../http/fields';
import { pageFields } from '../http/paging';
import type { Filter, Option } from '../view/list';

/** What every list of cases may be asked for, whatever their area: number, state of the deadline, page. */
export const caseQuery = {
  number: maybe(text({ max: 40 })),
  state: maybe(choice(['open', 'overdue', 'closed'])),
  ...pageFields,
};

interface Asked {
  number?: string;
  state?: 'open' | 'overdue' | 'closed';
  phase?: string;
}

/** The same as the store is asked for it. */
export const caseFilter = ({ number, state, phase }: Asked) => ({
  number,
  phases: phase ? [phase] : undefined,
  open: state === 'open' ? true : state === 'closed' ? false : undefined,
  overdue: state === 'overdue' ? true : undefined,
});

export const numberFilter: Filter = { kind: 'text', name: 'number', label: 'Номер' };
export const stateFilter: Filter = {
  kind: 'select',
  name: 'state',
  label: 'Срок',
  blank: 'любой',
  options: [
    { value: 'open', title: 'ещё не закрыты' },
    { value: 'overdue', title: 'просрочены' },
    { value: 'closed', title: 'закрыты' },
  ],
};
export const phaseFilter = (options: readonly Option[]): Filter => ({
  kind: 'select',
  name: 'phase',
  label: 'Состояние',
  blank: 'любое',
  options,
});
