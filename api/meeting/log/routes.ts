import { z } from 'zod';
import { ballotAnswers } from '../../../law/meeting/vote/ballot';
import { castBallot } from '../../../store/meeting/ballots/cast';
import { checkpointsOf } from '../../../store/meeting/ballots/checkpoints';
import { dumpOf, type DumpKind } from '../../../store/meeting/ballots/dump';
import { publicKeyOf } from '../../../store/case/signing-key';
import { citizenOf, signed } from '../../account/signed';
import type { Grant } from '../../security/actor';
import { choice, maybe, uuid } from '../../http/fields';
import { route, type Answer, type Call, type Route } from '../../http/route';
import { notFound } from '../../security/permission';
import { meetingSubject } from '../vote/access';

const params = z.object({ id: uuid() });
type ById = z.infer<typeof params>;

const receipt = z.object({ seq: z.number(), tracker: z.string(), receivedAt: z.string() });

/**
 * A whole decision at once, for programs (a phone, a terminal); the page asks question by question. The right and the
 * power to sign are checked where the record is written, so nothing is read twice.
 */
const cast = route({
  id: 'ballots.cast',
  method: 'post',
  path: '/meetings/:id/ballots',
  summary: 'Подать решение собственника целиком',
  allowed: 'signed-in',
  params,
  body: z.object({
    right: uuid(),
    holder: maybe(uuid()),
    proxy: maybe(uuid()),
    answers: z.record(uuid(), choice(ballotAnswers)),
  }),
  out: receipt,
  kept: 'record',
  handle: async (call) => {
    const {
      body,
      db,
      key,
      params: { id: caseId },
    } = call;
    const { personId } = signed(call);
    const holderId = body.holder ?? citizenOf(call);
    mustSpeakFor(call, holderId, body.proxy);
    const { seq, tracker, receivedAt } = await castBallot(db, {
      id: key,
      caseId,
      rightId: body.right,
      holderId,
      byPersonId: personId,
      proxyId: body.proxy ?? null,
      marks: Object.fromEntries(Object.entries(body.answers).map(([question, answer]) => [question, [answer]])),
    });
    return { data: { seq, tracker, receivedAt: receivedAt.toISOString() }, status: 201 };
  },
});

const NDJSON = 'application/x-ndjson';
/** A key of an organisation decides only for that organisation; for people the record itself checks. */
function mustSpeakFor(call: Pick<Call, 'actor'>, holderId: string, proxy: string | undefined): void {
  const { self, posts } = signed(call);
  if (self === null && (proxy || !posts.some((post) => post.organisationId === holderId))) citizenOf(call);
}

const file = z.object({ kind: z.string(), bytes: z.number() });

async function download({ db, params: { id } }: Call<ById>, kind: DumpKind): Promise<Answer<z.infer<typeof file>>> {
  const text = await dumpOf(db, id, kind);
  if (text === null) throw notFound();
  const name = `ballots-${kind}-${id}.ndjson`;
  return {
    data: { kind, bytes: Buffer.byteLength(text) },
    file: { name, type: `${NDJSON}; charset=utf-8`, bytes: text },
  };
}

/** The log as anyone may download it and check it offline: leaves, deadlines and signatures, but nobody's decision. */
const open = route({
  id: 'ballots.log',
  method: 'get',
  path: '/meetings/:id/ballots/log',
  summary: 'Журнал решений без их содержания',
  allowed: 'anyone',
  params,
  out: file,
  rate: 'search',
  file: { types: [NDJSON] },
  handle: (call) => download(call, 'public'),
});

/** Those who count and those who inspect also get openings, so that they can count every decision again. */
const counters: readonly Grant[] = [
  { role: 'citizen', on: 'own' },
  { role: 'head', on: 'organisation' },
  { role: 'inspector', on: 'region' },
];

const full = route({
  id: 'ballots.openings',
  method: 'get',
  path: '/meetings/:id/ballots/openings',
  summary: 'Журнал решений с их содержанием',
  allowed: counters,
  subject: meetingSubject,
  params,
  out: file,
  rate: 'search',
  file: { types: [NDJSON] },
  handle: (call) => download(call, 'full'),
});

const signatures = z.object({
  key: z.string().nullable(),
  checkpoints: z.array(
    z.object({ size: z.number(), root: z.string(), at: z.string(), text: z.string(), signature: z.string() }),
  ),
});

/** Every signed state of the log: anybody who keeps one can later prove that something was removed. */
const list = route({
  id: 'ballots.checkpoints',
  method: 'get',
  path: '/meetings/:id/ballots/checkpoints',
  summary: 'Подписанные состояния журнала решений',
  allowed: 'anyone',
  params,
  out: signatures,
  handle: async ({ db, params: { id } }) => {
    const rows = await checkpointsOf(db, id);
    if (rows.length === 0) throw notFound();
    return {
      data: {
        key: await publicKeyOf(db),
        checkpoints: rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
      },
    };
  },
});

export const ballotLogRoutes: readonly Route[] = [cast, open, full, list];
