import { normHistory } from '../../base/norm';
import { calledMeeting } from '../../../proof/lawful-meeting';
import { callingChecks, type Calling, type CallingPlan } from './calling';

const at = (text: string): Date => new Date(`${text}+03:00`);
const calling: Calling = {
  initiator: 'owner',
  requested: false,
  annual: false,
  administrator: 'me',
  keeper: 'manager',
  association: false,
  calledByAssociation: false,
  soleOwner: false,
  decided: [],
};
const plan: CallingPlan = {
  ...calledMeeting,
  questions: [{ kind: 'PROC_CHAIR_SECRETARY' }, { kind: 'CURRENT_REPAIR' }],
  calling,
};
const persons = (some: Partial<CallingPlan>, by: Partial<Calling> = {}): string[] =>
  callingChecks({ ...plan, ...some, calling: { ...calling, ...by } })
    .filter(({ verdict }) => verdict === 'person')
    .map(({ code }) => code);
const decided = (kind: string, closedAt: string, publishedAt: string | null = closedAt, administrator = 'other') => ({
  number: 'ОСС-1',
  kind,
  closedAt: at(closedAt),
  publishedAt: publishedAt === null ? null : at(publishedAt),
  administrator,
});

describe('who may call a meeting', () => {
  it('is any owner, and every check can be opened as a norm', () => {
    expect(persons({})).toEqual([]);
    for (const { norm, says } of callingChecks({ ...plan, firstElectronic: true })) {
      expect(normHistory(norm)).not.toEqual([]);
      expect(says).toMatch(/[.!]$/);
    }
  });

  it('asks for the decision on the system before the day on which the first electronic meeting came to need none', () => {
    const first = (on: string, by: Partial<Calling> = {}) =>
      persons({ on, firstElectronic: true }, by).filter((code) => code === 'system-chosen');
    expect(first('2020-05-24')).toEqual(['system-chosen']);
    expect(first('2020-05-24', { decided: [decided('IS_USE', '2020-03-01T10:00:00')] })).toEqual([]);
    expect(first('2020-05-25')).toEqual([]);
  });

  it('says which kind of organisation calls it (K-04)', () => {
    const says = (calledByAssociation: boolean) =>
      callingChecks({ ...plan, calling: { ...calling, initiator: 'manager', calledByAssociation } })[0]?.says;
    expect(says(false)).toContain('созывает управляющая организация');
    expect(says(true)).toContain('созывает товарищество или кооператив');
  });

  it('lets one owner of the whole house decide alone (K-17)', () => {
    expect(persons({}, { soleOwner: true })).toEqual(['sole-owner']);
  });

  it('is told apart from a meeting of members where an association keeps the house (K-18)', () => {
    const verdicts = (wording: string, association = true) =>
      callingChecks({ ...plan, questions: [{ kind: 'OTHER', wording }], calling: { ...calling, association } })
        .filter(({ norm }) => norm === 'K-18')
        .map(({ verdict }) => verdict);
    expect(verdicts('Избрать правление ТСЖ')).toEqual(['person']);
    expect(verdicts('Провести текущий ремонт подъезда')).toEqual(['ok']);
    expect(verdicts('Избрать правление ТСЖ', false)).toEqual([]);
  });

  it('holds the yearly meeting to the second quarter, both ends included (K-01)', () => {
    const from = (opens: string, closes: string) =>
      persons({ opensAt: at(opens), closesAt: at(closes) }, { annual: true });
    expect(from('2027-04-01T00:00:00', '2027-06-30T23:59:00')).toEqual([]);
    expect(from('2027-03-31T23:59:00', '2027-06-01T10:00:00')).toEqual(['annual-term']);
    expect(from('2027-06-01T10:00:00', '2027-07-01T00:00:00')).toEqual(['annual-term']);
  });

  it('reminds a municipality of the duty behind its question (K-06…K-09)', () => {
    const norms = (kind: string) =>
      callingChecks({ ...plan, questions: [{ kind }], calling: { ...calling, initiator: 'municipality' } })
        .filter(({ code }) => code === 'duty-to-call')
        .map(({ norm }) => norm);
    expect(norms('COUNCIL_ELECT')).toEqual(['K-06']);
    expect(norms('MC_CHOICE')).toEqual(['K-07', 'K-08']);
    expect(norms('CAP_FUND_METHOD')).toEqual(['K-09']);
    expect(norms('CURRENT_REPAIR')).toEqual([]);
  });

  it('asks about a question decided before until its protocol had ten days and was posted (K-16)', () => {
    const when = (closed: string, published: string | null, some: Partial<CallingPlan> = {}) =>
      persons(some, { decided: [decided('CURRENT_REPAIR', closed, published)] });
    expect(when('2026-11-25T10:00:00', '2026-11-26T10:00:00')).toEqual(['decided-before']);
    expect(when('2026-11-01T10:00:00', null)).toEqual(['decided-before']);
    expect(when('2026-11-01T10:00:00', '2026-11-02T10:00:00')).toEqual([]);
    expect(when('2026-11-25T10:00:00', null, { questions: [{ kind: 'COUNCIL_ELECT' }] })).toEqual([]);
    expect(persons({}, { decided: [decided('PROC_CHAIR_SECRETARY', '2026-11-25T10:00:00')] })).toEqual([]);
  });

  it('sends an owner to the administrator that a meeting has named (K-23)', () => {
    const named = [decided('IS_AUTHORISED', '2025-11-01T10:00:00')];
    expect(persons({}, { decided: named })).toEqual(['administrator-appointed']);
    expect(persons({}, { decided: named, administrator: 'other' })).toEqual([]);
    expect(persons({}, { decided: named, initiator: 'group', requested: true })).toEqual([]);
    expect(persons({}, { decided: named, initiator: 'group' })).toEqual([
      'request-not-handed',
      'administrator-appointed',
    ]);
    expect(persons({ form: 'mixed' }, { decided: named })).toEqual([]);
  });

  it('says until when the form of a first electronic meeting may be refused (K-20)', () => {
    const says = callingChecks({ ...plan, firstElectronic: true }).find(
      ({ code }) => code === 'first-electronic',
    )?.says;
    expect(says).toContain('до 08.12.2026 включительно');
  });
});
