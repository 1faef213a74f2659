import { routes } from '../api/routes';
import { seedRegistry } from '../bin/seed/registry';
import { floodDoors } from './doors/floods';
import { files } from './doors/files';
import { fuzz } from './doors/fuzz';
import { generous } from './doors/gate';
import { matrix } from './doors/matrix';
import type { Result } from './doors/result';
import { tamper } from './doors/tamper';
import { doorSite } from './doors/world';
import { writers } from './doors/writers';
import setUp from './setup';
import { testSite } from './site';
import tearDown from './teardown';

/** `npm run proof:doors -- [--small] [--seed N] [--only name]`: everything an attacker would try, in one table. */
interface Options {
  seed: number;
  small: boolean;
}

const PER_ROUTE = { small: 200, whole: 260 };

const CELLS = { small: 1_200, whole: 8_000 };
const ROWS = { small: 1, whole: 3 };

const suites: Readonly<Record<string, (options: Options) => Promise<Result>>> = {
  async fuzz({ seed, small }) {
    const site = await doorSite();
    try {
      return await fuzz(site, { seed, perRoute: small ? PER_ROUTE.small : PER_ROUTE.whole });
    } finally {
      await site.close();
    }
  },
  async files({ seed }) {
    const site = await testSite(routes, { rates: generous });
    try {
      await seedRegistry(site.owner);
      return await files(site, seed);
    } finally {
      await site.close();
    }
  },
  async matrix({ seed, small }) {
    const site = await testSite(routes, { rates: generous });
    try {
      return await matrix(site, { seed, cells: small ? CELLS.small : CELLS.whole });
    } finally {
      await site.close();
    }
  },
  tamper: ({ seed, small }) => tamper({ seed, rows: small ? ROWS.small : ROWS.whole }),
  writers,
  floods: floodDoors,
};

const SHOWN = 20;
const SEED = 20_261_127;

function argument(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

function print(results: readonly Result[]): void {
  const head = ['suite', 'tried', 'held', 'worst', 'seed'];
  const rows = results.map(({ suite, tried, held, worst, seed }) => [suite, tried, held, worst, seed].map(String));
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of [head, ...rows])
    console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  for (const { suite, wrong } of results.filter(({ wrong: fell }) => fell.length > 0)) {
    console.log(`\n${suite}: ${wrong.length} fell`);
    for (const line of wrong.slice(0, SHOWN)) console.log(`  ${line}`);
  }
}

/** A suite that cannot run proves nothing, so it counts as failed. */
const fallen = (suite: string, seed: number, error: unknown): Result => ({
  suite,
  seed,
  tried: 1,
  held: 0,
  worst: 'did not run',
  wrong: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
});

async function main(): Promise<number> {
  const only = argument('only');
  const options = { seed: Number(argument('seed') ?? SEED), small: process.argv.includes('--small') };
  const chosen = Object.entries(suites).filter(([name]) => only === undefined || name === only);
  if (chosen.length === 0) throw new Error(`No such suite: ${only}. There are: ${Object.keys(suites).join(', ')}`);
  await setUp();
  const results: Result[] = [];
  try {
    for (const [name, run] of chosen) {
      const began = performance.now();
      const result = await run(options).catch((error: unknown) => fallen(name, options.seed, error));
      results.push(result);
      const seconds = Math.round((performance.now() - began) / 1_000);
      console.log(`${name}: ${result.held} of ${result.tried} held, ${seconds} s`);
    }
  } finally {
    await tearDown();
  }
  print(results);
  return results.every(({ wrong }) => wrong.length === 0) ? 0 : 1;
}

void main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
