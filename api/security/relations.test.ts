import type { Actor, Post, Subject } from './actor';
import { holds, relationsOf } from './relations';
import { scopeCovers } from './scopes';

const post = (organisationId: string, role: Post['role'], region: string | null = null): Post => ({
  organisationId,
  organisationKind: 'manager',
  role,
  region,
});
const actor = (over: Partial<Actor> = {}): Actor => ({
  personId: 'p',
  self: 'p',
  posts: [],
  houses: [],
  scopes: null,
  delegationId: null,
  ...over,
});
const subject = (over: Partial<Subject> = {}): Subject => ({
  owners: [],
  parties: [],
  houses: [],
  organisations: [],
  region: null,
  ...over,
});

describe('a relation', () => {
  it('is every way in which a person stands to the thing', () => {
    const someone = actor({ houses: ['h'], posts: [post('o', 'head'), post('i', 'inspector', 'R')] });
    const thing = subject({ owners: ['p'], parties: ['p'], houses: ['h'], organisations: ['o'], region: 'R' });
    expect([...relationsOf(someone, thing)].sort()).toEqual(['house', 'organisation', 'own', 'party', 'region']);
    expect(relationsOf(actor({ personId: 'p', self: 'q' }), thing).size).toBe(0);
  });

  it('and a role must be of one post: an accountant elsewhere does no accounts here', () => {
    const someone = actor({ posts: [post('a', 'accountant'), post('b', 'clerk')] });
    expect(holds(someone, 'accountant', 'organisation', subject({ organisations: ['b'] }))).toBe(false);
    expect(holds(someone, 'clerk', 'organisation', subject({ organisations: ['b'] }))).toBe(true);
  });

  it('of a region is not that of another region, nor of a thing without one', () => {
    const inspector = actor({ posts: [post('i', 'inspector', 'R')] });
    expect(holds(inspector, 'inspector', 'region', subject({ region: 'Q' }))).toBe(false);
    const nowhere = actor({ posts: [post('i', 'platform', null)] });
    expect(relationsOf(nowhere, subject({ region: null })).size).toBe(0);
  });

  it('does not make the platform’s administrator a party to everything', () => {
    expect(holds(actor({ posts: [post('x', 'platform')] }), 'citizen', 'own', subject({ owners: ['other'] }))).toBe(
      false,
    );
  });
});

describe('a scope', () => {
  it('covers a route, an area or everything, and never its neighbour', () => {
    expect(scopeCovers(['appeal.*'], 'appeal.list')).toBe(true);
    expect(scopeCovers(['appeal.list'], 'appeal.card')).toBe(false);
    expect(scopeCovers(['appeal.*'], 'appeals.list')).toBe(false);
    expect(scopeCovers(['*'], 'meeting.vote')).toBe(true);
    expect(scopeCovers([], 'meeting.vote')).toBe(false);
  });
});
