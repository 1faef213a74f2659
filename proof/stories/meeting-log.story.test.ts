import { noteOf, readCheckpoint } from '../../store/meeting/ballots/checkpoint';
import { checkpointsOf } from '../../store/meeting/ballots/checkpoints';
import { compareDumps } from '../../store/meeting/ballots/compare';
import { dumpOf } from '../../store/meeting/ballots/dump';
import { publicKeyOf } from '../../store/case/signing-key';
import { verifyDump } from '../../store/meeting/ballots/verify';
import { meetingTown, type Town } from './meeting-town';

/** The tests depend on each other: the clock of the town only moves forward. */
describe('the ballot log of a meeting that travels through its life', () => {
  const closesAt = new Date('2026-12-24T10:00:00+03:00');
  let town: Town;
  let id: string;
  let early: string;
  const dump = async (kind: 'full' | 'public' = 'full'): Promise<string> => (await dumpOf(town.db, id, kind)) ?? '';

  beforeAll(async () => {
    town = await meetingTown({ bornAt: '2026-11-20T10:00:00+03:00' });
    id = await town.draft({ opensAt: new Date('2026-12-10T10:00:00+03:00'), closesAt });
    await town.act(id, 'notify');
    await town.tell(id);
    await town.travelTo('2026-12-10T10:00:00+03:00');
    await town.until(id, 'voting');
  });
  afterAll(() => town.stop());

  it('can be taken away while the voting runs', async () => {
    await town.vote(id, 0);
    await town.vote(id, 1, 'against');
    early = await dump();
    expect(verifyDump(early).last).toMatchObject({ size: 2, state: 'open' });
  });

  it('is sealed at the closing instant, with paper that was handed over in time and with its count', async () => {
    await town.travelTo('2026-12-20T10:00:00+03:00');
    await town.paper(id, 2);
    await town.vote(id, 3);
    await town.paper(id, 0, { mark: 'abstained' });
    await town.vote(id, 4);
    await town.travelTo(closesAt);
    await town.until(id, 'no-quorum');
    const { last, dump: read } = verifyDump(await dump());
    expect(last).toMatchObject({ size: 6, state: 'sealed' });
    expect(new Date(last.at) >= closesAt).toBe(true);
    expect(read.count).toMatchObject({ participating: '250', quorum: false, online: '200' });
    expect(read.count?.outcomes?.map(({ verdict }) => verdict).sort()).toEqual([
      'counted',
      'counted',
      'counted',
      'counted',
      'counted',
      'duplicate',
    ]);
  });

  it('keeps what comes later behind the seal, and still holds', async () => {
    await town.travelTo('2026-12-24T12:00:00+03:00');
    expect(await town.paper(id, 5)).toMatchObject({ late: true });
    const after = verifyDump(await dump());
    expect(after.last).toMatchObject({ size: 7, state: 'sealed' });
    expect(after.dump.count).toMatchObject({ participating: '250' });
  });

  it('continues every copy that was taken of it, and every checkpoint that was mailed', async () => {
    const late = await dump('public');
    expect(compareDumps(early, late)).toMatch(/^Верно/);
    const key = (await publicKeyOf(town.db)) ?? '';
    for (const checkpoint of await checkpointsOf(town.db, id)) {
      expect(readCheckpoint(checkpoint.text)).not.toBeNull();
      expect(compareDumps(noteOf(checkpoint, key), late)).toMatch(/^Верно/);
    }
  });

  it('is witnessed by every owner: the letter of the close carries the signed root', async () => {
    const letters = await town.db('delivery').where({ case_id: id, letter: 'meeting-closed' }).select('facts');
    expect(letters.length).toBeGreaterThanOrEqual(town.owners.length);
    for (const { facts } of letters) expect(compareDumps(facts.note, await dump('public'))).toMatch(/^Верно/);
  });
});
