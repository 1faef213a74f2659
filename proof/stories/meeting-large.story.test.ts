import { randomUUID } from 'node:crypto';
import { recordNotice } from '../../store/meeting/notice/notices';
import { meetingTown, type Town } from './meeting-town';

const RIGHTS = 10_000;

/** The largest house anybody has: each step of its meeting is still one step. */
describe('a meeting of ten thousand rights', () => {
  let town: Town;
  beforeAll(async () => {
    const flats = Array.from({ length: RIGHTS }, (_, index) => ({ area: (30 + (index % 50)).toFixed(2) }));
    town = await meetingTown({ bornAt: '2026-03-02T10:00:00+03:00', flats });
    // Forty thousand letters are measured elsewhere; here everyone reads the cabinet.
    await town.owner('contact').delete();
  }, 120_000);
  afterAll(() => town.stop());

  it('is noticed, opened and counted, and its history does not grow with its owners', async () => {
    const opensAt = new Date('2026-03-16T10:00:00+03:00');
    const closesAt = new Date('2026-03-23T10:00:00+03:00');

    const id = await town.draft({
      opensAt,
      closesAt,
      postingPlace: 'Доски у подъездов',
      postingDecidedBy: 'протокол № 1 от 12.05.2025',
    });
    await town.act(id, 'notify');
    expect(await town.letters(id, 'meeting-notice')).toBe(RIGHTS);
    await town.db.transaction(async (trx) =>
      recordNotice(trx, {
        id: randomUUID(),
        caseId: id,
        way: 'posting',
        sentAt: await town.now(),
        recordedBy: null,
        recordedAt: await town.now(),
        proofIds: [randomUUID()],
        note: 'Доска объявлений у каждого подъезда, фото в деле',
      }),
    );
    await town.travelTo(opensAt);
    await town.until(id, 'voting');
    for (const flat of [0, 4_999, 9_999]) await town.vote(id, flat);
    await town.travelTo(closesAt);
    await town.until(id, 'no-quorum');
    const { count } = await town.count(id);
    expect(count).toMatchObject({ quorum: false, participating: String(30 + 79 + 79), total: '545000.00' });
    const { events } = await town.link.client.getHandle(`meeting:${id}`).fetchHistory();
    expect(events?.length).toBeLessThanOrEqual(200);
  }, 120_000);
});
