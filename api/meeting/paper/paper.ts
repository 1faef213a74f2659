import { z } from 'zod';
import {
  ballotAnswers,
  ballotAnswerTitles,
  ballotParticulars,
  type BallotAnswer,
} from '../../../law/meeting/vote/ballot';
import { capitalised, dayWords, instantWords, momentWords } from '../../../law/base/russian';
import { paperBallotsOf, type Paper } from '../../../store/meeting/ballots/paper-rows';
import type { BallotMarks } from '../../../store/meeting/ballots/append';
import { windowOfMeeting } from '../../../store/meeting/results';
import { holderNames, trackersOf } from '../../../store/meeting/vote/decisions';
import { signed } from '../../account/signed';
import { many } from '../../http/fields';
import { partOf, partQuery, type PartQuery } from '../../http/parts';
import { route, type Call } from '../../http/route';
import { desk, meetingParams, mustFind, mustTakeIn, meetingSubject, type MeetingParams } from '../vote/access';
import { trackerWords, trailOf } from '../vote/words';
import { metresOf } from '../../../law/base/metres';
import { votingStanding, votingStandings } from '../../../law/meeting/vote/window';
import { premisesWords } from '../../../law/registry/names';

export type PaperState = 'typed-once' | 'differs' | 'logged' | 'late';

const sheet = z.object({
  id: z.string(),
  right: z.string(),
  holderId: z.string(),
  premises: z.string(),
  holder: z.string(),
  votes: z.string(),
  receivedAt: z.string(),
  decidedOn: z.string().nullable(),
  channel: z.string(),
  state: z.enum(['typed-once', 'differs', 'logged', 'late']),
  tracker: z.string().nullable(),
  comment: z.string().nullable(),
});
export const deskShape = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  zone: z.string(),
  form: z.string(),
  standing: z.enum(votingStandings),
  until: z.string().nullable(),
  questions: z.array(z.object({ id: z.string(), number: z.number(), wording: z.string() })),
  sheets: z.array(sheet),
});
export type Desk = z.infer<typeof deskShape>;

export type AskedDesk = Pick<Call<MeetingParams>, 'db' | 'actor' | 'now' | 'params'>;

export const stateOf = ({ late, ballotId, mismatch }: Paper): PaperState => {
  if (late) return 'late';
  if (ballotId) return 'logged';
  return mismatch.length > 0 ? 'differs' : 'typed-once';
};

/** Everything received on paper. Only for those who receive paper: it shows who voted, though not how. */
export async function loadDesk({ db, actor, now, params: { id } }: AskedDesk): Promise<Desk> {
  const found = await mustFind(db, id);
  const { file, meeting, address, questions } = found;
  mustTakeIn(meeting, signed({ actor }));
  const papers = await paperBallotsOf(db, id);
  const [names, trackers] = await Promise.all([
    holderNames(
      db,
      papers.map(({ holderId }) => holderId),
    ),
    trackersOf(
      db,
      papers.flatMap(({ ballotId }) => (ballotId ? [ballotId] : [])),
    ),
  ]);
  const window = windowOfMeeting(meeting, file.zone);
  return {
    id,
    number: file.number,
    address,
    zone: file.zone,
    form: meeting.form,
    standing: votingStanding({ phase: found.file.phase, ...found.meeting }, now),
    until: window ? (window.paperUntil ?? window.closesAt) : null,
    questions: questions.map(({ id: question, number, wording }) => ({ id: question, number, wording })),
    sheets: papers.map((paper) => ({
      id: paper.id,
      right: paper.rightId,
      holderId: paper.holderId,
      premises: paper.premises,
      holder: names.get(paper.holderId) ?? '',
      votes: paper.weight,
      channel: paper.channel,
      receivedAt: paper.receivedAt.toISOString(),
      decidedOn: paper.decidedOn,
      state: stateOf(paper),
      comment: paper.comment,
      tracker: (paper.ballotId && trackers.get(paper.ballotId)) ?? null,
    })),
  };
}

const STATES: Readonly<Record<PaperState, { kind: string; word: string }>> = {
  'typed-once': { kind: 'wait', word: 'ждёт второго ввода' },
  differs: { kind: 'late', word: 'вводы расходятся' },
  logged: { kind: 'ok', word: 'записан' },
  late: { kind: 'plain', word: 'опоздал, не учтётся' },
};
const ORDER: readonly PaperState[] = ['differs', 'typed-once', 'logged', 'late'];

/** Until when paper is received: in an electronic meeting that ends before the close (E-09). */
function termWords({ standing, until, zone }: Desk, now: Date): string {
  const term = until === null ? null : new Date(until);
  if (standing === 'closed') return 'Голосование закончено. Пришедшее теперь запишут, но не учтут.';
  if (standing !== 'open' || !term) return 'Решения принимают, когда голосование откроется.';
  if (now > term)
    return 'Срок бумажных решений прошёл. Сданное вовремя введите и укажите, когда сдали; позднее запишут, но не учтут.';
  return `Учтут то, что сдано до ${instantWords(term, zone)}.`;
}

function titleOf(sheets: number, waiting: number): string {
  if (waiting > 0) return `Осталось ввести второй раз: ${waiting}`;
  return sheets > 0 ? 'Всё введено дважды' : 'Ещё ничего не сдано';
}

function deskView(data: Desk, { query, now }: Call<MeetingParams, PartQuery>) {
  const { id, zone, standing } = data;
  const waiting = data.sheets.filter(({ state }) => state === 'typed-once' || state === 'differs').length;
  const ordered = [...data.sheets].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const { shown, ...parts } = partOf(ordered, query, `/meetings/${id}/paper`);
  const sheets = shown.map((one) => ({
    title: `${premisesWords(one.premises)}, ${one.holder}`,
    votes: metresOf(one.votes),
    state: STATES[one.state],
    tracker: one.tracker,
    words: one.tracker && trackerWords(one.tracker),
    when: momentWords(one.receivedAt, zone, now),
    comment: one.comment,
    href: one.state === 'typed-once' || one.state === 'differs' ? `/meetings/${id}/paper/sheets/${one.id}` : undefined,
    act: one.state === 'differs' ? 'Разобрать' : 'Ввести второй раз',
  }));
  return {
    id,
    number: data.number,
    address: data.address,
    ...parts,
    say: termWords(data, now),
    sheets,
    waiting,
    takes: standing === 'open' || standing === 'closed',
    title: titleOf(data.sheets.length, waiting),
    empty:
      standing === 'open' || standing === 'closed'
        ? 'Примите первое решение: найдите помещение, приложите скан и отметьте ответы.'
        : 'Они появятся здесь, когда голосование откроется.',
    counts: [
      { title: 'ждут второго ввода', count: waiting, href: '#sheets', hot: waiting > 0 },
      { title: 'записаны', count: data.sheets.filter(({ state }) => state === 'logged').length, href: '#sheets' },
      { title: 'опоздали', count: data.sheets.filter(({ state }) => state === 'late').length, href: '#sheets' },
    ],
  };
}

const list = route({
  id: 'voting.paper',
  method: 'get',
  path: '/meetings/:id/paper',
  summary: 'Бумажные решения',
  allowed: desk,
  subject: meetingSubject,
  params: meetingParams,
  query: partQuery,
  out: deskShape,
  page: 'meeting/paper/paper',
  view: deskView,
  handle: async (call: Call<MeetingParams, PartQuery>) => {
    const data = await loadDesk(call);
    return { data, frame: trailOf(data, 'Бумажные решения') };
  },
});

const MARK = /^(\d{1,4}):(for|against|abstained)$/;
const QUESTIONS_MOST = 1_000;

/** Ticked boxes as they stand on the sheet: «3:for»; several or none for a question are recorded as such (V-19). */
export const marksField = () => many(z.string().regex(MARK, 'Отметка записана неверно.'), QUESTIONS_MOST);

export function marksOf(ticks: readonly string[], questions: Desk['questions']): BallotMarks {
  const entries = questions.map(
    ({ id, number }) =>
      [
        id,
        ticks.flatMap((tick) => (tick.startsWith(`${number}:`) ? [tick.slice(tick.indexOf(':') + 1)] : [])),
      ] as const,
  );
  return Object.fromEntries(entries.filter(([, marks]) => marks.length > 0));
}

/** A row of boxes for each question, in the order of the sheet. */
export const boxesOf = (questions: Desk['questions']) =>
  questions.map(({ number, wording }) => ({
    number,
    wording,
    boxes: ballotAnswers.map((answer: BallotAnswer) => ({
      id: `mark-${number}-${answer}`,
      code: `${number}:${answer}`,
      title: ballotAnswerTitles[answer],
    })),
  }));

export const decidedWords = (day: string | null): string => (day ? dayWords(day) : 'не указана');
export const particularOptions = (on: string) =>
  ballotParticulars
    .filter(({ from }) => from === null || from <= on)
    .map(({ particular, title, citation }) => ({ value: particular, title: capitalised(title), hint: citation }));

/** The frame of all pages about one sheet. */
export const backToDesk = (id: string, title: string) => ({
  title,
  back: { href: `/meetings/${id}/paper`, title: 'Бумажные решения' },
});

export const paperRoutes = [list];
