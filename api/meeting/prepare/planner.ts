import { z } from 'zod';
import { addDays } from '../../../law/base/day';
import { meetingForms, type MeetingForm } from '../../../law/meeting/forms';
import { termChecks } from '../../../law/meeting/call/before-notice-terms';
import {
  earliestMeeting,
  planMeeting,
  whatMoves,
  type EarliestQuestion,
  type MeetingPlan,
  type PlanStep,
  type PlanStepCode,
} from '../../../law/meeting/call/schedule';
import type { ProofNeed } from '../../../law/meeting/call/proving';
import { planStrip, type StripDay, type StripMark } from '../../../law/meeting/call/strip';
import { limitWords } from '../../../law/base/timing';
import { dayAndMonth, instantDigits, instantWords, weekdayWords } from '../../../law/base/russian';
import { dueInstant } from '../../../law/base/terms';
import { clockText, HOUR_MS, localOf } from '../../../law/base/zone';
import { termPlanOf } from '../../../store/meeting/prepare/plan';
import type { MeetingFile } from '../../../store/meeting/read';
import { choice, localTime, maybe, momentOf } from '../../http/fields';
import { hrefWith } from '../../view/list';
import { todayIn } from '../vote/access';

/** Dates a person tries out; nothing of it is saved. */
export const lookQuery = z.object({
  kind: maybe(choice(meetingForms)),
  start: maybe(localTime()),
  end: maybe(localTime()),
});
export type Look = z.infer<typeof lookQuery>;

export const STEPS: Readonly<Record<PlanStepCode, string>> = {
  'to-administrator': 'Передать сообщение администратору',
  publish: 'Сообщить всем собственникам',
  'shortest-end': 'Самый ранний законный конец',
  'longest-end': 'Самый поздний законный конец',
  'paper-until': 'Принять последнее решение на бумаге',
  'auto-protocol': 'Система оформит протокол',
  'draw-up': 'Оформить протокол',
  'to-manager': 'Передать подлинники управляющей организации',
  'to-inspectorate': 'Отправить подлинники в ГЖИ',
  'inform-owners': 'Сообщить собственникам итоги',
  'place-protocol': 'Разместить протокол в системе',
};
const MARKS: Readonly<Record<StripMark, string>> = { ...STEPS, today: 'Сегодня', opens: 'Начало', closes: 'Конец' };
/** Short signs for a cell of the strip; screen readers get the full words. */
const SIGNS: Readonly<Partial<Record<StripMark, string>>> = {
  opens: 'Н',
  closes: 'К',
  'to-administrator': 'А',
  publish: 'С',
  'paper-until': 'Б',
};

const local = z.string().nullable();
const stepShape = z.object({
  what: z.string(),
  before: local,
  after: local,
  moved: z.boolean(),
  norm: z.string(),
  citation: z.string(),
  derivation: z.array(z.string()),
});
export const plannerShape = z.object({
  form: z.string(),
  opens: local,
  closes: local,
  /** Dates are in the address and not saved. */
  looked: z.boolean(),
  /** The first day on which everybody can be told with proof; what the form begins with. */
  earliest: z.object({ opens: z.string(), closes: z.string() }),
  /** The first day the law allows, with the risk that voting will not open. */
  lawful: z.string(),
  /** How many whole days the proof takes, and why. */
  need: z.object({ days: z.number(), says: z.array(z.string()) }),
  weeks: z.array(
    z.array(
      z.object({
        day: z.string(),
        off: z.boolean(),
        mayOpen: z.boolean(),
        marks: z.array(z.string()),
        signs: z.string(),
      }),
    ),
  ),
  steps: z.array(stepShape),
  checks: z.array(
    z.object({
      code: z.string(),
      norm: z.string(),
      verdict: z.enum(['ok', 'problem', 'person']),
      says: z.string(),
      task: z.string(),
    }),
  ),
});
export type Planner = z.infer<typeof plannerShape>;

const MORNING = 10 * HOUR_MS;

export function localText(at: Date | null, zone: string): string | null {
  if (!at) return null;
  const { day, time } = localOf(at, zone);
  return `${day}T${clockText(time)}`;
}

/** K-19: when no administrator is named, the initiator receives the decisions. */
const ownAdministrator = ({ meeting }: MeetingFile): boolean =>
  meeting.administratorPersonId === null && meeting.administratorOrganisationId === null;

export const earliestQuestion = (
  found: MeetingFile,
  form: MeetingForm,
  now: Date,
  proof?: ProofNeed,
): EarliestQuestion => ({
  form,
  now,
  zone: found.file.zone,
  on: todayIn(now, found.file.zone),
  time: MORNING,
  // A message already handed over has no deadline left.
  ownAdministrator: ownAdministrator(found) || found.meeting.requestedAt !== null,
  ...(proof && { proof }),
});

/** Every date that follows by law from the saved dates and from the tried ones, side by side. */
export function plannerOf(found: MeetingFile, look: Look, now: Date, proof: ProofNeed): Planner {
  const { file, meeting } = found;
  const { zone } = file;
  const [opensAt, closesAt] = [momentOr(look.start, meeting.opensAt, zone), momentOr(look.end, meeting.closesAt, zone)];
  const form = look.kind ?? meeting.form;
  const { directManagement } = meeting;
  const timing = { zone, on: todayIn(now, zone), directManagement, ownAdministrator: ownAdministrator(found) };
  const plan = (kind: MeetingForm, from: Date | null, to: Date | null): MeetingPlan | null =>
    from && to && to >= from ? { ...timing, form: kind, opensAt: from, closesAt: to } : null;
  const [before, after] = [plan(meeting.form, meeting.opensAt, meeting.closesAt), plan(form, opensAt, closesAt)];
  const question = earliestQuestion(found, form, now, proof);
  const earliest = earliestMeeting(question);
  const lawful = earliestMeeting(earliestQuestion(found, form, now));
  const looked = Boolean(look.kind ?? look.start ?? look.end);
  return {
    form,
    opens: localText(opensAt, zone),
    closes: localText(closesAt, zone),
    looked,
    earliest: { opens: localText(earliest.opensAt, zone) ?? '', closes: localText(earliest.closesAt, zone) ?? '' },
    lawful: localText(lawful.opensAt, zone) ?? '',
    need: { days: proof.days, says: [...proof.says] },
    weeks: planStrip(question, after).map((week) => week.map(cellOf)),
    steps: stepsOf(before, after),
    checks: looked
      ? termChecks({ ...termPlanOf(file, meeting, now), proof, form, opensAt, closesAt }).map((one) => ({ ...one }))
      : [],
  };
}

const momentOr = (typed: string | undefined, saved: Date | null, zone: string): Date | null =>
  typed ? momentOf(typed, zone) : saved;

function cellOf({ day, kind, mayOpen, marks }: StripDay): Planner['weeks'][number][number] {
  return {
    day,
    off: kind !== 'working',
    mayOpen,
    marks: marks.map((mark) => MARKS[mark]),
    signs: marks.flatMap((mark) => SIGNS[mark] ?? []).join(''),
  };
}

function stepsOf(before: MeetingPlan | null, after: MeetingPlan | null): Planner['steps'] {
  if (!after) return [];
  const old = new Map((before ? planMeeting(before) : []).map((step) => [step.code, step]));
  const moved = new Set((before ? whatMoves(before, after) : []).map(({ code }) => code));
  const next = planMeeting(after);
  const gone = [...old.values()].filter(({ code }) => !next.some((step) => step.code === code));
  return [
    ...next.map((step) => stepOf(step, old.get(step.code) ?? null, step, moved.has(step.code) || !old.has(step.code))),
    ...gone.map((step) => stepOf(step, step, null, true)),
  ];
}

/** An end that may not come before an instant is not a deadline. */
const stepWords = ({ code, due }: PlanStep): string =>
  code === 'shortest-end' ? instantDigits(dueInstant(due), due.zone) : limitWords(due);

function stepOf({ code, due }: PlanStep, before: PlanStep | null, after: PlanStep | null, moved: boolean) {
  return {
    what: STEPS[code],
    before: before && stepWords(before),
    after: after && stepWords(after),
    moved,
    norm: due.norm,
    citation: due.citation,
    derivation: due.derivation,
  };
}

const WEEKDAYS = Array.from({ length: 7 }, (_, index) => addDays('2026-11-23', index));
export const weekdayNames = WEEKDAYS.map((day) => ({ full: weekdayWords(day), short: weekdayWords(day).slice(0, 1) }));

const minutesBetween = (from: string, to: string): number => Date.parse(`${to}Z`) - Date.parse(`${from}Z`);
const moveBy = (moment: string, ms: number): string =>
  new Date(Date.parse(`${moment}Z`) + ms).toISOString().slice(0, 16);

/** Each lawful day is a link that shows what would change; the length of the meeting stays the same. */
export function stripView(id: string, { weeks, form, opens, closes, earliest }: Planner) {
  const start = opens ?? earliest.opens;
  const end = opens && closes ? closes : earliest.closes;
  const length = minutesBetween(start, end);
  return weeks.map((week) =>
    week.map(({ day, off, mayOpen, marks, signs }) => {
      const from = `${day}${start.slice(10)}`;
      const query = { kind: form, start: from, end: length > 0 ? moveBy(from, length) : undefined };
      return {
        date: Number(day.slice(8)),
        month: day.endsWith('-01') ? dayAndMonth(day).split('\u00a0')[1]?.slice(0, 3) : undefined,
        words: dayAndMonth(day),
        off,
        signs,
        says: marks.join(', '),
        href: mayOpen ? `${hrefWith(`/meetings/${id}/terms`, {}, query)}#planner` : undefined,
      };
    }),
  );
}

export const typedMomentWords = (typed: string, zone: string): string => instantWords(momentOf(typed, zone), zone);
