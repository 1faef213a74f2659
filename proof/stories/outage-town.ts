import { randomUUID } from 'node:crypto';
import { outageDeciders } from '../../activities/outage';
import type { CommandResult } from '../../api/http/engine';
import { verdict, type Verdict } from '../../law/base/verdict';
import { completeSnils } from '../../law/registry/identifiers';
import type { StaffRole } from '../../law/registry/words';
import type { OutageTextKind } from '../../law/outage/words';
import { deadlinesOf, type CaseDeadline } from '../../store/case/deadlines';
import { eventsOf, type CaseEvent } from '../../store/case/events';
import { sendCaseMessage } from '../../store/case/accept';
import { openOutage, writeChangedPlan, type NewOutage, type PlanWish } from '../../store/outage/open';
import { housesOf, mustHaveOutage, type OutageHouse } from '../../store/outage/rows';
import { writeOutageText } from '../../store/outage/texts';
import { insertRegistry, noRows, type RegistryRows } from '../../store/registry/rows';
import { testRegion, type Region, type RegionOptions } from '../region';
import { buildingRow, organisationRow, REGION, staffRow } from './town-rows';

const organisations = ['manager', 'supplier', 'inspectorate'] as const;
const people = [
  'first',
  'second',
  'tenant',
  'far',
  'stranger',
  'dispatcher',
  'head',
  'boilerman',
  'inspector',
] as const;
type Person = (typeof people)[number];

/**
 * Two houses of one manager; the supplier heats water for both. In the near one `first` owns flat 1 of entrance 1, with
 * a `tenant` who has only a phone, and `second` flat 30 of entrance 2; `far` owns flat 1 of the other house.
 */
export interface Town extends Region {
  near: string;
  distant: string;
  of: Readonly<Record<(typeof organisations)[number], string>>;
  who: Readonly<Record<Person, string>>;
  /** Hot water in both houses, unless told otherwise; waits until it is announced. */
  outage(wish: Partial<NewOutage> & Pick<NewOutage, 'from' | 'until'>): Promise<string>;
  /** Writes a changed plan and takes it over. */
  change(caseId: string, wish: Partial<PlanWish>, act?: 'change' | 'extend', key?: string): Promise<CommandResult>;
  act(
    caseId: string,
    name: string,
    args?: Record<string, string | number | readonly string[]>,
    key?: string,
  ): Promise<CommandResult>;
  write(caseId: string, kind: OutageTextKind, body?: string): Promise<string>;
  /** A request asks to join, as another case does. */
  gather(caseId: string, request: string, key?: string): Promise<void>;
  phase(caseId: string): Promise<string>;
  until(caseId: string, phase: string): Promise<void>;
  kinds(caseId: string): Promise<string[]>;
  events(caseId: string): Promise<CaseEvent[]>;
  deadline(caseId: string, name: string): Promise<CaseDeadline & { verdict: Verdict }>;
  /** «letter name», for each letter in the cabinet. */
  told(caseId: string): Promise<string[]>;
}

export const whole = (buildingId: string, part: Partial<OutageHouse> = {}): OutageHouse => ({
  ...{ buildingId, entrances: [], flats: [], risers: null },
  ...part,
});

export async function outageTown(options: RegionOptions): Promise<Town> {
  const region = await testRegion({ deciders: { outage: outageDeciders }, ...options });
  const { rows, near, distant, of, who } = townRows();
  const { db, engine } = region;
  await db.transaction((trx) => insertRegistry(trx, rows));
  const act: Town['act'] = (caseId, name, args = {}, key = randomUUID()) =>
    engine.command({ area: 'outage', caseId, key, name, actorId: who.dispatcher, args });
  const phase = async (id: string): Promise<string> =>
    (await db('case_file').where({ id }).first('phase'))?.phase ?? '';
  return {
    ...region,
    ...{ near, distant, of, who, act, phase },
    async outage(wish) {
      const id = wish.id ?? randomUUID();
      const at = await region.now();
      await db.transaction((trx) =>
        openOutage(trx, {
          ...{ id, at, kind: 'planned', services: ['hot-water'], organisationId: of.manager, actorId: who.dispatcher },
          ...{ cause: 'repair', danger: false, inFlats: false, houses: [whole(near), whole(distant)] },
          ...wish,
        }),
      );
      await region.eventually(async () => (await phase(id)) !== 'received');
      return id;
    },
    async change(caseId, wish, name = 'change', key = randomUUID()) {
      const [{ plan, version }, at] = [await mustHaveOutage(db, caseId), await region.now()];
      const { from, until, cause, danger, inFlats } = plan;
      const houses = await housesOf(db, plan.id);
      const base = { id: key, caseId, at, actorId: who.dispatcher, reason: 'Так вышло.' };
      await writeChangedPlan(db, { ...base, from, until, cause, danger, inFlats, houses, ...wish });
      return act(caseId, name, { plan: key, version }, key);
    },
    async write(caseId, kind, body = 'Текст для дела.') {
      const id = randomUUID();
      await writeOutageText(db, { id, caseId, kind, body, authorId: null, at: await region.now() });
      return id;
    },
    gather: (caseId, request, key = request) =>
      db.transaction((trx) => sendCaseMessage(trx, { area: 'outage', caseId, key, act: 'gather', args: { request } })),
    until: async (caseId, wanted) => void (await region.eventually(async () => (await phase(caseId)) === wanted)),
    kinds: async (caseId) => (await eventsOf(db, caseId)).map(({ kind }) => kind),
    events: (caseId) => eventsOf(db, caseId),
    async deadline(caseId, name) {
      const found = (await deadlinesOf(db, caseId)).filter((one) => one.name === name).at(-1);
      if (!found) throw new Error(`No deadline ${name}`);
      return { ...found, verdict: verdict(found, await region.now()) };
    },
    async told(caseId) {
      const letters = await db('delivery')
        .where({ case_id: caseId, channel: 'cabinet' })
        .orderBy(['created_at', 'letter'])
        .select('letter', 'person_id as person');
      const name = (id: string) => people.find((one) => who[one] === id) ?? id;
      return letters.map(({ letter, person }) => `${letter.replace('outage-', '')} ${name(person)}`).sort();
    },
  };
}

function townRows(): Pick<Town, 'near' | 'distant' | 'of' | 'who'> & { rows: RegistryRows } {
  const rows = noRows();
  const [municipality, near, distant] = [randomUUID(), randomUUID(), randomUUID()];
  const [of, who] = [idsFor(organisations), idsFor(people)];
  rows.municipality.push({ id: municipality, name: 'Тестово', region: REGION });
  organisations.forEach((kind, index) =>
    rows.organisation.push(organisationRow(of[kind], kind, index, kind === 'inspectorate' ? null : municipality)),
  );
  [near, distant].forEach((id, index) => {
    rows.building.push({ ...buildingRow(id, municipality, 5), entrances: 2, address: `ул. Садовая, д. ${index + 1}` });
    const serving = { building_id: id, from_day: '2015-01-01', to_day: null };
    rows.organisation_building.push(
      { ...serving, organisation_id: of.manager, part: 'manages', service: null },
      { ...serving, organisation_id: of.supplier, part: 'supplies', service: 'hot-water' },
    );
  });
  people.forEach((one, index) => addPerson(rows, who[one], one, index));
  const flat = flatOf(rows, near, who.first, '1', 1);
  rows.residence.push({
    id: randomUUID(),
    person_id: who.tenant,
    premises_id: flat,
    from_day: '2020-01-01',
    to_day: null,
  });
  flatOf(rows, near, who.second, '30', 2);
  flatOf(rows, distant, who.far, '1', 1);
  const posts: [Person, keyof typeof of, StaffRole][] = [
    ['dispatcher', 'manager', 'dispatcher'],
    ['head', 'manager', 'head'],
    ['boilerman', 'supplier', 'dispatcher'],
    ['inspector', 'inspectorate', 'inspector'],
  ];
  for (const [person, organisation, role] of posts) rows.staff.push(staffRow(who[person], of[organisation], role));
  return { rows, near, distant, of, who };
}

const idsFor = <Name extends string>(names: readonly Name[]): Record<Name, string> =>
  Object.fromEntries(names.map((name) => [name, randomUUID()])) as Record<Name, string>;

function addPerson(rows: RegistryRows, id: string, login: Person, index: number): void {
  rows.person.push({
    ...{ id, family_name: 'Проверкин', given_name: login, patronymic: null, sex: 'male', birth_day: '1980-01-01' },
    ...{ snils: completeSnils(`98${String(index).padStart(7, '0')}`), demo_role: null, login: null },
  });
  const contact = { person_id: id, confirmed_at: new Date('2020-01-01T09:00:00Z'), preferred: false };
  rows.contact.push({ ...contact, id: randomUUID(), channel: 'phone', value: `+7900000100${index}` });
  if (login === 'tenant') return;
  rows.contact.push({ ...contact, id: randomUUID(), channel: 'email', value: `${login}@pochta.example` });
}

function flatOf(rows: RegistryRows, building: string, owner: string, number: string, entrance: number): string {
  const id = randomUUID();
  rows.premises.push({
    ...{ id, building_id: building, number, kind: 'living', entrance, floor: 1, cadastral: null },
    ...{ area_egrn: '50.00', area_hand: null },
  });
  rows.ownership.push({
    ...{ id: randomUUID(), premises_id: id, person_id: owner, organisation_id: null, kind: 'sole' },
    ...{ share_n: '1', share_d: '1', joint_group: null, registry_number: null, registry_day: null },
    ...{ ballot_number: null, ballot_day: null, from_day: '2016-01-01', to_day: null },
  });
  return id;
}
