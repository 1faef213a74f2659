import { randomUUID } from 'node:crypto';
import { brokenAt } from '../../store/case/chain';
import { appealTown, type Town } from './appeal-town';

/** The tests depend on each other: the clock of the town only moves forward. */
describe('the people of an appeal', () => {
  let town: Town;
  beforeAll(async () => {
    town = await appealTown({ bornAt: '2026-04-01T10:00:00+03:00' });
  });
  afterAll(() => town.stop());

  const lettersTo = async (id: string, person: string): Promise<string[]> =>
    [...new Set((await town.letters(id)).filter(({ to }) => to === person).map(({ letter }) => letter))].sort();

  it('see several subjects divided, each with a term of its own, and the whole answered with the last', async () => {
    const id = await town.appeal({ subjects: ['cleaning', 'heating', 'works'] });
    const { clerk } = town.who;
    expect(await town.deadline(id)).toMatchObject({ norm: 'AP-11', lastDay: '2026-04-06' });
    const texts = await Promise.all([1, 2, 3].map((part) => town.write(id, 'part', `Вопрос ${part}.`)));
    await town.act(id, 'split', { subjects: ['cleaning', 'heating', 'works'], texts });
    const { children } = await town.look(id);
    for (const child of children)
      await town.eventually(async () => (await town.look(child.id)).file.phase === 'registered');
    const days = await Promise.all(children.map(async (child) => (await town.deadline(child.id)).lastDay));
    expect(children.map(({ subject }) => subject)).toEqual(['cleaning', 'heating', 'works']);
    expect(days).toEqual(['2026-04-15', '2026-04-06', '2026-04-08']);
    expect(await town.deadline(id)).toMatchObject({ lastDay: '2026-04-15' });
    await expect(
      town.act(id, 'answer', { kind: 'explained', text: await town.write(id, 'answer') }, clerk),
    ).rejects.toMatchObject({ code: 'phase-forbids' });
    for (const [index, child] of children.entries()) {
      expect((await town.look(id)).file.phase).toBe('split');
      await town.answer(child.id);
      await town.eventually(
        async () => (await town.kinds(id)).filter((kind) => kind === 'part-answered').length === index + 1,
      );
    }
    expect((await town.look(id)).file.phase).toBe('answered');
    expect((await town.deadline(id)).verdict.kind).toBe('in-time');
  });

  it('join a collective appeal of their own house and get the same letters', async () => {
    const { neighbour, stranger, owner } = town.who;
    const id = await town.appeal({ collective: true });
    await town.act(id, 'join', {}, neighbour);
    await expect(town.act(id, 'join', {}, neighbour)).rejects.toMatchObject({ code: 'joined-already' });
    await expect(town.act(id, 'join', {}, stranger)).rejects.toMatchObject({ code: 'not-a-neighbour', status: 403 });
    await town.answer(id);
    expect(await lettersTo(id, neighbour)).toEqual(['appeal-answered', 'appeal-joined']);
    expect(await lettersTo(id, owner)).toEqual(['appeal-answered', 'appeal-registered']);
  });

  it('cannot join what somebody asked for himself alone', async () => {
    const id = await town.appeal();
    await expect(town.act(id, 'join', {}, town.who.neighbour)).rejects.toMatchObject({ code: 'not-collective' });
  });

  it('who did not sign are registered, owed no answer, and laid down by hand or by time', async () => {
    const nobody = { applicant: null, actorId: town.who.clerk, channel: 'paper' as const };
    const [first, second] = [await town.appeal(nobody), await town.appeal(nobody)];
    await expect(town.deadline(first)).rejects.toThrow();
    await expect(town.answer(first)).rejects.toMatchObject({ code: 'answer-nobody' });
    await town.act(first, 'close');
    expect((await town.look(first)).file).toMatchObject({ phase: 'closed', outcome: 'noted' });
    await town.travelTo((await town.deadline(second, 'look')).dueAt);
    expect((await town.look(second)).file).toMatchObject({ phase: 'closed', outcome: 'noted' });
  });

  it('reopen what was not settled, and the same norm counts again from then', async () => {
    const id = await town.appeal();
    await town.answer(id, 'explained');
    await town.travelTo('2026-05-12T10:00:00+03:00');
    await town.act(id, 'reopen', { text: await town.write(id, 'comment') }, town.who.owner);
    expect(await town.deadline(id)).toMatchObject({
      norm: 'AP-01',
      lastDay: '2026-05-26',
      verdict: { kind: 'running' },
    });
    expect((await town.look(id)).appeal.reopened).toBe(1);
    await town.answer(id);
    await town.act(id, 'rate', { rating: 5 }, town.who.owner);
    expect((await town.look(id)).file).toMatchObject({ phase: 'closed', outcome: 'satisfied' });
  });

  it('who give a low mark keep the right to reopen or to complain', async () => {
    const id = await town.appeal();
    await town.answer(id);
    await expect(town.act(id, 'rate', { rating: 6 }, town.who.owner)).rejects.toMatchObject({ code: 'rating-range' });
    await town.act(id, 'rate', { rating: 2, text: await town.write(id, 'comment') }, town.who.owner);
    const { file, appeal } = await town.look(id);
    expect([file.phase, appeal.rating]).toEqual(['answered', 2]);
  });

  it('withdraw what they no longer need, and nothing is possible afterwards', async () => {
    const id = await town.appeal();
    const key = randomUUID();
    const answer = await town.act(id, 'withdraw', {}, town.who.owner, key);
    expect((await town.look(id)).file).toMatchObject({ phase: 'withdrawn', outcome: 'withdrawn' });
    expect((await town.deadline(id)).verdict.kind).toBe('dropped');
    await expect(town.answer(id)).rejects.toMatchObject({ status: 409 });
    expect(await town.act(id, 'withdraw', {}, town.who.owner, key)).toEqual(answer);
  });

  it('are answered by the channel they used', async () => {
    const answers = async (channel: 'email' | 'paper' | 'phone'): Promise<string[]> => {
      const id = await town.appeal({ channel });
      await town.answer(id);
      return (await town.letters(id))
        .filter(({ letter }) => letter === 'appeal-answered')
        .map((one) => one.channel)
        .sort();
    };
    expect(await answers('email')).toEqual(['cabinet', 'email']);
    expect(await answers('paper')).toEqual(['cabinet', 'paper']);
    expect(await answers('phone')).toEqual(['cabinet', 'sms']);
  });

  it('who press a button twice act once', async () => {
    const id = await town.appeal();
    await expect(town.appeal({ id })).rejects.toMatchObject({ code: 'key-reused' });
    const [key, text] = [randomUUID(), await town.write(id, 'answer')];
    const args = { kind: 'explained', text };
    const [first, second] = await Promise.all([1, 2].map(() => town.act(id, 'answer', args, town.who.clerk, key)));
    await town.restartWorker();
    const third = await town.act(id, 'answer', args, town.who.clerk, key);
    expect([second, third]).toEqual([first, first]);
    expect(await town.kinds(id)).toEqual(['received', 'registered', 'answered']);
    expect(brokenAt(await town.events(id))).toBeNull();
  });

  it('cannot bring words of another case, nor give work to people of another organisation', async () => {
    const [mine, other] = [await town.appeal(), await town.appeal()];
    const text = await town.write(other, 'answer');
    await expect(town.act(mine, 'answer', { kind: 'explained', text })).rejects.toMatchObject({ code: 'text-unknown' });
    await expect(town.act(mine, 'route', { person: town.who.inspector })).rejects.toMatchObject({
      code: 'executor-unknown',
    });
    await expect(town.act(mine, 'close')).rejects.toMatchObject({ code: 'answer-owed' });
    expect(await town.kinds(mine)).toEqual(['received', 'registered']);
  });

  it('outside the house have the general term, and write only to those who serve the house', async () => {
    const stranger = { applicant: { personId: town.who.stranger }, actorId: town.who.stranger };
    const id = await town.appeal(stranger);
    expect(await town.deadline(id)).toMatchObject({ norm: 'AP-02' });
    await expect(town.appeal({ addresseeId: town.of.supplier, subjects: ['cold-water'] })).rejects.toMatchObject({
      code: 'subject-not-supplied',
    });
    await expect(town.appeal({ addresseeId: town.of.supplier, subjects: ['lift'] })).rejects.toMatchObject({
      code: 'subject-not-theirs',
    });
    await expect(town.appeal({ addresseeId: randomUUID() })).rejects.toMatchObject({ code: 'addressee-unknown' });
  });
});
