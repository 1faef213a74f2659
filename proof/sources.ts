import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the repository that people read: code, templates, documents. */
export interface Source {
  /** From the root, with slashes: `law/base/terms.ts`. */
  readonly file: string;
  readonly text: string;
}

export const root = join(__dirname, '..');
export const rooms = [
  'law',
  'store',
  'activities',
  'workflows',
  'bin',
  'api',
  'templates',
  'proof',
  'docs',
  'migrations',
];
/** Recorded files: a program wrote them. */
const recorded = /^(workflows\/histories|proof\/ballots\/vectors)\//;
const read = /\.(ts|hbs|md|cjs|mjs|js|scss|yml)$/;

export const exists = (file: string): boolean => existsSync(join(root, file));
export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(file) : [file];
  });
}

/** All files of the rooms and of the root, whatever is in them. */
export function allFiles(): string[] {
  const own = readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
  return [...own, ...rooms.flatMap(filesUnder)];
}

export function sources(): Source[] {
  return allFiles()
    .filter((file) => read.test(file) && !recorded.test(file))
    .map((file) => ({ file, text: textOf(file) }));
}

/** What is written for people to read: the comments of code and templates, the whole of a document. Line numbers stay. */
export function wordsOf({ file, text }: Source): string {
  // A bold name is still a name; «law/**» is a pattern.
  if (file.endsWith('.md')) return text.replace(/(?<!\/)\*\*/g, '  ');
  if (file.endsWith('.hbs')) return kept(text, /\{\{!(?:--[\s\S]*?--|[^}]*)\}\}/g);
  if (file.endsWith('.yml')) return kept(text, /#.*$/gm);
  return kept(text, /^[ \t]*\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/ .*$/gm);
}

/** Only what the pattern finds; every other character except line ends becomes a space. */
function kept(text: string, pattern: RegExp): string {
  let end = 0;
  let words = '';
  const blank = (from: number, to: number): string => text.slice(from, to).replace(/[^\n]/g, ' ');
  for (const { 0: found, index } of text.matchAll(pattern)) {
    words += blank(end, index) + found;
    end = index + found.length;
  }
  return words + blank(end, text.length);
}
