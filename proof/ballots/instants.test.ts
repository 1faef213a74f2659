import type { Desk } from '../../api/meeting/paper/paper';
import { votingRoutes } from '../../api/meeting/vote/routes';
import { ballotsOf } from '../../store/meeting/ballots/read';
import { dumpOf } from '../../store/meeting/ballots/dump';
import { seal } from '../../store/meeting/ballots/seal';
import { verifyDump } from '../../store/meeting/ballots/verify';
import { countNow, writeCount } from '../../store/meeting/results';
import { testSite, type Site } from '../site';
import { stopClock } from '../stopped-clock';
import { makeMeeting, type BallotMeeting } from './meeting';

const ZONE = 'Europe/Moscow';
const MINUTE = 60_000;
const PAPER_ENDS = 48 * 60 * MINUTE;

let site: Site;
let meeting: BallotMeeting;
beforeEach(async () => {
  site = await testSite(votingRoutes);
  meeting = await makeMeeting(site.owner, { rights: 4, questions: 1 });
});
afterEach(() => site.close());

const holder = (index: number): string => meeting.rights[index]?.holder ?? '';
const at = (leaf: string): string => `/meetings/${meeting.caseId}/${leaf}`;
const later = (from: Date, ms: number): Date => new Date(from.getTime() + ms);

/** The answers were marked before; only the instant of the signature is judged. */
async function signAt(instant: Date, index: number): Promise<number> {
  await stopClock(site.owner, later(meeting.opensAt, MINUTE));
  const browser = await site.browser(holder(index));
  expect((await browser.send(at('vote/1'), { answer: 'for' })).status).toBe(303);
  await stopClock(site.owner, instant);
  return (await browser.send(at('check-answers'), { signed: 'yes' })).status;
}

describe('a decision signed on a page', () => {
  it('is taken at the close less a millisecond, and at the close and a millisecond later it is not', async () => {
    const { closesAt, caseId } = meeting;
    expect(await signAt(later(closesAt, -1), 0)).toBe(303);
    expect(await signAt(closesAt, 1)).toBe(409);
    expect(await signAt(later(closesAt, 1), 2)).toBe(409);
    expect((await ballotsOf(site.db, caseId)).map((one) => one.receivedAt)).toEqual([
      later(closesAt, -1).toISOString(),
    ]);
  });

  it('is taken at the very instant of the opening, and not a millisecond before', async () => {
    const { opensAt, caseId } = meeting;
    expect(await signAt(later(opensAt, -1), 0)).toBe(409);
    expect(await signAt(opensAt, 1)).toBe(303);
    expect((await ballotsOf(site.db, caseId)).map((one) => one.receivedAt)).toEqual([opensAt.toISOString()]);
  });
});

describe('a decision on paper, taken in on a page', () => {
  it('counts a minute before the 48 hours and at them; a minute later it is kept, told late and not counted', async () => {
    const { closesAt, caseId } = meeting;
    const ends = later(closesAt, -PAPER_ENDS);
    const sheets = [await handAt(later(ends, -MINUTE), 0), await handAt(ends, 1), await handAt(later(ends, MINUTE), 2)];
    expect(sheets.map(({ state }) => state)).toEqual(['typed-once', 'typed-once', 'late']);
    // Typed for the second time after the deadline: what counts is when the sheet was handed over.
    const desk = await site.browser(meeting.administrator);
    for (const { id } of sheets.slice(0, 2)) await desk.send(at(`paper/sheets/${id}`), { marks: '1:for' });
    await stopClock(site.owner, closesAt);
    await site.db.transaction(async (trx) => {
      await seal(trx, caseId, closesAt);
      const count = await countNow(trx, caseId, ZONE);
      if (count) await writeCount(trx, caseId, count, closesAt);
    });
    const { dump } = verifyDump((await dumpOf(site.db, caseId, 'full')) ?? '');
    expect(dump.count?.outcomes?.map(({ verdict }) => verdict).sort()).toEqual(['counted', 'counted', 'late']);
  });
});

async function handAt(instant: Date, index: number): Promise<{ id: string; state: string }> {
  await stopClock(site.owner, instant);
  const desk = await site.browser(meeting.administrator);
  const right = meeting.rights[index];
  const form = {
    holderId: `${right?.id}:${right?.holder}`,
    channel: 'hand',
    decided: instant.toISOString().slice(0, 10),
    marks: '1:for',
    comment: 'Лист у администратора',
    particulars: ['voter', 'title', 'snils', 'signature'],
  };
  expect((await desk.send(at('paper'), form)).status).toBe(303);
  const { sheets } = (await desk.get(at('paper')).set('Accept', 'application/json')).body as Desk;
  const sheet = sheets.find((one) => one.right === right?.id);
  return { id: sheet?.id ?? '', state: sheet?.state ?? '' };
}
