import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, publishVariables } from '../bin/environment';
import { startPostgres, SUPERUSER, type Postgres } from '../bin/engines/postgres';
import { startTemporal, type Temporal } from '../bin/engines/temporal';
import { ensureRoles } from '../store/sql/cluster';

export interface TestEngines {
  folder: string;
  postgres: Postgres;
  temporal: Temporal;
}

declare global {
  var testEngines: TestEngines | undefined;
}

/** One real Postgres and one real Temporal for the whole run; each test file clones its own database. */
export default async function setUp(): Promise<void> {
  if (environment().TEST_DATABASE_ADMIN_URL && environment().TEST_TEMPORAL_ADDRESS) return;
  const folder = mkdtempSync(join(tmpdir(), 'domovoy-test-'));
  const progress = (sentence: string): void => console.log(sentence);
  const [postgres, temporal] = await Promise.all([
    startPostgres(join(folder, 'postgres'), { settings: quick, progress }),
    startTemporal({ training: true, log: join(folder, 'temporal.log'), progress }),
  ]);
  globalThis.testEngines = { folder, postgres, temporal };
  const admin = postgres.url(SUPERUSER, 'postgres');
  // One password for all roles: a test can act as any of them with only the superuser's address.
  await ensureRoles(admin, () => postgres.password(SUPERUSER));
  publishVariables({ TEST_DATABASE_ADMIN_URL: admin, TEST_TEMPORAL_ADDRESS: temporal.address });
}

/** The data of a test run need not survive a crash, so Postgres does not wait for the disk. */
const quick = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };
