import { z } from 'zod';
import { checklist, type Severity } from '../../law/meeting/checklist';
import { route } from '../route';
import type { StatusKind } from '../view/deadline';
import { meetingParams, readers } from '../voting/access';
import { trailOf } from '../voting/words';
import { filingSubject } from './access';
import { pointFacts } from './pointfacts';
import { findPoint, type PointVerdict } from './points';

const point = z.object({
  number: z.number(),
  check: z.string(),
  citation: z.string(),
  severities: z.array(z.string()),
  automatic: z.string(),
  verdict: z.enum(['ok', 'problem', 'person', 'wait']),
  says: z.string(),
});
const checklistShape = z.object({ id: z.string(), number: z.string(), address: z.string(), points: z.array(point) });

const words: Readonly<Record<PointVerdict, { kind: StatusKind; word: string }>> = {
  ok: { kind: 'ok', word: 'верно' },
  problem: { kind: 'late', word: 'нарушение' },
  person: { kind: 'soon', word: 'решает человек' },
  wait: { kind: 'wait', word: 'рано' },
};
const severities: Readonly<Record<Severity, string>> = {
  null: 'ничтожно',
  disputable: 'оспоримо',
  formal: 'форма',
  refer: 'передать в суд или полицию',
};

const read = route({
  id: 'filing.checklist',
  method: 'get',
  path: '/meetings/:id/checklist',
  summary: 'Проверка собрания по пунктам инспектора',
  allowed: readers,
  subject: filingSubject,
  params: meetingParams,
  out: checklistShape,
  page: 'filing/checklist',
  view: (data) => ({
    ...data,
    counts: (['problem', 'person', 'ok', 'wait'] as const).map((kind) => ({
      ...words[kind],
      count: data.points.filter(({ verdict }) => verdict === kind).length,
    })),
    points: data.points.map((one) => ({
      ...one,
      state: words[one.verdict],
      severity: one.severities.map((kind) => severities[kind as Severity]).join(', '),
    })),
  }),
  table: {
    columns: ['№', 'Что проверить', 'Норма', 'Вывод', 'Пояснение'],
    rows: ({ points }: z.infer<typeof checklistShape>) =>
      points.map(({ number, check, citation, verdict, says }) => [number, check, citation, words[verdict].word, says]),
  },
  handle: async (call) => {
    const facts = await pointFacts(call.services.db, call.params.id, call.now);
    const points = checklist.map((one) => ({
      number: one.number,
      check: one.check,
      citation: one.citation,
      severities: [...one.severities],
      automatic: one.automatic,
      ...findPoint(one, facts),
    }));
    const { file, address } = facts;
    return { data: { id: file.id, number: file.number, address, points }, frame: trailOf(file, 'Проверка по пунктам') };
  },
});

export const checklistRoutes = [read];
