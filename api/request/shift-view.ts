import { faultKind } from '../../law/dispatch/kinds';
import { dueWords, instantWords, momentWords } from '../../law/base/russian';
import { CAPITAL_ZONE } from '../../law/base/zone';
import { pauseTitles, termTitles, type PauseGround } from '../../law/request/words';
import { spanWords } from '../view/deadline';
import { requestPhase, requestPlace } from './line';
import type { ShiftShape } from './shift';

type Handed = ShiftShape['handovers'][number];
type Row = Handed['sheet']['rows'][number];

function rowView(row: Row, names: ReadonlyMap<string, string>, at: Date) {
  const { dueAt, dueName, visitFrom, zone, workerId, pauseGround } = row;
  const what = dueName ? `${(termTitles[dueName] ?? '').toLowerCase()} ` : '';
  return {
    id: row.id,
    number: row.number,
    href: `/requests/${row.id}`,
    title: faultKind(row.kind).title,
    place: requestPlace({ ...row, premises: null }),
    phase: requestPhase(row),
    until: dueAt ? `${what}до ${dueWords(dueAt, zone, at)}` : '—',
    late: dueAt && row.overdue ? `${spanWords(at.getTime() - Date.parse(dueAt))} назад` : undefined,
    visit: visitFrom ? momentWords(visitFrom, zone, at) : undefined,
    worker: workerId ? (names.get(workerId) ?? '') : 'не назначен',
    reason: [pauseGround ? pauseTitles[pauseGround as PauseGround] : null, row.why].filter(Boolean).join('; '),
  };
}

/** A sheet in its three parts: late with reasons, promised for the next hours, everything else unfinished. */
export function sheetView({ open, rows }: Handed['sheet'], names: ReadonlyMap<string, string>, at: Date) {
  const shown = (those: readonly Row[]) => those.map((row) => rowView(row, names, at));
  return {
    open,
    hidden: open - rows.length > 0 ? open - rows.length : undefined,
    late: shown(rows.filter(({ overdue }) => overdue)),
    promised: shown(rows.filter(({ overdue, promised }) => promised && !overdue)),
    rest: shown(rows.filter(({ overdue, promised }) => !overdue && !promised)),
  };
}

export const handoverView = (one: Handed, names: ReadonlyMap<string, string>, me: string) => ({
  id: one.id,
  href: `/requests/shift/${one.id}`,
  gave: names.get(one.givesId) ?? '',
  gaveAt: instantWords(new Date(one.gaveAt), CAPITAL_ZONE),
  took: one.takesId ? (names.get(one.takesId) ?? '') : undefined,
  tookAt: one.tookAt ? instantWords(new Date(one.tookAt), CAPITAL_ZONE) : undefined,
  open: one.sheet.open,
  late: one.sheet.rows.filter(({ overdue }) => overdue).length,
  note: one.note,
  mayTake: one.takesId === null && one.givesId !== me,
  waits: one.takesId === null,
});
