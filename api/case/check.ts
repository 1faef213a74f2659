import { createHash } from 'node:crypto';
import { endOfDay } from '../../law/base/zone';
import { keyName, verifyText } from '../../store/case/signature';
import { brokenAt } from '../../store/case/chain';
import { checksumOf, FORMAT, manifestOf, type Pack } from './evidence';
import { faultsOf } from './faults';
import { machineItems } from './machine';

export interface Check {
  what: string;
  /** null: there was nothing to compare, and `say` explains why. */
  held: boolean | null;
  say: string;
}

const check = (what: string, wrong: string | null, right: string): Check => ({
  what,
  held: wrong === null,
  say: wrong ?? right,
});

const unchecked = (what: string, why: string): Check => ({ what, held: null, say: why });

function chainCheck({ events }: Pack): Check {
  const broken = brokenAt(events.map((event) => ({ ...event, at: new Date(event.at) })));
  return check(
    'Цепочка событий',
    broken === null ? null : `Запись ${broken} не продолжает предыдущую.`,
    `Записей: ${events.length}, каждая продолжает предыдущую.`,
  );
}

const DEADLINES = 'Сроки и вердикты';

/** Every verdict is computed again from the chained events alone; a term in days must end at 24:00 of its last day. */
function deadlineCheck(pack: Pack): Check {
  const {
    deadlines,
    madeAt,
    case: { zone },
  } = pack;
  const wrong = deadlines.find(
    (one) => one.lastDay !== null && endOfDay(one.lastDay, zone).getTime() !== Date.parse(one.dueAt),
  );
  const faults = faultsOf(pack, new Date(madeAt)).deadlines;
  if (deadlines.length === 0 && faults.length === 0) return unchecked(DEADLINES, 'в деле нет сроков.');
  const say = wrong ? `Срок «${wrong.title}» кончается не с концом своего последнего дня.` : faults.join(' ');
  return check(DEADLINES, say || null, `Сроков: ${deadlines.length}, вердикты пересчитаны по записям дела и совпали.`);
}

const faultCheck =
  (what: string, name: 'file' | 'own' | 'records', right: string) =>
  (pack: Pack): Check =>
    check(what, faultsOf(pack, new Date(pack.madeAt))[name].join(' ') || null, right);

const fileCheck = faultCheck('Карточка дела', 'file', 'Состояние, итог и моменты те же, что в записях.');
const ownCheck = faultCheck('Таблицы дела', 'own', 'Моменты и решения те же, что в записях.');
const recordCheck = faultCheck('Журнал изменений', 'records', 'Строки дела те же, какими были записаны.');

const NORMS = 'Нормы';

function normCheck({ deadlines, norms }: Pack): Check {
  if (deadlines.every(({ norm }) => !norm)) return unchecked(NORMS, 'ни один срок дела не опирается на норму.');
  const known = new Set(norms.filter(({ history }) => history.length > 0).map(({ id }) => id));
  const missing = deadlines.find(({ norm }) => norm && !known.has(norm));
  return check(
    NORMS,
    missing ? `Нет нормы ${missing.norm}, на которую опирается срок.` : null,
    `Норм приложено: ${norms.length}.`,
  );
}

/** The engine's history is stored when a case closes. Before that a pack has none, and nothing about it is checked. */
const whyNoRuns = ({ case: { closedAt } }: Pack): string =>
  closedAt
    ? 'в пакете нет истории машины. Она сохраняется вскоре после закрытия дела: скачайте пакет ещё раз позже.'
    : 'дело ещё открыто, история машины сохраняется при его закрытии. Скачайте пакет ещё раз после закрытия.';

const RUNS = 'История машины';

function runCheck(pack: Pack): Check {
  const { runs } = pack;
  if (runs.length === 0) return unchecked(RUNS, whyNoRuns(pack));
  const wrong = runs.find(({ history, sha256 }) => createHash('sha256').update(history).digest('hex') !== sha256);
  return check(
    RUNS,
    wrong ? `Прогон ${wrong.runId} не сходится с контрольной суммой.` : null,
    `Прогонов: ${runs.length}, контрольные суммы сошлись.`,
  );
}

const STEPS = 'Машина и закон';

/** The last step the workflow finished must have written the last event of the case. */
function stepCheck(pack: Pack): Check {
  const { runs, events, case: file } = pack;
  if (runs.length === 0) return unchecked(STEPS, whyNoRuns(pack));
  if (!file.closedAt) return unchecked(STEPS, 'дело ещё открыто: сохранённая история машины не последняя.');
  const last = Math.max(0, ...runs.flatMap(({ history }) => machineItems(history).map(({ seq = 0 }) => seq)));
  const wrong = last === events.length ? null : `Машина дошла до записи ${last}, а записей ${events.length}.`;
  return check(STEPS, wrong, 'Последний шаг машины оставил последнюю запись дела.');
}

function wholeCheck(pack: Pack): Check {
  const { checksum } = pack;
  return check(
    'Пакет целиком',
    checksumOf(pack) === checksum ? null : 'Контрольная сумма пакета не сходится.',
    `SHA-256 ${checksum.slice(0, 16)}…`,
  );
}

/** Somebody who changes the pack and its checksum cannot sign it. A reader who knows our key recognises another key. */
function signatureCheck({ checksum, signature: { publicKey, signature } }: Pack, key: string | undefined): Check {
  const holds = verifyText({ text: manifestOf(checksum), signature }, publicKey);
  const foreign = key !== undefined && ![publicKey, keyName(publicKey)].includes(key.toLowerCase());
  const wrong = !holds
    ? 'Подпись не сходится: пакет подписала не эта система, или его изменили.'
    : foreign
      ? `Подписано ключом ${keyName(publicKey)}, а ждали ${key}.`
      : null;
  return check('Подпись системы', wrong, `Ключ ${keyName(publicKey)}: сверьте его с ключом в протоколах этой системы.`);
}

export const isPack = (value: unknown): value is Pack =>
  value !== null &&
  typeof value === 'object' &&
  (value as Pack).format === FORMAT &&
  [(value as Pack).events, (value as Pack).deadlines, (value as Pack).norms, (value as Pack).runs].every(
    Array.isArray,
  ) &&
  typeof (value as Pack).case === 'object' &&
  typeof (value as Pack).own === 'object' &&
  typeof (value as Pack).records === 'object';

/**
 * Checks a pack by itself, without database or network. A check that cannot be made counts as failed. key: the
 * system's.
 */
export function checkPack(pack: Pack, key?: string): Check[] {
  const signed = (one: Pack): Check => signatureCheck(one, key);
  return [
    wholeCheck,
    signed,
    chainCheck,
    fileCheck,
    deadlineCheck,
    ownCheck,
    recordCheck,
    normCheck,
    runCheck,
    stepCheck,
  ].map((make) => {
    try {
      return make(pack);
    } catch {
      return { what: 'Разбор', held: false, say: 'Часть пакета повреждена: её не удалось прочитать.' };
    }
  });
}
