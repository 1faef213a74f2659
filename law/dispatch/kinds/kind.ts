import type { Service } from '../../registry/words';
import type { Permit, Trade } from '../trades';

/** As the picker gathers them; in the order in which people look for them. */
export const faultGroupNames = {
  pipes: 'Вода, канализация, отопление',
  power: 'Электричество',
  gas: 'Газ',
  lift: 'Лифт',
  quality: 'Плохая услуга: холодно, нет воды, нет света, мусор',
  roof: 'Крыша',
  walls: 'Стены и фасад',
  finish: 'Штукатурка и отделка',
  openings: 'Окна и двери',
  floors: 'Полы и перекрытия',
  stoves: 'Печи и дымоходы',
  chute: 'Мусоропровод',
  other: 'Другое',
} as const;
export type FaultGroup = keyof typeof faultGroupNames;

/** Whom the dispatcher tells besides the applicant: ПП РФ 416 пп. 14–15. */
export type Notified = 'supplier' | 'hall';

export interface FaultKind {
  /** The code of the row; S02 is parted by service, complaints about a service begin with Q. */
  code: string;
  /** As a resident says it. */
  title: string;
  group: FaultGroup;
  /** The norm that limits elimination; null where the law and our own rules give none. */
  norm: string | null;
  /** Emergency damage in the sense of ADS-08 and ADS-12. */
  emergency: boolean;
  /** The act says «немедленно» of it, at least of the measures of safety. */
  immediate: boolean;
  /** house: common property, so neighbours may join. */
  place: 'flat' | 'house' | 'any';
  service: Service | null;
  trade: Trade;
  permits: readonly Permit[];
  notify: readonly Notified[];
  handOff: '104' | null;
  /** A complaint about a service: checked within QV-06. */
  quality: boolean;
  /** What the dispatcher asks. */
  asks: readonly string[];
  /** What the resident is told to do at once. */
  advice: readonly string[];
  /** How a resident's words are recognised; the notation stands in stems.ts. */
  words: readonly string[];
}

type Usual = 'emergency' | 'immediate' | 'place' | 'service' | 'permits' | 'notify' | 'handOff' | 'quality';

/** A kind as its table writes it: what is usual may be left out. */
export function kind(row: Omit<FaultKind, Usual> & Partial<Pick<FaultKind, Usual>>): FaultKind {
  return {
    emergency: false,
    immediate: false,
    place: 'house',
    service: null,
    permits: [],
    notify: [],
    handOff: null,
    quality: false,
    ...row,
  };
}
