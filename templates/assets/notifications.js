// The one service worker of the site. It shows messages and opens them, and it keeps the pages of a master's jobs for
// where there is no network. It touches no other page.
'use strict';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// — messages —
// Only a path of our own site is ever opened, whatever a message says.
const ownAddress = (link) => {
  const address = new URL(typeof link === 'string' ? link : '/messages', self.location.origin);
  return address.origin === self.location.origin ? address.href : new URL('/messages', self.location.origin).href;
};

const read = (data) => {
  try {
    return data.json();
  } catch {
    return { body: 'Новое сообщение в кабинете.', link: '/messages' };
  }
};

self.addEventListener('push', (event) => {
  const { body, link, tag } = read(event.data);
  // The same letter sent twice has the same tag and stands on the screen once.
  event.waitUntil(self.registration.showNotification('Домовой', { body, tag, lang: 'ru', data: { link } }));
});

const open = async (address) => {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = pages.find((one) => one.url === address);
  return there ? there.focus() : self.clients.openWindow(address);
};

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(ownAddress(event.notification.data?.link)));
});

// — the pages of jobs: of one person at a time, each with the instant at which it was loaded —
const ASSETS = 'jobs-assets';
const PAGES = 'jobs-of-';
const JOB = /^\/jobs(\/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})?$/;
// A line this slow is as good as none where the page is kept.
const PATIENCE_MS = 5_000;

// What was asked for before a change of person is not kept after it.
let turn = 0;
const forget = async (except) => {
  if (!except) turn += 1;
  const names = (await caches.keys()).filter((name) => name.startsWith(PAGES) && name !== except);
  await Promise.all(names.map((name) => caches.delete(name)));
};

const addressesIn = (text, pattern) => [...text.matchAll(pattern)].map(([, href]) => href);

// What a page needs to look like itself; the addresses change with the bytes, so what is kept is never stale.
const keepAssets = async (page) => {
  const store = await caches.open(ASSETS);
  const wanted = new Set(addressesIn(page, /"(\/assets\/[^"]+)"/g));
  for (const href of wanted) {
    if (!(await store.match(href, { ignoreVary: true }))) await store.add(href);
    if (!href.endsWith('.css')) continue;
    const sheet = await store.match(href, { ignoreVary: true });
    for (const inner of addressesIn(await sheet.text(), /url\((\/assets\/[^)]+)\)/g)) wanted.add(inner);
  }
  for (const { url } of await store.keys()) if (!wanted.has(new URL(url).pathname)) await store.delete(url);
};

const keep = async (path, response, asked) => {
  const page = await response.text();
  const person = /\sdata-person="([\da-f-]{36})"/.exec(page)?.[1];
  if (!person || asked !== turn) return;
  await forget(PAGES + person);
  const headers = new Headers(response.headers);
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  headers.set('x-kept-at', String(Date.now()));
  // First what it needs, so that a page that is kept is whole.
  await keepAssets(page);
  if (asked !== turn) return;
  await (await caches.open(PAGES + person)).put(path, new Response(page, { headers }));
  if (asked !== turn) await forget();
};

// The page counts on from now, and says of itself when it was loaded.
const kept = async (path) => {
  const name = (await caches.keys()).find((one) => one.startsWith(PAGES));
  const found = name && (await (await caches.open(name)).match(path, { ignoreVary: true }));
  if (!found) return undefined;
  const passed = Date.now() - Number(found.headers.get('x-kept-at'));
  const page = (await found.text()).replace(/ data-now="([^"]+)"/, (_, at) => {
    const now = new Date(Date.parse(at) + passed).toISOString();
    return ` data-now="${now}" data-loaded="${at}"`;
  });
  return new Response(page, { headers: found.headers });
};

const nowhere = () =>
  new Response(
    `<!doctype html><html lang="ru"><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Нет сети — Домовой</title>
<body style="font:17px/1.5 sans-serif;margin:24px 15px"><h1>Нет сети</h1>
<p>Эта страница в телефоне не сохранена. Записанное вами не пропало и уйдёт, когда сеть появится.</p>
<p><a href="/jobs">Мои заявки</a></p>`,
    { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } },
  );

// The server is asked first. Whoever is not let in any more finds nothing here either.
const heed = async (path, response, asked) => {
  const type = response.headers.get('content-type') ?? '';
  if (response.type === 'opaqueredirect' || response.redirected || response.status === 401) return forget();
  if (response.ok && type.startsWith('text/html')) return keep(path, response, asked);
  if (response.status !== 403 && response.status !== 404) return undefined;
  if (path === '/jobs') return forget();
  for (const name of await caches.keys())
    if (name.startsWith(PAGES)) await (await caches.open(name)).delete(path, { ignoreVary: true });
};

const jobPage = async (event, path) => {
  const at = turn;
  const asked = fetch(event.request);
  event.waitUntil(asked.then((response) => heed(path, response.clone(), at)).catch(() => undefined));
  if (event.request.mode !== 'navigate') return asked;
  const slow = new Promise((done) => setTimeout(done, PATIENCE_MS)).then(() => kept(path));
  try {
    return (await Promise.race([asked, slow])) ?? (await asked);
  } catch {
    return (await kept(path)) ?? nowhere();
  }
};

const asset = async (request) =>
  (await caches.match(request.url, { cacheName: ASSETS, ignoreVary: true })) ?? fetch(request);

// A change of person leaves no page behind; an attempt without a network changes nothing.
const changePerson = async (request) => {
  turn += 1;
  const response = await fetch(request);
  await forget();
  return response;
};

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname: path } = new URL(request.url);
  if (origin !== self.location.origin) return;
  const signs = path.startsWith('/sign-') && (request.method === 'POST' || path !== '/sign-in');
  if (signs) event.respondWith(changePerson(request));
  else if (request.method !== 'GET') return;
  else if (path.startsWith('/assets/')) event.respondWith(asset(request));
  else if (JOB.test(path) && (request.mode === 'navigate' || request.headers.get('x-keep')))
    event.respondWith(jobPage(event, path));
});
