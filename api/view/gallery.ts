import { confidenceMark } from '../../law/base/mark';
import type { FormView } from '../../templates/engine/helpers';
import { listView, type ListSpec, type Query } from './list';

/** Invented data for the gallery: one case that shows every part of the design. */
const galleryCase = {
  number: 'ОБР-2026-000123',
  address: 'Балашиха, ул. Свердлова, 12',
  title: 'Холодные батареи в третьем подъезде',
  stages: [
    { title: 'Принято', when: '9 дек., 18:40', state: 'done' },
    { title: 'Передано в УО', when: '10 дек.', state: 'done' },
    { title: 'Готовится ответ', when: 'до 8 января', state: 'now' },
    { title: 'Ответ', state: 'ahead' },
    { title: 'Оценка', state: 'ahead' },
  ],
  meter: {
    say: '44,9 % от всех голосов · 4 215,6 м²',
    done: 44.9,
    more: 9,
    mark: 50,
    label: 'Участие 44,9 процента, кворум 50 процентов',
    norm: 'Черта — кворум 50 % (ЖК РФ, ст. 45 ч. 3). Светлая полоса — получили бюллетень и открыли его.',
  },
  events: [
    {
      title: 'Исполнитель запросил замер температуры',
      say: 'Мастер придёт 22 декабря с 10:00 до 12:00.',
      when: 'сегодня, 11:20',
      at: '2026-12-21T11:20:00+03:00',
      who: 'Мария Котова, инженер',
      by: 'person',
      link: { href: '#', title: 'Открыть заявку А-4421' },
    },
    {
      title: 'Половина срока прошла',
      say: 'Исполнителю отправлено напоминание.',
      when: '19 декабря, 10:00',
      who: 'Домовой',
      by: 'system',
    },
    {
      title: 'Первое напоминание не доставлено',
      say: 'Почтовый ящик УО переполнен.',
      when: '18 декабря, 10:00',
      who: 'Домовой',
      by: 'system',
      bad: true,
    },
    { title: 'Обращение зарегистрировано', when: '9 декабря, 18:40', who: 'Анна Лебедева', by: 'person' },
  ],
  deadlines: [
    {
      what: 'Зарегистрировать',
      until: 'до 10 дек. включительно · сделано 9 дек., 18:40',
      status: { kind: 'ok', word: 'в срок' },
      why: {
        title: 'Почему 10 декабря',
        citation: 'ПП РФ № 416, п. 35',
        norm: 'AP-01',
        derivation: ['9.12 — день обращения, не считается', '10.12 — рабочий день 1, последний'],
      },
    },
    {
      what: 'Ответить заявителю',
      until: 'до 8 января 2027 г. включительно',
      status: { kind: 'soon', word: '12 дней' },
      why: {
        citation: 'Закон № 59-ФЗ, ст. 12 ч. 1',
        norm: 'AP-03',
        mark: confidenceMark('V2'),
        provisional: true,
        derivation: ['9.12 — день события, не считается', '10.12–7.01 — дни 1–29', '8.01 — день 30, последний'],
      },
    },
    { what: 'Оценить ответ', until: '10 дней после ответа', status: { kind: 'wait', word: 'после ответа' } },
  ],
  files: [
    { href: '#', title: 'Батарея в комнате.jpg', size: '1,2 МБ' },
    { href: '#', title: 'Обращение ОБР-2026-000123.pdf', size: '86 КБ', note: 'подписано' },
  ],
};

interface Row {
  number: string;
  what: string;
  house: string;
  until: string;
  kind: 'ok' | 'soon' | 'late' | 'wait';
  left: string;
  who: string;
}

const rows: Row[] = [
  {
    number: 'ОБР-2026-000117',
    what: 'Не убирают снег во дворе',
    house: 'Мира, 4',
    until: '18 дек.',
    kind: 'late',
    left: 'позже на 3 дня',
    who: 'О. Фомин',
  },
  {
    number: 'ОБР-2026-000123',
    what: 'Холодные батареи',
    house: 'Свердлова, 12',
    until: '24 дек.',
    kind: 'soon',
    left: '3 дня',
    who: 'М. Котова',
  },
  {
    number: 'ОБР-2026-000119',
    what: 'Перерасчёт за горячую воду',
    house: 'Лесная, 3',
    until: '8 янв.',
    kind: 'ok',
    left: '18 дней',
    who: 'И. Белова',
  },
  {
    number: 'ОБР-2026-000125',
    what: 'Копия протокола собрания',
    house: 'Мира, 9',
    until: '—',
    kind: 'wait',
    left: 'ждёт заявителя',
    who: 'не назначен',
  },
];

const options = [
  { value: 'late', title: 'просрочено' },
  { value: 'soon', title: 'скоро срок' },
  { value: 'ok', title: 'в срок' },
];

const spec: ListSpec<Row> = {
  title: 'Обращения',
  path: '/gallery',
  noun: ['обращение', 'обращения', 'обращений'],
  filters: [
    { kind: 'text', name: 'q', label: 'Номер или слова' },
    { kind: 'select', name: 'state', label: 'Срок', options, blank: 'любой' },
    { kind: 'date', name: 'from', label: 'Получено с' },
  ],
  columns: [
    { title: 'Номер', sort: 'number', cell: (row) => ({ text: row.number, href: '#' }) },
    { title: 'О чём', cell: (row) => ({ text: row.what, note: row.house }) },
    { title: 'Ответить до', sort: 'due', number: true, cell: (row) => row.until },
    { title: 'Осталось', cell: (row) => ({ status: { kind: row.kind, word: row.left } }) },
    { title: 'Кто', cell: (row) => row.who },
  ],
  empty: { title: 'Обращений пока нет' },
  action: { href: '#', title: 'Новое обращение' },
  exports: ['csv', 'xlsx'],
};

const lanes = [
  {
    when: '9 дек. 18:40',
    law: {
      title: 'Регистрация: один рабочий день',
      status: { kind: 'ok', word: 'раньше срока на 29 ч' },
      norm: 'ПП РФ № 416, п. 35 · последний день 10 дек.',
    },
    machine: { title: 'Дело открыто, процесс запущен', code: 'workflow appeal · 1 попытка · 41 мс' },
  },
  { gap: '10 дней тишины' },
  {
    when: '19 дек. 10:00',
    law: { title: 'Половина срока прошла' },
    machine: { title: 'Сработал таймер «50 % срока»', code: 'timer 7 · точно 10:00:00,4' },
  },
  { gap: '20 дней' },
  {
    when: '9 янв. 16:12',
    bad: true,
    law: {
      title: 'Ответ в течение 30 дней',
      status: { kind: 'late', word: 'позже срока на 16 ч 12 мин' },
      norm: 'Закон № 59-ФЗ, ст. 12 ч. 1 · последний день 8 янв.',
    },
    machine: { title: 'Команда «ответить» от УО «Заря»', code: 'update answer · исполнитель 4f1c · документов 2' },
  },
];

const cards = [
  {
    first: true,
    title: 'Идёт голосование',
    say: 'Совет дома и текущий ремонт, 9 вопросов. До 18 января, 10:00.',
    status: { kind: 'soon', word: '6 дней' },
    act: { href: '#', title: 'Проголосовать', note: 'около минуты' },
    links: [{ href: '#', title: 'О собрании' }],
  },
  {
    past: true,
    title: 'Вы проголосовали',
    say: 'Крыша и подъезды. Голосование закончится 20 января, 10:00, тогда будет и итог.',
    status: { kind: 'ok', word: 'принято' },
    links: [{ href: '#', title: 'Ваше решение' }],
  },
];

const begins = [
  { href: '#', title: 'Обращение', icon: 'pen' },
  { href: '#', title: 'Записать обращение', icon: 'phone' },
  { href: '#', title: 'Собрание', icon: 'people' },
];

const option = (value: string, title: string, hint?: string) => ({ value, title, hint });

/** `form` with errors shows how a form looks after a refusal; a new form has none. */
export function galleryView(query: Query, form: FormView = {}) {
  return {
    case: galleryCase,
    cards,
    begins,
    queues: [
      { href: '#', title: 'просрочены', count: 2, hot: true },
      { href: '#', title: 'меньше трёх дней', count: 7, current: true },
      { href: '#', title: 'новые', count: 3 },
      { href: '#', title: 'ждут заявителя', count: 5 },
    ],
    tabs: [
      { href: '#', title: 'Дело', current: true },
      { href: '#', title: 'Документы', count: 4 },
      { href: '#', title: 'Машина' },
    ],
    list: listView(spec, { rows, count: 1204, older: { after: 'x' } }, query),
    lanes,
    organisations: [option('zarya', 'УО «Заря»'), option('inspection', 'Жилищная инспекция')],
    channels: [option('cabinet', 'В кабинете', 'Придёт и письмо на почту.'), option('post', 'Письмом по адресу')],
    topics: [option('heat', 'Отопление'), option('yard', 'Двор')],
    answers: [
      { title: 'О чём', text: 'Холодные батареи', change: '#' },
      { title: 'Кому', text: 'УО «Заря»', change: '#' },
      { title: 'Адрес', lines: ['Балашиха', 'ул. Свердлова, 12, кв. 41'] },
      { title: 'Состояние', status: { kind: 'soon', word: 'черновик' } },
    ],
    writeLink: { href: '#', title: 'Написать обращение' },
    form,
  };
}
