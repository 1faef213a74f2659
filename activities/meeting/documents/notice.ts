import { receptionPlace } from '../../../law/meeting/vote/reception';
import { windowOfMeeting } from '../../../store/meeting/results';
import type { PaperFacts } from './facts';
import { dayDigitsOf, holderId, inForm, moment } from './words';

/** ЖК РФ ст. 45 ч. 5, ст. 47.1 ч. 4: everything the message must contain. */
export function noticeView(facts: PaperFacts) {
  const { file, meeting, address, questions } = facts;
  const { zone } = file;
  const until = windowOfMeeting(meeting, zone)?.paperUntil;
  return {
    number: meeting.systemNumber ?? file.number,
    day: dayDigitsOf(meeting.noticedAt, zone),
    address,
    title: meeting.title,
    annual: meeting.annual ? 'годовое' : 'внеочередное',
    inForm: inForm[meeting.form],
    initiator: whoWords(facts, meeting.initiatorPersonId, meeting.initiatorOrganisationId),
    opens: moment(meeting.opensAt, zone),
    closes: moment(meeting.closesAt, zone),
    electronic: meeting.form === 'electronic',
    discussion: [moment(meeting.discussionAt, zone), meeting.discussionPlace].filter(Boolean).join(', '),
    paper: receptionPlace(meeting) ?? '',
    paperUntil: until ? moment(new Date(until), zone) : '',
    administrator: administratorWords(facts),
    materials: materialWords(facts),
    questions: questions.map(({ number, wording }) => ({ number, wording })),
  };
}

/** Where to read, and which materials are in the system: the list is fixed by this message. */
function materialWords({ meeting, materials }: PaperFacts): string {
  const files = materials.length > 0 ? `файлы в системе: ${materials.map(({ name }) => `«${name}»`).join(', ')}` : '';
  return [meeting.materialsPlace, files].filter(Boolean).join('; ');
}

/** An owner is named with premises, an organisation with its state registration number. */
function whoWords({ rights, who }: PaperFacts, personId: string | null, organisationId: string | null): string {
  const found = who.get(organisationId ?? personId ?? '');
  if (!found) return '';
  if (organisationId) return `${found.name}, ОГРН ${found.ogrn ?? ''}`;
  const held = rights
    .filter(({ holders }) => holders.some((one) => holderId(one) === personId))
    .map(({ number }) => number);
  return [found.name, ...(held.length > 0 ? [`помещение ${held.join(', ')}`] : [])].join(', ');
}

/** ЖК РФ ст. 47.1 ч. 4: the administrator with address and phone; without one, the initiator (K-19). */
function administratorWords(facts: PaperFacts): string {
  const { meeting, who } = facts;
  const named = meeting.administratorPersonId ?? meeting.administratorOrganisationId;
  const [person, organisation] = named
    ? [meeting.administratorPersonId, meeting.administratorOrganisationId]
    : [meeting.initiatorPersonId, meeting.initiatorOrganisationId];
  const contact = organisation && who.get(organisation)?.contact;
  return [whoWords(facts, person, organisation), contact].filter(Boolean).join(', ');
}
