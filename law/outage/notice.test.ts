import { noticeDuties, noticeWords, type Announced } from './notice';

const zone = 'Europe/Moscow';
const on = '2026-04-30';
const at = (text: string): Date => new Date(`${text}+03:00`);
const planned: Announced = {
  kind: 'planned',
  author: 'manager',
  from: at('2026-05-18T09:00:00'),
  until: at('2026-05-18T18:00:00'),
  cause: 'repair',
  inFlats: true,
};
const names = (what: Partial<Announced>): string[] =>
  noticeDuties({ ...planned, ...what }, { zone, on }).map(({ name }) => name);

describe('what must be told of a planned outage', () => {
  it.each([
    ['2026-04-30T23:59:59', false],
    ['2026-05-01T00:00:00', true],
    ['2026-05-04T10:00:00', true],
  ])('announced at %s is late: %s', (instant, late) => {
    const [notice] = noticeDuties(planned, { zone, on });
    expect(notice?.deadline).toMatchObject({ norm: 'PL-01', lastDay: '2026-04-30' });
    if (notice) expect(noticeWords(notice.deadline, at(instant)).late).toBe(late);
  });

  it('says in words by when, and when it is said', () => {
    const [notice] = noticeDuties(planned, { zone, on });
    if (!notice) throw new Error('A planned outage has a notice');
    expect(noticeWords(notice.deadline, at('2026-05-04T10:00:00')).say).toBe(
      'Уведомить нужно было до 30.04.2026, объявляете 04.05.2026: срок пропущен.',
    );
  });

  it('binds to boards only those who manage the house, and to flats only work in them', () => {
    expect(names({})).toEqual(['notice', 'flats', 'boards']);
    expect(names({ author: 'supplier', inFlats: false })).toEqual(['notice']);
  });
});

describe('what must be told of an emergency', () => {
  it.each([
    [null, 'burst', false],
    [at('2026-05-19T09:00:00'), 'unknown', false],
    [at('2026-05-19T09:00:00'), 'burst', true],
  ] as const)('with the end %s and the cause %s is told: %s', (until, cause, done) => {
    const [inform, ...rest] = noticeDuties({ ...planned, kind: 'emergency', until, cause }, { zone, on });
    expect(rest).toEqual([]);
    expect(inform).toMatchObject({ name: 'inform', done, deadline: { norm: 'QV-02' } });
    expect(inform?.alarms).toHaveLength(done ? 0 : 1);
  });
});
