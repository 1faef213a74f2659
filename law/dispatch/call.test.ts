import { callDeadline, callFigures, callStanding, isLateCall, type CallFacts } from './call';

const ZONE = 'Europe/Moscow';
const arrivedAt = new Date('2026-12-21T14:00:00+03:00');
const after = (minutes: number, seconds = 0): Date => new Date(arrivedAt.getTime() + (minutes * 60 + seconds) * 1_000);
const call = (facts: Partial<CallFacts> = {}): CallFacts => ({
  arrivedAt,
  answeredAt: null,
  endedAt: null,
  calledBackAt: null,
  messageAt: null,
  reviewedAt: null,
  ...facts,
});
const stateOf = (facts: Partial<CallFacts>, now: Date) => {
  const { state, answer, duty, clock } = callStanding(call(facts), ZONE, now);
  return [state, answer.kind, duty.kind, clock?.name ?? null];
};

describe('a ringing call (ADS-04)', () => {
  it('waits for an answer before five minutes are over, and is late at that instant', () => {
    expect(stateOf({}, after(4, 59))).toEqual(['waiting', 'running', 'running', 'answer']);
    expect(stateOf({}, after(5))).toEqual(['waiting-late', 'missed', 'running', 'call-back']);
    expect(stateOf({}, after(5, 1))).toEqual(['waiting-late', 'missed', 'running', 'call-back']);
  });

  it('is answered in time a second before, late at the instant and after it', () => {
    const told = (at: Date) => callStanding(call({ answeredAt: at }), ZONE, after(30)).answer.kind;
    expect([told(after(4, 59)), told(after(5)), told(after(5, 1))]).toEqual(['in-time', 'late', 'late']);
  });

  it('has the same term as the norm derives', () => {
    expect(new Date(callDeadline({ name: 'answer', since: arrivedAt }, ZONE).dueAt)).toEqual(
      callStanding(call(), ZONE, after(1)).clock?.dueAt,
    );
    expect(new Date(callDeadline({ name: 'call-back', since: arrivedAt }, ZONE).dueAt)).toEqual(
      callStanding(call(), ZONE, after(6)).clock?.dueAt,
    );
  });

  it('tells how long the caller waited', () => {
    const { state, answerMs } = callStanding(call({ answeredAt: after(0, 42) }), ZONE, after(2));
    expect([state, answerMs]).toEqual(['talking', 42_000]);
  });
});

describe('a missed call (ADS-05)', () => {
  const missed = { endedAt: after(0, 30) };

  it('is to be called back within ten minutes of its arrival', () => {
    expect(stateOf(missed, after(9, 59))).toEqual(['missed', 'dropped', 'running', 'call-back']);
    expect(stateOf(missed, after(10))).toEqual(['late', 'dropped', 'missed', 'call-back']);
  });

  it('is kept by a call back before the term, and not at it', () => {
    const back = (at: Date) => stateOf({ ...missed, calledBackAt: at }, after(30));
    expect(back(after(9, 59))).toEqual(['called-back', 'dropped', 'in-time', null]);
    expect(back(after(10))).toEqual(['settled-late', 'dropped', 'late', null]);
    expect(back(after(10, 1))).toEqual(['settled-late', 'dropped', 'late', null]);
  });

  it('that waited six minutes has kept nobody waiting without word when answered then, yet the answer was late', () => {
    expect(stateOf({ answeredAt: after(6), endedAt: after(9) }, after(30))).toEqual([
      'answered-late',
      'late',
      'in-time',
      null,
    ]);
    expect(stateOf({ endedAt: after(5) }, after(6))).toEqual(['missed', 'missed', 'running', 'call-back']);
  });
});

describe('a message left (ADS-06)', () => {
  const left = { endedAt: after(2), messageAt: after(2) };

  it('is to be reviewed within ten minutes of itself', () => {
    expect(stateOf(left, after(11, 59))).toEqual(['message', 'dropped', 'running', 'review']);
    expect(stateOf(left, after(12))).toEqual(['late', 'dropped', 'missed', 'review']);
  });

  it('is kept by a review or a call back, whichever comes', () => {
    expect(stateOf({ ...left, reviewedAt: after(11, 59) }, after(60))).toEqual([
      'reviewed',
      'dropped',
      'in-time',
      null,
    ]);
    expect(stateOf({ ...left, reviewedAt: after(12) }, after(60))[2]).toBe('late');
    expect(stateOf({ ...left, calledBackAt: after(9) }, after(60))).toEqual([
      'called-back',
      'dropped',
      'in-time',
      null,
    ]);
  });
});

describe('the figures', () => {
  it('count a call nobody touched as late, and leave out of a share what may still be kept', () => {
    const standings = [
      call({ answeredAt: after(0, 42) }),
      call({ answeredAt: after(6) }),
      call({ endedAt: after(1) }),
      call({ endedAt: after(1), calledBackAt: after(8) }),
      call({ arrivedAt: after(19) }),
    ].map((facts) => callStanding(facts, ZONE, after(20)));
    expect(standings.map(isLateCall)).toEqual([false, true, true, false, false]);
    expect(callFigures(standings)).toEqual({
      all: 5,
      answered: 2,
      answeredInTime: 1,
      answerDue: 2,
      unanswered: 3,
      settledInTime: 2,
      settleDue: 3,
      late: 2,
      medianMs: 42_000,
      mostMs: 360_000,
    });
  });

  it('of nothing are nothing', () => expect(callFigures([])).toMatchObject({ all: 0, answerDue: 0, medianMs: null }));
});
