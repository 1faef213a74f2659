import { randomUUID } from 'node:crypto';
import { addDays } from '../../law/base/day';
import { percentText, parseFraction } from '../../law/base/fraction';
import { editDraft } from '../../store/meeting/prepare/draft';
import { meetingTown, type Town, type Wish } from './meeting-town';
import { holding, type Flat } from './meeting-house';

const DAY = 86_400_000;
const hours = (from: Date, count: number): Date => new Date(from.getTime() + count * 3_600_000);

let standing: Town | undefined;
afterEach(async () => {
  await standing?.stop();
  standing = undefined;
});

async function born(flats: readonly Flat[]): Promise<Town> {
  return (standing = await meetingTown({ bornAt: '2026-09-01T10:00:00+03:00', flats }));
}

/** Notifies, proves and opens; the voting lasts ten days unless told otherwise. */
async function opened(town: Town, wish: Partial<Wish> = {}): Promise<{ id: string; opensAt: Date; closesAt: Date }> {
  const opensAt = new Date((await town.now()).getTime() + 12 * DAY);
  const closesAt = new Date(opensAt.getTime() + 10 * DAY);
  const id = await town.draft({ opensAt, closesAt, ...wish });
  await town.act(id, 'notify');
  await town.tell(id);
  await town.travelTo(opensAt);
  await town.until(id, 'voting');
  return { id, opensAt, closesAt };
}

describe('the count of a meeting', () => {
  it('says «no quorum» at 49.9974 percent, though it rounds to fifty', async () => {
    const town = await born([{ area: '4689.41' }, { area: '4689.89' }]);
    const { id, closesAt } = await opened(town);
    await town.vote(id, 0);
    await town.travelTo(closesAt);
    await town.until(id, 'no-quorum');
    const { count, results } = await town.count(id);
    expect(count).toMatchObject({ quorum: false, participating: '4689.41', total: '9379.30' });
    expect(percentText(parseFraction(count.participating), parseFraction(count.total), 0)).toContain('50');
    expect(results.every(({ passed }) => !passed)).toBe(true);
  });

  it('finds in 6,152.43 of 9,379.3 a quorum and not two thirds: the decision fails, the meeting stands', async () => {
    const town = await born([{ area: '6152.43' }, { area: '3226.87' }]);
    const { id, closesAt } = await opened(town, { kinds: ['CAP_REPAIR', 'CURRENT_REPAIR'] });
    await town.vote(id, 0);
    await town.travelTo(closesAt);
    await town.until(id, 'protocol');
    const { count, results } = await town.count(id);
    expect(count.quorum).toBe(true);
    expect(results.map(({ passed }) => passed)).toEqual([false, true]);
  });

  it('takes paper until 48 hours before the end: a minute later it is kept and not counted', async () => {
    const town = await born([{ area: '60.00' }, { area: '60.00' }, { area: '60.00' }, { area: '60.00' }]);
    const { id, closesAt } = await opened(town);
    const edge = hours(closesAt, -48);
    await town.vote(id, 2);
    await town.travelTo(hours(closesAt, -40));
    const handed = (minutes: number): Date => new Date(edge.getTime() + minutes * 60_000);
    expect((await town.paper(id, 0, { handedAt: handed(-1) })).late).toBe(false);
    expect((await town.paper(id, 1, { handedAt: handed(1) })).late).toBe(true);
    expect((await town.paper(id, 3, { handedAt: handed(0) })).late).toBe(false);
    await town.travelTo(closesAt);
    await town.until(id, 'protocol');
    const { count } = await town.count(id);
    expect(count).toMatchObject({ participating: '180', online: '60', hand: '120' });
    expect(count.outcomes.map(({ verdict }) => verdict).sort()).toEqual(['counted', 'counted', 'counted', 'late']);
    expect(await town.kinds(id)).toContain('paper-closed');
  });

  it('counts the seller before the sale, the buyer after it, and never both', async () => {
    const town = await born([{ area: '60.00' }, { area: '60.00' }, { area: '60.00' }]);
    const { id, opensAt, closesAt } = await opened(town);
    await town.vote(id, 0);
    await town.travelTo(hours(opensAt, 72));
    const buyers = [await sell(town, 0, '2026-09-16'), await sell(town, 1, '2026-09-16')];
    await town.travelTo('2026-09-17T12:00:00+03:00');
    const [, seller = ''] = town.owners;
    await expect(town.vote(id, 1, 'for', seller)).rejects.toMatchObject({ code: 'right-not-held' });
    await town.vote(id, 1, 'against', buyers[1]);
    await town.vote(id, 0, 'against', buyers[0]);
    await town.travelTo(closesAt);
    await town.until(id, 'protocol');
    const { count, results } = await town.count(id);
    expect(results[0]).toMatchObject({ votesFor: '60', votesAgainst: '60' });
    expect(count.outcomes.filter(({ conflict }) => conflict)).toMatchObject([{ verdict: 'duplicate' }]);
  });
});

/** The flat is sold: the old right ends, a new one begins on the next day. */
async function sell(town: Town, flat: number, lastDay: string): Promise<string> {
  const buyer = town.owners[2] ?? '';
  await town.db('ownership').where({ id: town.ownerships[flat] }).update({ to_day: lastDay });
  const from = addDays(lastDay, 1);
  await town.db('ownership').insert(holding(randomUUID(), town.premises[flat] ?? '', buyer, from, null, flat + 50));
  return buyer;
}

/** Five houses of one town had too few votes and called a meeting again (seed 000). */
describe('meetings without a quorum', () => {
  it('are each held again as a case of its own, which keeps the first as its proof', async () => {
    const town = await born([{ area: '40.00' }, { area: '60.00' }]);
    let id = '';
    let repeat = '';
    for (let turn = 0; turn < 5; turn += 1) {
      const found = await opened(town, { kinds: ['CURRENT_REPAIR'] });
      id = found.id;
      await town.vote(id, 0);
      await town.travelTo(found.closesAt);
      await town.until(id, 'no-quorum');
      repeat = randomUUID();
      await town.act(id, 'repeat', { meeting: repeat });
      await town.until(repeat, 'draft');
      expect(await town.look(id)).toMatchObject({ file: { phase: 'no-quorum' }, repeatedBy: [{ id: repeat }] });
    }
    const { meeting, questions, file, repeats } = await town.look(repeat);
    expect({ meeting, questions, file, repeats }).toMatchObject({
      meeting: { repeatsId: id, total: '100.00' },
      questions: [{ kind: 'CURRENT_REPAIR' }],
      file: { parent_id: id },
      repeats: { id },
    });
    expect((await town.deadline(id, 'protocol')).verdict.kind).toBe('in-time');
    // Nothing was decided, so there is nothing to challenge in court.
    await expect(town.deadline(id, 'appeal')).rejects.toThrow('No deadline');
    expect(await heldAgain(town, repeat)).toMatchObject({
      count: { quorum: true, participating: '100' },
      results: [{ kind: 'CURRENT_REPAIR', passed: true }],
    });
    expect((await town.count(id)).count).toMatchObject({ quorum: false, participating: '40' });
    await town.travelTo((await town.deadline(id, 'archive')).dueAt);
    await town.until(id, 'archived');
    expect((await town.look(id)).file.outcome).toBe('no-quorum');
  }, 180_000);
});

/**
 * The repeated meeting takes agenda and house from the first one; its dates are its own. Now the other flat votes as
 * well.
 */
async function heldAgain(town: Town, id: string): ReturnType<Town['count']> {
  const opensAt = new Date((await town.now()).getTime() + 12 * DAY);
  const closesAt = new Date(opensAt.getTime() + 10 * DAY);
  await town.db.transaction((trx) => editDraft(trx, id, { opensAt, closesAt, discussionAt: opensAt }));
  await town.act(id, 'notify');
  await town.tell(id);
  await town.travelTo(opensAt);
  await town.until(id, 'voting');
  for (const flat of [0, 1]) await town.vote(id, flat);
  await town.travelTo(closesAt);
  await town.until(id, 'protocol');
  return town.count(id);
}
