import { z } from 'zod';
import { capitalWords, instantDigits } from '../../law/base/russian';
import { isoIn, CAPITAL_ZONE } from '../../law/base/zone';
import { alarmsAhead } from '../../store/case/overview';
import { earliestWake } from '../../store/engine/executions';
import { lastTravel } from '../../store/clock/travels';
import { caseHref } from '../case/address';
import { readerOf } from '../security/reader';
import { sentencesOf } from '../areas';
import { signed } from '../account/signed';
import { maybe, ownPath } from '../http/fields';
import { route, type Call } from '../http/route';
import { spanWords } from '../view/deadline';

const SHOWN = 20;

const alarm = z.object({
  caseId: z.string(),
  area: z.string(),
  number: z.string(),
  title: z.string(),
  act: z.string(),
  at: z.string(),
  zone: z.string(),
});
const out = z.object({
  now: z.string(),
  next: z.string().nullable(),
  ahead: z.array(alarm),
  travel: z.string().nullable(),
  /** Why the last travel did not reach its destination. */
  problem: z.string().nullable(),
});
export type ClockPage = z.infer<typeof out>;

export async function loadClock(call: Pick<Call, 'db' | 'actor' | 'now'>): Promise<ClockPage> {
  const { db, now } = call;
  const [next, alarms, last] = await Promise.all([
    earliestWake(db),
    alarmsAhead(db, readerOf(signed(call)), SHOWN),
    lastTravel(db),
  ]);
  return {
    now: now.toISOString(),
    next: next && next > now ? next.toISOString() : null,
    travel: last && !last.over ? last.id : null,
    problem: last?.problem ?? null,
    ahead: alarms.map((one) => ({ ...one, at: one.at.toISOString() })),
  };
}

export function clockView(
  { now, next, ahead, travel, problem }: ClockPage,
  back: string | undefined,
  opens: Call['opens'],
) {
  const from = new Date(now);
  return {
    back,
    travel,
    problem,
    drill: opens('/drill'),
    stands: capitalWords(from),
    soonest: next && { when: capitalWords(new Date(next)), left: spanWords(Date.parse(next) - from.getTime()) },
    earliest: isoIn(from, CAPITAL_ZONE).slice(0, 16),
    ahead: ahead.map((one) => ({
      caseId: one.caseId,
      number: one.number,
      title: one.title,
      href: caseHref({ area: one.area, id: one.caseId }),
      what: sentencesOf(one.area).alarm(one.act),
      when: instantDigits(new Date(one.at), one.zone),
      left: spanWords(Math.max(0, Date.parse(one.at) - from.getTime())),
    })),
  };
}

export const clockFrame = { title: 'Часы учебного контура' };
export const backQuery = z.object({ back: maybe(ownPath()) });

export const clockPage = route({
  id: 'clock.show',
  method: 'get',
  path: '/clock',
  summary: 'Часы учебного контура',
  allowed: 'signed-in',
  trainingOnly: true,
  query: backQuery,
  out,
  page: 'clock/clock',
  view: (data, call) => clockView(data, call.query.back, call.opens),
  handle: async (call) => ({ data: await loadClock(call), frame: clockFrame }),
});
