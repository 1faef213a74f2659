import { faultKind } from '../../law/dispatch/kinds';
import { countRequests, listRequests } from '../../store/request/list';
import type { Beginning, HomeCall, HomeCard, Tiles } from '../case/area';
import { officeWishes, tilesOf, type Wish } from '../case/list';
import { desksOf, officesOf } from '../security/reader';
import { requestFilter } from './filter';
import { requestLines } from './line';
import { requestLeft, requestPlace } from './line';

const MINE: Wish<'assigned'> = { title: 'назначены мне', query: { whose: 'assigned', state: 'open' } };
const DESK: Wish<'office'>[] = [
  { title: 'просрочено', query: { whose: 'office', state: 'overdue' }, always: true, hot: true },
  { title: 'нужно действие', query: { whose: 'office', state: 'owed' } },
  { title: 'открыто', query: { whose: 'office', state: 'open' } },
];

/** Requests given to a master, those of a desk, an office, a region. */
export async function requestTiles({ db, actor, now }: HomeCall): Promise<Tiles> {
  const office = officeWishes(actor);
  const wishes = [
    ...(actor.posts.some(({ role }) => role === 'master') ? [MINE] : []),
    ...(desksOf(actor).length > 0 && officesOf(actor).length === 0 ? DESK : []),
    ...office,
  ];
  const filters = wishes.map(({ query }) => requestFilter(actor, query, now));
  return { title: 'Заявки', tiles: tilesOf('/requests', wishes, await countRequests(db, filters, now)) };
}

const SHOWN = 5;

/** The resident's own requests: the finished ones wait for them, the others are on their way. */
export async function requestCards({ db, actor, now }: HomeCall): Promise<HomeCard[]> {
  if (actor.self === null) return [];
  const filter = { ...requestFilter(actor, { whose: 'mine', state: 'open' }, now), scope: { personId: actor.self } };
  const found = await listRequests(db, filter, { sort: 'due', limit: SHOWN }, now);
  const lines = await requestLines(db, found.rows);
  return lines
    .filter((_, place) => found.rows[place]?.masterId !== actor.self)
    .map((line): HomeCard => {
      const left = requestLeft(line, now);
      const fixed = line.phase === 'fixed';
      return {
        urgency: fixed ? 'now' : 'ahead',
        at: line.dueAt,
        title: fixed ? `Проверьте работу: ${faultKind(line.kind).title}` : faultKind(line.kind).title,
        say: `${requestPlace(line)}. ${line.worker ? `Кто: ${line.worker}.` : 'Мастера подбирает диспетчер.'}`,
        status: left.status,
        ...(left.due && { due: left.due }),
        act: { href: `/requests/${line.id}`, title: fixed ? 'Подтвердить или вернуть' : 'Открыть заявку' },
        links: [],
      };
    });
}

export const requestBegins = (): readonly Beginning[] => [
  { href: '/requests/new', title: 'Заявка диспетчеру', icon: 'phone' },
];
