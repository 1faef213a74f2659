import { countAppeals } from '../../store/appeal/list';
import type { Beginning, HomeCall, Tiles } from '../case/area';
import { officeWishes, tilesOf, type Wish } from '../case/list';
import { appealFilter } from './filter';

const MINE: Wish<'assigned'> = { title: 'назначены мне', query: { whose: 'assigned', state: 'owed' } };

/** Appeals given to whoever has a post, and those of their office and region. */
export async function appealTiles({ db, actor, now }: HomeCall): Promise<Tiles> {
  const wishes = actor.posts.length > 0 ? [MINE, ...officeWishes(actor)] : [];
  const filters = wishes.map(({ query }) => appealFilter(actor, query, now));
  return { title: 'Обращения', tiles: tilesOf('/appeals', wishes, await countAppeals(db, filters, now)) };
}

export const appealBegins = (): readonly Beginning[] => [
  { href: '/appeals/new', title: 'Обращение', icon: 'pen' },
  { href: '/appeals/register', title: 'Записать обращение', icon: 'phone' },
];
