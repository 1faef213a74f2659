// Small helps on top of pages that work without any of this.
(() => {
  'use strict';
  const page = document;
  const loaded = performance.now();
  // The region's clock, never the browser's own: a training region may live in another month.
  const start = Date.parse(page.body.dataset.now ?? '');
  const now = () => start + (performance.now() - loaded);

  // — what is left until a deadline —
  const forms = (n, one, few, many) => {
    const tens = n % 100;
    if (tens > 10 && tens < 20) return many;
    return { 1: one, 2: few, 3: few, 4: few }[n % 10] ?? many;
  };
  const words = (minutes) => {
    if (minutes < 60) return `${minutes}\u00a0мин`;
    if (minutes < 48 * 60)
      return `${Math.floor(minutes / 60)}\u00a0ч ${String(minutes % 60).padStart(2, '0')}\u00a0мин`;
    const days = Math.floor(minutes / 1440);
    return `${days}\u00a0${forms(days, 'день', 'дня', 'дней')}`;
  };
  const tick = () => {
    for (const mark of page.querySelectorAll('[data-due]')) {
      const minutes = Math.trunc((Date.parse(mark.dataset.due) - now()) / 60_000);
      if (Number.isNaN(minutes)) continue;
      mark.textContent = minutes >= 0 ? words(minutes) : `\u2212${words(-minutes)}`;
      if (minutes < 0)
        mark.className = mark.matches('.st') ? 'st st--late' : `${mark.classList[0]} ${mark.classList[0]}--late`;
    }
  };
  tick();
  setInterval(tick, 20_000);

  // — half-typed text outlives a reload and a new sign-in, in this tab only —
  const typed = (form) =>
    [...form.elements].filter(
      (field) =>
        field.name &&
        !field.name.startsWith('_') &&
        !['file', 'password', 'hidden', 'submit', 'button'].includes(field.type),
    );
  for (const form of page.querySelectorAll('form[data-draft]')) {
    const place = `draft:${form.dataset.draft}`;
    const kept = JSON.parse(sessionStorage.getItem(place) ?? '{}');
    for (const field of typed(form)) {
      const box = field.type === 'checkbox' || field.type === 'radio';
      const had = kept[box ? `${field.name}=${field.value}` : field.name];
      if (had === undefined) continue;
      if (box) field.checked = had;
      else if (!field.value) field.value = had;
    }
    form.addEventListener('input', () => {
      const draft = {};
      for (const field of typed(form)) {
        if (field.type === 'checkbox' || field.type === 'radio') draft[`${field.name}=${field.value}`] = field.checked;
        else draft[field.name] = field.value;
      }
      sessionStorage.setItem(place, JSON.stringify(draft));
    });
  }
  for (const done of page.querySelectorAll('[data-draft-done]'))
    sessionStorage.removeItem(`draft:${done.dataset.draftDone}`);

  // — what a master did without a network is sent, or wiped on purpose, before the way out —
  for (const out of page.querySelectorAll('form[action="/sign-out"]'))
    out.addEventListener('submit', (event) => {
      if (page.getElementById('jobs') || !localStorage.getItem('jobs-waiting')) return;
      event.preventDefault();
      location.assign('/jobs#out');
    });

  // — a second press on a slow line sends nothing twice; the server would answer the same anyway —
  page.addEventListener('submit', (event) => {
    const button = event.submitter;
    if (!button || event.target.method === 'get') return;
    if (button.getAttribute('aria-disabled') === 'true') return event.preventDefault();
    button.setAttribute('aria-disabled', 'true');
    setTimeout(() => button.removeAttribute('aria-disabled'), 8_000);
  });
  page.querySelector('[data-focus]')?.focus();

  // — a ballot keeps each mark as it is made; one at a time, so that the last one sent is the last one kept —
  for (const form of page.querySelectorAll('form[data-kept]')) {
    let [busy, again] = [false, false];
    const left = new AbortController();
    const keep = async () => {
      if (busy) return (again = true);
      busy = true;
      do {
        again = false;
        const body = new URLSearchParams(new FormData(form));
        body.set('key', crypto.randomUUID());
        body.set('later', 'yes');
        const headers = { accept: 'application/json' };
        await fetch(form.action, { method: 'post', body, headers, keepalive: true, signal: left.signal }).catch(
          () => undefined,
        );
      } while (again && !left.signal.aborted);
      busy = false;
    };
    form.addEventListener('change', keep);
    // What is sent whole must not be overtaken by a mark still on its way.
    form.addEventListener('submit', () => {
      form.removeEventListener('change', keep);
      left.abort();
    });
  }

  // — words for the neighbours go where the phone sends them, or to the clipboard —
  for (const button of page.querySelectorAll('[data-share]')) {
    const { value } = page.getElementById(button.dataset.share);
    if (!navigator.share && !navigator.clipboard) continue;
    button.hidden = false;
    if (!navigator.share) button.textContent = 'Скопировать';
    button.addEventListener('click', async () => {
      if (navigator.share) return navigator.share({ text: value }).catch(() => undefined);
      await navigator.clipboard.writeText(value);
      button.textContent = 'Скопировано';
    });
  }

  // — keys; by place on the keyboard, because the Russian layout is on —
  const dialog = page.getElementById('keys');
  const off = page.getElementById('keys-off');
  const silent = () => localStorage.getItem('keys') === 'off';
  if (dialog && off) {
    off.checked = silent();
    off.addEventListener('change', () => localStorage.setItem('keys', off.checked ? 'off' : 'on'));
    page.getElementById('keys-close').addEventListener('click', () => dialog.close());
    for (const key of dialog.querySelectorAll('[data-letter]')) key.textContent = key.dataset.letter.replace('Key', '');
  }
  // What has a key on this very page stands in the list too, in the words of its own button.
  const usual = ['KeyF', 'BracketLeft', 'BracketRight'];
  const listKeys = () => {
    const list = page.createElement('dl');
    for (const one of page.querySelectorAll('main [data-key]')) {
      if (usual.includes(one.dataset.key) || one.closest('dialog') || !one.checkVisibility()) continue;
      const [key, word, named] = [page.createElement('kbd'), page.createElement('dt'), page.createElement('dd')];
      key.textContent = one.dataset.key.replace(/^(Key|Digit)/, '');
      word.append(key);
      named.textContent = [...one.childNodes]
        .filter(({ nodeName }) => nodeName !== 'KBD')
        .map(({ textContent }) => textContent)
        .join(' ')
        .trim();
      list.append(word, named);
    }
    page.getElementById('keys-page')?.replaceChildren(...(list.children.length ? [list] : []));
  };
  const rows = () => [...page.querySelectorAll('.tbl tbody tr')];
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    // A live board draws its rows anew: the place is then where the focus stayed.
    const marked = all.findIndex((row) => row.classList.contains('sel'));
    const at = marked < 0 ? all.findIndex((row) => row.contains(page.activeElement)) : marked;
    all[at]?.classList.remove('sel');
    const row = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
    row.classList.add('sel');
    (row.querySelector('a') ?? row).focus();
  };
  const act = (element) => {
    // What stands in the closed menu is shown first.
    element.closest('details.menu')?.setAttribute('open', '');
    if (element.matches('input, textarea, select')) element.focus();
    else element.click();
  };
  // — the menu: Escape or a press outside closes it —
  const menu = page.querySelector('details.menu');
  page.addEventListener('click', (event) => {
    if (menu?.open && !menu.contains(event.target)) menu.open = false;
  });
  menu?.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
  const send = (event) => {
    const form = event.target.closest('dialog') ? null : page.querySelector('form[data-send]');
    if (!form) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector('button[type="submit"]'));
  };
  // A radio or a tick takes no letters: keys of one letter work on them.
  const TYPED = 'input:not([type="radio"], [type="checkbox"])';
  let going = false;
  page.addEventListener('keydown', (event) => {
    // A desk sends its form from wherever the hand is.
    if (event.code === 'Enter' && (event.ctrlKey || event.metaKey)) return send(event);
    // Escape leaves a field of such a form, so that its keys work again.
    if (event.code === 'Escape' && event.target.form?.matches('[data-send]')) return event.target.blur();
    const busy = event.target.closest(`${TYPED}, textarea, select, [contenteditable], dialog`);
    if (busy || event.ctrlKey || event.metaKey || event.altKey || silent()) return;
    if (event.code === 'Slash' && event.shiftKey) {
      listKeys();
      return dialog?.showModal();
    }
    if (event.code === 'KeyJ' || event.code === 'KeyK') return move(event.code === 'KeyJ' ? 1 : -1);
    if (event.code === 'KeyG') {
      going = true;
      setTimeout(() => (going = false), 1_500);
      return;
    }
    const targets = [...page.querySelectorAll(`[${going ? 'data-go' : 'data-key'}="${CSS.escape(event.code)}"]`)];
    // The same way stands in the bar and in the menu: the one that is seen comes first.
    const target = targets.find((one) => one.checkVisibility()) ?? targets.at(-1);
    going = false;
    if (!target) return;
    event.preventDefault();
    act(target);
  });
})();
