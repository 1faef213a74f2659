import { load } from 'cheerio';
import { randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import { completeSnils } from '../../../law/registry/identifiers';
import { allMarks, makeMeeting, powerOf, type BallotMeeting } from '../../../proof/ballots/meeting';
import { PNG } from '../../../proof/picture';
import { addPerson, testSite, type Browser, type Site } from '../../../proof/site';
import { unsettled } from '../../../proof/unsettled';
import { giveProxy } from '../../../store/meeting/ballots/proxies';
import { refusalToken } from '../../../store/meeting/ballots/refusal-link';
import { letterSource } from '../../../store/letters/letters';
import { compose, composeSms } from '../../../templates/letters/compose';
import { letterView } from '../../../templates/letters/view';
import { ballotLogRoutes } from '../log/routes';
import { votingRoutes } from '../vote/routes';

const SNILS = completeSnils('112233445');
const DAYS = { issued: '2020-01-01', until: '2099-12-31' };

let site: Site;
let meeting: BallotMeeting;
let admin: Browser;
let initiator: Browser;
let agent: string;
let asAgent: Browser;
const at = (leaf: string): string => `/meetings/${meeting.caseId}/${leaf}`;
const holder = (index: number): string => meeting.rights[index]?.holder ?? '';

beforeAll(async () => {
  site = await testSite([...votingRoutes, ...ballotLogRoutes]);
  meeting = await makeMeeting(site.owner, { rights: 12, questions: 2 });
  agent = await addPerson(site.db, 'Доверов');
  await site.owner('person').where({ id: agent }).update({ snils: SNILS });
  [admin, initiator, asAgent] = (await Promise.all(
    [meeting.administrator, holder(0), agent].map((id) => site.browser(id)),
  )) as [Browser, Browser, Browser];
});
afterAll(() => site.close());

function give(who: Browser, fields: Record<string, string>, scan: Buffer | null = PNG): Test {
  const typed = { agent: SNILS, ...DAYS, ...fields };
  return who.sendFiles(at('proxies'), typed, scan ? [['scan', scan, 'power.png']] : []);
}

const powerTo = async (principal: string): Promise<string> =>
  (await site.db('meeting_proxy').where({ principal_person_id: principal }).orderBy('given_at', 'desc').first('id')).id;
const linkOf = async (principal: string): Promise<string> => at(`proxies/${await powerTo(principal)}`);

async function voteFor(voice: string): Promise<number> {
  await asAgent.send(at('vote/1'), { answer: 'for', voice });
  return (await asAgent.send(at('check-answers'), { signed: 'yes', voice })).status;
}

/** Given by its principal and accepted by the administrator. */
async function goodPower(index: number): Promise<string> {
  expect((await give(await site.browser(holder(index)), { principal: holder(index) })).status).toBe(303);
  const link = await linkOf(holder(index));
  expect((await admin.send(link, { valid: 'yes' })).status).toBe(303);
  return link;
}

/** Once a meeting is called its secretary cannot be changed; the test writes the settled row anyway. */
const secretaryIs = (person: string | null): Promise<unknown> =>
  unsettled(site.owner, 'meeting', (trx) =>
    trx('meeting').where({ case_id: meeting.caseId }).update({ secretary_id: person }),
  );

describe('a power of attorney', () => {
  it('lets the agent vote only once the administrator has accepted it', async () => {
    const [principal, voice] = [await site.browser(holder(6)), holder(6)];
    expect((await give(principal, { principal: voice })).status).toBe(303);
    const link = load((await admin.get(at('proxies'))).text)('table a').attr('href') ?? '';
    expect((await principal.send(link, { valid: 'yes' })).status).toBe(403);
    expect((await asAgent.send(at('vote/1'), { answer: 'for', voice })).status).toBe(409);
    expect((await admin.send(link, { valid: 'yes' })).status).toBe(303);
    expect(await voteFor(voice)).toBe(303);
    const [ballot] = await site.db('meeting_ballot').where({ right_id: meeting.rights[6]?.id });
    expect([ballot.person_id, ballot.entered_by]).toEqual([voice, agent]);
  });

  it('is not accepted without a reason why not, and lets nobody vote then', async () => {
    await give(await site.browser(holder(7)), { principal: holder(7) });
    const link = await linkOf(holder(7));
    expect((await admin.send(link, { valid: 'no' })).status).toBe(422);
    expect((await admin.send(link, { valid: 'no', reason: 'Нет заверения' })).status).toBe(303);
    expect((await asAgent.send(at('vote/1'), { answer: 'for', voice: holder(7) })).status).toBe(403);
  });

  it('is checked by nobody who entered it: no button, and words whom to ask', async () => {
    await give(admin, { principal: holder(5), flat: '6' });
    const link = await linkOf(holder(5));
    const page = load((await admin.get(link)).text);
    expect(page(`form[action="${link}"]`)).toHaveLength(0);
    expect(page('main').text()).toContain('Проверить пока некому');
    expect((await admin.send(link, { valid: 'yes' })).status).toBe(403);
    await secretaryIs(holder(11));
    expect(load((await admin.get(link)).text)('main').text()).toMatch(/Проверить могут: Проверкин/);
    const secretary = await site.browser(holder(11));
    expect(load((await secretary.get(link)).text)(`form[action="${link}"]`)).toHaveLength(1);
    expect((await secretary.send(link, { valid: 'yes' })).status).toBe(303);
    await secretaryIs(null);
  });

  it.each<[string, Record<string, string>, string]>([
    ['for somebody else', { principal: randomUUID() }, 'principal'],
    ['to a СНИЛС that does not add up', { agent: '11223344500' }, 'agent'],
    ['to somebody unknown here', { agent: completeSnils('998877665') }, 'agent'],
    ['without the day it was given', { issued: '' }, 'issued'],
    ['when it is over', { until: '2021-01-01' }, 'until'],
  ])('is refused %s', async (_, fields, field) => {
    const answer = await give(await site.browser(holder(4)), { principal: holder(4), ...fields });
    expect(answer.status).toBe(422);
    expect(load(answer.text)('.govuk-error-summary a').attr('href')).toContain(field);
  });
});

describe('the owner over the agent', () => {
  it('may still vote himself, is told that his voice counts, and the agent then is too late', async () => {
    await goodPower(8);
    expect(await voteFor(holder(8))).toBe(303);
    expect(await voteFor(holder(8))).toBe(409);
    const own = await site.browser(holder(8));
    await own.send(at('vote/1'), { answer: 'against' });
    const page = load((await own.get(at('check-answers'))).text);
    expect(page('main').text()).toContain('Ваш собственный голос важнее голоса представителя');
    expect((await own.send(at('check-answers'), { signed: 'yes' })).status).toBe(303);
    expect(load((await own.get(at('receipt'))).text)('.receipt')).toHaveLength(2);
    const seen = await asAgent.get(`${at('receipt')}?voice=${holder(8)}`);
    expect(load(seen.text)('.receipt')).toHaveLength(1);
  });

  it('hears of what a program votes by a power, as the agent does', async () => {
    const power = (await goodPower(9)).split('/').at(-1);
    const answers = Object.fromEntries(meeting.questions.map((id) => [id, 'for']));
    const sent = await request(site.app)
      .post(at('ballots'))
      .set('Authorization', `Bearer ${await site.token(agent)}`)
      .set('Idempotency-Key', randomUUID())
      .send({ right: meeting.rights[9]?.id, holder: holder(9), proxy: power, answers });
    expect(sent.status).toBe(201);
    const told = site.db('delivery').where({ letter: 'meeting-receipt', case_id: meeting.caseId });
    for (const person of [holder(9), agent])
      expect(
        await told.clone().where({ person_id: person }).whereJsonPath('facts', '$.tracker', '=', sent.body.tracker),
      ).toHaveLength(1);
  });
});

describe('refusing a power', () => {
  it('takes the principal one click on its page, and nobody else', async () => {
    const link = await goodPower(10);
    expect(await voteFor(holder(10))).toBe(303);
    const own = await site.browser(holder(10));
    const button = load((await own.get(link)).text)(`form[action="${link}/refuse"] button`);
    expect(button.text()).toBe('Отказаться');
    for (const other of [admin, initiator, asAgent]) {
      expect((await other.get(link)).text).not.toContain('/refuse');
      expect([403, 404]).toContain((await other.send(`${link}/refuse`, {})).status);
    }
    expect((await own.send(`${link}/refuse`, {})).status).toBe(303);
    expect(load((await own.get(link)).text)('main').text()).toContain('доверитель отказался');
    expect([403, 404]).toContain(await voteFor(holder(10)));
  });

  it('takes the link of the letter, which shows and changes nothing until the button', async () => {
    const power = powerOf(meeting, holder(2), agent);
    await site.db.transaction((trx) => giveProxy(trx, power));
    const [{ id }] = await site
      .db('delivery')
      .where({ person_id: holder(2), letter: 'meeting-power' })
      .select('id');
    const source = await letterSource(site.db, id);
    if (!source) throw new Error('the letter is there');
    const view = letterView(source, 'http://localhost:8080');
    const { paragraphs, text } = compose('meeting-power', view);
    expect(text).toContain('Пётр Ильич Д.');
    const path =
      paragraphs
        .find(({ link }) => link?.title === 'Отказаться от доверенности')
        ?.link?.href.slice('http://localhost:8080'.length) ?? '';
    expect(path).toBe(`/powers/${power.id}/${await refusalToken(site.db, power.id)}`);
    expect(composeSms('meeting-power', view)).toContain(path);
    const nobody = await site.browser(null);
    expect((await nobody.get(`/powers/${power.id}/${'x'.repeat(22)}`)).status).toBe(404);
    expect((await nobody.send(`/powers/${power.id}/${'x'.repeat(22)}`, {})).status).toBe(404);
    const page = load((await nobody.get(path)).text);
    expect(page('main form').attr('action')).toBe(path);
    expect(await site.db('meeting_proxy').where({ id: power.id }).first('refused_at')).toEqual({ refused_at: null });
    expect((await nobody.send(path, {})).status).toBe(303);
    expect(load((await nobody.get(path)).text)('h1').text()).toBe('Доверенность больше не действует');
    expect((await admin.send(at(`proxies/${power.id}`), { valid: 'yes' })).status).toBe(409);
  });
});

it('parallel signs on the page and by a program are one decision', async () => {
  const own = await site.browser(holder(3));
  await own.send(at('vote/1'), { answer: 'for' });
  const token = await site.token(holder(3));
  const answers = Object.fromEntries(Object.keys(allMarks(meeting.questions, 'for')).map((id) => [id, 'for']));
  const program = (): Test =>
    request(site.app)
      .post(at('ballots'))
      .set('Authorization', `Bearer ${token}`)
      .set('Idempotency-Key', randomUUID())
      .send({ right: meeting.rights[3]?.id, answers });
  const heard = await Promise.all(
    Array.from({ length: 8 }, (_, index) => (index % 2 ? program() : own.send(at('check-answers'), { signed: 'yes' }))),
  );
  const statuses = heard.map(({ status }) => status);
  expect(statuses.filter((status) => status < 400)).toHaveLength(1);
  expect(statuses.filter((status) => status === 409)).toHaveLength(7);
  expect(await site.db('meeting_ballot').where({ right_id: meeting.rights[3]?.id })).toHaveLength(1);
});
