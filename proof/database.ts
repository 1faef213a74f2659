import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { environment, need } from '../bin/environment';
import { lifecycles } from '../law/areas';
import { openDatabase } from '../store/sql/database';
import { dropDatabase, ensureDatabase, ensureTemplate, type DatabaseRole } from '../store/sql/cluster';
import { migrate, type InstallationKind } from '../store/installation/migrate';

export interface TestDatabase {
  /** As the role that serves people. */
  readonly url: string;
  /** As the role that owns the schema. */
  readonly ownerUrl: string;
  /** As the role that only reads. */
  readonly readerUrl: string;
  drop(): Promise<void>;
}

/** A migrated database of its own, cloned in milliseconds from a template that the first caller makes. */
export async function testDatabase(kind: InstallationKind = 'training'): Promise<TestDatabase> {
  const template = `template_${kind}_${contentOfSchema()}`;
  await ensureTemplate(adminUrl(), template, async (database) => {
    await migrate(urlOf('domovoy_owner', database), { kind });
  });
  return freshDatabase(template);
}

/** A test database with connections to it. */
export interface OpenTestDatabase extends TestDatabase {
  readonly db: Knex;
  /** As the role that owns the schema. */
  readonly owner: Knex;
  /** Closes the connections and drops the database. */
  close(): Promise<void>;
}

export interface TestDatabaseWish {
  kind?: InstallationKind;
  connections?: number;
}

export async function openTestDatabase({ kind, connections }: TestDatabaseWish = {}): Promise<OpenTestDatabase> {
  const database = await testDatabase(kind);
  const db = openDatabase(database.url, 'test', connections);
  const owner = openDatabase(database.ownerUrl, 'test owner', 2);
  const close = async (): Promise<void> => {
    await Promise.all([db.destroy(), owner.destroy()]);
    await database.drop();
  };
  return { ...database, db, owner, close };
}

/** The same around all tests of a file or of a `describe`: open before the first, dropped after the last. */
export function useTestDatabase(take: (opened: OpenTestDatabase) => void, wish?: TestDatabaseWish): void {
  let database: OpenTestDatabase | undefined;
  beforeAll(async () => {
    database = await openTestDatabase(wish);
    take(database);
  });
  afterAll(() => database?.close());
}

/** A running Postgres may be older than an edited migration, so the template is named by the content that made it. */
function contentOfSchema(): string {
  const folder = join(__dirname, '..', 'migrations');
  const hash = createHash('sha256').update(JSON.stringify(lifecycles));
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort())
    hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 12);
}

/** An empty database, for tests of migrations and restores. */
export function emptyDatabase(): Promise<TestDatabase> {
  return freshDatabase();
}

async function freshDatabase(template?: string): Promise<TestDatabase> {
  const database = `test_${randomUUID().replaceAll('-', '')}`;
  await ensureDatabase(adminUrl(), database, template);
  return {
    url: urlOf('domovoy_app', database),
    ownerUrl: urlOf('domovoy_owner', database),
    readerUrl: urlOf('domovoy_reader', database),
    drop: () => dropDatabase(adminUrl(), database),
  };
}

function adminUrl(): string {
  return need(environment(), 'TEST_DATABASE_ADMIN_URL');
}

/** In a test run all roles share one password (proof/setup.ts). */
function urlOf(role: DatabaseRole, database: string): string {
  const url = new URL(adminUrl());
  url.username = role;
  url.pathname = `/${database}`;
  return url.href;
}
