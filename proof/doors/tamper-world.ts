import { randomUUID } from 'node:crypto';
import { deciders } from '../../activities/areas';
import { localOf } from '../../law/base/zone';
import type { RequestTextKind } from '../../law/request/words';
import { emptyPaper } from '../../law/request/papers';
import { openAppeal } from '../../store/appeal/open';
import { openRequest } from '../../store/request/open';
import { writeRequestText } from '../../store/request/texts';
import { writeRequestPaper } from '../../store/request/papers';
import { writeText } from '../../store/appeal/texts';
import { dumpOf } from '../../store/meeting/ballots/dump';
import { addDocument } from '../../store/case/documents';
import { addFinding } from '../../store/meeting/file/findings';
import { addMaterials } from '../../store/meeting/prepare/materials';
import { markReceived, recordNotice } from '../../store/meeting/notice/notices';
import { signPetition } from '../../store/meeting/prepare/petition';
import { openOutage, writeChangedPlan } from '../../store/outage/open';
import { housesOf, mustHaveOutage } from '../../store/outage/rows';
import { writeOutageText } from '../../store/outage/texts';
import { sendCaseMessage } from '../../store/case/accept';
import { meetingTown, type Town, type Wish } from '../stories/meeting-town';
import { ZONE } from '../stories/meeting-house';

/**
 * Cases that fill every table: an appeal answered late, an outage, requests with everything that may happen to one,
 * and meetings with everything a meeting may have.
 */
export interface TamperWorld {
  town: Town;
  cases: readonly string[];
}

const DAY_MS = 86_400_000;

export async function tamperWorld(): Promise<TamperWorld> {
  const town = await meetingTown({ deciders, bornAt: '2026-02-02T10:00:00+03:00' });
  try {
    const appeal = await lateAppeal(town);
    const outage = await longOutage(town, appeal);
    const first = await electronic(town);
    const second = await asked(town, first);
    const requests = await workedRequests(town);
    await town.eventually(async () => (await town.db('case_run').where({ case_id: appeal })).length > 0);
    return { town, cases: [appeal, outage, first, second, ...requests] };
  } catch (error) {
    await town.stop();
    throw error;
  }
}

async function lateAppeal(town: Town): Promise<string> {
  const [id, at] = [randomUUID(), await town.now()];
  const [owner = ''] = town.owners;
  await town.db.transaction((trx) =>
    openAppeal(trx, {
      id,
      at,
      addresseeId: town.manager,
      subjects: ['cleaning'],
      channel: 'cabinet',
      text: 'В подъезде не убирают.',
      buildingId: town.buildingId,
      applicant: { personId: owner },
      collective: false,
      actorId: owner,
    }),
  );
  const act = (name: string, args: Record<string, string | number>, actorId = town.head) =>
    town.engine.command({ area: 'appeal', caseId: id, key: randomUUID(), name, actorId, args });
  const write = async (kind: 'answer' | 'comment'): Promise<string> => {
    const text = randomUUID();
    await writeText(town.db, {
      id: text,
      caseId: id,
      kind,
      body: 'Текст для дела.',
      authorId: null,
      at: await town.now(),
    });
    return text;
  };
  await town.eventually(async () => (await town.db('case_file').where({ id }).first('phase'))?.phase === 'registered');
  await act('route', { person: town.head });
  await town.travelTo(new Date(at.getTime() + 30 * DAY_MS));
  await act('answer', { kind: 'satisfied', text: await write('answer') });
  await act('rate', { rating: 5, text: await write('comment') }, owner);
  return id;
}

type Act = (
  name: string,
  args?: Record<string, string | number | readonly string[]>,
  actorId?: string,
) => Promise<unknown>;

/** A request that was declined, put off, worked on and returned, and another one that was merged into it. */
async function workedRequests(town: Town): Promise<string[]> {
  const [owner = '', neighbour = ''] = town.owners;
  await employ(town);
  const open = async (applicantId: string, at: Date): Promise<string> => {
    const id = randomUUID();
    const wish = { kind: 'S01', text: 'Течёт кран.', buildingId: town.buildingId, source: 'phone' as const };
    const caller = { name: 'Пробный', phone: '+79000000000' };
    await town.db.transaction((trx) =>
      openRequest(trx, { ...wish, ...{ id, at, applicantId, caller, harm: true, actorId: town.head, told: true } }),
    );
    return id;
  };
  const at = await town.now();
  const id = await open(owner, at);
  const other = await open(neighbour, at);
  const act: Act = (name, args = {}, actorId = town.head) =>
    town.engine.command({ area: 'request', caseId: id, key: randomUUID(), name, actorId, args });
  const write = async (kind: RequestTextKind): Promise<string> => {
    const text = randomUUID();
    const words = { kind, body: 'Текст для дела.', authorId: null, at: await town.now() };
    await writeRequestText(town.db, { id: text, caseId: id, ...words });
    return text;
  };
  const from = new Date(at.getTime() + DAY_MS);
  await act('assign', { person: town.head });
  await act('decline', { why: 'busy', text: await write('reason') });
  await act('assign', { person: town.head });
  await act('visit', { from: from.toISOString(), to: new Date(from.getTime() + 3_600_000).toISOString(), by: 'desk' });
  await act('pause', { until: from.toISOString(), ground: 'wish', text: await write('reason') });
  await act('arrive');
  await act('localise');
  await signedAndPaid(town, id, act);
  // Half of the term, with its pause, has passed.
  await town.travelTo(new Date(at.getTime() + 2 * DAY_MS));
  await act('acknowledge');
  await act('fix', { text: await write('result') });
  await act('confirm', { rating: 4, text: await write('comment') }, owner);
  const into = await open(owner, await town.now());
  await town.engine.command({
    ...{ area: 'request', caseId: other, key: randomUUID(), name: 'merge', actorId: town.head },
    args: { into },
  });
  return [id, other];
}

/** A paper, a part used, a sum agreed to: what a flat pays for is a row behind a verdict as well. */
async function signedAndPaid(town: Town, caseId: string, act: Act): Promise<void> {
  const [owner = ''] = town.owners;
  const [part, paper, at] = [randomUUID(), randomUUID(), await town.now()];
  const made = { made_by: town.head, made_at: at };
  const named = { kind: 'part', name: 'Смеситель', unit: 'шт.' };
  await town.owner('part').insert({ id: part, organisation_id: town.manager, ...named, ...made });
  await town.owner('part_price').insert({ part_id: part, from_day: '2020-01-01', kopecks: 100, ...made });
  const present = [
    { seat: 'executor' as const, name: 'Мастер', sign: 'signed' as const },
    { seat: 'consumer' as const, name: 'Житель', sign: 'signed' as const },
  ];
  const body = { ...emptyPaper, what: 'Потолок.', cause: 'Течь.', harmed: 'Житель.', copies: 2, present };
  await writeRequestPaper(town.db, { id: paper, caseId, kind: 'damage', body, authorId: null, at });
  await act('damage-act', { paper });
  await act('use', { part, count: '1' });
  await act('offer', { lines: [`${part}:2`] });
  await act('consent', {}, owner);
}

/** The head works as a plumber too. */
async function employ({ owner, manager, head }: Town): Promise<void> {
  const who = { organisation_id: manager, person_id: head };
  await owner('staff').insert({ id: randomUUID(), ...who, role: 'master', from_day: '2020-01-01' });
  await owner('crew_trade').insert({ ...who, trade: 'plumber' });
}

/** An emergency that gathers a case, is changed, restored and closed. */
async function longOutage(town: Town, gathered: string): Promise<string> {
  const [id, at] = [randomUUID(), await town.now()];
  const plan = { from: at, until: null, cause: 'unknown' as const, danger: false, inFlats: false };
  const houses = [{ buildingId: town.buildingId, entrances: [1], flats: [], risers: 'первый' }];
  await town.db.transaction((trx) =>
    openOutage(trx, {
      ...{ ...plan, id, at, kind: 'emergency', services: ['cold-water'], houses, causeText: 'Течёт в подвале.' },
      ...{ organisationId: town.manager, actorId: town.head },
    }),
  );
  const act = (name: string, args: Record<string, string | number>, key: string = randomUUID()) =>
    town.engine.command({ area: 'outage', caseId: id, key, name, actorId: town.head, args });
  await town.db.transaction((trx) =>
    sendCaseMessage(trx, { area: 'outage', caseId: id, key: gathered, act: 'gather', args: { request: gathered } }),
  );
  await town.eventually(async () => (await town.kinds(id)).includes('gathered'));
  const key = randomUUID();
  const { plan: held, version } = await mustHaveOutage(town.db, id);
  const until = new Date(at.getTime() + DAY_MS);
  await writeChangedPlan(town.db, {
    ...{ ...plan, id: key, caseId: id, at, until, cause: 'burst', reason: 'Нашли прорыв.', actorId: town.head },
    houses: await housesOf(town.db, held.id),
  });
  await act('change', { plan: key, version }, key);
  await act('restore', {});
  const text = randomUUID();
  await writeOutageText(town.db, { id: text, caseId: id, kind: 'reason', body: 'Раньше.', authorId: null, at });
  await act('correct', { begun: at.toISOString(), restored: at.toISOString(), text });
  await act('close', {});
  return id;
}

const paper = (by: string, at: Date) => ({
  id: randomUUID(),
  name: 'лист.txt',
  type: 'text/plain',
  bytes: Buffer.from(`лист ${by} ${at.toISOString()}`),
  actorId: by,
  at,
});

const inDays = async (town: Town, from: number, days: number, more: Partial<Wish> = {}): Promise<Wish> => {
  const opensAt = new Date((await town.now()).getTime() + from * DAY_MS);
  return { opensAt, closesAt: new Date(opensAt.getTime() + days * DAY_MS), ...more };
};

/** An electronic meeting; one owner refuses its form, and its originals go to the inspectorate. */
async function electronic(town: Town): Promise<string> {
  const id = await town.draft(await inDays(town, 16, 7, { kinds: ['CURRENT_REPAIR'] }));
  await town.act(id, 'notify');
  await town.tell(id);
  const right = await town.db('meeting_right').where({ case_id: id }).first('id');
  await town
    .db('meeting_refusal')
    .insert({ case_id: id, right_id: right.id, person_id: town.owners[0], at: await town.now() });
  return held(town, id);
}

async function held(town: Town, id: string): Promise<string> {
  const { opensAt, closesAt, form } = (await town.look(id)).meeting;
  await town.travelTo(opensAt ?? '');
  await town.until(id, 'voting');
  for (const flat of [0, 1, 2, 3, 4, 5]) await (form === 'electronic' ? town.vote(id, flat) : town.paper(id, flat));
  await town.paper(id, 7);
  await town.act(id, 'remind');
  await dumpOf(town.db, id, 'full');
  await town.travelTo(closesAt ?? '');
  await town.eventually(async () => !['voting', 'noticed'].includes(await town.phase(id)));
  await signAll(town, id);
  await town.act(id, 'hand-over');
  await town.act(id, 'file', {}, town.head);
  return id;
}

async function signAll(town: Town, id: string): Promise<void> {
  const { form, chairId, secretaryId, counterIds } = (await town.look(id)).meeting;
  if (form === 'electronic') return;
  const [member = ''] = town.owners;
  await town.engine.command({
    area: 'meeting',
    caseId: id,
    key: randomUUID(),
    name: 'elect',
    actorId: chairId ?? '',
    args: { members: [member] },
  });
  for (const [part, who] of [
    ['chair', chairId],
    ['secretary', secretaryId],
    ['counter', counterIds[0]],
    ['council', member],
  ] as const)
    await town.act(id, 'sign', { part }, who ?? '');
}

/** A meeting requested by owners, also on paper; the inspectorate sees the same question twice and investigates. */
async function asked(town: Town, first: string): Promise<string> {
  const [owner = '', second = '', third = ''] = town.owners;
  const wish = await inDays(town, 20, 7, {
    form: 'mixed',
    kinds: ['CURRENT_REPAIR', 'COUNCIL_ELECT'],
    intake: { initiatorKind: 'group', personId: owner },
  });
  const id = await town.draft(wish);
  const at = await town.now();
  await town.db.transaction((trx) => addMaterials(trx, id, [paper(owner, at)], null));
  for (const person of [owner, second, third])
    await town.db.transaction((trx) => signPetition(trx, id, person, at, localOf(at, ZONE).day));
  await town.act(id, 'request', {}, owner);
  await town.act(id, 'notify', {}, town.head);
  await town.tell(id);
  await letterAndPower(town, id);
  await held(town, id);
  await addFinding(town.db, {
    id: randomUUID(),
    caseId: id,
    point: 1,
    verdict: 'breach',
    reason: 'Нет листа вручения.',
    personId: town.inspector,
    at: await town.now(),
  });
  const inspection = await town.db('meeting_inspection').where({ case_id: id, other_case_id: first }).first('id');
  await town.act(id, 'inspect', { inspection: inspection.id, text: await town.write(id, 'finding') }, town.inspector);
  await town.act(id, 'publish');
  await town.act(id, 'register', {}, town.inspector);
  await town.eventually(async () => (await town.kinds(first)).includes('inspected'));
  return id;
}

async function letterAndPower(town: Town, id: string): Promise<void> {
  const [owner = '', , , , , , principal = ''] = town.owners;
  const [at, letter, proof] = [await town.now(), randomUUID(), paper(owner, await town.now())];
  await town.db.transaction(async (trx) => {
    await addDocument(trx, { ...proof, caseId: id, kind: 'notice-proof' });
    const sent = {
      id: letter,
      caseId: id,
      personId: owner,
      way: 'letter' as const,
      sentAt: at,
      postNumber: '80080012345678',
    };
    await recordNotice(trx, { ...sent, recordedBy: owner, recordedAt: at });
    await markReceived(trx, letter, at, [proof.id]);
    await trx('meeting_proxy').insert({
      id: randomUUID(),
      case_id: id,
      principal_person_id: principal,
      agent_person_id: owner,
      document_id: proof.id,
      given_at: at,
      checked_by: town.head,
      checked_at: at,
      valid: true,
    });
  });
}
