import { load } from 'cheerio';
import type { Test } from 'supertest';
import { meetingRoutes } from '../../api/meeting/routes';
import { votingRoutes } from '../../api/meeting/vote/routes';
import { noticesOf } from '../../store/meeting/notice/notices';
import { siteOver, type Browser } from '../site';
import { meetingTown, type Town } from './meeting-town';

const PDF = Buffer.from('%PDF-1.4');
const PHOTO = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

/** A house without computers: everything here is done through the pages. The tests depend on each other. */
describe('a meeting on paper', () => {
  let town: Town;
  let site: ReturnType<typeof siteOver>;
  let initiator: Browser;
  beforeAll(async () => {
    town = await meetingTown({ bornAt: '2026-03-02T10:00:00+03:00' });
    site = siteOver({ db: town.db, engine: town.engine }, [...meetingRoutes, ...votingRoutes]);
    initiator = await site.browser(town.owners[0] ?? '');
  });
  afterAll(() => town.stop());

  const post = (path: string, fields: Record<string, string>, files: Record<string, Buffer> = {}): Test =>
    initiator.sendFiles(
      path,
      fields,
      Object.entries(files).map(([name, bytes]) => [name, bytes, 'файл'] as const),
    );
  const done = async (answer: Test): Promise<void> => {
    const { status, text } = await answer;
    expect([status, load(text)('.govuk-error-summary').text().trim()]).toEqual([303, '']);
  };
  const refused = async (answer: Test): Promise<string> => {
    const { status, text } = await answer;
    expect(status).toBe(422);
    return load(text)('.govuk-error-summary').text();
  };
  const told = async (id: string): Promise<string> =>
    load((await initiator.get(`/meetings/${id}/notices`)).text)('.next__title').text();

  /** From the first form to the notice, with what an initiator types. */
  async function announced(opens: string, more: Record<string, string> = {}): Promise<string> {
    const wish = { house: town.buildingId, initiator: 'owner', form: 'mixed', title: 'Совет дома', pack: 'council' };
    const sent = await initiator.send('/meetings', wish);
    const id = sent.headers.location?.split('/').at(-1) ?? '';
    await town.until(id, 'draft');
    const [chair = '', secretary = ''] = town.owners;
    const terms = {
      title: 'Совет дома',
      form: 'mixed',
      opens: `${opens}T19:00`,
      closes: `${opens.slice(0, 8)}${Number(opens.slice(8)) + 7}T19:00`,
      discussion: `${opens}T19:00`,
      discussionPlace: 'Двор',
      paperAddress: 'ул. Садовая, д. 1, кв. 1',
      materialsPlace: 'На странице собрания и у председателя',
      total: '500',
      totalBasis: 'Технический паспорт дома',
      chair,
      secretary,
      ...more,
    };
    await done(initiator.send(`/meetings/${id}/terms`, terms));
    await fillBlanks(id);
    await done(post(`/meetings/${id}/materials`, {}, { files: PDF }));
    await done(initiator.send(`/meetings/${id}/notify`, {}));
    expect((await town.look(id)).file.phase).toBe('noticed');
    return id;
  }

  /** A ready agenda has blanks in brackets that a person fills in. */
  async function fillBlanks(id: string): Promise<void> {
    for (const { id: question, kind, wording } of (await town.look(id)).questions) {
      const filled = { kind, wording: wording.replace(/\[[^\]]*\]/g, 'Проверкин П. И.') };
      await done(initiator.send(`/meetings/${id}/questions/${question}`, filled));
    }
  }

  it('whose notice hangs where an earlier meeting said, with a photo, is told to all at once and opens', async () => {
    const id = await announced('2026-03-17', {
      postingPlace: 'доска объявлений на первом этаже',
      postingDecidedBy: 'протокол № 2 от 14.04.2025',
    });
    const owner = await site.browser(town.owners[5] ?? '');
    expect(load((await owner.get(`/meetings/${id}/materials`)).text)('tbody a').text()).toContain('файл.pdf');
    expect((await post(`/meetings/${id}/materials`, {}, { files: PDF })).status).toBe(409);
    const posting = `/meetings/${id}/notices/posting`;
    expect(load((await initiator.get(posting)).text)('main').text()).toContain('протокол № 2 от 14.04.2025');
    expect(await refused(post(posting, {}))).toContain('N-04');
    expect(await told(id)).toBe('Доказано 0 из 10');
    await done(post(posting, { witnesses: 'Яшин, кв. 7' }, { scan: PHOTO }));
    expect(await told(id)).toBe('Доказано всё');
    for (const who of [town.head, town.inspector]) {
      const page = load((await (await site.browser(who)).get(`/meetings/${id}/notices`)).text);
      expect(page('main form[method="post"]').length).toBe(0);
      const proof = page('tbody a[href*="/proofs/"]').attr('href') ?? '';
      expect((await (await site.browser(who)).get(proof)).body).toEqual(PHOTO);
    }
    await town.travelTo('2026-03-17T19:00:00+03:00');
    await town.until(id, 'voting');
    expect((await town.deadline(id, 'prove')).verdict.kind).toBe('in-time');
  });

  it('without such a place is told by letters, and one wrong address found on the ninth day keeps it shut', async () => {
    const id = await announced('2026-04-07');
    expect(await refused(post(`/meetings/${id}/notices/posting`, {}, { scan: PHOTO }))).toContain('N-04');
    const lines = town.owners.map((_, index) => `${index + 1}; 801000000000${String(index).padStart(2, '0')}`);
    await done(post(`/meetings/${id}/notices/letters`, { lines: lines.join('\n') }, { scan: PDF }));
    expect(await told(id)).toBe('Доказано всё');
    await town.travelTo('2026-03-29T12:00:00+03:00');
    const [letter] = (await noticesOf(town.db, id)).filter(({ postNumber }) => postNumber === '80100000000003');
    await done(initiator.send(`/meetings/${id}/notices/${letter?.id}/returned`, { why: 'no-such-address' }));
    expect(await told(id)).toBe('Голосование не откроется');
    await town.travelTo('2026-04-07T19:00:00+03:00');
    await town.until(id, 'halted');
    expect(await told(id)).toBe('Голосование не открыто');
    expect(await town.letters(id, 'meeting-halted')).toBe(1);
  });
});
