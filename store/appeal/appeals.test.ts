import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { demoOwner } from '../../bin/seed/cast';
import { demoRegion } from '../../bin/seed/registry';
import { buildingId, organisationId } from '../../bin/seed/region';
import { useTestDatabase } from '../../proof/database';
import { addDocument, documentById, documentsOf } from '../case/documents';
import { insertRegistry } from '../registry/rows';
import { countsFor } from './counts';
import { faqById, listFaq, publishFaq, retireFaq } from './faq';
import { listAppeals, type AppealFilter } from './list';
import { openAppeal, type NewAppeal } from './open';
import { appealById, appealRelations, appealPartiesOf } from './read';
import { addresseesOf } from './relation';
import { textsOf, writeText } from './texts';

const NOW = new Date('2026-02-02T09:00:00Z');
const everything = { scope: { everything: true } };
const owner = demoOwner();
const dom = organisationId('dom');
const house = buildingId('roll');

let db: Knex;
useTestDatabase((opened) => ({ db } = opened));
beforeAll(async () => {
  await insertRegistry(db, demoRegion().rows);
});

async function open(wish: Partial<NewAppeal> = {}): Promise<string> {
  const id = wish.id ?? randomUUID();
  await db.transaction((trx) =>
    openAppeal(trx, {
      id,
      at: NOW,
      addresseeId: dom,
      subjects: ['cleaning'],
      channel: 'cabinet',
      text: 'В подъезде грязно. Прошу убрать.',
      buildingId: house,
      applicant: { personId: owner },
      collective: false,
      actorId: owner,
      ...wish,
    }),
  );
  return id;
}

const ids = async (filter: AppealFilter): Promise<string[]> =>
  (await listAppeals(db, filter, { sort: 'opened', limit: 100 }, NOW)).rows.map(({ id }) => id);

describe('an intake', () => {
  it('writes case, words, parties and the order to start together, once for one form', async () => {
    const id = await open();
    await expect(open({ id })).rejects.toMatchObject({ code: 'key-reused', status: 422 });
    const found = await appealById(db, id, NOW);
    expect(found?.file.number).toMatch(/^ОБР-2026-\d{6}$/);
    expect(found?.appeal).toMatchObject({
      applicantKind: 'owner',
      summary: 'В подъезде грязно.',
      subjects: ['cleaning'],
    });
    expect((await textsOf(db, id)).map(({ body }) => body)).toEqual(['В подъезде грязно. Прошу убрать.']);
    expect((await appealPartiesOf(db, id)).map(({ personId }) => personId)).toEqual([owner]);
    expect(await db('outbox').where({ case_id: id })).toHaveLength(1);
  });

  it.each<[string, Partial<NewAppeal>]>([
    ['addressee-not-of-house', { addresseeId: organisationId('uyut') }],
    ['addressee-unknown', { addresseeId: organisationId('platform') }],
    ['addressee-unknown', { addresseeId: organisationId('lift') }],
    ['subject-not-theirs', { subjects: ['licence'] }],
    ['subjects-count', { subjects: ['lift', 'lift'] }],
    ['subjects-count', { subjects: [] }],
    ['received-later', { receivedAt: new Date(NOW.getTime() + 1) }],
    ['place-unknown', { buildingId: randomUUID() }],
    ['place-unknown', { premisesId: randomUUID() }],
    ['channel-closed', { addresseeId: organisationId('hall-testovo'), subjects: ['yard'], channel: 'email' }],
  ])('is refused as %s and leaves nothing behind', async (code, wish) => {
    const id = randomUUID();
    await expect(open({ id, ...wish })).rejects.toMatchObject({ code });
    expect(await appealById(db, id, NOW)).toBeNull();
  });

  it('counts from the day the paper came, not from the day it was typed in', async () => {
    const receivedAt = new Date('2026-01-30T09:00:00Z');
    const id = await open({ receivedAt, channel: 'paper' });
    expect((await appealById(db, id, NOW))?.appeal).toMatchObject({ receivedAt, registeredAt: NOW });
  });

  it('offers those who serve the house', async () => {
    const kinds = (await addresseesOf(db, house, '2026-02-02')).map(({ kind }) => kind);
    expect(kinds).toEqual(['manager', 'supplier', 'supplier', 'municipality', 'inspectorate']);
  });
});

describe('a list of appeals', () => {
  it('pages by keyset without losing or repeating a row', async () => {
    for (let index = 0; index < 7; index += 1) await open({ at: new Date(NOW.getTime() - (index % 3) * 1_000) });
    for (const sort of ['opened', '-opened', 'due', '-due', 'number', '-number'] as const) {
      const all = await listAppeals(db, everything, { sort, limit: 100 }, NOW);
      const seen: string[] = [];
      let after = undefined as typeof all.older;
      do {
        const page = await listAppeals(db, everything, { sort, limit: 3, after }, NOW);
        expect(page.count).toBe(all.count);
        seen.push(...page.rows.map(({ id }) => id));
        after = page.older;
      } while (after);
      expect(seen).toEqual(all.rows.map(({ id }) => id));
    }
  });

  it('shows each reader only what is his', async () => {
    const [mine, shared] = [await open(), await open({ collective: true })];
    const nobody = await ids({ scope: {} });
    const neighbour = await ids({ scope: { houses: [house] } });
    expect(nobody).toEqual([]);
    expect(neighbour).toContain(shared);
    expect(neighbour).not.toContain(mine);
    expect(await ids({ scope: { personId: owner } })).toEqual(expect.arrayContaining([mine, shared]));
    expect(await ids({ scope: { personId: randomUUID() } })).toEqual([]);
    expect(await ids({ scope: { organisations: [dom] } })).toContain(mine);
    expect(await ids({ scope: { organisations: [organisationId('uyut')] } })).toEqual([]);
    expect(await ids({ scope: { regions: ['Тестовая область'] } })).toContain(mine);
    expect(await ids({ scope: { regions: ['Другая область'] } })).toEqual([]);
  });

  it('is narrowed by every filter, alone and together', async () => {
    const id = await open({ subjects: ['lift', 'works'], channel: 'phone' });
    const number = (await appealById(db, id, NOW))?.file.number ?? '';
    const fits: Omit<AppealFilter, 'scope'> = {
      organisationId: dom,
      buildingId: house,
      phases: ['registered'],
      open: true,
      overdue: false,
      subject: 'works',
      channel: 'phone',
      collective: false,
      number: number.slice(-4),
      from: NOW,
      to: new Date(NOW.getTime() + 1),
    };
    expect(await ids({ ...everything, ...fits })).toEqual([id]);
    const misses: Omit<AppealFilter, 'scope'>[] = [
      { organisationId: organisationId('uyut') },
      { buildingId: buildingId('lake-3') },
      { phases: ['closed'] },
      { open: false },
      { overdue: true },
      { subject: 'heating' },
      { channel: 'email' },
      { collective: true },
      { number: '%' },
      { from: new Date(NOW.getTime() + 1) },
      { to: NOW },
      { outcome: 'refused' },
      { routedTo: owner },
    ];
    for (const miss of misses) expect(await ids({ ...everything, ...fits, ...miss })).toEqual([]);
  });

  it('has a board that agrees with it', async () => {
    const counts = await countsFor(db, dom, NOW);
    expect(counts.open).toBe((await ids({ ...everything, organisationId: dom, open: true })).length);
    expect(counts).toMatchObject({ overdue: 0, answered: 0, answersLately: 0, averageRating: null });
  });
});

describe('the relations of an appeal', () => {
  it('name the neighbours only when it is collective', async () => {
    expect((await appealRelations(db, await open()))?.houses).toEqual([]);
    expect(await appealRelations(db, await open({ collective: true }))).toMatchObject({
      owners: [owner],
      houses: [house],
      organisations: [dom],
      applicantOrganisations: [],
      region: 'Тестовая область',
    });
    expect(await appealRelations(db, randomUUID())).toBeNull();
  });
});

describe('the papers of an appeal', () => {
  it('are kept with their checksum, once for one form, and cannot be changed', async () => {
    const caseId = await open();
    const paper = {
      id: randomUUID(),
      caseId,
      kind: 'attachment',
      name: 'акт.pdf',
      type: 'application/pdf',
      actorId: owner,
      at: NOW,
    };
    await addDocument(db, { ...paper, bytes: Buffer.from('%PDF-1') });
    await addDocument(db, { ...paper, bytes: Buffer.from('%PDF-1') });
    await addDocument(db, { ...paper, id: randomUUID(), bytes: Buffer.from('%PDF-2') });
    expect((await documentsOf(db, caseId)).map(({ version, size }) => [version, size])).toEqual([
      [1, 6],
      [2, 6],
    ]);
    expect((await documentById(db, paper.id))?.bytes.toString()).toBe('%PDF-1');
    await expect(db('case_document').where({ id: paper.id }).delete()).rejects.toThrow();
  });

  it('and its words cannot be rewritten', async () => {
    const caseId = await open();
    const text = { id: randomUUID(), caseId, kind: 'note' as const, authorId: owner, at: NOW };
    await writeText(db, { ...text, body: 'Первый.' });
    await writeText(db, { ...text, body: 'Первый.' });
    await expect(writeText(db, { ...text, body: 'Второй.' })).rejects.toMatchObject({ code: 'key-reused' });
    expect((await textsOf(db, caseId)).map(({ body }) => body)).toContain('Первый.');
    await expect(db('appeal_text').where({ id: text.id }).update({ body: 'Третий.' })).rejects.toThrow();
  });
});

describe('a published answer', () => {
  it('comes from a real answer of this organisation, is found by its words and can be taken back', async () => {
    const sourceCaseId = await open();
    const entry = {
      id: randomUUID(),
      organisationId: dom,
      subject: 'cleaning',
      question: 'Как часто моют подъезд?',
      answer: 'По вторникам.',
      sourceCaseId,
      publishedAt: NOW,
      publishedBy: owner,
    };
    await expect(publishFaq(db, entry)).rejects.toMatchObject({ code: 'faq-without-answer' });
    const text = randomUUID();
    await writeText(db, {
      id: text,
      caseId: sourceCaseId,
      kind: 'answer',
      body: 'По вторникам.',
      authorId: owner,
      at: NOW,
    });
    await db('appeal').where({ case_id: sourceCaseId }).update({ answer_text_id: text });
    await publishFaq(db, entry);
    expect(await listFaq(db, { search: 'ПОДЪЕЗД', organisationIds: [dom], subject: 'cleaning' })).toEqual([entry]);
    expect(await listFaq(db, { search: '100%' })).toEqual([]);
    expect(await retireFaq(db, organisationId('uyut'), entry.id, NOW)).toBe(false);
    expect(await retireFaq(db, dom, entry.id, NOW)).toBe(true);
    expect(await faqById(db, entry.id)).toBeNull();
  });
});
