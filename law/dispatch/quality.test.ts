import { requestClocks } from './clocks';
import {
  type CheckAct,
  type DamageAct,
  lacksOfCheck,
  lacksOfDamageAct,
  lacksWithoutExecutor,
  type Present,
  violationEnd,
  violationStart,
} from './quality';

const MOSCOW = 'Europe/Moscow';
const ON = '2026-11-20';
const signed = (role: Present['role'], name: string): Present => ({ role, name, signed: true });
const full: CheckAct = {
  at: new Date('2026-11-20T18:00:00Z'),
  violated: true,
  methods: 'Термометр, середина комнаты',
  findings: '15,5 °C',
  conclusions: 'Отопление хуже нормы с 18:00',
  present: [signed('executor', 'Петров'), signed('consumer', 'Иванова')],
};
const fields = (lacks: { field: string; norm: string }[]) => lacks.map(({ field, norm }) => `${norm} ${field}`);

describe('the act of a check', () => {
  it('needs all that the law names', () => {
    expect(lacksOfCheck(full)).toEqual([]);
    expect(
      fields(lacksOfCheck({ ...full, violated: null, methods: ' ', findings: '', conclusions: '', present: [] })),
    ).toEqual(['QV-08 violated', 'QV-08 methods', 'QV-08 findings', 'QV-08 conclusions', 'QV-08 present']);
  });

  it('may say that nothing is wrong', () => {
    expect(lacksOfCheck({ ...full, violated: false })).toEqual([]);
  });

  it('does without the consumer, not without the executor', () => {
    expect(lacksOfCheck({ ...full, present: [signed('executor', 'Петров')] })).toEqual([]);
    expect(fields(lacksOfCheck({ ...full, present: [{ role: 'executor', name: 'Петров', signed: false }] }))).toEqual([
      'QV-08 present',
    ]);
  });
});

describe('the act without the executor', () => {
  const due = requestClocks({ kind: 'Q.heating', registeredAt: '2026-11-20T18:00', zone: MOSCOW }).find(
    ({ name }) => name === 'check',
  )?.deadline;
  if (!due) throw new Error('a complaint has no check');
  const present = [signed('consumer', 'Иванова'), signed('consumer', 'Сидоров'), signed('chair', 'Орлова')];
  const at = (time: string): Date => new Date(`2026-11-20T${time}+03:00`);
  const lacks = (over: Partial<CheckAct>, executorCame = false) =>
    fields(lacksWithoutExecutor({ ...full, at: at('20:00:00'), present, ...over }, { due, executorCame }, ON, MOSCOW));

  it.each([
    ['19:59:59', ['QV-10 at']],
    ['20:00:00', []],
    ['20:00:01', []],
  ])('made at %s lacks %j: only after the term of the check', (time, expected) => {
    expect(lacks({ at: at(time) })).toEqual(expected);
  });

  it('waits for the time the consumer agreed to', () => {
    const later = requestClocks({
      kind: 'Q.heating',
      registeredAt: '2026-11-20T18:00',
      agreedAt: '2026-11-21T10:00',
      zone: MOSCOW,
    }).find(({ name }) => name === 'check')?.deadline;
    if (!later) throw new Error('no check');
    const act = { ...full, at: at('20:00:00'), present };
    expect(fields(lacksWithoutExecutor(act, { due: later, executorCame: false }, ON, MOSCOW))).toEqual(['QV-10 at']);
  });

  it.each([
    ['two consumers and the chair', present, []],
    ['one consumer', [present[0], present[2]], ['QV-10 present']],
    ['one consumer twice', [present[0], signed('consumer', ' иванова '), present[2]], ['QV-10 present']],
    ['the chair as a consumer', [present[0], signed('consumer', 'Орлова'), present[2]], ['QV-10 present']],
    ['no chair', [present[0], present[1]], ['QV-10 present']],
    [
      'an unsigned chair',
      [present[0], present[1], { role: 'chair', name: 'Орлова', signed: false }],
      ['QV-10 present'],
    ],
    ['nobody', [], ['QV-10 present', 'QV-10 present']],
  ] as [string, Present[], string[]][])('with %s', (_, people, expected) => {
    expect(lacks({ present: people })).toEqual(expected);
  });

  it('is not made when the executor came', () => {
    expect(lacks({}, true)).toEqual(['QV-10 present']);
  });
});

describe('a violation', () => {
  const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 20, hour));
  it('counts from the earliest proved moment, and tells which', () => {
    const start = violationStart({ message: at(9), meter: at(7), act: at(12) }, true, MOSCOW);
    expect(start).toMatchObject({ ground: 'meter', norm: 'QV-11', at: at(7) });
    expect(start?.says).toBe('20.11.2026, 10:00: начало нарушения записал прибор учёта.');
  });

  it('counts from the message only when it was confirmed', () => {
    expect(violationStart({ message: at(9) }, false, MOSCOW)).toBeNull();
    expect(violationStart({ message: at(9) }, true, MOSCOW)?.ground).toBe('message');
    expect(violationStart({ message: at(9), journal: at(10) }, false, MOSCOW)?.ground).toBe('journal');
    expect(violationStart({}, true, MOSCOW)).toBeNull();
  });

  it('lasts until the last proof that it is over', () => {
    expect(violationEnd({ restored: at(14), checked: at(16) }, MOSCOW)).toMatchObject({
      ground: 'checked',
      at: at(16),
    });
    expect(violationEnd({}, MOSCOW)).toBeNull();
  });
});

describe('the act of damage', () => {
  const act: DamageAct = {
    at: new Date('2026-11-20T20:00:00Z'),
    what: 'Залита кухня',
    cause: 'Лопнул стояк',
    harmed: 'Иванова',
    copies: 2,
    present: [signed('executor', 'Петров'), signed('consumer', 'Иванова')],
  };

  it('is due in twelve hours, over midnight and New Year too', () => {
    const harmAt = new Date('2026-12-31T18:00:00Z');
    const asked = { kind: 'S01', registeredAt: harmAt, harmAt, zone: 'Asia/Yekaterinburg', on: '2026-12-31' };
    const due = requestClocks(asked).find(({ name }) => name === 'damage-act')?.deadline;
    expect(due?.dueAt).toBe('2027-01-01T11:00:00+05:00');
  });

  it('needs two copies and the signatures', () => {
    expect(lacksOfDamageAct(act, ON)).toEqual([]);
    const bare = { ...act, what: '', cause: '', harmed: '', copies: 1, present: [] };
    expect(fields(lacksOfDamageAct(bare, ON))).toEqual([
      'QV-13 what',
      'QV-13 cause',
      'QV-13 harmed',
      'QV-13.copies copies',
      'QV-13 present',
      'QV-13.witnesses present',
    ]);
  });

  it('takes two witnesses for the consumer, not one', () => {
    const witnessed = (...names: string[]) => [
      signed('executor', 'Петров'),
      ...names.map((name) => signed('witness', name)),
    ];
    expect(lacksOfDamageAct({ ...act, present: witnessed('А', 'Б') }, ON)).toEqual([]);
    expect(fields(lacksOfDamageAct({ ...act, present: witnessed('А') }, ON))).toEqual(['QV-13.witnesses present']);
  });
});
