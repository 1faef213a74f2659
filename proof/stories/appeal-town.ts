import { randomUUID } from 'node:crypto';
import { appealDeciders } from '../../activities/appeal';
import type { CommandResult } from '../../api/http/engine';
import type { AppealTextKind } from '../../law/appeal/words';
import { completeSnils } from '../../law/registry/identifiers';
import { verdict, type Verdict } from '../../law/base/verdict';
import { openAppeal, type NewAppeal } from '../../store/appeal/open';
import { appealById, type AppealFile } from '../../store/appeal/read';
import { writeText } from '../../store/appeal/texts';
import { deadlinesOf, type CaseDeadline } from '../../store/case/deadlines';
import { eventsOf, type CaseEvent } from '../../store/case/events';
import { insertRegistry, noRows, type RegistryRows } from '../../store/registry/rows';
import { buildingRow, organisationRow, REGION, staffRow } from './town-rows';
import { testRegion, type Region, type RegionOptions } from '../region';

const organisations = ['manager', 'supplier', 'municipality', 'inspectorate', 'ministry'] as const;
const people = ['owner', 'neighbour', 'stranger', 'clerk', 'head', 'municipal', 'inspector'] as const;

/** One house, those who answer for it and those who live in it. */
export interface Town extends Region {
  buildingId: string;
  of: Readonly<Record<(typeof organisations)[number], string>>;
  who: Readonly<Record<(typeof people)[number], string>>;
  /** An appeal of the owner to the manager about cleaning, unless told otherwise; waits until it is registered. */
  appeal(wish?: Partial<NewAppeal>): Promise<string>;
  write(caseId: string, kind: AppealTextKind, body?: string): Promise<string>;
  act(
    caseId: string,
    name: string,
    args?: Record<string, string | number | readonly string[]>,
    actorId?: string,
    key?: string,
  ): Promise<CommandResult>;
  /** Writes an answer and sends it. */
  answer(caseId: string, kind?: string): Promise<CommandResult>;
  look(caseId: string): Promise<AppealFile>;
  events(caseId: string): Promise<CaseEvent[]>;
  kinds(caseId: string): Promise<string[]>;
  deadline(caseId: string, name?: string): Promise<CaseDeadline & { verdict: Verdict }>;
  letters(caseId: string): Promise<{ letter: string; channel: string; to: string }[]>;
}

export async function appealTown(options: RegionOptions): Promise<Town> {
  const region = await testRegion({ deciders: { appeal: appealDeciders }, ...options });
  const { rows, buildingId, of, who } = townRows();
  await region.db.transaction((trx) => insertRegistry(trx, rows));
  const { db, engine } = region;
  const look = async (id: string): Promise<AppealFile> => {
    const found = await appealById(db, id, await region.now());
    if (!found) throw new Error('No such appeal');
    return found;
  };
  const write: Town['write'] = async (caseId, kind, body = 'Текст для дела.') => {
    const id = randomUUID();
    await writeText(db, { id, caseId, kind, body, authorId: null, at: await region.now() });
    return id;
  };
  const act: Town['act'] = (caseId, name, args = {}, actorId = who.clerk, key = randomUUID()) =>
    engine.command({ area: 'appeal', caseId, key, name, actorId, args });
  return {
    ...region,
    buildingId,
    of,
    who,
    look,
    write,
    act,
    async appeal(wish = {}) {
      const id = wish.id ?? randomUUID();
      const at = await region.now();
      await db.transaction((trx) =>
        openAppeal(trx, {
          id,
          at,
          addresseeId: of.manager,
          subjects: ['cleaning'],
          channel: 'cabinet',
          text: 'В подъезде не убирают.',
          buildingId,
          applicant: { personId: who.owner },
          collective: false,
          actorId: who.owner,
          ...wish,
        }),
      );
      await region.eventually(async () => (await look(id)).file.phase !== 'received');
      return id;
    },
    answer: async (caseId, kind = 'satisfied') => act(caseId, 'answer', { kind, text: await write(caseId, 'answer') }),
    events: (caseId) => eventsOf(db, caseId),
    kinds: async (caseId) => (await eventsOf(db, caseId)).map(({ kind }) => kind),
    async deadline(caseId, name = 'answer') {
      const found = (await deadlinesOf(db, caseId)).filter((one) => one.name === name).at(-1);
      if (!found) throw new Error(`No deadline ${name}`);
      return { ...found, verdict: verdict(found, await region.now()) };
    },
    letters: (caseId) =>
      db('delivery')
        .where({ case_id: caseId })
        .orderBy(['created_at', 'letter', 'channel'])
        .select('letter', 'channel', db.raw('coalesce(person_id, organisation_id) as "to"')),
  };
}

export function townRows(): Pick<Town, 'buildingId' | 'of' | 'who'> & { rows: RegistryRows } {
  const rows = noRows();
  const [municipality, buildingId] = [randomUUID(), randomUUID()];
  const [of, who] = [idsFor(organisations), idsFor(people)];
  rows.municipality.push({ id: municipality, name: 'Тестово', region: REGION });
  organisations.forEach((kind, index) => {
    const place = kind === 'inspectorate' || kind === 'ministry' ? null : municipality;
    rows.organisation.push(organisationRow(of[kind], kind, index, place));
  });
  rows.building.push(buildingRow(buildingId, municipality, 5));
  const serving = { building_id: buildingId, from_day: '2015-01-01', to_day: null };
  rows.organisation_building.push(
    { ...serving, organisation_id: of.manager, part: 'manages', service: null },
    { ...serving, organisation_id: of.supplier, part: 'supplies', service: 'heating' },
  );
  people.forEach((one, index) => addPerson(rows, who[one], one, index));
  [who.owner, who.neighbour].forEach((person, index) => settleIn(rows, buildingId, person, index));
  rows.staff.push(
    staffRow(who.clerk, of.manager, 'clerk'),
    staffRow(who.head, of.manager, 'head'),
    staffRow(who.municipal, of.municipality, 'municipal'),
    staffRow(who.inspector, of.inspectorate, 'inspector'),
  );
  return { rows, buildingId, of, who };
}

const idsFor = <Name extends string>(names: readonly Name[]): Record<Name, string> =>
  Object.fromEntries(names.map((name) => [name, randomUUID()])) as Record<Name, string>;

function addPerson(rows: RegistryRows, id: string, login: string, index: number): void {
  rows.person.push({
    id,
    family_name: 'Проверкин',
    given_name: login,
    patronymic: null,
    sex: 'male',
    birth_day: '1980-01-01',
    snils: completeSnils(`99${String(index).padStart(7, '0')}`),
    demo_role: null,
    login: null,
  });
  const since = new Date('2020-01-01T09:00:00Z');
  rows.contact.push(
    {
      id: randomUUID(),
      person_id: id,
      channel: 'email',
      value: `${login}@pochta.example`,
      confirmed_at: since,
      preferred: true,
    },
    {
      id: randomUUID(),
      person_id: id,
      channel: 'phone',
      value: `+7900000000${index}`,
      confirmed_at: since,
      preferred: false,
    },
  );
}

function settleIn(rows: RegistryRows, building: string, person: string, index: number): void {
  const premises = randomUUID();
  rows.premises.push({
    id: premises,
    building_id: building,
    number: String(index + 1),
    kind: 'living',
    entrance: 1,
    floor: 1,
    cadastral: null,
    area_egrn: '50.00',
    area_hand: null,
  });
  rows.ownership.push({
    id: randomUUID(),
    premises_id: premises,
    person_id: person,
    organisation_id: null,
    kind: 'sole',
    share_n: '1',
    share_d: '1',
    joint_group: null,
    registry_number: null,
    registry_day: null,
    ballot_number: null,
    ballot_day: null,
    from_day: '2016-01-01',
    to_day: null,
  });
}
