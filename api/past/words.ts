import { dayAndMonth, dayWords, NBSP } from '../../law/base/russian';
import { localOf, CAPITAL_ZONE } from '../../law/base/zone';
import type { Past } from '../../store/clock/past';
import type { PastView } from '../../templates/engine/shell';

type Known = Pick<Past, 'share' | 'leftMs' | 'problem'>;

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const SHORT_MS = 90 * SECOND_MS;
const BARELY_MS = 20 * SECOND_MS;

/** Time left, as precise as a waiting person needs; nothing when it is not known. */
export function leftWords(ms: number | null): string | null {
  if (ms === null) return null;
  if (ms < BARELY_MS) return 'осталось несколько секунд';
  if (ms < SHORT_MS) return `осталось примерно ${Math.max(20, Math.round(ms / SECOND_MS / 10) * 10)}${NBSP}с`;
  return `осталось примерно ${Math.round(ms / MINUTE_MS)}${NBSP}мин`;
}

/** «Регион проживает своё прошлое: сейчас 14 марта 2026 г., осталось примерно 2 мин.» */
function pastSays({ problem, leftMs }: Known, now: Date): string {
  const day = dayWords(localOf(now, CAPITAL_ZONE).day);
  if (problem) return `Регион не дожил своё прошлое: часы стоят на ${day} ${problem}`;
  const left = leftWords(leftMs);
  // «г.» ends the sentence as well.
  return `Регион проживает своё прошлое: сейчас ${day}${left ? `, ${left}.` : ''}`;
}

/** «Прошлое: 14 марта · 40 %» */
const pastBriefly = ({ problem, share }: Known, now: Date): string =>
  `Прошлое: ${dayAndMonth(localOf(now, CAPITAL_ZONE).day)} · ${problem ? 'стоит' : `${percentOf(share)}${NBSP}%`}`;

const percentOf = (share: number): number => Math.round(share * 100);

export const pastView = (past: Known, now: Date): PastView => ({
  say: pastSays(past, now),
  brief: pastBriefly(past, now),
  done: percentOf(past.share),
  goesOn: past.problem === null,
});
