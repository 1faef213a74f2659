import type { Knex } from 'knex';
import { z } from 'zod';
import { iso } from '../../../law/base/instant';
import { noticeNorm } from '../../../law/meeting/notice/notice';
import { paperTitles, type PaperKind } from '../../../law/meeting/protocol/papers';
import { dueOf } from '../../../law/base/timing';
import { filedPapersOf } from '../../../store/meeting/file/papers';
import { ledgerCounts, ledgerOf, ledgerStates, type LedgerOwner } from '../../../store/meeting/notice/ledger';
import { noticeLimit, type Notice } from '../../../store/meeting/notice/notices';
import type { MeetingFile } from '../../../store/meeting/read';
import { signed } from '../../account/signed';
import { choice, cursor, cursorOf, maybe, momentOf, text, uuid } from '../../http/fields';
import type { Call } from '../../http/route';
import { premisesTyped } from '../vote/words';
import { mustCount, runs } from '../access';
import type { MeetingParams } from '../vote/access';
import { stageTiming } from '../../../store/meeting/law';

export const noticeShape = z.object({
  id: z.string(),
  way: z.enum(['system', 'letter', 'signature', 'posting']),
  sentAt: z.string(),
  effectiveAt: z.string().nullable(),
  returnedAt: z.string().nullable(),
  returnedWhy: z.enum(['not-collected', 'refused', 'no-such-address']).nullable(),
  postNumber: z.string().nullable(),
  proofs: z.array(z.string()),
  note: z.string(),
  recordedAt: z.string(),
  voidedWhy: z.string().nullable(),
});
export type NoticeShape = z.infer<typeof noticeShape>;

const ownerShape = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  premises: z.array(z.string()),
  told: z.boolean(),
  proved: z.boolean(),
  notices: z.array(noticeShape),
});
export type OwnerShape = z.infer<typeof ownerShape>;

export const ledgerShape = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  zone: z.string(),
  phase: z.string(),
  noticedAt: z.string().nullable(),
  opensAt: z.string().nullable(),
  openedAt: z.string().nullable(),
  /** The last instant at which a classic notice is still in time. */
  by: z.string().nullable(),
  /** The term is in days: its whole last day counts. */
  days: z.boolean(),
  why: z.object({ norm: z.string(), citation: z.string(), derivation: z.array(z.string()) }).nullable(),
  /** The reader runs the meeting, and notices may still be added. */
  open: z.boolean(),
  /** Documents Domovoy has prepared for those who notify the owners. */
  papers: z.array(z.object({ id: z.string(), title: z.string() })),
  posting: z.object({ place: z.string().nullable(), decidedBy: z.string().nullable() }),
  counts: z.object({ owners: z.number(), told: z.number(), unproved: z.number(), returned: z.number() }),
  asked: z.object({ state: z.enum(ledgerStates).nullable(), flat: z.string().nullable() }),
  owners: z.array(ownerShape),
  first: z.boolean(),
  after: z.string().nullable(),
});
export type Ledger = z.infer<typeof ledgerShape>;

export const ledgerQuery = z.object({
  state: maybe(choice(ledgerStates)),
  flat: maybe(text({ max: 20 })),
  after: maybe(cursor(z.tuple([z.int32(), uuid()]))),
});
export type LedgerQuery = z.infer<typeof ledgerQuery>;

const PAGE = 50;
export const plain = (one: Notice): NoticeShape => ({
  id: one.id,
  way: one.way,
  sentAt: one.sentAt.toISOString(),
  effectiveAt: iso(one.effectiveAt),
  returnedAt: iso(one.returnedAt),
  returnedWhy: one.returnedWhy,
  postNumber: one.postNumber,
  proofs: one.proofIds,
  note: one.note,
  recordedAt: one.recordedAt.toISOString(),
  voidedWhy: one.voidedWhy,
});

const ownerOf = ({ id, name, address, premises, told, proved, notices }: LedgerOwner): OwnerShape => ({
  id,
  name,
  address,
  premises,
  told,
  proved,
  notices: notices.map(plain),
});

/** N-01 or E-05 under the law on the day of the notice: by when, and how that follows. */
function termOf(found: MeetingFile): Pick<Ledger, 'by' | 'days' | 'why'> {
  const { file, meeting } = found;
  const { form, opensAt, noticedAt } = meeting;
  if (!opensAt || !noticedAt) return { by: null, days: false, why: null };
  const timing = stageTiming(meeting, 'called', file.zone);
  const { norm, citation, derivation, lastDay } = dueOf(noticeNorm(form), opensAt, timing);
  return {
    by: noticeLimit(found, noticedAt).toISOString(),
    days: lastDay !== null,
    why: { norm, citation, derivation },
  };
}

export type AskedLedger = Pick<Call<MeetingParams>, 'db' | 'actor' | 'params' | 'subject' | 'now'>;

/** For those who call the meeting, manage the house or watch over it. */
export async function loadLedger(call: AskedLedger, asked: LedgerQuery = {}, limit = PAGE): Promise<Ledger> {
  const { db, params, now } = call;
  const found = await mustCount(call);
  const { file, meeting, address } = found;
  const term = termOf(found);
  const by = term.by === null ? now : new Date(term.by);
  const { state, after } = asked;
  const flat = asked.flat && premisesTyped(asked.flat);
  const owners = await ledgerOf(db, params.id, { by, state, flat, after, limit: limit + 1 });
  const last = owners.length > limit ? owners[limit - 1] : undefined;
  return {
    id: file.id,
    number: file.number,
    address,
    zone: file.zone,
    phase: file.phase,
    noticedAt: iso(meeting.noticedAt),
    opensAt: iso(meeting.opensAt),
    openedAt: iso(meeting.openedAt),
    ...term,
    open: takesLines(found) && runs(meeting, signed(call)),
    papers: await printedFor(db, params.id),
    posting: { place: meeting.postingPlace, decidedBy: meeting.postingDecidedBy },
    counts: await ledgerCounts(db, params.id, by),
    asked: { state: state ?? null, flat: flat ?? null },
    owners: owners.slice(0, limit).map(ownerOf),
    first: after === undefined,
    after: last ? cursorOf([last.place, last.id]) : null,
  };
}

const HANDED: readonly string[] = ['notice', 'delivery-sheet'] satisfies PaperKind[];

async function printedFor(db: Knex, caseId: string): Promise<Ledger['papers']> {
  const made = (await filedPapersOf(db, caseId)).filter(({ kind }) => HANDED.includes(kind));
  return made.map(({ id, kind }) => ({ id, title: paperTitles[kind as PaperKind] }));
}

const MINUTE = 60_000;

/** A form sends whole minutes, so the minute of the earliest possible instant is accepted. */
export function momentSince(typed: string | undefined, floor: Date | null, zone: string, now: Date): Date {
  const at = typed ? momentOf(typed, zone) : now;
  const sameMinute = floor !== null && Math.floor(floor.getTime() / MINUTE) === Math.floor(at.getTime() / MINUTE);
  return sameMinute && at < floor ? floor : at;
}

export const takesLines = ({ file, meeting }: MeetingFile): boolean =>
  meeting.noticedAt !== null && meeting.sealedAt === null && file.phase !== 'cancelled';
