// Jobs on a master's telephone: what is pressed is kept here first and sent in order when there is a network. Everything
// works as plain forms without this.
(() => {
  'use strict';
  const page = document;
  const root = () => page.getElementById('jobs');
  if (!root() || !window.indexedDB || !navigator.locks || !window.BroadcastChannel) return;
  const { person } = root().dataset;
  // The region's clock, and how far the telephone is from it. Acts carry the telephone's own instants: the server
  // compares them with each other and never with its own.
  const apart = Date.parse(page.body.dataset.now ?? '') - Date.now();
  const hour = (at, zone) =>
    new Date(Date.parse(at) + apart).toLocaleTimeString('ru', { hour: '2-digit', minute: '2-digit', timeZone: zone });

  // — the queue: of every person who worked on this telephone; each sees and sends only their own —
  const opened = new Promise((done, fail) => {
    const ask = indexedDB.open('jobs', 1);
    ask.onupgradeneeded = () => ask.result.createObjectStore('acts', { keyPath: 'no', autoIncrement: true });
    ask.onsuccess = () => done(ask.result);
    ask.onerror = () => fail(ask.error);
  });
  opened.catch(() => undefined);
  const queue = async (mode, work) => {
    const made = (await opened).transaction('acts', mode);
    const ask = work(made.objectStore('acts'));
    return new Promise((done, fail) => {
      made.oncomplete = () => done(ask.result);
      made.onabort = () => fail(made.error);
    });
  };
  const mine = async () => (await queue('readonly', (acts) => acts.getAll())).filter((one) => one.person === person);
  const put = (entry) => queue('readwrite', (acts) => acts.put(entry));
  const drop = (no) => queue('readwrite', (acts) => acts.delete(no));

  // — what is pressed —
  const SIDE_MOST = 1_600;
  const LIGHT = 400_000;
  const small = async (file) => {
    const { name, type } = file;
    const whole = { name, type, bytes: await file.arrayBuffer() };
    // Where the browser cannot draw a picture (HEIC), it is sent as it is.
    const picture = /^image\/(jpeg|png|webp)$/.test(type) ? await createImageBitmap(file).catch(() => null) : null;
    const scale = picture && Math.min(1, SIDE_MOST / Math.max(picture.width, picture.height));
    if (!picture || (scale === 1 && file.size < LIGHT)) return whole;
    const canvas = page.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    const drawn = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
    return drawn
      ? { name: name.replace(/\.\w+$/, '.jpg'), type: 'image/jpeg', bytes: await drawn.arrayBuffer() }
      : whole;
  };
  const entryOf = async (place, form, doneAt) => {
    const data = [...new FormData(form)].filter(([name]) => name !== '_csrf' && name !== 'key');
    const files = data.filter(([, value]) => typeof value !== 'string' && value.size > 0);
    const { job, number, zone } = root().dataset;
    return {
      ...{ key: crypto.randomUUID(), person, job, number, zone, doneAt, refused: null },
      ...{ act: place.dataset.queue, kind: place.dataset.kind ?? place.dataset.queue },
      action: new URL(form.action).pathname,
      fields: data.filter(([, value]) => typeof value === 'string'),
      files: await Promise.all(files.map(async ([name, file]) => ({ field: name, ...(await small(file)) }))),
    };
  };

  const complain = (field, words) => {
    const group = field.closest('.govuk-form-group') ?? field.parentElement;
    const said = group.querySelector('[data-lacks]') ?? page.createElement('p');
    said.className = 'govuk-error-message';
    said.dataset.lacks = '';
    said.setAttribute('role', 'alert');
    said.textContent = words;
    said.hidden = false;
    (field.closest('fieldset') ?? group).append(said);
    field.focus();
    return true;
  };
  const lacks = (form) => {
    for (const old of form.querySelectorAll('[data-lacks]')) old.hidden = true;
    const words = form.querySelector('[data-need]');
    if (words && words.value.trim().length < 2) return complain(words, words.dataset.need);
    const choice = form.querySelector('[type="radio"]');
    if (choice && !form.querySelector(':checked')) return complain(choice, 'Выберите причину.');
    const time = [...form.querySelectorAll('[type="datetime-local"]')].find((one) => !one.value);
    if (time) return complain(time, 'Укажите время.');
    const file = form.querySelector('[type="file"]');
    return Boolean(file && file.files.length === 0);
  };

  page.addEventListener('submit', async (event) => {
    const form = event.target;
    const place = form.closest('[data-queue]');
    if (!place) return;
    event.preventDefault();
    const doneAt = new Date().toISOString();
    event.submitter?.removeAttribute('aria-disabled');
    if (place.dataset.busy || lacks(form)) return;
    place.dataset.busy = 'yes';
    try {
      await put(await entryOf(place, form, doneAt));
    } catch {
      // No room on the telephone: the plain way is left.
      if (line === 'open') return form.submit();
      return complain(form.querySelector('button'), 'В телефоне нет места: не записано. Освободите его и повторите.');
    } finally {
      delete place.dataset.busy;
    }
    // What waits must not be cleared away to make room for something else.
    void navigator.storage?.persist?.().catch(() => undefined);
    form.reset();
    const way = form.closest('details');
    if (way) way.open = false;
    await changed();
    void send();
  });
  page.addEventListener('change', (event) => {
    const { target } = event;
    if (target.matches('.shot input') && target.files.length > 0) target.form.requestSubmit();
  });

  // — sending: one tab at a time, in the order of the presses —
  let line = page.body.dataset.loaded || !navigator.onLine ? 'away' : 'open';
  const get = (path) =>
    fetch(path, { headers: { accept: 'text/html', 'x-keep': '1' }, cache: 'no-store' }).catch(() => null);
  const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), 'text/html');

  /** The token of whoever is signed in now; without a person or with another one nothing is sent. */
  const entered = async () => {
    const answer = await get('/jobs');
    if (!answer) return { line: 'away' };
    if (answer.redirected || answer.status === 401) return { line: 'out' };
    if (answer.status === 403) return { line: 'shut' };
    if (!answer.ok) return { line: 'busy' };
    const fresh = await parsed(answer);
    if (fresh.getElementById('jobs')?.dataset.person !== person) return { line: 'other' };
    return { line: 'open', token: fresh.querySelector('input[name="_csrf"]').value };
  };
  const adviceOf = (status) =>
    status === 403 || status === 404
      ? 'Заявку могли передать другому мастеру. Если это не так, позвоните диспетчеру.'
      : 'Если это уже записано, уберите. Если нет, повторите или позвоните диспетчеру.';
  const bodyOf = ({ key, fields, files, doneAt }, token) => {
    const body = files.length > 0 ? new FormData() : new URLSearchParams();
    // The token goes first: no file is read without it.
    const first = [
      ['_csrf', token],
      ['key', key],
      ['doneAt', doneAt],
      ['sentAt', new Date().toISOString()],
    ];
    for (const [name, value] of [...first, ...fields]) body.append(name, value);
    for (const { field, name, type, bytes } of files) body.append(field, new File([bytes], name, { type }));
    return body;
  };
  const LATER = [408, 423, 425, 429, 502, 503, 504];
  /** `done`, a refusal in words, or why it has to wait. */
  const post = async (entry, token) => {
    const headers = { accept: 'application/json' };
    const sent = { method: 'post', body: bodyOf(entry, token), headers };
    const answer = await fetch(entry.action, sent).catch(() => null);
    if (!answer) return { line: 'away' };
    if (answer.ok) return { done: true };
    if (answer.status === 401) return { line: 'out' };
    const { code, say, fields = {} } = await answer.json().catch(() => ({ code: 'write-in-flight' }));
    if (LATER.includes(answer.status) || code === 'write-in-flight' || code === 'csrf-wrong') return { line: 'busy' };
    // What breaks the server waits for its mending and keeps nobody else.
    if (answer.status >= 500) return {};
    return { refused: { say: Object.values(fields)[0] ?? say, advice: adviceOf(answer.status) } };
  };
  const flush = async () => {
    const waiting = (await mine()).filter(({ refused }) => !refused);
    if (waiting.length === 0 && line === 'open' && !page.body.dataset.loaded) return 0;
    const gate = await entered();
    line = gate.line;
    let moved = 0;
    if (line === 'other') location.replace('/jobs');
    if (line !== 'open') return 0;
    for (const entry of waiting) {
      const { done, refused, line: stopped } = await post(entry, gate.token);
      if (stopped) {
        line = stopped;
        break;
      }
      if (!done && !refused) continue;
      await (done ? drop(entry.no) : put({ ...entry, refused }));
      moved += 1;
    }
    return moved;
  };
  const send = async () => {
    const moved = await navigator.locks.request('jobs', flush).catch(() => 0);
    if (moved > 0) tabs.postMessage('sent');
    if (moved > 0 || (line === 'open' && page.body.dataset.loaded)) await renew();
    await draw();
  };

  /** The page as the server has it now, with what is half written in it. */
  const renew = async () => {
    const answer = await get(location.pathname);
    if (!answer) return;
    if (answer.status === 403 || answer.status === 404) {
      // The job is another's now; what was refused is told on the list.
      if (root().dataset.job) location.replace('/jobs');
      return;
    }
    if (!answer.ok || answer.redirected) return;
    const fresh = (await parsed(answer)).getElementById('jobs');
    if (fresh?.dataset.person !== person) return location.replace('/jobs');
    const [old, focus] = [root(), page.activeElement];
    for (const { id, value } of old.querySelectorAll('textarea, [type="datetime-local"]')) {
      const twin = fresh.querySelector(`#${id}`);
      if (value && twin) twin.value = value;
    }
    const ways = [...old.querySelectorAll('details')];
    [...fresh.querySelectorAll('details')].forEach((way, place) => (way.open ||= Boolean(ways[place]?.open)));
    const inside = old.contains(focus);
    old.replaceWith(fresh);
    delete page.body.dataset.loaded;
    line = 'open';
    await draw();
    if (inside) (page.getElementById(focus.id) ?? page.querySelector('[data-state="now"] button'))?.focus();
  };

  // — what the page says —
  const TITLES = {
    ...{ accept: 'Принял', decline: 'Отказ', arrive: 'Прибыл', localise: 'Локализовал', fix: 'Устранил' },
    ...{ absent: 'Не застал', note: 'Запись', photo: 'Фото', visit: 'Время визита' },
  };
  const SAYS = {
    away: 'Нет сети: запишем и отправим сами.',
    busy: 'Сервер не отвечает: запишем и отправим сами.',
    out: 'Вход закончился. Войдите, и отправим.',
    shut: 'Заявки для вас закрыты. Позвоните диспетчеру.',
    open: 'Отправляем.',
  };
  /** «в 10:36», and the day where it is not today's. */
  const sinceWords = (loaded) => {
    const { zone: timeZone } = root().dataset;
    const day = (at) => new Date(at).toLocaleDateString('ru', { day: 'numeric', month: 'long', timeZone });
    const time = new Date(loaded).toLocaleTimeString('ru', { hour: '2-digit', minute: '2-digit', timeZone });
    return day(loaded) === day(page.body.dataset.now) ? `в ${time}` : `${day(loaded)} в ${time}`;
  };
  const sayNet = (count) => {
    const net = page.getElementById('jobs-net');
    const quiet = line === 'open' && count === 0 && !page.body.dataset.loaded;
    const say = quiet ? '' : (SAYS[line] ?? '');
    // A line that says the same is not said again.
    if (net.querySelector('[data-say]').textContent !== say) net.querySelector('[data-say]').textContent = say;
    net.querySelector('[data-count]').textContent = count > 0 ? `Ждут отправки: ${count}.` : '';
    net.querySelector('a').hidden = line !== 'out';
    net.hidden = quiet;
    const { loaded } = page.body.dataset;
    net.querySelector('[data-since]').textContent = loaded ? `Страница загружена ${sinceWords(loaded)}.` : '';
  };
  const waitWords = ({ doneAt, zone }) => `${hour(doneAt, zone)} · ${line === 'open' ? 'отправляем' : 'ждёт сети'}`;

  const sayRefused = (refused) => {
    const place = page.getElementById('jobs-refused');
    place.hidden = refused.length === 0;
    const items = refused.map((entry) => {
      const item = page.getElementById('jobs-refusal').content.cloneNode(true);
      item.querySelector('[data-what]').textContent =
        `${TITLES[entry.kind] ?? entry.act}, ${hour(entry.doneAt, entry.zone)} · ${entry.number}`;
      item.querySelector('[data-why]').textContent = entry.refused.say;
      item.querySelector('[data-do]').textContent = entry.refused.advice;
      item.querySelector('[data-again]').addEventListener('click', async () => {
        await put({ ...entry, refused: null });
        await changed();
        void send();
      });
      item.querySelector('[data-drop]').addEventListener('click', async () => {
        await drop(entry.no);
        await changed();
      });
      return item;
    });
    place.querySelector('ul').replaceChildren(...items);
  };

  const MOVES = {
    ...{ accept: 'accepted', arrive: 'arrived', localise: 'localised', fix: 'fixed', absent: 'accepted' },
    decline: 'registered',
  };
  const ORDER = ['registered', 'assigned', 'accepted', 'arrived', 'localised', 'fixed', 'closed'];
  /** The job as it will be when all that waits is there. */
  const sayJob = (waiting) => {
    const { job } = root().dataset;
    if (!job) return;
    const own = waiting.filter((one) => one.job === job);
    let phase = root().dataset.phase;
    const done = new Map();
    for (const entry of own) {
      phase = MOVES[entry.act] ?? phase;
      if (entry.act === 'absent') done.clear();
      else done.set(entry.act, entry);
    }
    const here = ORDER.indexOf(phase);
    const steps = [...page.querySelectorAll('[data-step]')];
    const ahead = steps.filter((step) => ORDER.indexOf(MOVES[step.dataset.step]) > here);
    const open = here >= ORDER.indexOf('accepted') ? ahead[0] : undefined;
    const focused = steps.some((step) => step.contains(page.activeElement));
    for (const step of steps) {
      step.dataset.state = step === open ? 'now' : ahead.includes(step) ? 'ahead' : 'done';
      const said = step.querySelector('[data-said]');
      said.dataset.was ??= said.textContent;
      const entry = done.get(step.dataset.step);
      said.textContent = entry && !ahead.includes(step) ? waitWords(entry) : said.dataset.was;
    }
    if (focused && !open?.contains(page.activeElement)) open?.querySelector('button').focus();
    for (const part of page.querySelectorAll('[data-when]'))
      part.hidden = !part.dataset.when.split(' ').includes(phase);
    const shown = steps.map((step) => step.dataset.step);
    const rest = own.filter((entry) => !shown.includes(entry.act));
    const waits = page.getElementById('jobs-waits');
    waits.hidden = rest.length === 0;
    waits.replaceChildren(
      ...rest.map((entry) => {
        const words = `${TITLES[entry.kind] ?? entry.act}: ${waitWords(entry)}`;
        return Object.assign(page.createElement('li'), { textContent: words });
      }),
    );
  };
  const sayList = (waiting) => {
    for (const link of page.querySelectorAll('a[data-job]')) {
      const count = waiting.filter(({ job }) => job === link.dataset.job).length;
      const said = link.querySelector('[data-waits]');
      said.hidden = count === 0;
      said.textContent = `Ждут отправки: ${count}`;
    }
  };
  const draw = async () => {
    const all = await mine();
    if (all.length > 0) localStorage.setItem('jobs-waiting', 'yes');
    else localStorage.removeItem('jobs-waiting');
    const waiting = all.filter(({ refused }) => !refused);
    sayNet(waiting.length);
    sayRefused(all.filter(({ refused }) => refused));
    sayJob(waiting);
    sayList(waiting);
  };
  const tabs = new BroadcastChannel('jobs');
  tabs.addEventListener('message', ({ data }) => void (data === 'sent' ? renew().then(draw) : draw()));
  const changed = async () => {
    tabs.postMessage('changed');
    await draw();
  };

  // — the way out: nothing is left here, and nothing is wiped unasked —
  const outs = () => [...page.querySelectorAll('form[action="/sign-out"]')];
  const leave = async () => {
    for (const { no } of await mine()) await drop(no);
    localStorage.removeItem('jobs-waiting');
    for (const name of await caches.keys()) if (name.startsWith('jobs-of-')) await caches.delete(name);
    outs()[0]?.submit();
  };
  const ask = async () => {
    await send();
    if ((await mine()).length === 0) return leave();
    const out = page.getElementById('jobs-out');
    out.hidden = false;
    out.querySelector('[data-stay]').onclick = () => (out.hidden = true);
    out.querySelector('[data-leave]').onclick = leave;
    out.focus();
  };
  page.addEventListener('submit', (event) => {
    if (!outs().includes(event.target)) return;
    event.preventDefault();
    void ask();
  });

  // — the pages for where there is no network —
  const keepPages = async () => {
    const workers = navigator.serviceWorker;
    if (!workers || page.body.dataset.loaded) return;
    await workers.register('/notifications.js', { scope: '/' });
    if (!workers.controller)
      await new Promise((done) => workers.addEventListener('controllerchange', done, { once: true }));
    const paths = [...page.querySelectorAll('a[data-job]')].map((link) => new URL(link.href).pathname);
    const there = (path) => caches.match(path, { cacheName: `jobs-of-${person}`, ignoreVary: true });
    for (const path of new Set([location.pathname, '/jobs', ...paths.slice(0, 20)]))
      if (!root().dataset.job || !(await there(path))) await get(path);
  };

  addEventListener('offline', () => {
    line = 'away';
    void draw();
  });
  addEventListener('online', () => {
    pause = SOON_MS;
    void send();
  });
  page.addEventListener('visibilitychange', () => {
    if (!page.hidden) void send();
  });
  // While something waits the line is tried again, ever more rarely.
  const [SOON_MS, RARE_MS] = [5_000, 60_000];
  let pause = SOON_MS;
  const again = () =>
    setTimeout(async () => {
      await send();
      pause = line === 'open' ? SOON_MS : Math.min(RARE_MS, pause * 2);
      again();
    }, pause);
  again();
  void draw().then(send);
  void keepPages().catch(() => undefined);
  if (location.hash === '#out') void ask();
})();
