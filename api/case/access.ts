import type { Knex } from 'knex';
import type { Actor, Subject } from '../security/actor';
import { pagesOfCase } from '../areas';
import { closer } from './readers';

/** The area says who stands how. */
export async function caseSubject(db: Knex, { id }: { id: string }, actor: Actor | null): Promise<Subject | null> {
  return closer((await (await pagesOfCase(db, id))?.subject(db, { id }, actor)) ?? null);
}
