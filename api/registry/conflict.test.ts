import { load } from 'cheerio';
import { demoFlat, demoHouse, registrySite, type RegistrySite } from '../../proof/registry-site';
import type { Browser } from '../../proof/site';

let site: RegistrySite;
beforeAll(async () => {
  site = await registrySite();
});
afterAll(() => site?.close());

describe('a decision on a conflict', () => {
  const path = `/premises/${demoFlat('195')}/conflicts/two-areas`;
  const markOn = async (browser: Browser): Promise<string> =>
    load((await browser.get(path)).text)('input[name=mark]').attr('value') ?? '';

  it('asks for a reason and a way that exists', async () => {
    const clerk = await site.as('clerk');
    const mark = await markOn(clerk);
    const short = await clerk.send(path, { mark, decision: 'egrn', reason: 'так' });
    expect(short.status).toBe(422);
    expect(load(short.text)('.govuk-error-summary').text()).toContain('Нужно не меньше');
    expect(
      (await clerk.send(path, { mark, decision: 'proportional', reason: 'Выписка ЕГРН от 01.02.2026' })).status,
    ).toBe(422);
  });

  it('is kept with its maker and shown in the list; on other facts it is asked for again', async () => {
    const clerk = await site.as('clerk');
    const mark = await markOn(clerk);
    expect((await clerk.send(path, { mark, decision: 'egrn', reason: 'Выписка ЕГРН от 01.02.2026' })).status).toBe(303);
    expect(await site.textOf('clerk', `/houses/${demoHouse}/conflicts`)).toContain('Верна площадь по ЕГРН');
    await site
      .db('premises')
      .where({ id: demoFlat('195') })
      .update({ area_hand: '66.60' });
    const stale = await clerk.send(path, { mark, decision: 'hand', reason: 'Технический паспорт квартиры' });
    expect(stale.status).toBe(409);
    expect(await site.textOf('clerk', path)).toContain('Записать решение');
  });

  it('may enter an area that was unknown', async () => {
    const clerk = await site.as('clerk');
    const unknown = `/premises/${demoFlat('189')}/conflicts/no-area`;
    const mark = load((await clerk.get(unknown)).text)('input[name=mark]').attr('value') ?? '';
    const fields = { mark, decision: 'enter', reason: 'Технический паспорт квартиры' };
    expect((await clerk.send(unknown, { ...fields, area: 'много' })).status).toBe(422);
    expect((await clerk.send(unknown, { ...fields, area: '35,5' })).status).toBe(303);
    expect(await site.statusOf('clerk', unknown)).toBe(404);
  });

  it('never keeps shares over the whole: they would give a flat more votes than its area', async () => {
    const shares = `/premises/${demoFlat('190')}/conflicts/shares-not-one`;
    const clerk = await site.as('clerk');
    const page = load((await clerk.get(shares)).text);
    const ways = page('input[name=decision]').toArray();
    expect(ways.map((one) => page(one).attr('value'))).toEqual(['proportional', 'wait']);
    const mark = page('input[name=mark]').attr('value') ?? '';
    const answer = await clerk.send(shares, { mark, decision: 'as-written', reason: 'Так записано в бюллетене' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('больше голосов, чем его площадь');
  });

  it('is one: of eight opposite ones at once, and of one that comes later, the first stands and the rest hear it', async () => {
    const shares = `/premises/${demoFlat('190')}/conflicts/shares-not-one`;
    // One of the three has left: less than the whole, so both ways are open.
    const [third] = await site
      .owner('ownership')
      .where({ premises_id: demoFlat('190') })
      .orderBy('id', 'desc');
    await site.owner('ownership').where({ id: third.id }).update({ to_day: third.from_day });
    const clerk = await site.as('clerk');
    const mark = load((await clerk.get(shares)).text)('input[name=mark]').attr('value') ?? '';
    const ways = ['proportional', 'as-written'];
    const send = (at: number) =>
      clerk.send(shares, { mark, decision: ways[at % 2], reason: `Выписка ЕГРН, решение ${at + 1}` });
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => send(at)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array.from({ length: 7 }, () => 409)]);
    const later = await send(answers.findIndex(({ status }) => status === 303) + 1);
    expect(later.status).toBe(409);
    expect(later.text).toMatch(/Уже решено: «[^»]+», \d\d\.\d\d\.\d{4}/);
    const kept = await site.db('registry_conflict').where({ premises_id: demoFlat('190'), kind: 'shares-not-one' });
    expect(kept).toHaveLength(1);
    expect(await site.textOf('clerk', shares)).not.toContain('Записать решение');
  });

  it('may enter an unknown area once: the second hears which was entered', async () => {
    const unknown = `/premises/${demoFlat('191')}/conflicts/no-area`;
    await site
      .owner('premises')
      .where({ id: demoFlat('191') })
      .update({ area_egrn: null, area_hand: null });
    const clerk = await site.as('clerk');
    const mark = load((await clerk.get(unknown)).text)('input[name=mark]').attr('value') ?? '';
    const fields = { mark, reason: 'Технический паспорт квартиры' };
    expect((await clerk.send(unknown, { ...fields, decision: 'wait' })).status).toBe(303);
    const areas = ['35,5', '53,5'];
    const answers = await Promise.all(areas.map((area) => clerk.send(unknown, { ...fields, decision: 'enter', area })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(answers.find(({ status }) => status === 409)?.text).toContain('Уже решено: «Внести площадь вручную»');
  });

  it('is not for the inspectorate nor for an owner', async () => {
    for (const login of ['inspector', 'co-owner']) {
      const answer = await (
        await site.as(login)
      ).send(path, { mark: '0'.repeat(16), decision: 'egrn', reason: 'Мне так кажется верным' });
      expect([403, 404]).toContain(answer.status);
    }
  });
});
