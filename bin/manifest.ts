import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../law/base/refusal';

export const MANIFEST = 'manifest.json';
export const DATABASE_FILE = 'postgres.ndjson.gz';
/** Every file a copy may contain. Any other name makes it invalid, so no name leads out of its folder. */
const FILES = [DATABASE_FILE, 'temporal.db', 'temporal.db-wal', 'secrets.json'] as const;
export type CopyFile = (typeof FILES)[number];

const FORMAT = 2;
const whole = z.number().int().nonnegative().safe();
const weight = z.strictObject({ bytes: whole, sha256: z.string().regex(/^[\da-f]{64}$/) });
const shape = z.strictObject({
  format: z.literal(FORMAT),
  head: z.strictObject({ migrations: z.array(z.string().max(200)).min(1).readonly(), at: z.iso.datetime() }),
  files: z.partialRecord(z.enum(FILES), weight).refine((files) => DATABASE_FILE in files),
  /** Rows of each table: a copy with fewer is incomplete. */
  tables: z.record(z.string().max(63), whole),
});
export type Manifest = z.infer<typeof shape>;
export type Weight = z.infer<typeof weight>;

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const spoiled = (what: string): Refusal =>
  new Refusal('backup-spoiled', `Копия повреждена: ${what}. Возьмите другую копию.`);

/**
 * Returns the fingerprint of the whole copy: kept elsewhere, it detects a copy that somebody has rewritten carefully.
 */
export async function writeManifest(folder: string, made: Omit<Manifest, 'format' | 'files'>): Promise<CheckedCopy> {
  const files: Partial<Record<CopyFile, Weight>> = {};
  for (const name of await namesIn(folder)) files[name] = await weigh(join(folder, name));
  const manifest: Manifest = { format: FORMAT, ...made, files };
  const bytes = Buffer.from(JSON.stringify(manifest, null, 2));
  await writeFile(join(folder, MANIFEST), bytes, { mode: 0o600 });
  return { manifest, print: sha256(bytes) };
}

export interface CheckedCopy {
  manifest: Manifest;
  /** Checksum of the manifest, and so of everything. */
  print: string;
}

/**
 * Reads every byte before anything is written: a damaged copy is refused as a whole. Its files must be exactly the
 * listed ones. `print` is the fingerprint reported when the copy was made; without it only accidents are detected.
 */
export async function checkBackup(folder: string, print?: string): Promise<CheckedCopy> {
  const bytes = await readFile(join(folder, MANIFEST)).catch(() => {
    throw new Refusal('backup-absent', `В папке ${folder} нет полной копии: не найден файл ${MANIFEST}.`);
  });
  const manifest = manifestOf(bytes);
  const found = sha256(bytes);
  if (print !== undefined && print !== found) {
    throw new Refusal('backup-altered', 'Отпечаток копии не тот, что был назван при её снятии. Возьмите другую копию.');
  }
  const present = await namesIn(folder);
  const missing = FILES.find((name) => name in manifest.files && !present.includes(name));
  if (missing) throw spoiled(`нет файла ${missing}`);
  for (const name of present) {
    const wanted = manifest.files[name];
    if (!wanted) throw spoiled(`файл ${name} не записан в ${MANIFEST}`);
    const { bytes: size, sha256: sum } = await weigh(join(folder, name));
    if (size !== wanted.bytes || sum !== wanted.sha256) throw spoiled(`файл ${name} не сходится с контрольной суммой`);
  }
  return { manifest, print: found };
}

function manifestOf(bytes: Buffer): Manifest {
  let sent: unknown;
  try {
    sent = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw spoiled(`файл ${MANIFEST} не читается`);
  }
  if (z.object({ format: z.number().refine((format) => format !== FORMAT) }).safeParse(sent).success)
    throw new Refusal('backup-format', 'Копия сделана другой версией программы. Возьмите ту же версию.');
  const read = shape.safeParse(sent);
  if (!read.success) throw spoiled(`в файле ${MANIFEST} не всё, что должно быть`);
  return read.data;
}

/** Files of the copy, besides its manifest; an unknown file, a folder or a link makes it invalid. */
async function namesIn(folder: string): Promise<CopyFile[]> {
  const names = (await readdir(folder)).filter((name) => name !== MANIFEST);
  for (const name of names) {
    const known = (FILES as readonly string[]).includes(name);
    if (!known || !(await lstat(join(folder, name))).isFile()) throw spoiled(`в папке лишнее: ${JSON.stringify(name)}`);
  }
  return names as CopyFile[];
}

export async function weigh(path: string): Promise<Weight> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
    bytes += part.length;
    hash.update(part);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** The bytes of a file, checked while they are read: at the end the reader knows that nothing was changed meanwhile. */
export async function* checkedBytes(path: string, wanted: Weight): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(part);
    yield part;
  }
  if (hash.digest('hex') !== wanted.sha256) throw spoiled('файл базы изменился во время чтения');
}
