import { organisationId } from '../../bin/seed/region';
import { addDays } from '../../law/base/day';
import { localOf } from '../../law/base/zone';
import { crewSite, type CrewSite } from '../crew-site';
import type { Browser } from '../site';
import { pageFaults, show, visit, type Shown } from './browser';

let site: CrewSite;
let shown: Shown;
const ids = { shift: '', past: '', absence: '', master: '', contract: '' };
const who = {} as Record<'dispatcher' | 'master' | 'nobody', Browser>;
let today = '';

beforeAll(async () => {
  site = await crewSite();
  today = localOf(site.now, 'Europe/Moscow').day;
  const dom = organisationId('dom');
  ids.master = site.holder('dom', 'master');
  const own = () => site.db('crew_shift').where({ organisation_id: dom });
  ids.shift = (await own().where({ kind: 'work', person_id: ids.master }).where('to_at', '>', site.now).first('id')).id;
  ids.past = (await own().where({ kind: 'work' }).where('to_at', '<', site.now).first('id')).id;
  ids.absence = (await own().where({ kind: 'absence' }).where('to_at', '>', site.now).first('id')).id;
  ids.contract = (await site.db('contract').where({ organisation_id: dom }).first('id')).id;
  who.dispatcher = await site.as(site.holder('dom', 'dispatcher'));
  who.master = await site.as(ids.master);
  who.nobody = await site.as(site.holder('heat', 'dispatcher'));
  shown = await show(site.app);
});
afterAll(async () => {
  await shown?.close();
  await site?.close();
});

const absence = (toDay: string): string =>
  `/crews/absences/new?${new URLSearchParams({ person: ids.master, why: 'illness', fromDay: today, toDay })}`;

describe.each<[string, keyof typeof who, () => string, number]>([
  ['a week', 'dispatcher', () => '/crews', 200],
  ['a week to come', 'dispatcher', () => `/crews?week=${addDays(today, 7)}`, 200],
  ['a week without shifts', 'dispatcher', () => `/crews?week=${addDays(today, 90)}`, 200],
  ['a week of nobody', 'nobody', () => '/crews', 200],
  ['own shifts', 'master', () => '/crews', 200],
  ['a new shift', 'dispatcher', () => '/crews/shifts/new', 200],
  ['a shift', 'dispatcher', () => `/crews/shifts/${ids.shift}`, 200],
  ['a shift that is over', 'dispatcher', () => `/crews/shifts/${ids.past}`, 200],
  ['an absence', 'dispatcher', () => `/crews/shifts/${ids.absence}`, 200],
  ['a new absence', 'dispatcher', () => '/crews/absences/new', 200],
  ['what an absence touches', 'dispatcher', () => absence(addDays(today, 6)), 200],
  ['an absence the wrong way round', 'dispatcher', () => absence(addDays(today, -1)), 422],
  ['a master', 'dispatcher', () => `/crews/masters/${ids.master}`, 200],
  ['oneself', 'master', () => `/crews/masters/${ids.master}`, 200],
  ['contractors', 'dispatcher', () => '/crews/contractors', 200],
  ['no contractors', 'nobody', () => '/crews/contractors', 200],
  ['a new contract', 'dispatcher', () => '/crews/contractors/new', 200],
  ['a contract', 'dispatcher', () => `/crews/contracts/${ids.contract}`, 200],
])('the page of %s', (_, name, path, status) => {
  it.each([320, 1280])('holds its width and is open to everyone at %i px', async (width) => {
    const page = await shown.page({ width, dark: width === 320 }, who[name].cookie);
    expect([await visit(page, shown.url + path()), await pageFaults(page)]).toEqual([status, []]);
    await page.close();
  });
});

describe('the schedule', () => {
  const visible = (name: string): string =>
    `[...document.querySelectorAll('${name}')].filter((one) => one.checkVisibility()).length`;

  it('is a grid on a desk and on paper, and cards by day on a phone', async () => {
    const page = await shown.page({ width: 1280 }, who.dispatcher.cookie);
    await visit(page, `${shown.url}/crews`);
    expect([await page.evaluate(visible('.roster')), await page.evaluate(visible('.roster-days'))]).toEqual([1, 0]);
    await page.setViewport({ width: 320, height: 740 });
    expect([await page.evaluate(visible('.roster')), await page.evaluate(visible('.roster-days'))]).toEqual([0, 1]);
    await page.emulateMediaType('print');
    expect([await page.evaluate(visible('.roster')), await page.evaluate(visible('.roster-days'))]).toEqual([1, 0]);
    await page.close();
  });

  it('takes a shift by keyboard without scripts, from the day it is for', async () => {
    const page = await shown.page({ width: 1280, script: false }, who.dispatcher.cookie);
    await visit(page, `${shown.url}/crews?week=${addDays(today, 90)}`);
    await page.focus('.roster__add');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(new URL(page.url()).pathname).toBe('/crews/shifts/new');
    await page.focus('main form:not([action="/search"]) button[type=submit]');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(new URL(page.url()).pathname).toBe('/crews');
    expect(await page.$$eval('.roster .piece', (all) => all.length)).toBe(1);
    await page.close();
  });
});
