import type { Day } from '../base/day';
import { fieldsWrong } from '../base/refusal';
import {
  lacksOfCheck,
  lacksOfDamageAct,
  lacksWithoutExecutor,
  type CheckTerm,
  type Lack,
  type Present,
  type PresentRole,
} from '../dispatch/quality';

/** Papers that people sign at the end of what they did together. */
export const paperKinds = ['check', 'consumer', 'mended', 'damage', 'completion'] as const;
export type PaperKind = (typeof paperKinds)[number];

export const paperTitles: Readonly<Record<PaperKind, string>> = {
  check: 'Акт проверки качества услуги',
  consumer: 'Акт проверки, составленный без исполнителя',
  mended: 'Акт проверки устранения нарушения',
  damage: 'Акт о причинении вреда',
  completion: 'Акт выполненных работ',
};

/** By what each paper stands. */
export const paperNorms: Readonly<Record<PaperKind, string>> = {
  check: 'QV-08',
  consumer: 'QV-10',
  mended: 'QV-12',
  damage: 'QV-13',
  completion: 'RQ-P16',
};

/** A place at the table: whose name and signature is asked for. Two may have the same role. */
export const seats = ['executor', 'consumer', 'second', 'chair', 'supplier', 'witness', 'witness2'] as const;
export type Seat = (typeof seats)[number];

export const seatRoles: Readonly<Record<Seat, PresentRole>> = {
  executor: 'executor',
  consumer: 'consumer',
  second: 'consumer',
  chair: 'chair',
  supplier: 'supplier',
  witness: 'witness',
  witness2: 'witness',
};
export const seatTitles: Readonly<Record<Seat, string>> = {
  executor: 'Исполнитель',
  consumer: 'Потребитель',
  second: 'Второй потребитель',
  chair: 'Председатель совета дома, товарищества или кооператива',
  supplier: 'Поставщик услуги',
  witness: 'Незаинтересованное лицо',
  witness2: 'Второе незаинтересованное лицо',
};
/** Who may sign which paper. */
export const paperSeats: Readonly<Record<PaperKind, readonly Seat[]>> = {
  check: ['executor', 'consumer', 'supplier'],
  consumer: ['consumer', 'second', 'chair'],
  mended: ['executor', 'consumer', 'supplier'],
  damage: ['executor', 'consumer', 'witness', 'witness2'],
  completion: ['executor', 'consumer'],
};

export const signs = ['signed', 'refused', 'none'] as const;
export type Sign = (typeof signs)[number];
export const signTitles: Readonly<Record<Sign, string>> = {
  signed: 'подпись поставлена на экране',
  refused: 'от подписи отказался',
  none: 'без подписи',
};

/** Somebody at the table, and whether they signed. */
export interface Signatory {
  seat: Seat;
  name: string;
  sign: Sign;
}

export const measures = ['temperature', 'pressure', 'voltage'] as const;
export type Measure = (typeof measures)[number];
export const measureTitles: Readonly<Record<Measure, string>> = {
  temperature: 'Температура, °C',
  pressure: 'Давление, МПа',
  voltage: 'Напряжение, В',
};
/** Decimals as people write them: «16,5». */
export type Readings = Partial<Record<Measure, string>>;

/** All that a paper may say; what is not of its kind is empty. Words and names of people. */
export interface PaperBody {
  found: 'violation' | 'fine' | null;
  /** The service was not there at all: an interruption, not a deviation. */
  off: boolean;
  /** Since when it has been bad, as those present established. */
  since: string | null;
  methods: string;
  findings: string;
  conclusions: string;
  readings: Readings;
  what: string;
  cause: string;
  harmed: string;
  copies: number;
  present: readonly Signatory[];
}

export const emptyPaper: PaperBody = {
  found: null,
  off: false,
  since: null,
  methods: '',
  findings: '',
  conclusions: '',
  readings: {},
  what: '',
  cause: '',
  harmed: '',
  copies: 0,
  present: [],
};

const presentOf = ({ present }: PaperBody): Present[] =>
  present.map(({ seat, name, sign }) => ({ role: seatRoles[seat], name, signed: sign === 'signed' }));

const actOf = (body: PaperBody, at: Date) => ({
  at,
  violated: body.found === null ? null : body.found === 'violation',
  methods: body.methods,
  findings: body.findings,
  conclusions: body.conclusions,
  present: presentOf(body),
});

/** Under what circumstances the paper is made. */
export interface PaperAround {
  at: Date;
  on: Day;
  zone: string;
  /** The term of the check: for a paper made without the executor. */
  check: CheckTerm | null;
  registeredAt: Date;
}

/** What the paper lacks to be one; an empty list lets it stand. */
export function paperLacks(
  kind: PaperKind,
  body: PaperBody,
  { at, on, zone, check, registeredAt }: PaperAround,
): Lack[] {
  const lacks: Record<PaperKind, () => Lack[]> = {
    check: () => lacksOfCheck(actOf(body, at)),
    mended: () => lacksOfCheck(actOf(body, at)),
    consumer: () => (check ? lacksWithoutExecutor(actOf(body, at), check, on, zone) : [noCheck]),
    damage: () => lacksOfDamageAct({ ...body, at, present: presentOf(body) }, on),
    completion: () => lacksOfCompletion(body),
  };
  return [...lacks[kind](), ...sinceLacks(body, at, registeredAt)];
}

const noCheck: Lack = {
  field: 'present',
  norm: 'QV-10',
  says: 'Проверка уже прошла или не назначена: акт без исполнителя не составляют.',
};

const lacksOfCompletion = ({ present }: PaperBody): Lack[] =>
  present.some(({ seat, sign, name }) => seat === 'executor' && sign === 'signed' && name.trim() !== '')
    ? []
    : [{ field: 'present', norm: 'RQ-P16', says: 'Акт подписывает исполнитель работ.' }];

const OLDEST_MS = 31 * 24 * 3_600_000;

/** A violation that began in the future, or long before anybody said so, is a slip of the pen. */
function sinceLacks({ since }: PaperBody, at: Date, registeredAt: Date): Lack[] {
  if (since === null) return [];
  const began = new Date(since);
  if (began <= at && began.getTime() >= registeredAt.getTime() - OLDEST_MS) return [];
  const says = 'Нарушение началось до проверки и не раньше, чем за 31 день до заявки. Исправьте время.';
  return [{ field: 'since', norm: 'QV-11', says }];
}

/** Refuses a paper that lacks something, by field; who is not at the table is said at the first seat. */
export function mustBeWhole(kind: PaperKind, body: PaperBody, around: PaperAround): void {
  const lacks = paperLacks(kind, body, around);
  if (lacks.length === 0) return;
  const [firstSeat = 'executor'] = paperSeats[kind];
  const fieldOf = (field: string): string =>
    field === 'present' || field === 'at' ? firstSeat : field === 'violated' ? 'found' : field;
  const fields: Record<string, string> = {};
  for (const { field, says } of lacks) {
    const name = fieldOf(field);
    fields[name] = fields[name] ? `${fields[name]} ${says}` : says;
  }
  throw fieldsWrong(fields);
}
