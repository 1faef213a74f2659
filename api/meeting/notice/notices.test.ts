import { load } from 'cheerio';
import { randomUUID } from 'node:crypto';
import type { Test } from 'supertest';
import { makeMeeting, type BallotMeeting } from '../../../proof/ballots/meeting';
import { unsettled } from '../../../proof/unsettled';
import { addPerson, testSite, type Browser, type Site } from '../../../proof/site';
import { noticesOf } from '../../../store/meeting/notice/notices';
import { meetingRoutes } from '../routes';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const HOUR = 3_600_000;
/** Notified 280 hours before the start, so forty hours are left to prove it (E-05). */
const WAITING = { phase: 'noticed', opensIn: 280 * HOUR, closesIn: 500 * HOUR };

let site: Site;
let meeting: BallotMeeting;
let initiator: Browser;
const holder = (index: number, of = meeting): string => of.rights[index]?.holder ?? '';
const at = (leaf = '', of = meeting): string => `/meetings/${of.caseId}/notices${leaf}`;

beforeAll(async () => {
  site = await testSite(meetingRoutes);
});
beforeEach(async () => {
  meeting = await makeMeeting(site.owner, { ...WAITING, rights: 6 });
  initiator = await site.browser(holder(0));
});
afterAll(() => site.close());

interface Form {
  fields?: Record<string, string | string[]>;
  files?: Record<string, Buffer>;
  key?: string;
}

function post(path: string, { fields = {}, files = {}, key = randomUUID() }: Form): Test {
  const sheets = Object.entries(files).map(([name, bytes]) => [name, bytes, 'лист.png'] as const);
  return initiator.sendFiles(path, fields, sheets, key);
}

const said = (answer: { text: string }): string => load(answer.text)('.govuk-error-summary').text();
const titleOf = async (): Promise<string> => load((await initiator.get(at())).text)('.next__title').text();
const nameIt = (): Promise<number> =>
  unsettled(site.owner, 'meeting', (trx) =>
    trx('meeting')
      .where({ case_id: meeting.caseId })
      .update({ posting_place: 'доски у подъездов', posting_decided_by: 'протокол № 3 от 01.06.2025' }),
  );

describe('a sheet of signatures', () => {
  it('is typed in for many owners at once, with one scan that only the right people open', async () => {
    const key = randomUUID();
    const form = { key, fields: { way: 'signature', owner: [holder(1), holder(2)] }, files: { scan: PNG } };
    expect((await post(at(), form)).status).toBe(303);
    expect((await post(at(), form)).status).toBe(303);
    expect(await titleOf()).toBe('Доказано 2 из 6');
    const page = load((await initiator.get(at('?state=told'))).text);
    expect(page('tbody tr').length).toBe(2);
    const proof = page('tbody a[href*="/proofs/"]').attr('href') ?? '';
    expect((await initiator.get(proof)).headers['content-type']).toBe('image/png');
    for (const who of [holder(1), await addPerson(site.db)])
      expect((await (await site.browser(who)).get(proof)).status).toBeGreaterThanOrEqual(403);
  });

  it.each<[string, Form, string]>([
    ['for nobody', { fields: { way: 'signature' } }, 'Отметьте собственников'],
    ['for a stranger', { fields: { way: 'signature', owner: randomUUID() } }, 'Отметьте собственников'],
    ['before the notice was given', { fields: { way: 'signature', sentAt: '2020-01-01T10:00' } }, 'тогда ещё не было'],
    ['in the future', { fields: { way: 'signature', sentAt: '2090-01-01T10:00' } }, 'Исправьте дату'],
    [
      'with a page for a scan',
      { fields: { way: 'signature' }, files: { scan: Buffer.from('<html>') } },
      'Это не скан и не фото',
    ],
    ['as a letter that nothing shows', { fields: { way: 'letter' } }, 'Укажите номер отправления'],
  ])('is refused %s', async (_, { fields = {}, files }, say) => {
    const owner: Form['fields'] = 'owner' in fields || say.startsWith('Отметьте') ? {} : { owner: holder(1) };
    const answer = await post(at(), { fields: { ...owner, ...fields }, files });
    expect(answer.status).toBe(422);
    expect(said(answer)).toContain(say);
    expect(await noticesOf(site.db, meeting.caseId)).toEqual([]);
  });
});

describe('letters', () => {
  it('are written by pasted lines, all or none', async () => {
    const bad = await post(at('/letters'), { fields: { lines: '1; 80100000000017\n77; 80100000000024' } });
    expect(said(bad)).toContain('Строка 2: помещения «77» в реестре нет');
    const lines = '1; 80100000000017\n2; 80100000000024';
    expect((await post(at('/letters'), { fields: { lines } })).status).toBe(303);
    expect(said(await post(at('/letters'), { fields: { lines } }))).toContain('уже записаны');
    expect((await noticesOf(site.db, meeting.caseId)).map(({ postNumber }) => postNumber).sort()).toEqual([
      '80100000000017',
      '80100000000024',
    ]);
    const sheet = load((await initiator.get(at('/print?paper=post'))).text)('tbody').text();
    expect(sheet).toContain('80100000000017');
    expect(load((await initiator.get(at('/print?paper=handover'))).text)('tbody tr').length).toBe(4);
  });

  async function letter(): Promise<string> {
    await post(at(), { fields: { way: 'letter', owner: holder(1), postNumber: '80100000000017' } });
    const [sent] = await noticesOf(site.db, meeting.caseId);
    return at(`/${sent?.id}`);
  }

  it('tell nobody when there is no such address, and everybody who did not come for them', async () => {
    const first = await letter();
    expect(await titleOf()).toBe('Доказано 1 из 6');
    expect((await post(`${first}/returned`, { fields: { why: 'not-collected' } })).status).toBe(303);
    expect(await titleOf()).toBe('Доказано 1 из 6');
    await post(at('/letters'), { fields: { lines: '3; 80100000000031' } });
    const second = (await noticesOf(site.db, meeting.caseId)).find(({ postNumber }) => postNumber === '80100000000031');
    expect((await post(at(`/${second?.id}/returned`), { fields: { why: 'no-such-address' } })).status).toBe(303);
    expect(await titleOf()).toBe('Доказано 1 из 6');
    expect(load((await initiator.get(at('?state=returned'))).text)('tbody').text()).toContain('нет такого адреса');
  });

  it('are received once, and only with a paper that says so', async () => {
    const path = await letter();
    expect(said(await post(`${path}/received`, {}))).toContain('Приложите скан');
    expect((await post(`${path}/received`, { files: { scan: PNG } })).status).toBe(303);
    expect((await post(`${path}/received`, { files: { scan: PNG } })).status).toBe(409);
    expect((await post(`${path}/proof`, { files: { more: PNG } })).status).toBe(303);
    const [sent] = await noticesOf(site.db, meeting.caseId);
    expect(sent).toMatchObject({ effectiveAt: expect.any(Date), proofIds: [expect.any(String), expect.any(String)] });
    expect(load((await initiator.get(path)).text)('.files a').length).toBe(2);
  });
});

describe('a line typed in by mistake', () => {
  it('stays to be read with the reason, proves nothing, and leaves room for the right one', async () => {
    const line = { fields: { way: 'letter', owner: holder(1), postNumber: '80100000000017' } };
    await post(at(), line);
    const [wrong] = await noticesOf(site.db, meeting.caseId);
    const path = at(`/${wrong?.id}`);
    const bare = load((await post(`${path}/void`, {})).text);
    expect(bare('details[open] .govuk-error-summary a').attr('href')).toBe('#reason');
    expect((await post(`${path}/void`, { fields: { reason: 'чужая квитанция' } })).status).toBe(303);
    expect(await titleOf()).toBe('Доказано 0 из 6');
    expect(load((await initiator.get(at())).text)('tbody').text()).toContain('запись ошибочна');
    expect((await post(`${path}/returned`, { fields: { why: 'refused' } })).status).toBe(409);
    expect((await post(at(), line)).status).toBe(303);
    expect(await titleOf()).toBe('Доказано 1 из 6');
    expect(await noticesOf(site.db, meeting.caseId)).toHaveLength(1);
  });
});

describe('a notice hung up in the house', () => {
  it('tells nobody where no meeting has named the place', async () => {
    expect(load((await initiator.get(at('/posting'))).text)('main').text()).toContain('Норма N-04');
    const answer = await post(at('/posting'), { files: { scan: PNG } });
    expect(answer.status).toBe(422);
    expect(said(answer)).toContain('N-04');
  });

  it('tells everybody at once where one has, and a photo shows it', async () => {
    await nameIt();
    expect(said(await post(at('/posting'), {}))).toContain('Приложите фото');
    expect((await post(at('/posting'), { files: { scan: PNG } })).status).toBe(303);
    expect(await titleOf()).toBe('Доказано всё');
    const [first] = await noticesOf(site.db, meeting.caseId);
    expect(first?.note).toBe('доски у подъездов; протокол № 3 от 01.06.2025');
  });
});

describe('the ledger', () => {
  it('says why the voting will not open when the term has run out', async () => {
    meeting = await makeMeeting(site.owner, { ...WAITING, opensIn: 200 * HOUR, rights: 3 });
    initiator = await site.browser(holder(0));
    const page = load((await initiator.get(at())).text);
    expect(page('.next__title').text()).toBe('Голосование не откроется');
    expect(page('.next').text()).toMatch(/В срок не уведомлено 3\sсобственника/);
    expect(page('.next .why').text()).toContain('ст. 47.1');
  });

  it('takes no line after the close', async () => {
    await site.owner('meeting').where({ case_id: meeting.caseId }).update({ sealed_at: new Date() });
    expect(load((await initiator.get(at())).text)('main form[method="post"]').length).toBe(0);
    expect(said(await post(at(), { fields: { way: 'signature', owner: holder(1) } }))).toContain(
      'Голосование окончено',
    );
  });

  it('is read a page at a time and downloaded whole', async () => {
    meeting = await makeMeeting(site.owner, { ...WAITING, rights: 120 });
    initiator = await site.browser(holder(0));
    const seen: string[] = [];
    for (let next: string | undefined = at(); next;) {
      const page = load((await initiator.get(next)).text);
      seen.push(
        ...page('input[name="owner"]')
          .get()
          .map((box) => box.attribs['value'] ?? ''),
      );
      next = page('.pages a[rel="next"]').attr('href');
    }
    expect(seen).toEqual(meeting.rights.map((right) => right.holder));
    expect((await initiator.get(at('?as=csv'))).text.trim().split('\r\n').length).toBe(121);
    expect(load((await initiator.get(at('?flat=77'))).text)('tbody tr').length).toBe(1);
  });
});
