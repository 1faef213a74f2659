import { z } from 'zod';
import { readPast, type Past } from '../../store/clock/past';
import { route, type Route } from '../http/route';
import { pastView } from './words';

const NO_SCRIPT_SECONDS = 3;

const out = z.object({
  now: z.string(),
  /** Null: the past has been played to the end. */
  past: z
    .object({
      until: z.string(),
      doneTo: z.string(),
      share: z.number(),
      leftMs: z.number().nullable(),
      problem: z.string().nullable(),
    })
    .nullable(),
});
type Shown = z.infer<typeof out>;

const plain = ({ untilAt, doneTo, share, leftMs, problem }: Past): Shown['past'] => ({
  until: untilAt.toISOString(),
  doneTo: doneTo.toISOString(),
  share,
  leftMs,
  problem,
});

const show = route({
  id: 'past.show',
  method: 'get',
  path: '/past',
  summary: 'Как регион проживает своё прошлое',
  allowed: 'anyone',
  trainingOnly: true,
  out,
  page: 'past/past',
  view: ({ past }, { now }) => ({ past: past && pastView(past, now) }),
  handle: async ({ db, now }) => {
    const past = await readPast(db);
    const title = past ? 'Регион проживает своё прошлое' : 'Регион дожил до сегодняшнего дня';
    const goesOn = past !== null && past.problem === null;
    return {
      data: { now: now.toISOString(), past: past && plain(past) },
      frame: { title, ...(goesOn && { refresh: NO_SCRIPT_SECONDS }) },
    };
  },
});

export const pastRoutes: readonly Route[] = [show];
