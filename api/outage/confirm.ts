import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { isoIn, localOf } from '../../law/base/zone';
import { topicOf, topicWords } from '../../law/outage/words';
import { housesOf, mustHaveOutage, type OutageHouse } from '../../store/outage/rows';
import { reachOfCircle } from '../../store/outage/tell';
import { signed } from '../account/signed';
import { confirmOf, letterShown, reachWords, type Confirm, type ConfirmCall } from '../case/confirm';
import { mustAnnounce, outageParts } from './access';
import { ADDRESSEES, ringsWords } from './check';
import { loadOutageOf } from './read';
import type { OutageShape } from './shape';

type Words = Omit<Parameters<typeof confirmOf>[0], 'title' | 'eyebrow' | 'action' | 'back'>;
type Say = (data: OutageShape, call: ConfirmCall) => Words | Promise<Words>;

/** The clock of the houses: a form says local time. */
export async function zoneOf(db: Knex, caseId: string): Promise<string> {
  const row = await db('case_file').where({ id: caseId }).first('zone');
  if (row) return row.zone;
  throw new Refusal('case-unknown', 'Такого дела нет. Проверьте адрес страницы.', 404);
}

/** As <input type="datetime-local"> shows an instant. */
export const typedTime = (at: string | Date, zone: string): string => isoIn(new Date(at), zone).slice(0, 16);

/** The page before an act on an outage that cannot be taken back. */
const before =
  (name: string, title: string, say: Say) =>
  async (call: ConfirmCall): Promise<Confirm> => {
    const { id } = call.params as { id: string };
    mustAnnounce(await outageParts(call.services.db, signed(call), id));
    const data = await loadOutageOf(call);
    const told = await say(data, call);
    return confirmOf({
      ...told,
      title,
      eyebrow: `${data.number} · ${topicWords(topicOf(data.kind, data.services))}`,
      button: data.acts.includes(name) ? told.button : null,
      action: `/outages/${id}/${name}`,
      back: { href: `/outages/${id}`, title: 'К отключению' },
    });
  };

/** Whom a letter about these houses reaches, and when phones ring. */
async function reaches({ db, now }: ConfirmCall, data: OutageShape, calm: boolean): Promise<string[]> {
  const { plan } = await mustHaveOutage(db, data.id);
  const houses: OutageHouse[] = await housesOf(db, plan.id);
  const circle = {
    houses,
    day: localOf(now, data.zone).day,
    urgent: data.kind === 'emergency' || data.danger,
    danger: data.danger && !calm,
  };
  return [...reachWords(await reachOfCircle(db, circle), ADDRESSEES), ringsWords(circle, now, data.zone)];
}

const letter = (
  { db, visit, now }: ConfirmCall,
  { id }: OutageShape,
  name: string,
  open: Parameters<typeof letterShown>[2] = {},
): Promise<Confirm['letter']> => letterShown({ db, visit }, { caseId: id, letter: name, at: now }, open);

const WHY = { kind: 'text', name: 'reason', label: 'Почему', hint: 'Жители прочтут эту причину.' } as const;
const TO_WRITE = { offReason: '(напишете ниже)' };

export const beforeBegin = before('begin', 'Отключение уже началось', (data) => ({
  button: 'Отключение началось',
  does: ['С этого времени считается, сколько нет услуги.', 'Жителям не пишем: они знают о нём из объявления.'],
  undo: 'Начало можно уточнить после восстановления.',
  fields: [
    {
      kind: 'time',
      name: 'begun',
      label: 'С какого времени нет',
      hint: `Обещали с ${typedTime(data.from, data.zone).replace('T', ' ')}. Пусто — сейчас.`,
      optional: true,
    },
  ],
}));

export const beforeExtend = before('extend', 'Назвать новое время', async (data, call) => ({
  button: 'Назвать и сообщить жителям',
  does: ['Обещанное время изменится. Прежнее останется в деле.'],
  reaches: await reaches(call, data, false),
  undo: 'Письма не вернуть; назвать ещё одно время можно.',
  letter: await letter(call, data, 'outage-changed', {
    ...TO_WRITE,
    offUntil: '(назовёте ниже)',
    offUntilShort: '(назовёте ниже)',
  }),
  fields: [
    { kind: 'hidden', name: 'version', value: String(data.version) },
    { kind: 'time', name: 'until', label: 'Когда включат', value: data.until ? typedTime(data.until, data.zone) : '' },
    WHY,
  ],
}));

export const beforeRestore = before('restore', 'Услуга восстановлена', async (data, call) => {
  const off = data.houses.filter(({ spans }) => spans.some(({ restoredAt }) => restoredAt === null));
  const options = off.map(({ id, address }) => ({ value: id, title: address }));
  return {
    button: 'Восстановлено',
    does: [
      'Перерыв услуги закончится: его длительность пойдёт в расчёт платы.',
      'Когда услуга вернётся во все дома, запись можно будет уточнить, потом она закроется сама.',
    ],
    reaches: await reaches(call, data, true),
    undo: 'Письма не вернуть; время можно уточнить.',
    letter: await letter(call, data, 'outage-restored', { offBack: '(назовёте ниже)' }),
    fields: [
      ...(options.length > 1
        ? [
            {
              kind: 'checkboxes' as const,
              name: 'houses',
              label: 'Где',
              hint: 'Если не отметить ни одного, восстановлено во всех.',
              options,
            },
          ]
        : []),
      { kind: 'time', name: 'restored', label: 'Когда включили', hint: 'Пусто — сейчас.', optional: true },
    ],
  };
});

export const beforeCorrect = before('correct', 'Уточнить начало и конец', (data) => ({
  button: 'Уточнить',
  does: ['Длительность перерыва пересчитается.', 'Прежнее время и причина уточнения останутся в деле.'],
  reaches: ['Писем не будет: услуга уже есть.'],
  undo: 'Уточнять можно, пока запись не закрыта.',
  fields: [
    { kind: 'time', name: 'begun', label: 'Началось', value: data.beganAt ? typedTime(data.beganAt, data.zone) : '' },
    {
      kind: 'time',
      name: 'restored',
      label: 'Восстановлено',
      value: data.restoredAt ? typedTime(data.restoredAt, data.zone) : '',
    },
    { kind: 'text', name: 'reason', label: 'Почему уточняете' },
  ],
}));

export const beforeCancel = before('cancel', 'Отменить отключение', async (data, call) => ({
  button: 'Отменить и сообщить жителям',
  does: ['Отключение закроется с пометкой «отменено».'],
  reaches: await reaches(call, data, true),
  undo: 'Назад нельзя: отменённое не возобновить, можно объявить новое.',
  letter: await letter(call, data, 'outage-cancelled', TO_WRITE),
  fields: [WHY],
}));

export const beforeClose = before('close', 'Закрыть запись', () => ({
  button: 'Закрыть',
  does: ['Начало и конец перерыва больше не изменятся.'],
  reaches: ['Писем не будет.'],
  undo: 'Назад нельзя. Само закроется через сутки после восстановления.',
}));
