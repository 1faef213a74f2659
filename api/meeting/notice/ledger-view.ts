import { ownerForms } from '../../../law/registry/words';
import { noticeWayTitles } from '../../../law/meeting/notice/notice';
import { counted, dayDigitsIn, instantDigits, instantWords } from '../../../law/base/russian';
import { premisesWords } from '../../../law/registry/names';
import type { LedgerState } from '../../../store/meeting/notice/ledger';
import { hrefWith } from '../../view/list';
import type { Ledger, NoticeShape, OwnerShape } from './ledger';

export const RETURNS = {
  'not-collected': 'не забрали',
  refused: 'отказались получить',
  'no-such-address': 'нет такого адреса',
} as const;

const OF_OWNERS = ['собственника', 'собственников', 'собственников'] as const;

const digits = (at: string, zone: string): string => instantDigits(new Date(at), zone);

/** «до 04.12.2026 включительно» or «до 05.12.2026, 10:00» */
export function limitOf({ by, days, zone }: Pick<Ledger, 'by' | 'days' | 'zone'>): string {
  if (by === null) return '';
  return days ? `до ${dayDigitsIn(by, zone)} включительно` : `до ${digits(by, zone)}`;
}

export const placesOf = ({ premises }: Pick<OwnerShape, 'premises'>): string => premises.map(premisesWords).join(', ');

/** From when a notice counts, or why that is not known yet. */
function effectWords({ way, effectiveAt, returnedWhy }: NoticeShape, zone: string): string {
  if (returnedWhy === 'no-such-address') return 'не действует';
  if (effectiveAt) return `${way === 'system' ? 'прочитано' : 'действует с'} ${digits(effectiveAt, zone)}`;
  return way === 'system' ? 'ещё не прочитано' : 'вручение не подтверждено';
}

/** One notice of the ledger as a sentence. */
export function lineOf(one: NoticeShape, { zone, by }: Pick<Ledger, 'zone' | 'by'>): string {
  if (one.voidedWhy)
    return `запись ошибочна: ${noticeWayTitles[one.way]} ${digits(one.sentAt, zone)}, ${one.voidedWhy}`;
  const late = one.way !== 'system' && by !== null && one.recordedAt > by;
  return [
    `${noticeWayTitles[one.way]} ${digits(one.sentAt, zone)}`,
    one.postNumber && `№ ${one.postNumber}`,
    one.returnedAt && one.returnedWhy && `вернулось ${dayDigitsIn(one.returnedAt, zone)}: ${RETURNS[one.returnedWhy]}`,
    effectWords(one, zone),
    late && `записано ${digits(one.recordedAt, zone)}`,
    one.note,
  ]
    .filter(Boolean)
    .join(', ');
}

function stateOf({ told, proved }: OwnerShape, late: boolean) {
  if (told && proved) return { kind: 'ok', word: 'доказано' };
  if (told) return { kind: 'soon', word: 'нет скана' };
  return { kind: late ? 'late' : 'wait', word: 'не доказано' };
}

/** Why the voting cannot open, or what must be done by when (ЖК РФ ст. 45 ч. 4). */
function nextOf(data: Ledger, now: Date): { title: string; say: string } {
  const { counts, phase, by, zone, opensAt, openedAt } = data;
  const missing = counts.owners - counts.told;
  const title = `Доказано ${counts.told} из ${counts.owners}`;
  const limit = limitOf(data);
  if (openedAt)
    return { title, say: `Голосование открылось ${digits(openedAt, zone)}. Срок уведомления был ${limit}.` };
  const shut = phase === 'halted' || phase === 'cancelled';
  if (missing === 0 && opensAt && !shut)
    return { title: 'Доказано всё', say: `Голосование откроется ${instantWords(new Date(opensAt), zone)}.` };
  if (!shut && by !== null && now.toISOString() <= by) {
    const still = `Осталось ${counted(missing, ownerForms)}.`;
    return {
      title,
      say: `${still} Вручить под подпись, отправить письмо или вывесить объявление можно ${limit}. Если хоть один собственник не уведомлён в срок, голосование не откроется: ${OUR_RULE}.`,
    };
  }
  const untold = missing === 0 ? '' : `В срок не уведомлено ${counted(missing, ownerForms)}. `;
  return {
    title: shut ? 'Голосование не открыто' : 'Голосование не откроется',
    say: `${untold}Срок был ${limit}. Внести можно только то, что отправлено вовремя; иначе собрание созывают заново: ${OUR_RULE}.`,
  };
}

/** ЖК names no such sanction: a decision of a meeting badly announced may be annulled, and that we prevent. */
const OUR_RULE = 'это правило системы, чтобы решение не оспорили';

const TABS: readonly { state: LedgerState | ''; title: string; count: (data: Ledger['counts']) => number }[] = [
  { state: '', title: 'Все', count: ({ owners }) => owners },
  { state: 'missing', title: 'Не доказано', count: ({ owners, told }) => owners - told },
  { state: 'told', title: 'Доказано', count: ({ told }) => told },
  { state: 'unproved', title: 'Нет скана', count: ({ unproved }) => unproved },
  { state: 'returned', title: 'Письмо вернулось', count: ({ returned }) => returned },
];

const PERCENT = 100;

export function ledgerView(data: Ledger, now: Date) {
  const { id, asked, counts, noticedAt, by } = data;
  const path = `/meetings/${id}/notices`;
  const query = { state: asked.state ?? undefined, flat: asked.flat ?? undefined };
  const late = by !== null && now.toISOString() > by;
  return {
    ...data,
    noticed: noticedAt !== null,
    next: nextOf(data, now),
    done: counts.owners === 0 ? 0 : Math.floor((counts.told * PERCENT) / counts.owners),
    progress: `Уведомление доказано для ${counts.told} из ${counted(counts.owners, OF_OWNERS)}`,
    state: asked.state ?? '',
    flat: asked.flat ?? '',
    ticked: { name: 'owner' },
    papers: data.papers.map(({ id: paper, title }) => ({ title, href: `/meetings/${id}/documents/${paper}` })),
    tabs: TABS.map(({ state, title, count }) => ({
      title,
      count: String(count(counts)),
      current: state === (asked.state ?? ''),
      href: hrefWith(path, {}, { state }),
    })),
    rows: data.owners.map((owner, index) => ({
      field: index === 0 ? 'owner' : `owner-${index}`,
      id: owner.id,
      name: owner.name,
      premises: placesOf(owner),
      state: stateOf(owner, late),
      lines: owner.notices.map((one) => ({
        text: lineOf(one, data),
        href: one.way === 'system' ? undefined : `${path}/${one.id}`,
        proofs: one.proofs.map((proof, place) => ({
          href: `/meetings/${id}/proofs/${proof}`,
          title: one.proofs.length > 1 ? `подтверждение ${place + 1}` : 'подтверждение',
        })),
      })),
    })),
    ways: (['signature', 'letter'] as const).map((value) => ({ value, title: noticeWayTitles[value] })),
    exports: (['xlsx', 'csv'] as const).map((as) => ({ href: hrefWith(path, query, { as }), title: as.toUpperCase() })),
    start: data.first ? undefined : hrefWith(path, query, {}),
    more: data.after ? hrefWith(path, query, { after: data.after }) : undefined,
    fold: { title: 'Почему такой срок', ...data.why },
  };
}

/** A row for each notice; an owner without a notice has a row too. */
export const ledgerTable = {
  columns: [
    'Помещения',
    'Собственник',
    'Состояние',
    'Способ',
    'Отправлено',
    'Номер отправления',
    'Действует с',
    'Возврат',
    'Подтверждений',
    'Примечание',
    'Записано',
  ],
  rows: ({ owners, zone }: Ledger) =>
    owners.flatMap((owner) => {
      const who = [owner.premises.join(', '), owner.name, owner.told ? 'доказано' : 'не доказано'];
      if (owner.notices.length === 0) return [[...who, ...Array.from({ length: 8 }, () => null)]];
      return owner.notices.map((one) => [
        ...who,
        noticeWayTitles[one.way],
        digits(one.sentAt, zone),
        one.postNumber,
        one.effectiveAt && digits(one.effectiveAt, zone),
        one.returnedWhy && RETURNS[one.returnedWhy],
        one.proofs.length,
        one.note || null,
        digits(one.recordedAt, zone),
      ]);
    }),
};
