import { CAPITAL_ZONE, localOf } from '../../law/base/zone';
import { capitalised, momentWords } from '../../law/base/russian';
import { servicesWords } from '../../law/outage/words';
import { countOutages } from '../../store/outage/list';
import { outagesAtHome, type HomeOutage } from '../../store/outage/now';
import type { Beginning, HomeCall, HomeCard, Tiles } from '../case/area';
import { tilesOf, type Counter } from '../case/list';
import type { Actor } from '../security/actor';
import { watchedRegions } from '../security/reader';
import { authorsOf } from './access';
import { outageFilter, type OutagesAsked, type OutageState } from './filter';
import { promiseOf } from './line';

/** What is off at home, and what will be: nobody has to do anything about it. */
export async function outageCards({ db, actor, now }: HomeCall): Promise<HomeCard[]> {
  if (actor.self === null || actor.houses.length === 0) return [];
  const found = await outagesAtHome(db, actor.self, localOf(now, CAPITAL_ZONE).day);
  return found.map((one) => cardOf(one, now));
}

function cardOf(one: HomeOutage, now: Date): HomeCard {
  const { id, phase, services, from, until, beganAt, danger, zone, address } = one;
  const when = (at: Date): string => momentWords(at, zone, now);
  const off = phase === 'running';
  const line = { phase, outcome: null, from: from.toISOString(), until: until?.toISOString() ?? null };
  const { status, due } = promiseOf(line, now);
  const end = until ? ` Включат ${when(until)}.` : ' Когда включат, пока неизвестно.';
  return {
    urgency: 'ahead',
    at: off ? now.toISOString() : from.toISOString(),
    title: off ? `Нет: ${servicesWords(services)}` : `${capitalised(servicesWords(services))}: отключат ${when(from)}`,
    say: `${address}. ${off ? `Нет с ${when(beganAt ?? from)}.` : ''}${end}${danger ? ' Это опасно.' : ''}`.replace(
      '. .',
      '.',
    ),
    status,
    ...(due && { due }),
    links: [{ href: `/outages/${id}`, title: 'Подробнее' }],
  };
}

interface OutageWish extends Counter {
  query: { whose: 'office' | 'region'; state: OutageState };
}

const wishesOf = (actor: Actor): OutageWish[] => [
  ...(authorsOf(actor).length > 0
    ? [
        {
          title: 'обещанное время прошло',
          query: { whose: 'office', state: 'overrun' },
          hot: true,
          always: true,
        } as const,
        { title: 'идут сейчас', query: { whose: 'office', state: 'running' } } as const,
        { title: 'впереди', query: { whose: 'office', state: 'announced' } } as const,
      ]
    : []),
  ...(watchedRegions(actor).length > 0
    ? [
        { title: 'уведомили поздно в регионе', query: { whose: 'region', state: 'late' }, hot: true } as const,
        { title: 'идут в регионе', query: { whose: 'region', state: 'running' } } as const,
      ]
    : []),
];

export async function outageTiles({ db, actor, now }: HomeCall): Promise<Tiles> {
  const wishes = wishesOf(actor);
  const filters = wishes.map(({ query }) => outageFilter(actor, query satisfies OutagesAsked, now));
  const counts = await countOutages(db, filters, now);
  return { title: 'Отключения', tiles: tilesOf('/outages', wishes, counts) };
}

export const outageBegins = (actor: Actor): readonly Beginning[] =>
  authorsOf(actor).length > 0 ? [{ href: '/outages/new', title: 'Отключение', icon: 'bolt' }] : [];
