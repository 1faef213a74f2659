import { formTitles } from '../../../law/meeting/forms';
import { receptionPlace } from '../../../law/meeting/reception';
import { windowOf } from '../../../store/meetings/results';
import type { PaperFacts } from './facts';
import { dayOf, holderId, moment, nameOf } from './words';

/** ЖК РФ ст. 45 ч. 5, ст. 47.1 ч. 4: everything the message must say. */
export function noticeView(facts: PaperFacts) {
  const { file, meeting, address, questions } = facts;
  const { zone } = file;
  const until = windowOf(meeting, zone)?.paperUntil;
  const administrator = meeting.administratorPersonId ?? meeting.administratorOrganisationId;
  return {
    number: meeting.systemNumber ?? file.number,
    day: dayOf(meeting.noticedAt, zone),
    address,
    title: meeting.title,
    annual: meeting.annual ? 'годовое' : 'внеочередное',
    form: formTitles[meeting.form],
    initiator: initiatorWords(facts),
    opens: moment(meeting.opensAt, zone),
    closes: moment(meeting.closesAt, zone),
    electronic: meeting.form === 'electronic',
    discussion: [moment(meeting.discussionAt, zone), meeting.discussionPlace].filter(Boolean).join(', '),
    paper: receptionPlace(meeting) ?? '',
    paperUntil: until ? moment(new Date(until), zone) : '',
    administrator:
      nameOf(facts, administrator) || nameOf(facts, meeting.initiatorPersonId ?? meeting.initiatorOrganisationId),
    materials: materialWords(facts),
    questions: questions.map(({ number, wording }) => ({ number, wording })),
  };
}

/** Where to read, and what stands in the system to be read: the list freezes with this message. */
function materialWords({ meeting, materials }: PaperFacts): string {
  const files = materials.length > 0 ? `файлы в системе: ${materials.map(({ name }) => `«${name}»`).join(', ')}` : '';
  return [meeting.materialsPlace, files].filter(Boolean).join('; ');
}

/** An owner is named with premises, an organisation with its number in the state register. */
function initiatorWords(facts: PaperFacts): string {
  const { meeting, rights, who } = facts;
  if (meeting.initiatorOrganisationId) {
    const found = who.get(meeting.initiatorOrganisationId);
    return found ? `${found.name}, ОГРН ${found.ogrn ?? ''}` : '';
  }
  const id = meeting.initiatorPersonId;
  const held = rights.filter(({ holders }) => holders.some((one) => holderId(one) === id)).map(({ number }) => number);
  return [nameOf(facts, id), ...(held.length > 0 ? [`помещение ${held.join(', ')}`] : [])].join(', ');
}
