import { z } from 'zod';
import { kind as kindOf } from '../../../law/meeting/call/kinds';
import { dueOf } from '../../../law/base/timing';
import { dayDigits, instantWords } from '../../../law/base/russian';
import { localOf } from '../../../law/base/zone';
import {
  inspectionById,
  inspectionDone,
  inspectionsIn,
  type Inspection,
} from '../../../store/meeting/file/inspections';
import { resultsOf, type QuestionOutcome } from '../../../store/meeting/results';
import { writeMeetingText } from '../../../store/meeting/texts';
import { signed } from '../../account/signed';
import type { Actor } from '../../security/actor';
import { choice, maybe, text, uuid } from '../../http/fields';
import { actOut, commandKey } from '../../http/order';
import { route, type Call, type Route } from '../../http/route';
import { notFound } from '../../security/permission';
import { deadlineView, spanWords } from '../../view/deadline';
import { inspectors } from '../file/access';
import { metresOf } from '../../../law/base/metres';
import { dayCellOf } from '../../http/sheet';

const LIST = { href: '/inspections', title: 'Проверки' };
const CITATION = 'ЖК РФ, ст. 46 ч. 1.1';

const task = z.object({
  id: z.string(),
  address: z.string(),
  zone: z.string(),
  lawDay: z.string(),
  /** The meeting whose protocol came later, and the earlier one. */
  meeting: z.object({ id: z.string(), number: z.string(), filedAt: z.string().nullable() }),
  other: z.object({ id: z.string(), number: z.string(), filedAt: z.string().nullable() }),
  kinds: z.array(z.string()),
  foundAt: z.string(),
  doneAt: z.string().nullable(),
  doneBy: z.string().nullable(),
  finding: z.string().nullable(),
});
type Task = z.infer<typeof task>;

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const taskOf = (one: Inspection): Task => ({
  id: one.id,
  address: one.address,
  zone: one.zone,
  lawDay: one.lawDay,
  meeting: { id: one.caseId, number: one.number, filedAt: iso(one.filedAt) },
  other: { id: one.otherCaseId, number: one.otherNumber, filedAt: iso(one.otherFiledAt) },
  kinds: one.kinds,
  foundAt: one.foundAt.toISOString(),
  doneAt: iso(one.doneAt),
  doneBy: one.doneBy,
  finding: one.finding,
});

const regionsOf = ({ posts }: Actor): string[] =>
  posts.flatMap(({ role, region }) => (role === 'inspector' && region ? [region] : []));
const dayOf = (at: string, zone: string): string => dayDigits(localOf(new Date(at), zone).day);
const stateOf = ({ doneAt, foundAt }: Task, now: Date) =>
  doneAt
    ? { kind: 'ok', word: 'проверено' }
    : { kind: 'soon', word: `ждёт ${spanWords(Math.max(0, now.getTime() - Date.parse(foundAt)))}` };

const listShape = z.object({ inspections: z.array(task) });
const list = route({
  id: 'filing.inspections',
  method: 'get',
  path: LIST.href,
  summary: 'Проверки сходных протоколов',
  allowed: [{ role: 'inspector', on: 'none' }],
  query: z.object({ state: maybe(choice(['waiting'])) }),
  out: listShape,
  page: 'meeting/inspect/inspections',
  view: ({ inspections }, { now }) => ({
    waiting: inspections.filter(({ doneAt }) => !doneAt).length,
    rows: inspections.map((one) => ({
      href: `${LIST.href}/${one.id}`,
      address: one.address,
      numbers: `${one.other.number} и ${one.meeting.number}`,
      kinds: one.kinds.map((code) => kindOf(code).title),
      found: dayOf(one.foundAt, one.zone),
      state: stateOf(one, now),
    })),
  }),
  table: {
    columns: ['Дом', 'Первый протокол', 'Второй протокол', 'Вопросы', 'Найдено', 'Проверено', 'Вывод'],
    rows: ({ inspections }: z.infer<typeof listShape>) =>
      inspections.map((one) => [
        one.address,
        one.other.number,
        one.meeting.number,
        one.kinds.map((code) => kindOf(code).title).join('; '),
        dayCellOf(one.foundAt, one.zone),
        dayCellOf(one.doneAt, one.zone),
        one.finding,
      ]),
  },
  handle: async (call) => {
    const found = await inspectionsIn(call.db, regionsOf(signed(call)));
    const shown = call.query.state === 'waiting' ? found.filter(({ doneAt }) => !doneAt) : found;
    return { data: { inspections: shown.map(taskOf) }, frame: { title: LIST.title, wide: true } };
  },
});

const verdictShape = z.object({
  number: z.number(),
  kind: z.string(),
  wording: z.string(),
  passed: z.boolean(),
  for: z.string(),
});
const oneShape = task.extend({ verdicts: z.array(z.array(verdictShape)) });
type One = z.infer<typeof oneShape>;
const oneParams = z.object({ id: uuid() });
type ById = z.infer<typeof oneParams>;

const verdictOf = ({ number, kind, wording, passed, votesFor }: QuestionOutcome) => ({
  number,
  kind,
  wording,
  passed,
  for: votesFor,
});

async function loadOne({ db, params }: Pick<Call<ById>, 'db' | 'params'>): Promise<One> {
  const found = await inspectionById(db, params.id);
  if (!found) throw notFound();
  const [other, mine] = await Promise.all([resultsOf(db, found.otherCaseId), resultsOf(db, found.caseId)]);
  const alike = (results: QuestionOutcome[]) => results.filter(({ kind }) => found.kinds.includes(kind)).map(verdictOf);
  return { ...taskOf(found), verdicts: [alike(other), alike(mine)] };
}

/** P-16: the window in which the second protocol came, counted from the first. */
function windowOf({ other, zone, lawDay }: One, now: Date) {
  if (!other.filedAt) return [];
  const due = dueOf('P-16', new Date(other.filedAt), { zone, on: lawDay });
  return [deadlineView({ deadline: due, duty: false, what: 'Окно для сходных протоколов' }, now)];
}

function oneView(data: One, now: Date) {
  const { id, zone, address, foundAt, doneAt, doneBy, finding } = data;
  const protocols = [data.other, data.meeting].map((one, index) => ({
    title: `${index === 0 ? 'Первый' : 'Второй'} протокол: собрание ${one.number}`,
    filed: one.filedAt ? instantWords(new Date(one.filedAt), zone) : 'ещё не поступил',
    links: [
      { href: `/meetings/${one.id}/protocol`, title: 'Протокол и документы' },
      { href: `/meetings/${one.id}/checklist`, title: 'Проверка по 40 пунктам' },
      { href: `/meetings/${one.id}/result`, title: 'Итог' },
    ].map((link) => ({ ...link, of: one.number })),
    questions: (data.verdicts[index] ?? []).map((question) => ({
      ...question,
      kindTitle: kindOf(question.kind).title,
      area: metresOf(question.for),
      state: question.passed ? { kind: 'ok', word: 'принято' } : { kind: 'plain', word: 'не принято' },
    })),
  }));
  return {
    id,
    address,
    citation: CITATION,
    state: stateOf(data, now),
    found: instantWords(new Date(foundAt), zone),
    protocols,
    deadlines: windowOf(data, now),
    done: doneAt && { when: instantWords(new Date(doneAt), zone), by: doneBy, finding: (finding ?? '').split('\n') },
  };
}

const subject: Route<ById>['subject'] = async (db, { id }) => {
  const found = await inspectionById(db, id);
  return found && { owners: [], parties: [], houses: [], organisations: [], region: found.region };
};

const show = route({
  id: 'filing.inspection',
  method: 'get',
  path: '/inspections/:id',
  summary: 'Два протокола по сходным вопросам',
  allowed: inspectors,
  subject,
  params: oneParams,
  out: oneShape,
  page: 'meeting/inspect/inspection',
  view: (data, { now }) => oneView(data, now),
  handle: async (call) => {
    const data = await loadOne(call);
    return { data, frame: { title: data.address, trail: [LIST, { title: data.address }] } };
  },
});

const finish = route({
  id: 'filing.inspection-finish',
  method: 'post',
  path: '/inspections/:id/finish',
  summary: 'Закончить проверку',
  allowed: inspectors,
  subject,
  params: oneParams,
  body: z.object({ finding: text({ min: 2, max: 10_000, lines: true }) }),
  out: actOut,
  form: {
    page: 'meeting/inspect/inspection',
    frame: { title: 'Два протокола по сходным вопросам', trail: [LIST, { title: 'Проверка' }] },
    data: async (call: Call<ById>) => oneView(await loadOne({ ...call, db: call.services.db }), call.now),
  },
  handle: async (call: Call<ById, unknown, { finding: string }>) => {
    const {
      db,
      params: { id },
      body: { finding },
    } = call;
    const found = await inspectionById(db, id);
    if (!found) throw notFound();
    if (found.doneAt) throw inspectionDone();
    const { caseId } = found;
    const { personId: actorId } = signed(call);
    const key = commandKey(call.key, { name: 'inspect', words: finding });
    await writeMeetingText(db, { id: key, caseId, kind: 'finding', body: finding, authorId: actorId, at: call.now });
    const order = { area: 'meeting', caseId, key, name: 'inspect', actorId, args: { inspection: id, text: key } };
    return { order, see: `/inspections/${id}`, say: 'Проверка закончена, вывод записан в оба дела.' };
  },
});

export const inspectionRoutes = [list, show, finish];
