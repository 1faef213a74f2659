import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '../../store/sql/cluster';
import { runningPostgres, startPostgres, SUPERUSER, type Postgres } from './postgres';

describe('the embedded Postgres', () => {
  let folder: string;
  let dir: string;
  const running: Postgres[] = [];
  const start = async (): Promise<Postgres> => {
    const engine = await startPostgres(dir);
    running.push(engine);
    return engine;
  };
  const ask = async (engine: Postgres, sql: string): Promise<unknown[]> =>
    withClient(engine.url(SUPERUSER, 'postgres'), async (client) => (await client.query(sql)).rows);

  beforeEach(() => {
    // A folder that only its owner may enter, as many clones are.
    folder = mkdtempSync(join(tmpdir(), 'domovoy-pg-'));
    dir = join(folder, 'postgres');
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((engine) => engine.kill()));
    rmSync(folder, { recursive: true, force: true });
  });

  it('starts in a private folder, keeps its data over a clean stop, and listens on this machine only', async () => {
    const first = await start();
    await ask(first, 'create table kept as select 42 as answer');
    expect(await ask(first, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    await first.stop();
    expect(await first.ended).toBe('0');
    const second = await start();
    expect(await ask(second, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('loses nothing that was committed when it is killed, even if its number goes to another program', async () => {
    const first = await start();
    await ask(first, 'create table kept as select generate_series(1, 1000) as n');
    await first.kill();
    const lock = readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n');
    writeFileSync(join(dir, 'postmaster.pid'), [process.pid, ...lock.slice(1)].join('\n'));
    const second = await start();
    expect(await ask(second, 'select count(*)::int from kept')).toEqual([{ count: 1000 }]);
  });

  it('lets nobody in without the password', async () => {
    const engine = await start();
    const url = new URL(engine.url(SUPERUSER, 'postgres'));
    url.password = 'guess';
    await expect(withClient(url.href, async () => undefined)).rejects.toThrow(/password authentication failed/);
  });

  it('tells programs beside it where it is, while it runs', async () => {
    expect(runningPostgres(dir)).toBeUndefined();
    const engine = await start();
    expect(runningPostgres(dir)?.url(SUPERUSER, 'postgres')).toBe(engine.url(SUPERUSER, 'postgres'));
    await engine.stop();
    expect(runningPostgres(dir)).toBeUndefined();
  });

  it('says plainly that data of another version must be moved by a copy', async () => {
    await (await start()).stop();
    writeFileSync(join(dir, 'PG_VERSION'), '15\n');
    await expect(startPostgres(dir)).rejects.toMatchObject({ code: 'postgres-version' });
  });

  it('sorts Russian words as Russians do', async () => {
    const engine = await start();
    const rows = await ask(engine, `select w from unnest(array['Жуков', 'Ёлкин', 'Ежов', 'ёж']) w order by w`);
    expect(rows).toEqual([{ w: 'ёж' }, { w: 'Ежов' }, { w: 'Ёлкин' }, { w: 'Жуков' }]);
  });
});
