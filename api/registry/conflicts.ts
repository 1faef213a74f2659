import { z } from 'zod';
import { conflictTexts } from '../../law/registry/conflicts';
import { houseOn } from '../../store/registry/rights';
import { mustFindHouse } from './find';
import { route } from '../http/route';
import { listView, type ListSpec } from '../view/list';
import { byId, dayInUtc, houseTrail, readsNames } from './access';
import {
  conflict,
  conflictSubject,
  factsText,
  home,
  hrefOf,
  conflictReaders,
  shown,
  type Shown,
  wayTitle,
} from './conflict-shape';

const listed = z.object({
  house: home,
  /** The reader may also open the cards of the premises. */
  reads: z.boolean(),
  conflicts: z.array(conflict),
});
type Listed = z.infer<typeof listed>;

const spec = ({ house, reads }: Listed): ListSpec<Shown> => ({
  title: 'Расхождения в реестре',
  path: `/houses/${house.id}/conflicts`,
  noun: ['расхождение', 'расхождения', 'расхождений'],
  columns: [
    {
      title: 'Помещение',
      cell: ({ number, premisesId }) => ({ text: number, href: reads ? `/premises/${premisesId}` : undefined }),
    },
    {
      title: 'Что не так',
      cell: (row) => ({ text: conflictTexts[row.kind].title, href: hrefOf(row), note: factsText(row) || undefined }),
    },
    {
      title: 'Решение',
      cell: (row) =>
        row.decided
          ? { text: wayTitle(row), note: row.decided.reason }
          : { status: { kind: 'soon', word: 'не решено' } },
    },
  ],
  empty: { title: 'Расхождений нет', say: 'Доли, площади и права дома согласованы.' },
  exports: ['csv', 'xlsx'],
});

export const conflictList = route({
  id: 'registry.conflicts',
  method: 'get',
  path: '/houses/:id/conflicts',
  summary: 'Расхождения в реестре дома',
  allowed: conflictReaders,
  subject: conflictSubject('offices'),
  params: byId,
  out: listed,
  page: 'registry/list',
  view: (found: Listed) => ({
    list: listView(spec(found), { rows: found.conflicts, count: found.conflicts.length }, {}),
  }),
  table: {
    columns: ['Помещение', 'Что не так', 'Подробности', 'Решение', 'Причина', 'Кто решил'],
    rows: ({ conflicts }: Listed) =>
      conflicts.map((row) => [
        row.number,
        conflictTexts[row.kind].title,
        factsText(row),
        wayTitle(row),
        row.decided?.reason ?? null,
        row.decided?.by ?? null,
      ]),
  },
  handle: async ({ db, actor, params, now }) => {
    const day = dayInUtc(now);
    const [house, { conflicts }] = await Promise.all([mustFindHouse(db, params.id, day), houseOn(db, params.id, day)]);
    const open = [...conflicts].sort((a, b) => Number(a.decided !== null) - Number(b.decided !== null));
    return {
      data: {
        house: { id: house.id, address: house.address, zone: house.zone },
        reads: await readsNames(db, actor, params.id),
        conflicts: await shown(db, open),
      },
      frame: houseTrail(house, 'Расхождения в реестре'),
    };
  },
});
