import { z } from 'zod';
import { parseFraction } from '../../law/fraction';
import { areaText } from '../../law/meeting/area';
import type { MeetingForm } from '../../law/meeting/forms';
import { readiness } from '../../law/meeting/ready';
import { norm } from '../../law/norm';
import { turnoutOf } from '../../store/ballots/turnout';
import { notTold } from '../../store/meetings/notices';
import { planOf } from '../../store/meetings/plan';
import type { MeetingFile } from '../../store/meetings/read';
import { rightsOf } from '../../store/meetings/register';
import { countNow } from '../../store/meetings/results';
import { signaturesOf, signedVotes } from '../../store/meetings/signatures';
import { remindersOf } from '../../store/meetings/voters';
import { signed } from '../account/signed';
import { caseShape, loadCase } from '../cases/load';
import type { Call } from '../route';
import { isPreparing, mustSee, runs, type ById } from './access';
import { enough } from './forecast';

const checkShape = z.object({
  code: z.string(),
  norm: z.string(),
  verdict: z.enum(['ok', 'problem', 'person']),
  says: z.string(),
  task: z.string(),
});
const liveShape = z.object({
  number: z.number(),
  wording: z.string(),
  rule: z.string(),
  citation: z.string(),
  for: z.string(),
  passed: z.boolean(),
  missing: z.string(),
});
export const cardShape = z.object({
  case: caseShape,
  title: z.string(),
  form: z.string(),
  initiator: z.string(),
  manager: z.string().nullable(),
  initiatorKind: z.string(),
  runs: z.boolean(),
  preparing: z.boolean(),
  opensAt: z.string().nullable(),
  closesAt: z.string().nullable(),
  noticedAt: z.string().nullable(),
  requestedAt: z.string().nullable(),
  sealedAt: z.string().nullable(),
  lawDay: z.string(),
  questions: z.array(z.object({ number: z.number(), wording: z.string() })),
  checks: z.array(checkShape),
  signatures: z.object({ count: z.number(), votes: z.string(), mine: z.boolean() }).nullable(),
  turnout: z
    .object({
      total: z.string(),
      participating: z.string(),
      rights: z.number(),
      voted: z.number(),
      needed: z.string(),
      met: z.boolean(),
      missing: z.string(),
      enough: z.number().nullable(),
    })
    .nullable(),
  /** Only for those who run the meeting: how each question stands. */
  live: z.array(liveShape),
  notTold: z.number(),
  reminders: z.object({ sent: z.number(), limit: z.number() }),
  repeats: z.object({ id: z.string(), number: z.string() }).nullable(),
  repeatedBy: z.array(z.object({ id: z.string(), number: z.string() })),
});
export type CardShape = z.infer<typeof cardShape>;

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const kinOf = ({ id, number }: { id: string; number: string }) => ({ id, number });

type Asked = Pick<Call<ById>, 'db' | 'actor' | 'params' | 'now' | 'subject'>;

/** Votes are counted once for all who look: the same law that counts at the close. */
async function countedOf(call: Asked, { file }: MeetingFile): Promise<Pick<CardShape, 'turnout' | 'live'>> {
  const { db } = call;
  const turnout = await turnoutOf(db, file.id);
  const count = turnout && (await countNow(db, file.id, file.zone));
  if (!turnout || !count) return { turnout: null, live: [] };
  const voted = new Set(turnout.votedRights.map(({ rightId }) => rightId));
  const silent = (await rightsOf(db, file.id)).filter(({ id }) => !voted.has(id)).map(({ votes }) => votes);
  const taking = parseFraction(turnout.participating);
  return {
    turnout: {
      total: turnout.total,
      participating: turnout.participating,
      rights: turnout.rights,
      voted: turnout.voted,
      ...count.quorum,
      enough: enough(silent, taking, parseFraction(count.quorum.needed), true),
    },
    live: count.questions.flatMap(({ number, wording }, index) => {
      const [row, verdict] = [count.tally.questions[index], count.result.questions[index]];
      return row && verdict
        ? [
            {
              number,
              wording,
              rule: verdict.rule,
              citation: verdict.citation,
              for: row.for,
              passed: verdict.passed,
              missing: verdict.missing,
            },
          ]
        : [];
    }),
  };
}

async function signaturesFor(call: Asked, { meeting }: MeetingFile): Promise<CardShape['signatures']> {
  if (meeting.initiatorKind !== 'group') return null;
  const all = await signaturesOf(call.db, meeting.caseId);
  const me = signed(call).personId;
  return { count: all.length, votes: areaText(signedVotes(all)), mine: all.some(({ personId }) => personId === me) };
}

export async function loadCard(call: Asked): Promise<CardShape> {
  const { db, now } = call;
  const actor = signed(call);
  const found = await mustSee(db, call.params.id, actor);
  const { file, meeting, questions } = found;
  const [mine, preparing] = [runs(meeting, actor), isPreparing(found)];
  const { plan } = preparing && mine ? await planOf(db, file, meeting, now) : { plan: null };
  const { turnout, live } = await countedOf(call, found);
  const reminders = await remindersOf(db, file.id);
  return {
    case: await loadCase(call, file.id),
    title: meeting.title || 'Общее собрание собственников',
    form: meeting.form satisfies MeetingForm,
    initiator: found.initiator,
    manager: found.manager?.name ?? null,
    initiatorKind: meeting.initiatorKind,
    runs: mine,
    preparing,
    opensAt: iso(meeting.opensAt),
    closesAt: iso(meeting.closesAt),
    noticedAt: iso(meeting.noticedAt),
    requestedAt: iso(meeting.requestedAt),
    sealedAt: iso(meeting.sealedAt),
    lawDay: meeting.lawDay,
    questions: questions.map(({ number, wording }) => ({ number, wording })),
    checks: plan ? readiness(plan).map((one) => ({ ...one })) : [],
    signatures: await signaturesFor(call, found),
    turnout,
    live: mine ? live : [],
    notTold: mine && meeting.noticedAt ? (await notTold(db, file.id, meeting.opensAt ?? now)).length : 0,
    reminders: {
      sent: reminders.filter(({ by }) => by !== null).length,
      limit: Number(norm('N-06.limit', meeting.lawDay).value),
    },
    repeats: found.repeats && kinOf(found.repeats),
    repeatedBy: found.repeatedBy.map(kinOf),
  };
}
