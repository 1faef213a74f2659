import type { Site } from '../site';
import { crawl } from './eyes/crawl';
import { makeTown } from './eyes/town';
import { gates } from './gate';
import type { Result } from './result';

/**
 * Who may see and do what, as cells of route × role × relation × phase. The permission check of every route is tested
 * alone, for reads and writes; then a generated town is walked as everybody in it, over `cells` addresses, and a table
 * that knows nothing of the code judges what each may see. The site must serve all routes, with rate limits that allow
 * a walk (`generous`).
 */
export async function matrix(site: Site, { cells, seed }: { cells: number; seed: number }): Promise<Result> {
  const gate = await gates();
  const walked = await crawl(site, await makeTown(site), { cells, seed });
  const wrong = [...gate.wrong, ...walked.wrong];
  const tried = gate.tried + walked.tried;
  const worst = wrong[0] ?? `${gate.tried} gates and ${walked.cells} kinds of cells in ${walked.tried} answers hold`;
  return { suite: 'matrix', tried, held: Math.max(0, tried - wrong.length), worst, seed, wrong };
}
