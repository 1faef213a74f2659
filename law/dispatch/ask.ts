import { Refusal } from '../base/refusal';
import { CAPITAL_ZONE, parseZone } from '../base/zone';
import { type Clock, type RequestClocks, requestClocks } from './clocks';
import { faultKind, type FaultKind, isPressing } from './kinds';

/** What a dispatcher says of a kind: what to do at once stands before the questions where somebody is in danger. */
export function scriptOf(kind: FaultKind): string[] {
  return isPressing(kind) ? [...kind.advice, ...kind.asks] : [...kind.asks, ...kind.advice];
}

const times = ['registeredAt', 'damagedAt', 'agreedAt', 'harmAt', 'on'] as const;
const fields: readonly string[] = ['kind', 'zone', ...times];

/** Reads the question from JSON: «Сколько ждать?» of programs. */
export function readFaultQuestion(raw: unknown): RequestClocks {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    throw wrong('', 'Описание неисправности — объект JSON: {"kind":"S02.heating","registeredAt":"2026-11-20T22:30"}.');
  const held = new Map(Object.entries(raw));
  const stranger = [...held.keys()].find((field) => !fields.includes(field));
  if (stranger !== undefined) throw wrong(stranger, `Поля «${stranger}» нет. Есть: ${fields.join(', ')}.`);
  const text = (field: string, missing?: string): string | undefined => {
    const value = held.get(field);
    if (value === undefined || value === null || value === '') {
      if (missing === undefined) return undefined;
      throw wrong(field, missing);
    }
    if (typeof value === 'string') return value;
    throw wrong(field, `Поле «${field}» — строка. Исправьте его.`);
  };
  const kind = text('kind', 'Не указан вид неисправности (kind). Список: law faults.') ?? '';
  const registeredAt = text('registeredAt', 'Не указано время заявки (registeredAt). Пример: 2026-11-20T22:30.') ?? '';
  const zone = parseZone(text('zone') ?? CAPITAL_ZONE);
  const rest = Object.fromEntries(times.slice(1).flatMap((field) => (text(field) ? [[field, text(field)]] : [])));
  return { kind: faultKind(kind).code, registeredAt, zone, ...rest };
}

function wrong(field: string, say: string): Refusal {
  return new Refusal('fault-question', say, 422, field ? { [field]: say } : {});
}

export interface FaultAnswer {
  kind: FaultKind;
  clocks: Clock[];
  script: string[];
}

export function faultAnswer(question: RequestClocks): FaultAnswer {
  const kind = faultKind(question.kind);
  return { kind, clocks: requestClocks(question), script: scriptOf(kind) };
}
