import fc from 'fast-check';
import { BALLOT_TAKES } from '../../law/meeting/vote/ballot';
import { compose, composeSms, hasSms, letterNames } from '../../templates/letters/compose';
import { letterView, type LetterView } from '../../templates/letters/view';
import type { LetterSource } from '../../store/letters/letters';
import type { OutageLetterFacts } from '../../store/outage/letter-facts';
import type { RequestLetterFacts } from '../../store/request/letter-facts';
import { smsPartsOf } from './smpp/parts';

const CASE = '0d5c1e9e-2f0a-4a43-9d7c-5a4f6f1d2b3c';
const PEOPLE = ['Аполлинария', 'Константиновна', 'Балашиха, ул. Свердлова, 12', 'Мы промыли стояк.'];
/** Owners of several flats learn from the message itself which house votes, on what and until when. */
const VOTE = ['notice', 'opened', 'unopened', 'reminder', 'closed', 'cancelled'].map((name) => `meeting-${name}`);

const full: LetterSource = {
  letter: 'appeal-registered',
  facts: {},
  createdAt: new Date('2026-12-09T18:40:00Z'),
  person: { givenName: 'Аполлинария', patronymic: 'Константиновна' },
  case: {
    id: CASE,
    area: 'appeal',
    number: 'ОБР-2026-000123',
    zone: 'Europe/Moscow',
    topic: 'heating',
    openedAt: new Date('2026-12-09T18:40:00Z'),
    organisation: 'УО «Заря»',
    address: 'Балашиха, ул. Свердлова, 12',
  },
  due: { lastDay: '2027-01-08', dueAt: new Date('2027-01-08T21:00:00Z'), citation: '59-ФЗ, ст. 12' },
  window: { lastDay: '2027-02-08', dueAt: new Date('2027-02-08T21:00:00Z') },
  named: 'Администрация Балашихи',
  own: { area: 'appeal', facts: { answer: 'Мы промыли стояк.\n\nТеперь тепло.', reason: 'Двор обслуживает округ.' } },
};
const bare: LetterSource = {
  ...full,
  case: { ...full.case!, topic: '', organisation: null, address: null },
  person: null,
  due: null,
  window: null,
  named: null,
  own: { area: 'appeal', facts: { answer: null, reason: null } },
};
const voting = { online: true, opensAt: new Date('2026-12-15T07:00:00Z'), closesAt: new Date('2026-12-22T07:00:00Z') };
const title = 'Ремонт крыши и двора';
const REASON = 'Дату выбрали неудачно.';

const at = (time: string): Date => new Date(`2026-12-10T${time}:00Z`);
/** A request always has its fault and its place; who comes and what was said may be unknown. */
const requestOf = (known: boolean): RequestLetterFacts => ({
  kind: 'S01',
  place: full.case?.address ?? '',
  master: known ? 'Виктор Ким' : null,
  masterRole: known ? 'мастер' : null,
  visitFrom: known ? at('07:00') : null,
  visitTo: known ? at('09:00') : null,
  words: known ? 'Заменена прокладка.' : null,
  zone: 'Europe/Moscow',
});
/** An outage always has its plan. */
const outageOf = (known: boolean): OutageLetterFacts => ({
  kind: 'planned',
  services: ['hot-water'],
  from: at('07:00'),
  until: known ? at('09:00') : null,
  cause: 'repair',
  causeText: known ? 'Меняем задвижку.' : null,
  reason: known ? 'Детали привезут позже.' : null,
  danger: known,
  inFlats: known,
  restored: at('09:00'),
  houses: [{ address: full.case?.address ?? '', entrances: [], flats: [], risers: null }],
});

/** The same letter with the facts of its own area. */
function letterOf(letter: string, source: LetterSource): LetterSource {
  const known = source === full;
  const caseOf = (area: string) => ({ ...source.case!, area, topic: '' });
  const facts = { deadline: 'localise', total: 150_000 };
  if (letter.startsWith('request-'))
    return { ...source, letter, facts, case: caseOf('request'), own: { area: 'request', facts: requestOf(known) } };
  if (letter.startsWith('outage-'))
    return { ...source, letter, case: caseOf('outage'), own: { area: 'outage', facts: outageOf(known) } };
  if (!letter.startsWith('meeting-')) return { ...source, letter };
  const file = { ...source.case!, area: 'meeting', topic: known ? title : '' };
  return {
    ...source,
    letter,
    case: file,
    own: { area: 'meeting', facts: { voting: known ? voting : null, power: null, reason: known ? REASON : null } },
  };
}

const view = (source: LetterSource = full): LetterView => letterView(source, 'https://domovoy.example.ru');
const letters = letterNames.filter((name) => name !== 'account-activation');
const pageOf = (name: string): string =>
  name === 'act-refused'
    ? `/cases/${CASE}/acts/`
    : `/${['meeting', 'request', 'outage'].find((area) => name.startsWith(`${area}-`)) ?? 'appeal'}s/${CASE}`;

describe.each(letters)('the letter %s', (name) => {
  const known = view(letterOf(name, full));
  it.each([
    ['with everything known', known],
    ['with as little as a case can have', view(letterOf(name, bare))],
  ])('reads well %s', (_, said) => {
    const { subject, text, html, paragraphs } = compose(name, said);
    expect(text).toContain('Здравствуйте');
    for (const words of [subject, text, html, composeSms(name, said)]) {
      expect(words).not.toMatch(/undefined|null|\[object|\{\{| {2}[а-я]|\s[.,!]|: ?\.|«»|[^.]\.\.(?!\.)/);
    }
    expect(paragraphs.every(({ lines }) => lines.every((line) => line.trim() !== ''))).toBe(true);
    expect(paragraphs.at(-1)?.link?.href).toMatch(new RegExp(`^https://domovoy.example.ru${pageOf(name)}`));
  });

  it('names its case and nobody in the subject', () => {
    const { subject } = compose(name, known);
    expect(subject).toContain('ОБР-2026-000123');
    for (const secret of PEOPLE) expect(subject).not.toContain(secret);
  });

  it('keeps its sentences short', () => {
    const sentences = compose(name, known).text.split(/[.!?]\s/);
    for (const sentence of sentences) expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(20);
  });

  it('fits three short messages and tells no names there', () => {
    expect(hasSms(name)).toBe(true);
    const text = composeSms(name, known);
    expect(smsPartsOf(text, CASE).length).toBeLessThanOrEqual(3);
    // Whoever goes there, and whose house it is, must learn from the message where.
    const placed = VOTE.includes(name) || /^(request|outage)-/.test(name);
    const secrets = placed ? PEOPLE.filter((one) => one !== full.case?.address) : PEOPLE;
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});

describe.each(VOTE)('%s as a short message', (name) => {
  const source = letterOf(name, full);
  const file = { ...source.case!, number: 'ОСС-2026-000131' };
  const text = composeSms(name, view({ ...source, case: file }));

  it('says which house it is, on what it decides, and has an address one can type', () => {
    expect(text).toMatch(/^Балашиха, ул\. Свердлова, 12\. .*«Ремонт крыши и двора»/);
    expect(text).toMatch(/ https:\/\/domovoy\.example\.ru\/v\/26-131$/);
    expect(text).not.toContain(CASE);
  });

  it('keeps to three parts however long the topic is', () => {
    const topic = 'Выбор управляющей организации, капитальный ремонт кровли и установка шлагбаума во дворе';
    const long = composeSms(name, view({ ...source, case: { ...file, topic } }));
    expect(long).toContain('«Выбор управляющей организации, капитальный ремонт кровли и…»');
    expect(smsPartsOf(long, CASE).length).toBeLessThanOrEqual(3);
  });
});

describe('a letter of an open vote', () => {
  const button = (name: string, source = letterOf(name, full)) => compose(name, view(source)).paragraphs.at(-1)?.link;

  it.each(['meeting-opened', 'meeting-reminder'])('%s leads to the ballot', (name) => {
    expect(button(name)).toEqual({
      title: 'Проголосовать',
      href: `https://domovoy.example.ru/meetings/${CASE}/ballot`,
    });
    const onPaper = letterOf(name, full);
    const own = {
      area: 'meeting' as const,
      facts: { voting: { ...voting, online: false }, power: null, reason: null },
    };
    expect(button(name, { ...onPaper, own })?.title).toBe('Открыть собрание');
    const text = compose(name, view({ ...onPaper, own })).text.replaceAll(/\s+/g, ' ');
    expect(text).toContain('Решение сдают на бумаге');
    expect(text).not.toContain(BALLOT_TAKES);
  });

  it.each(['meeting-opened', 'meeting-reminder'])('%s tells how long it takes in the words of the site', (name) => {
    const text = compose(name, view(letterOf(name, full))).text;
    expect(text).toContain(`это займёт ${BALLOT_TAKES}.`);
  });

  it('leads there from the notice too, for whoever reads it late', () => {
    expect(button('meeting-notice')?.href).toBe(`https://domovoy.example.ru/meetings/${CASE}/ballot`);
  });
});

describe('a letter', () => {
  it('of a cancelled meeting says why, and where to read why before it is known', () => {
    const text = (source: LetterSource): string => compose('meeting-cancelled', view(source)).text;
    expect(text(letterOf('meeting-cancelled', full))).toContain(`Причина: ${REASON}`);
    expect(text(letterOf('meeting-cancelled', bare))).toContain('Причина указана на странице собрания.');
  });

  it('tells the day in the house’s own time, and the instant where hours count', () => {
    const east = { ...full.case!, zone: 'Asia/Kamchatka' };
    expect(view({ ...full, case: east }).day).toBe('10\u00a0декабря 2026\u00a0г.');
    const due = { lastDay: null, dueAt: new Date('2026-12-10T11:05:00Z'), citation: 'ПП РФ 354, п. 108' };
    expect(view({ ...full, due })).toMatchObject({
      due: 'до чт 10\u00a0декабря 2026, 14:05',
      dueShort: 'до\u00a010.12.2026, 14:05',
    });
  });

  it('brings the answer in full, as text that draws nothing', () => {
    const answer = 'Первое.\n\nСкачать: https://evil.example\n\n<a href="https://evil.example">Открыть</a>';
    const { text, html } = compose(
      'appeal-answered',
      view({ ...full, own: { area: 'appeal', facts: { answer, reason: null } } }),
    );
    expect(text).toContain(answer);
    expect(html.match(/<a\s/g)).toHaveLength(1);
    expect(html).toContain('&lt;a href');
  });

  it('carries the way to a new account, made for one person', () => {
    const link = 'https://domovoy.example.ru/activate/abc';
    const { text, subject } = compose('account-activation', view({ ...bare, case: null, own: null, facts: { link } }));
    expect(text).toContain(`Придумать пароль: ${link}`);
    expect(subject).toBe('Доступ к Домовому');
  });

  it('keeps its subject one line whatever a value brings along', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (number) => {
        expect(
          compose('appeal-closed', { ...view(), number: `1\r\nBcc: all@example.ru${number}` }).subject,
        ).not.toMatch(/[\r\n\p{Cc}]/u);
      }),
    );
  });

  it('is not named by a path', () => {
    for (const name of ['../layouts/page', 'appeal-registered/../x', '', 'Ё'])
      expect(() => compose(name, view())).toThrow();
  });
});

describe('a short message', () => {
  it('is cut into as few parts as it takes and never through a sign', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 90 }), (text) => {
        const parts = smsPartsOf(text, CASE);
        expect(parts.map(({ message }) => message).join('')).toBe(text);
        for (const { message } of parts) expect(message).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
        expect(parts).toHaveLength(text.length <= 70 ? 1 : parts.length);
      }),
    );
  });

  it('carries the same reference when it is sent again', () => {
    expect(smsPartsOf('я'.repeat(150), CASE)).toEqual(smsPartsOf('я'.repeat(150), CASE));
    expect(smsPartsOf('я'.repeat(150), CASE).map(({ udh }) => udh?.subarray(4))).toEqual([
      Buffer.from([3, 1]),
      Buffer.from([3, 2]),
      Buffer.from([3, 3]),
    ]);
  });
});
