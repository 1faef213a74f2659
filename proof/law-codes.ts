import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dayDigits } from '../law/base/russian';
import { areas, normHistory, norms, type Norm } from '../law/base/norm';
import { valueWords } from '../law/base/term-words';
import { root, sources } from './sources';

export const FILE = 'docs/law-codes.md';

const head = `# Codes of the law

Every rule has a code: a comment, a refusal, a deadline and a page cite it. The rows are \`law/norms/\`: the text below is
made of them by \`npm run law:codes\`, do not edit it. \`npm run -s law -- norm K-05\` tells one norm with all its editions,
the page \`/law/K-05\` as well. A point and a word after a code (\`K-05.share\`) name one number of that rule; «P» in a code
(\`AP-P1\`) says that the rule is this system's own. Marks: V read in a source · V2 press or commentary only · M from memory ·
M? doubtful memory · I practice · U not confirmed · P the system's own. «Used in» leaves out tests and law/norms; a dash:
its area is still to come, or a person reads it.`;

/** The folders in which each code is cited or used; folders change less often than files. */
function uses(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { file, text } of sources()) {
    if (!file.endsWith('.ts') || /\.test\.ts$|^(law\/norms|proof)\//.test(file)) continue;
    for (const [code] of text.matchAll(/(?<![\w.-])[A-Z][A-Z0-9_]*(?:-[A-Z0-9]+)*(?:\.[a-z]\w*)?(?![\w-])/g))
      found.set(code, (found.get(code) ?? new Set()).add(dirname(file)));
  }
  return found;
}

function editionsOf({ from, to }: Norm): string {
  if (!from && !to) return '';
  return ` (${[from && `с ${dayDigits(from)}`, to && `по ${dayDigits(to)}`].filter(Boolean).join(' ')})`;
}

const MOST_EDITIONS = 4;

/** All values with their days; only the last one where there are many. */
function valuesOf(editions: readonly Norm[]): string {
  const values = editions.map((one) => `${valueWords(one)}${editionsOf(one)}`);
  return values.length > MOST_EDITIONS ? `${values.length} editions, the last: ${values.at(-1)}` : values.join('; ');
}

const once = (values: readonly string[], between: string): string => [...new Set(values)].join(between);

function line(id: string, editions: readonly Norm[], used: ReadonlySet<string> | undefined): string {
  const cells = [
    editions.at(-1)?.title ?? '',
    valuesOf(editions),
    once(
      editions.map(({ citation }) => citation),
      '; ',
    ),
    once(
      editions.map(({ confidence }) => confidence),
      ', ',
    ),
    [...(used ?? [])].sort().join(', ') || '—',
  ];
  return `| ${id} | ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
}

const columns = '| Code | What it is | Value | Act | Mark | Used in |\n|---|---|---|---|---|---|';

/** The index of all codes: what each is, where it stands in the acts, where it is used here. */
export function lawCodes(): string {
  const used = uses();
  const known = new Set(norms().map(({ id }) => id));
  // Code that cites LT-P1 means LT-P1.from and LT-P1.to: such a group has no row of its own.
  const usesOf = (id: string): Set<string> => {
    const [family = id] = id.split('.');
    return new Set([...(used.get(id) ?? []), ...(known.has(family) ? [] : (used.get(family) ?? []))]);
  };
  const parts = areas.map((area) => {
    const ids = [...new Set(norms({ area }).map(({ id }) => id))].sort();
    return `## ${area}\n\n${[columns, ...ids.map((id) => line(id, normHistory(id), usesOf(id)))].join('\n')}`;
  });
  return `${[head, ...parts].join('\n\n')}\n`;
}

if (require.main === module) writeFileSync(join(root, FILE), lawCodes());
