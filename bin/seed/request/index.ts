import { command } from '../../../api/http/order';
import { faultKind } from '../../../law/dispatch/kinds';
import { HOUR_MS } from '../../../law/base/zone';
import { openRequest } from '../../../store/request/open';
import { requestRow } from '../../../store/request/rows';
import { writeRequestText } from '../../../store/request/texts';
import type { SeedArea, SeedWorld } from '../agenda';
import { demoOwner, type FlatHolder } from '../cast';
import { monthsBegin } from '../past';
import { idOf } from '../random';
import { buildingId, organisationId } from '../region';
import { houses, type SeedHouse } from '../registry/places';
import { seedRequests, type Deed, type SeedRequest } from './plan';

/** What was done this soon after the call is lived in the same stop of the clock. */
const AT_ONCE_MS = 4 * HOUR_MS;

/** Every way a request may end, and a living day with something in every state. */
export const seedRequestLives: SeedArea = async (living, until) => {
  const begun = monthsBegin(until);
  for (const [index, plan] of seedRequests.entries()) {
    const at = new Date(until.getTime() - plan.before);
    if (at <= begun) continue;
    const life = lifeOf(living, plan, index);
    const stops = stopsOf(plan.deeds);
    for (const [stop, deeds] of stops.entries()) {
      const when = new Date(at.getTime() + (stop === 0 ? 0 : (deeds[0]?.after ?? 0)));
      if (when > living.diary.doneTo && when < until)
        living.agenda.add({ at: when, caseId: life.id, run: () => live(living, life, stop === 0, deeds) });
    }
  }
};

interface Life {
  id: string;
  plan: SeedRequest;
  house: SeedHouse;
  holder: FlatHolder;
}

/** The houses of the demo dispatcher's company, in turn; the demo owner calls from time to time. */
function lifeOf({ cast }: SeedWorld, plan: SeedRequest, index: number): Life {
  const ours = houses.filter(({ manager }) => manager === 'dom');
  const house = ours[index % ours.length] as SeedHouse;
  const holders = cast.holders(house.key);
  const owner = holders.find(({ personId }) => personId === demoOwner());
  const holder = (owner && index % 3 === 0 ? owner : holders[(index * 7) % holders.length]) ?? holders[0];
  return { id: idOf(plan.name), plan, house, holder };
}

/** Deeds by the stops of the clock: the first has all that came soon after the call. */
function stopsOf(deeds: readonly Deed[]): Deed[][] {
  const soon = deeds.filter(({ after }) => after <= AT_ONCE_MS);
  return [soon, ...deeds.filter(({ after }) => after > AT_ONCE_MS).map((deed) => [deed])];
}

async function live(living: SeedWorld, life: Life, opens: boolean, deeds: readonly Deed[]): Promise<void> {
  if (opens) await open(living, life);
  for (const deed of deeds) await perform(living, life, deed);
}

async function open({ region, cast }: SeedWorld, { id, plan, house, holder }: Life): Promise<void> {
  const { db } = region;
  if (await requestRow(db, id)) return;
  const at = await region.now();
  const organisation = organisationId(house.manager);
  await db.transaction((trx) =>
    openRequest(trx, {
      ...{ id, at, kind: plan.kind, text: plan.text, organisationId: organisation, told: true },
      source: plan.source ?? 'phone',
      buildingId: buildingId(house.key),
      premisesId: plan.where === 'flat' ? holder.premisesId : null,
      entrance: holder.entrance,
      floor: plan.where === 'flat' ? holder.floor : null,
      applicantId: holder.personId,
      actorId: plan.source === 'cabinet' ? holder.personId : cast.dispatcher(house.manager),
    }),
  );
}

async function perform(living: SeedWorld, { id, plan, house, holder }: Life, deed: Deed): Promise<void> {
  const { region, cast } = living;
  const { db } = region;
  const desk = cast.dispatcher(house.manager);
  const row = await requestRow(db, id);
  const actors = { master: row?.masterId ?? desk, applicant: holder.personId, head: cast.head(house.manager) };
  const actorId = deed.by ? actors[deed.by] : desk;
  const key = idOf(`${plan.name}:${deed.after}:${deed.act}`);
  const args = { ...deed.args, ...(deed.act === 'assign' && (await worker(living, house, plan.kind))) };
  if (deed.words)
    await writeRequestText(db, { id: key, caseId: id, ...deed.words, authorId: actorId, at: await region.now() });
  await command(region, {
    ...{ area: 'request', caseId: id, key, name: deed.act, actorId },
    args: { ...args, ...(deed.words && { text: key }) },
  });
}

/** Somebody of the trade: a person of the house's own company, else a contractor. */
async function worker({ region: { db } }: SeedWorld, house: SeedHouse, kind: string): Promise<Record<string, string>> {
  const organisation = organisationId(house.manager);
  const { trade } = faultKind(kind);
  const own = await db('crew_trade').where({ organisation_id: organisation, trade }).orderBy('person_id').first();
  if (own) return { person: own.person_id };
  const contract = await db('contract')
    .where({ organisation_id: organisation })
    .whereRaw('? = any(trades)', [trade])
    .first();
  return contract ? { contractor: contract.contractor_id } : {};
}
