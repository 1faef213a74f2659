import { appealTown, type Town } from './appeal-town';

const MINUTE_MS = 60_000;

/** The tests depend on each other: the clock of the town only moves forward. */
describe('the term of an appeal', () => {
  let town: Town;
  beforeAll(async () => {
    town = await appealTown({ bornAt: '2026-11-20T12:00:00+03:00' });
  });
  afterAll(() => town.stop());

  it('is met by an answer in the last minute of the last working day', async () => {
    const id = await town.appeal();
    const due = await town.deadline(id);
    expect(due).toMatchObject({ norm: 'AP-01', lastDay: '2026-12-04', dueAt: new Date('2026-12-05T00:00:00+03:00') });
    expect(await town.deadline(id, 'registration')).toMatchObject({ norm: 'AP-04', verdict: { kind: 'in-time' } });
    await town.travelTo('2026-12-04T23:59:00+03:00');
    await town.answer(id);
    expect((await town.deadline(id)).verdict.kind).toBe('in-time');
    expect((await town.look(id)).file.phase).toBe('answered');
  });

  it('is missed by an answer one second after midnight, and the verdict says by how much', async () => {
    const id = await town.appeal();
    await town.travelTo((await town.deadline(id)).dueAt);
    expect(await town.kinds(id)).toEqual(['received', 'registered', 'half', 'soon', 'overdue']);
    await town.travelTo(new Date((await town.deadline(id)).dueAt.getTime() + 1_000));
    expect((await town.look(id)).standing.overdue).toBe(true);
    await town.answer(id, 'explained');
    const { verdict, missedAt } = await town.deadline(id);
    expect(missedAt).not.toBeNull();
    expect(verdict.kind).toBe('late');
    expect(verdict.kind === 'late' && verdict.lateMs).toBeGreaterThanOrEqual(1_000);
    expect(verdict.kind === 'late' && verdict.lateMs).toBeLessThan(MINUTE_MS);
  });

  it('of three working days runs across the New Year holidays', async () => {
    await town.travelTo('2026-12-30T10:00:00+03:00');
    const id = await town.appeal({ subjects: ['heating'] });
    const due = await town.deadline(id);
    expect(due).toMatchObject({ norm: 'AP-11', lastDay: '2027-01-13', provisional: true });
    await town.travelTo('2027-01-13T18:00:00+03:00');
    await town.answer(id);
    expect((await town.deadline(id)).verdict.kind).toBe('in-time');
  });

  it('reminds the executor at half, warns the head at four fifths and tells everyone at its end', async () => {
    const id = await town.appeal();
    await town.act(id, 'route', { person: town.who.clerk });
    const due = await town.deadline(id);
    const [start, length] = [due.eventAt.getTime(), due.dueAt.getTime() - due.eventAt.getTime()];
    const at = (percent: number): Date =>
      percent === 100 ? due.dueAt : new Date(start + Math.floor((length * percent) / 100 / 1_000) * 1_000);
    const before = (instant: Date): Date => new Date(instant.getTime() - 3_000);
    const told = async (letter: string): Promise<string[]> =>
      [...new Set((await town.letters(id)).filter((one) => one.letter === letter).map(({ to }) => to))].sort();
    const { clerk, head, owner } = town.who;
    for (const [percent, kind] of [
      [50, 'half'],
      [80, 'soon'],
      [100, 'overdue'],
    ] as const) {
      await town.travelTo(before(at(percent)));
      expect(await town.kinds(id)).not.toContain(kind);
      await town.travelTo(at(percent));
      expect(await town.kinds(id)).toContain(kind);
    }
    expect(await told('appeal-half')).toEqual([clerk]);
    expect(await told('appeal-soon')).toEqual([clerk, head].sort());
    expect(await told('appeal-late')).toEqual([head]);
    expect(await told('appeal-late-applicant')).toEqual([owner]);
    const overdue = (await town.events(id)).find(({ kind }) => kind === 'overdue');
    expect(overdue?.facts).toMatchObject({ deadline: 'answer', norm: 'AP-01', dueAt: due.dueAt.toISOString() });
    await town.answer(id);
  });

  it('closes the matter by itself when nobody rates the answer in time', async () => {
    const id = await town.appeal();
    await town.answer(id, 'refused');
    const window = await town.deadline(id, 'rate');
    expect(window).toMatchObject({ norm: 'AP-P1', duty: false });
    await town.travelTo(window.dueAt);
    expect((await town.look(id)).file).toMatchObject({ phase: 'closed', outcome: 'refused' });
  });
});
