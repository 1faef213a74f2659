import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { MeetingForm } from '../../law/meeting/forms';
import type { LawRule } from '../../law/meeting/stages-of-law';
import { kindOn } from '../../law/meeting/call/kinds';
import type { NewProxy } from '../../store/meeting/ballots/proxies';

/** A meeting with an open voting, written directly into the tables: for tests of the log alone. */
export interface BallotMeeting {
  caseId: string;
  questions: string[];
  rights: SampleRight[];
  opensAt: Date;
  closesAt: Date;
  administrator: string;
}

export interface SampleRight {
  id: string;
  holder: string;
  premises: string;
  ownership: string;
  votes: string;
}

export interface MeetingWish {
  rights?: number;
  questions?: number;
  form?: MeetingForm;
  /** Milliseconds from now; negative: in the past. */
  opensIn?: number;
  closesIn?: number;
  lawDay?: string;
  /** By default as a meeting called before the rule by stages. */
  lawRule?: LawRule;
  phase?: string;
}

const HOUR = 3_600_000;
const CHUNK = 500;
const uuids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

interface Plan extends Required<Pick<MeetingWish, 'form' | 'lawDay' | 'lawRule' | 'phase'>> {
  caseId: string;
  buildingId: string;
  administrator: string;
  opensAt: Date;
  closesAt: Date;
  questions: string[];
  rights: SampleRight[];
}

export async function makeMeeting(owner: Knex, wish: MeetingWish = {}): Promise<BallotMeeting> {
  const { form = 'electronic', lawDay = '2026-09-01', lawRule = 'single', phase = 'voting' } = wish;
  const sql = "select date_trunc('milliseconds', domovoy_now()) as now";
  const { rows } = await owner.raw<{ rows: { now: Date }[] }>(sql);
  const now = (rows[0]?.now ?? new Date()).getTime();
  const plan: Plan = {
    form,
    lawDay,
    lawRule,
    phase,
    caseId: randomUUID(),
    buildingId: randomUUID(),
    administrator: randomUUID(),
    opensAt: new Date(now + (wish.opensIn ?? -HOUR)),
    closesAt: new Date(now + (wish.closesIn ?? 100 * HOUR)),
    questions: uuids(wish.questions ?? 2),
    rights: uuids(wish.rights ?? 6).map((id, index) => ({
      id,
      holder: randomUUID(),
      premises: randomUUID(),
      ownership: randomUUID(),
      votes: `${30 + (index % 50)}.${10 + (index % 90)}`,
    })),
  };
  await owner.transaction(async (trx) => {
    await makeHouse(trx, plan.buildingId);
    await makeOwners(trx, plan);
    await makeCase(trx, plan);
    await makeAgenda(trx, plan);
    await makeRegister(trx, plan);
    await trx('meeting')
      .where({ case_id: plan.caseId })
      .update({ frozen_at: before(plan.opensAt) });
  });
  const { caseId, questions, rights, opensAt, closesAt, administrator } = plan;
  return { caseId, questions, rights, opensAt, closesAt, administrator };
}

const before = (opensAt: Date): Date => new Date(opensAt.getTime() - 300 * HOUR);
const snils = (): string => String(Math.floor(Math.random() * 1e11)).padStart(11, '0');

async function makeOwners(trx: Knex, { administrator, rights, buildingId }: Plan): Promise<void> {
  const people = [administrator, ...rights.map(({ holder }) => holder)];
  const named = people.map((id) => ({ id, family_name: 'Проверкин', given_name: 'Пётр', snils: snils() }));
  await trx.batchInsert('person', named, CHUNK);
  const place = { building_id: buildingId, kind: 'living', entrance: 1 };
  const flats = rights.map(({ premises, votes }, index) => ({
    ...place,
    id: premises,
    number: String(index + 1),
    area_egrn: votes,
  }));
  await trx.batchInsert('premises', flats, CHUNK);
  const titles = rights.map(({ ownership, premises, holder }, index) => ({
    ...titleOf(index),
    id: ownership,
    premises_id: premises,
    person_id: holder,
    kind: 'sole',
    share_n: 1,
    share_d: 1,
  }));
  await trx.batchInsert('ownership', titles, CHUNK);
}

const titleOf = (index: number): object => ({
  registry_number: `77:01:0001001:${index + 1}`,
  registry_day: '2020-01-01',
  from_day: '2020-01-01',
});

async function makeCase(trx: Knex, plan: Plan): Promise<void> {
  const { caseId, buildingId, phase, lawDay, lawRule, form, opensAt, closesAt, rights, administrator } = plan;
  await trx('case_file').insert({
    id: caseId,
    area: 'meeting',
    number: `ОСС-${caseId}`,
    building_id: buildingId,
    region: '50',
    zone: 'Europe/Moscow',
    phase,
    opened_at: before(opensAt),
    law_date: lawDay,
    topic: 'Проба',
  });
  await trx('meeting').insert({
    case_id: caseId,
    building_id: buildingId,
    form,
    title: 'Проба',
    initiator_kind: 'owner',
    law_day: lawDay,
    law_rule: lawRule,
    initiator_person_id: rights[0]?.holder,
    administrator_person_id: administrator,
    opens_at: opensAt,
    closes_at: closesAt,
    total: (rights.length * 100).toFixed(2),
    total_basis: 'проба',
    noticed_at: before(opensAt),
  });
}

async function makeAgenda(trx: Knex, { caseId, questions, lawDay }: Plan): Promise<void> {
  await trx('meeting_question').insert(
    questions.map((id, index) => {
      const kind = index % 2 === 0 ? 'COUNCIL_ELECT' : 'CAP_REPAIR';
      const { rule, citation } = kindOn(kind, lawDay);
      const words = { wording: `Вопрос ${index + 1}`, proposal: 'Решить' };
      return { id, case_id: caseId, number: index + 1, kind, ...words, rule, citation };
    }),
  );
}

async function makeRegister(trx: Knex, { caseId, rights, opensAt }: Plan): Promise<void> {
  const sole = { case_id: caseId, premises_kind: 'living', entrance: 1, kind: 'sole', share_n: 1, share_d: 1 };
  const rows = rights.map(({ id, premises, ownership, votes }, place) => ({
    ...sole,
    id,
    premises_id: premises,
    premises_number: String(place + 1),
    area: votes,
    area_egrn: votes,
    votes_n: Number(votes.replace('.', '')),
    votes_d: 100,
    ownership_ids: [ownership],
    place,
  }));
  await trx.batchInsert('meeting_right', rows, CHUNK);
  const holders = rights.map(({ id, ownership, holder }, index) => ({
    ...titleOf(index),
    right_id: id,
    case_id: caseId,
    ownership_id: ownership,
    person_id: holder,
    noted_at: opensAt,
  }));
  await trx.batchInsert('meeting_holder', holders, CHUNK);
}

async function makeHouse(trx: Knex, id: string): Promise<void> {
  const municipality = randomUUID();
  await trx('municipality').insert({ id: municipality, name: `Проба ${municipality}`, region: '50' });
  await trx('building').insert({
    id,
    municipality_id: municipality,
    address: `ул. Пробная, ${id}`,
    fias: id,
    zone: 'Europe/Moscow',
    entrances: 1,
    floors: 9,
    built: 1990,
  });
}

/** A valid power of attorney with these days: the holder of one right authorises another person. */
export function powerOf({ caseId }: Pick<BallotMeeting, 'caseId'>, principal: string, agentPersonId: string): NewProxy {
  const days = { issued: '2020-01-01', until: '2099-12-31' };
  const [id, documentId] = [randomUUID(), null];
  return { id, caseId, principal: { personId: principal }, agentPersonId, documentId, enteredBy: principal, ...days };
}

/** The same answer to every question. */
export const allMarks = (questions: readonly string[], answer: string): Record<string, string[]> =>
  Object.fromEntries(questions.map((question) => [question, [answer]]));
