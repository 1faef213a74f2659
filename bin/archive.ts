import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Refusal } from '../law/refusal';
import { readArchive, writeArchive, type ArchiveHead, type ArchiveLine } from '../store/archive';
import { withClient } from '../store/cluster';

const DATABASE_FILE = 'postgres.ndjson.gz';
const MANIFEST = 'manifest.json';
const COPY_TRIES = 20;

interface Manifest {
  format: 1;
  head: ArchiveHead;
  files: Record<string, { bytes: number; sha256: string }>;
}

/**
 * A copy of everything, as a folder of files with their checksums. The engine's file is copied before the database: a
 * process behind the facts repeats steps that are safe to repeat; one ahead of them would believe in facts lost.
 */
export async function backUp(
  ownerUrl: string,
  folder: string,
  extra: { temporal?: string; secrets?: string },
): Promise<Manifest> {
  const fresh = `${folder}.partial`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  if (extra.temporal) await copySqlite(extra.temporal, join(fresh, 'temporal.db'));
  if (extra.secrets) await copyFile(extra.secrets, join(fresh, 'secrets.json'));
  const head = await withClient(ownerUrl, async (client) => {
    let first: ArchiveHead | undefined;
    const lines = async function* (): AsyncGenerator<string> {
      for await (const line of readArchive(client)) {
        if ('head' in line) first = line.head;
        yield `${JSON.stringify(line)}\n`;
      }
    };
    await pipeline(
      Readable.from(lines()),
      createGzip(),
      createWriteStream(join(fresh, DATABASE_FILE), { mode: 0o600 }),
    );
    return first;
  });
  if (!head) throw new Error('The archive has no head line.');
  const manifest: Manifest = { format: 1, head, files: {} };
  for (const name of await readdir(fresh)) manifest.files[name] = await weigh(join(fresh, name));
  await writeFile(join(fresh, MANIFEST), JSON.stringify(manifest, null, 2));
  await rename(fresh, folder);
  return manifest;
}

/** Reads every byte before anything is written: a spoiled copy is refused whole. */
export async function checkBackup(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => {
    throw new Refusal('backup-absent', `В папке ${folder} нет полной копии: не найден файл ${MANIFEST}.`);
  });
  const manifest = JSON.parse(text) as Manifest;
  if (manifest.format !== 1)
    throw new Refusal('backup-format', 'Копия сделана другой версией программы. Возьмите ту же версию.');
  for (const [name, wanted] of Object.entries(manifest.files)) {
    const found = await weigh(join(folder, name)).catch(() => undefined);
    if (found?.sha256 !== wanted.sha256) {
      throw new Refusal(
        'backup-spoiled',
        `Копия повреждена: файл ${name} не сходится с контрольной суммой. Возьмите другую копию.`,
      );
    }
  }
  return manifest;
}

/** Fills a migrated, otherwise empty database. Answers with the number of rows. */
export async function restoreDatabase(ownerUrl: string, folder: string): Promise<number> {
  const text = createReadStream(join(folder, DATABASE_FILE)).pipe(createGunzip());
  const lines = async function* (): AsyncGenerator<ArchiveLine> {
    for await (const line of createInterface({ input: text, crlfDelay: Infinity }))
      yield JSON.parse(line) as ArchiveLine;
  };
  return withClient(ownerUrl, (client) => writeArchive(client, lines()));
}

/** Puts the files that are not the database into the data folder. */
export async function restoreFiles(folder: string, data: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('temporal.db') || name === 'secrets.json');
  for (const name of names) await copyFile(join(folder, name), join(data, name));
}

/**
 * SQLite in WAL mode, under a running server. The main file changes only at a checkpoint; if it did not change while
 * both files were read, they are one state: a half-written tail of the log is ignored by its own checksums.
 */
async function copySqlite(from: string, to: string): Promise<void> {
  for (let attempt = 0; attempt < COPY_TRIES; attempt += 1) {
    const before = await print(from);
    await copyFile(from, to);
    await rm(`${to}-wal`, { force: true });
    await copyFile(`${from}-wal`, `${to}-wal`).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    if ((await print(from)) === before) return;
  }
  throw new Refusal(
    'backup-busy',
    'Temporal пишет слишком часто, копия не снимается. Остановите программу и повторите.',
  );
}

/** Changes whenever the main file does, or when a checkpoint lets the log begin anew. */
async function print(path: string): Promise<string> {
  const { mtimeNs, size } = await stat(path, { bigint: true });
  const wal = await readFile(`${path}-wal`).then(
    (bytes) => bytes.subarray(0, 32).toString('hex'),
    () => '',
  );
  return `${mtimeNs} ${size} ${wal}`;
}

async function weigh(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash: Hash = createHash('sha256');
  let bytes = 0;
  const tap = new Transform({
    transform(part: Buffer, _encoding, done) {
      bytes += part.length;
      hash.update(part);
      done();
    },
  });
  await pipeline(createReadStream(path), tap.resume());
  return { bytes, sha256: hash.digest('hex') };
}
