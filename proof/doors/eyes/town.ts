import type { Site } from '../../site';
import { makeCases } from './case-rows';
import type { Case } from './cases';
import { requestersOf, type Requester } from './requesters';
import { makeWorld, type World } from './world';

/** A generated town: houses and people, cases in every phase, and everybody who may make requests. */
export interface Town {
  world: World;
  cases: Case[];
  requesters: Requester[];
}

export async function makeTown(site: Site): Promise<Town> {
  const world = await makeWorld(site.owner);
  const cases = await makeCases(site.owner, world);
  return { world, cases, requesters: await requestersOf(site, world) };
}
