import { Client, escapeIdentifier, escapeLiteral } from 'pg';

/** Roles of one installation: the owner of the schema, the application, a reader. */
export const databaseRoles = ['domovoy_owner', 'domovoy_app', 'domovoy_reader'] as const;
export type DatabaseRole = (typeof databaseRoles)[number];

/** One short connection to a server, with the role in the address. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    application_name: 'domovoy cluster',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function answersPostgres(url: string): Promise<boolean> {
  return withClient(url, (client) => client.query('select 1')).then(
    () => true,
    () => false,
  );
}

/** Creates the roles with these passwords, or sets these passwords for existing roles. */
export async function ensureRoles(adminUrl: string, password: (role: DatabaseRole) => string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    for (const role of databaseRoles) {
      const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      const verb = rowCount ? 'alter' : 'create';
      await client.query(`${verb} role ${role} login nosuperuser password ${escapeLiteral(password(role))}`);
    }
  });
}

/** Creates a database that belongs to the owner's role; returns whether it was missing. */
export async function ensureDatabase(adminUrl: string, database: string, template?: string): Promise<boolean> {
  return withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount) return false;
    const from = template ? ` template ${escapeIdentifier(template)}` : '';
    await client.query(`create database ${escapeIdentifier(database)} owner domovoy_owner${from}`);
    return true;
  });
}

export async function dropDatabase(adminUrl: string, database: string): Promise<void> {
  await withClient(adminUrl, (client) =>
    client.query(`drop database if exists ${escapeIdentifier(database)} with (force)`),
  );
}

/**
 * A migrated database to clone others from, made once however many ask at the same time. It is built under another name
 * and renamed, so that an unfinished one is never cloned.
 */
export async function ensureTemplate(
  adminUrl: string,
  name: string,
  fill: (database: string) => Promise<void>,
): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount) return;
    const fresh = `${name}_new`;
    await dropDatabase(adminUrl, fresh);
    await ensureDatabase(adminUrl, fresh);
    await fill(fresh);
    await client.query(`alter database ${escapeIdentifier(fresh)} rename to ${escapeIdentifier(name)}`);
  });
}

/** The kind the installation was created with. Time skipping is enabled in the engine for a training one only. */
export async function readInstallationKind(url: string): Promise<'training' | 'live'> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ kind: 'training' | 'live' }>('select kind from installation'),
  );
  const kind = rows[0]?.kind;
  if (!kind) throw new Error('The database has no installation row: run the migrations.');
  return kind;
}
