import type { Knex } from 'knex';
import { environment, need } from '../../bin/environment';
import { checkPack } from '../../api/case/check';
import { makePack, type Pack } from '../../api/case/evidence';
import { Broken } from '../../store/meeting/ballots/broken';
import { dumpOf } from '../../store/meeting/ballots/dump';
import { verifyDump } from '../../store/meeting/ballots/verify';
import { openDatabase } from '../../store/sql/database';
import type { Result } from './result';
import { exemptColumns, exemptTables, firstByApp } from './tamper-exempt';
import { tamperWorld, type TamperWorld } from './tamper-world';
import { columnsOf, forgeries, tablesOf, type Column } from './tamper-values';

export interface TamperOptions {
  seed?: number;
  /** Rows of each table that are tried. */
  rows?: number;
}

/** Who tampers. behind: the superuser with triggers disabled. */
const roles = ['app', 'owner', 'behind'] as const;
type Role = (typeof roles)[number];

interface Bench extends TamperWorld {
  as: Readonly<Record<Role, Knex>>;
  random(): number;
  result: Result;
}

/**
 * Changes every column of every table, one at a time: by the role that serves people, by the owner of the schema, and
 * with triggers disabled. Each change must be refused or found by the check of the case; exceptions are listed by name.
 */
export async function tamper({ seed = 1, rows = 1 }: TamperOptions = {}): Promise<Result> {
  const world = await tamperWorld();
  const { town } = world;
  await town.stopWorker();
  const admin = new URL(need(environment(), 'TEST_DATABASE_ADMIN_URL'));
  admin.pathname = new URL(town.url).pathname;
  const behind = openDatabase(admin.href, 'tamper', 2);
  const result: Result = { suite: 'tamper', tried: 0, held: 0, worst: '', seed, wrong: [] };
  const bench: Bench = { ...world, as: { app: town.db, owner: town.owner, behind }, random: dice(seed), result };
  try {
    await mustBeWhole(bench);
    for (const table of await tablesOf(behind)) if (!(table in exemptTables)) await tryTable(bench, table, rows);
  } finally {
    await behind.destroy();
    await town.stop();
  }
  result.worst = result.wrong[0] ?? 'всё замечено';
  return result;
}

/** mulberry32: the same seed tries the same rows. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function mustBeWhole({ cases, as, result }: Bench): Promise<void> {
  for (const id of cases) {
    const found = await look(as.behind, id);
    if (found.length > 0) result.wrong.push(`untouched case ${id}: ${found[0]}`);
  }
}

async function tryTable(bench: Bench, table: string, rows: number): Promise<void> {
  const { cases, as, random, result } = bench;
  const columns = await columnsOf(as.behind, table);
  const key = table === 'case_file' ? 'id' : 'case_id';
  const found: Record<string, unknown>[] = columns.some(({ name }) => name === key)
    ? await as.behind(table).whereIn(key, cases).select(as.behind.raw('ctid::text as ctid, *'))
    : [];
  if (found.length === 0) {
    result.wrong.push(`${table}: nothing says what holds it, or the world has no row of it`);
    return;
  }
  for (let turn = 0; turn < rows; turn += 1) {
    const fullest = found.sort((a, b) => filled(b) - filled(a)).slice(0, Math.max(1, Math.ceil(found.length / 3)));
    const row = fullest[Math.floor(random() * fullest.length)] ?? {};
    const place = { table, ctid: String(row['ctid']), caseId: String(row[key]) };
    for (const column of columns)
      for (const role of roles) await tryColumn(bench, place, column, role, row[column.name]);
    for (const role of roles)
      await judge(bench, place, role, 'delete', `delete from "${table}" where ctid = '${place.ctid}'`);
  }
  for (const role of ['app', 'owner'] as const)
    await judge(bench, { table, ctid: '', caseId: '' }, role, 'truncate', `truncate "${table}" cascade`);
}

const filled = (row: Record<string, unknown>): number => Object.values(row).filter((value) => value !== null).length;

interface Place {
  table: string;
  ctid: string;
  caseId: string;
}

async function tryColumn(bench: Bench, place: Place, column: Column, role: Role, old: unknown): Promise<void> {
  const { table, ctid } = place;
  const name = `${table}.${column.name}`;
  if (name in exemptColumns) return;
  // The app itself fills the column for the first time during a row's life.
  const empty = old === null || (Array.isArray(old) && old.length === 0);
  if (role !== 'behind' && empty && firstByApp.includes(name)) return;
  for (const value of await forgeries(bench.as.behind, table, column, old)) {
    const sql = `update "${table}" set "${column.name}" = ${value} where ctid = '${ctid}' and "${column.name}" is distinct from ${value}`;
    if (await judge(bench, place, role, name, sql)) return;
  }
}

/** Tries one change and rolls it back. False when the table cannot hold such a value, so nothing was tried. */
async function judge(bench: Bench, place: Place, role: Role, name: string, sql: string): Promise<boolean> {
  const { as, result } = bench;
  const outcome = await attempt(as[role], place, role, sql);
  if (outcome === 'impossible') return false;
  result.tried += 1;
  if (outcome === 'passed') result.wrong.push(`${role}: ${place.table} ${name}`);
  else result.held += 1;
  return true;
}

class TakenBack extends Error {}
type Outcome = 'refused' | 'found' | 'passed' | 'impossible';

async function attempt(db: Knex, { caseId }: Place, role: Role, sql: string): Promise<Outcome> {
  let outcome: Outcome = 'passed';
  try {
    await db.transaction(async (trx) => {
      if (role === 'behind') await trx.raw('set local session_replication_role = replica');
      const { rowCount } = await trx.raw<{ rowCount: number | null }>(sql);
      if (role === 'behind') await trx.raw('set local session_replication_role = origin');
      if (rowCount === 0) outcome = 'impossible';
      else if (caseId !== '' && (await look(trx, caseId)).length > 0) outcome = 'found';
      throw new TakenBack();
    });
  } catch (error) {
    if (error instanceof TakenBack) return outcome;
    return refusal(error);
  }
  return outcome;
}

/**
 * Errors of Postgres: a grant or a trigger refuses the change; a constraint or an identity only says that no row can
 * look like this.
 */
function refusal(error: unknown): Outcome {
  const { code = '', message } = error as { code?: string; message: string };
  if (code === '42501' || code === 'P0001') return 'refused';
  if (code.startsWith('23') || code.startsWith('22') || ['0A000', '428C9'].includes(code)) return 'impossible';
  throw new Error(`Tampering broke in a way nobody expected: ${message}`);
}

/** Everything a check of one case reports: its evidence pack, judged offline, and the verifier of its ballots. */
async function look(db: Knex, caseId: string): Promise<string[]> {
  const now = new Date();
  let pack: Pack;
  try {
    pack = await makePack({ db, now }, caseId);
  } catch (error) {
    return [`no pack can be made: ${error instanceof Error ? error.message : 'unknown'}`];
  }
  const told = checkPack(JSON.parse(JSON.stringify(pack)) as Pack).filter(({ held }) => held === false);
  if (told.length > 0) return told.map(({ what, say }) => `${what}: ${say}`);
  return pack.case.area === 'meeting' ? lookAtBallots(db, caseId) : [];
}

async function lookAtBallots(db: Knex, caseId: string): Promise<string[]> {
  try {
    const dump = await dumpOf(db, caseId, 'full');
    if (dump) verifyDump(dump);
    return [];
  } catch (error) {
    if (error instanceof Broken) return [error.message];
    throw error;
  }
}
