import { questionForms } from '../../../law/meeting/words';
import { z } from 'zod';
import { ballotAnswerTitles } from '../../../law/meeting/vote/ballot';
import { Refusal } from '../../../law/base/refusal';
import { counted, momentWords } from '../../../law/base/russian';
import { retypePaper, settlePaper } from '../../../store/meeting/ballots/paper';
import { paperById, type Paper } from '../../../store/meeting/ballots/paper-rows';
import { documentById } from '../../../store/case/documents';
import { holderNames } from '../../../store/meeting/vote/decisions';
import { signed } from '../../account/signed';
import { uuid } from '../../http/fields';
import { inspectors, seesSheets } from '../file/access';
import { route, type Call } from '../../http/route';
import { notFound } from '../../security/permission';
import { desk, mustFind, mustTakeIn, meetingSubject } from '../vote/access';
import {
  backToDesk,
  boxesOf,
  decidedWords,
  deskShape,
  loadDesk,
  marksField,
  marksOf,
  stateOf,
  type AskedDesk,
} from './paper';
import { SCAN_TYPES, isShown, scanFile } from './scan';
import { trackerWords } from '../vote/words';
import { metresOf } from '../../../law/base/metres';
import { premisesWords } from '../../../law/registry/names';

const sheetParams = z.object({ id: uuid(), paper: uuid() });
type SheetParams = z.infer<typeof sheetParams>;

const difference = z.object({ number: z.number(), first: z.array(z.string()), second: z.array(z.string()) });
const againShape = deskShape.extend({
  paper: z.object({
    id: z.string(),
    premises: z.string(),
    holder: z.string(),
    votes: z.string(),
    decidedOn: z.string().nullable(),
    receivedAt: z.string(),
    scan: z.object({ shown: z.boolean(), name: z.string() }).nullable(),
    state: z.string(),
    comment: z.string().nullable(),
  }),
  differs: z.array(difference),
});
type Again = z.infer<typeof againShape>;

/** The second typist must not see the marks of the first; only where they differ are both shown. */
async function loadAgain(call: AskedDesk & Pick<Call<SheetParams>, 'params'>): Promise<Again> {
  const { db, params } = call;
  const [data, paper] = await Promise.all([loadDesk(call), mustBeHere(call)]);
  const [names, scan] = await Promise.all([
    holderNames(db, [paper.holderId]),
    paper.scan ? documentById(db, paper.scan.id) : null,
  ]);
  return {
    ...data,
    paper: {
      id: params.paper,
      premises: paper.premises,
      holder: names.get(paper.holderId) ?? '',
      votes: paper.weight,
      comment: paper.comment,
      decidedOn: paper.decidedOn,
      receivedAt: paper.receivedAt.toISOString(),
      state: stateOf(paper),
      scan: scan && { shown: isShown(scan.type), name: scan.name },
    },
    differs: data.questions
      .filter(({ id }) => paper.mismatch.includes(id))
      .map(({ id, number }) => ({
        number,
        first: [...(paper.firstMarks[id] ?? [])],
        second: [...(paper.secondMarks?.[id] ?? [])],
      })),
  };
}

async function mustBeHere({ db, params }: Pick<Call<SheetParams>, 'db' | 'params'>): Promise<Paper> {
  const found = await paperById(db, params.paper);
  if (!found || found.caseId !== params.id) throw notFound();
  return found;
}

const marked = (marks: readonly string[]): string =>
  marks.length === 0
    ? 'нет отметки'
    : marks.map((mark) => ballotAnswerTitles[mark as keyof typeof ballotAnswerTitles] ?? mark).join(' и ');

function againView(data: Again, now: Date) {
  const { id, paper, differs, zone, questions } = data;
  const settling = differs.length > 0;
  const asked = settling ? questions.filter(({ number }) => differs.some((one) => one.number === number)) : questions;
  return {
    id,
    number: data.number,
    address: data.address,
    settling,
    done: paper.state === 'logged' || paper.state === 'late',
    title: settling ? 'Вводы расходятся' : 'Второй ввод',
    action: `/meetings/${id}/paper/sheets/${paper.id}`,
    whose: `${premisesWords(paper.premises)}, ${paper.holder}, ${metresOf(paper.votes)}`,
    comment: paper.comment,
    dates: `Дата на листе: ${decidedWords(paper.decidedOn)}, принято ${momentWords(paper.receivedAt, zone, now)}.`,
    act: settling ? 'Записать' : 'Сверить',
    scan: paper.scan && { ...paper.scan, href: `/meetings/${id}/paper/sheets/${paper.id}/scan` },
    differs: differs.map(({ number, first, second }) => ({ number, first: marked(first), second: marked(second) })),
    questions: boxesOf(asked),
    marks: { name: 'marks' },
  };
}

const again = route({
  id: 'voting.paper-again',
  method: 'get',
  path: '/meetings/:id/paper/sheets/:paper',
  summary: 'Ввести бумажное решение второй раз',
  allowed: desk,
  subject: meetingSubject,
  params: sheetParams,
  out: againShape,
  page: 'meeting/paper/paper-again',
  view: (data, { now }) => againView(data, now),
  handle: async (call) => ({ data: await loadAgain(call), frame: backToDesk(call.params.id, 'Второй ввод') }),
});

const retype = route({
  id: 'voting.retype-paper',
  method: 'post',
  path: '/meetings/:id/paper/sheets/:paper',
  summary: 'Сверить второй ввод',
  allowed: desk,
  subject: meetingSubject,
  params: sheetParams,
  body: z.object({ marks: marksField() }),
  out: z.object({ id: z.string(), differs: z.array(z.number()), tracker: z.string().nullable() }),
  form: {
    page: 'meeting/paper/paper-again',
    frame: { title: 'Второй ввод' },
    data: async (call) => againView(await loadAgain(call), call.now),
  },
  handle: async (call) => {
    const { db, body, params } = call;
    const { questions, differs } = await loadAgain(call);
    mustLook(differs, body.marks);
    const typed = { id: params.paper, marks: marksOf(body.marks, questions), by: signed(call).personId };
    const see = `/meetings/${params.id}/paper`;
    if (differs.length > 0) {
      const receipt = await settlePaper(db, typed);
      return {
        data: { id: params.paper, differs: [], tracker: receipt.tracker },
        see,
        say: `Решение записано. Номер для проверки: ${trackerWords(receipt.tracker)}.`,
      };
    }
    const { mismatch, receipt } = await retypePaper(db, typed);
    const numbers = questions.filter(({ id }) => mismatch.includes(id)).map(({ number }) => number);
    const data = { id: params.paper, differs: numbers, tracker: receipt?.tracker ?? null };
    if (numbers.length === 0)
      return {
        data,
        see,
        say: `Вводы совпали, решение записано. Номер для проверки: ${trackerWords(receipt?.tracker ?? '')}.`,
      };
    return { data, see: `${see}/sheets/${params.paper}`, say: 'Вводы расходятся. Посмотрите на лист ещё раз.' };
  },
});

/** At the third look, no mark where both typists saw one means the button was pressed too early. */
function mustLook(differs: Again['differs'], ticks: readonly string[]): void {
  const missed = differs.filter(
    ({ number, first, second }) =>
      first.length > 0 && second.length > 0 && !ticks.some((tick) => tick.startsWith(`${number}:`)),
  );
  if (missed.length === 0) return;
  const say = `Отметьте, что стоит на листе: ${counted(missed.length, questionForms)} без ответа (${missed.map(({ number }) => `№ ${number}`).join(', ')}).`;
  throw new Refusal('marks-missing', say, 422, { [`mark-${missed[0]?.number ?? ''}-for`]: say });
}

const scan = route({
  id: 'voting.paper-scan',
  method: 'get',
  path: '/meetings/:id/paper/sheets/:paper/scan',
  summary: 'Скан бумажного решения',
  allowed: [...desk, ...inspectors],
  subject: meetingSubject,
  params: sheetParams,
  out: z.object({}),
  file: { types: SCAN_TYPES },
  handle: async (call) => {
    const found = await mustFind(call.db, call.params.id);
    if (!seesSheets(found, signed(call))) mustTakeIn(found.meeting, signed(call));
    const paper = await mustBeHere(call);
    return { data: {}, file: await scanFile(call.db, call.params.id, paper.scan?.id ?? null) };
  },
});

export const retypingRoutes = [again, retype, scan];
