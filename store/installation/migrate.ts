import { knex, type Knex } from 'knex';
import { join } from 'node:path';
import { lifecycles } from '../../law/areas';

export type InstallationKind = 'training' | 'live';

/** The properties of a new installation; read only when the database is created. */
export interface Installation {
  kind: InstallationKind;
  /** A training region may start in the past, so that seeding can move it forward to today. */
  offsetMs?: number;
}

/** Updates the schema; an empty database also gets the one row that describes the installation. */
export async function migrate(ownerUrl: string, installation: Installation): Promise<readonly string[]> {
  const db = knex({ client: 'pg', connection: ownerUrl, pool: { min: 0, max: 2 } });
  try {
    const [, done] = (await db.migrate.latest(migrations)) as [number, string[]];
    await db('installation')
      .insert({ kind: installation.kind, offset_ms: installation.offsetMs ?? 0 })
      .onConflict()
      .ignore();
    await copyMoves(db);
    return done;
  } finally {
    await db.destroy();
  }
}

/** The database enforces the same table of moves as the workflow and the pages. */
async function copyMoves(db: Knex): Promise<void> {
  const moves = Object.values(lifecycles).flatMap((life) =>
    life.moves.map((move) => ({ area: life.area, from_phase: move.from, to_phase: move.to })),
  );
  await db.transaction(async (trx) => {
    await trx('case_phase').delete();
    await trx('case_phase').insert(moves).onConflict().ignore();
  });
}

const migrations: Knex.MigratorConfig = {
  directory: join(__dirname, '..', '..', 'migrations'),
  loadExtensions: ['.ts'],
  tableName: 'migration',
};
