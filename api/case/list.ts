import { choice, maybe, text } from '../http/fields';
import { pageFields } from '../http/paging';
import type { CaseReader } from '../../store/case/sight';
import type { Actor } from '../security/actor';
import { officesOf, readerOf, watchedRegions } from '../security/reader';
import { SOON_MS } from '../view/deadline';
import { hrefWith, type Filter, type Option } from '../view/list';
import type { Tile } from './area';

const LATELY_MS = 30 * 86_400_000;

const states = ['open', 'owed', 'overdue', 'soon', 'closed', 'lately'] as const;
type State = (typeof states)[number];

/** Whose cases: those an office must answer, those of the regions one watches over. */
export const offices = ['office', 'region'] as const;
type Office = (typeof offices)[number];

/** What every list of cases may be asked for, whatever their area: number, state of the deadline, page. */
export const caseQuery = { number: maybe(text({ max: 40 })), state: maybe(choice(states)), ...pageFields };

/** What both a list and a counter of cases may be asked. */
export interface CasesAsked {
  number?: string;
  state?: State;
  phase?: string;
  whose?: string;
}

const OPEN: Readonly<Partial<Record<State, boolean>>> = { open: true, closed: false };

/** All cases the person may see, or only those they take part in, or those their house may know of. */
export function scopeOf(actor: Actor, whose?: string): CaseReader {
  const { personId, houses, ...rest } = readerOf(actor);
  if (whose === 'mine') return { personId };
  return whose === 'house' ? { houses } : { personId, houses, ...rest };
}

/** The same as the store is asked for it. */
export const caseFilter = ({ number, state, phase, whose }: CasesAsked, actor: Actor, now: Date) => ({
  number,
  phases: phase ? [phase] : undefined,
  open: state && OPEN[state],
  owed: state === 'owed' ? true : undefined,
  overdue: state === 'overdue' ? true : undefined,
  soonBy: state === 'soon' ? new Date(now.getTime() + SOON_MS) : undefined,
  closedSince: state === 'lately' ? new Date(now.getTime() - LATELY_MS) : undefined,
  answering: whose === 'office' ? officesOf(actor) : undefined,
  inRegions: whose === 'region' ? watchedRegions(actor) : undefined,
});

/** A counter before it is counted, whatever its list may be asked for. */
export interface Counter {
  title: string;
  query: Readonly<Record<string, string>>;
  /** A warning: shown also when nothing is behind it, because nought is good news. */
  always?: boolean;
  hot?: boolean;
}

/** A counter of cases by whose they are and how their term stands. */
export interface Wish<Whose extends string = Office> extends Counter {
  query: { whose: Whose; state: State };
}

const LATE = { hot: true, always: true };

/** Counters for the office where this person works and for the regions they watch over. */
export function officeWishes(actor: Actor): Wish[] {
  const office = officesOf(actor).length > 0;
  const of = (whose: Office, state: State, title: string, more = {}): Wish => ({
    title,
    query: { whose, state },
    ...more,
  });
  return [
    ...(office
      ? [
          of('office', 'overdue', 'просрочено', LATE),
          of('office', 'soon', 'меньше трёх дней'),
          of('office', 'owed', 'нужно действие'),
          of('office', 'open', 'открыто'),
          of('office', 'lately', 'закрыто за 30 дней'),
        ]
      : []),
    ...(watchedRegions(actor).length > 0
      ? [of('region', 'overdue', 'просрочено в регионе', LATE), of('region', 'open', 'открыто в регионе')]
      : []),
  ];
}

/** Each counter is a link to the list asked for by its own query, and counts by it. */
export function tilesOf(path: string, wishes: readonly Counter[], counts: readonly number[]): Tile[] {
  const tiles = wishes.map(({ title, query, always = false, hot = false }, place) => {
    const count = counts[place] ?? 0;
    return { always, tile: { title, href: hrefWith(path, {}, query), count, hot: hot && count > 0 } };
  });
  const some = tiles.some(({ tile }) => tile.count > 0);
  return some ? tiles.filter(({ always, tile }) => always || tile.count > 0).map(({ tile }) => tile) : [];
}

export const numberFilter: Filter = { kind: 'text', name: 'number', label: 'Номер' };
export const stateFilter: Filter = {
  kind: 'select',
  name: 'state',
  label: 'Срок',
  blank: 'любой',
  options: [
    { value: 'open', title: 'ещё не закрыты' },
    { value: 'owed', title: 'ждут действий' },
    { value: 'overdue', title: 'просрочены' },
    { value: 'soon', title: 'осталось меньше трёх дней' },
    { value: 'closed', title: 'закрыты' },
    { value: 'lately', title: 'закрыты за 30 дней' },
  ],
};
/** What an office or a watcher may narrow a list to. */
export const officeOptions = (actor: Actor): Option[] => [
  ...(officesOf(actor).length > 0 ? [{ value: 'office', title: 'моей организации' }] : []),
  ...(watchedRegions(actor).length > 0 ? [{ value: 'region', title: 'моего региона' }] : []),
];

export const phaseFilter = (options: readonly Option[]): Filter => ({
  kind: 'select',
  name: 'phase',
  label: 'Состояние',
  blank: 'любое',
  options,
});
