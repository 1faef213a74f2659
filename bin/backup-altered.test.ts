import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { awkwardSource, awkwardTarget } from '../proof/awkward';
import { withClient } from '../store/sql/cluster';
import { backUp, restoreDatabase } from './archive';
import { checkBackup, type Manifest } from './manifest';

describe('a copy of which one thing was altered', () => {
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
  const drops: (() => Promise<void>)[] = [];
  let folder: string;
  let to: string;
  beforeAll(async () => {
    const [source, target] = [await awkwardSource(), await awkwardTarget()];
    drops.push(source.drop, target.drop);
    to = target.ownerUrl;
    made = await backUp(source.ownerUrl, join(kept, 'copy'), {});
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'domovoy-backup-'));
    copy = join(folder, 'copy');
    cpSync(join(kept, 'copy'), copy, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  afterAll(async () => {
    await Promise.all(drops.map((drop) => drop()));
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
    ['fills a table of the server', (all) => [...all.slice(0, -1), '{"table":"pg_authid","columns":["rolname"]}', '']],
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
