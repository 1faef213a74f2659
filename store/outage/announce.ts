import type { Knex } from 'knex';
import { localOf } from '../../law/base/zone';
import type { OrganisationKind } from '../../law/registry/words';
import type { Announced } from '../../law/outage/notice';
import type { StepCall } from '../../workflows/case/contract';
import type { Decide } from '../case/change';
import type { Facts } from '../case/chain';
import { termFacts } from '../case/term';
import type { CaseFile, Change } from '../case/types';
import { queryOne } from '../sql/query';
import { beginning, noticeTerms, promise, timingOf } from './duties';
import { housesOf, mustHaveOutage, type Outage, type OutageHouse, type OutagePlan } from './rows';
import { tellHouseholds, type Circle } from './tell';

/** What has just been written at intake, so that nothing has to be read again. */
export interface IntakeOutage {
  outage: Outage;
  houses: readonly OutageHouse[];
  author: OrganisationKind;
}

/** PL-01, QV-02: the announcement is the notice. What begins later waits for its hour; what has begun is running. */
export async function announceAtIntake(
  trx: Knex,
  file: CaseFile,
  { outage, houses, author }: IntakeOutage,
  _call: StepCall,
  at: Date,
): Promise<Change> {
  const { plan, beganAt } = outage;
  const timing = timingOf(file, at);
  const terms = noticeTerms(announcedOf(outage, plan, author), timing, at);
  await tellHouseholds(trx, file, { ...tellingOf(file, outage, plan, at), houses, letter: letterOf(outage) });
  const [first] = terms;
  return {
    events: [
      { kind: 'announced', facts: { ...planFacts(plan, outage.version), ...(first && termFacts(first.deadline)) } },
      ...(beganAt ? [{ kind: 'begun', facts: { from: beganAt.toISOString() } }] : []),
    ],
    to: beganAt ? 'running' : 'announced',
    set: [
      ...terms,
      ...(beganAt ? [] : [beginning(plan.from, timing)]),
      ...(plan.until ? [promise(plan.until, timing)] : []),
    ],
  };
}

/** The same, for callers that have only the case. */
export const announce: Decide = async (trx, file, call, at) => {
  const outage = await mustHaveOutage(trx, file.id);
  const houses = await housesOf(trx, outage.plan.id);
  return announceAtIntake(trx, file, { outage, houses, author: await authorOf(trx, file) }, call, at);
};

export async function authorOf(trx: Knex, { organisation_id: id }: CaseFile): Promise<OrganisationKind> {
  const row = await queryOne<{ kind: OrganisationKind }>(trx, 'select kind from organisation where id::text = :id', {
    id: id ?? '',
  });
  return row?.kind ?? 'manager';
}

export const announcedOf = ({ kind }: Outage, plan: OutagePlan, author: OrganisationKind): Announced => ({
  kind,
  author,
  from: plan.from,
  until: plan.until,
  cause: plan.cause,
  inFlats: plan.inFlats,
});

/** Instants and ids only: the words stand in the plan. */
export const planFacts = ({ id, from, until, reasonId }: OutagePlan, version: number): Facts => ({
  plan: id,
  version,
  from: from.toISOString(),
  until: until?.toISOString() ?? null,
  ...(reasonId && { reason: reasonId }),
});

const letterOf = ({ kind }: Outage): string => (kind === 'planned' ? 'outage-announced' : 'outage-emergency');

/** How a plan is told: an emergency rings, a danger rings at night too. */
export const tellingOf = (
  { zone }: Pick<CaseFile, 'zone'>,
  { kind, version }: Pick<Outage, 'kind' | 'version'>,
  plan: Pick<OutagePlan, 'id' | 'danger'>,
  at: Date,
): Omit<Circle, 'houses'> & { key: string; facts: Facts; at: Date } => ({
  key: `v${version}`,
  facts: { plan: plan.id },
  day: localOf(at, zone).day,
  urgent: kind === 'emergency' || plan.danger,
  danger: plan.danger,
  at,
});
