import type { Knex } from 'knex';
import { lifecycles } from '../../law/areas';
import { caseWorkflowId } from '../../workflows/case/contract';
import { keyReused } from '../access/writes';
import { writeChange, type Decide } from './change';
import type { OpenedFacts } from './kernel';
import { partyRows } from './parties';
import { queryOne } from '../sql/query';
import type { CaseFile, Intake } from './types';

/** What an area does at intake: its own rows, and the first act of every case. */
export interface AreaIntake {
  rows(): Promise<unknown>;
  act: string;
  decide: Decide;
}

/**
 * Intake: case, parties, the area's rows, the first act with its term, and the order to start the workflow, in the
 * caller's one transaction; the answer to a person never waits for the engine. A known id is refused, so nobody can
 * write into a case they did not open. The number is counted last, because all intakes of an area wait for each other
 * there.
 */
export async function openCase(trx: Knex, intake: Intake, { rows, act, decide }: AreaIntake): Promise<string> {
  const life = lifecycles[intake.area];
  if (!life) throw new Error(`No such area: ${intake.area}`);
  const { id, area, at } = intake;
  const file = await insertFile(trx, intake, life.first);
  await rows();
  const call = { area, caseId: id, key: act, act, actorId: null, at: at.toISOString(), args: {} };
  const change = await decide(trx as Knex.Transaction, file, call, at);
  const opened = openedFacts(intake, life.first);
  const facts = { ...intake.facts, kernel: { opened } };
  const before = [{ kind: 'received', facts, actorId: intake.actorId, at }];
  let number = '';
  const { phase, seq } = await writeChange(
    trx as Knex.Transaction,
    file,
    { call, at, prev: null, before },
    change,
    async () => (number = await nextNumber(trx, area, life.prefix, at, intake.zone)),
  );
  await trx.raw(
    `with command as (insert into case_command (case_id, key, name, seq, phase, at) values (:id, :act, :act, :seq, :phase, :at))
     insert into outbox (kind, case_id, workflow_id, payload) values ('start', :id, :workflowId, :payload)`,
    {
      ...{ id, act, seq, phase, at },
      workflowId: caseWorkflowId(area, id),
      payload: JSON.stringify({ type: area, input: { area, caseId: id } }),
    },
  );
  return number;
}

async function insertFile(trx: Knex, intake: Intake, phase: string): Promise<CaseFile> {
  const { id, at, parties, parentId = null } = intake;
  const file = await queryOne<CaseFile>(
    trx,
    `with file as (
       insert into case_file (id, area, building_id, organisation_id, municipality_id, region, zone, topic, phase,
         opened_at, law_date, parent_id)
       values (:id, :area, :buildingId, :organisationId, :municipalityId, :region, :zone, :topic, :phase, :at,
         :lawDate, :parentId)
       on conflict (id) do nothing returning *
     ), party as (
       insert into case_party (case_id, part, person_id, organisation_id, since)
       select f.id, p.part, p.person_id, p.organisation_id, f.opened_at
       from file f, jsonb_to_recordset(:parties::jsonb) p (part text, person_id uuid, organisation_id uuid)
       on conflict do nothing
     ) select * from file`,
    { ...placeOf(intake), id, phase, at, parentId, parties: JSON.stringify(partyRows(parties)) },
  );
  if (!file) throw keyReused();
  return file;
}

const placeOf = ({ area, topic, buildingId, organisationId, municipalityId, region, zone, lawDate }: Intake) => ({
  ...{ area, topic, buildingId, organisationId, municipalityId, region, zone, lawDate },
});

function openedFacts(intake: Intake, phase: string): Omit<OpenedFacts, 'number'> {
  const { area, zone, lawDate, parentId, buildingId, organisationId, municipalityId, region } = intake;
  return {
    area,
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
