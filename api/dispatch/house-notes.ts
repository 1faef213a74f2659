import type { Knex } from 'knex';
import { z } from 'zod';
import { fieldsWrong } from '../../law/base/refusal';
import { noteKinds } from '../../law/dispatch/house';
import { cardPlace } from '../../store/dispatch/house-card';
import {
  addNote,
  changeNote,
  flatOf,
  readNote,
  removeNote,
  type HouseNote,
  type NoteWords,
} from '../../store/dispatch/house-note';
import { signed } from '../account/signed';
import { choice, day, maybe, text, whole } from '../http/fields';
import { route, type Call, type Route } from '../http/route';
import { houseSubject } from '../registry/access';
import type { Subject } from '../security/actor';
import { notFound } from '../security/permission';
import { byId, deskOf, type ById } from './access';
import { houseDesk, houseForm, houseFrame, noteOptions } from './house';
import { noteShape, told, type ToldNote } from './house-shape';

const WORDS_MOST = 500;
const body = z.object({
  kind: choice(noteKinds),
  words: text({ max: WORDS_MOST, lines: true }),
  /** Number of the flat, as people write it. */
  flat: maybe(text({ max: 20 })),
  entrance: maybe(whole({ least: 1, most: 99 })),
  till: maybe(day()),
});
const done = z.object({ id: z.string() });

async function wordsOf(db: Knex, buildingId: string, sent: z.infer<typeof body>): Promise<NoteWords> {
  const { kind, words, flat, entrance, till } = sent;
  const premisesId = flat === undefined ? null : await flatOf(db, buildingId, flat);
  if (flat !== undefined && premisesId === null) throw fieldsWrong({ flat: 'Такой квартиры в доме нет.' });
  return { kind, words, premisesId, entrance: entrance ?? null, till: till ?? null };
}

const add = route({
  id: 'dispatch.note-add',
  method: 'post',
  path: '/houses/:id/notes',
  summary: 'Записать памятку о доме',
  allowed: deskOf,
  subject: houseSubject('managers'),
  params: byId,
  body,
  out: done,
  form: houseForm,
  handle: async (call) => {
    const { db, params, key } = call;
    const note = await wordsOf(db, params.id, call.body);
    await addNote(db, { ...note, id: key, buildingId: params.id, madeBy: signed(call).personId });
    return { data: { id: key }, see: houseDesk(params.id), say: 'Памятка записана.' };
  },
});

async function mustFindNote(db: Knex, id: string): Promise<HouseNote> {
  const note = await readNote(db, id);
  if (!note) throw notFound();
  return note;
}

async function noteSubject(db: Knex, { id }: ById): Promise<Subject | null> {
  const note = await readNote(db, id);
  return note && houseSubject('managers')(db, { id: note.buildingId });
}

const out = noteShape.extend({ address: z.string() });
const editView = (note: z.infer<typeof out>) => ({
  ...note,
  noteOptions,
  action: `/house-notes/${note.id}`,
  back: houseDesk(note.buildingId),
});

async function load({ db }: Pick<Call, 'db'>, id: string): Promise<z.infer<typeof out>> {
  const note = await mustFindNote(db, id);
  const place = await cardPlace(db, { buildingId: note.buildingId });
  return { ...told<ToldNote>(note), address: place?.address ?? '' };
}

const edit = route({
  id: 'dispatch.note',
  method: 'get',
  path: '/house-notes/:id',
  summary: 'Памятка о доме',
  allowed: deskOf,
  subject: noteSubject,
  params: byId,
  out,
  page: 'dispatch/house-note',
  view: editView,
  handle: async (call) => {
    const data = await load(call, call.params.id);
    return { data, frame: { ...houseFrame(data), title: `Памятка: ${data.address}` } };
  },
});

const written = { allowed: deskOf, subject: noteSubject, params: byId, out: done, method: 'post' } as const;

const change = route({
  ...written,
  id: 'dispatch.note-change',
  path: '/house-notes/:id',
  summary: 'Изменить памятку о доме',
  body,
  form: { page: 'dispatch/house-note', data: async (call) => editView(await load(call, call.params.id)) },
  handle: async ({ db, params, body: sent }) => {
    const { buildingId } = await mustFindNote(db, params.id);
    await changeNote(db, params.id, await wordsOf(db, buildingId, sent));
    return { data: { id: params.id }, see: houseDesk(buildingId), say: 'Памятка изменена.' };
  },
});

const taken = (id: string, step: string, summary: string, say: string) =>
  route({
    ...written,
    id,
    path: `/house-notes/:id/${step}`,
    summary,
    body: z.object({}),
    handle: async (call) => {
      const { db, params } = call;
      const { buildingId } = await mustFindNote(db, params.id);
      await removeNote(db, params.id, step === 'remove' ? signed(call).personId : null);
      return { data: { id: params.id }, see: houseDesk(buildingId), say };
    },
  });

const remove = taken(
  'dispatch.note-remove',
  'remove',
  'Убрать памятку',
  'Памятка убрана. Вернуть её можно внизу страницы.',
);
const restore = taken('dispatch.note-restore', 'restore', 'Вернуть памятку', 'Памятка на месте.');

export const noteRoutes: readonly Route[] = [add, edit, change, remove, restore];
