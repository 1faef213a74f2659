import { createHash, randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import { makeOwedPapers } from '../../../activities/meeting/documents/loop';
import { verifyXml } from '../../../activities/meeting/documents/xml';
import { publicKeyOf } from '../../../store/case/signing-key';
import { checklist } from '../../../law/meeting/inspection/checklist';
import type { BallotMeeting } from '../../../proof/ballots/meeting';
import { unsettled } from '../../../proof/unsettled';
import { sealedMeeting } from '../../../proof/ballots/sealed';
import { addOffice, addPost } from '../../../proof/office';
import { addPerson, testSite, type Browser, type Site } from '../../../proof/site';
import { filedPapersOf } from '../../../store/meeting/file/papers';
import { completeProtocol, draftProtocol } from '../../../store/meeting/file/protocol';
import { filingRoutes } from './routes';

let site: Site;
let meeting: BallotMeeting;
let initiator: Browser;
let manager: Browser;
let inspector: Browser;
let owner: Browser;
let stranger: Browser;
const at = (leaf: string): string => `/meetings/${meeting.caseId}/${leaf}`;
const print = async ({ html }: { html: string }): Promise<Buffer> => Buffer.from(`%PDF-${html}`);

async function phase(name: string): Promise<void> {
  await site.owner.transaction(async (trx) => {
    await trx.raw('alter table case_file disable trigger case_phase_moves');
    await trx('case_file').where({ id: meeting.caseId }).update({ phase: name });
    await trx.raw('alter table case_file enable trigger case_phase_moves');
  });
}

async function office(kind: string, role: string): Promise<[string, string]> {
  const organisation = await addOffice(site.owner, { kind, region: '50' });
  const person = await addPerson(site.db, 'Служащий');
  await addPost(site.owner, person, organisation, role);
  return [organisation, person];
}

beforeAll(async () => {
  site = await testSite(filingRoutes);
  meeting = await sealedMeeting(site.db, site.owner);
  const { caseId, closesAt, administrator, rights } = meeting;
  await draftProtocol(site.db, { caseId, number: 'ОСС-2026-000777', formNorm: 'приказ 266/пр', draftedAt: closesAt });
  await completeProtocol(site.db, caseId, closesAt);
  await makeOwedPapers(site.db, print);
  const [keeper, head] = await office('manager', 'head');
  const [, looker] = await office('inspectorate', 'inspector');
  await unsettled(site.owner, 'case_file', (trx) =>
    trx('case_file').where({ id: caseId }).update({ organisation_id: keeper, region: '50' }),
  );
  await unsettled(site.owner, 'meeting', (trx) =>
    trx('meeting')
      .where({ case_id: caseId })
      .update({ direct_management: false, chair_id: rights[3]?.holder, secretary_id: rights[4]?.holder }),
  );
  const row = await site.db('meeting').where({ case_id: caseId }).first('initiator_person_id');
  [initiator, manager, inspector, owner, stranger] = (await Promise.all(
    [row.initiator_person_id ?? administrator, head, looker, rights[1]?.holder ?? '', await addPerson(site.db)].map(
      (id) => site.browser(id),
    ),
  )) as [Browser, Browser, Browser, Browser, Browser];
  await phase('protocol');
});
afterAll(() => site.close());

const paper = async (kind: string): Promise<string> =>
  at(`documents/${(await filedPapersOf(site.db, meeting.caseId)).find((one) => one.kind === kind)?.id}`);

describe('the protocol page', () => {
  it('tells an owner where the papers are and gives the published copy only', async () => {
    const page = load((await owner.get(at('protocol'))).text);
    expect(page('.next__title').text()).toBe('Протокол готов, передайте подлинники');
    expect(page('.files').text()).toContain('Протокол для публикации');
    expect(page('.files').text()).not.toContain('(XML)');
    expect((await owner.get(await paper('protocol-public'))).status).toBe(200);
    expect((await owner.get(await paper('protocol'))).status).toBe(404);
    expect((await stranger.get(at('protocol'))).status).toBe(404);
  });

  it('gives originals to the inspector, the manager and whoever called the meeting', async () => {
    for (const who of [initiator, manager, inspector]) {
      const got = await who.get(await paper('protocol'));
      expect([got.status, got.headers['content-type']]).toEqual([200, 'application/pdf']);
    }
  });

  it('keeps СНИЛС off every page and out of the published copy', async () => {
    const snils = (
      await site
        .db('person')
        .whereIn(
          'id',
          meeting.rights.map(({ holder }) => holder),
        )
        .pluck('snils')
    ).filter(Boolean);
    const texts = await Promise.all([
      inspector.get(at('protocol')),
      inspector.get(at('checklist')),
      owner.get(await paper('protocol-public')),
    ]);
    for (const { text, body } of texts)
      for (const one of snils) expect(`${text ?? ''}${String(body)}`).not.toContain(one);
  });
});

describe('the way of the originals', () => {
  it('is opened by whoever called the meeting and by nobody else', async () => {
    expect((await owner.send(at('hand-over'), {})).status).toBe(403);
    const sent = await initiator.send(at('hand-over'), {});
    expect([sent.status, sent.headers.location]).toEqual([303, at('protocol')]);
    expect(site.commands.at(-1)).toMatchObject({ area: 'meeting', name: 'hand-over', caseId: meeting.caseId });
  });

  it('goes on through the manager to the inspectorate', async () => {
    await phase('handed');
    expect((await inspector.send(at('file'), {})).status).toBe(403);
    expect((await manager.send(at('file'), {})).status).toBe(303);
    expect(site.commands.at(-1)).toMatchObject({ name: 'file' });
  });

  it('leads back with remarks and a term, never into the past', async () => {
    await phase('filed');
    const past = await inspector.send(at('return'), { remark: 'Нет приложения 3.', until: '2020-01-01' });
    expect(past.status).toBe(422);
    expect(load(past.text)('#until-error').text()).toContain('позже сегодняшнего');
    expect((await inspector.send(at('return'), { remark: 'Нет приложения 3.', until: '2099-01-01' })).status).toBe(303);
    const { text } = site.commands.at(-1)?.args ?? {};
    expect(await site.db('meeting_text').where({ id: String(text), kind: 'remark' })).toHaveLength(1);
    expect((await manager.send(at('register'), {})).status).toBe(403);
    expect((await inspector.send(at('register'), {})).status).toBe(303);
  });
});

describe('bad input', () => {
  const nobody = randomUUID();

  it('never breaks a page that is read', async () => {
    const other = await sealedMeeting(site.db, site.owner, 3);
    const mine = (await filedPapersOf(site.db, meeting.caseId))[0]?.id ?? '';
    const paths: [string, number][] = [
      [at(`documents/${nobody}`), 404],
      [at('documents/..%2f..%2fetc'), 404],
      [`/meetings/${other.caseId}/documents/${mine}`, 404],
      [`/meetings/${nobody}/published`, 404],
      [`/meetings/${other.caseId}/published`, 404],
      [`/meetings/${other.caseId}/published/protocol`, 404],
      [`/meetings/${nobody}/checklist`, 404],
      [at('checklist?as=exe'), 406],
      ['/meetings/1/protocol', 404],
      [`/inspections/${nobody}`, 404],
      ['/inspections/%00', 400],
    ];
    for (const [path, status] of paths) expect([path, (await inspector.get(path)).status]).toEqual([path, status]);
  });

  it.each([
    ['an unknown part', 'sign', { part: 'witness' }],
    ['no part', 'sign', {}],
    ['a day that is not', 'return', { remark: 'Нет приложения 3.', until: '2026-02-30' }],
    ['hidden signs', 'return', { remark: 'a\u202ebc', until: '2099-01-01' }],
    ['too many words', 'return', { remark: 'х'.repeat(10_001), until: '2099-01-01' }],
    ['two texts', 'return', { remark: ['Нет', 'да'], until: '2099-01-01' }],
  ])('is refused at the field: %s', async (_, leaf, fields) => {
    await phase('filed');
    const who = leaf === 'sign' ? owner : inspector;
    const sent = site.commands.length;
    expect((await who.send(at(leaf), fields)).status).toBe(422);
    expect(site.commands.length).toBe(sent);
  });

  it('a protocol file that was changed on its way fails the check of its signature', async () => {
    const [xml] = (await filedPapersOf(site.db, meeting.caseId)).filter(({ kind }) => kind === 'protocol-xml');
    const { body } = await inspector.get(at(`documents/${xml?.id}`)).responseType('blob');
    const text = String(body);
    const key = String(await publicKeyOf(site.db));
    expect(createHash('sha256').update(body).digest('hex')).toBe(xml?.sha256);
    expect(verifyXml(text, key)).toBe(true);
    for (const changed of [
      text.replace('passed="false"', 'passed="true"'),
      text.slice(0, -2),
      `${text} `,
      '',
      '<protocol/>',
    ])
      expect(verifyXml(changed, key)).toBe(false);
  });
});

describe('signing', () => {
  it('is offered to the chair once, as the chair', async () => {
    const row = { case_id: meeting.caseId };
    await unsettled(site.owner, 'meeting_protocol', (trx) =>
      trx('meeting_protocol').where(row).update({ complete_at: null }),
    );
    await unsettled(site.owner, 'meeting', (trx) => trx('meeting').where(row).update({ form: 'mixed' }));
    await phase('counted');
    const chair = await site.browser(meeting.rights[3]?.holder ?? '');
    const page = load((await chair.get(at('protocol'))).text);
    expect(page('.next').text()).toContain('Вы подписываете как: Председатель собрания.');
    expect((await chair.send(at('sign'), { part: 'chair' })).status).toBe(303);
    expect(site.commands.at(-1)).toMatchObject({ name: 'sign', args: { part: 'chair' } });
    expect(load((await owner.get(at('protocol'))).text)('.next button').length).toBe(0);
  });
});

describe('the checklist', () => {
  it('answers every point of the inspector, finds the recount equal and shows it as a page and as JSON', async () => {
    const { body } = await inspector.get(at('checklist')).accept('application/json');
    expect(body.points).toHaveLength(checklist.length);
    const verdict = (number: number): string =>
      body.points.find((one: { number: number }) => one.number === number).verdict;
    expect([13, 28, 16, 40].map(verdict)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(load((await owner.get(at('checklist'))).text)('tbody tr').length).toBe(checklist.length);
    const placesFor = async (who: Browser): Promise<string[]> =>
      (await who.get(at('checklist')).accept('application/json')).body.points.flatMap(
        ({ place }: { place: { href: string } | null }) => place?.href ?? [],
      );
    expect(await placesFor(inspector)).toEqual(
      expect.arrayContaining([at('notices'), at('ballots/openings'), at('roll'), '/inspections']),
    );
    expect((await placesFor(owner)).filter((href) => /notices|openings|roll|inspections/.test(href))).toEqual([]);
  });

  it('takes the word of the inspectorate on a point in any phase, the last one first, and tells nobody else', async () => {
    const point = at('checklist/23');
    const said = async (browser: Browser) =>
      (await browser.get(at('checklist')).accept('application/json')).body.points[22].finding;
    await phase('archived');
    const bare = await inspector.send(point, { verdict: 'breach', reason: '' });
    expect([bare.status, load(bare.text)('#reason').attr('aria-invalid')]).toEqual([422, 'true']);
    expect(await said(inspector)).toBeNull();
    await inspector.send(point, { verdict: 'unseen', reason: 'Подлинники решений не представлены.' });
    const answer = await inspector.send(point, { verdict: 'breach', reason: 'Три решения подписаны одной рукой.' });
    expect([answer.status, answer.headers['location']]).toEqual([303, `${at('checklist')}#point-23`]);
    expect(await said(inspector)).toMatchObject({ verdict: 'breach', reason: 'Три решения подписаны одной рукой.' });
    const history = load((await inspector.get(point)).text)('#said ~ *, section:has(#said) li');
    expect(history.text()).toMatch(/одной рукой[^]*не представлены/);
    expect([await said(owner), (await owner.get(point)).status]).toEqual([null, 403]);
    expect((await owner.send(point, { verdict: 'holds' })).status).toBe(403);
    expect((await inspector.get(at('checklist/41'))).status).toBe(404);
    await expect(site.db('meeting_finding').update({ verdict: 'holds' })).rejects.toThrow();
  });

  it('marks votes that were added after the count', async () => {
    await unsettled(site.owner, 'meeting', (trx) =>
      trx('meeting')
        .where({ case_id: meeting.caseId })
        .update({ sealed_at: new Date('2026-01-01T00:00:00Z') }),
    );
    const { body } = await inspector.get(at('checklist')).accept('application/json');
    expect(body.points[39]).toMatchObject({ verdict: 'problem' });
  });
});
