import type { Actor, Role } from '../security/actor';
import type { Frame } from '../http/route';

interface Entry {
  href: string;
  title: string;
  /** Who sees the entry; `all` is everyone, signed in or not. */
  for: 'all' | 'signed-in' | readonly Role[];
  /** Letter of the «g …» shortcut, as KeyboardEvent.code. */
  key?: string;
}

const office: readonly Role[] = ['clerk', 'head', 'dispatcher', 'accountant', 'municipal', 'inspector', 'ministry'];

/** The navigation bar, most used entries first. An entry shows only when its route is mounted. */
const entries: readonly Entry[] = [
  { href: '/', title: 'Главная', for: 'signed-in', key: 'KeyH' },
  { href: '/appeals', title: 'Обращения', for: 'signed-in', key: 'KeyA' },
  { href: '/meetings', title: 'Собрания', for: 'signed-in', key: 'KeyM' },
  { href: '/state', title: 'Состояние', for: ['platform'], key: 'KeyS' },
  { href: '/requests', title: 'Заявки', for: ['dispatcher', 'master', 'head'], key: 'KeyB' },
  { href: '/inspections', title: 'Проверки', for: ['inspector'] },
  { href: '/messages', title: 'Сообщения', for: 'signed-in' },
  { href: '/houses', title: 'Дома', for: office, key: 'KeyD' },
  { href: '/people', title: 'Люди', for: ['clerk', 'head', 'passport-clerk'], key: 'KeyP' },
  { href: '/law', title: 'Нормы и сроки', for: 'all', key: 'KeyL' },
  { href: '/account', title: 'Кабинет', for: 'signed-in' },
];

/** `marks`: how many things wait behind an entry. */
export function navigation(
  actor: Actor | null,
  path: string,
  mounted: ReadonlySet<string>,
  marks: Readonly<Record<string, number>> = {},
) {
  const mine = (entry: Entry): boolean => {
    if (entry.for === 'all') return true;
    // A guest by delegation does the one thing allowed and returns to their own name.
    if (!actor || actor.delegationId) return false;
    return entry.for === 'signed-in' || actor.posts.some((post) => entry.for.includes(post.role));
  };
  return entries
    .filter((entry) => mounted.has(entry.href) && mine(entry))
    .map(({ href, title, key }) => ({
      href,
      title,
      key,
      mark: marks[href],
      current: href === '/' ? path === '/' : under(path, href),
    }));
}

/** Pages of the bar are closed to a guest by delegation, so the trail names them without links. */
export const wayBack = (actor: Actor | null, trail: Frame['trail']): Frame['trail'] =>
  actor?.delegationId
    ? trail?.map((step) =>
        entries.some(({ href, for: whom }) => href === step.href && whom !== 'all') ? { title: step.title } : step,
      )
    : trail;

const under = (path: string, href: string): boolean => path === href || path.startsWith(`${href}/`);
