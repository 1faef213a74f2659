// The dispatcher's board, kept live on top of a page that works without any of this. Rows are drawn by the server;
// nothing here moves the row somebody stands in.
(() => {
  'use strict';
  const page = document;
  const id = (name) => page.getElementById(name);
  const board = id('board');
  if (!board) return;
  const [rows, say, show, alarm, panel] = ['rows', 'say', 'show', 'alarm', 'panel'].map((name) => id(`board-${name}`));
  const title = page.title;
  const csrf = page.querySelector('input[name="_csrf"]').value;
  const part = () => id('board-part');
  const rowOf = (one) => one?.closest?.('tr[data-id]');
  const current = () => rowOf(page.activeElement) ?? rows.querySelector('tr.sel');
  const idsOf = (where) => [...where.querySelectorAll('tr[data-id]')].map((row) => row.dataset.id);
  const isHot = (row) => row.dataset.burning || row.querySelector('.st--late');
  const hotIn = (where) => [...where.querySelectorAll('tr[data-id]')].filter(isHot).map((row) => row.dataset.id);
  for (const name of ['board-live', 'board-acts']) id(name).hidden = false;

  // — sound and marks: for the new and for the burning; a voice that interrupts at most once a minute —
  const QUIET_MS = 60_000;
  let [sound, shouted, unseen] = [null, -QUIET_MS, 0];
  const beep = (hot) => {
    if (!sound) return;
    const [tone, gain] = [sound.createOscillator(), sound.createGain()];
    tone.frequency.value = hot ? 880 : 520;
    gain.gain.setValueAtTime(0.12, sound.currentTime);
    gain.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + 0.4);
    tone.connect(gain).connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + 0.4);
  };
  id('board-sound').addEventListener('click', ({ target }) => {
    sound = sound ? void sound.close() : new AudioContext();
    target.setAttribute('aria-pressed', String(Boolean(sound)));
    target.textContent = sound ? 'Выключить звук' : 'Включить звук';
    beep(false);
  });
  const mark = (count) => {
    unseen = count;
    page.title = count ? `(${count}) ${title}` : title;
  };
  for (const kind of ['keydown', 'pointerdown']) page.addEventListener(kind, () => unseen && mark(0));
  const shout = (row) => {
    if (!row || performance.now() - shouted < QUIET_MS) return;
    shouted = performance.now();
    const [what, where] = ['Вид', 'Где'].map((label) => row.querySelector(`[data-label="${label}"]`)?.innerText ?? '');
    alarm.textContent = `Горит: ${what}, ${where}`.replace(/\s+/g, ' ');
  };

  // — drawing: in place while somebody stands in the rows, whole otherwise —
  let [known, hot, waiting] = [new Set(idsOf(rows)), new Set(hotIn(rows)), null];
  const isHeld = () =>
    rows.contains(page.activeElement) || panel.open || rows.querySelector('.board__tick:checked, tr.sel') !== null;
  const forms = (n) => (n % 10 === 1 && n % 100 !== 11 ? 'новая' : 'новых');

  const inPlace = (fresh) => {
    const there = new Map([...fresh.querySelectorAll('tr[data-id]')].map((row) => [row.dataset.id, row]));
    for (const row of rows.querySelectorAll('tr[data-id]')) {
      const now = there.get(row.dataset.id);
      if (!now) {
        row.dataset.gone = '1';
        continue;
      }
      delete row.dataset.gone;
      Object.assign(row.dataset, now.dataset);
      if (!now.dataset.burning) delete row.dataset.burning;
      row.querySelector('.board__tick').value = now.querySelector('.board__tick').value;
      [...row.cells].forEach((cell, at) => {
        if (at > 0 && cell.innerHTML !== now.cells[at].innerHTML) cell.innerHTML = now.cells[at].innerHTML;
      });
    }
    const [old, next] = [part().querySelector('.queues'), fresh.querySelector('.queues')];
    if (!old.contains(page.activeElement)) old.replaceWith(next);
    const count = [...there.keys()].filter((one) => !rows.querySelector(`tr[data-id="${one}"]`)).length;
    const gone = rows.querySelectorAll('tr[data-gone]').length;
    waiting = fresh;
    show.hidden = count + gone === 0;
    show.textContent = count ? `${count} ${forms(count)} — показать` : 'Обновить порядок строк';
  };
  const whole = (fresh) => {
    const [row, ticked] = [current(), [...rows.querySelectorAll('.board__tick:checked')].map(({ value }) => value)];
    const [at, stood] = [idsOf(rows).indexOf(row?.dataset.id), rows.contains(page.activeElement)];
    const before = new Set(idsOf(rows));
    part().replaceWith(fresh);
    for (const tick of rows.querySelectorAll('.board__tick')) tick.checked = ticked.includes(tick.value);
    for (const one of rows.querySelectorAll('tr[data-id]')) if (!before.has(one.dataset.id)) one.dataset.fresh = '1';
    [waiting, show.hidden] = [null, true];
    if (!row) return;
    const all = [...rows.querySelectorAll('tr[data-id]')];
    const place = id(row.id) ?? all[Math.min(at, all.length - 1)];
    place?.classList.add('sel');
    if (stood) place?.querySelector('a').focus({ preventScroll: true });
  };
  const draw = (html) => {
    const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById('board-part');
    if (!fresh) throw new Error('no rows');
    const [news, burning] = [
      idsOf(fresh).filter((one) => !known.has(one)),
      hotIn(fresh).filter((one) => !hot.has(one)),
    ];
    [known, hot] = [new Set([...known, ...idsOf(fresh)]), new Set(hotIn(fresh))];
    const first = burning.length && fresh.querySelector(`tr[data-id="${burning[0]}"]`);
    if (isHeld()) inPlace(fresh);
    else whole(page.adoptNode(fresh));
    if (!news.length && !burning.length) return;
    mark(unseen + new Set([...news, ...burning]).size);
    beep(burning.length > 0);
    shout(first);
  };
  show.addEventListener('click', () => {
    if (!waiting) return;
    const stand = rows.querySelector('tr.sel') ?? rows.querySelector('tr[data-id]');
    whole(page.adoptNode(waiting));
    (id(stand?.id)?.querySelector('a') ?? rows.querySelector('tr[data-id] a'))?.focus();
  });

  // — hearing: one stream says that something changed; the rows are asked for a moment later, each board at its own —
  const SPREAD_MS = 1_200;
  const POLL_MS = 15_000;
  let [paused, timer, source, poll, heard] = [false, null, null, null, ''];
  const refresh = async () => {
    timer = null;
    if (paused) return;
    try {
      const answer = await fetch(part().dataset.refresh, { headers: { 'HX-Request': 'true', accept: 'text/html' } });
      if (!answer.ok) throw new Error(String(answer.status));
      draw(await answer.text());
      if (say.dataset.lost) [say.textContent, say.dataset.lost] = ['', ''];
    } catch {
      [say.textContent, say.dataset.lost] = ['Связи нет: строки могли устареть. Пробуем снова.', '1'];
      timer ??= setTimeout(refresh, POLL_MS);
    }
  };
  const soon = () => (timer ??= setTimeout(refresh, Math.random() * SPREAD_MS));
  const listen = () => {
    source = new EventSource(board.dataset.live);
    source.addEventListener('board', ({ data }) => {
      const { version, counts } = JSON.parse(data);
      const said = JSON.stringify([version, counts]);
      if (heard && said !== heard) soon();
      heard = said;
    });
    source.addEventListener('error', () => {
      if (source?.readyState === EventSource.CLOSED) poll ??= setInterval(soon, POLL_MS);
    });
  };
  id('board-pause').addEventListener('click', ({ target }) => {
    paused = !paused;
    target.setAttribute('aria-pressed', String(paused));
    target.textContent = paused ? 'Продолжить обновления' : 'Приостановить обновления';
    say.textContent = paused ? 'Обновления приостановлены.' : '';
    source?.close();
    clearInterval(poll);
    [source, poll, heard] = [null, null, ''];
    if (paused) return;
    listen();
    void refresh();
  });
  listen();

  // — acts on the row somebody stands in —
  const stand = (row) => {
    for (const one of rows.querySelectorAll('tr.sel')) one.classList.remove('sel');
    const place = id(row?.id);
    place?.classList.add('sel');
    place?.querySelector('a').focus();
  };
  const numberOf = (row) => row.querySelector('a').textContent.trim();
  const post = async (address, body) => {
    const answer = await fetch(address, { method: 'post', body, headers: { accept: 'application/json' } });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(told.say ?? 'Не получилось. Обновите страницу и повторите.');
    return answer.status === 202 ? 'принято, выполняется' : 'сделано';
  };
  const quick = async (row, act, words, fields = {}) => {
    const body = new URLSearchParams({ _csrf: csrf, key: crypto.randomUUID(), ...fields });
    try {
      say.textContent = `${numberOf(row)}: ${words} — ${await post(`/requests/${row.dataset.id}/${act}`, body)}.`;
    } catch (error) {
      say.textContent = `${numberOf(row)}: ${error.message}`;
    }
    await refresh();
    stand(row);
  };
  const open = async (row, act) => {
    const answer = await fetch(`/requests/${row.dataset.id}/panel`, {
      headers: { 'HX-Request': 'true', accept: 'text/html' },
    });
    if (!answer.ok) return (say.textContent = `${numberOf(row)}: заявка не открылась. Обновите страницу.`);
    id('board-panel-body').innerHTML = await answer.text();
    const form = panel.querySelector(`form[action$="/${act}"]`);
    panel.dataset.row = row.id;
    panel.showModal();
    const details = form?.closest('details');
    if (details) details.open = true;
    if (!form) panel.querySelector('[data-none]').hidden = false;
    form?.querySelector('input:not([type="hidden"]), textarea, select, button')?.focus();
  };
  id('board-panel-close').addEventListener('click', () => panel.close());
  panel.addEventListener('close', () => stand(id(panel.dataset.row)));
  panel.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { target: form, submitter } = event;
    const row = id(panel.dataset.row);
    const data = new FormData(form, submitter);
    try {
      const done = await post(form.action, form.enctype.startsWith('multipart') ? data : new URLSearchParams(data));
      say.textContent = `${numberOf(row)}: ${submitter?.innerText.trim() ?? 'запись'} — ${done}.`;
      panel.close();
      await refresh();
      stand(row);
    } catch (error) {
      const voice = panel.querySelector('[data-refused]');
      voice.hidden = false;
      voice.textContent = error.message;
      submitter?.removeAttribute('aria-disabled');
    }
  });
  const deeds = {
    take: (row) => {
      const { phase, was } = row.dataset;
      if (phase === 'registered') return quick(row, 'assign', 'назначение', { was: was.split('_')[1] });
      if (phase === 'assigned') return quick(row, 'accept', 'мастер принял');
      say.textContent = `${numberOf(row)}: уже принята, назначать нечего.`;
    },
    acknowledge: (row) => quick(row, 'acknowledge', 'вы отвечаете за неё'),
    mark: (row) => {
      const tick = row.querySelector('.board__tick');
      tick.checked = !tick.checked;
      say.textContent = `${numberOf(row)}: ${tick.checked ? 'отмечена' : 'отметка снята'}.`;
      row.querySelector('a').focus();
    },
  };
  // A press of the mouse must not take the focus out of the row it is about.
  id('board-acts').addEventListener('mousedown', (event) => event.preventDefault());
  id('board-acts').addEventListener('click', ({ target }) => {
    const act = target.closest('[data-act]')?.dataset.act;
    if (!act) return;
    const row = current() ?? rows.querySelector('tr[data-id]');
    if (!row) return (say.textContent = 'Строк нет.');
    stand(row);
    void (deeds[act] ?? ((one) => open(one, act)))(row);
  });
})();
