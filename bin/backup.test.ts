import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Connection } from '@temporalio/client';
import { emptyDatabase, testDatabase } from '../proof/database';
import { withClient } from '../store/sql/cluster';
import { migrate } from '../store/installation/migrate';
import { backUp, restoreDatabase } from './archive';
import { childEnvironment } from './environment';
import { startTemporal } from './engines/temporal';
import { checkBackup, type Manifest } from './manifest';

/**
 * Difficult on purpose: all kinds of values, a cycle of references, a sequence, a generated column, a trigger that must
 * not run.
 */
const awkward = `
  create table awkward_house (
    id bigint generated always as identity primary key, head uuid, name text not null, facts jsonb, raw bytea,
    seen timestamptz,
    share numeric, span interval, days daterange, marks text[], day date, whole boolean,
    long text generated always as (name || '!') stored
  );
  create table awkward_flat (id uuid primary key, house bigint not null references awkward_house,
    neighbour uuid references awkward_flat);
  alter table awkward_house add foreign key (head) references awkward_flat;
  create function refuse() returns trigger language plpgsql as $$ begin raise exception 'append only'; end $$;
  create trigger awkward_guard before update or delete or truncate on awkward_house
    for each statement execute function refuse();
  insert into awkward_house (name, facts, raw, seen, share, span, days, marks, day, whole) values
    (E'Дом «у реки»\\n"кавычки", запятая, (скобки) \\\\ черта', 'null', '\\x00ff',
     '2026-11-21 00:00:00.123456+03', 1.50, '1 mon 2 days',
     '[2026-01-01,2026-02-01)', array['а', null, ''], '0044-03-15 BC', true),
    ('', null, null, 'infinity', 'NaN', null, null, '{}', null, null);
  insert into awkward_house (name) select 'дом ' || n from generate_series(1, 2500) n;
  insert into awkward_flat values ('00000000-0000-0000-0000-000000000001', 1, '00000000-0000-0000-0000-000000000002'),
    ('00000000-0000-0000-0000-000000000002', 2, '00000000-0000-0000-0000-000000000001');`;

const schema = awkward.slice(0, awkward.indexOf('  insert into'));

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
    const { ownerUrl, drop } = await testDatabase();
    drops.push(drop);
    await withClient(ownerUrl, (client) => client.query(awkward));
    return ownerUrl;
  };
  const target = async (): Promise<string> => {
    const { ownerUrl, drop } = await emptyDatabase();
    drops.push(drop);
    await migrate(ownerUrl, { kind: 'training' });
    await withClient(ownerUrl, (client) => client.query(schema));
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

  describe('of which one thing was altered', () => {
    let copy: string;
    let made: { manifest: Manifest; print: string };
    const packed = (): string => join(copy, 'postgres.ndjson.gz');
    /** Rewrites the manifest with matching checksums, as a careful forger would. */
    const tell = (change: (manifest: Record<string, unknown>) => void): void => {
      const manifest = structuredClone(made.manifest) as unknown as Record<string, unknown>;
      change(manifest);
      writeFileSync(join(copy, 'manifest.json'), JSON.stringify(manifest));
    };
    const reweighed = (): Manifest => {
      const bytes = readFileSync(packed());
      const weight = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
      tell((manifest) => (manifest['files'] = { 'postgres.ndjson.gz': weight }));
      return { ...made.manifest, files: { 'postgres.ndjson.gz': weight } };
    };
    const lines = (): string[] => gunzipSync(readFileSync(packed())).toString('utf8').split('\n');
    const rewrite = (change: (lines: string[]) => string[]): Manifest => {
      writeFileSync(packed(), gzipSync(change(lines()).join('\n')));
      return reweighed();
    };
    const kept = mkdtempSync(join(tmpdir(), 'domovoy-backup-'));
    const dropped: (() => Promise<void>)[] = [];
    let to: string;
    beforeAll(async () => {
      const from = await source();
      to = await target();
      // Both outlive the first test.
      dropped.push(...drops.splice(0));
      made = await backUp(from, join(kept, 'copy'), {});
    });
    beforeEach(() => {
      copy = join(folder, 'copy');
      cpSync(join(kept, 'copy'), copy, { recursive: true });
    });
    afterAll(async () => {
      await Promise.all(dropped.map((drop) => drop()));
      rmSync(kept, { recursive: true, force: true });
    });
    const check = (print?: string) => checkBackup(copy, print);
    const spoiled = { code: 'backup-spoiled' };

    it.each<[string, (manifest: Record<string, unknown>) => void]>([
      ['no files', (manifest) => (manifest['files'] = {})],
      ['a list of files', (manifest) => (manifest['files'] = [])],
      ['no sums', (manifest) => (manifest['files'] = { 'postgres.ndjson.gz': {} })],
      ['a file outside', (manifest) => Object.assign(manifest['files'] as object, { '../secrets.json': { bytes: 0 } })],
      [
        'a file that is not there',
        ({ files }) =>
          Object.assign(files as object, { 'secrets.json': (files as Manifest['files'])['postgres.ndjson.gz'] }),
      ],
      [
        'another size',
        ({ files }) => Object.assign((files as Manifest['files'])['postgres.ndjson.gz'] ?? {}, { bytes: 1 }),
      ],
      ['no migrations', (manifest) => (manifest['head'] = { migrations: [], at: '2026-01-01T00:00:00Z' })],
      ['no counts', (manifest) => delete manifest['tables']],
      ['something more', (manifest) => (manifest['also'] = true)],
    ])('is refused when its manifest has %s', async (_, change) => {
      tell(change);
      await expect(check()).rejects.toMatchObject(spoiled);
    });

    it('is refused when its manifest is of another version, is no JSON, or is not the one whose print was told', async () => {
      await expect(check(made.print)).resolves.toEqual(made);
      tell((manifest) => (manifest['format'] = 1));
      await expect(check()).rejects.toMatchObject({ code: 'backup-format' });
      writeFileSync(join(copy, 'manifest.json'), '{');
      await expect(check()).rejects.toMatchObject(spoiled);
      tell((manifest) => Object.assign(manifest['head'] as object, { at: '2026-01-01T00:00:00.000Z' }));
      await expect(check()).resolves.toBeDefined();
      await expect(check(made.print)).rejects.toMatchObject({ code: 'backup-altered' });
    });

    it('is refused when a file is missing, is a stranger, a folder or a link', async () => {
      const stranger = join(copy, 'extra.txt');
      writeFileSync(stranger, 'x');
      await expect(check()).rejects.toMatchObject(spoiled);
      rmSync(stranger);
      mkdirSync(join(copy, 'secrets.json'));
      await expect(check()).rejects.toMatchObject(spoiled);
      rmSync(join(copy, 'secrets.json'), { recursive: true });
      symlinkSync('/etc/hostname', join(copy, 'secrets.json'));
      await expect(check()).rejects.toMatchObject(spoiled);
      rmSync(join(copy, 'secrets.json'));
      cpSync(packed(), join(folder, 'away'));
      rmSync(packed());
      await expect(check()).rejects.toMatchObject(spoiled);
      symlinkSync(join(folder, 'away'), packed());
      await expect(check()).rejects.toMatchObject(spoiled);
    });

    it.each<[string, (lines: string[]) => string[]]>([
      ['lacks a row', (all) => all.filter((_, n) => n !== all.findIndex((one) => one.includes('дом 7')))],
      ['has a row twice', (all) => all.flatMap((line) => (line.includes('дом 77\\"') ? [line, line] : [line]))],
      ['lacks the end', (all) => all.slice(0, -1000)],
      ['breaks off in a line', (all) => [...all.slice(0, 500), '{"row":']],
      ['has another head', ([, ...all]) => ['{"head":{"migrations":[],"at":"x"}}', ...all]],
      ['has no head', ([, ...all]) => all],
      [
        'fills a table of the server',
        (all) => [...all.slice(0, -1), '{"table":"pg_authid","columns":["rolname"]}', ''],
      ],
      [
        'moves a counter it should not know',
        (all) => [...all.slice(0, -1), '{"sequence":"nothing","value":"1","called":true}', ''],
      ],
      ['lacks everything', () => ['']],
    ])('fills nothing when its database %s, though the sums agree', async (_, change) => {
      const manifest = rewrite(change);
      await expect(check()).resolves.toBeDefined();
      await expect(restoreDatabase(to, copy, manifest)).rejects.toMatchObject(spoiled);
      const { rows } = await withClient(to, (client) => client.query('select 1 from awkward_house'));
      expect(rows).toEqual([]);
    });

    it('fills nothing when its database is cut short as packed, or exchanged after it was weighed', async () => {
      const whole = readFileSync(packed());
      writeFileSync(packed(), whole.subarray(0, whole.length - 20));
      await expect(restoreDatabase(to, copy, reweighed())).rejects.toMatchObject(spoiled);
      writeFileSync(packed(), gzipSync(lines.toString()));
      await expect(restoreDatabase(to, copy, made.manifest)).rejects.toMatchObject(spoiled);
      writeFileSync(packed(), gzipSync(gunzipSync(whole), { level: 1 }));
      await expect(restoreDatabase(to, copy, made.manifest)).rejects.toMatchObject(spoiled);
      writeFileSync(packed(), whole);
      expect(await restoreDatabase(to, copy, made.manifest)).toBeGreaterThan(2_500);
    });
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
