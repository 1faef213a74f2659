import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../store/installation/migrate';
import { schemaText } from '../store/installation/schema';
import { ensureDatabase, ensureRoles, withClient } from '../store/sql/cluster';
import { startPostgres, SUPERUSER } from './engines/postgres';
import { runProgram } from './program';

const DATABASE = 'domovoy_schema';

/** Writes migrations/schema.sql from an empty database that the migrations of this folder have just made. */
runProgram('schema', async (_, progress) => {
  const folder = mkdtempSync(join(tmpdir(), 'domovoy-schema-'));
  const postgres = await startPostgres(join(folder, 'postgres'), { settings: { fsync: 'off' }, progress });
  try {
    const admin = postgres.url(SUPERUSER, 'postgres');
    await ensureRoles(admin, (role) => postgres.password(role));
    await ensureDatabase(admin, DATABASE);
    const owner = postgres.url('domovoy_owner', DATABASE);
    await migrate(owner, { kind: 'training' });
    writeFileSync(join(__dirname, '..', 'migrations', 'schema.sql'), await withClient(owner, schemaText));
    progress('Схема записана: migrations/schema.sql');
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
