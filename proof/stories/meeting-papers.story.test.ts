import { randomUUID } from 'node:crypto';
import { makeOwedPapers } from '../../activities/meeting/documents/loop';
import { filedPapersOf, papersOwed } from '../../store/meeting/file/papers';
import { protocolOf } from '../../store/meeting/file/protocol';
import { meetingTown, type Town, type Wish } from './meeting-town';

/** The tests depend on each other: the clock of the town only moves forward. */
describe('the papers of a meeting', () => {
  let town: Town;
  const printed = new Map<string, string>();
  const print = async ({ html, foot }: { html: string; foot: string }): Promise<Buffer> => {
    printed.set(foot, html);
    return Buffer.from(`%PDF-${randomUUID()}`);
  };
  const kinds = async (id: string): Promise<string[]> =>
    (await filedPapersOf(town.db, id)).map(({ kind }) => kind).sort();
  beforeAll(async () => {
    town = await meetingTown({ bornAt: '2026-02-02T10:00:00+03:00' });
  });
  afterAll(() => town.stop());

  async function announced(wish: Wish): Promise<string> {
    const id = await town.draft(wish);
    await town.act(id, 'notify');
    await town.tell(id);
    await makeOwedPapers(town.db, print);
    return id;
  }
  async function closed(id: string, wish: Wish, phase: string): Promise<void> {
    await town.travelTo(wish.opensAt);
    await town.until(id, 'voting');
    for (const flat of [0, 1, 2, 3, 4, 5]) await (wish.form === 'mixed' ? town.paper(id, flat) : town.vote(id, flat));
    await town.travelTo(wish.closesAt);
    await town.until(id, phase);
  }

  it('of an electronic one are there within the hour of the close, signed by the system', async () => {
    const wish = { opensAt: new Date('2026-02-16T10:00:00+03:00'), closesAt: new Date('2026-02-23T10:00:00+03:00') };
    const id = await announced(wish);
    expect(await kinds(id)).toEqual(['ballot-form', 'delivery-sheet', 'notice']);
    await closed(id, wish, 'protocol');
    await makeOwedPapers(town.db, print);
    const made = (await filedPapersOf(town.db, id)).filter(({ kind }) => kind.startsWith('protocol'));
    expect(made.map(({ kind }) => kind).sort()).toEqual(['protocol', 'protocol-public', 'protocol-xml']);
    for (const { at } of made) expect(at.getTime() - wish.closesAt.getTime()).toBeLessThan(3_600_000);
    expect(await town.deadline(id, 'protocol')).toMatchObject({ norm: 'E-14', verdict: { kind: 'in-time' } });
  });

  it('of one on paper begin as a draft and become a protocol with the last signature', async () => {
    const wish = {
      form: 'mixed' as const,
      opensAt: new Date('2026-03-10T10:00:00+03:00'),
      closesAt: new Date('2026-03-20T18:00:00+03:00'),
    };
    const id = await announced(wish);
    await closed(id, wish, 'counted');
    await makeOwedPapers(town.db, print);
    expect((await kinds(id)).filter((kind) => kind.startsWith('protocol'))).toEqual(['protocol-draft']);
    const { meeting } = await town.look(id);
    const [chair, secretary] = [String(meeting.chairId), String(meeting.secretaryId)];
    await town.act(id, 'sign', { part: 'chair' }, chair);
    await town.act(id, 'sign', { part: 'secretary' }, secretary);
    expect(await papersOwed(town.db, 9)).toEqual([]);
    await town.act(id, 'sign', { part: 'counter' }, secretary);
    await town.until(id, 'protocol');
    await makeOwedPapers(town.db, print);
    const page = [...printed].find(([foot]) => foot.startsWith('Протокол ОСС') && foot.endsWith('000002'))?.[1] ?? '';
    expect(page.match(/подписано в системе/g)).toHaveLength(3);
    expect(await protocolOf(town.db, id)).toMatchObject({ documentId: expect.any(String), xmlId: null });
  });
});
