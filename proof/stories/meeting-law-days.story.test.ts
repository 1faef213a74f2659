import { meetingFromEvents, meetingFromRows } from '../../store/meeting/evidence';
import { lawOf } from '../../store/meeting/law';
import { dumpOf } from '../../store/meeting/ballots/dump';
import { verifyDump } from '../../store/meeting/ballots/verify';
import { eventsOf } from '../../store/case/events';
import { protocolOf } from '../../store/meeting/file/protocol';
import { meetingTown, type Town } from './meeting-town';

const moscow = (text: string): Date => new Date(`${text}+03:00`);

/** One town whose clock crosses three changes of the law; the meetings follow one another. */
describe('a meeting called under one law and closed under the next', () => {
  let town: Town;
  beforeAll(async () => {
    town = await meetingTown({ bornAt: '2020-05-05T10:00:00+03:00' });
  });
  afterAll(() => town.stop());

  const toldOf = async (id: string) =>
    (await eventsOf(town.db, id)).map((one) => ({ ...one, at: one.at.toISOString() }));
  const lawDays = async (id: string) => {
    const { meeting, file } = await town.look(id);
    return lawOf(meeting, file.zone);
  };
  const called = async (wish: Parameters<Town['draft']>[0]): Promise<string> => {
    const id = await town.draft(wish);
    await town.act(id, 'notify');
    await town.tell(id);
    return id;
  };

  it('25.05.2020: votes for seven days, because the length is of the day of the opening', async () => {
    const [opensAt, week] = [moscow('2020-05-25T10:00:00'), moscow('2020-06-01T10:00:00')];
    const id = await called({ opensAt, closesAt: week, kinds: ['CURRENT_REPAIR'] });
    expect(await lawDays(id)).toEqual({
      called: '2020-05-05',
      voted: '2020-05-25',
      decided: '2020-06-01',
      drawn: '2020-06-01',
    });
    const short = await town.draft({ opensAt, closesAt: moscow('2020-05-29T10:00:00'), kinds: ['CURRENT_REPAIR'] });
    await expect(town.act(short, 'notify')).rejects.toMatchObject({ code: 'voting-length' });
    const before = await called({ opensAt: moscow('2020-05-24T10:00:00'), closesAt: moscow('2020-05-28T10:00:00') });
    expect((await lawDays(before)).voted).toBe('2020-05-24');
  });

  it('01.09.2022: chooses the company by all votes of the house, because the decision falls on the new law', async () => {
    await town.travelTo('2022-08-10T10:00:00+03:00');
    const [opensAt, closesAt] = [moscow('2022-08-25T10:00:00'), moscow('2022-09-05T10:00:00')];
    const id = await called({ form: 'mixed', opensAt, closesAt, kinds: ['MC_CHOICE', 'CURRENT_REPAIR'] });
    const { questions } = await town.look(id);
    expect(questions.map(({ rule }) => rule)).toEqual(['ABS_MAJ', 'MAJ_PART']);
    await town.travelTo(opensAt);
    await town.until(id, 'voting');
    for (const flat of [0, 1, 2, 3, 4]) await town.paper(id, flat);
    await town.paper(id, 5, { mark: 'against' });
    await town.travelTo(closesAt);
    await town.until(id, 'counted');
    const { results } = await town.count(id);
    expect(results.map(({ rule, passed }) => [rule, passed])).toEqual([
      ['ABS_MAJ', false],
      ['MAJ_PART', true],
    ]);
    const text = (await dumpOf(town.db, id, 'full')) ?? '';
    expect(verifyDump(text).dump.terms).toMatchObject({ on: '2022-09-05', rule: 'stages' });
  });

  it('01.03.2025: takes paper until the end where voting opened before, two days less where it opened after', async () => {
    await town.travelTo('2025-02-10T10:00:00+03:00');
    const kinds = ['CURRENT_REPAIR'];
    const old = await called({
      opensAt: moscow('2025-02-27T10:00:00'),
      closesAt: moscow('2025-03-10T10:00:00'),
      kinds,
    });
    const fresh = await called({
      opensAt: moscow('2025-03-01T10:00:00'),
      closesAt: moscow('2025-03-10T10:00:00'),
      kinds,
    });
    await town.travelTo('2025-03-09T10:00:00+03:00');
    await town.until(fresh, 'voting');
    expect((await town.paper(old, 0)).late).toBe(false);
    expect((await town.paper(fresh, 0)).late).toBe(true);
    expect((await town.deadline(fresh, 'paper')).derivation.join(' ')).toContain('Закон взят на 01.03.2025');
  });

  it('01.09.2025: has its protocol by 266/пр, says so in the term, and proves by which rule it was judged', async () => {
    await town.travelTo('2025-08-20T10:00:00+03:00');
    const [opensAt, closesAt] = [moscow('2025-09-01T10:00:00'), moscow('2025-09-15T10:00:00')];
    const id = await called({ form: 'mixed', opensAt, closesAt, kinds: ['CURRENT_REPAIR'] });
    await town.travelTo(opensAt);
    await town.until(id, 'voting');
    for (const flat of [0, 1, 2, 3, 4]) await town.paper(id, flat);
    await town.paper(id, 5, { decidedOn: null, particulars: ['voter', 'title', 'signature'] });
    await town.travelTo(closesAt);
    await town.until(id, 'counted');
    expect((await town.count(id)).count).toMatchObject({ participating: '300', quorum: true });
    expect((await protocolOf(town.db, id))?.formNorm).toContain('266/пр');
    const term = await town.deadline(id, 'protocol');
    expect([term.norm, term.citation]).toEqual(['P-03', expect.stringContaining('266/пр')]);
    expect(term.derivation.at(-1)).toBe(
      'Закон взят на 15.09.2025 — день, когда составлен протокол: по нему судят протокол и его сроки.',
    );
    const [rows, told] = [await meetingFromRows(town.db, id), meetingFromEvents(await toldOf(id))];
    expect([rows['meeting.law_rule'], told['meeting.law_rule']]).toEqual(['stages', 'stages']);
    await expect(town.db('meeting').where({ case_id: id }).update({ law_rule: 'single' })).rejects.toThrow(/settled/);
  });
});
