import { Refusal } from '../base/refusal';

/** Flats of a house by their numbers, both ends included. */
export type FlatRange = readonly [first: number, last: number];

const FLAT_MOST = 9_999;
const RANGES_MOST = 50;
const PIECE = /^(\d{1,4})(?:\s*[-–—]\s*(\d{1,4}))?$/;

/** «1–20, 45» as ranges; nothing means every flat. */
export function flatRanges(typed: string): FlatRange[] {
  const pieces = typed.split(/[,;]/).flatMap((piece) => (piece.trim() === '' ? [] : [piece.trim()]));
  if (pieces.length > RANGES_MOST) throw wrong();
  return pieces.map((piece) => {
    const [, first = '', last = first] = PIECE.exec(piece) ?? [];
    const range = [Number(first), Number(last)] as const;
    if (first === '' || range[0] < 1 || range[1] < range[0] || range[1] > FLAT_MOST) throw wrong();
    return range;
  });
}

function wrong(): Refusal {
  const say = 'Квартиры записаны неверно. Напишите номера через запятую, например: 1–20, 45.';
  return new Refusal('flats-wrong', say, 422, { flats: say });
}

export const flatsWords = (ranges: readonly FlatRange[]): string =>
  ranges.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(', ');

/** «подъезды 1, 2; кв. 1–20; стояк 3»; nothing when the whole house is off. */
export function partWords(part: {
  entrances: readonly number[];
  flats: readonly FlatRange[];
  risers: string | null;
}): string {
  const { entrances, flats, risers } = part;
  return [
    entrances.length > 0 && `${entrances.length === 1 ? 'подъезд' : 'подъезды'} ${entrances.join(', ')}`,
    flats.length > 0 && `кв. ${flatsWords(flats)}`,
    risers && `стояки: ${risers}`,
  ]
    .filter(Boolean)
    .join('; ');
}
