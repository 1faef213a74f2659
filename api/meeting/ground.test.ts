import { load } from 'cheerio';
import { hireOperator } from '../../proof/operator';
import { addPerson, testSite, type Browser, type Site } from '../../proof/site';
import { meetingHouse, type House } from '../../proof/stories/meeting-house';
import { insertRegistry } from '../../store/registry/rows';
import { meetingRoutes } from './routes';

const PATH = '/state/electronic';
const ACT = {
  has: 'act',
  system: 'РИС ЖКХ',
  act: 'постановление Правительства области',
  number: '45',
  day: '2025-03-12',
};

describe.each(['live', 'training'] as const)('the ground of electronic meetings in a %s installation', (kind) => {
  let site: Site;
  let house: House;
  let operator: Browser;
  let owner: Browser;
  let region: string;
  beforeAll(async () => {
    site = await testSite(meetingRoutes, { kind });
    house = meetingHouse([{ area: '50.00' }, { area: '50.00' }]);
    region = String(house.rows.municipality[0]?.region);
    await site.owner.transaction((trx) => insertRegistry(trx, house.rows));
    const person = await addPerson(site.owner);
    await hireOperator(site.owner, person);
    operator = await site.browser(person);
    owner = await site.browser(house.owners[0] ?? '');
  });
  afterAll(() => site.close());

  async function lawCheck(form: string): Promise<string> {
    const body = { house: house.buildingId, initiator: 'owner', form, title: 'Проба', pack: 'council' };
    const { headers } = await owner.send('/meetings', body);
    return load((await owner.get(`${headers['location']}/lawcheck`)).text)('main').text();
  }
  const state = (fields: Record<string, string>) => operator.send(PATH, { region, ...fields });
  const now = async (): Promise<string> =>
    load((await operator.get(PATH)).text)('#now')
      .parent()
      .text();

  it('decides whether owners may be told of one', async () => {
    const before = await lawCheck('electronic');
    if (kind === 'live') expect(before).toContain('на каком основании его проводят здесь, не указано');
    else expect(before).toContain('Это учебная установка');
    expect(await lawCheck('mixed')).not.toMatch(/основании|учебная установка/);
    expect((await state(ACT)).status).toBe(303);
    expect(await now()).toContain('РИС ЖКХ, постановление Правительства области от 12.03.2025 № 45');
    expect(await lawCheck('electronic')).toContain('Голосуют в региональной системе: РИС ЖКХ');
    expect((await state({ has: 'none' })).status).toBe(303);
    expect(await now()).toContain('основания нет');
    expect(await lawCheck('electronic')).not.toContain('РИС ЖКХ');
  });

  it('asks for every part of an act, and calls none of them optional', async () => {
    const asked = load((await operator.get(PATH)).text)('.ifact');
    expect(asked.find('input').length).toBeGreaterThanOrEqual(4);
    expect(asked.text()).not.toContain('необязательно');
  });

  it('is stated whole, of an act already signed, for a region that has houses here', async () => {
    const refused = async (fields: Record<string, string>): Promise<string> => {
      const sent = await state({ ...ACT, ...fields });
      expect(sent.status).toBe(422);
      return load(sent.text)('.govuk-error-summary').text();
    };
    expect(await refused({ number: '' })).toContain('Укажите номер акта');
    expect(await refused({ day: '2099-01-01' })).toContain('Этот день ещё не наступил');
    expect(await refused({ region: 'Нет такой области' })).toContain('Выберите регион из списка');
    expect((await owner.send(PATH, { region, ...ACT })).status).toBe(403);
  });
});
