import type { Shell } from '../../templates/engine/shell';
import type { Frame, Route } from '../http/route';
import type { Actor, Role } from '../security/actor';
import { mayOpen } from '../security/permission';

interface Entry {
  href: string;
  title: string;
  /** Letter of the «g …» shortcut, as KeyboardEvent.code. */
  key?: string;
  /** Others may open it, but only this post works there. */
  post?: Role;
}

/** The sections, most used first: a wide bar has room for the first few, the menu has all of them. */
const sections: readonly Entry[] = [
  { href: '/', title: 'Главная', key: 'KeyH' },
  { href: '/state', title: 'Состояние', key: 'KeyS' },
  { href: '/appeals/board', title: 'Пульт обращений', key: 'KeyB' },
  { href: '/requests/board', title: 'Пульт заявок', key: 'KeyB' },
  { href: '/jobs', title: 'Мои заявки', key: 'KeyW', post: 'master' },
  { href: '/requests', title: 'Заявки', key: 'KeyR' },
  { href: '/calls', title: 'Звонки', key: 'KeyC' },
  { href: '/appeals', title: 'Обращения', key: 'KeyA' },
  { href: '/meetings', title: 'Собрания', key: 'KeyM' },
  { href: '/outages', title: 'Отключения', key: 'KeyO' },
  { href: '/inspections', title: 'Проверки' },
  { href: '/crews', title: 'Мастера' },
  { href: '/houses', title: 'Дома', key: 'KeyD' },
  { href: '/people', title: 'Люди', key: 'KeyP' },
  { href: '/organisations', title: 'Организации' },
];

const more: readonly Entry[] = [
  { href: '/account', title: 'Кабинет' },
  { href: '/law', title: 'Нормы и сроки', key: 'KeyL' },
  { href: '/faq', title: 'Помощь' },
];

/** What is open to everyone, on every page in the same place. */
const foot: readonly Entry[] = [
  { href: '/outages/now', title: 'Что отключено' },
  { href: '/faq', title: 'Частые вопросы' },
  { href: '/law/fault', title: 'Сколько ждать?' },
  { href: '/law/meeting', title: 'Проверьте собрание' },
  { href: '/law/deadline', title: 'Посчитать срок' },
  { href: '/api', title: 'Программистам' },
];

/** GET routes by path: a link leads nowhere without one. */
export type Mounted = ReadonlyMap<string, Route>;

/** The one rule of every menu: a link stands where its page is there and opens for whoever sees it. */
export const opensFor =
  (mounted: Mounted, actor: Actor | null) =>
  (href: string): boolean => {
    const found = mounted.get(href);
    return found !== undefined && mayOpen(found, actor);
  };

/** All ways from a page. `marks`: how many things wait behind a section; `posts`: those of whoever looks. */
export function navigation(
  opens: (href: string) => boolean,
  path: string,
  marks: Readonly<Record<string, number>> = {},
  posts: Actor['posts'] = [],
): Pick<Shell, 'nav' | 'more' | 'foot'> {
  const open = ({ href, post }: Entry): boolean => opens(href) && (!post || posts.some(({ role }) => role === post));
  const nav = ownKeys(sections.filter(open));
  const here = [...nav, ...more]
    .map(({ href }) => href)
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .reduce((deepest, href) => (href.length > deepest.length ? href : deepest), '');
  const shown = ({ post: _, ...entry }: Entry) => ({ ...entry, mark: marks[entry.href], current: entry.href === here });
  return { nav: nav.map(shown), more: more.filter(open).map(shown), foot: foot.filter(open) };
}

/** Two boards share one key: each person has that of the first one they may open. */
const ownKeys = (entries: readonly Entry[]): Entry[] =>
  entries.map((entry, place) =>
    entries.slice(0, place).some(({ key }) => key === entry.key) ? { ...entry, key: undefined } : entry,
  );

/** A step of the way back whose page is closed to this person is named without a link. */
export const wayBack = (mounted: Mounted, actor: Actor | null, trail: Frame['trail']): Frame['trail'] =>
  trail?.map((step) => {
    const found = step.href === undefined ? undefined : mounted.get(step.href);
    return found && !mayOpen(found, actor) ? { title: step.title } : step;
  });
