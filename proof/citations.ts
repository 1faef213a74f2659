import { norms } from '../law/base/norm';
import { allFiles, textOf, wordsOf, type Source } from './sources';

/** Notes that are not in this repository: a reader of the comment could not open them. */
const elsewhere =
  /\bDESIGN\b|\bKERNEL\b|\bANCHORS\b|\bWALKS\b|\bTEMPORAL\.md|\bPEERS\.md|\bFEATURES\b|\bLAW-(?:OSS|SERVICES)\b|\bCORRECTIONS\b|\bshared\/[\w-]+/g;

const codes = new Set(norms().flatMap(({ id }) => [id, id.split('.')[0]]));
const code = /(?<![\w.-])[A-Z]{1,4}-(?:\d{2}|P\d)(?:\.[a-z]\w*)?(?![\w-])/g;
/** Looks like a code and is none. */
const noCode = new Set(['UTF-16']);

const files = allFiles();
const folders = new Set(files.flatMap((file) => file.split('/').map((_, end, parts) => parts.slice(0, end).join('/'))));
const written = new Set(files);

const folderNames = 'law|store|activities|workflows|bin|api|templates|proof|docs|migrations|decisions';
/** A path that begins with a top folder, or a name that ends like one of our files. */
const path = new RegExp(
  String.raw`(?<![\w/.@«<>{}*-])(?:(?:${folderNames})/[\w.<>*{},/-]*|(?!Node\.js)(?:[\w<>*-]+/)*[\w<>*-]+(?:\.[\w-]+)*\.(?:ts|hbs|md|cjs|mjs|js|scss)\b)`,
  'g',
);

/** `law/<area>/lifecycle.ts`, `proof/stories/*` and `00NN_<area>.ts` each name many files: one that exists is enough. */
function patternOf(cited: string): RegExp {
  const text = cited
    .replace(/[.\\+^$()|[\]]/g, '\\$&')
    .replace(/\{([^}]*)\}/g, (_, names: string) => `(?:${names.split(',').join('|')})`)
    .replaceAll('00NN', '\\d{4}')
    .replace(/\*\*/g, '.+')
    .replace(/<[^>]*>/g, '[^/]+')
    .replace(/(?<!\.)\*/g, '[^/]*');
  return new RegExp(`(?:^|/)${text}(?:$|[./-])`);
}

function isThere(cited: string, from: string): boolean {
  const name = cited.replace(/[.,*/-]+$/, '');
  const near = `${from.slice(0, from.lastIndexOf('/'))}/${name}`;
  for (const one of [name, `${name}.ts`, near, `${near}.ts`]) if (written.has(one) || folders.has(one)) return true;
  const pattern = patternOf(name.replace(/^decisions\//, 'docs/decisions/'));
  return files.some((file) => pattern.test(file));
}

const heading = /^#+ +(.+)$/gm;
const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/** `docs/operations.md, «Новая версия»` and `docs/operations.md#act-late`. */
const section = /([\w-]+\.md)(?:#([\w-]+)|,? \(?«([^»]+)»|,? §+ ?([\d.]+))/g;

function hasSection(file: string, anchor?: string, title?: string, number?: string): boolean {
  const found = files.find((one) => one === file || one.endsWith(`/${file}`));
  if (!found) return false;
  const text = textOf(found);
  const titles = [...text.matchAll(heading)].map(([, words = '']) => words);
  if (anchor) return text.includes(`id="${anchor}"`) || titles.some((one) => slug(one) === anchor);
  if (title) return titles.some((one) => one === title || one.includes(`«${title}»`)) || text.includes(`**${title}`);
  return titles.some((one) => one.startsWith(`${number}`));
}

const migration = /\bmigrations? (\d{4})(?:(?:,| and|…) (\d{4}))*/g;

/**
 * Everything a file cites that does not exist: line number and words. Codes count anywhere in a file, strings included;
 * in a test only its comments do, because it may try codes that must be refused.
 */
export function deadCitations(source: Source): string[] {
  const { file, text } = source;
  const words = wordsOf(source);
  const said = file.endsWith('.test.ts') || file.endsWith('.yml') ? words : text;
  const dead: [at: number, what: string][] = [];
  for (const { 0: cited, index } of words.matchAll(elsewhere)) dead.push([index, cited]);
  for (const { 0: cited, index } of said.matchAll(code))
    if (!codes.has(cited) && !noCode.has(cited)) dead.push([index, cited]);
  for (const { 0: cited, index } of words.matchAll(path)) if (!isThere(cited, file)) dead.push([index, cited]);
  for (const { 0: cited, 1: page = '', 2: anchor, 3: title, 4: number, index } of words.matchAll(section))
    if (!hasSection(page, anchor, title, number)) dead.push([index, cited]);
  for (const { 0: cited, index } of words.matchAll(migration))
    for (const [number] of cited.matchAll(/\d{4}/g))
      if (!files.some((one) => one.startsWith(`migrations/${number}_`))) dead.push([index, `migration ${number}`]);
  return dead.sort(([a], [b]) => a - b).map(([at, what]) => `${text.slice(0, at).split('\n').length}: ${what}`);
}
