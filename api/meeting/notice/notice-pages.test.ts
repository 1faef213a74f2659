import { existsSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { makeMeeting, type BallotMeeting } from '../../../proof/ballots/meeting';
import { unsettled } from '../../../proof/unsettled';
import { pageFaults, screenshot, show, visit, type Shown } from '../../../proof/pages/browser';
import { testSite, type Site } from '../../../proof/site';
import { addDocument } from '../../../store/case/documents';
import { recordNotice } from '../../../store/meeting/notice/notices';
import { meetingRoutes } from '../routes';

const HOUR = 3_600_000;
let site: Site;
let shown: Shown;
let waiting: BallotMeeting;
let named: BallotMeeting;
let draft: string;
let letter: string;
const holder = (of: BallotMeeting, index: number): string => of.rights[index]?.holder ?? '';

/** Some owners notified in each way, one letter returned, one notice without a scan. */
async function tell(): Promise<void> {
  const { caseId, opensAt } = waiting;
  letter = randomUUID();
  const at = new Date(opensAt.getTime() - 270 * HOUR);
  const line = { caseId, sentAt: at, recordedAt: at, recordedBy: holder(waiting, 0) };
  await site.db.transaction(async (trx) => {
    await recordNotice(trx, {
      ...line,
      id: letter,
      personId: holder(waiting, 1),
      way: 'letter',
      postNumber: '80100000000017',
    });
    for (const index of [2, 3])
      await recordNotice(trx, {
        ...line,
        id: randomUUID(),
        personId: holder(waiting, index),
        way: 'signature',
        effectiveAt: at,
        proofIds: index === 2 ? [await sheet(caseId, 'notice-proof', 'Ведомость.pdf')] : [],
      });
  });
}

async function sheet(caseId: string, kind: string, name: string): Promise<string> {
  const id = randomUUID();
  const paper = { id, caseId, kind, name, type: 'application/pdf', bytes: Buffer.from('%PDF-1.4'), actorId: null };
  await addDocument(site.owner, { ...paper, at: waiting.opensAt });
  return id;
}

async function file(caseId: string): Promise<void> {
  const document = await sheet(caseId, 'material', 'Смета ремонта подъездов 2027.pdf');
  await site.db('meeting_material').insert({ case_id: caseId, document_id: document, added_at: waiting.opensAt });
}

beforeAll(async () => {
  site = await testSite(meetingRoutes);
  shown = await show(site.app);
  const wish = { phase: 'noticed', opensIn: 280 * HOUR, closesIn: 500 * HOUR, rights: 60 };
  waiting = await makeMeeting(site.owner, wish);
  named = await makeMeeting(site.owner, { ...wish, rights: 3, opensIn: 200 * HOUR });
  await unsettled(site.owner, 'meeting', (trx) =>
    trx('meeting')
      .where({ case_id: named.caseId })
      .update({ posting_place: 'доски объявлений у подъездов', posting_decided_by: 'протокол № 3 от 01.06.2025' }),
  );
  await tell();
  const initiator = await site.browser(holder(waiting, 0));
  const { building_id: house } = await site.db('meeting').where({ case_id: waiting.caseId }).first('building_id');
  const wishOf = { house, initiator: 'owner', form: 'electronic', title: 'Ремонт', pack: 'council' };
  draft = (await initiator.send('/meetings', wishOf)).headers.location?.split('/').at(-1) ?? '';
  await file(draft);
});
afterAll(async () => {
  await shown.close();
  await site.close();
});

const album = process.env.ALBUM;
const looks = [{ width: 320 }, { width: 1280, dark: true }];

describe.each(looks)('pages of notices and materials, %o', (look) => {
  async function hold(of: BallotMeeting, paths: readonly (readonly [string, string])[]): Promise<void> {
    const page = await shown.page(look, (await site.browser(holder(of, 0))).cookie);
    for (const [name, path] of paths) {
      expect([name, await visit(page, shown.url + path)]).toEqual([name, 200]);
      if (album && existsSync(album))
        await screenshot(page, `${album}/${name}-${look.width}${look.dark ? 'd' : ''}.png`);
      expect([name, await pageFaults(page)]).toEqual([name, []]);
    }
    await page.close();
  }

  it('hold to WCAG, to the width and to HTML', async () => {
    const at = `/meetings/${waiting.caseId}`;
    await hold(waiting, [
      ['ledger', `${at}/notices`],
      ['ledger-none', `${at}/notices?state=returned`],
      ['notice', `${at}/notices/${letter}`],
      ['letters', `${at}/notices/letters`],
      ['posting-none', `${at}/notices/posting`],
      ['print-handover', `${at}/notices/print?paper=handover`],
      ['print-post', `${at}/notices/print?paper=post`],
      ['materials', `/meetings/${draft}/materials`],
      ['materials-none', `${at}/materials`],
      ['ledger-draft', `/meetings/${draft}/notices`],
    ]);
    await hold(named, [
      ['ledger-late', `/meetings/${named.caseId}/notices`],
      ['posting', `/meetings/${named.caseId}/notices/posting`],
      ['print-posting', `/meetings/${named.caseId}/notices/print?paper=posting`],
    ]);
  });
});
