import fc from 'fast-check';
import { add, equal, parseFraction } from '../../base/fraction';
import { lawfulWindow } from '../../../proof/lawful-meeting';
import type { Ballot } from '../vote/ballot';
import { tally, type Tally, type TallyInput } from './tally';
import { votesOfAll, type VotingRight } from './votes';
import type { VotingWindow } from '../vote/window';

const window: VotingWindow = lawfulWindow;

function ballot(some: Partial<Ballot> & { right: string }): Ballot {
  return {
    id: `b-${some.right}`,
    person: `p-${some.right}`,
    channel: 'online',
    receivedAt: '2026-12-16T12:00:00+03:00',
    marks: { q: ['for'] },
    particulars: ['voter', 'title', 'signature', 'snils'],
    ...some,
  };
}

const rights: VotingRight[] = [
  { id: 'a', premises: '1', kind: 'sole', area: '60', share: '1' },
  { id: 'b', premises: '2', kind: 'shared', area: '60', share: '1/3' },
  { id: 'c', premises: '2', kind: 'shared', area: '60', share: '2/3' },
];

function count(ballots: Ballot[], more: Partial<TallyInput> = {}): Tally {
  return tally({ window, total: '200', rights, ballots, questions: ['q'], ...more });
}

describe('the tally', () => {
  it('weighs answers by votes and leaves the rest of the house absent', () => {
    const paper = ballot({ right: 'b', channel: 'paper', decidedOn: '2026-12-16', marks: { q: ['against'] } });
    const result = count([ballot({ right: 'a' }), paper]);
    expect(result).toMatchObject({ participating: '80', online: '60', paper: '20', hand: '0' });
    expect(result.questions).toEqual([
      { question: 'q', for: '60', against: '20', abstained: '0', invalid: '0', absent: '120' },
    ]);
  });

  it('counts a participant whose answer is spoilt for the quorum, not for the question', () => {
    const spoilt: Ballot['marks'][] = [{ q: ['for', 'against'] }, { q: [] }, {}, { q: ['перечёркнуто'] }];
    for (const marks of spoilt) {
      const result = count([ballot({ right: 'a', marks })]);
      expect(result.participating).toBe('60');
      expect(result.questions[0]).toMatchObject({ for: '0', invalid: '60' });
    }
  });

  it('spoils only the question with two marks', () => {
    const spoilt = ballot({ right: 'a', marks: { q: ['for'], r: ['for', 'against'] } });
    const result = count([spoilt], { questions: ['q', 'r'] });
    expect(result.questions.map((each) => each.for)).toEqual(['60', '0']);
  });

  it('keeps the first decision of a right and marks the second', () => {
    const first = ballot({ right: 'a', id: '1' });
    const second = ballot({ right: 'a', id: '2', receivedAt: '2026-12-17T12:00:00+03:00', marks: { q: ['against'] } });
    const result = count([second, first]);
    expect(result.questions[0]).toMatchObject({ for: '60', against: '0' });
    expect(result.outcomes).toEqual([
      { ballot: '1', verdict: 'counted', conflict: false },
      { ballot: '2', verdict: 'duplicate', conflict: false },
    ]);
  });

  it('lets the last decision replace the first where the law is set to it', () => {
    const first = ballot({ right: 'a', id: '1' });
    const second = ballot({ right: 'a', id: '2', receivedAt: '2026-12-17T12:00:00+03:00', marks: { q: ['against'] } });
    expect(count([first, second], { revote: 'last' }).questions[0]).toMatchObject({ for: '0', against: '60' });
  });

  it('takes the own decision of an owner over an agent’s, whichever came first and by whichever way', () => {
    const agent = (id: string, receivedAt: string, proven = true) =>
      ballot({ right: 'a', id, receivedAt, proxy: { proven }, marks: { q: ['for'] } });
    const own = (id: string, receivedAt: string) => ballot({ right: 'a', id, receivedAt, marks: { q: ['against'] } });
    const [early, late] = ['2026-12-16T12:00:00+03:00', '2026-12-17T12:00:00+03:00'];
    const verdicts = (...ballots: ReturnType<typeof ballot>[]) => count(ballots).outcomes.map((one) => one.verdict);
    expect(verdicts(agent('1', early), own('2', late))).toEqual(['duplicate', 'counted']);
    expect(verdicts(own('1', early), agent('2', late))).toEqual(['counted', 'duplicate']);
    expect(verdicts(agent('1', early), agent('2', late))).toEqual(['counted', 'duplicate']);
    expect(verdicts(own('1', early), own('2', late))).toEqual(['counted', 'duplicate']);
    expect(verdicts(agent('1', early, false), agent('2', late))).toEqual(['no-power', 'counted']);
    expect(count([agent('1', early), own('2', late)]).questions[0]).toMatchObject({ for: '0', against: '60' });
    const last = count([own('1', early), agent('2', late)], { revote: 'last' });
    expect(last.outcomes.map(({ verdict }) => verdict)).toEqual(['counted', 'duplicate']);
  });

  it('counts nothing that was voted by a power its principal refused', () => {
    const refused = ballot({ right: 'a', id: '1', proxy: { proven: false, refused: true } });
    const result = count([refused]);
    expect([result.participating, result.outcomes[0]?.verdict]).toEqual(['0', 'power-refused']);
  });

  it('raises a conflict when seller and buyer both decided while each was the owner', () => {
    const sold: VotingRight = {
      ...rights[0]!,
      holders: [
        { person: 'seller', to: '2026-12-17' },
        { person: 'buyer', from: '2026-12-18' },
      ],
    };
    const result = count(
      [
        ballot({ right: 'a', id: '1', person: 'seller' }),
        ballot({ right: 'a', id: '2', person: 'buyer', receivedAt: '2026-12-19T12:00:00+03:00', marks: { q: [] } }),
        ballot({ right: 'a', id: '3', person: 'seller', receivedAt: '2026-12-19T13:00:00+03:00' }),
      ],
      { rights: [sold] },
    );
    expect(result.outcomes).toEqual([
      { ballot: '1', verdict: 'counted', conflict: false },
      { ballot: '2', verdict: 'duplicate', conflict: true },
      { ballot: '3', verdict: 'not-owner', conflict: false },
    ]);
    expect(result.questions[0]).toMatchObject({ for: '60', against: '0' });
  });

  it('handles joint owners, a house of unknown owners and a right without area', () => {
    const odd: VotingRight[] = [
      { id: 'j', premises: '1', kind: 'joint', area: '50', share: '1', holders: [{ person: 'x' }, { person: 'y' }] },
      { id: 'z', premises: '2', kind: 'sole', area: '0', share: '1' },
    ];
    const result = count([ballot({ right: 'j', person: 'y' }), ballot({ right: 'z' })], { rights: odd });
    expect(result).toMatchObject({ participating: '50' });
    expect(count([], { rights: [] }).questions[0]).toMatchObject({ for: '0', absent: '200' });
  });
});

const marks = fc.subarray(['for', 'against', 'abstained'], { minLength: 0, maxLength: 3 });
const instants = fc
  .integer({ min: 0, max: 9 * 24 })
  .map((hours) => new Date(Date.parse('2026-12-14T10:00:00+03:00') + hours * 3_600_000).toISOString());
const house = fc
  .array(
    fc.record({
      cents: fc.integer({ min: 0, max: 20_000 }),
      parts: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((flats) =>
    flats.flatMap(({ cents, parts }, flat): VotingRight[] =>
      parts.map((part, index) => ({
        id: `${flat}-${index}`,
        premises: `${flat}`,
        kind: 'shared',
        area: `${cents}/100`,
        share: `${part}/${parts.reduce((a, b) => a + b, 0)}`,
      })),
    ),
  );
const meeting = house.chain((register) =>
  fc.record({
    register: fc.constant(register),
    ballots: fc
      .array(
        fc.record({
          right: fc.constantFrom(...register.map(({ id }) => id), 'foreign'),
          channel: fc.constantFrom('online' as const, 'paper' as const),
          receivedAt: instants,
          marks: fc.record({ q: marks }),
          snils: fc.boolean(),
        }),
        { maxLength: 12 },
      )
      .map((list) =>
        list.map(({ snils, ...some }, index) =>
          ballot({
            ...some,
            id: `b${index}`,
            decidedOn: '2026-12-15',
            particulars: snils ? ['voter', 'title', 'signature', 'snils'] : ['voter', 'title', 'signature'],
          }),
        ),
      ),
  }),
);

function run(register: VotingRight[], ballots: Ballot[]): Tally {
  const total = votesOfAll(register);
  return tally({
    window,
    total: `${total.numerator}/${total.denominator}`,
    rights: register,
    ballots,
    questions: ['q'],
  });
}

describe('the tally of any meeting', () => {
  it('does not depend on the order in which ballots are listed', () => {
    fc.assert(
      fc.property(meeting, fc.infiniteStream(fc.nat()), ({ register, ballots }, keys) => {
        const shuffled = ballots
          .map((each) => ({ each, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        expect(run(register, shuffled)).toEqual(run(register, ballots));
      }),
      { numRuns: 10_000 },
    );
  });

  it('adds за, против, воздержался, spoilt and absent up to all votes', () => {
    fc.assert(
      fc.property(meeting, ({ register, ballots }) => {
        const parts = run(register, ballots).questions.flatMap((each) => [
          each.for,
          each.against,
          each.abstained,
          each.invalid,
          each.absent,
        ]);
        const all = parts.map(parseFraction).reduce(add);
        expect(equal(all, votesOfAll(register))).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });

  it('does not change when uncounted ballots are added or taken away', () => {
    fc.assert(
      fc.property(meeting, ({ register, ballots }) => {
        const whole = run(register, ballots);
        const kept = new Set(whole.outcomes.filter(({ verdict }) => verdict === 'counted').map((each) => each.ballot));
        const clean = run(
          register,
          ballots.filter(({ id }) => kept.has(id)),
        );
        expect(clean.questions).toEqual(whole.questions);
        expect(clean.outcomes.every(({ verdict }) => verdict === 'counted')).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });

  it('is the same when recounted from a dump', () => {
    fc.assert(
      fc.property(meeting, ({ register, ballots }) => {
        const dump = JSON.stringify({ register, ballots, stored: run(register, ballots) });
        const back = JSON.parse(dump) as { register: VotingRight[]; ballots: Ballot[]; stored: Tally };
        expect(run(back.register, back.ballots)).toEqual(back.stored);
      }),
      { numRuns: 10_000 },
    );
  });

  it('does not know people: renaming them changes nothing', () => {
    fc.assert(
      fc.property(meeting, fc.string({ minLength: 1 }), ({ register, ballots }, name) => {
        const renamed = ballots.map((each) => ({ ...each, person: `${name}-${each.person}` }));
        expect(run(register, renamed)).toEqual(run(register, ballots));
      }),
      { numRuns: 10_000 },
    );
  });
});
