import { mayTypeAgain, powerCheck, powerCheckers, powerProves, powerTerm, type MeetingDesk } from './power';

const power = { enteredBy: 'entered', agent: 'agent', principals: ['principal'] };
const desk = (officers: string[], initiators: string[] = ['initiator']): MeetingDesk => ({ officers, initiators });

describe('who may find a power good', () => {
  it.each<[string, string, MeetingDesk, unknown]>([
    ['whoever entered it, even alone', 'entered', desk(['entered']), 'entered'],
    ['its agent, even an officer', 'agent', desk(['agent', 'other']), 'agent'],
    ['somebody who takes nothing in', 'stranger', desk(['other']), 'not-officer'],
    ['an initiator beside another officer', 'initiator', desk(['initiator', 'other']), 'initiator'],
    ['another officer', 'other', desk(['initiator', 'other']), null],
    ['the principal himself, officer or not', 'principal', desk(['initiator']), null],
    ['an initiator alone', 'initiator', desk(['initiator']), 'exception'],
    ['an initiator beside whoever entered it', 'initiator', desk(['initiator', 'entered']), 'exception'],
    ['an initiator beside the agent', 'initiator', desk(['initiator', 'agent']), 'exception'],
    ['one of the office that called the meeting', 'b', desk(['a', 'b'], ['a', 'b']), 'exception'],
  ])('%s', (_, by, at, expected) => {
    const found = powerCheck(power, at, by);
    expect(found.may ? found.exception && 'exception' : found.why).toBe(expected);
  });

  it('is said to whoever waits: those who may, or nobody', () => {
    expect(powerCheckers(power, desk(['initiator', 'other', 'agent', 'entered']))).toEqual(['other']);
    expect(powerCheckers(power, desk(['initiator', 'entered']))).toEqual(['initiator']);
    expect(powerCheckers(power, desk(['entered', 'agent']))).toEqual([]);
  });

  it('never is the principal who entered it himself', () => {
    expect(powerCheck({ ...power, enteredBy: 'principal' }, desk(['other']), 'principal')).toMatchObject({
      may: false,
    });
  });
});

it('a sheet is typed again by another, where there is one', () => {
  expect(mayTypeAgain('a', desk(['a', 'b']), 'a')).toBe(false);
  expect(mayTypeAgain('a', desk(['a', 'b']), 'b')).toBe(true);
  expect(mayTypeAgain('a', desk(['a']), 'a')).toBe(true);
});

describe('the term of a power (ГК РФ ст. 186)', () => {
  const paper = { issued: '2026-03-10', written: null, birthDay: '1980-01-01' };
  it.each([
    ['a year where none is written', paper, { from: '2026-03-10', until: '2027-03-10' }],
    ['what is written', { ...paper, written: '2026-12-31' }, { from: '2026-03-10', until: '2026-12-31' }],
    ['nothing without a day', { ...paper, issued: null }, null],
    [
      'of a child until full age, by a certificate without a term',
      { issued: null, written: null, birthDay: '2012-05-05' },
      { from: null, until: '2030-05-04' },
    ],
    ['of an organisation', { ...paper, birthDay: null }, { from: '2026-03-10', until: '2027-03-10' }],
  ])('%s', (_, given, term) => {
    expect(powerTerm(given, '2026-06-01')).toEqual(term);
  });
});

describe('a decision on its power', () => {
  const good = { principal: 'p', agent: 'a', valid: true, refused: false, from: '2026-03-10', until: '2026-03-20' };
  const vote = { holder: 'p', online: true, enteredBy: 'a', day: '2026-03-15' };
  it.each([
    ['stands', {}, {}, true],
    ['on the first day', {}, { day: '2026-03-10' }, true],
    ['on the day before', {}, { day: '2026-03-09' }, false],
    ['on the last day', {}, { day: '2026-03-20' }, true],
    ['on the day after', {}, { day: '2026-03-21' }, false],
    ['before anyone looked', { valid: null }, {}, false],
    ['not taken', { valid: false }, {}, false],
    ['refused', { refused: true }, {}, false],
    ['of another principal', { principal: 'x' }, {}, false],
    ['signed by another', {}, { enteredBy: 'x' }, false],
    ['on a sheet that another typed in', {}, { online: false, enteredBy: 'x' }, true],
    ['without days', { from: null, until: null }, { day: '2030-01-01' }, true],
  ])('%s', (_, power_, ballot, stands) => {
    expect(powerProves({ ...good, ...power_ }, { ...vote, ...ballot })).toBe(stands);
  });
});
