import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { makeOwedPapers } from '../../../activities/meeting/documents/loop';
import type { BallotMeeting } from '../../../proof/ballots/meeting';
import { unsettled } from '../../../proof/unsettled';
import { sealedMeeting } from '../../../proof/ballots/sealed';
import { pageFaults, screenshot, show, visit, type Look, type Page, type Shown } from '../../../proof/pages/browser';
import { addOffice, addPost } from '../../../proof/office';
import { addPerson, testSite, type Site } from '../../../proof/site';
import { setDeadlines } from '../../../store/case/deadlines';
import { completeProtocol, draftProtocol } from '../../../store/meeting/file/protocol';
import { dueOf } from '../../../law/base/timing';
import { ballotLogRoutes } from '../log/routes';
import { votingRoutes } from '../vote/routes';
import { filingRoutes } from './routes';

const ZONE = 'Europe/Moscow';
const REGION = '50';
let site: Site;
let shown: Shown;
let meeting: BallotMeeting;
let signing: BallotMeeting;
let inspector: string;
let manager: string;
const task = randomUUID();
const holder = (of: BallotMeeting, index: number): string => of.rights[index]?.holder ?? '';
const print = async ({ html }: { html: string }): Promise<Buffer> => Buffer.from(`%PDF-${html}`);

async function office(kind: string, role: string): Promise<{ id: string; person: string }> {
  const id = await addOffice(site.owner, { kind, region: REGION, shortName: 'ООО «Заря»' });
  const person = await addPerson(site.db, 'Инспекторова');
  await addPost(site.owner, person, id, role);
  return { id, person };
}

/** Writes what the close, the signatures and the inspectorate would leave behind. */
async function dress(
  { caseId, closesAt, questions, rights }: BallotMeeting,
  keeper: string,
  phase: string,
): Promise<void> {
  const paper = phase === 'counted';
  await draftProtocol(site.db, {
    caseId,
    number: `ОСС-2026-${caseId.slice(0, 6)}`,
    formNorm: '266/пр',
    draftedAt: closesAt,
  });
  await site.owner.transaction(async (trx) => {
    for (const [table, trigger] of triggers) await trx.raw(`alter table ${table} disable trigger ${trigger}`);
    await trx('case_file').where({ id: caseId }).update({ phase, region: REGION, organisation_id: keeper });
    await trx('meeting')
      .where({ case_id: caseId })
      .update({
        chair_id: rights[3]?.holder,
        secretary_id: rights[4]?.holder,
        title: 'Перевод квартиры в магазин и ремонт',
        filed_at: closesAt,
        ...(paper ? { form: 'mixed' } : { published_at: closesAt }),
      });
    await trx('meeting_question')
      .where({ id: questions[0] })
      .update({ kind: 'RES_TO_NONRES', wording: 'Согласиться на перевод квартиры 3 в нежилое помещение', entrance: 1 });
    await trx('meeting_result')
      .where({ question_id: questions[0] })
      .update({ rule: 'SPEC_1_2', entrance: { number: 1, total: '420', participating: '300.5', for: '160.25' } });
    for (const [table, trigger] of triggers) await trx.raw(`alter table ${table} enable trigger ${trigger}`);
  });
  if (!paper) await completeProtocol(site.db, caseId, closesAt);
  const timing = { zone: ZONE, on: '2026-09-01' };
  const term = (name: string, norm: string) => ({
    name,
    deadline: dueOf(norm, closesAt, timing),
    duty: true,
    alarms: [],
  });
  await setDeadlines(
    site.db,
    caseId,
    [term('protocol', 'P-03'), term('file', 'P-11'), term('archive', 'P-15')],
    closesAt,
  );
}

const triggers = [
  ['case_file', 'case_phase_moves'],
  ['case_file', 'settled'],
  ['meeting', 'terms_stay'],
  ['meeting_question', 'frozen'],
  ['meeting_result', 'append_only'],
] as const;

beforeAll(async () => {
  site = await testSite([...filingRoutes, ...votingRoutes, ...ballotLogRoutes]);
  shown = await show(site.app);
  meeting = await sealedMeeting(site.db, site.owner);
  signing = await sealedMeeting(site.db, site.owner);
  const keeper = await office('manager', 'head');
  const watch = await office('inspectorate', 'inspector');
  [manager, inspector] = [keeper.person, watch.person];
  await dress(meeting, keeper.id, 'filed');
  await dress(signing, keeper.id, 'counted');
  await makeOwedPapers(site.db, print);
  await site
    .db('meeting_inspection')
    .insert({
      id: task,
      case_id: meeting.caseId,
      other_case_id: signing.caseId,
      kinds: ['RES_TO_NONRES'],
      found_at: meeting.closesAt,
    });
  await site
    .db('meeting_text')
    .insert({
      id: randomUUID(),
      case_id: meeting.caseId,
      kind: 'remark',
      body: 'Нет приложения 3: реестра вручения сообщений.',
      author_id: inspector,
      at: meeting.closesAt,
    });
}, 60_000);
afterAll(async () => {
  await shown.close();
  await site.close();
});

async function pageOf(personId: string | null, look: Look): Promise<Page> {
  return shown.page(look, (await site.browser(personId)).cookie);
}

const album = process.env.ALBUM;
const looks: Look[] = [{ width: 320 }, { width: 1280, dark: true }, { width: 1280, script: false }];

describe.each(looks)('pages of what comes after the close, %o', (look) => {
  const at = (leaf: string, of = meeting): string => `/meetings/${of.caseId}/${leaf}`;
  const visits = (): [string, string | null, string][] => [
    ['published', null, at('published')],
    ['protocol-owner', holder(meeting, 1), at('protocol')],
    ['protocol-manager', manager, at('protocol')],
    ['protocol-inspector', inspector, at('protocol')],
    ['protocol-chair', holder(signing, 3), at('protocol', signing)],
    ['checklist', inspector, at('checklist')],
    ['point', inspector, at('checklist/23')],
    ['result', holder(meeting, 1), at('result')],
    ['inspections', inspector, '/inspections'],
    ['inspection', inspector, `/inspections/${task}`],
  ];

  it('hold to WCAG, to the width and to HTML', async () => {
    for (const [name, person, path] of visits()) {
      const page = await pageOf(person, look);
      expect([name, await visit(page, `${shown.url}${path}`)]).toEqual([name, 200]);
      if (album && existsSync(album))
        await screenshot(page, `${album}/${name}-${look.width}${look.dark ? '-dark' : ''}.png`);
      expect([name, await pageFaults(page)]).toEqual([name, []]);
      await page.close();
    }
  }, 120_000);
});

it('tells at the field what a refused return and a refused finding lack, on a phone without scripts', async () => {
  const look = { width: 320, script: false };
  for (const [path, form] of [
    [`/meetings/${meeting.caseId}/return`, 'form[action$="/return"]'],
    [`/inspections/${task}`, 'form[action$="/finish"]'],
  ] as const) {
    const page = await pageOf(inspector, look);
    await visit(page, `${shown.url}${path}`);
    await page.$$eval('main details', (all) => all.forEach((one) => one.setAttribute('open', '')));
    // What the inspector found is written in beforehand.
    await page.$eval(`${form} textarea`, (field) => void ((field as unknown as { value: string }).value = ''));
    await page.click(`${form} button`);
    await page.waitForSelector('textarea[aria-invalid="true"]');
    expect(await page.$$eval('textarea[aria-invalid="true"]', (fields) => fields.length)).toBe(1);
    expect(await pageFaults(page)).toEqual([]);
    await page.close();
  }
});

it('says that there is nothing to inspect where nothing is', async () => {
  await unsettled(site.owner, 'meeting_inspection', (trx) => trx('meeting_inspection').delete());
  const page = await pageOf(inspector, { width: 320 });
  await visit(page, `${shown.url}/inspections`);
  expect(await page.$eval('.empty__title', (title) => title.textContent)).toBe('Проверок нет');
  expect(await pageFaults(page)).toEqual([]);
  await page.close();
});
