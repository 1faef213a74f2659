import { proxyActivities } from '@temporalio/workflow';
import type { CalendarActivities } from '../../activities/calendar';
import { setClock, sleepUntil } from '../case/clock';
import type { CalendarInput } from '../case/contract';
import { patient } from '../case/options';

const { keepDay } = proxyActivities<CalendarActivities>(patient);

/**
 * One month of a region's daily work. After an outage the missed days run at once, in order. The last day orders the
 * next month as a separate execution, so no history grows without end.
 */
export async function calendar(input: CalendarInput): Promise<void> {
  setClock(input.offsetMs);
  for (const [index, at] of input.instants.entries()) {
    await sleepUntil(Date.parse(at), () => false, at);
    const next = input.instants[index + 1] ?? null;
    await keepDay({ region: input.region, zone: input.zone, month: input.month, at, next });
  }
}
