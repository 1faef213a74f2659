import { withClient } from '../store/sql/cluster';
import { emptyDatabase, testDatabase } from './database';

describe('a database for tests', () => {
  it('gives each caller a migrated database of its own, however many ask at once', async () => {
    const made = await Promise.all([testDatabase(), testDatabase(), testDatabase('live'), testDatabase()]);
    const kinds = await Promise.all(
      made.map(({ url }) =>
        withClient(url, async (client) => (await client.query('select kind from installation')).rows),
      ),
    );
    expect(kinds.flat().map(({ kind }: { kind: string }) => kind)).toEqual([
      'training',
      'training',
      'live',
      'training',
    ]);
    expect(new Set(made.map(({ url }) => url)).size).toBe(4);
    await Promise.all(made.map(({ drop }) => drop()));
  });

  it('keeps the serving role from changing the schema and the reading role from writing', async () => {
    const { url, readerUrl, drop } = await testDatabase();
    const asApp = withClient(url, (client) => client.query('create table public.intruder (id int)'));
    await expect(asApp).rejects.toThrow(/permission denied/);
    const asReader = withClient(readerUrl, (client) => client.query(`update installation set kind = 'live'`));
    await expect(asReader).rejects.toThrow(/permission denied/);
    await drop();
  });

  it('gives an empty database too', async () => {
    const { ownerUrl, drop } = await emptyDatabase();
    const tables = await withClient(ownerUrl, (client) =>
      client.query(`select from pg_tables where schemaname = 'public'`),
    );
    expect(tables.rowCount).toBe(0);
    await drop();
  });
});
