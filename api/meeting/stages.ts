import { meetingOutcomes } from '../../law/meeting/words';
import { momentWords } from '../../law/base/russian';

interface Staged {
  phase: string;
  /** An outcome code of the case, or already a sentence. */
  outcome: string | null;
  zone: string;
  noticedAt: string | null;
  closesAt: string | null;
  sealedAt: string | null;
}

interface Step {
  title: string;
  phases: readonly string[];
  when?: (data: Staged) => string | null;
  until?: true;
}

const ROAD: readonly Step[] = [
  { title: 'Повестка', phases: ['new', 'draft', 'requested'] },
  { title: 'Уведомление', phases: ['noticed', 'halted'], when: ({ noticedAt }) => noticedAt },
  { title: 'Голосование', phases: ['voting'], when: ({ closesAt }) => closesAt, until: true },
  { title: 'Подсчёт', phases: ['counted', 'no-quorum'], when: ({ sealedAt }) => sealedAt },
  { title: 'Протокол', phases: ['protocol'] },
  { title: 'Передача в УО', phases: ['handed'] },
  { title: 'ГЖИ', phases: ['filed', 'returned', 'registered', 'archived'] },
];

const VOTING = ROAD.findIndex(({ phases }) => phases.includes('voting'));

/** Voting has begun: before that no question passes or fails. */
export const hasBegun = (phase: string): boolean => ROAD.findIndex(({ phases }) => phases.includes(phase)) >= VOTING;

/** A meeting without a quorum, or a cancelled one, has no further stages. */
export function shownMeetingStages(data: Staged, now: Date) {
  const { phase, outcome, zone } = data;
  if (phase === 'cancelled')
    return [{ title: (outcome && meetingOutcomes[outcome]) || outcome || 'Отменено', state: 'off' as const }];
  const at = ROAD.findIndex(({ phases }) => phases.includes(phase));
  return ROAD.map(({ title, when, until }, index) => {
    const moment = index <= at ? (when?.(data) ?? null) : null;
    return {
      title,
      state: index < at ? 'done' : index === at ? 'now' : 'ahead',
      when: moment ? `${until && index === at ? 'до ' : ''}${momentWords(moment, zone, now)}` : undefined,
    };
  });
}
