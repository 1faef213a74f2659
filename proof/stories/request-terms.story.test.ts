import { requestTown, type Town } from './request-town';

const MINUTE = 60_000;

/** The tests depend on each other: the clock of the town only moves forward. */
describe('a request to the dispatch service', () => {
  let town: Town;
  beforeAll(async () => {
    town = await requestTown({ bornAt: '2026-02-02T11:00:00+03:00' });
  });
  afterAll(() => town.stop());

  const later = async (ms: number): Promise<void> => town.travelTo(new Date((await town.now()).getTime() + ms));
  const burst = (): Promise<string> =>
    town.request({ kind: 'S02.cold-water', premisesId: town.flat, text: 'Прорвало трубу.' });

  it('goes from the call to the close, each step told to whom it concerns', async () => {
    const id = await town.request();
    expect(await town.deadline(id, 'fix')).toMatchObject({ norm: 'S01' });
    expect((await town.deadline(id, 'inform')).verdict.kind).toBe('in-time');
    await town.work(id, 'fix');
    await town.act(id, 'confirm', { rating: 5 }, town.who.owner);
    expect((await town.look(id)).file).toMatchObject({ phase: 'closed', outcome: 'confirmed' });
    expect((await town.deadline(id, 'fix')).verdict.kind).toBe('in-time');
    const told = await town.letters(id);
    expect(told).toEqual(
      expect.arrayContaining([
        { letter: 'request-registered', to: town.who.owner },
        { letter: 'request-assigned', to: town.who.first },
        { letter: 'request-worker', to: town.who.owner },
        { letter: 'request-fixed', to: town.who.owner },
      ]),
    );
  });

  it('localised at 29:59 is in time and at 30:01 late', async () => {
    const [first, second] = [await burst(), await burst()];
    const began = (await town.now()).getTime();
    await town.work(first, 'arrive');
    await town.work(second, 'arrive', town.who.second);
    await town.travelTo(new Date(began + 30 * MINUTE - 1_000));
    await town.act(first, 'localise', {}, town.who.first);
    await town.travelTo(new Date(began + 30 * MINUTE + 1_000));
    await town.act(second, 'localise', {}, town.who.second);
    expect((await town.deadline(first, 'localise')).verdict.kind).toBe('in-time');
    expect((await town.deadline(second, 'localise')).verdict.kind).toBe('late');
    expect(await town.kinds(second)).toContain('overdue');
    // The supplier and the administration learned of the accident in the same instant as it was registered.
    for (const name of ['supplier', 'hall']) expect((await town.deadline(first, name)).verdict.kind).toBe('in-time');
    expect(await town.letters(first)).toEqual(
      expect.arrayContaining([
        { letter: 'request-accident', to: town.of.supplier },
        { letter: 'request-accident', to: town.of.municipality },
      ]),
    );
  });

  it('of a blocked chute at 22:30 is due by its window the next morning', async () => {
    await town.travelTo('2026-02-03T22:30:00+03:00');
    const id = await town.request({ kind: 'S05', text: 'Забит мусоропровод.' });
    // Half an hour of the window is left before the night, an hour and a half after it.
    const due = (await town.deadline(id, 'fix')).dueAt.getTime();
    expect(Math.floor((due - Date.parse('2026-02-04T09:30:00+03:00')) / 1_000)).toBe(0);
  });

  it('passes from a silent master to the next, and after the third to the head', async () => {
    const id = await burst();
    await town.act(id, 'assign');
    const asked = new Set<string | null>();
    for (let turn = 0; turn < 3; turn += 1) {
      asked.add((await town.look(id)).request.masterId);
      await later(3 * MINUTE);
      await town.eventually(async () => (await town.kinds(id)).filter((kind) => kind === 'silent').length === turn + 1);
    }
    expect([...asked].sort()).toEqual([town.who.first, town.who.second, town.who.third].sort());
    expect((await town.look(id)).file.phase).toBe('registered');
    expect(await town.letters(id)).toContainEqual({ letter: 'request-nobody', to: town.who.head });
  });

  it('climbs the ladder until somebody answers for it', async () => {
    const [id, held] = [await burst(), await burst()];
    await expect(town.act(held, 'acknowledge')).rejects.toMatchObject({ code: 'acknowledge-early' });
    await later(15 * MINUTE);
    for (const one of [id, held]) await town.eventually(async () => (await town.kinds(one)).includes('half'));
    await town.act(held, 'acknowledge');
    expect(await town.letters(id)).toContainEqual({ letter: 'request-half', to: town.who.dispatcher });
    const quiet = await burst();
    await town.act(quiet, 'reclassify', { fault: 'S02.hot-water', text: await town.write(quiet, 'reason') });
    await later(30 * MINUTE);
    await town.eventually(async () => (await town.kinds(id)).includes('overdue'));
    expect(await town.letters(id)).toEqual(
      expect.arrayContaining([
        { letter: 'request-soon', to: town.who.head },
        { letter: 'request-late', to: town.of.manager },
        { letter: 'request-late-resident', to: town.who.owner },
      ]),
    );
    // Whoever answers for it has stopped the ladder; the miss is a fact all the same.
    expect(await town.kinds(held)).toContain('overdue');
    const told = await town.letters(held);
    expect(told).toContainEqual({ letter: 'request-half', to: town.who.dispatcher });
    for (const to of [town.who.head, town.of.manager]) expect(told.filter((one) => one.to === to)).toEqual([]);
    await town.act(id, 'acknowledge', {}, town.who.head);
    expect((await town.look(id)).standing.unanswered).toBe(false);
    // Another kind keeps the first start.
    const [{ request }, due] = [await town.look(quiet), await town.deadline(quiet, 'localise')];
    expect(due.eventAt).toEqual(request.registeredAt);
  });

  it('that comes back runs anew and keeps what was', async () => {
    const id = await town.request({ kind: 'S04', text: 'Засор.' });
    await town.work(id, 'fix');
    await later(60 * MINUTE);
    await town.act(id, 'reopen', { text: await town.write(id, 'objection') }, town.who.owner);
    const { file, request } = await town.look(id);
    expect(file.phase).toBe('registered');
    expect(request.reopened).toBe(1);
    expect((await town.deadline(id, 'fix')).eventAt).toEqual(request.clockFrom);
    expect(request.clockFrom.getTime() - request.registeredAt.getTime()).toBeGreaterThanOrEqual(60 * MINUTE);
  });
});
