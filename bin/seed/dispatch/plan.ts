import type { CallAct, ExchangeEvent } from '../../../law/dispatch/call-events';
import type { ContactKind, NoteKind } from '../../../law/dispatch/house';
import type { Service } from '../../../law/registry/words';
import { ROLL_HOUSE } from '../registry/places';

interface SeedNote {
  name: string;
  house: string;
  kind: NoteKind;
  words: string;
  entrance?: number;
}

export const notes: readonly SeedNote[] = [
  { name: 'cellar', house: ROLL_HOUSE, kind: 'key', words: 'Ключ от подвала — у старшего по подъезду 1, домофон 4.' },
  {
    name: 'stair',
    house: ROLL_HOUSE,
    kind: 'access',
    words: 'Код двери меняют первого числа, звонить старшему.',
    entrance: 3,
  },
  {
    name: 'cable',
    house: ROLL_HOUSE,
    kind: 'danger',
    words: 'В щитовой тесно и нет света: идти с фонарём.',
    entrance: 2,
  },
  {
    name: 'door',
    house: ROLL_HOUSE,
    kind: 'vulnerable',
    words: 'На третьем этаже живёт человек, который плохо ходит: ждать у двери.',
    entrance: 5,
  },
  { name: 'dog', house: 'garden-7', kind: 'pet', words: 'Во дворе собака дворника, не кусается.' },
  { name: 'attic', house: 'peace-4', kind: 'access', words: 'Чердак открывает только мастер участка.' },
];

interface SeedContact {
  name: string;
  /** Null: for all houses. */
  house: string | null;
  kind: ContactKind;
  title: string;
  phone: string;
  service?: Service;
  hours?: string;
}

export const contacts: readonly SeedContact[] = [
  { name: 'gas', house: null, kind: 'gas', title: 'Газовая служба', phone: '104', hours: 'круглосуточно' },
  {
    name: 'lift',
    house: null,
    kind: 'lift',
    title: 'Учебный лифтсервис',
    phone: '+79009990101',
    hours: 'круглосуточно',
  },
  {
    name: 'heat',
    house: null,
    kind: 'supplier',
    service: 'heating',
    title: 'Диспетчер теплосетей',
    phone: '+79009990102',
    hours: 'круглосуточно',
  },
  {
    name: 'water',
    house: null,
    kind: 'supplier',
    service: 'cold-water',
    title: 'Диспетчер водоканала',
    phone: '+79009990103',
    hours: 'круглосуточно',
  },
  {
    name: 'intercom',
    house: ROLL_HOUSE,
    kind: 'intercom',
    title: 'Учебный домофон',
    phone: '+79009990104',
    hours: 'с 9 до 18',
  },
];

/** Seconds after it began, and what happened. */
export type SeedCall = readonly (readonly [second: number, kind: ExchangeEvent | CallAct])[];

const answered = (after: number, talk: number): SeedCall => [
  [0, 'ringing'],
  [after, 'answered'],
  [after + 2, 'taken'],
  [after + talk, 'ended'],
  [after + talk + 1, 'recording'],
];
const calledBack = (after: number): SeedCall => [
  [0, 'ringing'],
  [45, 'missed'],
  [after, 'called-back'],
];
const message = (after: number): SeedCall => [
  [0, 'ringing'],
  [60, 'missed'],
  [75, 'message'],
  [after, 'reviewed'],
];
const forgotten: SeedCall = [
  [0, 'ringing'],
  [30, 'missed'],
];

/** The calls of the last days, yesterday first: most in time, some late, one that nobody rang back. */
export const callDays: readonly (readonly SeedCall[])[] = [
  [answered(18, 95), answered(42, 140), calledBack(320), message(400), forgotten],
  [answered(25, 60), answered(371, 180)],
  [answered(9, 210), calledBack(760)],
  [message(900), answered(33, 80)],
  [answered(280, 75), answered(12, 300)],
  [calledBack(540), answered(51, 44)],
  [answered(20, 130), answered(15, 66)],
];
