import { norm } from '../norm';

export type Holder =
  | 'person'
  | 'joint'
  | 'company'
  | 'state'
  | 'child'
  | 'bankrupt'
  | 'heir'
  | 'buyer'
  | 'transferee'
  | 'tenant'
  | 'manager';

export interface Signatory {
  /** `no` — these votes cannot be cast by this hand; `person` — the practice differs, somebody must look. */
  readonly may: 'yes' | 'no' | 'person';
  readonly says: string;
  /** Papers without which the decision is not counted. */
  readonly papers: readonly string[];
  readonly citation: string;
}

/** Who signs the decision for whom (V-05, V-10…V-17). A child is told by age, the others by what the register says. */
export const signatories: Readonly<Record<Exclude<Holder, 'child'>, Signatory>> = {
  person: {
    may: 'yes',
    says: 'Голосует сам собственник или его представитель по доверенности.',
    papers: [],
    citation: 'ЖК РФ, ст. 48 ч. 1–2',
  },
  joint: {
    may: 'person',
    says: 'Один из супругов голосует всей площадью. Отметьте, если второй возражает.',
    papers: [],
    citation: 'ГК РФ, ст. 253',
  },
  company: {
    may: 'yes',
    says: 'Руководитель голосует по записи в ЕГРЮЛ, остальные по доверенности.',
    papers: ['выписка из ЕГРЮЛ'],
    citation: 'ГК РФ, ст. 53, 185.1',
  },
  state: {
    may: 'yes',
    says: 'За муниципальное помещение голосует уполномоченный орган, а не наниматель.',
    papers: ['доверенность или распоряжение'],
    citation: 'ЖК РФ, ст. 48 ч. 1',
  },
  bankrupt: {
    may: 'person',
    says: 'За банкрота голосует финансовый управляющий.',
    papers: ['судебный акт о назначении'],
    citation: 'практика судов',
  },
  heir: {
    may: 'person',
    says: 'Наследник голосует после регистрации права или по свидетельству нотариуса.',
    papers: ['свидетельство о праве на наследство'],
    citation: 'практика судов',
  },
  buyer: {
    may: 'no',
    says: 'Покупатель голосует только после регистрации права в ЕГРН.',
    papers: [],
    citation: 'ГК РФ, ст. 8.1',
  },
  transferee: {
    may: 'yes',
    says: 'Принявший помещение от застройщика голосует в течение года после ввода дома.',
    papers: ['передаточный акт'],
    citation: 'ЖК РФ, ст. 44 ч. 1.1',
  },
  tenant: { may: 'no', says: 'Наниматель и арендатор не голосуют.', papers: [], citation: 'ЖК РФ, ст. 48' },
  manager: {
    may: 'no',
    says: 'Управляющая организация не голосует, если у неё нет своих помещений.',
    papers: [],
    citation: 'ЖК РФ, ст. 48',
  },
};

/** V-13: under the age of the norm the parent signs; from it on the child signs with the parent's written consent. */
export function childSignatory(age: number, on: string): Signatory {
  const { value, citation } = norm('V-13', on);
  if (age < Number(value)) {
    const papers = ['свидетельство о рождении'];
    return { may: 'yes', says: 'За ребёнка голосует законный представитель.', papers, citation };
  }
  return {
    may: 'yes',
    says: 'Подросток голосует сам с письменного согласия представителя.',
    papers: ['согласие законного представителя'],
    citation,
  };
}
