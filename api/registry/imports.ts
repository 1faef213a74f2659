import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import { plainName } from '../http/files/type';
import { Refusal } from '../../law/base/refusal';
import { organisationsByInn } from '../../store/registry/organisations';
import { premisesOf } from '../../store/registry/premises';
import * as store from '../../store/registry/imports';
import { insertRegistry } from '../../store/registry/rows';
import { computeApart } from '../heavy/heavy';
import type { Call } from '../http/route';
import { type ImportPlan, planImport } from './import-plan';
import type { Reading } from './jobs';
import { cut, joined, toldProblems } from './problems';

/** Reads a file outside the main thread: it may be long, and no connection is held meanwhile. */
export const readSent = (call: Pick<Call, 'services' | 'sender' | 'now'>, bytes: Uint8Array): Promise<Reading> =>
  computeApart(call, 'register', { bytes, today: dayOf(call.now) });

interface Checked {
  plan: ImportPlan | null;
  report: store.Report;
}

/** Compares what was read with the present registry; writes nothing. */
async function check(db: Knex, buildingId: string, reading: Reading, today: Day): Promise<Checked> {
  const plan = reading.premises.length ? planImport(reading, await currentOf(db, buildingId, reading, today)) : null;
  const problems = plan ? joined(reading.problems, cut(plan.problems)) : reading.problems;
  const accepted = problems.total === 0;
  const report = {
    accepted,
    problems: toldProblems(problems),
    warnings: toldProblems(reading.warnings),
    changes: accepted ? (plan?.changes ?? null) : null,
  };
  return { plan, report };
}

async function currentOf(db: Knex, buildingId: string, { premises }: Reading, today: Day) {
  const holders = premises.flatMap(({ rights }) => rights.map(({ holder }) => holder));
  const given = (list: (string | null)[]): string[] => [...new Set(list.filter((one) => one !== null))];
  // One after another: this runs inside a write, on its one connection.
  return {
    buildingId,
    today,
    premises: await premisesOf(db, { buildingId, day: today }),
    rights: await store.standingRights(db, buildingId),
    people: await store.knownPeople(db, buildingId, given(holders.map(({ snils }) => snils))),
    organisations: await organisationsByInn(db, given(holders.map(({ inn }) => inn))),
    takenCadastral: new Set(
      await store.takenCadastral(db, buildingId, given(premises.map(({ cadastral }) => cadastral))),
    ),
  };
}

export interface Sent {
  id: string;
  buildingId: string;
  name: string;
  bytes: Buffer;
  reading: Reading;
  by: string;
  now: Date;
}

const dayOf = (now: Date): Day => now.toISOString().slice(0, 10);

/** The dry run: what would change, or what prevents it. Without problems the file waits to be imported. */
export async function checkFile(
  db: Knex,
  { id, buildingId, name, bytes, reading, by, now }: Sent,
): Promise<store.Report> {
  const { report } = await check(db, buildingId, reading, dayOf(now));
  await store.keepCheck(db, {
    id,
    buildingId,
    file: plainName(name),
    hash: createHash('sha256').update(bytes).digest('hex'),
    by,
    at: now,
    rows: reading.rows,
    report,
    content: report.accepted ? bytes : null,
  });
  return report;
}

function demandReady(held: store.HeldFile | null): void {
  if (held && !held.dry) throw new Refusal('import-done', 'Этот файл уже внесён. Загрузите новый, если нужно.', 409);
  if (held?.content) return;
  throw new Refusal('import-has-problems', 'В файле есть ошибки. Исправьте их и загрузите файл снова.');
}

const outdated = (): Refusal =>
  new Refusal('import-outdated', 'Реестр изменился после проверки. Загрузите файл снова.', 409);

interface Applied {
  id: string;
  buildingId: string;
  /**
   * What the file says, read before the transaction, because its bytes never change; null when it could not be read
   * then.
   */
  reading: Reading | null;
  now: Date;
}

/**
 * All or nothing: the file is compared with the registry again, because the registry may have changed since the check.
 */
export async function applyFile(db: Knex, { id, buildingId, reading, now }: Applied): Promise<store.Report> {
  await store.lockRegister(db, buildingId);
  demandReady(await store.takeCheck(db, id));
  if (!reading) throw outdated();
  const { plan, report } = await check(db, buildingId, reading, dayOf(now));
  if (!plan || !report.accepted) {
    throw outdated();
  }
  await insertRegistry(db, { ...plan.rows, ownership: [] });
  await store.changePremises(db, plan.premises);
  for (const [lastDay, ids] of plan.ends) await store.endRights(db, ids, lastDay);
  await insertRegistry(db, { ...plan.rows, premises: [], person: [] });
  await store.keepImport(db, id, report, now);
  return report;
}
