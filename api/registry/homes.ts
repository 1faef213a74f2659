import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import { Refusal } from '../../law/base/refusal';
import { CAPITAL_ZONE, localOf } from '../../law/base/zone';
import { homesOf, type PersonHome } from '../../store/registry/people';
import type { Actor } from '../security/actor';

export const todayOf = (now: Date): Day => localOf(now, CAPITAL_ZONE).day;

export const homesOfActor = async (db: Knex, { self }: Actor, now: Date): Promise<PersonHome[]> =>
  self === null ? [] : homesOf(db, self, todayOf(now));

/** The person's own home; somebody else's is treated as not existing. */
export async function homeOf(
  db: Knex,
  actor: Actor,
  premisesId: string | undefined,
  now: Date,
): Promise<PersonHome | null> {
  if (premisesId === undefined) return null;
  const home = (await homesOfActor(db, actor, now)).find((one) => one.premisesId === premisesId);
  if (home) return home;
  const say = 'Это не ваш дом. Выберите адрес из списка.';
  throw new Refusal('place-unknown', say, 422, { place: say });
}

export const placeWords = ({ address, number }: PersonHome): string => `${address}, ${number}`;
