import { signatoryOf, type Holding } from './signatory';

const person: Holding = { kind: 'sole', basis: 'record', organisation: null, birthDay: '1980-05-01' };
const papers = (some: Partial<Holding>, on = '2026-11-20') => signatoryOf({ ...person, ...some }, on)?.papers;

describe('who signs for whom', () => {
  it('is a grown owner himself, and nothing is asked of him', () => {
    expect(signatoryOf(person, '2026-11-20')).toBeNull();
    expect(signatoryOf({ ...person, birthDay: null }, '2026-11-20')).toBeNull();
  });

  it('is the parent until the day the child turns fourteen, then the child with a consent, until full age', () => {
    const birthDay = '2012-11-20';
    const parent = ['свидетельство о рождении'];
    const consent = ['согласие законного представителя'];
    expect(['2026-11-19', '2026-11-20', '2030-11-19'].map((on) => papers({ birthDay }, on))).toEqual([
      parent,
      consent,
      consent,
    ]);
    expect(papers({ birthDay }, '2030-11-20')).toBeUndefined();
  });

  it('is an officer for the city, the head for a company, either spouse for both', () => {
    expect(papers({ organisation: 'municipality' })).toEqual(['доверенность или распоряжение']);
    expect(papers({ organisation: 'supplier' })).toEqual(['выписка из ЕГРЮЛ']);
    expect(signatoryOf({ ...person, kind: 'joint' }, '2026-11-20')).toMatchObject({
      papers: [],
      citation: 'ГК РФ, ст. 253',
    });
  });

  it('shows the act of the developer where there is no record yet (K-11)', () => {
    expect(papers({ basis: 'act' })).toEqual(['передаточный акт']);
  });
});
