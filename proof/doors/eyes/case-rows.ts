import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { writeEvents } from '../../../store/case/events';
import { unsettled } from '../../unsettled';
import {
  casesOf,
  paperName,
  paperText,
  type Appeal,
  type Case,
  type CaseOf,
  type Meeting,
  type Outage,
  type Part,
  type Request,
} from './cases';
import type { World } from './world';

const OPENED = new Date('2026-02-02T09:00:00Z');
const LATER = new Date('2026-02-03T09:00:00Z');

/** Writes the cases of the world into the tables. */
export async function makeCases(db: Knex, world: World): Promise<Case[]> {
  const cases = casesOf(world);
  for (const one of cases) {
    if (one.area === 'appeal') await writeAppeal(db, one);
    else if (one.area === 'request') await writeRequest(db, one);
    else if (one.area === 'meeting') await writeMeeting(db, one, world);
    else await writeOutage(db, one);
  }
  return cases;
}

const KINDS: Readonly<Partial<Record<Part, string>>> = {
  file: 'request',
  material: 'material',
  'open-paper': 'notice',
  original: 'protocol-draft',
  sheet: 'ballot',
  power: 'proxy',
  proof: 'notice-proof',
};

async function writeCase(db: Knex, one: CaseOf & { area: string }, more: object, final: boolean): Promise<void> {
  const { id, area, number, phase, house } = one;
  await db('case_file').insert({
    id,
    area,
    number,
    phase,
    building_id: house.id,
    municipality_id: house.municipality,
    region: house.region,
    zone: 'Europe/Moscow',
    opened_at: OPENED,
    law_date: '2026-02-02',
    closed_at: final ? LATER : null,
    outcome: final ? phase : null,
    due_at: final ? null : LATER,
    due_name: final ? null : 'answer',
    ...more,
  });
  const papers = one.papers.map((paper) => {
    const bytes = Buffer.from(paperText(one, paper));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = { type: 'application/pdf', size: bytes.length, sha256, bytes, at: OPENED };
    return { id: paper.id, case_id: id, kind: KINDS[paper.part], name: paperName(one, paper), ...file };
  });
  if (papers.length > 0) await db('case_document').insert(papers);
}

async function writeAppeal(db: Knex, one: Appeal): Promise<void> {
  const { id, office, writer, joiner, executor, phase } = one;
  await writeCase(
    db,
    one,
    { organisation_id: office.id, topic: 'cleaning' },
    ['closed', 'forwarded', 'withdrawn'].includes(phase),
  );
  const parties = [
    { part: 'applicant', person: writer },
    { part: 'joiner', person: joiner },
  ].flatMap(({ part, person }) => (person ? [{ case_id: id, part, person_id: person.id, since: OPENED }] : []));
  if (parties.length > 0) await db('case_party').insert(parties);
  const texts = Object.fromEntries(one.words.map(({ part }) => [part, randomUUID()]));
  const kinds: Readonly<Record<string, string>> = { text: 'request', note: 'note', answer: 'answer' };
  await db('appeal_text').insert(
    one.words
      .filter(({ part }) => kinds[part])
      .map(({ part, say }) => ({ id: texts[part], case_id: id, kind: kinds[part], body: say, at: OPENED })),
  );
  const answer = texts['answer'];
  await db('appeal').insert({
    case_id: id,
    addressee_id: office.id,
    addressee_kind: office.kind,
    subject: 'cleaning',
    channel: 'cabinet',
    applicant_kind: 'user',
    text_id: texts['text'],
    summary: one.words[0]?.say,
    premises_id: writer ? writer.flats[0] : null,
    anonymous: writer === null,
    collective: one.collective,
    received_at: OPENED,
    registered_at: OPENED,
    routed_to: executor?.id ?? null,
    ...(answer && { answer_kind: 'satisfied', answer_text_id: answer, answered_at: LATER }),
  });
  await db('appeal_subject').insert({ case_id: id, place: 1, subject: 'cleaning' });
  const events: { kind: string; facts: Record<string, string | null> }[] = [
    { kind: 'received', facts: {} },
    { kind: 'noted', facts: { text: texts['note'] ?? null } },
    ...(answer ? [{ kind: 'answered', facts: { text: answer } }] : []),
  ];
  await tell(db, id, executor?.id ?? null, LATER, events);
}

const FINAL = ['closed', 'cancelled', 'merged'];

async function writeRequest(db: Knex, one: Request): Promise<void> {
  const { id, house, writer, joiner, master, contractor, informed, phase } = one;
  const due = FINAL.includes(phase) ? null : 'fix';
  const more = { organisation_id: house.manager.id, topic: 'S01', due_name: due };
  await writeCase(db, one, more, FINAL.includes(phase));
  const parties = [
    { part: 'applicant', person_id: writer?.id ?? null, organisation_id: null },
    { part: 'joiner', person_id: joiner?.id ?? null, organisation_id: null },
    { part: 'informed', person_id: null, organisation_id: informed?.id ?? null },
  ].filter((party) => party.person_id ?? party.organisation_id);
  if (parties.length > 0)
    await db('case_party').insert(parties.map((party) => ({ ...party, case_id: id, since: OPENED })));
  const texts = Object.fromEntries(one.words.map(({ part }) => [part, randomUUID()]));
  const kinds: Readonly<Record<string, string>> = { text: 'request', note: 'note' };
  await db('request_text').insert(
    one.words.map(({ part, say }) => ({ id: texts[part], case_id: id, kind: kinds[part], body: say, at: OPENED })),
  );
  await db('request').insert({
    case_id: id,
    source: writer ? 'cabinet' : 'phone',
    kind: 'S01',
    emergency: false,
    common: one.common,
    premises_id: one.common ? null : (writer?.flats[0] ?? null),
    text_id: texts['text'],
    summary: one.words.find(({ part }) => part === 'text')?.say,
    registered_at: OPENED,
    clock_from: OPENED,
    master_id: master?.id ?? null,
    contractor_id: contractor?.id ?? null,
    ...((master ?? contractor) && { assigned_at: OPENED }),
    ...(phase === 'fixed' && { fixed_at: LATER }),
  });
  const events: { kind: string; facts: Record<string, string | null> }[] = [
    { kind: 'received', facts: {} },
    { kind: 'noted', facts: { text: texts['note'] ?? null } },
  ];
  await tell(db, id, master?.id ?? null, LATER, events);
}

async function writeOutage(db: Knex, one: Outage): Promise<void> {
  const { id, phase, house, author } = one;
  const final = ['closed', 'cancelled'].includes(phase);
  await writeCase(db, one, { organisation_id: author.id, topic: 'emergency hot-water' }, final);
  const texts = { text: randomUUID(), note: randomUUID() };
  const kinds: Readonly<Record<string, string>> = { text: 'cause', note: 'note' };
  await db('outage_text').insert(
    one.words.map(({ part, say }) => ({
      ...{ id: texts[part as keyof typeof texts], case_id: id, kind: kinds[part], body: say, at: OPENED },
    })),
  );
  const plan = { id: randomUUID(), case_id: id, version: 1, planned_from: OPENED, cause: 'other', text_id: texts.text };
  await db('outage_plan').insert({ ...plan, danger: false, in_flats: false, at: OPENED });
  const began = ['running', 'restored', 'closed'].includes(phase) ? OPENED : null;
  const restored = ['restored', 'closed'].includes(phase) ? LATER : null;
  await db('outage').insert({
    ...{ case_id: id, kind: 'emergency', services: ['hot-water'], plan_id: plan.id, version: 1 },
    ...{ began_at: began, restored_at: restored },
  });
  await db('outage_house').insert({
    ...{ plan_id: plan.id, building_id: house.id, case_id: id, entrances: '[]', flats: '[]' },
  });
  const span = { case_id: id, building_id: house.id, service: 'hot-water', began_at: began, restored_at: restored };
  if (began) await db('outage_span').insert(span);
  await tell(db, id, null, LATER, [
    { kind: 'received', facts: {} },
    { kind: 'noted', facts: { text: texts.note } },
  ]);
}

async function tell(
  db: Knex,
  caseId: string,
  actorId: string | null,
  at: Date,
  events: readonly { kind: string; facts: Record<string, string | null> }[],
): Promise<void> {
  const seq = await writeEvents(
    db,
    { caseId, seq: 0, hash: null },
    events.map((event) => ({ ...event, actorId, at })),
  );
  await db('case_file').where({ id: caseId }).update({ seq });
}

async function writeMeeting(db: Knex, one: Meeting, world: World): Promise<void> {
  const { id, house, phase, noticed, sealed, papers } = one;
  const final = phase === 'archived' || phase === 'cancelled';
  await writeCase(db, one, { organisation_id: house.manager.id, topic: one.words[0]?.say }, final);
  await db('case_party').insert({
    case_id: id,
    part: 'initiator',
    person_id: one.initiator?.id ?? null,
    organisation_id: one.initiatorOrg?.id ?? null,
    since: OPENED,
  });
  const when = (is: boolean): Date | null => (is ? LATER : null);
  await db('meeting').insert({
    case_id: id,
    building_id: house.id,
    form: 'electronic',
    title: one.words[0]?.say,
    initiator_kind: one.kind,
    initiator_person_id: one.initiator?.id ?? null,
    initiator_organisation_id: one.initiatorOrg?.id ?? null,
    administrator_person_id: one.administrator?.id ?? null,
    administrator_organisation_id: one.administratorOrg?.id ?? null,
    chair_id: house.people.chair.id,
    opens_at: new Date('2026-03-02T09:00:00Z'),
    closes_at: new Date('2026-03-12T09:00:00Z'),
    total: 500,
    total_basis: 'проба',
    law_day: '2026-02-02',
    requested_at: when(one.requested),
    noticed_at: when(noticed),
    sealed_at: when(sealed),
    published_at: when(one.published),
  });
  const question = randomUUID();
  await db('meeting_question').insert({
    id: question,
    case_id: id,
    number: 1,
    kind: 'CURRENT_REPAIR',
    wording: one.words[0]?.say,
  });
  const material = papers.find(({ part }) => part === 'material');
  await db('meeting_material').insert({
    case_id: id,
    document_id: material?.id,
    question_id: question,
    added_at: OPENED,
  });
  const signature = { case_id: id, person_id: house.people.caller.id, at: OPENED };
  if (one.kind === 'group')
    await unsettled(db, 'meeting_signature', (trx) => trx('meeting_signature').insert(signature));
  if (noticed) await writeTold(db, one, world);
  if (sealed) await writeCount(db, one);
  await tell(db, id, one.initiator?.id ?? null, OPENED, [{ kind: 'received', facts: {} }]);
}

/** What the close leaves: nobody voted in the system, so nothing is decided. */
async function writeCount(db: Knex, { id }: Meeting): Promise<void> {
  const none = { participating: '0', online: '0', paper: '0', hand: '0' };
  await db('meeting_count').insert({
    case_id: id,
    at: LATER,
    total: '500',
    needed: '250',
    quorum: false,
    outcomes: '[]',
    ...none,
  });
}

async function writeTold(db: Knex, { id, house, papers }: Meeting, world: World): Promise<void> {
  const holders = world.people.filter((one) => one.owns && one.houses.includes(house));
  const rows = holders.flatMap((one) =>
    one.flats.filter((flat) => house.flats.includes(flat)).map((flat) => ({ flat, person: one.id as string | null })),
  );
  rows.push({ flat: house.flats.at(-1) as string, person: null });
  const rights = rows.map((row, place) => ({ ...row, id: randomUUID(), place }));
  const sole = { case_id: id, premises_kind: 'living', entrance: 1, kind: 'sole', share_n: 1, share_d: 1 };
  const votes = { area: 50, area_egrn: 50, votes_n: 50, votes_d: 1 };
  await db('meeting_right').insert(
    rights.map(({ id: right, flat, place }) => ({
      ...sole,
      ...votes,
      id: right,
      premises_id: flat,
      premises_number: String(house.flats.indexOf(flat) + 1),
      ownership_ids: [house.ownership[flat]],
      place,
    })),
  );
  await db('meeting_holder').insert(
    rights.map(({ id: right, flat, person }) => ({
      right_id: right,
      case_id: id,
      ownership_id: house.ownership[flat],
      person_id: person,
      organisation_id: person ? null : house.supplier.id,
      registry_number: `77:${flat.slice(0, 8)}`,
      registry_day: '2020-01-01',
      from_day: '2020-01-01',
      noted_at: OPENED,
    })),
  );
  await db('meeting').where({ case_id: id }).update({ frozen_at: LATER });
  const power = papers.find(({ part }) => part === 'power');
  await db('meeting_proxy').insert({
    id: randomUUID(),
    case_id: id,
    principal_person_id: power?.principal?.id,
    agent_person_id: world.agent.id,
    document_id: power?.id,
    given_at: LATER,
  });
  const { quiet, caller } = house.people;
  const right = rights.find(({ person }) => person === quiet.id);
  await db('meeting_ballot_entry').insert({
    id: randomUUID(),
    case_id: id,
    right_id: right?.id,
    person_id: quiet.id,
    channel: 'paper',
    received_at: LATER,
    particulars: [],
    scan_document_id: papers.find(({ part }) => part === 'sheet')?.id,
    first_by: caller.id,
    first_at: LATER,
    first_marks: '{}',
  });
  await db('meeting_notice').insert({
    id: randomUUID(),
    case_id: id,
    person_id: quiet.id,
    way: 'signature',
    sent_at: LATER,
    effective_at: LATER,
    proof_ids: [papers.find(({ part }) => part === 'proof')?.id],
    recorded_by: caller.id,
    recorded_at: LATER,
  });
}
