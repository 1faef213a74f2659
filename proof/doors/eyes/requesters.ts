import { randomUUID } from 'node:crypto';
import type { Site } from '../../site';
import type { Who } from './truth';
import type { Person, World } from './world';

/** Somebody who makes requests, with their means of sign-in. */
export interface Requester extends Who {
  headers: Readonly<Record<string, string>>;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Everybody of the world with a key of their own, keys of organisations, a guest, a narrow key, and nobody. */
export async function requestersOf(site: Site, world: World): Promise<Requester[]> {
  const people = await Promise.all(world.people.map((person) => requesterOf(site, person)));
  const officials = world.people.filter(({ posts }) =>
    posts.some(({ role }) => role !== 'master' && role !== 'dispatcher'),
  );
  const keys = await Promise.all(officials.map((person) => keyOf(site, person)));
  const [first] = world.houses;
  if (!first) throw new Error('A world has houses');
  const narrow = await requesterOf(site, first.people.caller, ['nothing.*']);
  return [
    ...people,
    ...keys,
    { ...narrow, title: 'narrow key', role: 'nobody', self: null },
    await guestOf(site, first.people.caller, world.stranger),
    { title: 'nobody', role: 'nobody', self: null, posts: [], headers: {} },
  ];
}

async function requesterOf(site: Site, person: Person, scopes = ['*']): Promise<Requester> {
  const headers = bearer(await site.token(person.id, scopes));
  const [post] = person.posts;
  return { title: person.part, role: post?.role ?? 'citizen', self: person, posts: person.posts, headers };
}

/** A key of an organisation acts by its maker's post there, and by nothing personal of the maker. */
async function keyOf(site: Site, person: Person): Promise<Requester> {
  const [post] = person.posts;
  if (!post) throw new Error('Only whoever has a post makes a key of an organisation');
  const headers = bearer(await site.token(person.id, ['*'], post.org.id));
  const posts = person.posts.filter(({ org }) => org === post.org);
  return { title: `key of ${post.org.kind} by ${person.part}`, role: post.role, self: null, posts, headers };
}

async function guestOf(site: Site, giver: Person, guest: Person): Promise<Requester> {
  const id = randomUUID();
  await site
    .db('delegation')
    .insert({
      id,
      from_person: giver.id,
      to_person: guest.id,
      scopes: ['bills.read'],
      from_day: '2020-01-01',
      to_day: '2090-01-01',
      created_at: new Date(),
    });
  const { cookie } = await site.browser(guest.id);
  await site.db('session').where({ person_id: guest.id }).update({ delegation_id: id });
  return { title: 'guest', role: 'nobody', self: null, posts: [], headers: { cookie } };
}
