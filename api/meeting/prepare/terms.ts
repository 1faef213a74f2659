import { z } from 'zod';
import { exactMetres, metresOf } from '../../../law/base/metres';
import { formTitles, meetingForms, type MeetingForm } from '../../../law/meeting/forms';
import { HALT_RULE, proofNeed } from '../../../law/meeting/call/proving';
import { lastReception, receptionWords } from '../../../law/meeting/vote/reception';
import { paperUntil } from '../../../law/meeting/vote/clock';
import { dayDigits, instantWords } from '../../../law/base/russian';
import { dueInstant } from '../../../law/base/terms';
import { localOf } from '../../../law/base/zone';
import { editDraft } from '../../../store/meeting/prepare/draft';
import { meansOf } from '../../../store/meeting/prepare/plan';
import { decidedEarlier } from '../../../store/meeting/prepare/earlier';
import type { MeetingFile } from '../../../store/meeting/read';
import { previewRegister } from '../../../store/meeting/notice/register';
import { organisationCard } from '../../../store/registry/organisations';
import { houseCard } from '../../../store/registry/houses';
import { signed } from '../../account/signed';
import { route, type Call } from '../../http/route';
import { isPreparing, MEETINGS_LINK, mustRun, runners } from '../access';
import { namedOf } from './people';
import {
  localText,
  lookQuery,
  typedMomentWords,
  plannerOf,
  plannerShape,
  stripView,
  weekdayNames,
  type Look,
} from './planner';
import { checkView } from './tasks';
import { counterFields, draftOf, termsBody, type TermsCall } from './terms-body';
import { meetingParams, meetingSubject, todayIn, type MeetingParams } from '../vote/access';
import { lawOf } from '../../../store/meeting/law';
import { timingOfStage } from '../../../law/meeting/stages-of-law';

const TITLE = 'Форма, сроки и места';

const local = z.string().nullable();
const out = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  open: z.boolean(),
  zone: z.string(),
  form: z.string(),
  title: z.string(),
  annual: z.boolean(),
  firstElectronic: z.boolean(),
  opens: local,
  closes: local,
  discussion: local,
  discussionPlace: local,
  paperAddress: local,
  paperFrom: local,
  paperTo: local,
  paperWeekends: z.boolean(),
  /** The last instant at which paper can be handed in, by the reception hours and the law. */
  paperLast: local,
  materialsPlace: local,
  storagePlace: local,
  postingPlace: local,
  postingDecidedBy: local,
  /** Protocols of the house that decided how and where to post notices. */
  namedBy: z.array(z.string()),
  total: local,
  totalBasis: local,
  known: z.string(),
  administrator: local,
  organisation: local,
  /** The message was handed to the administrator, so the administrator cannot be changed. */
  handed: z.boolean(),
  organisations: z.array(z.string()),
  chair: local,
  secretary: local,
  counters: z.array(z.string()),
  people: z.array(z.object({ value: z.string(), title: z.string(), fits: z.boolean() })),
  planner: plannerShape,
});
type Shape = z.infer<typeof out>;

type Asked = Pick<Call<MeetingParams>, 'db' | 'actor' | 'params' | 'now'>;

async function load(call: Asked, look: Look = {}): Promise<Shape> {
  const found = await mustRun(call);
  const { db, now } = call;
  const { file, meeting, address } = found;
  const { zone } = file;
  const day = todayIn(now, zone);
  const register = await previewRegister(db, meeting.buildingId, day);
  const { chairId, secretaryId, counterIds, administratorPersonId } = meeting;
  const chosen = [chairId, secretaryId, administratorPersonId, ...counterIds].filter((id) => id !== null);
  const self = signed(call).personId;
  const people = await namedOf(db, { buildingId: meeting.buildingId, day, self, chosen });
  const { form, title, annual, firstElectronic, discussionPlace, paperAddress, paperFrom, paperTo } = meeting;
  const { paperWeekends, materialsPlace, storagePlace, postingPlace, postingDecidedBy, total, totalBasis } = meeting;
  return {
    ...{ form, title, annual, firstElectronic, discussionPlace, paperAddress, paperFrom, paperTo, paperWeekends },
    ...{ materialsPlace, storagePlace, postingPlace, postingDecidedBy, total, totalBasis },
    ...(await namesFor(call, found, day)),
    id: file.id,
    number: file.number,
    address,
    open: isPreparing(found),
    zone,
    opens: localText(meeting.opensAt, zone),
    closes: localText(meeting.closesAt, zone),
    discussion: localText(meeting.discussionAt, zone),
    paperLast: paperLast(found, now),
    known: exactMetres(register.knownTotal),
    administrator: administratorPersonId,
    handed: meeting.requestedAt !== null,
    chair: chairId,
    secretary: secretaryId,
    counters: counterIds,
    people,
    planner: plannerOf(found, look, now, proofNeed((await meansOf(db, register, meeting)).means, day)),
  };
}

type Names = Pick<Shape, 'organisation' | 'organisations' | 'namedBy'>;
const nameOf = ({ shortName, inn }: { shortName: string; inn: string }): string => `${shortName} (ИНН ${inn})`;

/** Organisations of the house to choose from, and earlier protocols to refer to. */
async function namesFor({ db }: Asked, { file, meeting }: MeetingFile, day: string): Promise<Names> {
  const house = await houseCard(db, meeting.buildingId, day);
  const managers = house?.serving.filter(({ part, toDay }) => part === 'manages' && toDay === null) ?? [];
  const wanted = [...managers.map(({ organisationId }) => organisationId), meeting.administratorOrganisationId];
  const cards = await Promise.all([...new Set(wanted)].map(async (id) => (id ? organisationCard(db, id, day) : null)));
  const found = cards.filter((one) => one !== null);
  const chosen = found.find(({ id }) => id === meeting.administratorOrganisationId);
  const earlier = await decidedEarlier(db, meeting.buildingId, file.id);
  const protocols = earlier
    .filter(({ kind }) => kind === 'PROC_NOTICE_WAY')
    .map(({ number, closedAt }) => `протокол № ${number} от ${dayDigits(localOf(closedAt, file.zone).day)}`);
  return {
    organisation: chosen ? nameOf(chosen) : null,
    organisations: found.map(nameOf),
    namedBy: [...new Set(protocols)],
  };
}

function paperLast({ file: { zone }, meeting }: MeetingFile, now: Date): string | null {
  const { form, closesAt, paperFrom: from, paperTo: to, paperWeekends: weekends } = meeting;
  if (!closesAt || !from || !to) return null;
  const limit = paperUntil(form, closesAt, timingOfStage(lawOf(meeting, zone, todayIn(now, zone)), 'voted', zone));
  return lastReception(limit ? dueInstant(limit) : closesAt, { from, to, weekends }, zone).toISOString();
}

function view(data: Shape) {
  const { planner, zone, form, paperFrom: from, paperTo: to, paperWeekends: weekends, paperLast: last, id } = data;
  const { earliest } = planner;
  const names = new Map(data.people.map(({ value, title }) => [value, title]));
  const nameOfPerson = (id: string | null | undefined): string => (id && names.get(id)) ?? '';
  const [shownForm, ends] = [planner.form as MeetingForm, earliest.closes !== earliest.opens];
  return {
    ...data,
    forms: meetingForms.map((value) => ({ value, title: formTitles[value] })),
    formTitle: formTitles[form as MeetingForm],
    given: {
      ...data,
      annual: data.annual ? 'yes' : '',
      form: shownForm,
      weekends: weekends ? 'yes' : '',
      administrator: nameOfPerson(data.administrator),
      chair: nameOfPerson(data.chair),
      secretary: nameOfPerson(data.secretary),
    },
    offered: data.people.filter(({ fits }) => fits),
    first: data.firstElectronic ? 'yes' : '',
    counterFields: counterFields.map((name, index) => ({
      name,
      label: `Счётная комиссия, ${index + 1}`,
      value: nameOfPerson(data.counters[index]),
    })),
    administratorName: data.organisation ?? nameOfPerson(data.administrator),
    suggested: (data.total ?? data.known).replace('.', ','),
    knownWords: metresOf(data.known),
    earliestWords: typedMomentWords(earliest.opens, zone),
    lawfulWords: planner.lawful < earliest.opens ? typedMomentWords(planner.lawful, zone) : undefined,
    haltRule: HALT_RULE,
    earliestEnd: ends ? typedMomentWords(earliest.closes, zone) : undefined,
    opens: planner.opens ?? earliest.opens,
    closes: planner.closes ?? (ends || shownForm === 'in-person' ? earliest.closes : undefined),
    reception: from && to && receptionWords({ from, to, weekends }),
    receptionLast: last && instantWords(new Date(last), zone),
    weekdays: weekdayNames,
    weeks: stripView(id, planner),
    checks: planner.checks.map((one) => checkView(id, one, false)),
    moved: planner.steps.some((step) => step.moved && step.before !== null),
  };
}

const form = {
  page: 'meeting/prepare/terms',
  frame: { title: TITLE, trail: [MEETINGS_LINK, { title: TITLE }], wide: true },
  data: async (call: Call<MeetingParams>) => view(await load({ ...call, db: call.services.db })),
};

const show = route({
  id: 'meeting.terms',
  method: 'get',
  path: '/meetings/:id/terms',
  summary: TITLE,
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  query: lookQuery,
  out,
  page: 'meeting/prepare/terms',
  view,
  // Dates that cannot be read are reported above the strip as well, not only at the form far below.
  form: { ...form, data: async (call: Call<MeetingParams>) => ({ ...(await form.data(call)), badLook: true }) },
  handle: async (call: Call<MeetingParams, Look>) => {
    const data = await load(call, call.query);
    const trail = [MEETINGS_LINK, { href: `/meetings/${data.id}`, title: data.number }, { title: TITLE }];
    return { data, frame: { title: TITLE, trail, wide: true } };
  },
});

const save = route({
  id: 'meeting.terms-save',
  method: 'post',
  path: '/meetings/:id/terms',
  summary: 'Сохранить форму, сроки и места',
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  body: termsBody,
  out: z.object({ id: z.string() }),
  form,
  handle: async (call: TermsCall) => {
    const { id } = call.params;
    const found = await mustRun(call);
    await editDraft(call.db, id, await draftOf(call, found));
    return { data: { id }, see: `/meetings/${id}`, say: 'Сохранено. Ниже видно, чего ещё не хватает.' };
  },
});

export const termsRoutes = [show, save];
