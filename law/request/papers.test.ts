import { emptyPaper, mustBeWhole, paperLacks, type PaperBody, type Signatory } from './papers';

const zone = 'Europe/Moscow';
const due = new Date('2026-02-02T13:00:00+03:00');
const registeredAt = new Date('2026-02-02T11:00:00+03:00');
const signed = (seat: Signatory['seat'], name: string): Signatory => ({ seat, name, sign: 'signed' });
const act: PaperBody = {
  ...emptyPaper,
  ...{ found: 'violation', methods: 'Термометр.', findings: 'Плюс 16.', conclusions: 'Холодно.' },
  present: [signed('consumer', 'Иванова Анна'), signed('second', 'Петров Олег'), signed('chair', 'Смирнова Ольга')],
};
const around = (at: Date, executorCame = false) => ({
  ...{ at, on: '2026-02-02', zone, registeredAt },
  check: { due: { dueAt: due.toISOString() }, executorCame },
});
const shifted = (ms: number): Date => new Date(due.getTime() + ms);

describe('papers of a request', () => {
  it('stand without the executor from the end of the term on: before, at, after', () => {
    const lacks = (at: Date) => paperLacks('consumer', act, around(at)).length;
    expect([lacks(shifted(-1)), lacks(due), lacks(shifted(1))]).toEqual([1, 0, 0]);
    expect(paperLacks('consumer', act, around(due, true))).toHaveLength(1);
    expect(paperLacks('consumer', act, { ...around(due), check: null })).toHaveLength(1);
  });

  it('say at the first seat who is not at the table', () => {
    const alone = { ...act, present: act.present.slice(0, 1) };
    const refused = (): void => mustBeWhole('consumer', alone, around(due));
    expect(refused).toThrow('fields-wrong');
    try {
      refused();
    } catch (error) {
      expect((error as { fields: object }).fields).toMatchObject({ consumer: expect.stringContaining('председателя') });
    }
  });

  it('know no violation of the future, nor one long before anybody said so', () => {
    const since = (at: Date) => paperLacks('consumer', { ...act, since: at.toISOString() }, around(due)).length;
    expect(since(shifted(1))).toBe(1);
    expect(since(due)).toBe(0);
    expect(since(new Date(registeredAt.getTime() - 31 * 86_400_000))).toBe(0);
    expect(since(new Date(registeredAt.getTime() - 31 * 86_400_000 - 1))).toBe(1);
  });
});
