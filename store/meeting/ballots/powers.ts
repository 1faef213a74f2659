import type { Knex } from 'knex';
import type { Day } from '../../../law/base/day';
import { powerProves, type PoweredBallot } from '../../../law/meeting/vote/power';
import { query } from '../../sql/query';

/** A power of attorney in the register of a log (docs/ballot-log.md). */
export interface RegisteredPower {
  readonly id: string;
  readonly principal: string;
  readonly agent: string;
  readonly valid: boolean | null;
  /** First and last day of force, where they are known. */
  readonly from?: Day;
  readonly until?: Day;
  /** The instant at which the principal refused it: nothing voted by it counts. */
  readonly refused?: string;
}

interface PowerRow {
  id: string;
  principal: string;
  agent: string;
  valid: boolean | null;
  from: Day | null;
  until: Day | null;
  refused: Date | null;
}

/** Condition over a decision in SQL: its principal has not refused the power behind it. */
export const decisionStands = (ballot: string): string => `not exists (
  select from meeting_proxy refused where refused.id = ${ballot}.proxy_id and refused.refused_at is not null)`;

/** Absent values are left out, so that the register of a meeting without such powers keeps its form. */
export async function powersIn(db: Knex, caseId: string): Promise<RegisteredPower[]> {
  const rows = await query<PowerRow>(
    db,
    `
    select id, coalesce(principal_person_id, principal_organisation_id) as principal, agent_person_id as agent, valid,
      from_day as "from", until_day as until, date_trunc('milliseconds', refused_at) as refused
    from meeting_proxy where case_id = :caseId order by id`,
    { caseId },
  );
  return rows.map(({ from, until, refused, ...power }) => ({
    ...power,
    ...(from !== null && { from }),
    ...(until !== null && { until }),
    ...(refused !== null && { refused: refused.toISOString() }),
  }));
}

/** How far the power supports a decision, by the law and the register alone. */
export function proxyIn(
  { proxies }: { readonly proxies: readonly RegisteredPower[] },
  { proxy, ...ballot }: PoweredBallot & { readonly proxy: string },
): { proven: boolean; refused?: boolean } {
  const power = proxies.find(({ id }) => id === proxy);
  if (!power) return { proven: false };
  const { from = null, until = null, refused } = power;
  if (refused !== undefined) return { proven: false, refused: true };
  return { proven: powerProves({ ...power, from, until, refused: false }, ballot) };
}
