import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { environment } from '../environment';

/** Where engines that take long to get are kept for every clone of this user. */
export function cacheFolder(): string {
  const given = environment().XDG_CACHE_HOME;
  const usual = process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
  return join(given ?? usual, 'domovoy');
}

/** The first program of this name on PATH, if any. */
export function onPath(name: string): string | undefined {
  const folders = environment().PATH.split(':').filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
