import { z } from 'zod';
import { localOf } from '../../law/base/zone';
import { CAPITAL_ZONE } from '../../law/base/zone';
import { phoneText } from '../../law/dispatch/phone';
import { alikeSince, concernsOthers } from '../../law/request/alike';
import { callsAtDesk } from '../../store/dispatch/call';
import { findPlace, type FoundPlace } from '../../store/dispatch/find';
import { houseCard } from '../../store/dispatch/house-card';
import { openInHouse, usualKinds } from '../../store/request/intake';
import { signed } from '../account/signed';
import { desksOf } from '../dispatch/access';
import { callShape, toldCall } from '../dispatch/call-shape';
import { placeShape } from '../dispatch/find';
import { houseCardShape, toldCard } from '../dispatch/house-shape';
import { maybe, text, uuid } from '../http/fields';
import type { Call } from '../http/route';
import { notFound } from '../security/permission';
import { mustBeCallOf, mustBePlace, takingDesks } from './intake-place';
import { KEYS } from './picker';

export interface IntakeAsked {
  call?: string;
  q?: string;
  building?: string;
  premises?: string;
  person?: string;
}

export const intakeAsked = {
  call: maybe(uuid()),
  q: maybe(text({ max: 100 })),
  building: maybe(uuid()),
  premises: maybe(uuid()),
  person: maybe(uuid()),
};

export const openShape = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.string(),
  premises: z.string().nullable(),
  entrance: z.number().nullable(),
  at: z.string(),
  people: z.array(z.string()),
});

/** All the desk has before it while somebody speaks: who calls, where, what is known there. */
export const intakeShape = z.object({
  q: z.string(),
  call: z.object({ id: z.string(), phone: z.string().nullable(), caseNumber: z.string().nullable() }).nullable(),
  places: z.array(placeShape),
  card: houseCardShape.nullable(),
  person: z.string().nullable(),
  /** Open requests of the house that others may be calling about. */
  open: z.array(openShape),
  usual: z.array(z.string()),
  zone: z.string(),
  desk: z.array(callShape).nullable(),
});
export type Intake = z.infer<typeof intakeShape>;

type Asking = Pick<Call, 'db' | 'actor' | 'now' | 'opens'>;

/** A number that somebody is known by leads straight to the place; words may mean several. */
const leads = ([first, second]: readonly FoundPlace[]): FoundPlace | undefined =>
  first && (!second || first.by === 'phone' || first.by === 'asked') ? first : undefined;

export async function loadIntake(call: Asking, asked: IntakeAsked): Promise<Intake> {
  const { db, now } = call;
  const actor = signed(call);
  const organisations = takingDesks(actor);
  const ringing = asked.call ? await mustBeCallOf(db, actor, asked.call).catch(gone) : null;
  const q = asked.q ?? (ringing?.phone && !asked.building ? phoneText(ringing.phone) : '');
  const places = q ? await findPlace(db, { organisations, text: q, now }) : [];
  const first = asked.building ? undefined : leads(places);
  const at = first
    ? { building: first.buildingId, premises: first.premisesId ?? undefined, person: first.personId ?? undefined }
    : asked;
  return {
    q,
    call: ringing && { id: ringing.id, phone: ringing.phone, caseNumber: ringing.caseNumber },
    places: places.map((one) => ({ ...one, at: one.at?.toISOString() ?? null })),
    ...(await placeOf(call, at)),
    usual: await usualKinds(db, organisations, KEYS),
    desk: call.opens('/calls') ? (await callsAtDesk(db, desksOf(actor), now)).map(toldCall) : null,
  };
}

const gone = (): never => {
  throw notFound();
};

async function placeOf(
  call: Asking,
  { building, premises, person }: IntakeAsked,
): Promise<Pick<Intake, 'card' | 'person' | 'open' | 'zone'>> {
  const { db, now } = call;
  if (!building) return { card: null, person: null, open: [], zone: CAPITAL_ZONE };
  const { zone } = await mustBePlace(db, signed(call), { building, premises }, now).catch(gone);
  const card = await houseCard(db, premises ? { premisesId: premises } : { buildingId: building }, now);
  if (!card) throw notFound();
  const since = alikeSince(now, localOf(now, zone).day);
  const open = (await openInHouse(db, { buildingId: building, since })).filter(concernsOthers);
  const there = card.residents.some(({ personId }) => personId === person);
  return {
    card: toldCard(card),
    person: there ? (person ?? null) : null,
    open: open.map(({ common: _, ...one }) => ({ ...one, at: one.at.toISOString() })),
    zone,
  };
}
