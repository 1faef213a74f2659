import { load } from 'cheerio';
import { makeMeeting, type BallotMeeting } from '../../proof/ballots/meeting';
import { addPerson, testSite, type Browser, type Site } from '../../proof/site';
import { meetingRoutes } from './routes';

let site: Site;
let running: BallotMeeting;
let initiator: Browser;
let neighbour: Browser;
let draft: string;
const holder = (index: number): string => running.rights[index]?.holder ?? '';

beforeAll(async () => {
  site = await testSite(meetingRoutes);
  running = await makeMeeting(site.owner, { rights: 6 });
  [initiator, neighbour] = await Promise.all([site.browser(holder(0)), site.browser(holder(1))]);
});
afterAll(() => site.close());

/** There is no real engine here, so the first step of the case is done by the test. */
async function started(): Promise<string> {
  const house = (await site.db('meeting').where({ case_id: running.caseId }).first('building_id'))?.building_id;
  const sent = await initiator.send('/meetings', {
    house,
    initiator: 'owner',
    form: 'electronic',
    title: 'Выбор совета дома',
    pack: 'council',
  });
  expect(sent.status).toBe(303);
  return sent.headers.location?.split('/').at(-1) ?? '';
}

describe('preparing a meeting', () => {
  it('begins a draft with a ready agenda', async () => {
    draft = await started();
    const page = load((await initiator.get(`/meetings/${draft}`)).text);
    expect(page('h1').text()).toBe('Выбор совета дома');
    expect(page('#tasks').closest('section').text()).toContain('нужно исправить');
    expect(load((await initiator.get(`/meetings/${draft}/agenda`)).text)('section.sheet').text()).toContain(
      'больше половины голосов участников',
    );
  });

  it('hides a draft from neighbours', async () => {
    expect((await neighbour.get(`/meetings/${draft}`)).status).toBe(404);
    expect((await neighbour.get(`/meetings/${draft}/terms`)).status).not.toBe(200);
  });

  it('warns of a wording that does not fit its kind and keeps what was typed', async () => {
    const at = `/meetings/${draft}/agenda/add`;
    expect(
      (await initiator.send(at, { kind: 'CURRENT_REPAIR', wording: 'Установить шлагбаум на въезде' })).status,
    ).toBe(303);
    expect(load((await initiator.get(`/meetings/${draft}/agenda`)).text)('section.sheet').text()).toContain(
      'проверьте',
    );
    const bad = await initiator.send(at, { kind: 'CURRENT_REPAIR', wording: '' });
    expect(bad.status).toBe(422);
  });

  it('saves dates and shows every term the law ties to them', async () => {
    const terms = load((await initiator.get(`/meetings/${draft}/terms`)).text);
    const opens = String(terms('#opens').val());
    expect(opens).toMatch(/T10:00$/);
    const given = {
      title: 'Совет',
      form: 'electronic',
      opens,
      closes: String(terms('#closes').val()),
      total: '600',
      totalBasis: 'ЕГРН',
    };
    expect((await initiator.send(`/meetings/${draft}/terms`, given)).status).toBe(303);
    expect(
      load((await initiator.get(`/meetings/${draft}/terms`)).text)('#planner')
        .closest('section')
        .text(),
    ).toContain('Сообщить всем собственникам');
    const wrong = await initiator.send(`/meetings/${draft}/terms`, { ...given, closes: '2020-01-01T10:00' });
    expect(wrong.status).toBe(422);
  });

  it('offers to hand the message over only where somebody else is the administrator (E-04)', async () => {
    const buttons = async (): Promise<string> =>
      load((await initiator.get(`/meetings/${draft}`)).text)('main .govuk-button').text();
    await site.db('case_file').where({ id: draft }).update({ phase: 'draft' });
    expect(await buttons()).not.toContain('Передать');
    const own = { title: 'Совет', form: 'electronic', total: '600', totalBasis: 'ЕГРН' };
    const save = async (fields: Record<string, string>): Promise<number> =>
      (await initiator.send(`/meetings/${draft}/terms`, fields)).status;
    expect(await save({ ...own, administrator: holder(1) })).toBe(303);
    expect(await buttons()).toContain('Передать сообщение администратору');
    expect(await save(own)).toBe(303);
  });

  it('opens the register and the empty ledger', async () => {
    expect((await initiator.get(`/meetings/${draft}/register`)).status).toBe(200);
    expect((await initiator.get(`/meetings/${draft}/notices`)).status).toBe(200);
  });

  it('gives the engine the command and refuses it to a neighbour', async () => {
    expect((await initiator.send(`/meetings/${running.caseId}/remind`, {})).status).toBe(303);
    expect(site.commands.at(-1)).toMatchObject({ area: 'meeting', name: 'remind', caseId: running.caseId });
    expect((await neighbour.send(`/meetings/${running.caseId}/remind`, {})).status).toBe(403);
  });
});

describe('watching a meeting', () => {
  it('tells how many premises are enough for the quorum', async () => {
    const page = load((await initiator.get(`/meetings/${running.caseId}`)).text);
    expect(page('.next__title').text()).toContain('Кворума ещё нет');
    expect(page('.stages li[aria-current="step"]').text()).toContain('Голосование');
  });

  it('leads to the desk of paper whoever takes decisions in, and nobody else', async () => {
    const desk = `/meetings/${running.caseId}/paper`;
    const administrator = await site.browser(running.administrator);
    for (const [who, links] of [
      [administrator, 1],
      [initiator, 0],
    ] as const) {
      const page = load((await who.get(`/meetings/${running.caseId}`)).text);
      expect(page(`#links ~ ul a[href="${desk}"]`)).toHaveLength(links);
    }
  });

  it('shows neighbours who takes part, never how the questions stand', async () => {
    const page = load((await neighbour.get(`/meetings/${running.caseId}`)).text);
    expect(page('#turnout').length).toBe(1);
    expect(page('main table').length).toBe(0);
  });

  it('gives the sheet with the columns of the sample', async () => {
    const sheet = await initiator.get(`/meetings/${running.caseId}/roll?as=csv`);
    expect(sheet.text.split('\r\n')[0]?.split(';').length).toBe(14);
    expect((await initiator.get(`/meetings/${running.caseId}/roll`)).status).toBe(200);
    expect((await initiator.get(`/meetings/${running.caseId}/roll?as=xlsx`)).headers['content-type']).toContain(
      'spreadsheetml',
    );
  });

  it('heads the sheet as the sample does and says both denominators', async () => {
    const page = load((await initiator.get(`/meetings/${running.caseId}/roll`)).text);
    const facts = page('.govuk-summary-list').text();
    for (const said of ['Код дома ФИАС', 'ИНН', 'от площади с ручным вводом', 'от площади по Росреестру'])
      expect(facts).toContain(said);
    expect(page('main').text()).toContain('существует вероятность наличия отклонений');
  });

  it('says at whose doors a decision is awaited, never whose it is nor how others decided', async () => {
    const at = `/meetings/${running.caseId}/silent`;
    const page = load((await initiator.get(at)).text);
    expect(page('tbody tr').length).toBe(6);
    expect(page('main').text()).toContain('Подъезд 1');
    expect(page('main').text()).not.toContain('Проверкин П');
    expect((await neighbour.get(at)).status).toBe(403);
  });

  it('shows the sheet of rights to nobody who only votes', async () => {
    expect((await neighbour.get(`/meetings/${running.caseId}/roll`)).status).toBe(403);
    expect((await neighbour.get(`/meetings/${running.caseId}/notices`)).status).toBe(403);
  });

  it('records a notice handed over against a signature', async () => {
    const at = `/meetings/${running.caseId}/notices`;
    expect((await initiator.send(at, { way: 'signature', owner: holder(2) })).status).toBe(303);
    expect(load((await initiator.get(at)).text)('tbody').text()).toContain('доказано');
    expect((await initiator.send(at, { way: 'letter' })).status).toBe(422);
  });

  it('lists the meetings of the house and nothing to a stranger', async () => {
    expect(load((await neighbour.get('/meetings')).text)('tbody tr').length).toBe(1);
    const stranger = await site.browser(await addPerson(site.db));
    expect((await stranger.get(`/meetings/${running.caseId}`)).status).toBe(404);
  });
});
