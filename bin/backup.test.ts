import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { awkwardSource, awkwardTarget } from '../proof/awkward';
import { emptyDatabase, testDatabase } from '../proof/database';
import { withClient } from '../store/sql/cluster';
import { migrate } from '../store/installation/migrate';
import { backUp, restoreDatabase } from './archive';
import { childEnvironment } from './environment';
import { startTemporal } from './engines/temporal';
import { checkBackup } from './manifest';

async function digest(url: string): Promise<unknown> {
  const sql = `select (select md5(string_agg(t::text, ';' order by id)) from awkward_house t) as houses,
    (select md5(string_agg(t::text, ';' order by id)) from awkward_flat t) as flats,
    (select created_at from installation) as made`;
  return withClient(url, async (client) => (await client.query(sql)).rows[0]);
}

async function run(
  program: string,
  args: readonly string[],
  values: Record<string, string>,
): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, `${program}.ts`), ...args], {
    env: { ...childEnvironment(), NODE_OPTIONS: '', ...values },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((done) => child.once('close', (code) => done({ code, said })));
}

describe('a copy of the house', () => {
  let folder: string;
  const drops: (() => Promise<void>)[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'domovoy-backup-'));
  });
  afterEach(async () => {
    await Promise.all(drops.splice(0).map((drop) => drop()));
    rmSync(folder, { recursive: true, force: true });
  });
  const source = async (): Promise<string> => {
    const { ownerUrl, drop } = await awkwardSource();
    drops.push(drop);
    return ownerUrl;
  };
  const target = async (): Promise<string> => {
    const { ownerUrl, drop } = await awkwardTarget();
    drops.push(drop);
    return ownerUrl;
  };

  it('comes back row for row, with its references, triggers and counters', async () => {
    const from = await source();
    const { manifest } = await backUp(from, join(folder, 'copy'), {});
    const to = await target();
    await restoreDatabase(to, join(folder, 'copy'), manifest);
    expect(await digest(to)).toEqual(await digest(from));
    await withClient(to, async (client) => {
      const next = await client.query(`insert into awkward_house (name) values ('новый') returning id::int`);
      expect(next.rows).toEqual([{ id: 2503 }]);
      await expect(client.query('delete from awkward_house')).rejects.toThrow(/append only/);
      await expect(client.query(`insert into awkward_flat values (gen_random_uuid(), 99999)`)).rejects.toThrow(
        /foreign key/,
      );
    });
  });

  it('shows one instant, though people go on writing', async () => {
    const from = await source();
    let writing = true;
    const writer = withClient(from, async (client) => {
      while (writing) {
        await client.query(`with h as (insert into awkward_house (name) values ('пишут') returning id)
          insert into awkward_flat select gen_random_uuid(), 1 from h`);
      }
    });
    const { manifest } = await backUp(from, join(folder, 'copy'), {});
    writing = false;
    await writer;
    const to = await target();
    await restoreDatabase(to, join(folder, 'copy'), manifest);
    const { rows } = await withClient(to, (client) =>
      client.query(
        `select (select count(*)::int from awkward_house where name = 'пишут') as houses,
          (select count(*)::int - 2 from awkward_flat) as flats`,
      ),
    );
    expect(rows[0].houses).toBe(rows[0].flats);
  });

  it('is refused whole when one byte of it is spoiled or it was not finished', async () => {
    await backUp(await source(), join(folder, 'copy'), {});
    const path = join(folder, 'copy', 'postgres.ndjson.gz');
    const bytes = readFileSync(path);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await expect(checkBackup(join(folder, 'copy'))).rejects.toMatchObject({ code: 'backup-spoiled' });
    await expect(checkBackup(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'backup-absent' });
  });

  it('leaves nothing in the database when it breaks off halfway', async () => {
    const from = await source();
    const { manifest } = await backUp(from, join(folder, 'copy'), {});
    const { ownerUrl: to, drop } = await emptyDatabase();
    drops.push(drop);
    await migrate(to, { kind: 'training' });
    const before = await withClient(to, async (client) => (await client.query('select * from installation')).rows);
    await expect(restoreDatabase(to, join(folder, 'copy'), manifest)).rejects.toThrow(/awkward/);
    expect(await withClient(to, async (client) => (await client.query('select * from installation')).rows)).toEqual(
      before,
    );
  });

  it('takes the engine along while it works: every case that had begun is in the copy', async () => {
    const { ownerUrl, drop } = await testDatabase();
    drops.push(drop);
    const file = join(folder, 'temporal.db');
    const live = await startTemporal({ training: true, file, log: join(folder, 'live.log') });
    const cases = Array.from({ length: 30 }, (_, number) => `appeal:${number}`);
    const connection = await Connection.connect({ address: live.address });
    const begin = (workflowId: string): Promise<unknown> =>
      connection.workflowService.startWorkflowExecution({
        namespace: 'default',
        workflowId,
        requestId: workflowId,
        workflowType: { name: 'none' },
        taskQueue: { name: 'none' },
      });
    await Promise.all(cases.map(begin));
    // More cases begin while the copy is taken.
    const more = Promise.all(Array.from({ length: 60 }, (_, number) => begin(`more:${number}`)));
    await backUp(ownerUrl, join(folder, 'copy'), { temporal: file });
    await more;
    await connection.close();
    await live.kill();
    const copied = await startTemporal({
      training: true,
      file: join(folder, 'copy', 'temporal.db'),
      log: join(folder, 'copied.log'),
    });
    const again = await Connection.connect({ address: copied.address });
    const seen = await Promise.all(
      cases.map(async (workflowId) => {
        const { workflowExecutionInfo } = await again.workflowService.describeWorkflowExecution({
          namespace: 'default',
          execution: { workflowId },
        });
        return workflowExecutionInfo?.execution?.workflowId;
      }),
    );
    await again.close();
    await copied.kill();
    expect(seen).toEqual(cases);
  });

  it('is made and brought back by the two commands, and never over a database that lives', async () => {
    const { ownerUrl: from, drop } = await testDatabase();
    const { ownerUrl: to, drop: dropTo } = await emptyDatabase();
    drops.push(drop, dropTo);
    const copy = join(folder, 'copy');
    const made = await run('backup', [copy], { DATABASE_OWNER_URL: from, DATA_DIR: folder });
    expect(made).toMatchObject({ code: 0, said: expect.stringContaining('Копия готова') });
    const print = /Отпечаток: ([\da-f]{64})/.exec(made.said)?.[1] ?? '';
    const forged = await run('restore', [copy, print.replace(/.$/, 'x')], { DATABASE_OWNER_URL: to, DATA_DIR: folder });
    expect(forged).toMatchObject({ code: 1, said: expect.stringContaining('Отпечаток копии не тот') });
    const back = await run('restore', [copy, print], { DATABASE_OWNER_URL: to, DATA_DIR: folder });
    expect(back).toMatchObject({ code: 0, said: expect.stringContaining('Восстановлено строк') });
    const again = await run('restore', [copy], { DATABASE_OWNER_URL: to, DATA_DIR: folder });
    expect(again).toMatchObject({ code: 1, said: expect.stringContaining('База не пуста') });
    expect(again.said).not.toMatch(/^\s+at /m);
    const notes = (url: string) =>
      withClient(url, async (client) => (await client.query('select kind, print from copy_note order by id')).rows);
    expect([await notes(from), await notes(to)]).toEqual([[{ kind: 'backup', print }], [{ kind: 'restore', print }]]);
    const made1 = await withClient(
      from,
      async (client) => (await client.query('select created_at from installation')).rows,
    );
    const made2 = await withClient(
      to,
      async (client) => (await client.query('select created_at from installation')).rows,
    );
    expect(made2).toEqual(made1);
  });
});
