import { completeInn, completeOgrn } from '../../law/registry/identifiers';
import type { RegistryRows } from '../../store/registry/rows';
import { houses, organisations, places, REGION, supplies } from './registry/places';
import { idOf } from './random';
import { CAPITAL_ZONE } from '../../law/base/zone';

export const placeId = (key: string): string => idOf(`municipality:${key}`);
export const organisationId = (key: string): string => idOf(`organisation:${key}`);
export const buildingId = (key: string): string => idOf(`building:${key}`);

/** Region code 00 was never assigned, so no number here can belong to a real organisation. */
const innOf = (index: number): string => completeInn(`00${String(4_010_000 + index * 37).padStart(7, '0')}`);
const ogrnOf = (index: number): string => completeOgrn(`1120${String(50_000_000 + index * 911).padStart(8, '0')}`);

/** Cadastral districts end at 95; 96 is unused. */
export const cadastralBlock = (house: number): string => `96:01:${String(10_100 + house).padStart(7, '0')}`;

const zoneOf = (place: string | undefined): string => places.find(({ key }) => key === place)?.zone ?? CAPITAL_ZONE;

export function fillPlaces(rows: RegistryRows): void {
  rows.municipality = places.map(({ key, name }) => ({ id: placeId(key), name, region: REGION }));
  rows.organisation = organisations.map((one, index) => ({
    id: organisationId(one.key),
    kind: one.kind,
    name: one.name,
    short_name: one.short,
    inn: innOf(index),
    ogrn: ogrnOf(index),
    region: REGION,
    municipality_id: one.place ? placeId(one.place) : null,
    address: one.address,
    phone: `+7900999${String(index + 1).padStart(4, '0')}`,
    email: `${one.key}@dom.example`,
    zone: one.zone ?? zoneOf(one.place),
  }));
}

export function fillBuildings(rows: RegistryRows): void {
  houses.forEach((house, index) => {
    const id = buildingId(house.key);
    rows.building.push({
      id,
      municipality_id: placeId(house.place),
      address: house.address,
      fias: idOf(`fias:${house.key}`),
      cadastral: `${cadastralBlock(index)}:12`,
      zone: zoneOf(house.place),
      entrances: house.entrances,
      floors: house.floors,
      built: house.built,
    });
    const from = `${Math.max(2015, house.built)}-05-01`;
    const { before } = house;
    if (before) rows.organisation_building.push(managing(before.manager, id, from, before.to));
    rows.organisation_building.push(
      managing(house.manager, id, before ? `${before.to.slice(0, 4)}-07-01` : from, null),
    );
    for (const { organisation, services } of supplies) {
      for (const service of services) {
        rows.organisation_building.push({
          organisation_id: organisationId(organisation),
          building_id: id,
          part: 'supplies',
          service,
          from_day: from,
          to_day: null,
        });
      }
    }
  });
}

const managing = (
  key: string,
  building: string,
  from: string,
  to: string | null,
): RegistryRows['organisation_building'][number] => ({
  organisation_id: organisationId(key),
  building_id: building,
  part: 'manages',
  service: null,
  from_day: from,
  to_day: to,
});
