import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';

interface Locked {
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
  hasInstallScript?: boolean;
}

const root = join(__dirname, '..');
const rooms = ['law', 'workflows', 'activities', 'store', 'api', 'bin', 'migrations'];
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };

/** Packages that code imports, tests aside: `import x from 'name/part'`, `require('name')`, `import('name')`. */
function imported(): Map<string, string> {
  const found = new Map<string, string>();
  for (const room of rooms) {
    const paths = readdirSync(join(root, room), { recursive: true, encoding: 'utf8' });
    for (const path of paths.filter((name) => /\.(ts|mjs)$/.test(name) && !/\.test\.ts$/.test(name))) {
      const text = readFileSync(join(root, room, path), 'utf8');
      for (const [, name = ''] of text.matchAll(
        /(?:^import (?!type)[^;]*?from |^import |require\(|import\()'([^'.][^']*)'/gms,
      )) {
        found.set(
          name
            .split('/')
            .slice(0, name.startsWith('@') ? 2 : 1)
            .join('/'),
          `${room}/${path}`,
        );
      }
    }
  }
  return found;
}

describe('packages', () => {
  it('are there when the programs run: nothing they import is only for development', () => {
    const missing = [...imported()].filter(([name]) => {
      const builtin = name.startsWith('node:') || builtinModules.includes(name);
      return !builtin && !(name in (manifest.dependencies ?? {}));
    });
    expect(missing).toEqual([]);
  });

  it('are at most 35, and fewer than 500 with all that they need', () => {
    expect(Object.keys(manifest.dependencies ?? {}).length).toBeLessThanOrEqual(35);
    const production = Object.values(lock.packages).filter((entry) => !('dev' in entry) && !('devOptional' in entry));
    expect(production.length).toBeLessThan(500);
  });

  it('are locked for every machine, not only for the one that wrote the lock', () => {
    const absent = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`${path}/node_modules/${name}` in lock.packages || `node_modules/${name}` in lock.packages),
      ),
    );
    expect(absent).toEqual([]);
    expect(Object.entries(lock.packages).filter(([path, { version }]) => path && !version)).toEqual([]);
  });

  it('are locked without addresses', () => {
    expect(Object.values(lock.packages).filter(({ resolved }) => resolved)).toEqual([]);
  });

  it('come in one version of Temporal', () => {
    const versions = Object.entries(manifest).flatMap(([, names]) =>
      Object.entries(typeof names === 'object' ? names : {})
        .filter(([name]) => name.startsWith('@temporalio/'))
        .map(([, version]) => version),
    );
    expect(new Set(versions).size).toBe(1);
    expect(versions[0]).toMatch(/^\d/);
  });
});
