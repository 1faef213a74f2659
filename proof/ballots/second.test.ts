import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { Broken } from '../../store/meeting/ballots/broken';
import { checkpointsOf } from '../../store/meeting/ballots/checkpoints';
import { noteOf } from '../../store/meeting/ballots/checkpoint';
import { dumpOf } from '../../store/meeting/ballots/dump';
import { publicKeyOf } from '../../store/case/signing-key';
import { verifyDump } from '../../store/meeting/ballots/verify';
import type { LawRule } from '../../law/meeting/stages-of-law';
import { votingRoutes } from '../../api/meeting/vote/routes';
import { axeViolations, openBrowser, openPage, serve, sideScroll, visit } from '../pages/browser';
import { testSite, type Site } from '../site';
import { sealedMeeting } from './sealed';

type Verdict = { holds: true; size: number; sealed: boolean; counted: boolean } | { holds: false; says: string };
type Second = (text: string, note?: string) => Promise<Verdict>;

const source = readFileSync(join(__dirname, '../../templates/assets/ballot-log.js'), 'utf8');
const MUTATIONS = 400;

/** Two verifiers without common code: what one misses, the other sees. */
describe('the verifier that runs in a browser', () => {
  let full = '';
  let open = '';
  let note = '';
  let second: Second;
  let site: Site;

  beforeAll(async () => {
    site = await testSite(votingRoutes);
    const { db, owner } = site;
    const { caseId } = await sealedMeeting(db, owner, 16);
    full = (await dumpOf(db, caseId, 'full')) ?? '';
    open = (await dumpOf(db, caseId, 'public')) ?? '';
    const [first] = await checkpointsOf(db, caseId);
    note = first ? noteOf(first, (await publicKeyOf(db)) ?? '') : '';
    const browser: { verifyBallotLog?: Second } = createContext({ crypto, TextEncoder });
    runInContext(source, browser);
    second = browser.verifyBallotLog ?? (() => Promise.reject(new Error('The page offers no verifier.')));
  });

  afterAll(() => site.close());

  it('finds an honest log whole, with openings and without, and a witness’s note in it', async () => {
    expect(await second(full)).toMatchObject({ holds: true, size: 17, sealed: true, counted: true });
    expect(await second(open, note)).toMatchObject({ holds: true, size: 17 });
  });

  it('holds a meeting judged by stages too, whose paper without a day or СНИЛС counts', async () => {
    const { db, owner } = site;
    const verdictsOf = async (lawRule: LawRule): Promise<string[]> => {
      const { caseId } = await sealedMeeting(db, owner, 4, { lawRule, bare: true });
      const text = (await dumpOf(db, caseId, 'full')) ?? '';
      const { dump } = verifyDump(text);
      expect(await second(text)).toMatchObject({ holds: true, counted: true });
      expect(dump.terms.rule).toBe(lawRule === 'stages' ? 'stages' : undefined);
      const paper = dump.entries.filter(({ record }) => record?.decidedOn === null && record.channel === 'hand');
      return paper.map(
        ({ record }) => dump.count?.outcomes?.find(({ ballot }) => ballot === record?.id)?.verdict ?? '',
      );
    };
    expect(await verdictsOf('stages')).toEqual(['counted']);
    expect(await verdictsOf('single')).toEqual(['undated']);
  });

  it('refuses a note that the log does not contain, and one that was cut', async () => {
    const other = note.replace(/size \d+/, 'size 999');
    expect(await second(open, other)).toMatchObject({ holds: false, says: expect.stringContaining('переписан') });
    expect(await second(open, note.slice(0, 80))).toMatchObject({ holds: false });
  });

  it('sees any single byte that was changed in what is signed, as the first one does', async () => {
    const first = (text: string): boolean => {
      try {
        verifyDump(text);
        return true;
      } catch (error) {
        if (error instanceof Broken) return false;
        throw error;
      }
    };
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.nat(), fc.integer({ min: 1, max: 127 }), async (opened, place, flip) => {
        const bytes = Buffer.from(opened ? full : open);
        const at = place % bytes.indexOf('{"count"');
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        const changed = bytes.toString('utf8');
        expect([at, first(changed), (await second(changed)).holds]).toEqual([at, false, false]);
      }),
      { numRuns: MUTATIONS },
    );
  });

  it('recounts the sums that nobody signed', async () => {
    const more = (text: string, name: string): string =>
      text.replace(new RegExp(`"${name}":"(\\d+)`), (_, digits: string) => `"${name}":"${Number(digits) + 1}`);
    for (const name of ['participating', 'online', 'hand', 'for', 'against', 'abstained', 'invalid', 'absent'])
      expect([name, (await second(more(full, name))).holds]).toEqual([name, false]);
    expect(await second(full.replace('"verdict":"duplicate"', '"verdict":"counted"'))).toMatchObject({ holds: false });
  });

  it('works on a page that everyone can open, and sends the file nowhere', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'domovoy-log-'));
    const served = await serve(site.app);
    const browser = await openBrowser();
    try {
      const page = await openPage(browser, { width: 320, height: 720 });
      const answer = async (text: string): Promise<string> => {
        const path = join(folder, 'log.jsonl');
        writeFileSync(path, text);
        expect(await visit(page, `${served.url}/check/log`)).toBe(200);
        await (await page.$('input[type=file]'))?.uploadFile(path);
        await page.click('main button');
        await page.waitForFunction('document.getElementById("ballot-log-answer").textContent.length > 15');
        return String(await page.evaluate('document.getElementById("ballot-log-answer").textContent'));
      };
      expect(await answer(open)).toMatch(/^Журнал цел\..*Решений в журнале: 17/);
      expect([await axeViolations(page), await sideScroll(page)]).toEqual([[], []]);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.method()));
      expect(await answer(open.replace('"online":"', '"online":"9'))).toMatch(/^Журнал не сходится/);
      expect(asked).not.toContain('POST');
    } finally {
      await browser.close();
      await served.stop();
      rmSync(folder, { recursive: true });
    }
  });
});
