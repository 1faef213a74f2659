import { z } from 'zod';
import { contactKindNames, contactKinds, noteKindNames, noteKinds } from '../../law/dispatch/house';
import { serviceNames } from '../../law/registry/words';
import { cardPlace, houseCard } from '../../store/dispatch/house-card';
import { contactsKept } from '../../store/dispatch/house-contact';
import { notesKept } from '../../store/dispatch/house-note';
import { signed } from '../account/signed';
import { maybe, uuid } from '../http/fields';
import { route, type Call, type Route } from '../http/route';
import { houseSubject } from '../registry/access';
import { notFound } from '../security/permission';
import { byId, deskOf, desksOf } from './access';
import {
  contactShape,
  houseCardShape,
  noteShape,
  told,
  toldCard,
  type ToldContact,
  type ToldNote,
} from './house-shape';
import { contactView, houseCardView, noteView } from './house-words';

const query = z.object({ premises: maybe(uuid()) });
const out = houseCardShape.extend({ keptNotes: z.array(noteShape), keptContacts: z.array(contactShape) });
type Shown = z.infer<typeof out>;

export const houseDesk = (buildingId: string): string => `/houses/${buildingId}/dispatch`;

const options = (names: Readonly<Record<string, string>>, keys: readonly string[]) =>
  keys.map((value) => ({ value, title: names[value] ?? value }));
export const noteOptions = options(noteKindNames, noteKinds);
export const contactOptions = options(contactKindNames, contactKinds);
export const serviceOptions = options(serviceNames, Object.keys(serviceNames));

export const everywhere = [{ value: 'on', title: 'Для всех домов организации' }];

export async function loadHouse(
  call: Pick<Call, 'db' | 'now' | 'actor'>,
  buildingId: string,
  premisesId?: string,
): Promise<Shown> {
  const { db, now } = call;
  const card = await houseCard(db, premisesId ? { premisesId } : { buildingId }, now);
  if (card?.buildingId !== buildingId) throw notFound();
  const [keptNotes, keptContacts] = await Promise.all([
    notesKept(db, buildingId, now),
    contactsKept(db, { buildingId, organisations: desksOf(signed(call)), now }),
  ]);
  return { ...toldCard(card), keptNotes: told<ToldNote[]>(keptNotes), keptContacts: told<ToldContact[]>(keptContacts) };
}

/** `kept`: those that stand, with the acts upon them; `gone`: removed lately, which may come back. */
const parted = <Row extends { removedAt: string | null }, V>(rows: readonly Row[], show: (row: Row) => V) => ({
  kept: rows.filter(({ removedAt }) => removedAt === null).map(show),
  gone: rows.filter(({ removedAt }) => removedAt !== null).map(show),
});

export function houseView(data: Shown) {
  const base = houseDesk(data.buildingId);
  return {
    card: houseCardView(data, base),
    base,
    find: { action: '/dispatch/find' },
    notes: parted(data.keptNotes, (note) => noteView(note, data.zone)),
    contacts: parted(data.keptContacts, contactView),
    house: data.buildingId,
    gone: [...data.keptNotes, ...data.keptContacts].some(({ removedAt }) => removedAt !== null),
    noteOptions,
    contactOptions,
    serviceOptions,
    everywhere,
    number: data.number,
    noteField: { name: 'words' },
    contactField: { name: 'phone' },
  };
}

export const houseFrame = ({ address, buildingId }: { address: string; buildingId: string }) => ({
  title: `Для диспетчера: ${address}`,
  trail: [
    { href: '/houses', title: 'Дома' },
    { href: `/houses/${buildingId}`, title: address },
    { title: 'Для диспетчера' },
  ],
});

/** The form of a refused write of this house, drawn on its page. */
export const houseForm = {
  page: 'dispatch/house',
  data: async (call: Call<{ id: string }, unknown, unknown>) => {
    const place = await cardPlace(call.db, { buildingId: call.params.id });
    return { ...houseView(await loadHouse(call, call.params.id)), frame: place && houseFrame(place) };
  },
  frame: (shown: object) => (shown as { frame: ReturnType<typeof houseFrame> }).frame,
};

const house = route({
  id: 'dispatch.house',
  method: 'get',
  path: '/houses/:id/dispatch',
  summary: 'Дом для диспетчера',
  allowed: deskOf,
  subject: houseSubject('managers'),
  params: byId,
  query,
  out,
  page: 'dispatch/house',
  view: houseView,
  handle: async (call) => {
    const data = await loadHouse(call, call.params.id, call.query.premises);
    return { data, frame: houseFrame(data) };
  },
});

export const houseRoutes: readonly Route[] = [house];
