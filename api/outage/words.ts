import { momentWords } from '../../law/base/russian';
import { outageLifecycle, type OutagePhase } from '../../law/outage/lifecycle';
import { outageOutcomeWords } from '../../law/outage/words';

export const OUTAGES_LINK = { href: '/outages', title: 'Отключения' };

export const phaseTitle = (phase: string): string => outageLifecycle.phases[phase as OutagePhase]?.title ?? phase;

/** The state of an outage; how it ended instead of «closed». */
export const outageState = ({ phase, outcome }: { phase: string; outcome: string | null }): string =>
  outcome ? outageOutcomeWords(outcome) : phaseTitle(phase);

/** «с 18 мая, 09:00 до 20 мая, 18:00», as short as the distance allows. */
export function timesWords(
  { from, until }: { from: string | Date; until: string | Date | null },
  zone: string,
  now: Date,
): string {
  const start = `с ${momentWords(from, zone, now)}`;
  return until ? `${start} до ${momentWords(until, zone, now)}` : `${start}, конец неизвестен`;
}
