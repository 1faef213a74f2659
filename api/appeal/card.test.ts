import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { letterSource } from '../../store/letters/letters';
import { appealSite, type AppealSite } from '../../proof/pages/appeal-site';

let site: AppealSite;
beforeAll(async () => {
  site = await appealSite();
});
afterAll(() => site.close());
const PDF = Buffer.from('%PDF-1.7\nпроба');

describe('one appeal', () => {
  it('is seen by its parties, the addressee’s officers and the region’s inspector, and by nobody else', async () => {
    const id = await site.written();
    const seen = await Promise.all(
      Object.entries(site.browsers).map(async ([name, one]) => [name, (await one.get(`/appeals/${id}`)).status]),
    );
    expect(Object.fromEntries(seen)).toEqual({
      owner: 200,
      clerk: 200,
      head: 200,
      inspector: 200,
      ministry: 200,
      neighbour: 404,
      stranger: 404,
      master: 404,
      dispatcher: 404,
      otherClerk: 404,
      supplierClerk: 404,
      municipal: 404,
    });
  });

  it('offers each person the acts that are theirs, and refuses the others in scope with 403', async () => {
    const id = await site.written();
    const owner = (await site.browsers.owner.get(`/appeals/${id}`).accept('json')).body;
    expect(owner.acts).toEqual(['withdraw']);
    expect((await site.stateOf(id)).acts).toEqual(
      expect.arrayContaining(['route', 'note', 'split', 'forward', 'answer']),
    );
    expect((await site.stateOf(id)).acts).not.toContain('extend');
    expect((await site.browsers.clerk.send(`/appeals/${id}/withdraw`, {})).status).toBe(403);
    expect(
      (await site.browsers.owner.send(`/appeals/${id}/answer`, { kind: 'refused', answer: 'Отвечаю сам себе.' }))
        .status,
    ).toBe(403);
    expect(
      (await site.browsers.inspector.send(`/appeals/${id}/answer`, { kind: 'refused', answer: 'Отвечаю за других.' }))
        .status,
    ).toBe(403);
    expect((await site.browsers.otherClerk.send(`/appeals/${id}/note`, { note: 'Чужая запись' })).status).toBe(404);
  });

  it('goes to a colleague’s desk: the executor sees and answers it whatever their post is', async () => {
    const id = await site.written();
    expect((await site.browsers.clerk.send(`/appeals/${id}/route`, { person: site.world.people.master })).status).toBe(
      303,
    );
    expect((await site.browsers.master.get(`/appeals/${id}`)).status).toBe(200);
    expect(
      (
        await site.browsers.master.send(`/appeals/${id}/answer`, {
          kind: 'satisfied',
          answer: 'Подъезд вымыт сегодня.',
        })
      ).status,
    ).toBe(303);
    expect((await site.stateOf(id)).phase).toBe('answered');
  });

  it('hides working notes from the applicant and shows them to staff and inspectors', async () => {
    const id = await site.written();
    await site.browsers.clerk.send(`/appeals/${id}/note`, { note: 'Проверить график уборки.' });
    const texts = await Promise.all(
      [site.browsers.owner, site.browsers.head, site.browsers.inspector].map(
        async (one) => (await one.get(`/appeals/${id}`)).text,
      ),
    );
    expect(texts.map((text) => text.includes('Проверить график'))).toEqual([false, true, true]);
  });

  it('is answered after a check, with files, and the applicant rates it', async () => {
    const id = await site.written();
    const check = await site.browsers.clerk.send(`/appeals/${id}/answer/check`, {
      kind: 'satisfied',
      answer: 'Полы вымыты, график на стенде.',
    });
    expect([check.status, check.text.includes('Проверьте ответ')]).toEqual([200, true]);
    expect((await site.stateOf(id)).phase).toBe('registered');
    const key = randomUUID();
    const send = request(site.app)
      .post(`/appeals/${id}/answer`)
      .set('Cookie', site.browsers.clerk.cookie)
      .accept('text/html')
      .redirects(0);
    const fields = { kind: 'satisfied', answer: 'Полы вымыты.', _csrf: site.browsers.clerk.csrf, key };
    for (const [name, value] of Object.entries(fields)) void send.field(name, value);
    expect((await send.attach('files', PDF, 'акт.pdf')).status).toBe(303);
    const page = await site.browsers.owner.get(`/appeals/${id}`);
    expect(page.text).toContain('Ответ дан. Он вам помог?');
    expect(page.text).toContain('акт.pdf');
    expect((await site.browsers.owner.send(`/appeals/${id}/rate`, { rating: '5', comment: '' })).status).toBe(303);
    expect(await site.stateOf(id)).toMatchObject({ phase: 'closed', outcome: 'satisfied', rating: 5 });
  });

  it('comes back open where a refused act stood, keeping the words, and a mended form is a new command', async () => {
    const id = await site.written({ addressee: site.world.orgs.municipality, subjects: 'streets' });
    const key = randomUUID();
    const refused = await site.browsers.municipal.send(
      `/appeals/${id}/extend`,
      { days: '90', reason: 'Ждём подрядчика.' },
      key,
    );
    expect([refused.status, refused.text.includes('Продлить срок можно на число дней от 1 до 30')]).toEqual([
      422,
      true,
    ]);
    expect(refused.text).toMatch(/Ждём подрядчика\.<\/textarea>/);
    expect(
      (await site.browsers.municipal.send(`/appeals/${id}/extend`, { days: '20', reason: 'Ждём новых торгов.' }, key))
        .status,
    ).toBe(303);
    const page = await site.browsers.owner.get(`/appeals/${id}`);
    expect([page.text.includes('Ждём новых торгов.'), page.text.includes('Ждём подрядчика.')]).toEqual([true, false]);
  });

  it('splits into parts that link to each other', async () => {
    const id = await site.written({ subjects: ['cleaning', 'lift'] });
    expect((await site.browsers.clerk.send(`/appeals/${id}/split`, { subjects: ['cleaning', 'lift'] })).status).toBe(
      303,
    );
    const { phase, children } = (await site.browsers.owner.get(`/appeals/${id}`).accept('json')).body;
    expect([phase, children.map(({ readable }: { readable: boolean }) => readable)]).toEqual(['split', [true, true]]);
  });

  it('is passed on to whom it concerns; the first addressee sees the number there, not the case', async () => {
    const id = await site.written();
    const sent = await site.browsers.clerk.send(`/appeals/${id}/forward`, {
      organisation: site.world.orgs.municipality,
      why: 'Двор обслуживает округ.',
    });
    expect(sent.status).toBe(303);
    const {
      phase,
      children: [child],
    } = (await site.browsers.clerk.get(`/appeals/${id}`).accept('json')).body;
    expect([phase, child.readable]).toEqual(['forwarded', false]);
    expect((await site.browsers.municipal.get(`/appeals/${child.id}`)).status).toBe(200);
  });

  it('says before it is passed on what becomes of the term, and afterwards why the term ended', async () => {
    const id = await site.written({ subjects: ['cleaning'] });
    const asked = (await site.browsers.clerk.get(`/appeals/${id}/forward`)).text;
    for (const words of ['снимается', 'Назад нельзя', 'Письмо, как оно уйдёт', 'name="why"'])
      expect(asked).toContain(words);
    expect(asked).toContain('(организация, которую вы выберете ниже)');
    expect(asked).toContain('Причина: (напишете ниже)');
    expect(asked).not.toContain('г..');
    expect((await site.stateOf(id)).phase).toBe('registered');
    expect((await site.browsers.owner.get(`/appeals/${id}/forward`)).status).toBe(403);
    const bare = await site.browsers.clerk.send(`/appeals/${id}/forward`, {});
    expect([bare.status, bare.text.includes('id="why-error"')]).toEqual([422, true]);
    const given = { organisation: site.world.orgs.municipality, why: 'Двор обслуживает округ.' };
    expect((await site.browsers.clerk.send(`/appeals/${id}/forward`, given)).status).toBe(303);
    const letter = await site.db('delivery').where({ case_id: id, letter: 'appeal-forwarded' }).first('id');
    expect((await letterSource(site.db, letter?.id))?.own?.facts).toMatchObject({ reason: given.why });
    const gone = 'срок снят: перенаправлено';
    for (const path of [`/appeals/${id}`, '/appeals?state=closed'])
      expect([path, (await site.browsers.clerk.get(path)).text]).toEqual([path, expect.stringContaining(gone)]);
    const { children } = (await site.browsers.clerk.get(`/appeals/${id}`).accept('json')).body;
    expect(children).toMatchObject([{ subject: 'cleaning' }]);
    expect((await site.browsers.clerk.get(`/appeals/${id}/forward`)).headers['location']).toBe(`/appeals/${id}`);
  });

  it('may be reopened, and complained about above', async () => {
    const id = await site.written();
    await site.answer(id);
    expect(
      (await site.browsers.owner.send(`/appeals/${id}/reopen`, { objection: 'Полы так и не вымыты.' })).status,
    ).toBe(303);
    expect((await site.stateOf(id)).phase).toBe('reopened');
    await site.answer(id);
    const wrong = await site.browsers.owner.send(`/appeals/${id}/complain`, {
      instance: site.world.orgs.supplier,
      complaint: 'Опять отписка.',
    });
    expect(wrong.status).toBe(422);
    const right = await site.browsers.owner.send(`/appeals/${id}/complain`, {
      instance: site.world.orgs.inspectorate,
      complaint: 'Опять отписка.',
    });
    expect(right.status).toBe(303);
    expect(await site.stateOf(id)).toMatchObject({ phase: 'closed', outcome: 'complained' });
  });

  it('opens a collective one to neighbours without names, and they join', async () => {
    const id = await site.written({ collective: 'yes' });
    const page = await site.browsers.neighbour.get(`/appeals/${id}`);
    expect([page.status, page.text.includes('Присоединиться')]).toEqual([200, true]);
    for (const secret of ['Рябинина', 'ул. Садовая, 7, 12']) expect(page.text).not.toContain(secret);
    expect((await site.browsers.neighbour.send(`/appeals/${id}/join`, {})).status).toBe(303);
    expect((await site.browsers.neighbour.send(`/appeals/${id}/join`, {})).status).toBe(403);
    expect((await site.stateOf(id)).joiners).toBe(1);
  });

  it('gives its deadlines as a calendar', async () => {
    const file = await site.browsers.owner.get(`/appeals/${await site.written()}/calendar`);
    expect(file.headers['content-type']).toContain('text/calendar');
    expect(file.text).toContain('BEGIN:VEVENT');
  });
});
