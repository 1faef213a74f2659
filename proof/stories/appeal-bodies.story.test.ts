import { appealTown, type Town } from './appeal-town';

/** The tests depend on each other: the clock of the town only moves forward. */
describe('an appeal to a public body', () => {
  let town: Town;
  let toHall: { addresseeId: string; subjects: string[] };
  beforeAll(async () => {
    town = await appealTown({ bornAt: '2026-02-02T11:00:00+03:00' });
    toHall = { addresseeId: town.of.municipality, subjects: ['yard'] };
  });
  afterAll(() => town.stop());
  const forward = async (id: string, organisation: string): Promise<unknown> =>
    town.act(id, 'forward', { organisation, text: await town.write(id, 'reason') }, town.who.municipal);
  const extend = async (id: string, days?: number): Promise<unknown> =>
    town.act(id, 'extend', { text: await town.write(id, 'reason'), ...(days && { days }) }, town.who.municipal);

  it('may be answered in thirty days and thirty more, told to the applicant', async () => {
    const id = await town.appeal(toHall);
    expect(await town.deadline(id)).toMatchObject({ norm: 'AP-15', lastDay: '2026-03-04' });
    expect(await town.deadline(id, 'registration')).toMatchObject({ norm: 'AP-15.register' });
    await town.travelTo('2026-03-04T23:00:00+03:00');
    await extend(id);
    expect(await town.deadline(id)).toMatchObject({ norm: 'AP-15.extend', lastDay: '2026-04-03' });
    expect((await town.letters(id)).map(({ letter }) => letter)).toContain('appeal-extended');
    await expect(extend(id)).rejects.toMatchObject({ code: 'phase-forbids' });
    await town.travelTo('2026-04-03T12:00:00+03:00');
    await town.answer(id);
    expect((await town.deadline(id)).verdict.kind).toBe('in-time');
  });

  it('is passed on within seven days to whoever is competent, where its life begins anew', async () => {
    const id = await town.appeal(toHall);
    expect(await town.deadline(id, 'forward')).toMatchObject({
      norm: 'AP-15.forward',
      lastDay: '2026-04-10',
      duty: false,
    });
    await town.travelTo('2026-04-10T20:00:00+03:00');
    await forward(id, town.of.manager);
    const { file, children } = await town.look(id);
    expect(file).toMatchObject({ phase: 'forwarded', outcome: 'forwarded' });
    expect((await town.deadline(id, 'forward')).verdict.kind).toBe('in-time');
    const child = children[0]?.id ?? '';
    await town.eventually(async () => (await town.look(child)).file.phase === 'registered');
    expect(await town.deadline(child)).toMatchObject({ norm: 'AP-01', lastDay: '2026-04-24' });
    expect((await town.letters(child)).map(({ to }) => to)).toContain(town.who.owner);
    await town.answer(child);
  });

  it('that is passed on on the eighth day carries a late verdict', async () => {
    const id = await town.appeal(toHall);
    await town.travelTo((await town.deadline(id, 'forward')).dueAt);
    await forward(id, town.of.manager);
    expect((await town.deadline(id, 'forward')).verdict.kind).toBe('late');
  });

  it('cannot be extended once its term has run out', async () => {
    const id = await town.appeal(toHall);
    await town.travelTo((await town.deadline(id)).dueAt);
    await expect(extend(id)).rejects.toMatchObject({ code: 'extension-too-late' });
  });

  it('cannot be extended by more than thirty days', async () => {
    const id = await town.appeal(toHall);
    await expect(extend(id, 31)).rejects.toMatchObject({
      code: 'extension-too-long',
      fields: { days: expect.anything() },
    });
    expect((await town.look(id)).file.phase).toBe('registered');
  });

  it('is not taken by e-mail, where nobody knows who writes', async () => {
    await expect(town.appeal({ ...toHall, channel: 'email' })).rejects.toMatchObject({ code: 'channel-closed' });
  });

  it('is the place to complain of an answer, and of silence, but not of an answer that may still come', async () => {
    const complain = async (id: string, organisation = town.of.inspectorate): Promise<unknown> =>
      town.act(
        id,
        'complain',
        { organisation, text: await town.write(id, 'comment', 'Ответа нет. Прошу проверить.') },
        town.who.owner,
      );
    const [answered, silent] = [await town.appeal(), await town.appeal()];
    await expect(complain(silent)).rejects.toMatchObject({ code: 'complaint-early' });
    await town.answer(answered, 'refused');
    await expect(complain(answered, town.of.ministry)).rejects.toMatchObject({ code: 'instance-wrong' });
    await complain(answered);
    expect((await town.look(answered)).file).toMatchObject({ phase: 'closed', outcome: 'complained' });
    const complaint = (await town.look(answered)).children[0];
    expect(complaint).toMatchObject({
      origin: 'complaint',
      subject: 'complaint',
      organisationId: town.of.inspectorate,
    });
    await town.eventually(async () => (await town.look(complaint?.id ?? '')).file.phase === 'registered');
    expect(await town.deadline(complaint?.id ?? '')).toMatchObject({ norm: 'AP-15' });
    await town.travelTo((await town.deadline(silent)).dueAt);
    await complain(silent);
    await expect(complain(silent)).rejects.toMatchObject({ code: 'complained-already' });
    expect((await town.look(silent)).file.phase).toBe('registered');
    await town.answer(silent);
    expect((await town.deadline(silent)).verdict.kind).toBe('late');
  });
});

describe('a managing organisation', () => {
  it('has no right to extend its term', async () => {
    const town = await appealTown({ bornAt: '2026-02-02T11:00:00+03:00' });
    const id = await town.appeal();
    const text = await town.write(id, 'reason');
    await expect(town.act(id, 'extend', { text })).rejects.toMatchObject({ code: 'extension-unlawful' });
    await town.stop();
  });
});
