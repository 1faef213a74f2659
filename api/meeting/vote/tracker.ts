import { z } from 'zod';
import { Refusal } from '../../../law/base/refusal';
import { instantWords } from '../../../law/base/russian';
import { ballotRow, findTracker } from '../../../store/meeting/ballots/read';
import { proofOf } from '../../../store/meeting/ballots/receipt';
import { meetingById } from '../../../store/meeting/read';
import { countOf } from '../../../store/meeting/results';
import { maybe } from '../../http/fields';
import { route } from '../../http/route';
import { notFound } from '../../security/permission';
import { proofOut, proofShape } from './receipt';
import { trackerWords } from './words';

const TITLE = 'Проверка голоса';
const PAGE = 'meeting/vote/tracker';
const TRACKER = /^[0-9a-f]{20}$/;

/** People copy a number with spaces and capital letters. */
const tracker = () =>
  z
    .string()
    .max(60)
    .overwrite((value) => value.replace(/[\s\u00a0-]/g, '').toLowerCase());

const found = z.object({
  tracker: z.string(),
  seq: z.number(),
  channel: z.string(),
  receivedAt: z.string(),
  number: z.string(),
  address: z.string(),
  zone: z.string(),
  closed: z.boolean(),
  counted: z.boolean().nullable(),
  proof: proofShape.nullable(),
});
type Found = z.infer<typeof found>;

const asked = z.object({ typed: z.string().nullable() });

const UNKNOWN =
  'Такого номера в журналах нет. Сверьте все 20 знаков с подтверждением; если номер верен, сообщите в инспекцию.';

/** A number is typed here, or comes from a receipt as an address. */
const ask = route({
  id: 'voting.tracker-form',
  method: 'get',
  path: '/check',
  summary: TITLE,
  allowed: 'anyone',
  out: asked,
  page: 'meeting/vote/tracker-form',
  query: z.object({ number: maybe(tracker()) }),
  handle: async ({ db, query }) => {
    const typed = query.number ?? null;
    if (typed === null) return { data: { typed } };
    if (!TRACKER.test(typed)) {
      const say = 'Номер состоит из 20 знаков: цифры и буквы от a до f.';
      throw new Refusal('tracker-malformed', say, 422, { number: say });
    }
    // Reported at the field while the number can still be corrected there.
    if (!(await findTracker(db, typed))) throw new Refusal('tracker-unknown', UNKNOWN, 422, { number: UNKNOWN });
    return { data: { typed }, see: `/check/${typed}` };
  },
  form: { page: 'meeting/vote/tracker-form', data: async () => ({ typed: null }) },
});

/** In which log a decision stands and where; never whose it is or what it says. */
const check = route({
  id: 'voting.tracker',
  method: 'get',
  path: '/check/:tracker',
  summary: 'Проверить, что голос записан и цел',
  allowed: 'anyone',
  params: z.object({ tracker: tracker() }),
  out: found,
  page: PAGE,
  view: trackerView,
  handle: async ({ db, params, now }) => {
    if (!TRACKER.test(params.tracker)) throw notFound();
    const row = await findTracker(db, params.tracker);
    if (!row) throw new Refusal('tracker-unknown', UNKNOWN, 404);
    const { caseId, seq, receivedAt, channel } = row;
    const [meeting, proof, count, ballot] = await Promise.all([
      meetingById(db, caseId),
      proofOf(db, caseId, seq),
      countOf(db, caseId),
      ballotRow(db, caseId, seq),
    ]);
    if (!meeting) throw notFound();
    const { closesAt } = meeting.meeting;
    const outcome = count?.outcomes.find((one) => one.ballot === ballot?.id);
    const data: Found = {
      tracker: row.tracker,
      seq,
      channel,
      receivedAt: receivedAt.toISOString(),
      number: meeting.file.number,
      address: meeting.address,
      zone: meeting.file.zone,
      closed: closesAt !== null && now >= closesAt,
      counted: outcome ? outcome.verdict === 'counted' : null,
      proof: proofOut(proof),
    };
    return { data, frame: { title: TITLE, trail: [{ href: '/check', title: TITLE }, { title: 'Номер' }] } };
  },
});

const CHANNELS: Readonly<Record<string, string>> = {
  online: 'в системе',
  paper: 'бюллетень на бумаге',
  hand: 'бюллетень на бумаге, внесён вручную',
};

function countWords(counted: boolean | null, closed: boolean): string {
  if (counted) return 'При подсчёте голос учтён.';
  if (counted === false) {
    return 'При подсчёте голос не учтён. Почему, скажет ваше подтверждение или администратор собрания.';
  }
  if (closed) return 'Итог собрания ещё подводится.';
  return 'Голосование идёт. Учтён ли голос, станет видно после подсчёта.';
}

function trackerView(data: Found) {
  const { zone, receivedAt, proof, counted, closed, channel, number, address, seq } = data;
  const when = instantWords(new Date(receivedAt), zone);
  const state = !proof
    ? { kind: 'wait', word: 'записан, ждёт подписи журнала' }
    : proof.holds
      ? { kind: 'ok', word: 'записан и цел' }
      : { kind: 'late', word: 'журнал не сходится' };
  return {
    ...data,
    state,
    words: trackerWords(data.tracker),
    title: !proof
      ? 'Голос записан'
      : proof.holds
        ? 'Голос записан и не изменён'
        : 'Журнал не сходится: сообщите в инспекцию',
    say: countWords(counted, closed),
    facts: [
      { title: 'Собрание', text: number },
      { title: 'Дом', text: address },
      { title: 'Принят', text: when },
      { title: 'Как подан', text: CHANNELS[channel] },
      { title: 'Место в журнале', text: String(seq) },
      ...(proof
        ? [
            { title: 'Журнал подписан', text: instantWords(new Date(proof.at), zone) },
            { title: 'Записей в журнале', text: String(proof.size) },
          ]
        : []),
    ],
    path: proof?.path.join('\n'),
  };
}

const LOG_TITLE = 'Проверить журнал голосов';

/** Checks the whole log in the visitor's own browser: this server only provides the page. */
const log = route({
  id: 'voting.log-check',
  method: 'get',
  path: '/check/log',
  summary: LOG_TITLE,
  allowed: 'anyone',
  out: z.object({}),
  page: 'meeting/vote/log-check',
  handle: async () => ({
    data: {},
    frame: { title: LOG_TITLE, trail: [{ href: '/check', title: TITLE }, { title: LOG_TITLE }] },
  }),
});

export const trackerRoutes = [ask, log, check];
