import { load } from 'cheerio';
import { startClockAt } from '../../proof/region';
import { testSite, type Browser, type Site } from '../../proof/site';
import { meetingHouse, type House } from '../../proof/stories/meeting-house';
import { insertRegistry } from '../../store/registry/rows';
import { meetingRoutes } from './routes';

const FLATS = Array.from({ length: 4 }, () => ({ area: '50.00' }));

interface World {
  site: Site;
  house: House;
  me: Browser;
  draft(form?: string, pack?: string): Promise<string>;
  save(
    id: string,
    fields: Record<string, string>,
  ): Promise<{ status: number; error(field: string): string; text: string }>;
}

async function world(bornAt: string): Promise<World> {
  const site = await testSite(meetingRoutes);
  await startClockAt(site.owner, new Date(bornAt));
  const house = meetingHouse(FLATS);
  await site.owner.transaction((trx) => insertRegistry(trx, house.rows));
  const me = await site.browser(house.owners[0] ?? '');
  const title = 'Проба';
  return {
    site,
    house,
    me,
    async draft(form = 'electronic', pack = 'council') {
      const sent = await me.send('/meetings', { house: house.buildingId, initiator: 'owner', form, title, pack });
      return sent.headers.location?.split('/').at(-1) ?? '';
    },
    async save(id, fields) {
      const sent = await me.send(`/meetings/${id}/terms`, { title, form: 'electronic', ...fields });
      const page = load(sent.text);
      return { status: sent.status, text: sent.text, error: (field) => page(`#${field}-error`).text() };
    },
  };
}

describe('what nobody may save', () => {
  let here: World;
  let id: string;
  beforeAll(async () => {
    here = await world('2026-12-01T12:00:00+03:00');
    id = await here.draft();
  });
  afterAll(() => here.site.close());

  it.each<[string, Record<string, string>, string, RegExp]>([
    ['a start in the past', { opens: '2026-11-30T10:00', closes: '2026-12-20T10:00' }, 'opens', /прошло.*N-01/],
    ['an end before the start', { opens: '2026-12-15T10:00', closes: '2026-12-14T10:00' }, 'closes', /N-01/],
    [
      'a voting of six days',
      { opens: '2026-12-15T10:00', closes: '2026-12-21T10:00' },
      'closes',
      /7–60 дней.*ст\. 47\.1 ч\. 8.*E-06/,
    ],
    ['a minute less than seven days', { opens: '2026-12-15T10:00', closes: '2026-12-22T09:59' }, 'closes', /E-06/],
    ['a voting of sixty-one days', { opens: '2026-12-15T10:00', closes: '2027-02-14T10:00' }, 'closes', /E-06/],
    [
      'a start before the notice could be given',
      { opens: '2026-12-11T11:59', closes: '2026-12-20T10:00' },
      'opens',
      /этого мало.*ст\. 47\.1 ч\. 5.*E-05/,
    ],
    ['an area that is less than the known rights', { total: '199,99' }, 'total', /200.*V-02/],
    ['an area that is no number', { total: 'много' }, 'total', /9379,30/],
    ['a posting place that no meeting named', { postingPlace: 'Доски' }, 'postingDecidedBy', /N-04/],
    ['hours without an end', { paperFrom: '10:00' }, 'paperTo', /конец приёма/],
    ['hours backwards', { paperFrom: '17:00', paperTo: '10:00' }, 'paperTo', /позже/],
    ['an organisation nobody knows', { organisation: 'ООО «Нет такой»' }, 'organisation', /нет такой организации/],
    ['a name that fits several', { organisation: 'Организация' }, 'organisation', /Подходит несколько.*ИНН/],
  ])('refuses %s at its field, with the norm', async (_, fields, field, says) => {
    const { status, error } = await here.save(id, fields);
    expect(status).toBe(422);
    expect(error(field)).toMatch(says);
  });

  it('takes exactly seven days, exactly sixty and exactly 240 hours of notice', async () => {
    for (const closes of ['2026-12-22T10:00', '2027-02-13T10:00'])
      expect((await here.save(id, { opens: '2026-12-15T10:00', closes })).status).toBe(303);
    expect((await here.save(id, { opens: '2026-12-11T12:01', closes: '2026-12-20T10:00' })).status).toBe(303);
  });

  it('wants fourteen days before the start where somebody else is the administrator', async () => {
    const dates = { opens: '2026-12-14T10:00', closes: '2026-12-22T10:00' };
    const { status, error } = await here.save(id, { ...dates, administrator: here.house.owners[1] ?? '' });
    expect(status).toBe(422);
    expect(error('opens')).toMatch(/администратору.*ст\. 47\.1 ч\. 3.*E-04/);
    const later = { opens: '2026-12-20T10:00', closes: '2026-12-27T10:00', organisation: 'manager' };
    expect((await here.save(id, later)).status).toBe(303);
    const row = await here.site.db('meeting').where({ case_id: id }).first('administrator_organisation_id');
    expect(row?.administrator_organisation_id).toBe(here.house.manager);
  });

  it('takes a person by flat or by the line that was offered, and asks again where several fit', async () => {
    const offered = async (): Promise<string[]> =>
      load((await here.me.get(`/meetings/${id}/terms`)).text)('#owners option')
        .map((_, one) => one.attribs['value'])
        .get();
    const [first = ''] = await offered();
    expect((await here.save(id, { chair: first, secretary: 'кв. 2' })).status).toBe(303);
    const row = await here.site.db('meeting').where({ case_id: id }).first('chair_id', 'secretary_id');
    expect(here.house.owners).toContain(row?.chair_id);
    expect(row?.secretary_id).toBe(here.house.owners[1]);
    const page = load((await here.me.get(`/meetings/${id}/terms`)).text);
    expect(page('#chair').val()).toBe(first);
    const surname = first.split(' ')[0] ?? '';
    const several = await here.save(id, { chair: surname });
    expect([several.status, several.error('chair')]).toEqual([422, expect.stringMatching(/Подходит несколько/)]);
    expect(load(several.text)('#chair').val()).toBe(surname);
    const stranger = await here.save(id, { secretary: here.house.head });
    expect([stranger.status, stranger.error('secretary')]).toEqual([422, expect.stringMatching(/номер квартиры/)]);
  });

  it('keeps what was typed when it refuses', async () => {
    const { text } = await here.save(id, { opens: '2026-11-30T10:00', paperAddress: 'кв. 7' });
    expect(load(text)('#paperAddress').val()).toBe('кв. 7');
    expect(load(text)('#opens').val()).toBe('2026-11-30T10:00');
  });

  it('doubts two subjects in one question and refuses a kind nobody knows', async () => {
    const at = `/meetings/${id}/agenda/add`;
    const two = { kind: 'CURRENT_REPAIR', wording: 'Провести текущий ремонт и избрать совет дома' };
    expect((await here.me.send(at, two)).status).toBe(303);
    const page = load((await here.me.get(`/meetings/${id}/lawcheck`)).text);
    expect(page('main').text()).toContain('В вопросе два решения');
    expect((await here.me.send(at, { kind: 'NO_SUCH', wording: 'Решить' })).status).toBe(422);
  });

  it('opens no meeting in a house that is not the initiator’s', async () => {
    const other = meetingHouse(FLATS.slice(0, 1));
    const [building] = other.rows.building;
    const municipality = here.house.rows.municipality[0]?.id;
    await here.site
      .owner('building')
      .insert({ ...building, municipality_id: municipality, address: 'ул. Чужая, д. 2' });
    const fields = { house: other.buildingId, initiator: 'owner', form: 'mixed', title: 'Чужой дом' };
    const sent = await here.me.send('/meetings', fields);
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('ст. 45 ч. 2, 6, 7');
  });

  it('leaves the agenda and the dates as the notice told them', async () => {
    const noticed = await here.draft();
    const question = (await here.site.db('meeting_question').where({ case_id: noticed }).first('id'))?.id ?? '';
    for (const phase of ['draft', 'noticed'])
      await here.site.owner('case_file').where({ id: noticed }).update({ phase });
    const words = { kind: 'CURRENT_REPAIR', wording: 'Другое' };
    const tries: [string, Record<string, string>][] = [
      [`questions/${question}`, words],
      ['agenda/add', words],
      ['agenda/remove', { question }],
      ['agenda/move', { question, place: '2' }],
      ['agenda/pack', { pack: 'council' }],
      ['terms', { title: 'Проба', form: 'electronic' }],
    ];
    for (const [leaf, fields] of tries) {
      const sent = await here.me.send(`/meetings/${noticed}/${leaf}`, fields);
      expect([leaf, sent.status]).toEqual([leaf, 409]);
      expect(sent.text).toContain('ст. 46 ч. 2');
    }
  });
});

describe('the law of March 2019', () => {
  let here: World;
  let id: string;
  beforeAll(async () => {
    here = await world('2019-03-05T12:00:00+03:00');
    id = await here.draft('mixed');
  });
  afterAll(() => here.site.close());

  it('refuses the notice of 5 March for 14 March: nine days', async () => {
    const dates = { form: 'mixed', opens: '2019-03-14T19:00', closes: '2019-03-20T19:00' };
    const { status, error } = await here.save(id, dates);
    expect(status).toBe(422);
    expect(error('opens')).toMatch(
      /До собрания 9\u00a0дней, этого мало.*до 03\.03\.2019 включительно.*ст\. 45 ч\. 4.*N-01/,
    );
  });

  it('takes the electronic sample of 27 to 31 March, which today would be too short', async () => {
    const dates = { opens: '2019-03-27T10:00', closes: '2019-03-31T10:00' };
    expect((await here.save(id, dates)).status).toBe(303);
    expect((await here.save(id, { ...dates, closes: '2019-04-03T10:00' })).error('closes')).toContain('E-06');
  });

  it('shows a question that the law did not know yet as a problem', async () => {
    const words = { kind: 'RES_TO_NONRES', wording: 'Согласовать перевод квартиры 1 в нежилое помещение' };
    await here.me.send(`/meetings/${id}/agenda/add`, words);
    const page = load((await here.me.get(`/meetings/${id}/lawcheck`)).text);
    expect(page('main').text()).toContain('закон дня решения такого вопроса не знает');
    expect(page('.next__title').text()).toContain('наруш');
  });
});
