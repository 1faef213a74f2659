import { norm } from '../../base/norm';
import { valueWords } from '../../base/term-words';
import { applies, dueOf, limitWords } from '../../base/timing';
import { type LawDays, timingOfStage } from '../stages-of-law';

/** What a decision asks of somebody after the meeting, beside the protocol and its originals. */
export interface StepAfter {
  readonly norm: string;
  readonly says: string;
  readonly citation: string;
}

export interface Decisions {
  /** Kinds of the questions that passed. */
  readonly kinds: readonly string[];
  readonly closesAt: Date;
  readonly law: LawDays;
  readonly zone: string;
}

const MANAGERS: readonly string[] = ['MC_CHOICE', 'MGMT_METHOD'];

/** Direct contracts (ЖК ст. 157.2) and a new managing organisation (ЖК ст. 162 ч. 7, ст. 198) do not begin by themselves. */
export function stepsAfter({ kinds, closesAt, law, zone }: Decisions): StepAfter[] {
  const step = (id: string, says: string): StepAfter[] =>
    applies(id, law.drawn) ? [{ norm: id, says, citation: norm(id, law.drawn).citation }] : [];
  const size = (id: string): string => (applies(id, law.drawn) ? valueWords(norm(id, law.drawn)) : '');
  const copies = (): string => limitWords(dueOf('P-24', closesAt, timingOfStage(law, 'drawn', zone)));
  const direct = kinds.includes('DIRECT_CONTRACTS') && applies('P-24', law.drawn);
  return [
    ...(direct
      ? [
          ...step('P-24', `Копии решения и протокола передайте поставщикам и оператору по отходам ${copies()}.`),
          ...step('P-25', `Поставщик может отложить начало договоров не более чем на ${size('P-25')}.`),
          ...step('P-25.tell', `Если откладывает, сообщает инициатору: ${size('P-25.tell')} после получения копий.`),
        ]
      : []),
    ...(kinds.some((kind) => MANAGERS.includes(kind))
      ? [
          ...step(
            'X-14',
            'Новая организация начинает управлять после записи в реестре лицензий, а не со дня протокола.',
          ),
          ...step('P-26', `Сведения о доме она подаёт в систему и ГЖИ: ${size('P-26')} после договора управления.`),
          ...step('P-26.decide', `ГЖИ решает о записи: ${size('P-26.decide')} после заявления.`),
        ]
      : []),
  ];
}
