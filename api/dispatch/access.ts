import type { Knex } from 'knex';
import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { readCall, type CallRow } from '../../store/dispatch/call';
import { grants, type Actor, type Subject } from '../security/actor';
import { uuid } from '../http/fields';
import { deskRoles } from '../registry/access';

export { deskOf } from '../registry/access';
import { notFound } from '../security/permission';

/** Who answers calls and reads the card of a house: it names people and tells how to get in. */
export const desk = grants('none', ...deskRoles);

export const byId = z.object({ id: uuid() });
export type ById = z.infer<typeof byId>;

/** The organisations at whose desk the person sits: only whoever manages houses has one. */
export const desksOf = ({ posts }: Pick<Actor, 'posts'>): string[] => [
  ...new Set(
    posts
      .filter(
        ({ role, organisationKind: kind }) =>
          deskRoles.some((one) => one === role) && (kind === 'manager' || kind === 'association'),
      )
      .map(({ organisationId }) => organisationId),
  ),
];

export const ofOrganisation = (organisationId: string): Subject => ({
  owners: [],
  parties: [],
  houses: [],
  organisations: [organisationId],
  region: null,
});

export async function callSubject(db: Knex, { id }: ById): Promise<Subject | null> {
  const call = await readCall(db, id);
  return call && ofOrganisation(call.organisationId);
}

export async function mustFindCall(db: Knex, id: string): Promise<CallRow> {
  const call = await readCall(db, id);
  if (!call) throw notFound();
  return call;
}

export const noDesk = (): Refusal =>
  new Refusal('no-desk', 'Звонки принимает диспетчерская управляющей организации. Войдите с её должностью.', 403);

export const CALLS = '/calls';
export const callsTrail = (title: string) => ({ title, trail: [{ href: CALLS, title: 'Звонки' }, { title }] });
