import { randomUUID } from 'node:crypto';
import { completeSnils } from '../../law/registry/identifiers';
import { noRows, type RegistryRows } from '../../store/registry/rows';
import { buildingRow, organisationRow, REGION, staffRow, ZONE } from './town-rows';

export { ZONE };

export interface Flat {
  area: string;
  /** Holders: alone when one, in joint ownership when several. */
  holders?: number;
}

export interface House {
  rows: RegistryRows;
  buildingId: string;
  manager: string;
  inspectorate: string;
  head: string;
  inspector: string;
  /** First holder of each flat. */
  owners: string[];
  premises: string[];
  ownerships: string[];
}

/** One house, its owners, its manager and the inspectorate that watches over it. */
export function meetingHouse(flats: readonly Flat[]): House {
  const rows = noRows();
  const [place, buildingId, manager, hall, inspectorate] = [1, 2, 3, 4, 5].map(() => randomUUID()) as [
    string,
    string,
    string,
    string,
    string,
  ];
  rows.municipality.push({ id: place, name: 'Тестово', region: REGION });
  rows.organisation.push(
    organisationRow(manager, 'manager', 1, place),
    organisationRow(hall, 'municipality', 2, place),
    organisationRow(inspectorate, 'inspectorate', 3, null),
  );
  rows.building.push(buildingRow(buildingId, place, 9));
  rows.organisation_building.push({
    organisation_id: manager,
    building_id: buildingId,
    part: 'manages',
    service: null,
    from_day: '2010-01-01',
    to_day: null,
  });
  const [head, inspector] = [person(rows, 'head'), person(rows, 'inspector')];
  rows.staff.push(staffRow(head, manager, 'head'), staffRow(inspector, inspectorate, 'inspector'));
  const house: House = {
    rows,
    buildingId,
    manager,
    inspectorate,
    head,
    inspector,
    owners: [],
    premises: [],
    ownerships: [],
  };
  flats.forEach((flat, index) => settle(house, flat, index));
  return house;
}

function settle(
  { rows, buildingId, owners, premises, ownerships }: House,
  { area, holders = 1 }: Flat,
  index: number,
): void {
  const id = randomUUID();
  premises.push(id);
  rows.premises.push({
    id,
    building_id: buildingId,
    number: String(index + 1),
    kind: 'living',
    entrance: 1,
    floor: 1,
    cadastral: null,
    area_egrn: area,
    area_hand: null,
  });
  const group = holders > 1 ? randomUUID() : null;
  for (let turn = 0; turn < holders; turn += 1) {
    const owner = person(rows, `owner-${index}-${turn}`);
    const right = randomUUID();
    if (turn === 0) {
      owners.push(owner);
      ownerships.push(right);
    }
    rows.ownership.push(holding(right, id, owner, '2016-01-01', group, index));
  }
}

export function holding(
  id: string,
  premises: string,
  owner: string,
  from: string,
  group: string | null,
  index: number,
): RegistryRows['ownership'][number] {
  return {
    id,
    premises_id: premises,
    person_id: owner,
    organisation_id: null,
    kind: group ? 'joint' : 'sole',
    share_n: '1',
    share_d: '1',
    joint_group: group,
    registry_number: `96:01:0000001:${index + 1}-96/001/2016-1`,
    registry_day: from,
    ballot_number: null,
    ballot_day: null,
    from_day: from,
    to_day: null,
  };
}

export function person(rows: RegistryRows, login: string): string {
  const id = randomUUID();
  const digits = String(rows.person.length + 1).padStart(6, '0');
  rows.person.push({
    id,
    family_name: 'Проверкин',
    given_name: 'Пётр',
    patronymic: null,
    sex: 'male',
    birth_day: '1980-01-01',
    snils: completeSnils(`990${digits}`),
    demo_role: null,
    login: null,
  });
  rows.contact.push({
    id: randomUUID(),
    person_id: id,
    channel: 'email',
    value: `${login}@pochta.example`,
    confirmed_at: new Date('2018-01-01T09:00:00Z'),
    preferred: true,
  });
  return id;
}
