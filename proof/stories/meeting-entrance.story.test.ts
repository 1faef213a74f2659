import { dumpOf } from '../../store/meeting/ballots/dump';
import { verifyDump } from '../../store/meeting/ballots/verify';
import { editQuestion, questionsOf } from '../../store/meeting/prepare/agenda';
import { meetingTown, type Town } from './meeting-town';

const DAY = 86_400_000;

/**
 * ЖК РФ ст. 45 ч. 3, ст. 46 ч. 1.2: the owners of an entrance decide separately about a flat of theirs. The tests
 * depend on each other.
 */
describe('a flat that becomes a shop, in a house of two entrances', () => {
  let town: Town;
  beforeAll(async () => {
    town = await meetingTown({ bornAt: '2026-09-01T10:00:00+03:00' });
    await town.owner('building').where({ id: town.buildingId }).update({ entrances: 2 });
    await town.owner('premises').whereIn('id', town.premises.slice(4)).update({ entrance: 2 });
  });
  afterAll(() => town.stop());

  /** The first four flats of fifty metres are in the first entrance, the other six in the second. */
  async function held(marks: readonly (readonly [flat: number, mark: string])[]): Promise<string> {
    const opensAt = new Date((await town.now()).getTime() + 12 * DAY);
    const closesAt = new Date(opensAt.getTime() + 10 * DAY);
    const id = await town.draft({ opensAt, closesAt, kinds: ['RES_TO_NONRES'] });
    await expect(town.act(id, 'notify')).rejects.toMatchObject({ code: 'entrance-unknown' });
    const [question] = await questionsOf(town.db, id);
    await town.db.transaction((trx) =>
      editQuestion(trx, id, {
        id: question?.id ?? '',
        kind: 'RES_TO_NONRES',
        wording: 'Согласиться на перевод квартиры 1 в нежилое помещение',
        entrance: 1,
      }),
    );
    await town.act(id, 'notify');
    await town.tell(id);
    await town.travelTo(opensAt);
    await town.until(id, 'voting');
    for (const [flat, mark] of marks) await town.vote(id, flat, mark);
    await town.travelTo(closesAt);
    await town.until(id, 'protocol');
    return id;
  }
  const all = (flats: readonly number[], mark = 'for') => flats.map((flat) => [flat, mark] as const);

  it('passes with three of the four owners of the entrance, two of them for it', async () => {
    const id = await held([...all([0, 1, 4, 5, 6]), [2, 'against']]);
    const { results } = await town.count(id);
    expect(results).toMatchObject([
      { passed: true, missing: '0', entrance: { number: 1, total: '200.00', participating: '150', for: '100' } },
    ]);
    const dump = await town.db.transaction((trx) => dumpOf(trx, id, 'full'));
    expect(verifyDump(dump ?? '').dump.count?.questions[0]?.entrance).toMatchObject({ number: 1, for: '100' });
    const changed = (dump ?? '').replace('"for":"100","number":1', '"for":"101","number":1');
    expect(changed).not.toBe(dump);
    expect(() => verifyDump(changed)).toThrow();
  });

  it('fails with two of them, though the whole house but two agreed', async () => {
    const id = await held(all([0, 1, 4, 5, 6, 7, 8, 9]));
    const { count, results } = await town.count(id);
    expect(count.quorum).toBe(true);
    expect(results).toMatchObject([{ passed: false, missing: '100/3', entrance: { participating: '100' } }]);
  });
});
