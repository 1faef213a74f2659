import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { readCall, type CallRow } from '../../store/dispatch/call';
import { deskPlace, knownAtDesk, type DeskPlace } from '../../store/request/intake';
import type { Actor } from '../security/actor';
import { todayOf } from '../registry/homes';
import { takers } from './access';

/** Organisations for whose houses the person writes requests down: only whoever manages houses has a desk. */
export const takingDesks = ({ posts }: Pick<Actor, 'posts'>): string[] => [
  ...new Set(
    posts
      .filter(
        ({ role, organisationKind: kind }) =>
          takers.some((one) => one.role === role) && (kind === 'manager' || kind === 'association'),
      )
      .map(({ organisationId }) => organisationId),
  ),
];

export interface PlaceAsked {
  building?: string;
  premises?: string;
}

/** The search box: an error of the place leads back to it. */
const PLACE_FIELD = 'place-q';

const placeWrong = (code: string, say: string): Refusal => new Refusal(code, say, 422, { [PLACE_FIELD]: say });

/** A house of this desk. One of others answers as one that is not there: whose it is, a form does not tell. */
export async function mustBePlace(
  db: Knex,
  actor: Actor,
  { building, premises }: PlaceAsked,
  now: Date,
): Promise<DeskPlace> {
  if (!building) throw placeWrong('place-missing', 'Найдите дом или квартиру: телефон, адрес или имя.');
  const ask = { organisations: takingDesks(actor), buildingId: building, premisesId: premises ?? null };
  const found = await deskPlace(db, { ...ask, day: todayOf(now) });
  if (found) return found;
  throw placeWrong('place-unknown', 'Такого дома или помещения нет среди ваших. Найдите его поиском.');
}

/** Somebody of the houses of this desk; a stranger is written down by name and telephone. */
export async function mustBeKnown(db: Knex, actor: Actor, personId: string, now: Date): Promise<void> {
  if (await knownAtDesk(db, { personId, organisations: takingDesks(actor), day: todayOf(now) })) return;
  const say = 'Такого человека нет в ваших домах. Запишите имя и телефон.';
  throw new Refusal('person-unknown', say, 422, { person: say });
}

/** A call of this desk. */
export async function mustBeCallOf(db: Knex, actor: Actor, id: string): Promise<CallRow> {
  const call = await readCall(db, id);
  if (call && takingDesks(actor).includes(call.organisationId)) return call;
  const say = 'Такого звонка у вас нет. Запишите заявку без него.';
  throw new Refusal('call-unknown', say, 422, { call: say });
}
