import { z } from 'zod';
import { clockText, localOf } from '../../law/base/zone';
import { dueWords, shortMoment } from '../../law/base/russian';
import { termTitles } from '../../law/request/words';
import type { BoardLine } from '../../store/request/board';
import { faultTitle, requestLeft, requestLineShape, requestPlace, requestShareLeft, type ListedRequest } from './line';

/** A row of the board: a line of the list, and who has it by id, so that two assignments cannot pass each other unseen. */
export const boardRowShape = requestLineShape.extend({ workerId: z.string().nullable() });
export type BoardRow = z.infer<typeof boardRowShape>;

export const boardRows = (lines: readonly ListedRequest[], found: readonly BoardLine[]): BoardRow[] =>
  lines.map((line, place) => ({ ...line, workerId: found[place]?.workerId ?? null }));

/** The last event of a request in one or two words. */
const lately: Readonly<Record<string, string>> = {
  received: 'новая',
  registered: 'новая',
  reclassified: 'вид изменён',
  informed: 'сроки названы',
  told: 'служба извещена',
  assigned: 'назначен',
  accepted: 'принято',
  declined: 'отказ',
  silent: 'молчит',
  'nobody-answers': 'никто не ответил',
  arrived: 'прибыл',
  localised: 'локализовано',
  fixed: 'устранено',
  absent: 'не застали',
  'visit-set': 'визит назначен',
  handed: 'передана в 104',
  paused: 'отложено',
  resumed: 'продолжено',
  acknowledged: 'взято под ответ',
  noted: 'запись',
  joined: 'сосед присоединился',
  gathered: 'связана с отключением',
  checked: 'проверка',
  half: 'половина срока',
  soon: 'срок кончается',
  overdue: 'срок нарушен',
  reopened: 'возврат',
};

const where: Readonly<Record<string, string>> = {
  assigned: 'ждём ответа',
  accepted: 'в пути',
  arrived: 'на месте',
  localised: 'локализовано',
  fixed: 'закончил',
};

/** «14:03» of today, «вт 22 декабря, 14:03» of another day. */
function timeWords(at: string, zone: string, now: Date): string {
  const [moment, today] = [localOf(new Date(at), zone), localOf(now, zone).day];
  return moment.day === today ? clockText(moment.time) : shortMoment(new Date(at), zone);
}

function untilWords({ dueAt, dueName, zone }: BoardRow, now: Date): string {
  if (!dueAt) return '—';
  const today = localOf(new Date(dueAt), zone).day === localOf(now, zone).day;
  const until = today ? timeWords(dueAt, zone, now) : dueWords(dueAt, zone, now);
  const what = dueName ? termTitles[dueName] : undefined;
  return what ? `${what.toLowerCase()} до ${until}` : `до ${until}`;
}

/** One row as the board shows it. */
export function boardRowView(row: BoardRow, now: Date) {
  const left = requestLeft(row, now);
  const share = requestShareLeft(row, now);
  return {
    id: row.id,
    number: row.number,
    href: `/requests/${row.id}`,
    value: `${row.id}_${row.workerId ?? 'none'}`,
    phase: row.phase,
    burning: row.emergency && row.workerId === null,
    emergency: row.emergency,
    title: faultTitle(row),
    place: requestPlace(row),
    joiners: row.joiners > 0 ? row.joiners : undefined,
    summary: row.summary,
    until: untilWords(row, now),
    ...left,
    bar: row.dueAt
      ? {
          done: row.overdue ? 100 : share,
          kind: left.status.kind,
          thin: true,
          label: row.overdue ? 'Срок истёк' : `Осталось от срока: ${share}\u00a0%`,
        }
      : undefined,
    worker: row.worker ?? 'не назначен',
    nobody: row.workerId === null,
    doing: row.workerId === null ? undefined : where[row.phase],
    reopened: row.reopened > 0,
    last: `${timeWords(row.lastAt, row.zone, now)} ${lately[row.lastKind] ?? ''}`.trim(),
  };
}
