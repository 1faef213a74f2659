import { createWriteStream, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Refusal } from '../law/base/refusal';
import { readArchive, writeArchive, type ArchiveHead, type ArchiveLine } from '../store/installation/archive';
import { withClient } from '../store/sql/cluster';
import { noteCopy } from '../store/watch/copy';
import {
  checkedBytes,
  DATABASE_FILE,
  weigh,
  writeManifest,
  type CopyFile,
  type Manifest,
  type CheckedCopy,
} from './manifest';

const COPY_TRIES = 20;

/**
 * A copy of everything, as a folder of files with their checksums. The engine's file is copied before the database: an
 * engine that is behind the facts repeats steps that are safe to repeat; one ahead of them would assume facts that are
 * lost.
 */
export async function backUp(
  ownerUrl: string,
  folder: string,
  extra: { temporal?: string; secrets?: string },
): Promise<CheckedCopy> {
  if (existsSync(folder))
    throw new Refusal('backup-occupied', `Папка ${folder} уже есть. Назовите другую: копии не затираются.`);
  const fresh = `${folder}.partial`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  if (extra.temporal) await copySqlite(extra.temporal, join(fresh, 'temporal.db'));
  if (extra.secrets) await copyFile(extra.secrets, join(fresh, 'secrets.json'));
  const sealed = await writeManifest(fresh, await copyDatabase(ownerUrl, join(fresh, DATABASE_FILE)));
  await rename(fresh, folder);
  return sealed;
}

/** The operator's page shows when the installation was last copied, and what it was restored from. */
export const noteCopyMade = (
  ownerUrl: string,
  kind: 'backup' | 'restore',
  { manifest, print }: CheckedCopy,
): Promise<void> => withClient(ownerUrl, (client) => noteCopy(client, { kind, stateAt: manifest.head.at, print }));

function copyDatabase(ownerUrl: string, path: string): Promise<Pick<Manifest, 'head' | 'tables'>> {
  return withClient(ownerUrl, async (client) => {
    let head: ArchiveHead | undefined;
    let table = '';
    const tables: Record<string, number> = {};
    const lines = async function* (): AsyncGenerator<string> {
      for await (const line of readArchive(client)) {
        if ('head' in line) head = line.head;
        if ('table' in line) tables[(table = line.table)] = 0;
        if ('row' in line) tables[table] = (tables[table] ?? 0) + 1;
        yield `${JSON.stringify(line)}\n`;
      }
    };
    await pipeline(Readable.from(lines()), createGzip(), createWriteStream(path, { mode: 0o600 }));
    if (!head) throw new Error('The archive has no head line.');
    return { head, tables };
  });
}

/**
 * Fills a migrated, otherwise empty database, all or nothing: the bytes read must match the checksums, and each table
 * must have the recorded number of rows. Returns the number of rows.
 */
export async function restoreDatabase(ownerUrl: string, folder: string, manifest: Manifest): Promise<number> {
  const wanted = manifest.files[DATABASE_FILE];
  if (!wanted) throw new Error('The manifest was not checked.');
  const packed = Readable.from(checkedBytes(join(folder, DATABASE_FILE), wanted));
  const text = createGunzip();
  // An error in the packed bytes also ends the reading of the unpacked ones, and so the transaction.
  const unpacked = pipeline(packed, text).catch((error: Error) => void text.destroy(error));
  const rows = await withClient(ownerUrl, (client) =>
    writeArchive(client, linesOf(text), { head: manifest.head, tables: manifest.tables }),
  );
  await unpacked;
  return rows;
}

const cutShort = (): Refusal =>
  new Refusal('backup-spoiled', 'Копия повреждена: файл базы не читается до конца. Возьмите другую копию.');

async function* linesOf(text: AsyncIterable<Buffer>): AsyncGenerator<ArchiveLine> {
  let rest = '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const part of text) {
      const lines = (rest + decoder.decode(part, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line) as ArchiveLine;
    }
  } catch (error) {
    throw error instanceof Refusal ? error : cutShort();
  }
  if (rest !== '') throw cutShort();
}

const besides = ({ files }: Manifest): CopyFile[] =>
  (Object.keys(files) as CopyFile[]).filter((name) => name !== DATABASE_FILE);

/** Existing data is never overwritten. */
export function demandRoom(data: string, manifest: Manifest): void {
  const taken = besides(manifest).find((name) => existsSync(join(data, name)));
  if (taken)
    throw new Refusal('restore-occupied', `В папке ${data} уже есть ${taken}. Переименуйте папку и повторите.`);
}

/** Copies the files that are not the database into the data folder, checked against their checksums. */
export async function restoreFiles(folder: string, data: string, manifest: Manifest): Promise<void> {
  for (const name of besides(manifest)) {
    await copyFile(join(folder, name), join(data, name));
    await chmod(join(data, name), 0o600);
    if ((await weigh(join(data, name))).sha256 !== manifest.files[name]?.sha256) throw cutShort();
  }
}

/**
 * Copies SQLite in WAL mode, while the server runs. The main file changes only at a checkpoint; if it did not change
 * while both files were read, they belong together: a half-written end of the log is detected by its own checksums.
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

/** Changes whenever the main file does, or when a checkpoint restarts the log. */
async function print(path: string): Promise<string> {
  const { mtimeNs, size } = await stat(path, { bigint: true });
  const wal = await readFile(`${path}-wal`).then(
    (bytes) => bytes.subarray(0, 32).toString('hex'),
    () => '',
  );
  return `${mtimeNs} ${size} ${wal}`;
}
