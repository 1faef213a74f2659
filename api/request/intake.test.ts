import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import request from 'supertest';
import { norm } from '../../law/base/norm';
import { openRequest, type NewRequest } from '../../store/request/open';
import { personByLogin } from '../../store/registry/people';
import { callSite, type CallSite } from '../../proof/call-site';
import { demoFlat, demoHouse, foreignHouse } from '../../proof/registry-site';

const DAY = '2026-06-01';

/** A request is written down: by a dispatcher, by a resident, by a program; and what is refused. */
describe('registering a request', () => {
  let site: CallSite;
  const flat = demoFlat('183');
  const who: Record<string, string> = {};

  beforeAll(async () => {
    site = await callSite();
    for (const login of ['dispatcher', 'owner', 'head']) who[login] = (await personByLogin(site.db, login))?.id ?? '';
    who.resident = (await site.db('residence').where({ premises_id: flat }).first('person_id')).person_id;
  });
  afterAll(() => site.close());

  const wish = (fields: object = {}) => ({ building: demoHouse, premises: flat, kind: 'S01', ...fields });
  const take = async (fields: object, key?: string) =>
    (await site.as('dispatcher')).send('/requests/intake', { ...fields }, key);
  const opened = async (fields: Partial<NewRequest> = {}): Promise<string> => {
    const id = randomUUID();
    await site.db.transaction((trx) =>
      openRequest(trx, {
        ...{ id, at: new Date(), source: 'phone' as const, kind: 'S01', text: 'Течёт кран.', buildingId: demoHouse },
        ...{ applicantId: null, actorId: who.dispatcher ?? null, told: true },
        ...fields,
      }),
    );
    return id;
  };
  const rowOf = (id: string) => site.db('request').where({ case_id: id }).first();
  const idOf = ({ headers }: { headers: Record<string, string> }): string => headers.location?.split('/')[2] ?? '';

  it('keeps who called, where, when it broke, the harm and the call, and counts the terms as told', async () => {
    const call = (await site.tell({ call: randomUUID(), phone: '+79161112233', at: site.ago(60) })).body.id;
    const answer = await take(
      wish({
        person: who.resident,
        call,
        text: 'Капает на кухне',
        harm: 'yes',
        told: 'yes',
        phone: '8 916 111-22-33',
        spot: 'кухня',
        damaged: '2026-01-02T10:00',
      }),
    );
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toMatch(/\/told\?call=/);
    const row = await rowOf(idOf(answer));
    expect(row).toMatchObject({
      source: 'phone',
      kind: 'S01',
      premises_id: flat,
      call_id: call,
      caller_phone: '+79161112233',
      spot: 'кухня',
      common: false,
    });
    expect(row.harm_at).not.toBeNull();
    expect((await site.db('call').where({ id: call }).first('case_id')).case_id).toBe(row.case_id);
    const inform = await site.db('case_deadline').where({ case_id: row.case_id, name: 'inform' }).first('met_at');
    expect(inform.met_at).not.toBeNull();
    const told = await site.textOf('dispatcher', String(answer.headers.location));
    expect(told).toContain('Исправим до');
    expect(told).toContain('придут сообщением');
  });

  it('says of a stranger that no message will reach them', async () => {
    const answer = await take(wish({ kind: 'E06', name: 'Пётр', phone: '+7 903 000-11-22' }));
    const told = await site.textOf('dispatcher', String(answer.headers.location));
    expect(told).toContain('сообщение на 8 903 000-11-22 не уйдёт');
    expect(await site.db('delivery').where({ case_id: idOf(answer), letter: 'request-registered' })).toEqual([]);
  });

  it('finds the flat by the number that calls and reorders the kinds by the words', async () => {
    const phone = (await site.db('contact').where({ person_id: who.resident, channel: 'phone' }).first('value')).value;
    const call = (await site.tell({ call: randomUUID(), phone, at: site.ago(60) })).body.id;
    const desk = await site.as('dispatcher');
    const page = load(
      (await desk.get(`/requests/intake?call=${call}&text=${encodeURIComponent('пахнет газом')}`)).text,
    );
    expect(page('input[name=premises]').val()).toBe(flat);
    expect(page('#kinds li').first().find('input[type=radio]').val()).toBe('G01');
    expect(page('.says > .say').length).toBe(page('#kinds > li').length + 1);
    expect(page('#kinds > li').length).toBeLessThanOrEqual(60);
    expect(
      page('#kinds [data-key]')
        .map((_, one) => page(one).attr('data-key'))
        .get(),
    ).toEqual([...'123456789'].map((digit) => `Digit${digit}`));
  });

  it('offers what the house knows already: once refused, then apart as the dispatcher says', async () => {
    const known = await opened({ kind: 'L01', entrance: 5, text: 'Лифт стоит.' });
    const { number } = await site.db('case_file').where({ id: known }).first('number');
    const key = randomUUID();
    const refused = await take(wish({ kind: 'L01', person: who.resident }), key);
    expect(refused.status).toBe(409);
    const page = load(refused.text);
    expect(page('.alike').text()).toContain(number);
    expect(page('form#intake input[name=apart]').val()).toBe('yes');
    expect(page('form[action$="/join"]').attr('action')).toBe(`/requests/${known}/join`);
    expect((await take(wish({ kind: 'L01', apart: 'yes' }), key)).status).toBe(303);
  });

  it('joins the caller in one press, and the call with them; nobody may join another from outside the desk', async () => {
    const known = await opened({ kind: 'S05', text: 'Мусоропровод забит.' });
    const call = (await site.tell({ call: randomUUID(), phone: '+79165550000', at: site.ago(60) })).body.id;
    const desk = await site.as('dispatcher');
    const nobody = await desk.send(`/requests/${known}/join`, { call });
    expect(nobody.status).toBe(422);
    const done = await desk.send(`/requests/${known}/join`, { person: who.resident, call });
    expect(done.headers.location).toContain(`/requests/${known}/told`);
    expect(site.commands.at(-1)).toMatchObject({ name: 'join', args: { person: who.resident } });
    expect((await site.db('call').where({ id: call }).first('case_id')).case_id).toBe(known);
    const neighbour = await site.as('owner');
    expect((await neighbour.send(`/requests/${known}/join`, { person: who.resident })).status).toBe(403);
  });

  it.each([
    ['no place', { building: '', premises: '' }, 'place-missing'],
    ['no house of that id', { building: randomUUID(), premises: '' }, 'place-unknown'],
    ['a house of another organisation', { building: foreignHouse, premises: '' }, 'place-unknown'],
    ['a flat of another house', { building: demoHouse, premises: randomUUID() }, 'place-unknown'],
    ['no kind', { kind: '' }, 'kind-missing'],
    ['a kind that is none', { kind: 'X99' }, 'fields-wrong'],
    ['damage in the future', { damaged: '2099-01-01T10:00' }, 'damaged-later'],
    ['a visit in the past', { from: '2020-01-01T10:00', to: '2020-01-01T12:00' }, 'wish-time'],
    ['a stranger as a resident', { person: randomUUID() }, 'person-unknown'],
    ['a call of nobody', { call: randomUUID() }, 'call-unknown'],
    ['an outage that is none', { outage: randomUUID() }, 'outage-unknown'],
  ])('refuses %s', async (_, fields, code) => {
    const desk = await site.token(who.dispatcher ?? '');
    const before = (await site.db('request').count('* as n').first())?.['n'];
    const answer = await request(site.app)
      .post('/requests/intake')
      .set('Authorization', `Bearer ${desk}`)
      .set('Idempotency-Key', randomUUID())
      .send(wish({ kind: 'E05', ...fields }));
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    expect((await site.db('request').count('* as n').first())?.['n']).toBe(before);
    const page = await take(wish({ kind: 'E05', ...fields }));
    expect(page.status).toBe(422);
    expect(load(page.text)('form#intake').length).toBe(1);
  });

  it('answers the same to an unknown house and to one of others', async () => {
    const desk = await site.as('dispatcher');
    for (const building of [randomUUID(), foreignHouse])
      expect((await desk.get(`/requests/intake?building=${building}`)).status).toBe(404);
    expect((await desk.get(`/requests/intake?call=${randomUUID()}`)).status).toBe(404);
  });

  it('takes from a program of the organisation once, however often it asks', async () => {
    const token = await site.token(who.head ?? '', ['request.*'], site.organisationId);
    const key = randomUUID();
    const send = () =>
      request(site.app)
        .post('/requests/intake')
        .set('Authorization', `Bearer ${token}`)
        .set('Idempotency-Key', key)
        .send(wish({ kind: 'O03', text: 'Дверь не закрывается', name: 'Иван', phone: '+79030000000' }));
    const [first, second] = [await send(), await send()];
    expect([first.status, second.body]).toEqual([201, first.body]);
    expect((await rowOf(first.body.id)).source).toBe('api');
  });

  it('gives no stranger the page', async () => {
    expect((await (await site.as('owner')).get('/requests/intake')).status).toBe(403);
    expect((await (await site.browser(null)).get('/requests/intake')).status).not.toBe(200);
  });

  describe('a resident', () => {
    const ask = async (fields: object) => (await site.as('owner')).send('/requests', { ...fields });
    const home = async (): Promise<string> => {
      const page = load((await (await site.as('owner')).get('/requests/new?text=кран капает')).text);
      return String(page('input[name=place]').first().val());
    };

    it('says it in words first; danger is answered with numbers before anything else', async () => {
      const me = await site.as('owner');
      const first = load((await me.get('/requests/new')).text);
      expect(first('textarea[name=text]').length).toBe(1);
      expect(first('input[name=place]').length).toBe(0);
      const next = load((await me.get(`/requests/new?text=${encodeURIComponent('пахнет газом в подъезде')}`)).text);
      expect(next('main .next a[href="tel:104"]').length).toBe(1);
      expect(next('main .next').text()).toContain('позвоните сейчас');
      expect(next('main .next a[href^="tel:+7"]').length).toBeGreaterThan(0);
      expect(next('input[name=kind]').first().val()).toBe('G01');
    });

    it('is offered what neighbours told of, without their names and flats', async () => {
      const known = await opened({ kind: 'R01', premisesId: flat, text: 'Крыша течёт у Рябининой.' });
      const page = load(
        (await (await site.as('owner')).get(`/requests/new?text=${encodeURIComponent('течёт крыша')}`)).text,
      );
      expect(page(`form[action="/requests/${known}/join"]`).length).toBe(1);
      expect(page('.alike').text()).not.toContain('183');
    });

    it('gets a receipt with the number, the terms and who answers', async () => {
      const answer = await ask({ place: await home(), text: 'Капает кран на кухне' });
      expect(answer.headers.location).toMatch(/\/receipt$/);
      const receipt = await site.textOf('owner', String(answer.headers.location));
      for (const word of ['ЗВ-', 'Течёт кран', 'Исправим до', 'календарь', 'Что дальше', 'Отвечает'])
        expect(receipt).toContain(word);
      expect([403, 404]).toContain((await (await site.as('head')).get(String(answer.headers.location))).status);
    });

    it('is refused with a telephone when too many stand open, and a forged place as one that is none', async () => {
      const place = await home();
      const most = Number(norm('RQ-P14', DAY).value);
      for (;;) {
        const answer = await ask({ place, text: 'Капает кран на кухне' });
        if (answer.status === 303) continue;
        expect(answer.status).toBe(409);
        expect(answer.text).toContain('Позвоните диспетчеру: 8');
        break;
      }
      const open = await site
        .db('case_party')
        .where({ person_id: who.owner, part: 'applicant' })
        .count('* as n')
        .first();
      expect(Number(open?.['n'])).toBeGreaterThanOrEqual(most);
      for (const forged of [randomUUID(), demoFlat('1')])
        expect((await ask({ place: forged, text: 'Чужая квартира' })).status).toBe(422);
    });
  });
});
