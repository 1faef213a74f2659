import { inspectionsWaiting } from '../../store/meeting/file/inspections';
import { countMeetings } from '../../store/meeting/list';
import type { Beginning, HomeCall, Tiles } from '../case/area';
import { officeWishes, tilesOf, type Wish } from '../case/list';
import type { Actor } from '../security/actor';
import { inspectedRegions, officesOf, watchedRegions } from '../security/reader';
import { AWAITING, meetingFilter } from './filter';

const WAITING: Wish<typeof AWAITING> = { title: 'ждут инспекцию', query: { whose: AWAITING, state: 'open' } };

/** Meetings of the houses an office manages or watches over; for an inspector also the pairs of similar protocols. */
export async function meetingTiles({ db, actor, now }: HomeCall): Promise<Tiles> {
  const inspected = inspectedRegions(actor);
  const wishes = [...(inspected.length > 0 ? [WAITING] : []), ...officeWishes(actor)];
  const filters = wishes.map(({ query }) => meetingFilter(actor, query, now));
  const similar = await inspectionsWaiting(db, inspected);
  const tiles = tilesOf('/meetings', wishes, await countMeetings(db, filters, now));
  // P-16
  const task = { title: 'проверить сходные протоколы', href: '/inspections?state=waiting', count: similar };
  return { title: 'Собрания', tiles: [...(similar > 0 ? [task] : []), ...tiles] };
}

/** People who only watch over houses call no meetings. */
export const callsMeetings = (actor: Actor): boolean =>
  actor.houses.length > 0 || officesOf(actor).length > 0 || watchedRegions(actor).length === 0;

export const meetingBegins = (actor: Actor): readonly Beginning[] =>
  callsMeetings(actor) ? [{ href: '/meetings/new', title: 'Собрание', icon: 'people' }] : [];
