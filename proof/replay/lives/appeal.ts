import type { Town } from '../../stories/appeal-town';

const DAY_MS = 86_400_000;

/** One life for each shape of an appeal's history. Returns the case whose history is stored. */
export const appealLives: Readonly<Record<string, (town: Town) => Promise<string>>> = {
  async late(town) {
    const id = await town.appeal();
    await days(town, 30);
    await town.answer(id);
    await days(town, 60);
    return id;
  },
  async reopened(town) {
    const id = await town.appeal();
    await town.act(id, 'route', { person: town.who.clerk });
    await town.answer(id);
    await town.act(id, 'reopen', { text: await town.write(id, 'comment') }, town.who.owner);
    await town.answer(id);
    await town.act(id, 'rate', { rating: 5 }, town.who.owner);
    return id;
  },
  async withdrawn(town) {
    const id = await town.appeal();
    await town.act(id, 'withdraw', {}, town.who.owner);
    return id;
  },
  async split(town) {
    const subjects = ['cleaning', 'heating', 'works'];
    const id = await town.appeal({ subjects });
    const texts = await Promise.all(subjects.map((part) => town.write(id, 'part', `Вопрос: ${part}.`)));
    await town.act(id, 'split', { subjects, texts });
    for (const { id: child } of (await town.look(id)).children) {
      await town.eventually(async () => (await town.look(child)).file.phase === 'registered');
      await town.answer(child);
    }
    await town.eventually(async () => (await town.look(id)).file.phase === 'answered');
    await town.act(id, 'rate', { rating: 5 }, town.who.owner);
    return id;
  },
  async forwarded(town) {
    const id = await town.appeal({ addresseeId: town.of.municipality, subjects: ['yard'] });
    const text = await town.write(id, 'reason');
    await town.act(id, 'forward', { organisation: town.of.manager, text }, town.who.municipal);
    return id;
  },
  async complained(town) {
    const id = await town.appeal();
    await town.answer(id, 'refused');
    const text = await town.write(id, 'comment', 'Ответ не по существу. Прошу проверить.');
    await town.act(id, 'complain', { organisation: town.of.inspectorate, text }, town.who.owner);
    return id;
  },
};

const days = async (town: Town, count: number): Promise<void> =>
  town.travelTo(new Date((await town.now()).getTime() + count * DAY_MS));
