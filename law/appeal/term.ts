import type { Day } from '../base/day';
import { inForce, norm, normHistory } from '../base/norm';
import { Refusal } from '../base/refusal';
import { applies, dueOf, limitWords, type Timing } from '../base/timing';
import type { Alarm } from '../base/alarm';
import { deadline, dueInstant, partOfTerm, term, type Deadline } from '../base/terms';
import { subjectOf } from './subjects';
import { isBody, type AddresseeKind, type AppealChannel, type ApplicantKind } from './words';

/**
 * The norm that sets the term: AP-15 for a public body; AP-02 for applicants from outside the house; otherwise by
 * subject.
 */
export function termFor(addressee: AddresseeKind, subject: string, applicant: ApplicantKind, lawDate: Day): string {
  const id = normFor(addressee, subject, applicant);
  return norm(id, lawDate).id;
}

function normFor(addressee: AddresseeKind, subject: string, applicant: ApplicantKind): string {
  if (isBody(addressee)) return 'AP-15';
  const { norm: own } = subjectOf(subject);
  // The terms of ПП 354 and Правила 491 protect only consumers of this house.
  const stranger = applicant === 'other' || applicant === 'organisation';
  // ПП 416 does not bind a supplier: our own norm applies where ПП 354 is silent.
  if (addressee === 'supplier' && (stranger || own === 'AP-01')) return 'AP-P3';
  return stranger ? 'AP-02' : own;
}

/** AP-02 and AP-15 run from registration, the others from receipt. */
const fromRegistration = new Set(['AP-02', 'AP-15']);

export interface AppealClock {
  addressee: AddresseeKind;
  applicant: ApplicantKind;
  subjects: readonly string[];
  receivedAt: Date;
  registeredAt: Date;
  zone: string;
  lawDate: Day;
}

/** When the answer is due. With several subjects the shortest term applies until the appeal is split. */
export function answerTerm(clock: AppealClock): Deadline {
  const terms = clock.subjects.map((subject) => subjectTerm(clock, subject));
  const [first, ...rest] = terms;
  if (!first) throw new Refusal('subject-missing', 'Выберите хотя бы одну тему обращения.');
  return rest.reduce((shortest, one) => (dueInstant(one) < dueInstant(shortest) ? one : shortest), first);
}

function subjectTerm(
  { addressee, applicant, receivedAt, registeredAt, zone, lawDate }: AppealClock,
  subject: string,
): Deadline {
  const id = termFor(addressee, subject, applicant, lawDate);
  return deadline({ norm: id, event: fromRegistration.has(id) ? registeredAt : receivedAt, zone, on: lawDate });
}

/** When the number must be given by: the same day (AP-04) or within three days (59-ФЗ ст. 8). */
export function registrationTerm(addressee: AddresseeKind, receivedAt: Date, zone: string, lawDate: Day): Deadline {
  return deadline({ norm: isBody(addressee) ? 'AP-15.register' : 'AP-04', event: receivedAt, zone, on: lawDate });
}

/**
 * A public body must forward what is not its own within seven days of registration; organisations have no such duty.
 */
export function forwardTerm(addressee: AddresseeKind, registeredAt: Date, zone: string, lawDate: Day): Deadline | null {
  return isBody(addressee) ? deadline({ norm: 'AP-15.forward', event: registeredAt, zone, on: lawDate }) : null;
}

/** What a public body owes instead of an answer on the merits (59-ФЗ ст. 8 ч. 4, ст. 11). */
const NOTICES = ['AP-15.copies', 'AP-20', 'AP-20.sense', 'AP-20.court', 'AP-20.site'] as const;

export interface BodyNotice {
  norm: string;
  says: string;
  citation: string;
}

export function bodyNotices(addressee: AddresseeKind, registeredAt: Date, timing: Timing): BodyNotice[] {
  if (!isBody(addressee)) return [];
  return NOTICES.filter((id) => applies(id, timing.on)).map((id) => {
    const due = dueOf(id, registeredAt, timing);
    return { norm: id, says: `${due.title}: ${limitWords(due)}.`, citation: due.citation };
  });
}

/** 59-ФЗ ст. 12 ч. 2: one extension, at most thirty days; the applicant is told before the term ends. */
export function extensionTerm(ask: {
  addressee: AddresseeKind;
  lastDay: Day;
  dueAt: Date;
  at: Date;
  days?: number;
  zone: string;
  lawDate: Day;
}): Deadline {
  if (!isBody(ask.addressee))
    throw new Refusal('extension-unlawful', 'Закон не даёт организации продлевать срок ответа. Ответьте в срок.', 422);
  if (ask.at >= ask.dueAt)
    throw new Refusal('extension-too-late', 'Срок ответа уже истёк, продлить его нельзя. Дайте ответ.', 422);
  const row = norm('AP-15.extend', ask.lawDate);
  const days = ask.days ?? Number(row.value);
  if (!Number.isInteger(days) || days < 1 || days > Number(row.value)) {
    const say = `Продлить срок можно на число дней от 1 до ${row.value}.`;
    throw new Refusal('extension-too-long', say, 422, { days: say });
  }
  const { title, citation, confidence } = row;
  return term({
    value: days,
    unit: 'cd',
    event: ask.lastDay,
    zone: ask.zone,
    norm: row.id,
    title,
    citation,
    confidence,
  });
}

/** How long the applicant may rate, reopen or complain. */
export function rateWindow(answeredAt: Date, zone: string, lawDate: Day): Deadline {
  return deadline({ norm: 'AP-P1', event: answeredAt, zone, on: lawDate });
}

/** A rating that ends the case at once; a lower one keeps the window open. */
export function isContent(rating: number, lawDate: Day): boolean {
  return rating >= Number(norm('AP-P2', lawDate).value);
}

/** How long an anonymous message stays open to be looked at (AP-19). */
export function anonymousWindow(registeredAt: Date, zone: string, lawDate: Day): Deadline {
  return deadline({ norm: 'AP-P4', event: registeredAt, zone, on: lawDate });
}

/** When reminders are due: at half of the term, at most of it, and at its end. */
export function answerAlarms(due: Deadline, lawDate: Day, after: Date): Alarm[] {
  const share = (id: string): number => Number(norm(id, lawDate).value);
  const early = (['half', 'soon'] as const)
    .map((act) => ({ act, at: partOfTerm(due, share(`AP-P5.${act}`)) }))
    // A part of a split appeal takes over the parent's term: reminders that have already passed are not repeated.
    .filter(({ at }) => at > after);
  return [
    ...early.map(({ act, at }) => ({ act, at: at.toISOString() })),
    { act: 'late', at: dueInstant(due).toISOString(), misses: true },
  ];
}

/** 547-ФЗ (AP-17): since 30.03.2025 a body takes an electronic appeal only where the author is identified. */
export function mustAcceptChannel(addressee: AddresseeKind, channel: AppealChannel, lawDate: Day): void {
  const closed = normHistory('AP-17').some((row) => inForce(row, lawDate));
  if (!closed || channel !== 'email' || !isBody(addressee)) return;
  const say = 'Орган власти не принимает обращения по электронной почте. Подайте его через портал или на бумаге.';
  throw new Refusal('channel-closed', say, 422, { channel: say });
}
