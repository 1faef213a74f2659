import { parseFraction } from '../../../law/base/fraction';
import { DAY_MS } from '../../../law/base/zone';
import { edgeOf, enoughForQuestion, enoughForQuorum, reach, type Course } from './forecast';
import { paceWords } from './pace';

const LAW_DAY = '2026-12-01';
const votes = parseFraction;
const standing = (total: string, participating: string, silent: readonly string[]) => ({
  total: votes(total),
  participating: votes(participating),
  silent: silent.map(votes),
  on: LAW_DAY,
});

describe('how many premises are enough', () => {
  it('takes the largest first', () => {
    expect(enoughForQuorum(standing('190', '10', ['30', '50', '40']))).toBe(2);
  });

  it('counts one more where exactly half is not enough', () => {
    expect(enoughForQuorum(standing('200', '80', ['10', '10', '10']))).toBe(3);
    expect(enoughForQuorum(standing('200', '80.01', ['10', '10', '10']))).toBe(2);
  });

  it('says so when everybody together is too few, and needs nobody where the quorum stands', () => {
    expect(enoughForQuorum(standing('18', '1', ['1']))).toBeNull();
    expect(enoughForQuorum(standing('16', '9', ['1']))).toBe(0);
  });

  it('is exact where decimals do not end: three thirds of 33⅓ and a hair', () => {
    expect(enoughForQuorum(standing('200', '200/3', ['100/3', '1/1000']))).toBe(2);
  });

  it('reaches two thirds of all votes, for the edge itself is enough there', () => {
    const half = standing('300', '160', ['40', '30', '30', '20']);
    expect(enoughForQuestion(half, 'TWO_THIRDS_ALL', votes('100'))).toBe(3);
    expect(enoughForQuestion(half, 'TWO_THIRDS_ALL', votes('60'))).toBeNull();
  });

  it('asks for the quorum too where participants decide', () => {
    const few = standing('300', '60', ['50', '50', '50']);
    expect(enoughForQuestion(few, 'MAJ_PART', votes('60'))).toBe(2);
    expect(enoughForQuestion(few, 'MAJ_PART', votes('0'))).toBe(2);
    expect(enoughForQuestion(few, 'MAJ_PART', votes('10'))).toBe(2);
  });

  it('keeps silent where an entrance decides for itself as well', () => {
    expect(enoughForQuestion(standing('300', '60', ['50']), 'SPEC_1_2', votes('60'))).toBeUndefined();
  });
});

const OPENS = new Date('2026-12-18T10:00:00+03:00');
const after = (days: number): Date => new Date(OPENS.getTime() + days * DAY_MS);
const course = (points: readonly (readonly [number, string])[], now: number, closes = 31): Course => ({
  opensAt: OPENS,
  closesAt: after(closes),
  now: after(now),
  curve: points.map(([day, text]) => ({ at: after(day), votes: votes(text) })),
});

const QUORUM = { title: 'кворум', comes: 'наберётся' };
const wordsOf = (found: ReturnType<typeof reach>): string | undefined =>
  paceWords(
    found.kind === 'pace'
      ? { ...found, whole: found.whole?.toISOString() ?? null, lately: found.lately?.toISOString() ?? null }
      : found,
    'Europe/Moscow',
    QUORUM,
  );

describe('when it is enough at this pace', () => {
  it('names both paces: since the opening and of the last days', () => {
    const found = reach(
      course(
        [
          [1, '10'],
          [2, '20'],
          [6, '60'],
        ],
        6,
      ),
      votes('90'),
    );
    expect(found).toEqual({
      kind: 'pace',
      whole: new Date(after(9).getTime() + 1),
      lately: new Date(after(8.25).getTime() + 1),
    });
    expect(wordsOf(found)).toBe('При нынешнем темпе кворум наберётся 26–27\u00a0декабря.');
  });

  it('goes over the year', () => {
    const found = reach(
      course(
        [
          [1, '10'],
          [5, '60'],
          [10, '100'],
        ],
        10,
      ),
      votes('140'),
    );
    expect(wordsOf(found)).toBe('При нынешнем темпе кворум наберётся 31\u00a0декабря\u00a0– 1\u00a0января.');
  });

  it('says that nothing comes of it', () => {
    expect(
      wordsOf(
        reach(
          course(
            [
              [1, '1'],
              [2, '2'],
              [9, '9'],
            ],
            10,
          ),
          votes('90'),
        ),
      ),
    ).toBe('При нынешнем темпе кворум до конца голосования не наберётся.');
  });

  it('tells the stall of the last days from the pace of all of them', () => {
    expect(
      wordsOf(
        reach(
          course(
            [
              [1, '10'],
              [2, '20'],
              [3, '60'],
            ],
            10,
          ),
          votes('90'),
        ),
      ),
    ).toBe(
      'При среднем темпе кворум наберётся 2\u00a0января, но при темпе последних 3\u00a0дней до конца не наберётся.',
    );
  });

  it('does not prophesy from two decisions or from the first hours', () => {
    expect(
      reach(
        course(
          [
            [1, '10'],
            [2, '20'],
          ],
          6,
        ),
        votes('90'),
      ),
    ).toEqual({ kind: 'unknown' });
    expect(
      reach(
        course(
          [
            [0.1, '10'],
            [0.2, '20'],
            [0.3, '30'],
          ],
          0.4,
        ),
        votes('90'),
      ),
    ).toEqual({ kind: 'unknown' });
  });

  it('holds the edge itself for not yet passed', () => {
    const met = course(
      [
        [1, '10'],
        [2, '20'],
        [6, '90'],
      ],
      6,
    );
    expect(reach(met, votes('90')).kind).toBe('pace');
    expect(reach(met, votes('89.99'))).toEqual({ kind: 'reached' });
  });

  it('needs more participants for a question than for the quorum when not all are for it', () => {
    expect(edgeOf('TWO_THIRDS_ALL', votes('200'), votes('100'), votes('80'))).toEqual(votes('250'));
    expect(edgeOf('TWO_THIRDS_ALL', votes('200'), votes('100'), votes('0'))).toBeNull();
    expect(edgeOf('MAJ_PART', votes('50'), votes('100'), votes('40'))).toBeNull();
  });
});
