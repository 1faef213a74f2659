import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

const SOURCE = readFileSync(join(__dirname, '..', '..', 'templates/assets/notifications.js'), 'utf8');
const ID = '11111111-1111-4111-8111-111111111111';
const ORIGIN = 'https://domovoy.example.ru';

interface Note {
  title: string;
  body?: string;
  tag?: string;
  data?: { link?: unknown };
}

/** A browser as the service worker sees it: records what is shown and opened. */
function workerScope(pages: { url: string; focus: () => string }[] = []) {
  const heard = new Map<string, (event: object) => void>();
  const [notes, opened]: [Note[], string[]] = [[], []];
  const self = {
    addEventListener: (name: string, hear: (event: object) => void) => heard.set(name, hear),
    location: { origin: ORIGIN },
    registration: { showNotification: async (title: string, rest: object) => void notes.push({ title, ...rest }) },
    clients: { matchAll: async () => pages, openWindow: async (address: string) => void opened.push(address) },
  };
  runInNewContext(SOURCE, { self, URL, fetch: () => new Promise(() => undefined), setTimeout: () => 0 });
  const tell = async (name: string, event: object): Promise<void> => {
    const waits: unknown[] = [];
    heard.get(name)?.({ ...event, waitUntil: (work: unknown) => waits.push(work) });
    await Promise.all(waits);
  };
  const push = (text: string) => tell('push', { data: { json: () => JSON.parse(text) as unknown } });
  const click = (link?: unknown) =>
    tell('notificationclick', { notification: { close: () => undefined, data: { link } } });
  /** Whether the worker answers this request itself. */
  const answers = (path: string, more: { method?: string; mode?: string; keep?: string } = {}): boolean => {
    const { method = 'GET', mode = 'navigate', keep = null } = more;
    const request = { url: new URL(path, ORIGIN).href, method, mode, headers: { get: () => keep } };
    let answered = false;
    const respondWith = (answer: Promise<unknown>) => {
      answered = true;
      answer.catch(() => undefined);
    };
    heard.get('fetch')?.({ request, respondWith, waitUntil: () => undefined });
    return answered;
  };
  return { notes, opened, push, click, tell, answers };
}

describe('the service worker', () => {
  it('shows the words of a message under its tag, so that a second copy takes the place of the first', async () => {
    const { notes, push } = workerScope();
    await push(JSON.stringify({ body: 'Голосование началось.', link: '/messages/1', tag: 'one' }));
    expect(notes).toMatchObject([
      { title: 'Домовой', body: 'Голосование началось.', tag: 'one', data: { link: '/messages/1' } },
    ]);
  });

  it('shows something even when it cannot read what came: silence would cost us the permission', async () => {
    const { notes, push, tell } = workerScope();
    await push('not json');
    await tell('push', { data: null });
    expect(notes.map(({ body }) => body)).toEqual(Array(2).fill('Новое сообщение в кабинете.'));
  });

  it.each([
    ['/messages/1', '/messages/1'],
    ['https://evil.example/messages/1', '/messages'],
    ['//evil.example', '/messages'],
    ['javascript:alert(1)', '/messages'],
    [undefined, '/messages'],
    [{ toString: null }, '/messages'],
  ])('opens by a click on %s only an address of our own', async (link, path) => {
    const { opened, click } = workerScope();
    await click(link);
    expect(opened).toEqual([ORIGIN + path]);
  });

  it('comes back to the page that is open already', async () => {
    const focused: string[] = [];
    const there = { url: `${ORIGIN}/messages/1`, focus: () => String(focused.push('here')) };
    const { opened, click } = workerScope([there]);
    await click('/messages/1');
    expect([focused, opened]).toEqual([['here'], []]);
  });

  it.each<[boolean, string, object?]>([
    [true, '/jobs'],
    [true, `/jobs/${ID}`],
    [true, '/jobs', { mode: 'cors', keep: '1' }],
    [true, '/sign-out', { method: 'POST' }],
    [true, '/sign-in', { method: 'POST' }],
    [false, '/jobs', { mode: 'cors' }],
    [false, `/jobs/${ID}/arrive`, { method: 'POST', mode: 'cors' }],
    [false, '/sign-in'],
    [false, '/'],
    [false, '/requests'],
    [false, `/requests/${ID}`],
    [false, `/jobs/${ID}/files/${ID}`],
    [false, 'https://evil.example/jobs'],
  ])('answers itself (%s) only for pages of jobs and a change of person: %s %j', (mine, path, more = {}) => {
    expect(workerScope().answers(path, more)).toBe(mine);
  });
});
