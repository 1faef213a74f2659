import type { Knex } from 'knex';
import { z } from 'zod';
import { powerCheck, powerCheckers, type MeetingDesk } from '../../../law/meeting/vote/power';
import { dayWords } from '../../../law/base/russian';
import { premisesWords } from '../../../law/registry/names';
import { toldOnPaper } from '../../../store/meeting/ballots/power-letters';
import { powerPartiesOf, proxiesOf, type Proxy } from '../../../store/meeting/ballots/proxies';
import { deskOf } from '../../../store/meeting/desk';
import { holderNames, holdersAt } from '../../../store/meeting/vote/decisions';
import { signed } from '../../account/signed';
import { isAmong } from '../../security/actor';
import type { Call } from '../../http/route';
import { mustFind, takesIn, todayIn, type MeetingParams } from '../vote/access';
import { voicesOf } from '../vote/load';
import { SCAN_ACCEPT, SCAN_HINT } from './scan';

const line = z.object({
  id: z.string(),
  principal: z.string(),
  agent: z.string(),
  givenAt: z.string(),
  scanned: z.boolean(),
  /** First and last day of validity; null for papers received before these days were asked for. */
  from: z.string().nullable(),
  until: z.string().nullable(),
  valid: z.boolean().nullable(),
  reason: z.string().nullable(),
  /** Accepted by the initiator, because nobody else could check it. */
  exception: z.boolean(),
  refusedAt: z.string().nullable(),
  /** Whether the reader may check it now, or refuse it as its principal. */
  checkable: z.boolean(),
  refusable: z.boolean(),
  /** Who may check it while it waits; if nobody, only the principal can confirm it. */
  checkers: z.array(z.string()),
  /** Whether the principal can be reached electronically; otherwise a paper letter is handed over. */
  reached: z.boolean(),
});
type Line = z.infer<typeof line>;
export const powersShape = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  zone: z.string(),
  open: z.boolean(),
  takesIn: z.boolean(),
  flat: z.string().nullable(),
  principals: z.array(z.object({ id: z.string(), name: z.string() })),
  proxies: z.array(line),
});
export type PowerPage = z.infer<typeof powersShape>;

export type PowersCall = Pick<Call<MeetingParams>, 'db' | 'actor' | 'now' | 'params'>;

/** The administrator sees all powers; others those they gave and those given to them. */
export async function loadPage(call: PowersCall, flat: string | undefined): Promise<PowerPage> {
  const {
    db,
    now,
    params: { id },
  } = call;
  const actor = signed(call);
  const found = await mustFind(db, id);
  const { file, meeting, address } = found;
  const admin = takesIn(meeting, actor);
  // One after another: a write has only one connection.
  const all = await proxiesOf(db, id);
  const voices = await voicesOf(db, found, actor, now);
  const holders = admin && flat ? await holdersAt(db, id, flat) : [];
  const own = voices.filter(({ kind }) => kind !== 'proxy');
  const seen = all.filter(
    (one) => admin || isAmong(actor, [one.agentPersonId]) || own.some((voice) => voice.id === principalOf(one)),
  );
  const names = await holderNames(
    db,
    seen.flatMap((one) => [principalOf(one), one.agentPersonId]),
  );
  const listed =
    admin && flat
      ? holders.map(({ holderId, name, number }) => ({ id: holderId, name: `${name}, ${premisesWords(number)}` }))
      : own.map(({ id: holder, name }) => ({ id: holder, name }));
  const open = meeting.sealedAt === null && !['cancelled', 'halted'].includes(file.phase);
  const [room, paper] = [await deskOf(db, id), await toldOnPaper(db, id)];
  const officers = await holderNames(db, room.officers);
  const proxies: Line[] = [];
  for (const one of seen)
    proxies.push(await lineOf(db, one, { names, officers, room, paper, open, by: actor.personId }));
  return {
    id,
    number: file.number,
    address,
    zone: file.zone,
    takesIn: admin,
    flat: flat ?? null,
    open: open && meeting.frozenAt !== null,
    principals: [...new Map(listed.map((one) => [one.id, one])).values()],
    proxies,
  };
}

interface Looks {
  names: ReadonlyMap<string, string>;
  officers: ReadonlyMap<string, string>;
  room: MeetingDesk;
  /** Powers whose principal was notified on paper. */
  paper: readonly string[];
  /** Powers may still change. */
  open: boolean;
  by: string;
}

async function lineOf(db: Knex, one: Proxy, { names, officers, room, paper, open, by }: Looks): Promise<Line> {
  const waits = open && one.valid === null && one.refusedAt === null;
  const parties = await powerPartiesOf(db, one);
  const checkers = waits ? powerCheckers(parties, room).map((checker) => officers.get(checker) ?? '') : [];
  return {
    id: one.id,
    principal: names.get(principalOf(one)) ?? '',
    agent: names.get(one.agentPersonId) ?? '',
    givenAt: one.givenAt.toISOString(),
    scanned: one.documentId !== null,
    from: one.fromDay,
    until: one.untilDay,
    valid: one.valid,
    reason: one.reason,
    exception: one.exception !== null,
    refusedAt: one.refusedAt?.toISOString() ?? null,
    checkable: waits && powerCheck(parties, room, by).may,
    refusable: open && one.refusedAt === null && parties.principals.includes(by),
    checkers: checkers.sort(),
    reached: !paper.includes(one.id),
  };
}

const principalOf = ({ principalPersonId, principalOrganisationId }: Proxy): string =>
  principalPersonId ?? principalOrganisationId ?? '';

const CHECKED = [
  { value: 'yes', title: 'Принята' },
  { value: 'no', title: 'Не принята' },
];

export const pageView = (data: PowerPage) => ({
  ...data,
  accept: SCAN_ACCEPT,
  hint: SCAN_HINT,
  choices: CHECKED,
  options: data.principals.map(({ id, name }) => ({ value: id, title: name })),
  only: data.principals.length === 1 ? data.principals[0]?.id : undefined,
  proxies: data.proxies.map((one) => ({
    ...one,
    day: dayWords(todayIn(new Date(one.givenAt), data.zone)),
    term: termWords(one),
    href: `/meetings/${data.id}/proxies/${one.id}`,
    refuse: `/meetings/${data.id}/proxies/${one.id}/refuse`,
    scan: one.scanned ? `/meetings/${data.id}/proxies/${one.id}/scan` : undefined,
    state: stateOf(one),
    ask: askWords(one),
  })),
});

function stateOf({ valid, refusedAt }: Line): { kind: string; word: string } {
  if (refusedAt !== null) return { kind: 'late', word: 'доверитель отказался' };
  if (valid === null) return { kind: 'wait', word: 'ждёт проверки' };
  return valid ? { kind: 'ok', word: 'принята' } : { kind: 'late', word: 'не принята' };
}

function termWords({ from, until }: Line): string | undefined {
  if (until === null) return undefined;
  return from === null
    ? `Действует по ${dayWords(until)}`
    : `Выдана ${dayWords(from)}, действует по ${dayWords(until)}`;
}

/** For a power that waits: whom to ask, instead of a button that would be refused. */
function askWords({ valid, refusedAt, checkable, checkers }: Line): string | undefined {
  if (valid !== null || refusedAt !== null || checkable) return undefined;
  return checkers.length > 0
    ? `Проверить могут: ${checkers.join(', ')}. Тот, кто внёс доверенность, и представитель её не проверяют.`
    : 'Проверить пока некому: внёсший и представитель её не проверяют. Доверенность может подтвердить сам доверитель.';
}

export const oneView = (data: PowerPage, id: string) => {
  const { proxies, ...rest } = pageView(data);
  return { ...rest, proxy: proxies.find((one) => one.id === id) };
};
