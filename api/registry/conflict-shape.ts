import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Conflict, conflictKinds, conflictTexts } from '../../law/registry/conflicts';
import { shortName } from '../../law/registry/names';
import { counted } from '../../law/base/russian';
import { namesOf } from '../../store/registry/people';
import type { DecidedConflict } from '../../store/registry/rights';
import { registerKeepersOf } from '../areas';
import type { Actor, Subject } from '../security/actor';
import type { Allowed } from '../http/route';
import { metresOrDash, type RegistryParams, houseSubject, registerKeepers, rightsReaders, stands } from './access';

const decided = z.object({ decision: z.string(), reason: z.string(), by: z.string(), at: z.string() });
export const conflict = z.object({
  premisesId: z.string(),
  number: z.string(),
  kind: z.enum(conflictKinds),
  facts: z.record(z.string(), z.string()),
  /** Identifies the facts of the conflict; it changes when they change. */
  mark: z.string(),
  decided: decided.nullable(),
});
export type Shown = z.infer<typeof conflict>;
/**
 * The manager corrects the register; without one, or when it does not answer in time, whoever prepares a meeting does.
 */
const orPreparer = (allowed: Allowed): Allowed =>
  typeof allowed === 'string' ? allowed : [...allowed, { role: 'citizen', on: 'own' }];
export const conflictReaders = orPreparer(rightsReaders);
export const keepers = orPreparer(registerKeepers);

export const conflictSubject =
  (width: 'managers' | 'offices') =>
  async (db: Knex, { id }: RegistryParams): Promise<Subject | null> => {
    const [subject, managed] = [await houseSubject(width)(db, { id }), await houseSubject('managers')(db, { id })];
    if (!subject || !managed) return subject;
    const owners = await registerKeepersOf(db, id, managed.organisations.length > 0);
    return owners.length > 0 ? { ...subject, owners } : subject;
  };

/** Whether this actor may open the list of conflicts: links that would be refused are not shown. */
export const readsConflicts = async (db: Knex, actor: Actor | null, buildingId: string): Promise<boolean> =>
  stands(actor, conflictReaders, await conflictSubject('offices')(db, { id: buildingId }));

export const home = z.object({ id: z.string(), address: z.string(), zone: z.string() });
export const conflictMark = ({ kind, facts }: Pick<Conflict, 'kind' | 'facts'>): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, Object.entries(facts).sort()]))
    .digest('hex')
    .slice(0, 16);

export async function shown(db: Knex, conflicts: readonly DecidedConflict[]): Promise<Shown[]> {
  const names = await namesOf(
    db,
    conflicts.flatMap((one) => (one.decided ? [one.decided.decidedBy] : [])),
  );
  return conflicts.map(({ decided: by, ...one }) => {
    const name = by && names.get(by.decidedBy);
    return {
      ...one,
      mark: conflictMark(one),
      decided: by && {
        decision: by.decision,
        reason: by.reason,
        by: name ? shortName(name) : '',
        at: by.decidedAt.toISOString(),
      },
    };
  });
}

/** What was found, in words. */
export function factsText({ kind, facts }: Pick<Shown, 'kind' | 'facts'>): string {
  switch (kind) {
    case 'shares-not-one':
      return `${facts['shares']} = ${facts['total']}`;
    case 'two-areas':
      return `по ЕГРН ${metresOrDash(facts['areaEgrn'] ?? null)}, вручную ${metresOrDash(facts['areaHand'] ?? null)}`;
    case 'no-title':
      return `${counted(Number(facts['rights']), ['право', 'права', 'прав'])}; в бюллетене: ${facts['ballot']}`;
    case 'two-titles':
      return `в ЕГРН: ${facts['registry']}; в бюллетене: ${facts['ballot']}`;
    default:
      return '';
  }
}

export const wayTitle = ({ kind, decided: by }: Shown): string =>
  conflictTexts[kind].ways.find(({ code }) => code === by?.decision)?.title ?? '';

export const hrefOf = ({ premisesId, kind }: Pick<Shown, 'premisesId' | 'kind'>): string =>
  `/premises/${premisesId}/conflicts/${kind}`;
