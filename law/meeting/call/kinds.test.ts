import { addDays } from '../../base/day';
import { norm } from '../../base/norm';
import { catalogue } from './catalogue';
import { kind, kindOn, questionKinds } from './kinds';
import { thresholds } from '../count/thresholds';

/** Written independently of the catalogue, from the articles: the rule of each code today. */
const today: Readonly<Record<string, readonly string[]>> = {
  TWO_THIRDS_ALL: [
    'CAP_REPAIR',
    'RECONSTRUCTION',
    'AUX_BUILDINGS',
    'CAP_FUND_USE',
    'COMMON_ROOMS_REPLAN',
    'CAP_FEE_ABOVE_MIN',
    'CAP_LOAN',
    'CAP_P_1_3',
    'LAND_LIMITS',
    'COMMON_USE',
    'COMMON_USE_AGENT',
    'TELECOM_REFUSE',
    'CHAIR_EXTRA_POWERS',
    'VIDEO_ACCESS',
    'FACADE_DEVICE',
  ],
  ABS_MAJ: ['CAP_FUND_METHOD', 'CAP_ACCOUNT_OWNER', 'MGMT_METHOD', 'MC_CHOICE', 'COUNCIL_POWER_REPAIR'],
  MAJ_PART: [
    'PROC_CHAIR_SECRETARY',
    'PROC_COUNTING',
    'PROC_NOTICE_WAY',
    'PROC_RESULT_PLACE',
    'PROC_STORAGE',
    'ANNUAL_TERM',
    'LAND_IMPROVE',
    'IS_USE',
    'IS_AUTHORISED',
    'IS_ORDER',
    'OSS_COSTS',
    'P_3_6_3_7',
    'MC_CONTRACT',
    'MC_REFUSE',
    'CURRENT_REPAIR',
    'DIRECT_CONTRACTS',
    'COUNCIL_ELECT',
    'COUNCIL_CHAIR',
    'COUNCIL_REELECT',
    'CHAIR_PAY',
    'COMMISSIONS',
    'FEE_CONTENT',
    'ODN_METHOD',
    'PAY_TERMS',
    'LAND_FORM',
    'ENERGY_SERVICE',
    'MC_REPORT',
    'OTHER',
  ],
  SPEC_1_2: ['RES_TO_NONRES'],
  SPEC_4_6: ['P_4_6'],
  TSN_CREATE: ['TSN_CREATE'],
  UNANIMOUS_ALL: ['COMMON_REDUCE'],
  NO_OSS: ['HOUSE_CHAT'],
};

describe('the catalogue of question kinds', () => {
  it('holds every kind the law notes name, once', () => {
    const expected = Object.values(today).flat();
    expect(expected).toHaveLength(53);
    expect(
      questionKinds()
        .map(({ code }) => code)
        .sort(),
    ).toEqual([...expected].sort());
  });

  it.each(Object.entries(today).flatMap(([rule, codes]) => codes.map((code) => [code, rule])))(
    'puts %s under %s on the status date',
    (code, rule) => {
      expect(kindOn(code, '2026-11-20')).toMatchObject({ rule, inForce: true });
    },
  );

  it.each(['MC_CHOICE', 'MGMT_METHOD'])('lets participants decide %s until 1 September 2022, all after', (code) => {
    expect(kindOn(code, '2019-03-05').rule).toBe('MAJ_PART');
    expect(kindOn(code, '2022-08-31').rule).toBe('MAJ_PART');
    expect(kindOn(code, '2022-09-01').rule).toBe('ABS_MAJ');
  });

  it.each([
    ['CAP_FUND_METHOD', '2015-06-29', 'TWO_THIRDS_ALL', 'ABS_MAJ'],
    ['CAP_ACCOUNT_OWNER', '2015-06-29', 'TWO_THIRDS_ALL', 'ABS_MAJ'],
    ['COUNCIL_POWER_REPAIR', '2022-08-31', 'TWO_THIRDS_ALL', 'ABS_MAJ'],
  ])('changes the threshold of %s after %s', (code, last, before, after) => {
    expect([kindOn(code, last).rule, kindOn(code, addDays(last, 1)).rule]).toEqual([before, after]);
  });

  it('shows both thresholds while the day of the switch is not known (п. 4.2)', () => {
    const rivals = ['2018-04-03', '2018-04-04', '2022-08-31', '2022-09-01'].map(
      (day) => kindOn('COUNCIL_POWER_REPAIR', day).rival,
    );
    expect(rivals).toEqual([null, 'ABS_MAJ', 'ABS_MAJ', null]);
  });

  it.each([
    ['DIRECT_CONTRACTS', '2018-04-02'],
    ['COUNCIL_POWER_REPAIR', '2015-06-29'],
    ['CHAIR_EXTRA_POWERS', '2015-06-29'],
    ['HOUSE_CHAT', '2025-12-27'],
  ])('is not known to the law by %s: %s', (code, last) => {
    expect([kindOn(code, last).inForce, kindOn(code, addDays(last, 1)).inForce]).toEqual([false, true]);
  });

  it.each(['2019-03-05', '2022-08-31', '2022-09-01', '2026-11-20'])('agrees with the norm rows on %s', (on) => {
    for (const code of ['MC_CHOICE', 'MGMT_METHOD']) expect(kindOn(code, on).rule).toBe(norm(code, on).value);
  });

  it('tells that a kind was unknown to the law of an earlier day', () => {
    expect(kindOn('RES_TO_NONRES', '2019-06-08').inForce).toBe(false);
    expect(kindOn('RES_TO_NONRES', '2019-06-09').inForce).toBe(true);
    expect(kindOn('TELECOM_REFUSE', '2019-03-05').inForce).toBe(false);
  });

  it('gives every kind a name, a citation and editions in order', () => {
    for (const { title, editions } of catalogue) {
      expect(title).not.toBe('');
      for (const { citation, rule } of editions) {
        expect(citation).toMatch(/ЖК РФ/);
        expect(thresholds[rule].code).toBe(rule);
      }
      const begins = editions.map(({ from }) => from ?? '');
      expect(begins).toEqual([...begins].sort());
    }
  });

  it('refuses a code it does not know', () => {
    expect(() => kind('MC_CHOISE')).toThrow(expect.objectContaining({ code: 'kind-unknown' }));
  });
});
