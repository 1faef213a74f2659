import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import jsQR from 'jsqr';
import { makeMeeting, powerOf, type BallotMeeting } from '../../../proof/ballots/meeting';
import { sealedMeeting } from '../../../proof/ballots/sealed';
import {
  pageFaults,
  screenshot,
  show,
  sideScroll,
  visit,
  type Look,
  type Page,
  type Shown,
} from '../../../proof/pages/browser';
import { testSite, type Site } from '../../../proof/site';
import { signCheckpoints } from '../../../store/meeting/ballots/checkpoints';
import { takePaper } from '../../../store/meeting/ballots/paper';
import { giveProxy } from '../../../store/meeting/ballots/proxies';
import { votingRoutes } from './routes';

let site: Site;
let shown: Shown;
let open: BallotMeeting;
let over: BallotMeeting;
let sheet: string;
let power: string;
let tracker: string;
const holder = (of: BallotMeeting, index: number): string => of.rights[index]?.holder ?? '';

const AGENDA = [
  'Выбрать управляющей организацией ООО «Заря»',
  'Провести текущий ремонт подъездов в 2027 году',
  'Избрать совет дома из пяти человек',
];

/** Replaces the words of the sample by those of a real notice. */
async function dress({ caseId, questions }: BallotMeeting): Promise<void> {
  await site.owner.transaction(async (trx) => {
    for (const [table, trigger] of triggers) await trx.raw(`alter table ${table} disable trigger ${trigger}`);
    for (const [index, id] of questions.entries()) {
      await trx('meeting_question')
        .where({ id })
        .update({
          wording: AGENDA[index],
          proposal: 'Заключить договор на три года, плата 28 рублей за квадратный метр.',
          speaker: 'Лебедева Анна Сергеевна',
        });
    }
    await trx('meeting')
      .where({ case_id: caseId })
      .update({
        title: 'Выбор управляющей организации и ремонт',
        paper_address: 'ул. Свердлова, 12, кв. 1, будни 10:00–17:00',
        materials_place: 'у вахтёра',
      });
    await trx('case_file')
      .where({ id: caseId })
      .update({ number: caseId === open.caseId ? 'ОСС-2026-000131' : 'ОСС-2026-000132' });
    await trx('building')
      .whereIn('id', trx('case_file').where({ id: caseId }).select('building_id'))
      .update({ address: 'ул. Свердлова, 12' });
    for (const [table, trigger] of triggers) await trx.raw(`alter table ${table} enable trigger ${trigger}`);
  });
}

const triggers = [
  ['meeting_question', 'frozen'],
  ['meeting', 'terms_stay'],
  ['case_file', 'settled'],
] as const;

beforeAll(async () => {
  site = await testSite(votingRoutes);
  shown = await show(site.app);
  open = await makeMeeting(site.owner, { rights: 6, questions: 3 });
  over = await sealedMeeting(site.db, site.owner, 12);
  await Promise.all([dress(open), dress(over)]);
  [sheet, power] = [randomUUID(), randomUUID()];
  await site.db.transaction(async (trx) => {
    await giveProxy(trx, { ...powerOf(open, holder(open, 5), holder(open, 0)), id: power });
    await giveProxy(trx, powerOf(open, holder(open, 5), holder(open, 3)));
  });
  await site.db.transaction((trx) =>
    takePaper(trx, {
      id: sheet,
      caseId: open.caseId,
      rightId: open.rights[4]?.id ?? '',
      holderId: holder(open, 4),
      channel: 'hand',
      decidedOn: null,
      comment: 'Лист у секретаря',
      marks: {},
      particulars: [],
      by: open.administrator,
    }),
  );
});
beforeAll(async () => {
  const [ballot] = await site.db('meeting_ballot').where({ case_id: over.caseId }).orderBy('seq');
  tracker = String(ballot.leaf).slice(0, 20);
});
afterAll(async () => {
  await shown.close();
  await site.close();
});

async function pageOf(personId: string | null, look?: Look): Promise<Page> {
  return shown.page(look, (await site.browser(personId)).cookie);
}

const submit = async (page: Page, selector = 'main form button'): Promise<void> => {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
};

const album = process.env.ALBUM;
async function keep(page: Page, name: string, width: number): Promise<void> {
  if (album && existsSync(album)) await screenshot(page, `${album}/${name}-${width}.png`);
}

const looks = [{ width: 320 }, { width: 1280, dark: true }, { width: 1280 }];

describe.each(looks)('pages of a voting owner, %o', (look) => {
  const at = (leaf: string, of = open): string => `${shown.url}/meetings/${of.caseId}/${leaf}`;
  const ours: [string, () => string][] = [
    ['read', () => at('vote')],
    ['ballot', () => at('ballot')],
    ['sign', () => at('check-answers')],
    ['turnout', () => at('result')],
    ['discussion', () => at('discussion')],
    ['invite', () => at('invite')],
    ['poster', () => at('invite/poster')],
    ['proxies', () => at('proxies')],
    ['receipt', () => at('receipt', over)],
    ['result', () => at('result', over)],
    ['check', () => `${shown.url}/check`],
    ['tracker', () => `${shown.url}/check/${tracker}`],
  ];
  const desk: [string, () => string][] = [
    ['paper', () => at('paper')],
    ['paper-new', () => `${at('paper/new')}?flat=3`],
    ['paper-again', () => at(`paper/sheets/${sheet}`)],
    ['powers', () => at('proxies')],
    ['power', () => at(`proxies/${power}`)],
  ];

  it('hold to WCAG, to the width and to HTML', async () => {
    const page = await pageOf(holder(open, 1), look);
    for (const [name, url] of ours) {
      if (url().includes(over.caseId))
        await page.setCookie({
          name: 'domovoy-session',
          value: (await site.browser(holder(over, 0))).cookie.split('=')[1] ?? '',
          url: shown.url,
        });
      expect([name, await visit(page, url())]).toEqual([name, 200]);
      await keep(page, name, look.width + (look.dark ? 1 : 0));
      expect(await pageFaults(page)).toEqual([]);
    }
    await page.close();
  });

  it('hold for whoever has several voices', async () => {
    const page = await pageOf(holder(open, 0), look);
    expect(await visit(page, at('vote'))).toBe(200);
    await keep(page, 'voices', look.width + (look.dark ? 1 : 0));
    expect(await pageFaults(page)).toEqual([]);
    await page.close();
  });

  it('hold at the administrator’s desk as well', async () => {
    const page = await pageOf(open.administrator, look);
    for (const [name, url] of desk) {
      expect([name, await visit(page, url())]).toEqual([name, 200]);
      await keep(page, name, look.width + (look.dark ? 1 : 0));
      expect(await pageFaults(page)).toEqual([]);
    }
    await page.close();
  });
});

it('lets an owner vote, sign and find the vote again on a phone without scripts', async () => {
  const page = await pageOf(holder(open, 2), { width: 320, script: false });
  await visit(page, `${shown.url}/meetings/${open.caseId}/vote`);
  await submit(page, '.next a.govuk-button');
  for (const [index, answer] of ['for', 'against', 'abstained'].entries())
    await page.click(`#q${index + 1} input[value="${answer}"]`);
  await submit(page);
  expect(new URL(page.url()).pathname).toBe(`/meetings/${open.caseId}/check-answers`);
  await page.click('#signed');
  await submit(page);
  const tracker = await page.$eval('.receipt b', (mark) => mark.textContent);
  await signCheckpoints(site.db);
  const elsewhere = await pageOf(null, { width: 320, script: false });
  await visit(elsewhere, `${shown.url}/check`);
  await elsewhere.type('#number', String(tracker));
  await submit(elsewhere);
  expect(await elsewhere.$eval('h1', (title) => title.textContent)).toBe('Голос записан и не изменён');
  expect(await sideScroll(elsewhere)).toEqual([]);
});

it('prints a code that a camera reads as the address of the meeting', async () => {
  const page = await pageOf(holder(open, 1));
  await visit(page, `${shown.url}/meetings/${open.caseId}/invite/poster`);
  const { data, width, height } = (await page.evaluate(`(() => {
    const image = document.querySelector('main img');
    const canvas = Object.assign(document.createElement('canvas'), { width: 300, height: 300 });
    const paint = canvas.getContext('2d');
    paint.drawImage(image, 0, 0, 300, 300);
    const { data, width, height } = paint.getImageData(0, 0, 300, 300);
    return { data: [...data], width, height };
  })()`)) as { data: number[]; width: number; height: number };
  const read = jsQR(Uint8ClampedArray.from(data), width, height);
  expect(read?.data).toBe('http://localhost:8080/v/26-131');
  await page.close();
});

it('draws a refused form with its errors where they belong', async () => {
  const page = await pageOf(holder(open, 3), { width: 320 });
  await visit(page, `${shown.url}/meetings/${open.caseId}/ballot`);
  await page.click('#q1 input[value="for"]');
  await submit(page);
  await submit(page);
  expect(await page.$eval('#signed-error', (one) => one.textContent)).toContain('Поставьте отметку');
  expect(await pageFaults(page)).toEqual([]);
  await keep(page, 'refused', 320);
  await page.close();
});
