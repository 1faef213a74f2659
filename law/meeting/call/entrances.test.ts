import { parseFraction, ZERO } from '../../base/fraction';
import { exactMetres } from '../../base/metres';
import { checkMeeting } from '../inspection/check';
import { entranceDoubt, entranceProblem, entranceVotes, type HouseEntrances } from './entrances';
import { readMeeting } from '../facts';
import { tally } from '../count/tally';
import type { VotingRight } from '../count/votes';

const ON = '2026-11-20';
const house: HouseEntrances = {
  count: 2,
  areas: new Map([
    [1, parseFraction('400')],
    [2, parseFraction('600')],
  ]),
  unplaced: ZERO,
};
const transfer = { kind: 'RES_TO_NONRES', entrance: 1 };

describe('a question that an entrance decides apart', () => {
  it('is known by its kind, the house and the law of the day', () => {
    expect(exactMetres(entranceVotes(transfer, house, ON) ?? parseFraction('0'))).toBe('400');
    expect(entranceVotes({ kind: 'CURRENT_REPAIR', entrance: 1 }, house, ON)).toBeNull();
    expect(entranceVotes(transfer, { ...house, count: 1 }, ON)).toBeNull();
    expect(entranceVotes(transfer, house, '2019-06-08')).toBeNull();
  });

  it('cannot be put before the entrance is named and known', () => {
    expect(entranceProblem(transfer, house, ON)).toBeNull();
    expect(entranceProblem({ kind: 'RES_TO_NONRES', entrance: null }, house, ON)).toContain('Назовите подъезд');
    expect(entranceProblem({ kind: 'RES_TO_NONRES', entrance: 3 }, house, ON)).toContain('подъезда 3');
    expect(entranceProblem({ kind: 'RES_TO_NONRES' }, { ...house, count: 1 }, ON)).toBeNull();
    expect(entranceProblem({ kind: 'CURRENT_REPAIR' }, house, ON)).toBeNull();
  });
});

describe('premises whose entrance nobody has told', () => {
  const unplaced = parseFraction('62.4');

  it('are said before the notice, where an entrance decides apart', () => {
    expect(entranceDoubt(transfer, { ...house, unplaced }, ON)).toContain('62,4');
    expect(entranceDoubt(transfer, house, ON)).toBeNull();
    expect(entranceDoubt({ kind: 'CURRENT_REPAIR' }, { ...house, unplaced }, ON)).toBeNull();
    expect(entranceDoubt(transfer, { ...house, count: 1, unplaced }, ON)).toBeNull();
  });

  it('are left to a person where the entrance is counted', () => {
    const facts = readMeeting({
      form: 'mixed',
      zone: 'Europe/Moscow',
      noticeAt: '2026-12-01',
      opensAt: '2026-12-15',
      closesAt: '2026-12-22',
      total: '1000',
      participating: '900',
      entrances: 2,
      questions: [
        {
          kind: 'RES_TO_NONRES',
          for: '800',
          against: '0',
          abstained: '0',
          entrance: { total: '400', participating: '300', for: '200' },
        },
      ],
    });
    const of = (more: object) =>
      checkMeeting({ ...facts, ...more }).checks.filter(({ norm }) => norm === 'QUORUM_4_5_MULTI.entrance');
    expect(of({ unplaced })).toEqual([
      expect.objectContaining({ verdict: 'person', says: expect.stringContaining('62,4') }),
    ]);
    expect(of({})).toEqual([]);
  });
});

/** Ten flats of 100 m²: four in the entrance of the flat that becomes a shop, six in the other. */
const rights: VotingRight[] = Array.from({ length: 10 }, (_, index) => ({
  id: String(index),
  premises: String(index),
  kind: 'sole',
  area: '100',
  share: '1',
  entrance: index < 4 ? 1 : 2,
}));

function voted(marks: Readonly<Record<number, string>>) {
  const ballots = Object.entries(marks).map(([right, mark]) => ({
    id: right,
    right,
    person: right,
    channel: 'online' as const,
    receivedAt: '2026-12-16T12:00:00+03:00',
    marks: { q: [mark] },
    particulars: ['voter' as const, 'title' as const, 'signature' as const, 'snils' as const],
  }));
  const window = {
    zone: 'Europe/Moscow',
    on: ON,
    opensAt: '2026-12-15T10:00:00+03:00',
    closesAt: '2026-12-22T10:00:00+03:00',
  };
  const count = tally({ window, total: '1000', rights, ballots, questions: ['q'], entrances: new Map([['q', 1]]) });
  const [question] = count.questions;
  const facts = readMeeting({
    form: 'electronic',
    zone: 'Europe/Moscow',
    on: ON,
    noticeAt: '2026-12-01T10:00',
    opensAt: '2026-12-15T10:00',
    closesAt: '2026-12-22T10:00',
    total: '1000',
    participating: count.participating,
    entrances: 2,
    questions: [
      {
        kind: 'RES_TO_NONRES',
        for: question?.for,
        against: question?.against,
        abstained: question?.abstained,
        entrance: { total: '400', participating: question?.entrance?.participating, for: question?.entrance?.for },
      },
    ],
  });
  const { quorum, questions } = checkMeeting(facts);
  return { entrance: question?.entrance, quorum: quorum.met, ...questions[0] };
}

describe('the worked example of ЖК ст. 45 ч. 3 and ст. 46 ч. 1.2', () => {
  const all = (flats: readonly number[], mark = 'for') => Object.fromEntries(flats.map((flat) => [flat, mark]));

  it('passes when three of the four flats of the entrance take part and two agree', () => {
    expect(voted({ ...all([4, 5, 6, 0, 1]), 2: 'against' })).toMatchObject({
      quorum: true,
      passed: true,
      missing: '0',
      entrance: { number: 1, participating: '300', for: '200' },
    });
  });

  it('has no quorum for this question with two of the four: more than two thirds of the entrance are needed', () => {
    expect(voted(all([4, 5, 6, 7, 8, 9, 0, 1]))).toMatchObject({ quorum: true, passed: false, missing: '200/3' });
  });

  it('fails when the house agrees and the entrance is split in halves', () => {
    const split = { ...all([4, 5, 6, 7, 0, 1]), 2: 'against', 3: 'against' };
    expect(voted(split)).toMatchObject({ passed: false, missing: '0', entrance: { participating: '400', for: '200' } });
  });

  it('fails when the entrance agrees and the house does not take part', () => {
    expect(voted(all([0, 1, 2, 3, 4]))).toMatchObject({ quorum: false, passed: false });
  });
});
