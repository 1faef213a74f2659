import type { Request, Response } from 'express';
import type { Knex } from 'knex';
import { shortMoment } from '../../law/base/russian';
import { CAPITAL_ZONE, localOf } from '../../law/base/zone';
import { fullName, premisesWords, shortName } from '../../law/registry/names';
import { readPast } from '../../store/clock/past';
import { nameplateOf, type Nameplate } from '../../store/registry/nameplate';
import { troubleCount } from '../../store/watch/findings';
import { runsInstallation, type Actor } from '../security/actor';
import { navigation, opensFor, wayBack, type Mounted } from './navigation';
import type { Link, PastView } from '../../templates/engine/shell';
import { pastView } from '../past/words';
import type { Frame } from '../http/route';
import type { Cookies } from '../security/cookies';
import { takeFlash } from '../security/flash';
import { roleTitle } from '../security/titles';
import type { Shell } from '../../templates/engine/shell';
import { visitorOf } from '../security/visitor';

export interface Framing {
  db: Knex;
  cookies: Cookies;
  mounted: Mounted;
}

/** Everything around a page: who is here, where they may go, what time it is, what the last act did. */
export async function shellFor(framing: Framing, request: Request, response: Response, frame: Frame): Promise<Shell> {
  const { actor, clock, csrf, nonce } = visitorOf(response);
  const { db, mounted } = framing;
  const { path } = request;
  const say = takeFlash(framing.cookies, request, response);
  const opens = opensFor(mounted, actor);
  const past = clock?.kind === 'training' && mounted.has('/past') ? readPast(db) : null;
  const [plate, marks, living] = await Promise.all([plateOf(db, actor, clock?.now), marksOf(db, actor), past]);
  return {
    title: frame.title ?? 'Домовой',
    lang: 'ru',
    path,
    person: plate && personOf(plate, actor),
    ...navigation(opens, path, marks, actor?.posts),
    mail: opens('/messages') ? { href: '/messages', unread: plate?.unread ?? 0 } : undefined,
    training: clock?.kind === 'training' ? trainingOf(clock.now, clockLink(opens, path), living) : undefined,
    csrf,
    nonce,
    now: clock?.now.toISOString(),
    flash: say ? { kind: 'done', title: say } : undefined,
    guest: actor?.delegationId ? AS_SELF : undefined,
    out: frame.out,
    back: frame.out ? undefined : frame.back,
    trail: frame.out ? undefined : wayBack(mounted, actor, frame.trail),
    wide: frame.wide,
    app: frame.app,
    refresh: frame.refresh,
    search: opens('/search') ? { action: '/search' } : undefined,
  };
}

/** A guest must not forget in whose name they act, and must find the way back on every page. */
const AS_SELF: Link = { href: '/account/as-self', title: 'К своему имени' };

const trainingOf = (now: Date, clock: Link | undefined, past: Parameters<typeof pastView>[0] | null): Training => ({
  now: shortMoment(now, CAPITAL_ZONE),
  clock,
  past: past ? pastView(past, now) : undefined,
});
type Training = { now: string; clock?: Link; past?: PastView };

/** Whoever runs the installation sees on every page that something of it stands. */
async function marksOf(db: Knex, actor: Actor | null): Promise<Readonly<Record<string, number>>> {
  return actor && runsInstallation(actor) ? { '/state': await troubleCount(db) } : {};
}

async function plateOf(db: Knex, actor: Actor | null, now: Date | undefined): Promise<Nameplate | undefined> {
  if (!actor || !now) return undefined;
  const organisationId = actor.posts[0]?.organisationId ?? null;
  const day = localOf(now, CAPITAL_ZONE).day;
  return (await nameplateOf(db, actor.personId, { day, organisationId })) ?? undefined;
}

/** A guest by delegation sees whose name they use, and nothing of that person's post or home. */
function personOf(plate: Nameplate, actor: Actor | null): Shell['person'] {
  const post = actor?.posts.length || actor?.delegationId ? actor : null;
  const home = plate.address && plate.premises ? `${plate.address}, ${premisesWords(plate.premises)}` : null;
  const about = post ? [roleTitle(post), post.delegationId ? null : plate.office] : [home];
  return { name: shortName(plate), full: fullName(plate), about: about.filter(Boolean).join(' · ') };
}

/** The clock page leads back to where the person came from. */
function clockLink(opens: (href: string) => boolean, path: string): Link | undefined {
  if (!opens('/clock')) return undefined;
  const back = path.startsWith('/clock') ? '' : `?back=${encodeURIComponent(path)}`;
  return { href: `/clock${back}`, title: 'Часы' };
}
