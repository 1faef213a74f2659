import { brokenAt } from '../../store/case/chain';
import { eventsOf } from '../../store/case/events';
import { meetingTown, type Town } from './meeting-town';

/** The tests depend on each other: the clock of the town only moves forward. */
describe('an electronic meeting of sixty days across the New Year', () => {
  let town: Town;
  let id: string;
  beforeAll(async () => {
    town = await meetingTown({ bornAt: '2026-11-20T10:00:00+03:00' });
  });
  afterAll(() => town.stop());

  it('tells every owner in the system and freezes what it told', async () => {
    id = await town.draft({
      opensAt: new Date('2026-12-04T10:00:00+03:00'),
      closesAt: new Date('2027-02-02T10:00:00+03:00'),
    });
    await town.act(id, 'notify');
    const { meeting, questions } = await town.look(id);
    expect(meeting).toMatchObject({ lawDay: '2026-11-20' });
    expect(meeting.systemNumber).toMatch(/^ОСС-2026-/);
    expect(questions.map(({ rule }) => rule)).toEqual(['MAJ_PART', 'ABS_MAJ']);
    expect(await town.letters(id, 'meeting-notice')).toBe(10);
    expect((await town.deadline(id, 'notify')).verdict.kind).toBe('in-time');
    await expect(
      town.db('meeting_question').where({ case_id: id }).update({ wording: 'Другой вопрос' }),
    ).rejects.toThrow(/frozen/);
  });

  it('opens at the announced hour, because the ledger proves that everyone was told', async () => {
    await town.tell(id);
    await town.travelTo('2026-12-04T10:00:00+03:00');
    await town.until(id, 'voting');
    expect((await town.deadline(id, 'prove')).verdict.kind).toBe('in-time');
    expect(await town.letters(id, 'meeting-opened')).toBe(10);
  });

  it('takes decisions until the last millisecond and reminds only those who are silent', async () => {
    await town.vote(id, 0);
    await town.vote(id, 1, 'against');
    await town.travelTo('2026-12-31T23:59:00+03:00');
    for (const flat of [2, 3, 4]) await town.vote(id, flat);
    await town.travelTo('2027-01-30T11:00:00+03:00');
    expect(await town.letters(id, 'meeting-reminder')).toBe(5);
    await town.vote(id, 5);
    await town.vote(id, 6, 'abstained');
  });

  it('counts itself at the closing instant and draws its own protocol up within the hour', async () => {
    await town.travelTo('2027-02-02T10:00:00+03:00');
    await town.until(id, 'protocol');
    const { count, results } = await town.count(id);
    expect(count).toMatchObject({ participating: '350', quorum: true, needed: '250' });
    expect(results.map(({ votesFor, passed, missing }) => ({ votesFor, passed, missing }))).toEqual([
      { votesFor: '250', passed: true, missing: '0' },
      { votesFor: '250', passed: false, missing: '0' },
    ]);
    expect((await town.deadline(id, 'protocol')).verdict.kind).toBe('in-time');
    expect((await town.deadline(id, 'inform')).verdict.kind).toBe('in-time');
    await expect(town.vote(id, 7)).rejects.toMatchObject({ code: 'voting-closed' });
  });

  it('goes to the manager, to the inspectorate, and rests there for three years', async () => {
    await town.act(id, 'hand-over');
    expect(await town.deadline(id, 'file')).toMatchObject({ norm: 'P-11', lastDay: '2027-02-08' });
    await town.act(id, 'file', {}, town.head);
    await town.act(id, 'register', {}, town.inspector);
    await town.travelTo((await town.deadline(id, 'archive')).dueAt);
    await town.until(id, 'archived');
    expect((await town.look(id)).file).toMatchObject({ outcome: 'held' });
    expect(brokenAt(await eventsOf(town.db, id))).toBeNull();
  });
});
