import { join } from 'node:path';
import request from 'supertest';
import { lawfulMeeting } from '../../proof/lawful-meeting';
import type { SlowJobs } from '../../proof/slow-thread';
import { listening } from '../../proof/raw-client';
import { addPerson, testSite } from '../../proof/site';
import { Refusal } from '../../law/base/refusal';
import { meetingCheckRoutes } from '../meeting/check/routes';
import { routes } from '../routes';
import { heavyPool, type Heavy } from './heavy';
import { ThreadPool, type ThreadPoolOptions } from './room';

const rooms: ThreadPool<SlowJobs>[] = [];
const roomOf = (over: Partial<ThreadPoolOptions> = {}): ThreadPool<SlowJobs> => {
  const entry = join(__dirname, '../../proof/slow-thread.ts');
  const made = new ThreadPool<SlowJobs>({
    entry,
    threads: 1,
    waiting: 3,
    waitingEach: 2,
    patienceMs: 10_000,
    heapMb: 64,
    ...over,
  });
  rooms.push(made);
  return made;
};
afterEach(() => Promise.all(rooms.splice(0).map((room) => room.close())));

const code = (error: unknown): unknown => (error instanceof Refusal ? [error.code, error.status] : error);
const fate = (run: Promise<unknown>): Promise<unknown> => run.catch(code);

describe('a room of threads', () => {
  it('answers one job after another, in plain data', async () => {
    const room = roomOf();
    expect(await room.run('quick', 'a', { word: 'раз' })).toBe('раз');
    expect((await room.run('bytes', 'a', { length: 3 })).length).toBe(3);
  });

  it('keeps the sentence of a refusal and tells a fault from it', async () => {
    const room = roomOf();
    const refused = await room.run('refuse', 'a', {}).catch((error: unknown) => error as Refusal);
    expect(refused).toMatchObject({ code: 'no-such', say: 'Нельзя.', status: 409, fields: { word: 'Иначе.' } });
    expect(refused).toBeInstanceOf(Refusal);
    await expect(room.run('break', 'a', {})).rejects.toThrow('a fault of ours');
  });

  it('ends a job that takes too long or too much, and does the next one', async () => {
    const room = roomOf({ patienceMs: 500 });
    expect(await fate(room.run('burn', 'a', { ms: 60_000 }))).toEqual(['too-heavy', 422]);
    expect(await room.run('quick', 'a', { word: 'жив' })).toBe('жив');
    const wide = roomOf();
    expect(await fate(wide.run('swell', 'a', {}))).toEqual(['too-heavy', 422]);
    expect(await wide.run('quick', 'a', { word: 'жив' })).toBe('жив');
  });

  it('does not hang on a thread that has left, or never came', async () => {
    const room = roomOf();
    await expect(room.run('leave', 'a', {})).rejects.toThrow('ended by itself');
    expect(await room.run('quick', 'a', { word: 'жив' })).toBe('жив');
    await expect(roomOf({ entry: '/nowhere.ts' }).run('quick', 'a', { word: 'x' })).rejects.toThrow();
  });

  it('lets so many wait and refuses the rest at once; of one person fewer', async () => {
    const room = roomOf();
    const under = room.run('burn', 'a', { ms: 400 });
    const mine = [room.run('quick', 'a', { word: '1' }), room.run('quick', 'a', { word: '2' })];
    expect(await fate(room.run('quick', 'a', { word: '3' }))).toEqual(['busy', 503]);
    const other = room.run('quick', 'b', { word: '4' });
    expect(await fate(room.run('quick', 'c', { word: '5' }))).toEqual(['busy', 503]);
    expect(await Promise.all([under, ...mine, other])).toHaveLength(4);
    expect(await room.run('quick', 'c', { word: '5' })).toBe('5');
  });

  it('gives one person one thread, so that another one is free for the next', async () => {
    const room = roomOf({ threads: 2 });
    const order: string[] = [];
    const done = (name: string) => () => order.push(name);
    const all = [
      room.run('burn', 'a', { ms: 800 }).then(done('a long')),
      room.run('quick', 'a', { word: '' }).then(done('a quick')),
      room.run('quick', 'b', { word: '' }).then(done('b quick')),
    ];
    await Promise.all(all);
    expect(order[0]).toBe('b quick');
  });

  it('refuses whoever waits when it closes', async () => {
    const room = roomOf();
    const both = [fate(room.run('burn', 'a', { ms: 60_000 })), fate(room.run('quick', 'b', { word: '' }))];
    await room.close();
    expect(await Promise.all(both)).toEqual([
      ['busy', 503],
      ['busy', 503],
    ]);
  });
});

describe('the site while something heavy is reckoned', () => {
  const meeting = { form: 'electronic', questions: [] };
  /** The real routes over threads that are made slow. */
  const slow = (room: ThreadPool<SlowJobs>, ms: number): Heavy => ({
    run: (async (_: string, who: string) => room.run('burn', who, { ms })) as unknown as Heavy['run'],
    warm: () => undefined,
  });

  it('answers the others, and whoever is one too many is told when to come again', async () => {
    const room = roomOf({ waiting: 1 });
    const site = await testSite(meetingCheckRoutes, { services: { heavy: slow(room, 3_000) } });
    const server = await listening(site.app);
    const people = await Promise.all([1, 2, 3].map(async () => site.token(await addPerson(site.db))));
    const ask = (token: string) =>
      request(server.url).post('/law/meeting').set('Authorization', `Bearer ${token}`).send(meeting);
    let over = 0;
    const asked = people.slice(0, 2).map(async (token) => {
      await ask(token);
      over += 1;
    });
    await new Promise((done) => setTimeout(done, 1_000));
    expect((await request(server.url).get('/health')).body).toEqual({ alive: true });
    expect((await request(server.url).get('/law/meeting')).status).toBe(200);
    const third = await ask(people[2] ?? '');
    expect([third.status, third.body.code, third.headers['retry-after']]).toEqual([503, 'busy', '5']);
    expect(over).toBe(0);
    await Promise.all(asked);
    await server.stop();
    await site.close();
  }, 60_000);
});

describe('what comes from outside and may be long', () => {
  it('is prepared before the transaction wherever a route takes papers', () => {
    const papers = routes.filter((one) => one.files && 'files' in one.files);
    expect(papers.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'appeal.answer',
        'appeal.register',
        'appeal.send',
        'meeting.materials-add',
        'request.fix',
      ]),
    );
    const tables = routes.filter((one) => one.files && 'file' in one.files);
    for (const one of [...papers, ...tables]) expect([one.id, typeof one.prepare]).toEqual([one.id, 'function']);
  });

  it('a meeting of more questions than any agenda has is refused by number', async () => {
    const question = { kind: 'CAP_REPAIR', for: '1', against: '0', abstained: '0' };
    const file = (count: number): Buffer =>
      Buffer.from(
        JSON.stringify({
          ...lawfulMeeting,
          total: '10',
          participating: '10',
          questions: Array.from({ length: count }, () => question),
        }),
      );
    const judge = (count: number) =>
      heavyPool().run('meeting', 'test', { typed: { ways: [] } as never, file: file(count) });
    expect((await judge(200)).questions).toHaveLength(200);
    expect(await judge(201).catch((error: Refusal) => [error.status, error.say])).toEqual([
      422,
      expect.stringContaining('200'),
    ]);
  });
});
