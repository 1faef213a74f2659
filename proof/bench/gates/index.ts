import { parseArgs } from 'node:util';
import { machine, print } from '../measure';
import { cold } from './cold';
import { crowd } from './crowd';
import { flood } from './flood';
import { loadNow, type Gate, type Row } from './gate';
import { history } from './history';
import { intake } from './intake';
import { letters } from './letters';
import { many } from './many';
import { stop } from './stop';
import { year } from './year';

/** Gates that take minutes and need a quiet machine run only when named. */
const usual: Readonly<Record<string, Gate>> = { intake, flood, history, crowd, stop, many, letters };
const asked: Readonly<Record<string, Gate>> = { cold, year };

/**
 * `npm run bench -- [--small] [--only intake,flood] [--cold] [--year]`: all figures the kernel promises, in one table;
 * exits with 1 when a limit is missed.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      small: { type: 'boolean', default: false },
      only: { type: 'string' },
      cold: { type: 'boolean', default: false },
      year: { type: 'boolean', default: false },
    },
  });
  const gates = chosen(values);
  const rows: (Row & { load: string })[] = [];
  for (const [name, gate] of gates) {
    const load = loadNow();
    const say = (sentence: string): void => console.log(`${name}: ${sentence}`);
    say(`begins, load ${load}`);
    const found = await gate({ small: values.small, say }).catch((error: unknown): Row[] => [
      { what: name, figure: error instanceof Error ? error.message : 'failed', gate: 'ends', held: false },
    ]);
    rows.push(...found.map((row) => ({ ...row, load: `${load}–${loadNow()}` })));
    for (const { what, figure, held } of found) say(`${what}: ${figure}${held === false ? ' (missed)' : ''}`);
  }
  console.log(`\n${machine()}${values.small ? ', --small' : ''}\n`);
  print(
    ['what', 'figure', 'bare', 'ratio', 'gate', 'held', 'load'],
    rows.map(({ what, figure, bare = '', ratio, gate, held, load }) => [
      ...[what, figure, bare, ratio?.toFixed(2) ?? '', gate],
      ...[held === null ? '' : held ? 'yes' : 'MISSED', load],
    ]),
  );
  process.exitCode = rows.some(({ held }) => held === false) ? 1 : 0;
}

interface Chosen {
  only?: string;
  cold: boolean;
  year: boolean;
}

function chosen({ only, ...more }: Chosen): [string, Gate][] {
  const all = Object.entries({ ...usual, ...asked });
  const names = only?.split(',');
  const unknown = names?.filter((name) => !all.some(([known]) => known === name)) ?? [];
  if (unknown.length > 0)
    throw new Error(`No such gate: ${unknown.join(', ')}. There are ${all.map(([name]) => name).join(', ')}.`);
  return all.filter(([name]) => (names ? names.includes(name) : name in usual || more[name as 'cold' | 'year']));
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
