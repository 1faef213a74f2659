import { z } from 'zod';
import { documentTypes } from '../../http/files/type';
import { formTitles, type MeetingForm } from '../../../law/meeting/forms';
import { instantWords, sizeWords } from '../../../law/base/russian';
import { documentById } from '../../../store/case/documents';
import { deadlinesOf } from '../../../store/case/deadlines';
import { filedPapersOf } from '../../../store/meeting/file/papers';
import { protocolOf } from '../../../store/meeting/file/protocol';
import { countOf, resultsOf } from '../../../store/meeting/results';
import type { MeetingFile } from '../../../store/meeting/read';
import { deadlineShape, deadlineViews } from '../../case/deadlines';
import { route, type Call } from '../../http/route';
import { notFound } from '../../security/permission';
import { meetingParams, mustFind, type MeetingParams } from '../vote/access';
import { outcomeShapeOf, outcomeShape, outcomeView } from '../vote/outcome';
import { barOf, thresholdMark, meetingTitle } from '../vote/words';
import { challengeTerms, challengeViews, keepingWords, stepShape, stepsOf, termsAfter } from './terms';
import { metresOf, percentOf } from '../../../law/base/metres';
import { lawOf } from '../../../store/meeting/law';
import { lawShape } from '../law-shape';
import { deadlineOut } from '../../law/schema';
import type { Deadline } from '../../../law/base/terms';

const file = z.object({ size: z.number(), sha256: z.string() });

/** What a meeting decided, for everybody: no names, no СНИЛС, no title documents (152-ФЗ; приказ 266/пр). */
const publishedShape = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  title: z.string(),
  zone: z.string(),
  law: lawShape,
  form: z.string(),
  annual: z.boolean(),
  opensAt: z.string().nullable(),
  closesAt: z.string().nullable(),
  publishedAt: z.string(),
  count: z.object({ total: z.string(), participating: z.string(), needed: z.string(), quorum: z.boolean() }),
  questions: z.array(outcomeShape),
  steps: z.array(stepShape),
  /** The public copy of the protocol; null while it is being drawn up. */
  protocol: file.nullable(),
  /** Until when the decision may be challenged in court. */
  challenge: z.array(deadlineOut),
  /** Storage by the inspectorate, once it has begun. */
  keeping: z.array(deadlineShape),
});
type PublishedShape = z.infer<typeof publishedShape>;

/** Nothing about a meeting leaves the house until its results are announced (ЖК РФ ст. 46 ч. 3). */
async function mustBePublished({ db, params }: Pick<Call<MeetingParams>, 'db' | 'params'>): Promise<MeetingFile> {
  const found = await mustFind(db, params.id);
  if (!found.meeting.publishedAt) throw notFound();
  return found;
}

async function loadPublished(call: Pick<Call<MeetingParams>, 'db' | 'params' | 'now'>): Promise<PublishedShape> {
  const { db, params, now } = call;
  const { file: one, meeting, address } = await mustBePublished(call);
  const [count, results, protocol, papers, deadlines] = await Promise.all([
    countOf(db, params.id),
    resultsOf(db, params.id),
    protocolOf(db, params.id),
    filedPapersOf(db, params.id),
    deadlinesOf(db, params.id),
  ]);
  if (!count || !meeting.publishedAt) throw notFound();
  const paper = papers.find(({ kind }) => kind === 'protocol-public');
  const { total, participating, needed, quorum } = count;
  const publishedAt = meeting.publishedAt.toISOString();
  const law = lawOf(meeting, one.zone);
  return {
    id: one.id,
    number: protocol?.number ?? one.number,
    address,
    title: meeting.title,
    zone: one.zone,
    law,
    form: meeting.form,
    annual: meeting.annual,
    opensAt: meeting.opensAt?.toISOString() ?? null,
    closesAt: meeting.closesAt?.toISOString() ?? null,
    publishedAt,
    count: { total, participating, needed, quorum },
    questions: results.map(outcomeShapeOf),
    steps: stepsOf({ meeting, file: one }, results),
    challenge: quorum ? challengeTerms({ publishedAt, law, zone: one.zone }) : [],
    protocol: paper ? { size: paper.size, sha256: paper.sha256 } : null,
    keeping: termsAfter(deadlines, one.zone, now).filter(({ name }) => name === 'archive'),
  };
}

function publishedView(data: PublishedShape, now: Date) {
  const { id, zone, count, questions, protocol } = data;
  const on = data.law.drawn;
  const when = (at: string | null): string => (at ? instantWords(new Date(at), zone) : '');
  const turnout = `${metresOf(count.participating)} из ${metresOf(count.total)}, ${percentOf(count.participating, count.total)}`;
  const passed = questions.filter((one) => one.passed).length;
  return {
    id,
    number: data.number,
    address: data.address,
    title: meetingTitle(data),
    quorum: count.quorum,
    head: count.quorum
      ? `Собрание состоялось, принято решений: ${passed} из ${questions.length}`
      : 'Собрание не состоялось: нет кворума',
    facts: [
      ['Вид', data.annual ? 'годовое' : 'внеочередное'],
      ['Форма', formTitles[data.form as MeetingForm]],
      ['Начало', when(data.opensAt)],
      ['Окончание', when(data.closesAt)],
      ['Итоги объявлены', when(data.publishedAt)],
    ].map(([title, text]) => ({ title, text })),
    turnout: {
      say: `Участвовали ${turnout}`,
      done: barOf(count.participating, count.total),
      mark: thresholdMark('QUORUM', data.law.decided),
      needed: metresOf(count.needed),
    },
    questions: questions.map((one) => outcomeView(one, { ...count, on: data.law.decided })),
    files: protocol
      ? [
          {
            href: `/meetings/${id}/published/protocol`,
            title: `Протокол № ${data.number} (PDF)`,
            size: sizeWords(protocol.size),
            note: `SHA-256 ${protocol.sha256.slice(0, 16)}…`,
          },
        ]
      : [],
    // Without a quorum nothing was decided: there is nothing to appeal, and no originals go to the inspectorate.
    deadlines: [...challengeViews(data.challenge as Deadline[], now), ...deadlineViews(data.keeping, zone, now)],
    keeping: count.quorum ? keepingWords(on) : '',
    steps: data.steps,
  };
}

const page = route({
  id: 'filing.published',
  method: 'get',
  path: '/meetings/:id/published',
  summary: 'Объявленные итоги собрания',
  allowed: 'anyone',
  params: meetingParams,
  out: publishedShape,
  page: 'meeting/file/published',
  view: (data, { now }) => publishedView(data, now),
  handle: async (call) => {
    const data = await loadPublished(call);
    return { data, frame: { title: `${meetingTitle(data)}: объявленные итоги` } };
  },
});

const copy = route({
  id: 'filing.published-protocol',
  method: 'get',
  path: '/meetings/:id/published/protocol',
  summary: 'Протокол собрания без личных данных',
  allowed: 'anyone',
  params: meetingParams,
  out: z.object({}),
  file: { types: documentTypes },
  handle: async (call: Call<MeetingParams>) => {
    await mustBePublished(call);
    const paper = (await filedPapersOf(call.db, call.params.id)).find(({ kind }) => kind === 'protocol-public');
    const found = paper ? await documentById(call.db, paper.id) : null;
    if (!found) throw notFound();
    return { data: {}, file: { name: found.name, type: found.type, bytes: found.bytes } };
  },
});

export const publishedRoutes = [page, copy];
