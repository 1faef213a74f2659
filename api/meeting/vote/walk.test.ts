import { existsSync } from 'node:fs';
import { makeMeeting, type BallotMeeting } from '../../../proof/ballots/meeting';
import {
  axeViolations,
  screenshot,
  shellFaults,
  show,
  sideScroll,
  type Page,
  type Shown,
} from '../../../proof/pages/browser';
import { testSite, type Site } from '../../../proof/site';
import { unsettled } from '../../../proof/unsettled';
import { activate, startActivation } from '../../../store/access/accounts';
import { letterSource } from '../../../store/letters/letters';
import { writeCircular } from '../../../store/meeting/notice/letters';
import { compose, composeSms } from '../../../templates/letters/compose';
import { letterView } from '../../../templates/letters/view';
import { routes } from '../../routes';
import { hashPassword } from '../../security/password';

/** What the whole way may take after sign-in, and what it takes today. */
const MOST = { pages: 4, taps: 13 };
const PASSWORD = 'correct horse battery staple';
const AGENDA = [
  'Избрать председателем собрания Крылову Татьяну Борисовну, секретарём — Туманова Ивана Андреевича',
  'Избрать в счётную комиссию Чистякова Михаила Андреевича и Орлову Наталью Сергеевну',
  'Избрать в совет дома Крылову Татьяну Борисовну, Туманова Ивана Андреевича, Чистякова Михаила Андреевича',
  'Избрать председателем совета дома Крылову Татьяну Борисовну',
  'Дать совету дома право решать о текущем ремонте',
  'Дать председателю совета право подписывать акты приёмки работ',
  'Платить председателю совета 3 рубля с квадратного метра в месяц вместе с платой за содержание жилья',
  'Вывешивать итоги собраний на досках объявлений в подъездах',
  'Хранить копии протокола и решений в управляющей организации «Уют», ул. Мира, 2',
];
const KINDS = [
  'PROC_CHAIR_SECRETARY',
  'PROC_COUNTING',
  'COUNCIL_ELECT',
  'COUNCIL_CHAIR',
  'COUNCIL_POWER_REPAIR',
  'CHAIR_EXTRA_POWERS',
  'CHAIR_PAY',
  'PROC_RESULT_PLACE',
  'PROC_STORAGE',
];

let site: Site;
let shown: Shown;
let meeting: BallotMeeting;

beforeAll(async () => {
  site = await testSite(routes);
  shown = await show(site.app);
  meeting = await makeMeeting(site.owner, { rights: 6, questions: AGENDA.length });
  for (const [index, id] of meeting.questions.entries())
    await unsettled(site.owner, 'meeting_question', (trx) =>
      trx('meeting_question').where({ id }).update({ wording: AGENDA[index], kind: KINDS[index], proposal: '' }),
    );
  await unsettled(site.owner, 'meeting', (trx) =>
    trx('meeting').where({ case_id: meeting.caseId }).update({ title: 'Совет дома и текущий ремонт' }),
  );
  await unsettled(site.owner, 'case_file', (trx) =>
    trx('case_file')
      .where({ id: meeting.caseId })
      .update({ number: 'ОСС-2026-000131', topic: 'Совет дома и текущий ремонт' }),
  );
  await unsettled(site.owner, 'building', (trx) =>
    trx('building')
      .whereIn('id', trx('case_file').where({ id: meeting.caseId }).select('building_id'))
      .update({ address: 'Лесная, 8' }),
  );
  await site.db.transaction((trx) =>
    writeCircular(trx, {
      caseId: meeting.caseId,
      circle: 'holders',
      letter: 'meeting-opened',
      key: 'open',
      facts: {},
      urgent: true,
      at: new Date(),
    }),
  );
});
afterAll(async () => {
  await shown.close();
  await site.close();
});

/** An owner with a password, and the letter about the opening as it leaves for them. */
async function owner(index: number): Promise<{ login: string; link: string; short: string }> {
  const personId = meeting.rights[index]?.holder ?? '';
  const login = `owner${index}@example.ru`;
  await activate(site.db, await startActivation(site.db, { personId, login }), await hashPassword(PASSWORD));
  const { id } = await site.db('delivery').where({ letter: 'meeting-opened', person_id: personId }).first('id');
  const source = await letterSource(site.db, id);
  if (!source) throw new Error('there is no letter');
  const view = letterView(source, shown.url);
  const [, link = ''] = /href="([^"]+)"/.exec(compose('meeting-opened', view).html) ?? [];
  const [, short = ''] = / (http\S+)$/.exec(composeSms('meeting-opened', view)) ?? [];
  return { login, link, short };
}

const title = (page: Page): Promise<string> => page.$eval('h1', (one) => (one.textContent ?? '').trim());
const going = (page: Page, act: () => Promise<unknown>): Promise<unknown> =>
  Promise.all([page.waitForNavigation(), act()]);

/** Follows the link of a letter and signs in; from then on pages are counted. */
async function arrive(page: Page, link: string, login: string): Promise<() => number> {
  await page.goto(link);
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await page.type('#login', login);
  await page.type('#password', PASSWORD);
  let pages = 0;
  page.on('response', (response) => {
    if (response.request().resourceType() === 'document' && response.ok()) pages += 1;
  });
  await going(page, () => page.click('form[action="/sign-in"] button'));
  return () => pages;
}

const album = process.env.ALBUM;
async function keep(page: Page, name: string): Promise<void> {
  if (album && existsSync(album)) await screenshot(page, `${album}/walk-${name}.png`);
}

const LOOKS = [320, 360, 1280].flatMap((width) => [false, true].map((dark) => ({ width, dark })));

/** Light and dark, narrow and wide: nothing in the way of anybody. */
async function lookOver(page: Page, name: string): Promise<void> {
  expect([name, await shellFaults(page)]).toEqual([name, []]);
  for (const { width, dark } of LOOKS) {
    await page.setViewport({ width, height: 740 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]);
    expect([name, width, dark, await axeViolations(page), await sideScroll(page)]).toEqual([name, width, dark, [], []]);
    await keep(page, `${name}-${width}${dark ? '-dark' : ''}`);
  }
  await page.setViewport({ width: 360, height: 740 });
}

const choice = (number: number): string => (number === 3 ? 'abstained' : number === 7 ? 'against' : 'for');

describe.each([{ script: true }, { script: false }])('an owner on a phone, %o', ({ script }) => {
  it('comes from the letter to the receipt of nine questions in few pages and taps', async () => {
    const { login, link } = await owner(script ? 1 : 2);
    const page = await shown.page({ width: 360, height: 740, script });
    const pages = await arrive(page, link, login);
    let taps = 0;
    const tap = async (selector: string): Promise<void> => {
      taps += 1;
      await page.click(selector);
    };
    expect(new URL(page.url()).pathname).toBe(`/meetings/${meeting.caseId}/ballot`);
    expect(await title(page)).toBe('Совет дома и текущий ремонт');
    for (let number = 1; number <= AGENDA.length; number += 1)
      await tap(`#q${number} label:has([value="${choice(number)}"])`);
    expect(await page.$$('.bar .menu, .bar nav')).toEqual([]);
    if (script) await lookOver(page, 'ballot');
    await going(page, () => tap('.end .govuk-button'));
    expect(await title(page)).toBe('Проверьте и подпишите');
    if (script) await lookOver(page, 'sign');
    await tap('label[for="signed"]');
    await going(page, () => tap('.end .govuk-button'));
    expect(await title(page)).toBe('Решение принято');
    if (script) await lookOver(page, 'receipt');
    expect({ pages: pages(), taps }).toEqual({ pages: 3, taps: AGENDA.length + 3 });
    expect([pages() <= MOST.pages, taps <= MOST.taps]).toEqual([true, true]);
    const [ballot] = await site.db('meeting_ballot').where({ person_id: meeting.rights[script ? 1 : 2]?.holder });
    const marks = meeting.questions.map((_, index) => [choice(index + 1)]);
    expect(meeting.questions.map((id) => ballot.marks[id])).toEqual(marks);
    await page.goto(`${shown.url}/meetings/${meeting.caseId}`);
    expect(await page.$eval('.next', (one) => one.textContent)).toContain('Вы проголосовали');
    await page.close();
  }, 120_000);
});

it('begins from the short address of a text message and from the card of the meeting as well', async () => {
  const { login, short } = await owner(3);
  expect(short).toBe(`${shown.url}/v/26-131`);
  const page = await shown.page({ width: 360, height: 740, script: false });
  await arrive(page, short, login);
  expect(new URL(page.url()).pathname).toBe(`/meetings/${meeting.caseId}/ballot`);
  await page.goto(`${shown.url}/meetings/${meeting.caseId}`);
  expect(await page.$eval('.next', (one) => one.textContent)).toContain('Проголосуйте до');
  await keep(page, 'card');
  await going(page, () => page.click('.next a.govuk-button'));
  expect(new URL(page.url()).pathname).toBe(`/meetings/${meeting.caseId}/ballot`);
  await page.close();
});

it('keeps each mark as it is made, so that whoever leaves by the way out finds them again', async () => {
  const { login, link } = await owner(5);
  const page = await shown.page({ width: 360, height: 740 });
  await arrive(page, link, login);
  const kept = async (): Promise<number> => {
    const row = await site.db('voting_draft').where({ person_id: meeting.rights[5]?.holder }).first('answers');
    return Object.keys(row?.answers ?? {}).length;
  };
  for (const number of [1, 2, 3]) await page.click(`#q${number} label:has([value="for"])`);
  for (let tries = 0; tries < 50 && (await kept()) < 3; tries += 1) await new Promise((done) => setTimeout(done, 100));
  expect(await kept()).toBe(3);
  await page.reload();
  expect(await page.$$eval('.seg :checked', (all) => all.length)).toBe(3);
  await page.close();
}, 60_000);

it('is walked by the keyboard alone, and a line of the check leads back to its question', async () => {
  const { login, link } = await owner(4);
  const page = await shown.page({ width: 360, height: 740 });
  await arrive(page, link, login);
  const focused = (what: string): Promise<unknown> => page.evaluate(`(document.activeElement ?? {}).${what}`);
  const tabTo = async (what: string, wanted: string): Promise<void> => {
    for (let press = 0; press < 60 && (await focused(what)) !== wanted; press += 1) await page.keyboard.press('Tab');
    expect(await focused(what)).toBe(wanted);
  };
  const root = await page.waitForSelector('#q1');
  const heard = await page.accessibility.snapshot({ root: root ?? undefined, interestingOnly: false });
  expect([heard?.role, heard?.name]).toEqual(['group', `1. ${AGENDA[0]}`]);
  await tabTo('name', 'q1');
  await page.keyboard.press('Space');
  await tabTo('name', 'q2');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await tabTo('name', 'q3');
  await page.keyboard.press('Space');
  expect(await page.evaluate("getComputedStyle(document.querySelector('.tally b'), '::after').content")).toBe(
    'counter(answered)',
  );
  // A fourth press of the arrow takes the answer back: «без ответа» is one of the radios.
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight');
  const chosen = "[...document.querySelectorAll('.seg :checked')].map((one) => one.name + '=' + one.value).join(' ')";
  expect(await page.evaluate(chosen)).toBe('q1=for q2=against');
  await tabTo('textContent', 'Проверить и подписать');
  await going(page, () => page.keyboard.press('Enter'));
  expect(await page.$eval('.lines li:nth-child(3)', (one) => one.textContent)).toContain('нет ответа');
  await tabTo('hash', '#q3');
  await going(page, () => page.keyboard.press('Enter'));
  expect(new URL(page.url()).hash).toBe('#q3');
  expect(await page.evaluate(chosen)).toBe('q1=for q2=against');
  const place = "document.querySelector('#q3').getBoundingClientRect().top";
  const line = "document.querySelector('.tally').getBoundingClientRect().bottom";
  expect(Number(await page.evaluate(place))).toBeGreaterThanOrEqual(Number(await page.evaluate(line)) - 1);
  await page.close();
}, 120_000);
