import { z } from 'zod';
import { maybe, text, uuid } from '../http/fields';
import { pageFields } from '../http/paging';
import type { Empty, Filter } from '../view/list';

/** What every list of houses may be asked for: words of the address, municipality, page. */
export const houseQuery = { q: maybe(text({ max: 100 })), municipality: maybe(uuid()), ...pageFields };

export const placeShape = z.object({ id: z.string(), name: z.string() });
export type Place = z.infer<typeof placeShape>;

export const houseFilters = (places: readonly Place[]): Filter[] => [
  { kind: 'text', name: 'q', label: 'Адрес' },
  {
    kind: 'select',
    name: 'municipality',
    label: 'Муниципалитет',
    blank: 'любой',
    options: places.map(({ id, name }) => ({ value: id, title: name })),
  },
];

export const noHouses: Empty = { title: 'Домов нет', say: 'Здесь видны дома, где вы живёте или работаете.' };
