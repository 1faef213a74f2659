// Switches notifications on and off in this browser; nothing is registered or asked for before a press.
(() => {
  'use strict';
  const place = document.getElementById('push-on');
  const voice = document.getElementById('push-say');
  if (!place || !voice) return;
  const say = (words) => (voice.textContent = words);
  const able = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  const DENIED = 'Уведомления этого сайта запрещены в настройках браузера. Разрешите их и обновите страницу.';

  const bytesOf = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
  const textOf = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=+$/, '');
  const markOf = async (endpoint) => {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint)));
    return [...hash]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('')
      .slice(0, 32);
  };
  const held = async () => {
    const registration = await navigator.serviceWorker.getRegistration('/');
    return (await registration?.pushManager.getSubscription()) ?? null;
  };
  const entryOf = async (subscription) =>
    subscription && document.querySelector(`[data-browser="${await markOf(subscription.endpoint)}"]`);
  const isOurs = ({ options }) =>
    options?.applicationServerKey && textOf(options.applicationServerKey) === place.dataset.key;

  const subscribe = async () => {
    if ((await Notification.requestPermission()) !== 'granted') throw new Error(DENIED);
    await navigator.serviceWorker.register('/notifications.js', { scope: '/' });
    const { pushManager } = await navigator.serviceWorker.ready;
    const kept = await pushManager.getSubscription();
    if (kept && isOurs(kept)) return kept;
    // Made for a key that is ours no more: it lets nobody through.
    await kept?.unsubscribe();
    return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(place.dataset.key) });
  };

  const form = place.querySelector('form');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    say('Включаем…');
    try {
      const { endpoint, keys } = (await subscribe()).toJSON();
      Object.assign(form.elements.endpoint, { value: endpoint });
      Object.assign(form.elements.p256dh, { value: keys.p256dh });
      Object.assign(form.elements.auth, { value: keys.auth });
      form.submit();
    } catch (error) {
      const known = error.message === DENIED;
      say(known ? DENIED : 'Служба уведомлений этого браузера не ответила. Проверьте интернет и попробуйте ещё раз.');
      button.removeAttribute('aria-disabled');
    }
  });

  const begin = async () => {
    if (!able) return say('Этот браузер не умеет показывать уведомления. Откройте страницу в другом.');
    const subscription = await held();
    const entry = await entryOf(subscription);
    if (entry && isOurs(subscription)) {
      say('Уведомления включены.');
      entry.querySelector('p').hidden = false;
      const off = entry.querySelector('form');
      off.addEventListener('submit', async (event) => {
        event.preventDefault();
        await subscription.unsubscribe().catch(() => undefined);
        off.submit();
      });
      return;
    }
    if (Notification.permission === 'denied') say(DENIED);
    else place.hidden = false;
  };
  void begin();
})();
