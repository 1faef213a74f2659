import { load } from 'cheerio';
import { randomUUID } from 'node:crypto';
import type { Test } from 'supertest';
import { makeMeeting, type BallotMeeting } from '../../../proof/ballots/meeting';
import { testSite, type Browser, type Site } from '../../../proof/site';
import { addDocument } from '../../../store/case/documents';
import { materialsOf } from '../../../store/meeting/prepare/materials';
import { votingRoutes } from '../vote/routes';
import { meetingRoutes } from '../routes';

const PDF = Buffer.from('%PDF-1.4 смета ремонта подъезда');
let site: Site;
let running: BallotMeeting;
let initiator: Browser;
let neighbour: Browser;
let draft: string;
const holder = (index: number): string => running.rights[index]?.holder ?? '';
const at = (id: string): string => `/meetings/${id}/materials`;

beforeAll(async () => {
  site = await testSite([...meetingRoutes, ...votingRoutes]);
  running = await makeMeeting(site.owner, { rights: 4 });
  [initiator, neighbour] = await Promise.all([site.browser(holder(0)), site.browser(holder(1))]);
  const { building_id: house } = await site.db('meeting').where({ case_id: running.caseId }).first('building_id');
  const sent = await initiator.send('/meetings', {
    house,
    initiator: 'owner',
    form: 'electronic',
    title: 'Ремонт подъезда',
    pack: 'council',
  });
  draft = sent.headers.location?.split('/').at(-1) ?? '';
});
afterAll(() => site.close());

function upload(id: string, files: readonly Buffer[], fields: Record<string, string> = {}, key = randomUUID()): Test {
  const named = files.map((bytes, index) => ['files', bytes, `Смета ${index + 1}.exe`] as const);
  return initiator.sendFiles(at(id), fields, named, key);
}

describe('materials of an agenda', () => {
  it('are known by their bytes, told with size and checksum, and one form files them once', async () => {
    const key = randomUUID();
    const question = (await site.db('meeting_question').where({ case_id: draft }).orderBy('number').first('id'))?.id;
    expect((await upload(draft, [PDF], { question }, key)).status).toBe(303);
    expect((await upload(draft, [PDF], { question }, key)).status).toBe(303);
    const [paper, ...others] = await materialsOf(site.db, draft);
    expect(others).toEqual([]);
    expect(paper).toMatchObject({ name: 'Смета 1.pdf', type: 'application/pdf', size: PDF.length, question: 1 });
    const text = load((await initiator.get(at(draft))).text)('tbody').text();
    expect(text).toContain(paper?.sha256);
    expect(text).toContain('к вопросу 1');
  });

  it.each<[string, Buffer[], Record<string, string>, string]>([
    ['nothing', [], {}, 'Выберите хотя бы один файл'],
    ['a page in disguise', [Buffer.from('<script>alert(1)</script>')], {}, 'Такой файл приложить нельзя'],
    ['a question of another meeting', [PDF], { question: randomUUID() }, 'Такого вопроса в повестке нет'],
  ])('are refused when there is %s', async (_, files, fields, say) => {
    const answer = await upload(draft, files, fields);
    expect(answer.status).toBe(422);
    expect(load(answer.text)('.govuk-error-summary').text()).toContain(say);
    expect(await materialsOf(site.db, draft)).toHaveLength(1);
  });

  it('of a draft are its initiator’s own, and are taken off again', async () => {
    const [paper] = await materialsOf(site.db, draft);
    const file = `/meetings/${draft}/files/${paper?.id}`;
    expect((await neighbour.get(at(draft))).status).toBe(404);
    expect((await neighbour.get(file)).status).toBe(404);
    expect((await neighbour.send(`${at(draft)}/${paper?.id}/remove`, {})).status).toBe(404);
    expect((await initiator.get(file)).body).toEqual(PDF);
    expect((await initiator.send(`${at(draft)}/${paper?.id}/remove`, {})).status).toBe(303);
    expect(await materialsOf(site.db, draft)).toEqual([]);
    expect((await initiator.get(file)).status).toBe(404);
  });

  it('stand before every owner after the notice, and nothing of them moves any more', async () => {
    const id = randomUUID();
    const paper = { id, caseId: running.caseId, kind: 'material', name: 'Договор.pdf', type: 'application/pdf' };
    await addDocument(site.owner, { ...paper, bytes: PDF, actorId: null, at: running.opensAt });
    await site.owner.transaction(async (trx) => {
      await trx.raw('alter table meeting_material disable trigger frozen');
      const row = { case_id: running.caseId, document_id: id, added_at: running.opensAt };
      await trx('meeting_material').insert(row);
      await trx.raw('alter table meeting_material enable trigger frozen');
    });
    const file = `/meetings/${running.caseId}/files/${id}`;
    for (const leaf of ['materials', 'vote']) {
      const page = load((await neighbour.get(`/meetings/${running.caseId}/${leaf}`)).text);
      expect(page(`a[href="${file}"]`).text()).toBe('Договор.pdf');
    }
    expect((await neighbour.get(file)).body).toEqual(PDF);
    expect((await neighbour.get(`/meetings/${draft}/files/${id}`)).status).toBe(404);
    for (const answer of [
      await upload(running.caseId, [PDF]),
      await initiator.send(`${at(running.caseId)}/${id}/remove`, {}),
    ]) {
      expect(answer.status).toBe(409);
      expect(load(answer.text)('.govuk-error-summary').text()).toContain('N-11');
    }
    await expect(site.owner('meeting_material').where({ document_id: id }).delete()).rejects.toThrow(/frozen/);
  });
});
