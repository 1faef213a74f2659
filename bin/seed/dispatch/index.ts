import { addDays } from '../../../law/base/day';
import { CAPITAL_ZONE, localOf } from '../../../law/base/zone';
import type { CallAct, ExchangeEvent } from '../../../law/dispatch/call-events';
import { hearEvent, markCall } from '../../../store/dispatch/call-events';
import { phonesOfHouses } from '../../../store/dispatch/call-list';
import { addContact } from '../../../store/dispatch/house-contact';
import { addNote } from '../../../store/dispatch/house-note';
import { personByLogin } from '../../../store/registry/people';
import type { SeedArea } from '../agenda';
import { actingAt, HOURS } from '../hours';
import type { LivingRegion } from '../living';
import { idOf, Random } from '../random';
import { buildingId, organisationId } from '../region';
import { callDays, contacts, notes, type SeedCall } from './plan';

const OFFICE = 'dom';
const SEED = 416;
const SECOND_MS = 1_000;

/** What the dispatchers of one organisation know of its houses, and who has rung them of late. */
export const seedDispatch: SeedArea = async ({ region, agenda }, until) => {
  const { db } = region;
  const dispatcher = await personByLogin(db, 'dispatcher');
  if (!dispatcher) throw new Error('The demo region has no dispatcher');
  for (const { house, name, ...note } of notes)
    await addNote(db, {
      premisesId: null,
      entrance: null,
      till: null,
      ...note,
      id: idOf(`house note:${name}`),
      buildingId: buildingId(house),
      madeBy: dispatcher.id,
    });
  for (const { house, name, ...contact } of contacts)
    await addContact(db, {
      service: null,
      hours: null,
      ...contact,
      id: idOf(`house contact:${name}`),
      buildingId: house === null ? null : buildingId(house),
      organisationId: organisationId(OFFICE),
      madeBy: dispatcher.id,
    });
  const random = new Random(SEED);
  const today = localOf(until, CAPITAL_ZONE).day;
  const phones = await phonesOfHouses(db, organisationId(OFFICE), today);
  callDays.forEach((calls, back) => {
    for (const [turn, call] of calls.entries()) {
      const at = actingAt(addDays(today, -1 - back), HOURS[turn % HOURS.length] ?? HOURS[0]);
      const name = `call:${back}:${turn}`;
      const phone = random.pick(phones);
      if (at < until)
        agenda.add({ at, caseId: idOf(name), run: () => live(region, { name, phone, call, person: dispatcher.id }) });
    }
  });
};

interface Lived {
  name: string;
  phone: string;
  call: SeedCall;
  person: string;
}

const isAct = (kind: ExchangeEvent | CallAct): kind is CallAct =>
  kind === 'taken' || kind === 'called-back' || kind === 'reviewed';

/** The whole call at once, its events in the seconds before the region's now. */
async function live({ db, now }: LivingRegion, { name, phone, call, person }: Lived): Promise<void> {
  const end = (await now()).getTime();
  const last = Math.max(...call.map(([second]) => second));
  for (const [second, kind] of call) {
    const at = new Date(end - (last - second) * SECOND_MS);
    if (isAct(kind)) {
      const heard = await hearEvent(db, eventOf(name, 'ringing', phone, at));
      await markCall(db, { id: idOf(`${name}:${kind}`), callId: heard.id, act: kind, personId: person, at });
    } else await hearEvent(db, eventOf(name, kind, phone, at));
  }
}

const eventOf = (name: string, kind: ExchangeEvent, phone: string, at: Date) => ({
  organisationId: organisationId(OFFICE),
  event: `${name} ${kind}`,
  call: name,
  kind,
  at,
  phone,
  url: kind === 'recording' || kind === 'message' ? `https://exchange.example/${idOf(name)}` : null,
});
