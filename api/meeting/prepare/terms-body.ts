import { z } from 'zod';
import { daysBetween } from '../../../law/base/day';
import { compare, parseFraction, sum } from '../../../law/base/fraction';
import { exactMetres, metresWords, parseArea } from '../../../law/base/metres';
import { meetingForms } from '../../../law/meeting/forms';
import { noticeTime } from '../../../law/meeting/notice/notice';
import type { NoticeCheck } from '../../../law/meeting/call/before-notice-check';
import { termChecks, type TermPlan } from '../../../law/meeting/call/before-notice-terms';
import { earliestMeeting } from '../../../law/meeting/call/schedule';
import { dueOf, limitWords, timeliness } from '../../../law/base/timing';
import { Refusal } from '../../../law/base/refusal';
import { counted, instantDigits, dayForms } from '../../../law/base/russian';
import type { DraftChange } from '../../../store/meeting/prepare/draft';
import { termPlanOf } from '../../../store/meeting/prepare/plan';
import type { MeetingFile } from '../../../store/meeting/read';
import { previewRegister } from '../../../store/meeting/notice/register';
import { listOrganisations, type OrganisationLine } from '../../../store/registry/organisations';
import { signed } from '../../account/signed';
import { choice, localTime, maybe, momentOf, text, ticked } from '../../http/fields';
import type { Call } from '../../http/route';
import { peopleMatching, namedOf, type Named } from './people';
import { earliestQuestion } from './planner';
import { todayIn, type MeetingParams } from '../vote/access';

const line = (max = 500) => maybe(text({ max }));
/** A name with its flats, as the form offers it, or the id of the person. */
const PERSON_LONG = 300;
const clock = () => maybe(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Укажите время, например 10:00.'));
export const termsBody = z.object({
  title: text({ min: 3, max: 200 }),
  form: choice(meetingForms),
  annual: ticked(),
  firstElectronic: ticked(),
  opens: maybe(localTime()),
  closes: maybe(localTime()),
  discussion: maybe(localTime()),
  discussionPlace: line(),
  paperAddress: line(),
  paperFrom: clock(),
  paperTo: clock(),
  paperWeekends: ticked(),
  materialsPlace: line(),
  storagePlace: line(),
  postingPlace: line(),
  postingDecidedBy: line(200),
  total: maybe(text({ max: 20 })),
  totalBasis: line(),
  administrator: line(PERSON_LONG),
  organisation: line(200),
  chair: line(PERSON_LONG),
  secretary: line(PERSON_LONG),
  counter1: line(PERSON_LONG),
  counter2: line(PERSON_LONG),
  counter3: line(PERSON_LONG),
});
export type TermsBody = z.infer<typeof termsBody>;
export type TermsCall = Call<MeetingParams, unknown, TermsBody>;

export const counterFields = ['counter1', 'counter2', 'counter3'] as const;
const personFields = ['administrator', 'chair', 'secretary', ...counterFields] as const;

const wrong = (code: string, field: string, say: string): Refusal => new Refusal(code, say, 422, { [field]: say });

/** Checks the form against the law of the day and the registry; a refusal shows the norm beside the field. */
export async function draftOf(call: TermsCall, found: MeetingFile): Promise<DraftChange> {
  const { body: typed } = call;
  mustPair(typed);
  const people = await peopleOf(call, found);
  const administrator = await administratorOf(call, found, people.administrator);
  mustKeepTerms(call, found, administrator.administratorPersonId ?? administrator.administratorOrganisationId ?? null);
  const { zone } = found.file;
  const at = (value: string | undefined): Date | null => (value ? momentOf(value, zone) : null);
  const { title, form, annual, firstElectronic, paperWeekends } = typed;
  return {
    title,
    form,
    annual,
    firstElectronic,
    paperWeekends,
    ...administrator,
    opensAt: at(typed.opens),
    closesAt: at(typed.closes),
    discussionAt: at(typed.discussion),
    discussionPlace: typed.discussionPlace ?? null,
    paperAddress: typed.paperAddress ?? null,
    paperFrom: typed.paperFrom ?? null,
    paperTo: typed.paperTo ?? null,
    materialsPlace: typed.materialsPlace ?? null,
    storagePlace: typed.storagePlace ?? null,
    postingPlace: typed.postingPlace ?? null,
    postingDecidedBy: typed.postingDecidedBy ?? null,
    total: await totalOf(call, found),
    totalBasis: typed.totalBasis ?? null,
    chairId: people.chair ?? null,
    secretaryId: people.secretary ?? null,
    counterIds: [...new Set(counterFields.flatMap((field) => people[field] ?? []))],
  };
}

/** Fields that are meaningless without each other. */
function mustPair({
  paperFrom,
  paperTo,
  postingPlace,
  postingDecidedBy,
  administrator,
  organisation,
}: TermsBody): void {
  if (Boolean(paperFrom) !== Boolean(paperTo))
    throw wrong('hours-half', paperFrom ? 'paperTo' : 'paperFrom', 'Укажите и начало, и конец приёма.');
  if (paperFrom && paperTo && paperFrom >= paperTo)
    throw wrong('hours-order', 'paperTo', 'Приём кончается позже, чем начинается. Исправьте часы.');
  if (Boolean(postingPlace) !== Boolean(postingDecidedBy)) {
    const say =
      'Место объявлений должно назвать прежнее собрание: укажите и место, и протокол (N-04; ЖК РФ, ст. 45 ч. 4).';
    throw wrong('posting-half', postingPlace ? 'postingDecidedBy' : 'postingPlace', say);
  }
  if (administrator && organisation)
    throw wrong('administrator-two', 'organisation', 'Администратор один: выберите собственника или организацию.');
}

type Administrator = Pick<DraftChange, 'administratorPersonId' | 'administratorOrganisationId'>;
const NAMED_MOST = 4;
const named = ({ shortName, inn }: OrganisationLine): string => `${shortName} (ИНН ${inn})`;

/** An organisation is named by its ИНН, or by words that fit the name of only one. */
async function administratorOf(
  call: TermsCall,
  { meeting }: MeetingFile,
  person: string | undefined,
): Promise<Administrator> {
  const { administratorPersonId, administratorOrganisationId, requestedAt } = meeting;
  // The administrator who was handed the message stays until they give it back.
  if (requestedAt !== null) return { administratorPersonId, administratorOrganisationId };
  const {
    db,
    now,
    body: { organisation },
  } = call;
  if (!organisation) return { administratorPersonId: person ?? null, administratorOrganisationId: null };
  const inn = /\b(\d{10}|\d{12})\b/.exec(organisation)?.[1];
  const found = await listOrganisations(db, { text: inn ?? organisation, day: todayIn(now, 'UTC') });
  const exact = found.filter(({ name, shortName }) => [name, shortName].includes(organisation));
  const [one, ...others] = exact.length === 1 ? exact : found;
  if (one && others.length === 0) return { administratorPersonId: null, administratorOrganisationId: one.id };
  const say = one
    ? `Подходит несколько: ${found.slice(0, NAMED_MOST).map(named).join('; ')}. Укажите ИНН.`
    : 'В реестре нет такой организации. Проверьте название или укажите ИНН.';
  throw wrong('organisation-unclear', 'organisation', say);
}

const FIELD_OF: Readonly<Record<string, keyof TermsBody>> = {
  'opens-in-past': 'opens',
  'notice-late': 'opens',
  'dates-order': 'closes',
  'voting-length': 'closes',
};

/**
 * Dates that no notice could make lawful are refused, each with its norm; what the initiator may decide is accepted.
 */
function mustKeepTerms(
  { body: { form, opens, closes }, now }: TermsCall,
  found: MeetingFile,
  administrator: string | null,
): void {
  const { zone } = found.file;
  if (!opens) return;
  const opensAt = momentOf(opens, zone);
  // Without an end only the beginning can be checked.
  const closesAt = closes ? momentOf(closes, zone) : null;
  const plan: TermPlan = {
    ...termPlanOf(found.file, found.meeting, now),
    form,
    opensAt,
    closesAt: closesAt ?? opensAt,
    administrator: administrator !== null,
  };
  const fields: Record<string, string> = {};
  const asked = (check: NoticeCheck): boolean =>
    check.verdict === 'problem' && (closesAt !== null || FIELD_OF[check.code] === 'opens');
  for (const check of termChecks(plan).filter(asked)) {
    const field = FIELD_OF[check.code];
    if (field)
      fields[field] ??= `${sayOf(check, plan, opensAt, earliestWords(found, form, now))} (Норма ${check.norm}.)`;
  }
  fields['opens'] ??= administratorLate(plan, opensAt) ?? '';
  if (fields['opens'] === '') delete fields['opens'];
  const [say] = Object.values(fields);
  if (say) throw new Refusal('dates-unlawful', say, 422, fields);
}

const earliestWords = (found: MeetingFile, form: TermsBody['form'], now: Date): string =>
  instantDigits(earliestMeeting(earliestQuestion(found, form, now)).opensAt, found.file.zone);

/** The check is about a notice already given; for a plan the words say what is still possible. */
function sayOf({ code, says }: NoticeCheck, plan: TermPlan, opensAt: Date, earliest: string): string {
  if (code !== 'notice-late') return says;
  const { due } = noticeTime(plan.form, plan.now, opensAt, plan);
  const left = daysBetween(todayIn(plan.now, plan.zone), todayIn(opensAt, plan.zone));
  return (
    `До собрания ${counted(left, dayForms)}, этого мало: сообщить нужно было ${limitWords(due)} (${due.citation}). ` +
    `Самое раннее начало — ${earliest}.`
  );
}

function administratorLate(plan: TermPlan, opensAt: Date): string | null {
  if (plan.form !== 'electronic' || !plan.administrator || plan.toAdministratorAt) return null;
  const due = dueOf('E-04', opensAt, plan);
  if (timeliness(due, plan.now) !== 'late') return null;
  return `Передать сообщение администратору нужно ${limitWords(due)}, этот срок прошёл. ${due.citation}. (Норма E-04.)`;
}

/** Square metres with at most two decimals, as the register stores them; never less than the rights already known. */
async function totalOf({ db, now, body }: TermsCall, { meeting, file }: MeetingFile): Promise<string | null> {
  if (!body.total) return null;
  const plain = body.total.replace(/[\s\u00a0]/g, '').replace(',', '.');
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(plain) || parseFraction(plain).numerator === 0n)
    throw wrong('total-unreadable', 'total', 'Укажите площадь в квадратных метрах, например 9379,30.');
  const total = parseArea(plain, 'Площадь дома');
  const { rights, conflicts } = await previewRegister(db, meeting.buildingId, todayIn(now, file.zone));
  const known = sum(rights.map(({ votes }) => votes));
  // While the register contradicts itself, its sum proves nothing.
  if (conflicts.every(({ decided }) => decided !== null) && compare(total, known) < 0)
    throw wrong(
      'total-too-small',
      'total',
      `В реестре прав уже на ${metresWords(known)}: площадь дома не может быть меньше (V-02; ЖК РФ, ст. 48 ч. 3).`,
    );
  return exactMetres(total);
}

type People = Partial<Record<(typeof personFields)[number], string>>;

/**
 * Everybody named in the form, by id: typed words must mean exactly one owner of the house, or the person who fills it
 * in.
 */
async function peopleOf({ db, actor, body, now }: TermsCall, { meeting, file }: MeetingFile): Promise<People> {
  const typed = personFields.flatMap((field) => (body[field] ? [[field, body[field]] as const] : []));
  if (typed.length === 0) return {};
  const { chairId, secretaryId, counterIds, administratorPersonId } = meeting;
  const people = await namedOf(db, {
    buildingId: meeting.buildingId,
    day: todayIn(now, file.zone),
    self: signed({ actor }).personId,
    chosen: [chairId, secretaryId, administratorPersonId, ...counterIds].filter((id) => id !== null),
  });
  const fields: Record<string, string> = {};
  const found: People = {};
  for (const [field, words] of typed) {
    const meant = peopleMatching(words, people);
    const [one, ...others] = meant;
    if (one?.fits && others.length === 0) found[field] = one.value;
    else fields[field] = unclear(meant);
  }
  const [say] = Object.values(fields);
  if (say) throw new Refusal('person-unclear', say, 422, fields);
  return found;
}

function unclear(meant: readonly Named[]): string {
  if (meant.length === 0)
    return 'Среди собственников дома такого человека нет. Начните с фамилии или укажите номер квартиры.';
  const [one] = meant;
  if (one && meant.length === 1) return `${one.title}: больше не собственник в этом доме. Назовите другого.`;
  const said = meant.slice(0, NAMED_MOST).map(({ title }) => title);
  return `Подходит несколько человек: ${said.join('; ')}${meant.length > NAMED_MOST ? ' и другие' : ''}. Укажите имя и квартиру.`;
}
