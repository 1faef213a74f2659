// The service worker: shows what came and opens it. It keeps nothing and touches no request of a page.
'use strict';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

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
