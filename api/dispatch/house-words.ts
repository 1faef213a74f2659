import { contactKindNames, noteKindNames } from '../../law/dispatch/house';
import { phoneText } from '../../law/dispatch/phone';
import { dayDigits, NBSP, shortMoment } from '../../law/base/russian';
import { serviceNames, type Service } from '../../law/registry/words';
import type { ToldCard, ToldContact, ToldNote } from './house-shape';

export const placeText = ({ address, number }: { address: string; number: string | null }): string =>
  number === null ? address : `${address}, кв.${NBSP}${number}`;

const whereText = ({ number, entrance }: Pick<ToldNote, 'number' | 'entrance'>): string | null =>
  number !== null ? `кв.${NBSP}${number}` : entrance !== null ? `подъезд${NBSP}${entrance}` : null;

export const noteView = (note: ToldNote, zone: string) => ({
  id: note.id,
  status: { kind: note.kind === 'danger' ? 'late' : 'plain', word: noteKindNames[note.kind] },
  words: note.words,
  note: [
    whereText(note),
    note.till && `до${NBSP}${dayDigits(note.till)}`,
    `${note.madeBy}, ${shortMoment(new Date(note.since), zone)}`,
  ]
    .filter(Boolean)
    .join(' · '),
});

export const contactView = ({ id, kind, title, phone, hours, service, buildingId }: ToldContact) => ({
  id,
  title,
  kind: service ? serviceNames[service] : contactKindNames[kind],
  phone: phoneText(phone),
  href: `tel:${phone}`,
  hours: [hours, buildingId === null ? 'для всех домов' : null].filter(Boolean).join(' · '),
});

/** What the partial `house-card` shows of a place. */
export function houseCardView(card: ToldCard, base: string) {
  const { zone, entrance, floor, number } = card;
  const flat = [entrance !== null && `Подъезд${NBSP}${entrance}`, floor !== null && `этаж${NBSP}${floor}`].filter(
    Boolean,
  );
  return {
    base,
    title: placeText(card),
    flat: number === null ? undefined : flat.join(', '),
    house: `${card.municipality}. Этажей ${card.floors}, подъездов ${card.entrances}, построен в ${card.built} году`,
    people: card.residents.map((one) => ({
      name: one.name,
      part: [one.owns && 'собственник', one.lives && 'живёт здесь'].filter(Boolean).join(', '),
      phones: one.phones.map((phone) => ({ text: phoneText(phone), href: `tel:${phone}` })),
    })),
    outages: card.outages.map((one) => ({
      href: `/outages/${one.caseId}`,
      title: one.title,
      number: one.number,
      status: one.planned ? { kind: 'soon', word: 'плановое отключение' } : { kind: 'late', word: 'авария' },
      say: [
        `с ${shortMoment(new Date(one.since), zone)}`,
        one.until && `вернут до ${shortMoment(new Date(one.until), zone)}`,
        one.requests > 0 && `заявок уже ${one.requests}`,
      ]
        .filter(Boolean)
        .join(', '),
    })),
    requests: card.requests.map((one) => ({
      href: `/requests/${one.caseId}`,
      number: one.number,
      say: [one.title, one.premises && `кв.${NBSP}${one.premises}`, shortMoment(new Date(one.at), zone)]
        .filter(Boolean)
        .join(', '),
    })),
    notes: card.notes.map((note) => noteView(note, zone)),
    contacts: card.contacts.map(contactView),
    serving: card.serving.map(({ organisationId, name, part, services, phone }) => ({
      href: `/organisations/${organisationId}`,
      name,
      part: part === 'manages' ? 'управляет домом' : services.map((one) => serviceNames[one as Service]).join(', '),
      phone: phone === null ? undefined : { text: phoneText(phone), href: `tel:${phone}` },
    })),
  };
}
