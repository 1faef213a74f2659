import { shortMoment } from '../../law/base/russian';
import type { RequestShape } from './shape';

type Stage = { title: string; when?: string; state: 'done' | 'now' | 'ahead' | 'off' };

const ORDER = ['registered', 'assigned', 'accepted', 'arrived', 'localised', 'fixed', 'closed'] as const;

/** The stages of a request, with the current one marked. */
export function requestStagesShown({ phase, steps, closedAt, zone }: RequestShape): Stage[] {
  const place = ORDER.findIndex((one) => one === phase);
  const when = (at: string | null): string | undefined => (at ? shortMoment(new Date(at), zone) : undefined);
  const first: Stage = { title: 'Принята', when: when(steps.registered), state: place === 0 ? 'now' : 'done' };
  if (phase === 'cancelled' || phase === 'merged')
    return [first, { title: phase === 'merged' ? 'Присоединена' : 'Отменена', when: when(closedAt), state: 'done' }];
  if (phase === 'handed')
    return [first, { title: 'Передана в 104', state: 'now' }, { title: 'Закрыта', state: 'ahead' }];
  const at = (from: number, to: number): Stage['state'] => (place > to ? 'done' : place >= from ? 'now' : 'ahead');
  return [
    first,
    { title: 'Мастер назначен', when: when(steps.accepted ?? steps.assigned), state: at(1, 2) },
    { title: 'На месте', when: when(steps.arrived), state: at(3, 4) },
    { title: 'Устранено', when: when(steps.fixed), state: at(5, 5) },
    { title: 'Закрыта', when: when(closedAt), state: phase === 'closed' ? 'done' : 'ahead' },
  ];
}
