import { NBSP, shortMoment } from '../../law/base/russian';
import { faultKind } from '../../law/dispatch/kinds';
import { phoneOf, phoneText } from '../../law/dispatch/phone';
import { isAlike } from '../../law/request/alike';
import { sourceTitles } from '../../law/request/words';
import { shownCall } from '../dispatch/call-shape';
import { deskView } from '../dispatch/desk-view';
import { whyFound, type ToldPlace } from '../dispatch/find';
import { houseCardView, placeText } from '../dispatch/house-words';
import { houseDesk } from '../dispatch/house';
import { hrefWith } from '../view/list';
import type { Intake } from './intake-load';
import { pickerView } from './picker';

export const INTAKE = '/requests/intake';

/** What was chosen and typed so far, wherever it comes from: the address of the page or a refused form. */
export interface IntakeTyped {
  kind?: string;
  text?: string;
  asked?: readonly string[];
  entrance?: number;
  /** The form was refused because the house knows of it already. */
  refused?: boolean;
}

/** Where half-typed words are kept: of each call apart, and of the desk. */
export const draftOf = (callId: string | undefined): string => `intake-${callId ?? 'desk'}`;
/** What the dispatcher reads out when it is written down. */
export const toldHref = (id: string, call: string | undefined): string =>
  hrefWith(`/requests/${id}/told`, {}, { call });

/** The page of one call, in the order of the work: who and where, what, what to say. */
export function intakeView(data: Intake, typed: IntakeTyped, now: Date) {
  const { call, card, q } = data;
  const alike = alikeView(data, typed);
  return {
    calls: data.desk?.length
      ? deskView(
          data.desk.map((one) => shownCall(one, now)),
          now,
        )
      : undefined,
    answered: call?.caseNumber,
    find: { action: INTAKE, value: q, call: call?.id, id: 'placing', focus: !card && data.places.length === 0 },
    asked: q !== '',
    places: placesView(data),
    draft: draftOf(call?.id),
    text: typed.text,
    call: call?.id,
    building: card?.buildingId,
    premises: card?.premisesId ?? undefined,
    card: card ? houseCardView({ ...card, requests: [] }, houseDesk(card.buildingId)) : undefined,
    who: whoView(data),
    alike,
    // Only what was shown beside the chosen kind may be passed by.
    refused: typed.refused && typed.kind !== undefined && alike !== undefined,
    kinds: pickerView({
      words: typed.text ?? '',
      usual: data.usual,
      kind: typed.kind,
      asked: typed.asked ?? [],
      zone: data.zone,
      now,
    }),
    outages: card?.outages.map(({ caseId, number, title }) => ({ value: caseId, title: `${number}: ${title}` })),
    phone: phoneText(call?.phone ?? chosenPhone(data) ?? phoneOf(q) ?? ''),
    entrance: card?.entrance ?? undefined,
    floor: card?.floor ?? undefined,
    sources: (['phone', 'visit', 'round'] as const).map((value) => ({ value, title: sourceTitles[value] })),
  };
}

const chosenPhone = ({ card, person }: Intake): string | undefined =>
  card?.residents.find(({ personId }) => personId === person)?.phones[0];

function placesView({ call, q, places, card, person }: Intake) {
  return places.map((one: ToldPlace, index) => {
    const current = card
      ? one.buildingId === card.buildingId && one.premisesId === card.premisesId && one.personId === person
      : false;
    return {
      href: hrefWith(
        INTAKE,
        {},
        {
          call: call?.id,
          q,
          building: one.buildingId,
          premises: one.premisesId ?? undefined,
          person: one.personId ?? undefined,
        },
      ),
      title: placeText(one),
      note: whyFound(one),
      current,
      focus: !card && index === 0,
    };
  });
}

/** Those who live there, the one found first chosen; somebody else is written down by name. */
function whoView({ card, person }: Intake) {
  if (!card || card.residents.length === 0) return undefined;
  return card.residents.map(({ personId, name, owns }) => ({
    value: personId,
    title: name,
    note: owns ? 'собственник' : 'живёт здесь',
    chosen: personId === person,
  }));
}

const ALIKE_MOST = 4;

/** «Похоже, об этом уже знают»: all that others may be calling about, or what is like the kind that was chosen. */
function alikeView(data: Intake, { kind, entrance }: IntakeTyped) {
  const here = { kind: kind ?? '', entrance: entrance ?? data.card?.entrance ?? null };
  const found = data.open.filter((one) => kind === undefined || isAlike(one, here)).slice(0, ALIKE_MOST);
  if (found.length === 0) return undefined;
  const people = data.card?.residents.map(({ personId, name }) => ({ value: personId, title: name })) ?? [];
  return found.map((one, index) => ({
    id: one.id,
    form: `join-${index + 1}`,
    href: `/requests/${one.id}`,
    number: one.number,
    say: alikeWords(one, data.zone),
    // Whoever takes part already is only told again.
    knows: data.person !== null && one.people.includes(data.person),
    person: data.person ?? undefined,
    people: data.person === null ? people : undefined,
    first: index === 0,
  }));
}

export function alikeWords(
  one: { kind: string; premises: string | null; entrance: number | null; at: string | Date; people: readonly string[] },
  zone: string,
): string {
  return [
    faultKind(one.kind).title,
    one.premises ? `кв.${NBSP}${one.premises}` : one.entrance !== null && `подъезд${NBSP}${one.entrance}`,
    shortMoment(new Date(one.at), zone),
    one.people.length > 1 && `позвонили ${one.people.length}`,
  ]
    .filter(Boolean)
    .join(', ');
}
