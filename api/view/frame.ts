import type { Request, Response } from 'express';
import type { Knex } from 'knex';
import { capitalMoment } from '../../law/base/russian';
import { readPast } from '../../store/clock/past';
import { namesOf } from '../../store/registry/people';
import { troubleCount } from '../../store/watch/findings';
import { runsInstallation, type Actor } from '../security/actor';
import { navigation, wayBack } from './navigation';
import type { PastView } from '../../templates/engine/shell';
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
  /** GET paths of the mounted routes: the bar never leads nowhere. */
  mounted: ReadonlySet<string>;
}

/** Everything around a page: who is here, where they may go, what time it is, what the last act did. */
export async function shellFor(framing: Framing, request: Request, response: Response, frame: Frame): Promise<Shell> {
  const { actor, clock, csrf, nonce } = visitorOf(response);
  const say = takeFlash(framing.cookies, request, response);
  return {
    title: frame.title ?? 'Домовой',
    lang: 'ru',
    path: request.path,
    person: actor ? await personOf(framing.db, actor) : undefined,
    nav: navigation(actor, request.path, framing.mounted, await marksOf(framing.db, actor)),
    training:
      clock?.kind === 'training'
        ? {
            now: capitalMoment(clock.now),
            links: clockLinks(framing.mounted, request.path, actor),
            past: await pastOf(framing, clock.now),
          }
        : undefined,
    csrf,
    nonce,
    now: clock?.now.toISOString(),
    flash: say ? { kind: 'done', title: say } : actor?.delegationId ? AS_GUEST : undefined,
    back: frame.back,
    trail: wayBack(actor, frame.trail),
    wide: frame.wide,
    refresh: frame.refresh,
    foot: foot.filter(({ href }) => framing.mounted.has(href)),
    search: actor && framing.mounted.has('/search') ? { action: '/search' } : undefined,
  };
}

async function pastOf({ db, mounted }: Framing, now: Date): Promise<PastView | undefined> {
  const past = mounted.has('/past') ? await readPast(db) : null;
  return past ? pastView(past, now) : undefined;
}

/** Whoever runs the installation sees on every page that something of it stands. */
async function marksOf(db: Knex, actor: Actor | null): Promise<Readonly<Record<string, number>>> {
  return actor && runsInstallation(actor) ? { '/state': await troubleCount(db) } : {};
}

/** What is open to everyone, on every page in the same place. */
const foot = [
  { href: '/faq', title: 'Частые вопросы' },
  { href: '/law/meeting', title: 'Проверьте собрание' },
  { href: '/law/deadline', title: 'Посчитать срок' },
  { href: '/api', title: 'Программистам' },
];

/** A guest must not forget in whose name they act, and must find the way back on every page. */
const AS_GUEST: Shell['flash'] = {
  kind: 'soon',
  title: 'Вы действуете за другого человека',
  link: { href: '/account/as-self', title: 'Вернуться к своему имени' },
};

async function personOf(db: Knex, actor: Actor): Promise<Shell['person']> {
  const name = (await namesOf(db, [actor.personId])).get(actor.personId);
  if (!name) return undefined;
  const initials = [name.givenName, name.patronymic]
    .filter(Boolean)
    .map((part) => `${part?.[0]}.`)
    .join('\u00a0');
  return { name: `${name.familyName}\u00a0${initials}`, roleTitle: roleTitle(actor) };
}

/** The clock page leads back to where the person came from. */
const clockLinks = (
  mounted: ReadonlySet<string>,
  path: string,
  actor: Actor | null,
): { href: string; title: string }[] => {
  const back = path.startsWith('/clock') ? '' : `?back=${encodeURIComponent(path)}`;
  return mounted.has('/clock') && !actor?.delegationId ? [{ href: `/clock${back}`, title: 'Перевести часы' }] : [];
};
