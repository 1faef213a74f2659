import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Day } from '../../law/day';
import { readRegister, type Register, warningsOf } from '../../law/registry/register';
import type { Problem } from '../../law/registry/register-columns';
import { plainName } from '../../law/filetype';
import { Refusal } from '../../law/refusal';
import { organisationsByInn } from '../../store/organisations';
import { premisesOf } from '../../store/premises';
import * as store from '../../store/registry/imports';
import { insertRegistry } from '../../store/registry/rows';
import { type Plan, planImport } from './import-plan';
import { readTable } from './table-file';

const PROBLEMS_SHOWN = 500;

interface Checked {
  register: Register;
  plan: Plan | null;
  report: store.Report;
}

/** Reads a file against the registry as it stands; writes nothing. */
async function check(db: Knex, buildingId: string, bytes: Buffer, today: Day): Promise<Checked> {
  const register = readRegister(await readTable(bytes), today);
  const plan = register.premises.length ? planImport(register, await currentOf(db, buildingId, register, today)) : null;
  const problems = [...register.problems, ...(plan?.problems ?? [])].sort((a, b) => a.row - b.row);
  const accepted = problems.length === 0;
  const report = {
    accepted,
    problems: shown(problems),
    warnings: shown(warningsOf(register)),
    changes: accepted ? (plan?.changes ?? null) : null,
  };
  return { register, plan, report };
}

const shown = (problems: Problem[]): Problem[] =>
  problems.length <= PROBLEMS_SHOWN
    ? problems
    : [
        ...problems.slice(0, PROBLEMS_SHOWN),
        {
          row: problems[PROBLEMS_SHOWN]?.row ?? 0,
          column: '',
          code: 'and-more',
          say: `Замечаний всего ${problems.length}. Исправьте эти и проверьте снова.`,
        },
      ];

async function currentOf(db: Knex, buildingId: string, { premises }: Register, today: Day) {
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
  by: string;
  now: Date;
}

const dayOf = (now: Date): Day => now.toISOString().slice(0, 10);

/** The dry run: what would change, or what stands in the way. The file waits to be written in when nothing does. */
export async function checkFile(db: Knex, { id, buildingId, name, bytes, by, now }: Sent): Promise<store.Report> {
  const { register, report } = await check(db, buildingId, bytes, dayOf(now));
  await store.keepCheck(db, {
    id,
    buildingId,
    file: plainName(name),
    hash: createHash('sha256').update(bytes).digest('hex'),
    by,
    at: now,
    rows: register.rows,
    report,
    content: report.accepted ? bytes : null,
  });
  return report;
}

/** All or nothing: the file is read against the registry once more, for the registry may have moved since the check. */
export async function applyFile(db: Knex, id: string, buildingId: string, now: Date): Promise<store.Report> {
  await store.lockRegister(db, buildingId);
  const held = await store.takeCheck(db, id);
  if (held && !held.dry) throw new Refusal('import-done', 'Этот файл уже внесён. Загрузите новый, если нужно.', 409);
  if (!held?.content) {
    throw new Refusal('import-has-problems', 'В файле есть ошибки. Исправьте их и загрузите файл снова.');
  }
  const { plan, report } = await check(db, buildingId, held.content, dayOf(now));
  if (!plan || !report.accepted) {
    throw new Refusal('import-outdated', 'Реестр изменился после проверки. Загрузите файл снова.', 409);
  }
  await insertRegistry(db, { ...plan.rows, ownership: [] });
  await store.changePremises(db, plan.premises);
  for (const [lastDay, ids] of plan.ends) await store.endRights(db, ids, lastDay);
  await insertRegistry(db, { ...plan.rows, premises: [], person: [] });
  await store.keepImport(db, id, report, now);
  return report;
}
