import { load } from 'cheerio';
import request, { type Test } from 'supertest';
import { randomUUID } from 'node:crypto';
import { makeMeeting, type BallotMeeting } from '../../../proof/ballots/meeting';
import { PNG } from '../../../proof/picture';
import { testSite, type Browser, type Site } from '../../../proof/site';
import { localOf } from '../../../law/base/zone';
import { readClock } from '../../../store/clock/clock';
import { votingRoutes } from '../vote/routes';

let site: Site;
let meeting: BallotMeeting;
let admin: Browser;
const at = (leaf: string, id = meeting.caseId): string => `/meetings/${id}/${leaf}`;
const right = (index: number) => meeting.rights[index] ?? { id: '', holder: '', votes: '' };
const flat = (index: number): string => String(index + 1);

beforeAll(async () => {
  site = await testSite(votingRoutes);
  meeting = await makeMeeting(site.owner, { rights: 8, questions: 2 });
  admin = await site.browser(meeting.administrator);
});
afterAll(() => site.close());

const today = async (): Promise<string> => localOf((await readClock(site.db)).now, 'Europe/Moscow').day;

interface Sheet {
  marks?: string[];
  scan?: Buffer | null;
  fields?: Record<string, string>;
  key?: string;
  id?: string;
}

/** A sheet as the page sends it: fields and the scan together. */
async function take(
  index: number,
  { marks = ['1:for', '2:against'], scan = PNG, fields = {}, key = randomUUID(), id }: Sheet = {},
): Promise<Test> {
  const { id: rightId, holder } = right(index);
  const form = request(site.app)
    .post(at('paper', id))
    .set('Cookie', admin.cookie)
    .accept('text/html')
    .redirects(0)
    .field('_csrf', admin.csrf)
    .field('key', key)
    .field('flat', flat(index))
    .field('holderId', `${rightId}:${holder}`)
    .field('decided', await today())
    .field('channel', 'paper');
  for (const one of ['voter', 'title', 'snils', 'signature']) form.field('particulars', one);
  for (const mark of marks) form.field('marks', mark);
  for (const [name, value] of Object.entries(fields)) form.field(name, value);
  return scan ? form.attach('scan', scan, 'list.png') : form;
}

const entries = () => site.db('meeting_ballot_entry').where({ case_id: meeting.caseId });
const entryOf = async (index: number) =>
  site
    .db('meeting_ballot_entry')
    .where({ right_id: right(index).id })
    .first();

describe('taking paper in', () => {
  it('comes back as a form also when the flat bears a sign that no column can hold', async () => {
    const answer = await request(site.app)
      .post(at('paper'))
      .set('Cookie', admin.cookie)
      .accept('text/html')
      .redirects(0)
      .type('form')
      .send({ _csrf: admin.csrf, key: randomUUID(), flat: '1\0', channel: 'hand', holderId: '' });
    expect([answer.status, answer.text.includes('Уберите из текста невидимые знаки.')]).toEqual([422, true]);
  });

  it.each(['-'.repeat(36), `${'-'.repeat(36)}:${'-'.repeat(36)}`, 'x:y', randomUUID(), ''])(
    'asks whose the decision is when %j is sent for it',
    async (holderId) => {
      const { text: said, status } = await request(site.app)
        .post(at('paper'))
        .set('Cookie', admin.cookie)
        .accept('text/html')
        .redirects(0)
        .type('form')
        .send({ _csrf: admin.csrf, key: randomUUID(), flat: flat(0), channel: 'hand', holderId });
      expect([status, said.includes('Выберите, чьё это решение.') || said.includes('Заполните это поле.')]).toEqual([
        422,
        true,
      ]);
    },
  );

  it('says who signs for a child and with which paper (V-13)', async () => {
    await site
      .owner('person')
      .where({ id: right(7).holder })
      .update({ birth_day: '2020-01-01' });
    const hints = load((await admin.get(at(`paper/new?flat=${flat(7)}`))).text)('.govuk-radios__hint').text();
    expect(hints).toContain('За ребёнка голосует законный представитель. Нужно приложить: свидетельство о рождении.');
  });

  it('belongs to the administrator alone', async () => {
    expect((await admin.get(at('paper'))).status).toBe(200);
    const [initiator, neighbour] = [await site.browser(right(0).holder), await site.browser(right(1).holder)];
    expect((await initiator.get(at('paper'))).status).toBe(403);
    expect((await neighbour.get(at('paper'))).status).toBe(403);
    expect((await neighbour.send(at('paper'), {})).status).toBe(403);
  });

  it('finds the owners of a flat', async () => {
    const page = load((await admin.get(`${at('paper/new')}?flat=3`)).text);
    expect(page('input[name="holderId"]').val()).toBe(`${right(2).id}:${right(2).holder}`);
    const none = load((await admin.get(`${at('paper/new')}?flat=999`)).text);
    expect(none('main').text()).toContain('в реестре собрания нет');
  });

  it('becomes a ballot only when two typings agree', async () => {
    const key = randomUUID();
    expect((await take(1, { key })).status).toBe(303);
    expect((await take(1, { key })).status).toBe(303);
    expect((await entries()).length).toBe(1);
    const sheet = at(`paper/sheets/${(await entryOf(1)).id}`);
    const page = load((await admin.get(sheet)).text);
    expect(page('input[name="marks"][checked]').length).toBe(0);
    expect(page('img').attr('src')).toBe(`${sheet}/scan`);
    expect((await admin.get(`${sheet}/scan`)).headers['content-type']).toBe('image/png');
    expect((await admin.send(sheet, { marks: ['1:for', '2:against'] })).headers.location).toBe(at('paper'));
    const [ballot] = await site.db('meeting_ballot').where({ right_id: right(1).id });
    expect(ballot.channel).toBe('paper');
    const list = load((await admin.get(at('paper'))).text);
    expect(list(`a[href="/check/${String(ballot.leaf).slice(0, 20)}"]`).length).toBe(1);
    expect(await site.db('delivery').where({ letter: 'meeting-receipt', person_id: right(1).holder })).toHaveLength(1);
  });

  it('takes no voice from an owner whose sheet others typed in: both decisions are kept', async () => {
    const mine = await site.browser(right(1).holder);
    await mine.send(at('vote/1'), { answer: 'against' });
    expect(load((await mine.get(at('check-answers'))).text)('main').text()).toContain('уже записано бумажное решение');
    expect((await mine.send(at('check-answers'), { signed: 'yes' })).status).toBe(303);
    expect(await site.db('meeting_ballot').where({ right_id: right(1).id })).toHaveLength(2);
  });

  it('asks for a third look where two typings differ', async () => {
    await take(2);
    const sheet = at(`paper/sheets/${(await entryOf(2)).id}`);
    expect((await admin.send(sheet, { marks: ['1:for', '2:for'] })).headers.location).toBe(sheet);
    const page = load((await admin.get(sheet)).text);
    expect(page('fieldset').length).toBe(1);
    expect(page('main').text()).toContain('Первый ввод: против');
    const hasty = await admin.send(sheet, {});
    expect([hasty.status, load(hasty.text)('.govuk-error-summary').text()]).toEqual([
      422,
      expect.stringContaining('№ 2'),
    ]);
    expect(await site.db('meeting_ballot').where({ right_id: right(2).id })).toHaveLength(0);
    expect((await admin.send(sheet, { marks: ['2:for'] })).headers.location).toBe(at('paper'));
    const [ballot] = await site.db('meeting_ballot').where({ right_id: right(2).id });
    expect(Object.values(ballot.marks)).toEqual([['for'], ['for']]);
  });

  it('keeps two marks on one question as they stand', async () => {
    const marks = ['1:for', '1:against'];
    await take(3, { marks });
    await admin.send(at(`paper/sheets/${(await entryOf(3)).id}`), { marks });
    const [ballot] = await site.db('meeting_ballot').where({ right_id: right(3).id });
    expect(ballot.marks).toEqual({ [meeting.questions[0] ?? '']: ['for', 'against'] });
  });

  it('is taken in once, and one more sheet of the owner only with a tick that says so', async () => {
    const again = await take(3);
    expect(again.status).toBe(409);
    expect(load(again.text)('#another-error').text()).toContain('Лист этого собственника уже принят');
    expect((await take(3, { fields: { another: 'yes' } })).status).toBe(303);
  });

  it('takes one typed by hand only with words about it', async () => {
    const refused = await take(4, { scan: null, fields: { channel: 'hand' } });
    expect(refused.status).toBe(422);
  });
});

it('finds a flat as people write it', async () => {
  const number = String(
    (
      await site
        .db('meeting_right')
        .where({ id: right(5).id })
        .first('premises_number')
    ).premises_number,
  );
  const page = load((await admin.get(`${at('paper/new')}?flat=${encodeURIComponent(`Кв. ${number}`)}`)).text);
  expect(page('input[name=holderId]')).toHaveLength(1);
  const nobody = load((await admin.get(`${at('paper/new')}?flat=99999`)).text);
  expect(nobody('main').text()).toContain('в реестре собрания нет');
});

describe('bad paper', () => {
  it.each<[string, Sheet, string]>([
    ['without a scan', { scan: null }, 'scan'],
    ['with a scan that is no picture', { scan: Buffer.from('<script>alert(1)</script>') }, 'scan'],
    [
      'with a spreadsheet for a scan',
      { scan: Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.from('[Content_Types].xml xl/')]) },
      'scan',
    ],
    ['with a mark of no question', { marks: ['one:for'] }, 'marks'],
    ['handed over tomorrow', { fields: { handedAt: '2099-01-01T10:00' } }, 'handedAt'],
  ])('is refused %s, and the form comes back', async (_, sheet, field) => {
    const answer = await take(5, sheet);
    expect(answer.status).toBe(422);
    expect(load(answer.text)('.govuk-error-summary a').attr('href')).toContain(field);
    expect(await entryOf(5)).toBeUndefined();
  });

  it('is refused for a right of another house', async () => {
    const other = await makeMeeting(site.owner, { rights: 2 });
    const foreign = other.rights[0];
    const answer = await take(5, { fields: { holderId: `${foreign?.id}:${foreign?.holder}` } });
    expect(answer.status).toBe(422);
  });

  it('is recorded but told late after the cut-off of an electronic meeting', async () => {
    const kept = meeting;
    meeting = await makeMeeting(site.owner, { rights: 2, closesIn: 3_600_000, opensIn: -8 * 86_400_000 });
    const desk = await site.browser(meeting.administrator);
    const mine = admin;
    admin = desk;
    expect((await take(0)).status).toBe(303);
    const page = load((await desk.get(at('paper'))).text);
    expect(page('table').text()).toContain('опоздал');
    [meeting, admin] = [kept, mine];
  });
});
