import { randomUUID } from 'node:crypto';
import { watchedPhases } from '../../api/areas';
import { awaitingWatch } from '../../store/case/overview';
import { inspectionsIn, inspectionsWaiting } from '../../store/meeting/file/inspections';
import { meetingTown, type Town, type Wish } from './meeting-town';

/** The tests depend on each other: the clock of the town only moves forward. */
describe('the originals of a meeting', () => {
  let town: Town;
  const week = (from: string, days = 7): Wish => {
    const opensAt = new Date(from);
    return { opensAt, closesAt: new Date(opensAt.getTime() + days * 86_400_000) };
  };
  beforeAll(async () => {
    town = await meetingTown({ bornAt: '2026-02-02T10:00:00+03:00' });
  });
  afterAll(() => town.stop());

  async function held(wish: Wish): Promise<string> {
    const id = await town.draft(wish);
    await town.act(id, 'notify');
    await town.tell(id);
    await town.travelTo(wish.opensAt);
    await town.until(id, 'voting');
    for (const flat of [0, 1, 2, 3, 4, 5]) await town.vote(id, flat);
    await town.travelTo(wish.closesAt);
    await town.until(id, 'protocol');
    return id;
  }

  it('come back from the inspectorate twice, each time with remarks and a term, and are taken at last', async () => {
    const id = await held(week('2026-02-16T10:00:00+03:00'));
    await expect(town.act(id, 'file', {}, town.head)).rejects.toMatchObject({ code: 'hand-over-first' });
    await town.act(id, 'hand-over');
    await town.act(id, 'file', {}, town.head);
    for (const until of ['2026-03-10', '2026-03-20']) {
      await town.act(
        id,
        'return',
        { text: await town.write(id, 'remark'), until: `${until}T12:00:00+03:00` },
        town.inspector,
      );
      expect(await town.deadline(id, 'file')).toMatchObject({ lastDay: until, verdict: { kind: 'running' } });
      await town.act(id, 'file', {}, town.head);
    }
    const { region } = (await town.look(id)).file;
    const waiting = async () =>
      (await awaitingWatch(town.db, { regions: [region ?? ''] }, watchedPhases, 5)).lines.map((one) => one.id);
    expect(await waiting()).toEqual([id]);
    await town.act(id, 'register', {}, town.inspector);
    expect(await waiting()).toEqual([]);
    expect((await town.kinds(id)).filter((kind) => kind === 'returned')).toHaveLength(2);
    expect(await town.deadline(id, 'archive')).toMatchObject({ norm: 'P-15' });
  });

  it('that the manager keeps longer than five days carry a late verdict, and the inspectorate hears of it', async () => {
    const id = await held({ ...week('2026-03-10T10:00:00+03:00'), kinds: ['COUNCIL_ELECT'] });
    await town.act(id, 'hand-over');
    const due = await town.deadline(id, 'file');
    await town.travelTo(due.dueAt);
    await town.eventually(async () => (await town.kinds(id)).includes('overdue'));
    const told = await town.db('delivery').where({ case_id: id, letter: 'meeting-late', channel: 'cabinet' });
    expect(told.map((row) => row.organisation_id ?? row.person_id).sort()).toEqual(
      [town.manager, town.head, town.inspectorate, town.owners[0]].sort(),
    );
    await town.act(id, 'file', {}, town.head);
    expect((await town.deadline(id, 'file')).verdict.kind).toBe('late');
  });

  it('on a question decided within three months before oblige the inspectorate to check', async () => {
    const id = await held({ ...week('2026-04-13T10:00:00+03:00'), kinds: ['PROC_COUNTING', 'COUNCIL_ELECT'] });
    await town.act(id, 'hand-over');
    await town.act(id, 'file', {}, town.head);
    const found = await inspectionsIn(town.db, ['Тестовая область']);
    expect(found).toMatchObject([{ caseId: id, kinds: ['COUNCIL_ELECT'], doneAt: null }]);
    expect(await town.letters(id, 'meeting-inspection')).toBe(1);
    expect(await inspectionsWaiting(town.db, ['Тестовая область'])).toBe(1);
    expect(await inspectionsWaiting(town.db, ['Соседняя область'])).toBe(0);
  });

  it('go straight to the inspectorate where the owners manage the house themselves', async () => {
    const id = await held({ ...week('2026-05-12T10:00:00+03:00'), kinds: ['LAND_IMPROVE'], directManagement: true });
    expect(await town.deadline(id, 'file')).toMatchObject({ norm: 'P-12' });
    await expect(town.act(id, 'hand-over')).rejects.toMatchObject({ code: 'manager-none' });
    await town.act(id, 'file');
    expect((await town.deadline(id, 'file')).verdict.kind).toBe('in-time');
  });

  it('are signed by hand after a meeting outside the system: chair, secretary, whoever counted', async () => {
    const id = await town.draft({ ...week('2026-06-08T10:00:00+03:00'), form: 'mixed' });
    await town.act(id, 'notify');
    await town.tell(id);
    await town.travelTo('2026-06-08T10:00:00+03:00');
    await town.until(id, 'voting');
    const [, chair, secretary, other] = town.owners;
    await paper(town, id, [0, 1, 2, 3, 4, 5]);
    await town.travelTo('2026-06-15T10:00:00+03:00');
    await town.until(id, 'counted');
    expect(await town.deadline(id, 'protocol')).toMatchObject({ norm: 'P-03', lastDay: '2026-06-25' });
    await expect(town.act(id, 'sign', { part: 'chair' }, other)).rejects.toMatchObject({ code: 'signer-unknown' });
    await town.act(id, 'sign', { part: 'chair' }, chair);
    await town.act(id, 'sign', { part: 'secretary' }, secretary);
    expect(await town.phase(id)).toBe('counted');
    await town.act(id, 'sign', { part: 'counter' }, secretary);
    expect(await town.phase(id)).toBe('protocol');
    await town.act(id, 'publish');
    expect((await town.deadline(id, 'inform')).verdict.kind).toBe('in-time');
    expect(await town.deadline(id, 'appeal')).toMatchObject({ norm: 'P-17', lastDay: '2026-12-15', duty: false });
  });
});

async function paper(town: Town, id: string, flats: readonly number[]): Promise<void> {
  for (const flat of flats) await town.paper(id, flat, { id: randomUUID() });
}
