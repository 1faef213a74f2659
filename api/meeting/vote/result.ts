import { z } from 'zod';
import { paperTitles, type PaperKind } from '../../../law/meeting/protocol/papers';
import { instantWords, momentWords, sizeWords } from '../../../law/base/russian';
import { lastCheckpoint } from '../../../store/meeting/ballots/checkpoints';
import { turnoutOf } from '../../../store/meeting/ballots/turnout';
import { filedPapersOf } from '../../../store/meeting/file/papers';
import { kinOf } from '../../../store/meeting/read';
import { countOf, resultsOf } from '../../../store/meeting/results';
import { challengeTerms, challengeViews, keepingWords } from '../file/terms';
import { readerOf } from '../../security/reader';
import { route } from '../../http/route';
import { meetingParams, mustFind, meetingReaders, meetingSubject } from './access';
import { loadVotingOf } from './load';
import { outcomeShapeOf, outcomeShape, outcomeView } from './outcome';
import { meetingShape } from './shape';
import { barOf, thresholdMark, meetingTitle, trailOf } from './words';
import { metresOf, percentOf } from '../../../law/base/metres';
import { deadlineOut } from '../../law/schema';
import type { Deadline } from '../../../law/base/terms';
import { iso } from '../../../law/base/instant';

const resultShape = z.object({
  meeting: meetingShape,
  /** Participation: as it is now, or as counted at the close. */
  turnout: z
    .object({
      total: z.string(),
      participating: z.string(),
      online: z.string(),
      paper: z.string(),
      hand: z.string(),
      voted: z.number(),
      rights: z.number(),
    })
    .nullable(),
  quorum: z.object({ met: z.boolean(), needed: z.string() }).nullable(),
  countedAt: z.string().nullable(),
  questions: z.array(outcomeShape),
  publishedAt: z.string().nullable(),
  /** Until when the decision may be challenged in court; nothing was decided without a quorum. */
  challenge: z.array(deadlineOut),
  /** The copy without personal data, once it is drawn up. */
  protocol: z.object({ id: z.string(), title: z.string(), size: z.number() }).nullable(),
  systemNumber: z.string().nullable(),
  root: z.object({ size: z.number(), root: z.string(), at: z.string() }).nullable(),
  repeats: z.array(z.object({ id: z.string(), number: z.string() })),
});
type ResultShape = z.infer<typeof resultShape>;

const turnoutWords = ({ participating, total }: { participating: string; total: string }): string => {
  const percent = percentOf(participating, total);
  return `Участвуют ${metresOf(participating)} из ${metresOf(total)}, ${percent}`;
};

/** The main sentence of the page, and what it means. */
function headOf({ meeting, quorum, questions, countedAt }: ResultShape, now: Date): [title: string, say: string] {
  const { closesAt, zone, standing } = meeting;
  if (countedAt === null) {
    if (standing === 'closed') return ['Голоса подсчитывают', 'Итог появится здесь через минуту. Обновите страницу.'];
    const title = closesAt ? `Итог будет после ${momentWords(closesAt, zone, now)}` : 'Голосование ещё не назначено';
    return [
      title,
      'Пока видно только, сколько собственников участвует. Сколько «за» и «против», до подсчёта знают лишь те, кто проводит собрание.',
    ];
  }
  if (!quorum?.met) {
    const say = 'Решения не приняты. Инициатор может созвать повторное собрание с той же повесткой.';
    return ['Собрание не состоялось: нет кворума', say];
  }
  const passed = questions.filter((one) => one.passed).length;
  const title = `Собрание состоялось, принято решений: ${passed} из ${questions.length}`;
  if (passed === 0) return [title, 'Кворум был, но ни по одному вопросу голосов не хватило.'];
  return [title, 'Решения обязательны для всех собственников, и для тех, кто не участвовал.'];
}

function resultView(data: ResultShape, now: Date) {
  const { meeting, turnout, quorum, questions, root, countedAt, repeats } = data;
  const whole = turnout && {
    total: turnout.total,
    participating: turnout.participating,
    quorum: quorum?.met ?? false,
    on: meeting.law.decided,
  };
  const [title, say] = headOf(data, now);
  return {
    id: meeting.id,
    number: meeting.number,
    address: meeting.address,
    title: meetingTitle(meeting),
    head: { title, say },
    counted: countedAt !== null,
    closed: meeting.standing === 'closed',
    when: countedAt && instantWords(new Date(countedAt), meeting.zone),
    turnout: turnout && {
      say: turnoutWords(turnout),
      done: barOf(turnout.participating, turnout.total),
      needed: quorum ? metresOf(quorum.needed) : undefined,
      mark: thresholdMark('QUORUM', meeting.law.decided),
      channels: [
        ['В системе', turnout.online],
        ['На бумаге', turnout.paper],
        ['Внесено вручную', turnout.hand],
      ].map(([title, votes]) => ({ title, text: metresOf(votes ?? '0') })),
    },
    questions: whole ? questions.map((one) => outcomeView(one, whole)) : [],
    deadlines: challengeViews(data.challenge as Deadline[], now),
    keeping: keepingWords(meeting.law.drawn),
    files: data.protocol
      ? [
          {
            href: `/meetings/${meeting.id}/documents/${data.protocol.id}`,
            title: data.protocol.title,
            size: sizeWords(data.protocol.size),
          },
        ]
      : [],
    published: data.publishedAt ? `/meetings/${meeting.id}/published` : undefined,
    root: root && { ...root, when: instantWords(new Date(root.at), meeting.zone) },
    repeats: repeats.map(({ id, number }) => ({ href: `/meetings/${id}/vote`, title: number })),
    systemNumber: data.systemNumber,
  };
}

const result = route({
  id: 'voting.result',
  method: 'get',
  path: '/meetings/:id/result',
  summary: 'Итог собрания',
  allowed: meetingReaders,
  subject: meetingSubject,
  params: meetingParams,
  out: resultShape,
  page: 'meeting/vote/result',
  view: (data, { now }) => resultView(data, now),
  handle: async (call) => {
    const {
      db,
      params: { id },
    } = call;
    const meeting = await loadVotingOf(call);
    const { meeting: row } = await mustFind(db, id);
    const [{ repeatedBy }, count, results, live, checkpoint, papers] = await Promise.all([
      kinOf(db, row, readerOf(call.actor)),
      countOf(db, id),
      resultsOf(db, id),
      turnoutOf(db, id),
      lastCheckpoint(db, id),
      filedPapersOf(db, id),
    ]);
    const turnout = live && {
      ...live,
      ...(count && { participating: count.participating, online: count.online, paper: count.paper, hand: count.hand }),
    };
    const paper = papers.find(({ kind }) => kind === 'protocol-public');
    const data: ResultShape = {
      meeting,
      quorum: count && { met: count.quorum, needed: count.needed },
      countedAt: count?.at.toISOString() ?? null,
      turnout: turnout && {
        total: turnout.total,
        participating: turnout.participating,
        online: turnout.online,
        paper: turnout.paper,
        hand: turnout.hand,
        voted: turnout.voted,
        rights: turnout.rights,
      },
      questions: results.map(outcomeShapeOf),
      publishedAt: iso(row.publishedAt),
      challenge: count?.quorum === false ? [] : challengeTerms({ ...meeting, publishedAt: iso(row.publishedAt) }),
      protocol: paper ? { id: paper.id, title: paperTitles[paper.kind as PaperKind], size: paper.size } : null,
      systemNumber: row.systemNumber,
      root: checkpoint && { size: checkpoint.size, root: checkpoint.root, at: checkpoint.at.toISOString() },
      repeats: repeatedBy.map(({ id: other, number }) => ({ id: other, number })),
    };
    return { data, frame: trailOf(meeting, 'Итог') };
  },
});

export const resultRoutes = [result];
