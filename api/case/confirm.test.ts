import { ownerForms } from '../../law/registry/words';
import { reachWords } from './confirm';

const reach = { people: 321, email: 182, sms: 0, push: 0, paper: 0, cabinetOnly: 0, silentPhones: 0 };
const said = (some: Partial<typeof reach>): string =>
  reachWords({ ...reach, ...some }, ownerForms)
    .join(' ')
    .replace(/\u00a0/gu, ' ');

describe('whom a letter reaches, in words', () => {
  it('counts its addressees and those of each further channel', () => {
    expect(said({})).toBe(
      'Всего 321 собственник. В личный кабинет — всем. Кроме того, по электронной почте — 182 людям.',
    );
    expect(said({ people: 0 })).toBe('Писем не будет: писать некому.');
    expect(said({ people: 22, email: 21, sms: 1 })).toContain('по электронной почте — 21 человеку. Кроме того, по SMS');
  });

  it('says of nobody that they have no phone when the letter is not one for SMS', () => {
    expect(said({ cabinetOnly: 66 })).toContain('66 людям: ни почты, ни телефона. Могут не узнать вовремя.');
    expect(said({ cabinetOnly: 66, silentPhones: 66 })).toContain(
      '66 людям: почты нет, а по SMS это письмо не отправляется. Могут не узнать вовремя.',
    );
    expect(said({ cabinetOnly: 66, silentPhones: 60 })).toContain(
      '66 людям: ни почты, ни телефона у 6, у остальных есть телефон, но по SMS это письмо не отправляется.',
    );
  });
});
