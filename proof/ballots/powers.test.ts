import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { canonical, type Plain } from '../../law/base/canonical';
import { Broken } from '../../store/meeting/ballots/broken';
import { parseDump } from '../../store/meeting/ballots/parse';
import { verifyDump } from '../../store/meeting/ballots/verify';

type Verdict = { holds: true } | { holds: false; says: string };
type Second = (text: string, note?: string) => Promise<Verdict>;

const text = readFileSync(join(__dirname, 'vectors/powers.ndjson'), 'utf8');
const source = readFileSync(join(__dirname, '../../templates/assets/ballot-log.js'), 'utf8');
const browser: { verifyBallotLog?: Second } = createContext({ crypto, TextEncoder });
runInContext(source, browser);

const first = (dump: string): boolean => {
  try {
    verifyDump(dump);
    return true;
  } catch (error) {
    if (error instanceof Broken) return false;
    throw error;
  }
};
const both = async (dump: string): Promise<boolean[]> => [
  first(dump),
  (await browser.verifyBallotLog?.(dump))?.holds ?? false,
];

type Change = (outcomes: { verdict: string; conflict: boolean }[], question: Record<string, string>) => void;

/** The count of the vector with a change; counts are not signed. */
function recounted(change: Change): string {
  const lines = text.trimEnd().split('\n');
  const last = JSON.parse(lines.at(-1) ?? '') as {
    count: { outcomes: { verdict: string; conflict: boolean }[]; questions: [Record<string, string>] };
  };
  change(last.count.outcomes, last.count.questions[0]);
  return `${[...lines.slice(0, -1), canonical(last as unknown as Plain)].join('\n')}\n`;
}

/** A fixed log made by proof/ballots/vectors/make.ts: which decision of a right counts, and what a power is. */
describe('the vector of powers', () => {
  it('holds for both verifiers, and says of each decision what the document says', async () => {
    expect(await both(text)).toEqual([true, true]);
    const { entries, register, count } = parseDump(text);
    const ways = entries.map(({ record }) => (record?.proxy ? `${record.channel} by power` : record?.channel));
    expect(ways.map((way, index) => [way, count?.outcomes?.[index]?.verdict])).toEqual([
      ['online by power', 'duplicate'],
      ['online', 'counted'],
      ['online by power', 'counted'],
      ['online by power', 'power-refused'],
      ['online by power', 'power-refused'],
      ['online', 'counted'],
      ['hand by power', 'no-power'],
      ['online by power', 'duplicate'],
      ['hand', 'counted'],
      ['hand', 'duplicate'],
    ]);
    expect(count).toMatchObject({ participating: '135.55', online: '98.38', hand: '37.17' });
    expect(count?.questions[0]).toMatchObject({ for: '67.27', against: '68.28' });
    expect(register?.proxies.filter(({ refused }) => refused)).toHaveLength(2);
  });

  it.each<[string, Change]>([
    [
      'the agent’s decision taken for the owner’s, and the sums after it',
      ([agent, own], question) => {
        if (agent && own) [agent.verdict, own.verdict] = ['counted', 'duplicate'];
        Object.assign(question, { for: '98.38', against: '37.17' });
      },
    ],
    ['a decision by a refused power counted', (all) => void (all[3] && (all[3].verdict = 'counted'))],
    ['a refused power called an unproven one', (all) => void (all[3] && (all[3].verdict = 'no-power'))],
    ['an unproven power called a refused one', (all) => void (all[6] && (all[6].verdict = 'power-refused'))],
    ['a good power called unproven', (all) => void (all[2] && (all[2].verdict = 'no-power'))],
    ['nothing of a right counted', (all) => void (all[2] && (all[2].verdict = 'duplicate'))],
    ['a conflict of one owner with himself', (all) => void (all[0] && (all[0].conflict = true))],
  ])('is refused by both with %s', async (_, change) => {
    expect(await both(recounted(change))).toEqual([false, false]);
  });
});
