import type { Knex } from 'knex';
import { lifecycles } from '../../law/lifecycles';
import { caseWorkflowId } from '../../workflows/contract';
import { keyReused } from '../writes';
import { writeEvents } from './events';
import { withKernel, type OpenedFacts } from './kernel';
import type { Intake, Party } from './types';

/**
 * Intake: case, parties, first fact and the order to start the workflow in the caller's one transaction.
 * The answer to a person never waits for the engine. Nobody writes beside a case he did not open: a known id is refused.
 */
export async function openCase(trx: Knex, intake: Intake): Promise<void> {
  const life = lifecycles[intake.area];
  if (!life) throw new Error(`No such area: ${intake.area}`);
  const known = await trx('case_file').where({ id: intake.id }).first('id');
  if (known) throw keyReused();
  const number = await nextNumber(trx, intake.area, life.prefix, intake.at, intake.zone);
  await trx('case_file').insert({
    id: intake.id,
    area: intake.area,
    number,
    building_id: intake.buildingId,
    organisation_id: intake.organisationId,
    municipality_id: intake.municipalityId,
    region: intake.region,
    zone: intake.zone,
    phase: life.first,
    opened_at: intake.at,
    law_date: intake.lawDate,
    parent_id: intake.parentId ?? null,
  });
  await addParties(trx, intake.id, intake.parties, intake.at);
  const event = { kind: 'received', facts: intake.facts, organisationId: null };
  const opened = openedFacts(intake, number, life.first);
  await writeEvents(trx, intake.id, 0, withKernel([event], { opened }), intake.actorId, intake.at);
  await trx('outbox').insert({
    kind: 'start',
    case_id: intake.id,
    workflow_id: caseWorkflowId(intake.area, intake.id),
    payload: JSON.stringify({ type: intake.area, input: { area: intake.area, caseId: intake.id } }),
  });
}

function openedFacts(intake: Intake, number: string, phase: string): OpenedFacts {
  const { area, zone, lawDate, parentId, buildingId, organisationId, municipalityId, region } = intake;
  return {
    area,
    number,
    zone,
    lawDate,
    phase,
    parent: parentId ?? null,
    building: buildingId,
    organisation: organisationId,
    municipality: municipalityId,
    region,
  };
}

export async function addParties(trx: Knex, caseId: string, parties: readonly Party[], at: Date): Promise<void> {
  if (parties.length === 0) return;
  const rows = parties.map((party) => ({
    case_id: caseId,
    part: party.part,
    person_id: party.personId ?? null,
    organisation_id: party.organisationId ?? null,
    since: at,
  }));
  await trx('case_party').insert(rows).onConflict().ignore();
}

/** ОБР-2026-000123: counted per area and local year, without gaps, in the transaction that opens the case. */
async function nextNumber(trx: Knex, area: string, prefix: string, at: Date, zone: string): Promise<string> {
  const { rows } = await trx.raw<{ rows: { year: number; last: number }[] }>(
    `insert into case_number (area, year, last)
     values (:area, extract(year from :at::timestamptz at time zone :zone)::int, 1)
     on conflict (area, year) do update set last = case_number.last + 1
     returning year, last`,
    { area, at, zone },
  );
  const [row] = rows;
  return `${prefix}-${row?.year}-${String(row?.last).padStart(6, '0')}`;
}
