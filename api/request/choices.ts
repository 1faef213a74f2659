import type { Knex } from 'knex';
import { localOf } from '../../law/base/zone';
import { faultKind } from '../../law/dispatch/kinds';
import { propose, type Candidate } from '../../law/dispatch/propose';
import { hindranceWords, reasonWords } from '../../law/dispatch/propose-words';
import type { RequestAct } from '../../law/request/lifecycle';
import { candidatesFor } from '../../store/dispatch/crew';
import { namesOf, type PersonName } from '../../store/registry/people';
import { organisationNames } from '../../store/registry/organisations';
import { partsOf, type Part } from '../../store/request/parts';
import { openNear } from '../../store/request/near';
import type { RequestFile } from '../../store/request/read';
import type { RequestShape } from './shape';

const none: RequestShape['choices'] = { best: [], apart: [], near: [], outages: [], parts: [] };

/** What may be chosen in the forms that are possible now. */
export async function requestChoices(
  db: Knex,
  found: RequestFile,
  acts: readonly RequestAct[],
  now: Date,
): Promise<RequestShape['choices']> {
  const { building_id: buildingId, organisation_id: organisationId, id } = found.file;
  if (!buildingId || !organisationId) return none;
  return {
    ...none,
    ...(acts.includes('assign') && (await workers(db, found, { organisationId, buildingId }, now))),
    parts: acts.some((act) => act === 'use' || act === 'offer')
      ? (await partsOf(db, organisationId, localOf(now, found.file.zone).day)).flatMap(priced)
      : [],
    ...(acts.includes('merge') ? await openNear(db, { buildingId, except: id }) : { near: [], outages: [] }),
  };
}

const priced = ({ id, kind, name, unit, price }: Part) => (price === null ? [] : [{ id, kind, name, unit, price }]);

async function workers(
  db: Knex,
  { file, request }: RequestFile,
  where: { organisationId: string; buildingId: string },
  now: Date,
): Promise<Pick<RequestShape['choices'], 'best' | 'apart'>> {
  const crew = await candidatesFor(db, { ...where, at: now, caseId: file.id });
  const { best, apart } = propose({ kind: faultKind(request.kind), at: now, ...crew });
  const idOf = ({ masterId, contractorId }: Candidate): string => masterId ?? contractorId;
  const ids = crew.crew.map(idOf);
  const [people, offices] = [await namesOf(db, ids), await organisationNames(db, ids)];
  const when = { at: now, zone: file.zone };
  const choice = (who: Candidate, why: string) => ({
    value: idOf(who),
    name: who.masterId ? personName(people, who.masterId) : (offices.get(idOf(who)) ?? ''),
    contractor: who.contractorId !== null,
    why,
  });
  return {
    best: best.map(({ who, reasons }) => choice(who, reasonWords(reasons, when))),
    apart: apart.map(({ who, why }) => choice(who, hindranceWords(why, when))),
  };
}

function personName(names: ReadonlyMap<string, PersonName>, id: string): string {
  const name = names.get(id);
  return name ? `${name.familyName} ${name.givenName}` : '';
}
