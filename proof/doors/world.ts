import { command } from '../../api/http/order';
import { randomUUID } from 'node:crypto';
import type { Route } from '../../api/http/route';
import { routes } from '../../api/routes';
import type { PostOffice, TakenShape } from '../../api/post/office';
import { seedRegistry } from '../../bin/seed/registry';
import { organisationId } from '../../bin/seed/region';
import { seedCrews } from '../../bin/seed/registry/crews';
import { castBallot } from '../../store/meeting/ballots/cast';
import { takePaper } from '../../store/meeting/ballots/paper';
import { giveProxy } from '../../store/meeting/ballots/proxies';
import { seal } from '../../store/meeting/ballots/seal';
import { openAppeal } from '../../store/appeal/open';
import { writeText } from '../../store/appeal/texts';
import { addDocument } from '../../store/case/documents';
import { makeExchangeKey } from '../../store/access/exchange-keys';
import { hearEvent } from '../../store/dispatch/call-events';
import { addContact } from '../../store/dispatch/house-contact';
import { addNote } from '../../store/dispatch/house-note';
import { makeDelegation } from '../../store/access/delegations';
import { addQuestion } from '../../store/meeting/prepare/agenda';
import { recordNotice } from '../../store/meeting/notice/notices';
import { openMeeting } from '../../store/meeting/open';
import { draftProtocol } from '../../store/meeting/file/protocol';
import { countNow, writeCount } from '../../store/meeting/results';
import { makeShare } from '../../store/meeting/follow/share';
import { demoPeople } from '../../store/registry/people';
import { allMarks, makeMeeting, powerOf, type BallotMeeting } from '../ballots/meeting';
import { unsettled } from '../unsettled';
import { directEngine } from '../direct-engine';
import { testSite, type Site, type SiteOptions } from '../site';
import { generous } from './gate';

const letter: TakenShape = {
  id: 1,
  kind: 'email',
  at: null,
  from: 'noreply@localhost',
  to: ['proba@example.ru'],
  subject: 'Проба',
  text: 'Проба',
  html: '<p>Проба</p>',
  messageId: null,
};

/** The local servers of letters, with one letter in them. */
const samplePost: PostOffice = {
  list: async () => ({ count: 1, messages: [letter], more: false }),
  open: async (id) => (id === letter.id ? letter : null),
};

/** A site whose acts are decided at once and whose rate limits are raised. */
export async function doorSite(table: readonly Route[] = routes, options: SiteOptions = {}): Promise<Site> {
  const site: Site = await testSite(table, {
    rates: generous,
    services: {
      engine: directEngine(
        () => site.db,
        (command) => void site.commands.push(command),
      ),
      post: samplePost,
      sendActivation: async () => undefined,
    },
    ...options,
  });
  return site;
}

/** The demo region with a few appeals and meetings in several phases; its people, and the secrets of its links. */
export interface World {
  people: string[];
  secrets: string[];
  likely: Likely;
  /** The key of a telephone exchange. */
  exchange: { id: string; secret: string };
}

/** Fields that fit together, by route, for forms that random values would never fill in correctly. */
export type Likely = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const KIND = { kind: 'CURRENT_REPAIR', wording: 'Отремонтировать двор' };

function likelyOf({ buildingId, premisesId, managerId }: Home, master: string): Likely {
  const appeal = {
    place: premisesId,
    addressee: managerId,
    subjects: ['cleaning'],
    text: 'Прошу убрать снег у подъезда.',
  };
  const judged = { total: '9379.3', participating: '6152.43', 'kind-1': KIND.kind, 'for-1': '6152.43' };
  const dates = { noticeAt: '2026-12-04T10:00', opensAt: '2026-12-15T10:00', closesAt: '2026-12-22T10:00' };
  const dom = organisationId('dom');
  const contract = { contractor: organisationId('lift'), trades: ['lift'], houses: [], phone: '+79009990001' };
  return {
    'dispatch.shift-add': { organisation: dom, person: master },
    'dispatch.absence-add': { organisation: dom, person: master, why: 'holiday' },
    'dispatch.absence-new': { person: master, why: 'holiday' },
    'dispatch.crews-copy': { organisation: dom },
    'dispatch.skills': { trades: ['plumber'], houses: [] },
    'dispatch.contract-add': { organisation: dom, ...contract },
    'appeal.send': appeal,
    'appeal.check': appeal,
    'appeal.answer': { kind: 'satisfied', answer: 'Снег убран.' },
    'appeal.answer-check': { kind: 'satisfied', answer: 'Снег убран.' },
    'meeting.start': { house: buildingId, form: 'electronic', initiator: 'owner', title: 'Ремонт двора' },
    'meeting.agenda-add': KIND,
    'meetingcheck.judge': { form: 'electronic', zone: 'Europe/Moscow', ...dates, ...judged },
    'law.deadline': { norm: 'N-01', event: '2026-12-11T10:00', zone: 'Europe/Moscow' },
    'voting.answer': { answer: 'for' },
    'voting.mark': { q1: 'for' },
    'voting.say': { text: 'Согласен с предложением.' },
    'dispatch.exchange': { event: 'e1', call: 'c1', kind: 'ringing', at: '2026-01-01T00:00:00Z' },
    'dispatch.note-add': { kind: 'access', words: 'Домофон 12.' },
    'dispatch.contact-add': { who: 'gas', title: 'Газовая служба', phone: '104' },
    'dispatch.find': { q: 'садовая 12 кв 183' },
    'dispatch.make-exchange-key': { organisation: managerId },
  };
}

export async function fillWorld(site: Site): Promise<World> {
  await seedRegistry(site.owner);
  await seedCrews(site.owner, await nowOf(site));
  const demo = await demoPeople(site.db);
  const login = (name: string): string => {
    const found = demo.find((one) => one.login === name);
    if (!found) throw new Error(`The demo region has no ${name}`);
    return found.id;
  };
  await addAppeals(site, login('owner'), login('clerk'));
  await addDrafts(site, login('owner'));
  const today = (await nowOf(site)).toISOString().slice(0, 10);
  await makeDelegation(site.db, {
    id: randomUUID(),
    fromPerson: login('owner'),
    toPerson: login('tenant'),
    scopes: ['bills.read'],
    fromDay: today,
    toDay: '2099-01-01',
  });
  const { people, secrets } = await addMeetings(site);
  const likely = likelyOf(await homeOf(site, login('owner')), login('master'));
  // First the person with homes, appeals and meetings: if anybody may do a thing, she may.
  const known = [login('owner'), ...demo.map(({ id }) => id), ...people];
  const exchange = await addCalls(site, login('dispatcher'), login('head'));
  return { people: [...new Set(known)], secrets, likely, exchange };
}

async function nowOf({ db }: Site): Promise<Date> {
  const { rows } = await db.raw<{ rows: { now: Date }[] }>('select domovoy_now() as now');
  return rows[0]?.now ?? new Date(0);
}

/** A call in every state, a note and a telephone of the house, the key of an exchange. */
async function addCalls(site: Site, dispatcher: string, head: string): Promise<World['exchange']> {
  const { organisation_id: organisationId } = await site.db('staff').where({ person_id: head, role: 'head' }).first();
  const { building_id: buildingId } = await site
    .db('organisation_building')
    .where({ organisation_id: organisationId, part: 'manages' })
    .whereNull('to_day')
    .first();
  const id = randomUUID();
  const exchange = { id, secret: await makeExchangeKey(site.db, { id, organisationId, personId: head }) };
  const now = await nowOf(site);
  const event = { organisationId, at: now, phone: '+79000000001', url: null };
  for (const [call, kinds] of [
    ['ringing', ['ringing']],
    ['talk', ['ringing', 'answered']],
    ['missed', ['ringing', 'missed']],
    ['message', ['ringing', 'missed', 'message']],
  ] as const)
    for (const kind of kinds) await hearEvent(site.db, { ...event, call, kind, event: `${call} ${kind}` });
  const at = { buildingId, madeBy: dispatcher, premisesId: null, entrance: null, till: null };
  await addNote(site.db, { ...at, id: randomUUID(), kind: 'access', words: 'Ключ у консьержа.' });
  const who = { organisationId, buildingId, madeBy: dispatcher, kind: 'gas', service: null, hours: null } as const;
  await addContact(site.db, { ...who, id: randomUUID(), title: 'Газовая служба', phone: '104' });
  return exchange;
}

const PDF = { name: 'Лист.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4 проба') };

interface Home {
  premisesId: string;
  buildingId: string;
  managerId: string;
}

async function homeOf({ db }: Site, personId: string): Promise<Home> {
  const found = await db('ownership as w')
    .join('premises as r', 'r.id', 'w.premises_id')
    .join('organisation_building as s', 's.building_id', 'r.building_id')
    .where({ 'w.person_id': personId, 's.part': 'manages', 'w.to_day': null })
    .first<Home>('r.id as premisesId', 'r.building_id as buildingId', 's.organisation_id as managerId');
  return found;
}

/** One registered, one assigned, one answered, one withdrawn. */
async function addAppeals(site: Site, owner: string, clerk: string): Promise<void> {
  const home = await homeOf(site, owner);
  const engine = directEngine(() => site.db);
  for (const stage of ['registered', 'routed', 'answered', 'withdrawn']) {
    const [id, text, at] = [randomUUID(), randomUUID(), await nowOf(site)];
    await site.db.transaction(async (trx) => {
      const wish = { subjects: ['cleaning'], text: 'Прошу убрать снег у подъезда.', collective: stage === 'routed' };
      const place = { buildingId: home.buildingId, premisesId: home.premisesId, addresseeId: home.managerId };
      const by = { channel: 'cabinet' as const, applicant: { personId: owner }, actorId: owner };
      await openAppeal(trx, { id, at, ...wish, ...place, ...by });
      await addDocument(trx, { id: randomUUID(), caseId: id, kind: 'request', actorId: owner, at, ...PDF });
      await writeText(trx, { id: text, caseId: id, kind: 'answer', body: 'Снег убран.', authorId: clerk, at });
    });
    const act = (name: string, actorId: string, args: Record<string, string>) =>
      command({ db: site.db, engine }, { area: 'appeal', caseId: id, key: randomUUID(), name, actorId, args });
    if (stage === 'routed') await act('route', clerk, { person: clerk });
    if (stage === 'answered') await act('answer', clerk, { kind: 'satisfied', text });
    if (stage === 'withdrawn') await act('withdraw', owner, {});
  }
}

async function addDrafts(site: Site, owner: string): Promise<void> {
  const home = await homeOf(site, owner);
  for (const initiatorKind of ['owner', 'group'] as const) {
    const wish = { id: randomUUID(), at: await nowOf(site), buildingId: home.buildingId, title: 'Ремонт двора' };
    const by = { form: 'mixed' as const, initiatorKind, personId: owner, actorId: owner };
    await site.db.transaction((trx) => openMeeting(trx, { ...wish, ...by }));
    for (const kind of ['CURRENT_REPAIR', 'MC_CHOICE'])
      await addQuestion(site.db, wish.id, { id: randomUUID(), kind, wording: 'Отремонтировать двор' });
  }
}

const HOUR = 3_600_000;
const AHEAD = { opensIn: 300 * HOUR, closesIn: 500 * HOUR };
const PHASES = ['noticed', 'voting', 'protocol', 'filed'] as const;
type Phase = (typeof PHASES)[number];

/** Written directly into the tables, as in tests of the log; an inspector of the demo region watches over them. */
async function addMeetings(site: Site): Promise<Pick<World, 'people' | 'secrets'>> {
  const made: Pick<World, 'people' | 'secrets'> = { people: [], secrets: [] };
  for (const phase of PHASES) {
    const meeting = await makeMeeting(site.owner, phase === 'noticed' ? { phase, ...AHEAD } : {});
    await fillMeeting(site, meeting, phase);
    if (phase === 'protocol' || phase === 'filed') await closeMeeting(site, meeting, phase);
    const [initiator, voter] = meeting.rights;
    made.people.push(initiator?.holder ?? '', voter?.holder ?? '', meeting.administrator);
    const share = { id: randomUUID(), caseId: meeting.caseId, by: initiator?.holder ?? '', at: await nowOf(site) };
    made.secrets.push(await site.db.transaction((trx) => makeShare(trx, share)));
  }
  const { region } = await site.db('organisation').where({ kind: 'inspectorate' }).first<{ region: string }>('region');
  await site.owner('municipality').where({ region: '50' }).update({ region });
  await unsettled(site.owner, 'case_file', (trx) =>
    trx('case_file').where({ area: 'meeting', region: null }).update({ region }),
  );
  return made;
}

async function fillMeeting(site: Site, meeting: BallotMeeting, phase: Phase): Promise<void> {
  const { caseId, questions, rights } = meeting;
  const [first, second, third, fourth] = rights;
  if (!first || !second || !third || !fourth) throw new Error('A meeting has four rights at least');
  const at = await nowOf(site);
  const proof = randomUUID();
  await site.db.transaction(async (trx) => {
    await addDocument(trx, { id: proof, caseId, kind: 'notice-proof', actorId: first.holder, at, ...PDF });
    const told = { way: 'signature' as const, sentAt: at, effectiveAt: at, recordedBy: first.holder, recordedAt: at };
    const notice = { id: randomUUID(), caseId, personId: second.holder, proofIds: [proof] };
    await recordNotice(trx, { ...notice, ...told });
    for (const { id: rightId, holder } of phase === 'noticed' ? [] : phase === 'voting' ? [first] : rights) {
      const mine = { caseId, rightId, holderId: holder, byPersonId: holder };
      await castBallot(trx, { id: randomUUID(), ...mine, marks: allMarks(questions, 'for') });
    }
    await giveProxy(trx, { ...powerOf(meeting, third.holder, first.holder), documentId: proof });
    if (phase !== 'voting') return;
    const sheet = { id: randomUUID(), caseId, rightId: fourth.id, holderId: fourth.holder, particulars: [] };
    const typed = { decidedOn: null, comment: 'Лист у секретаря', marks: {}, by: first.holder };
    await takePaper(trx, { ...sheet, ...typed, channel: 'hand' });
  });
}

/** Everybody has voted: sealed, counted, its protocol drawn up, and in the later phase handed to the inspectorate. */
async function closeMeeting({ db, owner }: Site, { caseId, closesAt }: BallotMeeting, phase: Phase): Promise<void> {
  await db.transaction(async (trx) => {
    await seal(trx, caseId, closesAt);
    const count = await countNow(trx, caseId, 'Europe/Moscow');
    if (count) await writeCount(trx, caseId, count, closesAt);
  });
  await draftProtocol(db, { caseId, number: caseId, formNorm: '266/пр', draftedAt: closesAt });
  for (const next of phase === 'filed' ? ['counted', 'protocol', 'filed'] : ['counted', 'protocol'])
    await owner('case_file').where({ id: caseId }).update({ phase: next });
  for (const kind of ['protocol', 'protocol-public'] as const)
    await addDocument(db, { id: randomUUID(), caseId, kind, actorId: null, at: closesAt, ...PDF });
}
