import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { makeToken } from '../../store/access/tokens';

/** Many meetings of one house whose owners all vote: made in a few statements, because there are many. */
export interface Crowd {
  meetings: { id: string; questions: string[] }[];
  voters: { person: string; rights: ReadonlyMap<string, string> }[];
}

export interface CrowdSize {
  meetings: number;
  voters: number;
  questions: number;
  /** A Postgres interval from now on. */
  closesIn?: string;
}

const uuids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

export async function makeCrowd(
  owner: Knex,
  { meetings, voters, questions, closesIn = '8 days' }: CrowdSize,
): Promise<Crowd> {
  const [cases, people, premises, titles] = [uuids(meetings), uuids(voters), uuids(voters), uuids(voters)];
  const buildingId = randomUUID();
  await owner.transaction(async (trx) => {
    await trx('municipality').insert({ id: buildingId, name: 'Проба', region: '50' });
    await trx('building').insert({
      id: buildingId,
      municipality_id: buildingId,
      address: 'ул. Пробная, 1',
      fias: buildingId,
      zone: 'Europe/Moscow',
      entrances: 4,
      floors: 16,
      built: 1990,
    });
    await trx.raw(
      `insert into person (id, family_name, given_name, snils)
      select id, 'Проверкин', 'Пётр', lpad(n::text, 11, '0') from unnest(?::uuid[]) with ordinality p(id, n)`,
      [people],
    );
    await trx.raw(
      `insert into premises (id, building_id, number, kind, entrance, area_egrn)
      select id, ?, n::text, 'living', 1, 30 + n % 50 from unnest(?::uuid[]) with ordinality p(id, n)`,
      [buildingId, premises],
    );
    await trx.raw(
      `insert into ownership (id, premises_id, person_id, kind, share_n, share_d, registry_number, registry_day,
        from_day)
      select w, r, p, 'sole', 1, 1, '77:01:' || n, '2020-01-01', '2020-01-01'
      from unnest(?::uuid[], ?::uuid[], ?::uuid[]) with ordinality t(w, r, p, n)`,
      [titles, premises, people],
    );
    await openAll(trx, { cases, buildingId, people, premises, titles, questions, closesIn });
  });
  return readCrowd(owner, cases, people);
}

interface Parts {
  cases: string[];
  buildingId: string;
  people: string[];
  premises: string[];
  titles: string[];
  questions: number;
  closesIn: string;
}

async function openAll(
  trx: Knex,
  { cases, buildingId, people, premises, titles, questions, closesIn }: Parts,
): Promise<void> {
  await trx.raw(
    `insert into case_file (id, area, number, building_id, zone, phase, opened_at, law_date)
    select id, 'meeting', 'ОСС-' || n, ?, 'Europe/Moscow', 'voting', domovoy_now(), '2026-09-01'
    from unnest(?::uuid[]) with ordinality c(id, n)`,
    [buildingId, cases],
  );
  await trx.raw(
    `insert into meeting (case_id, building_id, form, initiator_kind, initiator_person_id, opens_at, closes_at,
      law_day, total)
    select id, ?, 'electronic', 'owner', ?, date_trunc('milliseconds', domovoy_now()) - interval '1 hour',
      date_trunc('milliseconds', domovoy_now()) + ?::interval, '2026-09-01', ? from unnest(?::uuid[]) c(id)`,
    [buildingId, people[0] ?? '', closesIn, people.length * 100, cases],
  );
  await trx.raw(
    `insert into meeting_question (id, case_id, number, kind, wording, rule, citation)
    select gen_random_uuid(), c, n, 'COUNCIL_ELECT', 'Вопрос ' || n, 'MAJ_PART', 'ЖК РФ, ст. 46 ч. 1'
    from unnest(?::uuid[]) c, generate_series(1, ?::int) n`,
    [cases, questions],
  );
  await trx.raw(
    `insert into meeting_right (id, case_id, premises_id, premises_number, premises_kind, entrance, kind, area, share_n,
      share_d, votes_n, votes_d, ownership_ids, place)
    select gen_random_uuid(), c, r, n::text, 'living', 1, 'sole', 30 + n % 50, 1, 1, 30 + n % 50, 1, array[w], n
    from unnest(?::uuid[]) c, unnest(?::uuid[], ?::uuid[]) with ordinality t(r, w, n)`,
    [cases, premises, titles],
  );
  await trx.raw(`insert into meeting_holder (right_id, case_id, ownership_id, person_id, registry_number, registry_day,
      from_day, noted_at)
    select m.id, m.case_id, w.id, w.person_id, w.registry_number, w.registry_day, w.from_day, domovoy_now()
    from meeting_right m join ownership w on w.id = m.ownership_ids[1]`);
  await trx.raw(
    `update meeting set frozen_at = opens_at - interval '20 days', noticed_at = opens_at - interval '20 days'`,
  );
}

async function readCrowd(owner: Knex, cases: readonly string[], people: readonly string[]): Promise<Crowd> {
  const questions = await owner('meeting_question')
    .orderBy('number')
    .select<{ id: string; case_id: string }[]>('id', 'case_id');
  const rights = await owner('meeting_holder').select<{ right_id: string; case_id: string; person_id: string }[]>(
    'right_id',
    'case_id',
    'person_id',
  );
  const asked = new Map(cases.map((id) => [id, [] as string[]]));
  for (const { id, case_id: caseId } of questions) asked.get(caseId)?.push(id);
  const held = new Map(people.map((id) => [id, new Map<string, string>()]));
  for (const { right_id: right, case_id: caseId, person_id: person } of rights) held.get(person)?.set(caseId, right);
  return {
    meetings: [...asked].map(([id, list]) => ({ id, questions: list })),
    voters: [...held].map(([person, map]) => ({ person, rights: map })),
  };
}

/** A token for each voter, as a browser's session is for a page. */
export async function tokensOf(db: Knex, { voters }: Crowd): Promise<Map<string, string>> {
  const tokens = new Map<string, string>();
  for (const { person } of voters) {
    const wish = { id: randomUUID(), personId: person, organisationId: null, scopes: ['*'], name: 'bench', days: 1 };
    tokens.set(person, await makeToken(db, wish));
  }
  return tokens;
}
