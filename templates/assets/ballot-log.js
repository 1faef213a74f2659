// The second verifier of a ballot log, written from docs/ballot-log.md alone: it shares no line with store/meeting/ballots.
// The file never leaves the browser. Quorum and thresholds are law, not arithmetic: those the first verifier recounts.
(() => {
  'use strict';
  const LOG = 'domovoy-ballots/1';
  const HEX = /^[0-9a-f]{64}$/;
  const bytesOf = (text) => new TextEncoder().encode(text);
  const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const joined = (...parts) => {
    const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  };
  const sha = async (...parts) => new Uint8Array(await crypto.subtle.digest('SHA-256', joined(...parts)));
  const shaText = async (text) => toHex(await sha(bytesOf(text)));
  const byte = (value) => Uint8Array.of(value);

  class Broken extends Error {}
  const demand = (holds, says) => {
    if (!holds) throw new Broken(says);
  };

  const canonical = (value) => {
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
  };

  // — exact numbers: «301/10», «47.32» —
  const gcd = (a, b) => (b === 0n ? a : gcd(b, a % b));
  const reduced = ([top, bottom]) => {
    demand(bottom > 0n, 'В файле стоит невозможное число.');
    const common = gcd(top, bottom) || 1n;
    return [top / common, bottom / common];
  };
  const fraction = (text) => {
    const found = /^(\d{1,30})(?:([./])(\d{1,30}))?$/.exec(text);
    demand(found, 'В файле стоит невозможное число.');
    const [, whole, sign, rest = ''] = found;
    if (sign === '/') return reduced([BigInt(whole), BigInt(rest)]);
    return reduced([BigInt(whole + rest), 10n ** BigInt(rest.length)]);
  };
  const plus = ([a, b], [c, d]) => reduced([a * d + c * b, b * d]);
  const sum = (texts) => texts.map(fraction).reduce(plus, [0n, 1n]);
  const equal = ([a, b], [c, d]) => a === c && b === d;

  // — the file, part by part —
  const KEYS = {
    head: 'key kind log meeting',
    register: 'holders proxies',
    checkpoint: 'signature text',
    terms: 'closesAt entrances form on opensAt paperUntil questions rights total zone',
  };
  /** Meetings called since the rule of law by stages say so. */
  const STAGES = 'closesAt entrances form on opensAt paperUntil questions rights rule total zone';
  const isWhole = (name, value) => {
    const keys = Object.keys(value).join(' ');
    return keys === KEYS[name] || (name === 'terms' && keys === STAGES && value.rule === 'stages');
  };
  function readDump(text) {
    demand(text.endsWith('\n'), 'Файл обрывается: последняя строка не закончена.');
    const parts = { entries: [], checkpoints: [] };
    const order = ['head', 'terms', 'register', 'entry', 'checkpoint', 'count'];
    let stage = 0;
    for (const [index, raw] of text.slice(0, -1).split('\n').entries()) {
      const where = `Строка ${index + 1}`;
      let line;
      try {
        line = JSON.parse(raw);
      } catch {
        throw new Broken(`${where} не читается.`);
      }
      demand(line !== null && typeof line === 'object' && canonical(line) === raw, `${where} записана не так.`);
      const [name, ...more] = Object.keys(line);
      const place = order.indexOf(name);
      demand(more.length === 0 && place >= stage, `${where} стоит не на своём месте.`);
      stage = place;
      const value = line[name];
      if (KEYS[name]) demand(isWhole(name, value), `${where} не того вида.`);
      if (name === 'entry') parts.entries.push(value);
      else if (name === 'checkpoint') parts.checkpoints.push(value);
      else {
        demand(parts[name] === undefined, `${where} повторяет уже сказанное.`);
        parts[name] = value;
      }
    }
    const { head, terms, register, entries, checkpoints } = parts;
    demand(head && terms && checkpoints.length > 0, 'В файле нет начала или подписей.');
    demand(head.log === LOG && HEX.test(head.key), 'Это не журнал голосов или его вид незнаком.');
    const full = head.kind === 'full';
    demand(full || head.kind === 'public', 'Вид журнала незнаком.');
    const shape = full ? 'hash leaf nonce record seq' : 'hash leaf seq';
    demand(
      entries.every((entry) => Object.keys(entry).join(' ') === shape) && Boolean(register) === full,
      'Содержание не отвечает виду журнала.',
    );
    return parts;
  }

  // — signed statements —
  const CHECKPOINT = new RegExp(
    `^${LOG}\\nmeeting (\\S+)\\nsize (0|[1-9]\\d*)\\nroot ([0-9a-f]{64})\\nterms ([0-9a-f]{64})\\n` +
      'register ([0-9a-f]{64})\\nprevious ([0-9a-f]{64})\\nat (\\S{24})\\nstate (open|sealed)\\n$',
  );
  const readCheckpoint = (text) => {
    const found = CHECKPOINT.exec(text);
    demand(found, 'Одна из подписанных записей не того вида.');
    const [, meeting, size, root, terms, register, previous, at, state] = found;
    return { meeting, size: Number(size), root, terms, register, previous, at, state };
  };

  async function verifyCheckpoints({ head, checkpoints }) {
    const key = await crypto.subtle.importKey('raw', fromHex(head.key), { name: 'Ed25519' }, false, ['verify']);
    let previous = await shaText('');
    const read = [];
    for (const { text, signature } of checkpoints) {
      const next = readCheckpoint(text);
      const before = read.at(-1);
      demand(next.meeting === head.meeting, 'Одна из подписей не от этого собрания.');
      demand(/^[0-9a-f]{128}$/.test(signature), 'Одна из подписей не того вида.');
      const holds = await crypto.subtle.verify('Ed25519', key, fromHex(signature), bytesOf(text));
      demand(holds, `Подпись под числом решений ${next.size} не сходится с ключом.`);
      demand(next.previous === previous, 'Между подписями чего-то не хватает.');
      demand(!before || (before.at < next.at && before.size <= next.size), 'Подписи идут назад.');
      demand(
        before?.state !== 'sealed' || (next.state === 'sealed' && next.register === before.register),
        'После закрытия журнал изменили.',
      );
      previous = await shaText(text);
      read.push(next);
    }
    return read;
  }

  // — chain and tree —
  async function verifyEntries({ head, entries }, checkpoints) {
    let hash = await sha(bytesOf(`${LOG}\n${head.meeting}`));
    // Peaks of the tree so far: whole subtrees, larger ones first (RFC 6962 §2.1).
    const peaks = [];
    const rootOf = async () => {
      if (peaks.length === 0) return sha();
      let root = peaks.at(-1).hash;
      for (const { hash: left } of peaks.slice(0, -1).reverse()) root = await sha(byte(1), left, root);
      return root;
    };
    const due = [...checkpoints];
    const settle = async (size) => {
      for (; due.length > 0 && due[0].size === size; due.shift())
        demand(toHex(await rootOf()) === due[0].root, `Подписанный корень не сходится: решений ${size}.`);
    };
    await settle(0);
    for (const [index, entry] of entries.entries()) {
      demand(entry.seq === index + 1, `На месте решения № ${index + 1} стоит другое.`);
      demand(HEX.test(entry.leaf), `Отпечаток решения № ${entry.seq} не того вида.`);
      const leaf = fromHex(entry.leaf);
      hash = await sha(byte(2), hash, leaf);
      demand(toHex(hash) === entry.hash, `Цепочка рвётся на решении № ${entry.seq}.`);
      peaks.push({ size: 1, hash: leaf });
      while (peaks.length > 1 && peaks.at(-1).size === peaks.at(-2).size) {
        const [left, right] = peaks.splice(-2);
        peaks.push({ size: left.size * 2, hash: await sha(byte(1), left.hash, right.hash) });
      }
      await settle(entry.seq);
    }
    demand(due.length === 0, 'Подписано больше решений, чем есть в файле.');
    demand(checkpoints.at(-1).size === entries.length, 'Последняя подпись сделана на другом числе решений.');
  }

  // — openings: what each decision says, where the file tells it —
  async function verifyRecords({ head, terms, entries }, checkpoints) {
    const weights = new Map(terms.rights.map(({ id, votes }) => [id, votes]));
    const questions = new Set(terms.questions.map(({ id }) => id));
    const sealedSize = checkpoints.find(({ state }) => state === 'sealed')?.size ?? Infinity;
    const ids = new Set();
    let logged = '';
    for (const { seq, leaf, nonce, record } of entries) {
      const name = `Решение № ${seq}`;
      const commitment = await sha(fromHex(nonce), bytesOf(canonical(record)));
      demand(toHex(await sha(byte(0), commitment)) === leaf, `${name} не то, что подписано.`);
      demand(record.meeting === head.meeting && record.seq === seq, `${name} стоит не на своём месте.`);
      demand(!ids.has(record.id), `${name} записано дважды.`);
      demand(weights.get(record.right) === record.weight, `${name}: вес другой, чем в реестре.`);
      demand(record.law === terms.on, `${name} записано по другой редакции закона.`);
      demand(
        Object.keys(record.answers).every((id) => questions.has(id)),
        `${name}: есть чужой вопрос.`,
      );
      const { receivedAt, loggedAt, channel } = record;
      const behind = seq > sealedSize;
      const onTime = receivedAt < terms.closesAt;
      demand(logged <= loggedAt && terms.opensAt <= receivedAt && receivedAt <= loggedAt, `${name}: время невозможно.`);
      const lawful = channel !== 'online' || (receivedAt === loggedAt && onTime && !behind);
      demand(lawful && !(behind && onTime), `${name} добавлено после закрытия.`);
      ids.add(record.id);
      logged = loggedAt;
    }
    let from = 0;
    let since = '';
    for (const { size, at } of checkpoints) {
      for (const { seq, record } of entries.slice(from, size))
        demand(since <= record.loggedAt && record.loggedAt <= at, `Решение № ${seq}: время не сходится с подписями.`);
      [from, since] = [size, at];
    }
  }

  // — sums of the count —
  function verifyCount({ terms, register, entries, count }, checkpoints) {
    const sealed = checkpoints.find(({ state }) => state === 'sealed');
    demand(sealed, 'Итоги есть, а закрывающей подписи нет.');
    demand(count.questions.length === terms.questions.length, 'Итоги есть не по всем вопросам.');
    const participating = fraction(count.participating);
    const total = fraction(count.total);
    demand(equal(total, fraction(terms.total)), 'Итоги посчитаны от другой площади дома.');
    demand(equal(sum([count.online, count.paper, count.hand]), participating), 'Голоса по способам не складываются.');
    for (const [index, one] of count.questions.entries()) {
      const { id, rule } = terms.questions[index];
      demand(one.question === id && one.rule === rule, 'Итоги стоят не в порядке повестки.');
      const parts = sum([one.for, one.against, one.abstained, one.invalid]);
      demand(equal(parts, participating), 'Голоса по вопросу не складываются.');
      demand(equal(plus(participating, fraction(one.absent)), total), 'Неголосовавшие посчитаны неверно.');
    }
    if (!count.outcomes) return;
    const records = entries.slice(0, sealed.size).map(({ record }) => record);
    recount({ records, count });
    verifyChoice({ terms, register, records, count });
  }

  const MARKS = ['for', 'against', 'abstained'];
  function recount({ records, count }) {
    const verdicts = new Map(count.outcomes.map(({ ballot, verdict }) => [ballot, verdict]));
    demand(
      verdicts.size === records.length && records.every(({ id }) => verdicts.has(id)),
      'Итоги знают не все решения.',
    );
    const counted = records.filter(({ id }) => verdicts.get(id) === 'counted');
    demand(new Set(counted.map(({ right }) => right)).size === counted.length, 'Одно право посчитано дважды.');
    const votes = (records) => sum(records.map(({ weight }) => weight));
    for (const channel of ['online', 'paper', 'hand']) {
      const here = counted.filter((record) => record.channel === channel);
      demand(equal(votes(here), fraction(count[channel])), 'Пересчёт даёт другие голоса.');
    }
    for (const one of count.questions) {
      for (const mark of MARKS) {
        const here = counted.filter(({ answers }) => {
          const marks = answers[one.question] ?? [];
          return marks.length === 1 && marks[0] === mark;
        });
        demand(equal(votes(here), fraction(one[mark])), 'Пересчёт по вопросам даёт другое.');
      }
    }
  }

  // — which decision of a right counts: the owner's own before an agent's, then the earlier one —
  const POWER = /^agent( from)? id principal( refused)?( until)? valid$/;
  function verifyChoice({ terms, register, records, count }) {
    const powers = new Map(register.proxies.map((power) => [power.id, power]));
    demand(
      register.proxies.every((power) => POWER.test(Object.keys(power).join(' '))),
      'Доверенности записаны не так.',
    );
    const outcomes = new Map(count.outcomes.map((one) => [one.ballot, one]));
    const rights = new Map();
    for (const record of records) {
      const { verdict } = outcomes.get(record.id);
      const power = record.proxy === null ? 'own' : stateOf(powers.get(record.proxy), record, terms.zone);
      const alone = verdict === 'counted' || verdict === 'duplicate';
      const lawful = alone ? power === 'own' || power === 'stands' : !POWERLESS.includes(verdict) || power === verdict;
      demand(lawful, `Решение № ${record.seq}: доверенность учтена неверно.`);
      if (alone) rights.set(record.right, [...(rights.get(record.right) ?? []), record]);
      else demand(!outcomes.get(record.id).conflict, `Решение № ${record.seq}: спора о нём нет.`);
    }
    for (const made of rights.values()) {
      const [first, ...rest] = made.sort(before);
      const chosen =
        outcomes.get(first.id).verdict === 'counted' &&
        !outcomes.get(first.id).conflict &&
        rest.every(({ id, holder }) => {
          const { verdict, conflict } = outcomes.get(id);
          return verdict === 'duplicate' && conflict === (holder !== first.holder);
        });
      demand(chosen, `Решение № ${first.seq}: из решений по одному праву учтено не то.`);
    }
  }

  const POWERLESS = ['power-refused', 'no-power'];
  const before = (a, b) =>
    Number(a.proxy !== null) - Number(b.proxy !== null) ||
    (a.receivedAt < b.receivedAt ? -1 : Number(a.receivedAt > b.receivedAt)) ||
    (a.id < b.id ? -1 : 1);

  /** What a power is for one decision: it stands, its principal refused it, or it proves nothing. */
  function stateOf(power, { holder, channel, enteredBy, decidedOn, receivedAt }, zone) {
    if (!power) return 'no-power';
    if (power.refused !== undefined) return 'power-refused';
    const online = channel === 'online';
    const day = decidedOn ?? (online ? dayIn(receivedAt, zone) : null);
    const mine = power.principal === holder && (!online || power.agent === enteredBy);
    const { from = day, until = day } = power;
    return power.valid === true && mine && (day === null || (from <= day && day <= until)) ? 'stands' : 'no-power';
  }

  const dayIn = (instant, zone) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(new Date(instant));

  /** A note kept by a witness must stand in the file letter by letter. */
  function verifyNote({ head, checkpoints }, note) {
    const found = /^([\s\S]*\n)signature ([0-9a-f]{128})\nkey ([0-9a-f]{64})\s*$/.exec(note.replaceAll('\r\n', '\n'));
    demand(found, 'Подписанная запись вставлена не целиком: нужны все строки до слова key.');
    const [, text, signature, key] = found;
    demand(key === head.key, 'Запись подписана другим ключом.');
    demand(
      checkpoints.some((one) => one.text === text && one.signature === signature),
      'Вашей подписанной записи в файле нет: журнал переписан или файл старше записи.',
    );
  }

  /** Says whether a dump holds; never throws for a bad one. */
  async function verifyBallotLog(text, note = '') {
    try {
      const dump = readDump(text);
      const checkpoints = await verifyCheckpoints(dump);
      await verifyEntries(dump, checkpoints);
      const terms = await shaText(canonical(dump.terms));
      demand(
        checkpoints.every((one) => one.terms === terms),
        'Повестка, сроки или права не те, что подписаны.',
      );
      if (dump.register) {
        const register = await shaText(canonical(dump.register));
        demand(register === checkpoints.at(-1).register, 'Реестр или доверенности не те, что подписаны.');
        await verifyRecords(dump, checkpoints);
      }
      if (dump.count) verifyCount(dump, checkpoints);
      if (note.trim()) verifyNote(dump, note);
      const { root, size, state } = checkpoints.at(-1);
      return { holds: true, root, size, sealed: state === 'sealed', counted: Boolean(dump.count) };
    } catch (error) {
      const says = error instanceof Broken ? error.message : 'В файле стоит невозможное значение.';
      return { holds: false, says };
    }
  }
  globalThis.verifyBallotLog = verifyBallotLog;

  // — the page —
  const form = globalThis.document?.getElementById('ballot-log');
  if (!form) return;
  const answer = document.getElementById('ballot-log-answer');
  const say = (...lines) =>
    answer.replaceChildren(...lines.map((line) => Object.assign(document.createElement('p'), { textContent: line })));
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const file = form.elements.file.files[0];
    if (!file) return say('Выберите файл журнала.');
    if (!globalThis.crypto?.subtle) return say('Браузер проверяет подписи только на страницах https.');
    say('Проверяем…');
    const found = await verifyBallotLog(await file.text(), form.elements.note.value);
    if (!found.holds) return say('Журнал не сходится.', found.says);
    say(
      'Журнал цел.',
      `Решений в журнале: ${found.size}. ${found.sealed ? 'Голосование закрыто.' : 'Голосование идёт.'}`,
      ...(found.counted ? ['Суммы итогов сходятся с записями.'] : []),
      `Корень: ${found.root}`,
    );
  });
})();
