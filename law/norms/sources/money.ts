import type { Source } from './source';

const dek = 'ПАО «ДЭК», гарантирующий поставщик';
const dekPages = 'https://github.com/7malevich/dec';

/** Penalties, debts, courts and the key rate. */
export const debtSources = {
  'garant-497': {
    title: 'Начисляются ли пени до октября 2022 года', kind: 'comment',
    publisher: 'ГАРАНТ.РУ',
    address: 'https://www.garant.ru/news/1540701/',
  },
  'dek-limits': {
    title: 'Ограничение и отключение за долг', kind: 'comment',
    publisher: dek, day: '2024-03-01',
    address: dekPages,
  },
  'repair-2016': {
    title: 'Пени за взносы на капитальный ремонт', kind: 'comment',
    publisher: 'tkgorod.ru', day: '2016-03-29',
    address: 'https://tkgorod.ru/news/8709',
  },
  'consultant-112': {
    title: 'Обзор: срок до ограничения коммунальных услуг сокращён с 30 до 20 дней', kind: 'comment',
    publisher: 'КонсультантПлюс',
    address: 'http://www.consultant.ru/document/Cons_doc_LAW_156189/98d89d7fbe92ee2ec191b6f8d852a8a40e7db9f3/',
  },
  'order-days': {
    title: 'Судебный приказ: десять дней на возражения', kind: 'comment',
    publisher: 'advokat-feygin.ru',
    address: 'https://advokat-feygin.ru/stati/sudebnyj-prikaz-10-dnej-so-dnya-polucheniya-kalendarnyh-ili-rabochih.html',
  },
  'repair-penalty': {
    title: 'Мораторий на штрафы и пени по взносам на капремонт', kind: 'comment',
    publisher: 'Дзен', day: '2020-04-06',
    address: 'https://dzen.ru/a/XoyPouSrcCeJroiz',
  },
  'roskvartal-penalty': {
    title: 'Порядок расчёта пеней: ПП РФ 474, 1681, 2479', kind: 'comment',
    publisher: 'РосКвартал',
    address: 'https://roskvartal.ru/news/vzyskanie-dolgov/14606-v-2023-godu-prodolzhaet-deystvovat-osobyy-poryadok-raschyeta-peney-v-zhkh',
  },
  'nnov-2479': {
    title: 'На 2023 год продлён особый порядок пеней', kind: 'office',
    publisher: 'прокуратура Нижнего Новгорода',
    address: 'https://admgor.nnov.ru/Gorod/Napravleniya-raboty/Bezopasnost-naseleniya/Prokuratura-goroda-Nizhnego-Novgoroda-informiruet/Na-2023-god-prodleno-deystvie-osobogo-poryadka-rascheta-peni-za-zadolzhennost-po-oplate-zhilishchno-kommunalnyh-uslug',
  },
  'rpn-2382': {
    title: 'Пени в 2024 году: ПП РФ от 29.12.2023 № 2382', kind: 'office',
    publisher: 'Роспотребнадзор, Череповец',
  },
  'elcode-329': {
    title: 'ПП РФ от 18.03.2025 № 329', kind: 'text',
    publisher: 'elcode', day: '2025-03-18',
  },
  'court-424': {
    title: 'Обзор Верховного Суда РФ № 2 от 30.04.2020: мораторий', kind: 'office',
    publisher: 'gradkostroma.ru', day: '2020-04-30',
    address: 'https://gradkostroma.ru/i/u/power/new_acts/2020_pr_06_01-penkomd.html',
  },
  'press-424': {
    title: 'Мораторий на отключение услуг за долги', kind: 'comment',
    publisher: 'РИА Новости', day: '2020-04-06',
    address: 'https://ria.ru/amp/20200406/1569655614.html',
  },
  'rpn-119': {
    title: 'Правила 354, п. 119: порядок ограничения', kind: 'office',
    publisher: 'Роспотребнадзор', day: '2017-11-03',
    address: 'https://04.rospotrebnadzor.ru/index.php/consumer-information/faq/8217-03112017.html',
  },
  'chuvashia-120': {
    title: 'Возобновление коммунальной услуги', kind: 'office',
    publisher: 'Красночетайский округ Чувашии', day: '2024-04-27',
    address: 'https://krchet.cap.ru/news/2024/04/27/priostanovlenie-i-vozobnovlenie-kommunaljnoj-uslug',
  },
  'press-2075': {
    title: 'Расходы на отключение электричества: ПП РФ от 19.12.2025 № 2075', kind: 'comment',
    publisher: 'zakonvest.ru',
    address: 'https://zakonvest.ru/vnimanie-vazhnaya-informaciya-uvelichenie-stoimosti-ogranicheniya-elektrosnabzheniya',
  },
  'gis-debts': {
    title: 'Ответы на запросы о долге в ГИС ЖКХ', kind: 'comment',
    publisher: 'ezhik.online',
    address: 'https://ezhik.online/responses_queries',
  },
  'court-fees': {
    title: 'Размеры пошлины с 09.09.2024: 259-ФЗ', kind: 'office',
    publisher: 'Элистинский городской суд',
    address: 'https://elistinsky.kalm.sudrf.ru/modules.php?name=information&id=9',
  },
  'court-fees.order': {
    title: 'Новые размеры госпошлины', kind: 'comment',
    publisher: 'kopejsk-gid.ru',
    address: 'https://kopejsk-gid.ru/news/gosudarstvo/novye-razmery-gosposhliny-vstupyat-v-silu-s-2024-goda.htm',
  },
  'bailiff-5': {
    title: 'Срок добровольного исполнения', kind: 'comment',
    publisher: 'zullus.ru',
    address: 'https://zullus.ru/srok-dobrovolnogo-ispolneniya/',
  },
  'dek-debts': {
    title: 'Погашение задолженности: исполнительский сбор', kind: 'comment',
    publisher: dek, day: '2024-03-01',
    address: dekPages,
  },
  'exit-ban': {
    title: 'С каким долгом не выпускают за границу', kind: 'comment',
    publisher: 'zrdtest.ru',
  },
  'key-rate': {
    title: 'Ключевая ставка по дням: списки по архиву cbr.ru', kind: 'comment',
    publisher: 'две независимые открытые программы', day: '2026-07-27',
  },
} as const satisfies Readonly<Record<string, Source>>;
