import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildOf, type Build } from '../../activities/engine/build';

const home = join(__dirname, '..', '..');

/** A change of a source: the text that stands there once, and its replacement. */
export type Edit = readonly [file: string, from: string, to: string];

/** Another edition of the workflow code: a copy of the sources with these changes, bundled as a worker does it. */
export async function editionWith(edits: readonly Edit[]): Promise<Build> {
  const root = mkdtempSync(join(tmpdir(), 'domovoy-edition-'));
  try {
    for (const folder of ['workflows', 'law']) cpSync(join(home, folder), join(root, folder), { recursive: true });
    symlinkSync(join(home, 'node_modules'), join(root, 'node_modules'));
    for (const [file, from, to] of edits) {
      const path = join(root, file);
      const source = readFileSync(path, 'utf8');
      if (source.split(from).length !== 2) throw new Error(`${file} does not hold once: ${from}`);
      writeFileSync(
        path,
        source.replace(from, () => to),
      );
    }
    return await buildOf(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
