import { z } from 'zod';
import { maybe, text, uuid } from '../http/fields';
import type { Route } from '../http/route';
import { actRoute, byApplicant, byWorker } from './act';
import { ESTIMATE_LINES } from './ends-view';

const count = () => text({ max: 12 });
const line = z.object({ part: uuid(), count: count() });
const offered = z.object({
  ...{ part1: maybe(uuid()), part2: maybe(uuid()), part3: maybe(uuid()), part4: maybe(uuid()) },
  ...{ count1: maybe(count()), count2: maybe(count()), count3: maybe(count()), count4: maybe(count()) },
  /** A program sends as many as there are. */
  lines: z.array(line).max(50).optional(),
});

const linesOf = (form: z.infer<typeof offered>): string[] => [
  ...ESTIMATE_LINES.flatMap((place) => {
    const part = form[`part${place}`];
    return part ? [`${part}:${form[`count${place}`] ?? ''}`] : [];
  }),
  ...(form.lines ?? []).map((one) => `${one.part}:${one.count}`),
];

/** Parts used, a paid work offered, and the resident's answer to it. */
export const requestPaidActs: readonly Route[] = [
  actRoute({
    ...byWorker,
    act: 'use',
    body: line,
    say: 'Расход записан.',
    order: ({ part, count: many }) => ({ args: { part, count: many } }),
  }),
  actRoute({
    ...byWorker,
    act: 'offer',
    body: offered,
    say: 'Смета отправлена жителю. Платную работу начните после согласия.',
    order: (form) => ({ args: { lines: linesOf(form) } }),
  }),
  actRoute({
    ...byApplicant,
    act: 'consent',
    body: z.object({}),
    say: 'Вы согласились. Мастер узнает об этом.',
    order: () => ({}),
  }),
  actRoute({
    ...byApplicant,
    act: 'refuse',
    body: z.object({}),
    say: 'Вы отказались: платную работу делать не будут.',
    order: () => ({}),
  }),
];
