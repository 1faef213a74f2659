import type { Knex } from 'knex';
import { NBSP } from '../../law/base/russian';
import { localOf } from '../../law/base/zone';
import type { NoteKind } from '../../law/dispatch/house';
import { notesOf, type HouseNote } from '../../store/dispatch/house-note';
import type { RequestShape } from './shape';

/** How to get in and what to beware of. */
export interface AccessNote {
  title: string;
  text: string;
}

const TITLES: Readonly<Record<NoteKind, string>> = {
  access: 'Войти',
  key: 'Ключи',
  danger: 'Опасно',
  vulnerable: 'Знать',
  pet: 'Животные',
  other: 'Ещё',
};
const kinds = Object.keys(TITLES) as NoteKind[];
/** What concerns the neighbours when a riser is shut or the power goes. */
const SHARED: readonly NoteKind[] = ['danger', 'vulnerable'];

/** Notes of the house, of this entrance and of this flat; of other flats only where all of them are concerned. */
export async function accessNotes(db: Knex, request: RequestShape, now: Date): Promise<AccessNote[]> {
  const place = { buildingId: request.house.id, premisesId: null };
  const all = await notesOf(db, place, localOf(now, request.zone).day);
  const notes = all.filter((note) => concerns(note, request));
  return kinds.flatMap((kind) => {
    const said = notes.filter((note) => note.kind === kind).map((note) => words(note, request));
    return said.length > 0 ? [{ title: TITLES[kind], text: said.join('; ') }] : [];
  });
}

function concerns({ number, entrance, kind }: HouseNote, request: RequestShape): boolean {
  const here = entrance === null || request.entrance === null || entrance === request.entrance;
  if (number === null) return here;
  return number === request.premises || (request.common && here && SHARED.includes(kind));
}

const words = ({ number, words: said }: HouseNote, { premises }: RequestShape): string =>
  number !== null && number !== premises ? `кв.${NBSP}${number}: ${said}` : said;
