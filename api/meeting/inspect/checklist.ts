import { z } from 'zod';
import { checklist } from '../../../law/meeting/inspection/checklist';
import { momentWords } from '../../../law/base/russian';
import { lawDaysWords } from '../../../law/meeting/stages-of-law';
import { findingsOf } from '../../../store/meeting/file/findings';
import { route, type Call } from '../../http/route';
import { holds } from '../../security/relations';
import { meetingParams, meetingReaders } from '../vote/access';
import { trailOf } from '../vote/words';
import { filingSubject, inspectors } from '../file/access';
import { findingShape, findingWords, toldFinding } from './finding';
import { pointFacts } from './pointfacts';
import { pointOf, pointShape, severityTitles, verdictWords } from './pointwords';
import { dayCellOf } from '../../http/sheet';

const judged = pointShape.extend({ finding: findingShape.nullable() });
const shape = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  zone: z.string(),
  /** Whoever reads may say what they found; nobody else is told. */
  inspects: z.boolean(),
  /** Which day's law judges which stage and why; empty where one day judges all. */
  law: z.array(z.string()),
  points: z.array(judged),
});
type Shape = z.infer<typeof shape>;

const inspects = ({ actor, subject }: Pick<Call, 'actor' | 'subject'>): boolean =>
  actor !== null && inspectors.some(({ role, on }) => holds(actor, role, on, subject));

function view({ points, zone, ...data }: Shape, now: Date) {
  const done = points.filter(({ finding }) => finding !== null);
  return {
    ...data,
    counts: (['problem', 'person', 'ok', 'wait'] as const).map((kind) => ({
      ...verdictWords[kind],
      count: points.filter(({ verdict }) => verdict === kind).length,
    })),
    done: done.length,
    all: points.length,
    breaches: done.filter(({ finding }) => finding?.verdict === 'breach').length,
    upcoming: points.find(({ finding }) => finding === null)?.number,
    points: points.map(({ finding, ...one }) => ({
      ...one,
      state: verdictWords[one.verdict],
      severity: one.severities.map((kind) => severityTitles[kind]).join(', '),
      finding: finding && {
        ...findingWords[finding.verdict],
        reason: finding.reason?.split('\n'),
        note: `${finding.by}, ${momentWords(finding.at, zone, now)}`,
      },
    })),
  };
}

const read = route({
  id: 'filing.checklist',
  method: 'get',
  path: '/meetings/:id/checklist',
  summary: 'Проверка собрания по пунктам инспектора',
  allowed: meetingReaders,
  subject: filingSubject,
  params: meetingParams,
  out: shape,
  page: 'meeting/inspect/checklist',
  view: (data, { now }) => view(data, now),
  table: {
    columns: ['№', 'Что проверить', 'Норма', 'Вывод', 'Пояснение', 'Инспектор', 'Обоснование', 'Кто', 'Когда'],
    rows: ({ points, zone }: Shape) =>
      points.map(({ number, check, citation, verdict, says, finding }) => [
        number,
        check,
        citation,
        verdictWords[verdict].word,
        says,
        finding && findingWords[finding.verdict].word,
        finding?.reason ?? null,
        finding?.by ?? null,
        finding && dayCellOf(finding.at, zone),
      ]),
  },
  handle: async (call) => {
    const { db } = call.services;
    const may = inspects(call);
    const [facts, findings] = await Promise.all([
      pointFacts(db, call.params.id, call.now),
      may ? findingsOf(db, call.params.id) : [],
    ]);
    const points = checklist.map((one) => {
      const finding = findings.find(({ point }) => point === one.number);
      return { ...pointOf(one, facts, may), finding: finding ? toldFinding(finding) : null };
    });
    const { file, address } = facts;
    const data = {
      id: file.id,
      number: file.number,
      address,
      zone: file.zone,
      inspects: may,
      law: [...lawDaysWords(facts.meeting.law)],
      points,
    };
    return { data, frame: { ...trailOf(file, 'Проверка по пунктам'), wide: may } };
  },
});

export const checklistRoutes = [read];
