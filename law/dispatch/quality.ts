import type { Day } from '../base/day';
import { norm } from '../base/norm';
import { counted, instantDigits } from '../base/russian';
import { type Deadline, dueInstant } from '../base/terms';

/** Who stands at a check. The chair is of the council, the association or the cooperative. */
export const presentRoles = ['executor', 'consumer', 'chair', 'supplier', 'witness'] as const;
export type PresentRole = (typeof presentRoles)[number];

export interface Present {
  role: PresentRole;
  /** The same person is counted once. */
  name: string;
  signed: boolean;
}

export interface CheckAct {
  at: Date;
  /** Whether the service was found bad. */
  violated: boolean | null;
  /** What was measured and with what; words of people, as all below. */
  methods: string;
  findings: string;
  conclusions: string;
  present: readonly Present[];
}

/** What an act still lacks: the field, the rule, what to do. */
export interface Lack {
  field: string;
  norm: string;
  says: string;
}

/** The term of the check, and who has come to it by now. */
export interface CheckTerm {
  due: Pick<Deadline, 'dueAt'>;
  executorCame: boolean;
}

const empty = (text: string): boolean => text.trim() === '';
const signers = (present: readonly Present[], role: PresentRole): Set<string> =>
  new Set(present.filter((one) => one.role === role && one.signed && !empty(one.name)).map(({ name }) => plain(name)));
const plain = (name: string): string => name.trim().toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ');

/** What every act of a check holds (QV-08). */
function lacksInAct(act: CheckAct): Lack[] {
  const lacks: [boolean, string, string][] = [
    [act.violated === null, 'violated', 'Отметьте, подтвердилось ли нарушение.'],
    [empty(act.methods), 'methods', 'Напишите, что измеряли и чем.'],
    [empty(act.findings), 'findings', 'Напишите, что нашли.'],
    [empty(act.conclusions), 'conclusions', 'Напишите вывод: с какого времени услуга плохая и почему.'],
  ];
  return lacks.flatMap(([missing, field, says]) => (missing ? [{ field, norm: 'QV-08', says }] : []));
}

/** The act at the end of a check made by the executor. */
export function lacksOfCheck(act: CheckAct): Lack[] {
  const unsigned = signers(act.present, 'executor').size === 0;
  const says = 'Акт подписывает исполнитель, который проверял.';
  return [...lacksInAct(act), ...(unsigned ? [{ field: 'present', norm: 'QV-08', says }] : [])];
}

/** ПП РФ 354 п. 110(1): the executor did not come in time, so consumers and the chair make the act without him. */
export function lacksWithoutExecutor(act: CheckAct, { due, executorCame }: CheckTerm, on: Day, zone: string): Lack[] {
  const least = Number(norm('QV-10', on).value);
  const chairs = signers(act.present, 'chair');
  const consumers = [...signers(act.present, 'consumer')].filter((name) => !chairs.has(name));
  const lacks: [boolean, string, string][] = [
    [executorCame, 'present', 'Исполнитель пришёл на проверку: акт составляет он.'],
    [
      act.at < dueInstant(due),
      'at',
      `Без исполнителя акт составляют, когда срок проверки прошёл: с ${instantDigits(dueInstant(due), zone)}.`,
    ],
    [
      consumers.length < least,
      'present',
      `Нужны подписи: ${counted(least, ['потребитель', 'потребителя', 'потребителей'])}.`,
    ],
    [chairs.size === 0, 'present', 'Нужна подпись председателя совета дома, товарищества или кооператива.'],
  ];
  return [
    ...lacksInAct(act),
    ...lacks.flatMap(([missing, field, says]) => (missing ? [{ field, norm: 'QV-10', says }] : [])),
  ];
}

export const startGrounds = {
  journal: 'исполнитель сам записал нарушение в журнал',
  meter: 'начало нарушения записал прибор учёта',
  message: 'потребитель сообщил о нарушении в диспетчерскую',
  act: 'начало нарушения указано в акте, составленном без исполнителя',
} as const;
export type StartGround = keyof typeof startGrounds;

export interface Span {
  at: Date;
  ground: StartGround | EndGround;
  norm: string;
  says: string;
}

/**
 * ПП РФ 354 п. 111: the moment from which the violation counts. Of several that are proved the earliest: the service
 * has been bad since then. A message counts only where a check or an act confirmed it.
 */
export function violationStart(
  proved: Partial<Record<StartGround, Date>>,
  confirmed: boolean,
  zone: string,
): Span | null {
  const { message, ...others } = proved;
  const known = confirmed && message ? { ...others, message } : others;
  return bounding(known, startGrounds, 'QV-11', zone, (a, b) => a.getTime() - b.getTime());
}

export const endGrounds = {
  restored: 'исполнитель записал возобновление услуги',
  metered: 'конец нарушения записал прибор учёта',
  checked: 'устранение подтвердил акт',
} as const;
export type EndGround = keyof typeof endGrounds;

/** ПП РФ 354 пп. 112–113: until it is wholly mended; an act that says so later than a record overrules the record. */
export function violationEnd(proved: Partial<Record<EndGround, Date>>, zone: string): Span | null {
  return bounding(proved, endGrounds, 'QV-12', zone, (a, b) => b.getTime() - a.getTime());
}

function bounding<Ground extends StartGround | EndGround>(
  proved: Partial<Record<Ground, Date>>,
  words: Readonly<Record<Ground, string>>,
  id: string,
  zone: string,
  order: (a: Date, b: Date) => number,
): Span | null {
  const known = (Object.keys(words) as Ground[]).flatMap((ground) => {
    const at = proved[ground];
    return at ? [{ at, ground }] : [];
  });
  const [first] = known.sort((a, b) => order(a.at, b.at));
  return first ? { ...first, norm: id, says: `${instantDigits(first.at, zone)}: ${words[first.ground]}.` } : null;
}

export interface DamageAct {
  at: Date;
  what: string;
  cause: string;
  harmed: string;
  copies: number;
  present: readonly Present[];
}

/** Two copies, signed by the executor and the consumer, or by two who have no part in it instead of the consumer. */
export function lacksOfDamageAct(act: DamageAct, on: Day): Lack[] {
  const copies = Number(norm('QV-13.copies', on).value);
  const witnesses = Number(norm('QV-13.witnesses', on).value);
  const signed = (role: PresentRole): number => signers(act.present, role).size;
  const lacks: [boolean, string, string, string][] = [
    [empty(act.what), 'what', 'QV-13', 'Опишите, какой вред и где: помещение, вещи, размеры.'],
    [empty(act.cause), 'cause', 'QV-13', 'Напишите, отчего это случилось, или что причину устанавливают.'],
    [empty(act.harmed), 'harmed', 'QV-13', 'Назовите, кому причинён вред.'],
    [
      act.copies < copies,
      'copies',
      'QV-13.copies',
      `Составьте акт в ${copies} экземплярах: один остаётся у потребителя.`,
    ],
    [signed('executor') === 0, 'present', 'QV-13', 'Акт подписывает исполнитель.'],
    [
      signed('consumer') === 0 && signed('witness') < witnesses,
      'present',
      'QV-13.witnesses',
      'Акт подписывает потребитель; если он не может — двое, кого дело не касается.',
    ],
  ];
  return lacks.flatMap(([missing, field, id, says]) => (missing ? [{ field, norm: id, says }] : []));
}
