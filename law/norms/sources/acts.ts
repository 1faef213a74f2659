import type { Source } from './source';

const consultant = 'КонсультантПлюс, открытая выгрузка';
const codes = 'https://github.com/Murs2024/RAG-reglament';

/** Codes, laws and orders: copies of their words. */
export const actSources = {
  'zhk-198': {
    title: 'Жилищный кодекс РФ, ст. 198', kind: 'text',
    publisher: 'advokat-malov.ru',
    address: 'https://advokat-malov.ru/zakony-i-kodeksy/zhilishhnyj-kodeks-rossijskoj-federacii-n-188-fz/razdel-x-licenzirovanie-deyatelnosti-po-upravleniyu-mnogokvartirnymi-domami/glava-19-licenzirovanie-deyatelnosti-po-upravleniyu-mnogokvartirnymi-domami/statya-198-zhilischnyy-kodeks-rf.html',
  },
  '59-8': {
    title: '59-ФЗ, ст. 8 ч. 1–3', kind: 'text',
    publisher: 'порядок приёма обращений администрации',
    address: 'http://www.admuni.ru/porydokpriema.html',
  },
  'gk-1': {
    title: 'Гражданский кодекс РФ, часть первая', kind: 'text',
    publisher: consultant, day: '2026-03-01',
    address: codes,
  },
  'gk-3': {
    title: 'Гражданский кодекс РФ, ст. 218, 1152', kind: 'text',
    publisher: consultant, day: '2026-03-01',
    address: codes,
  },
  'gpk': {
    title: 'Гражданский процессуальный кодекс РФ', kind: 'text',
    publisher: consultant, day: '2026-03-01',
    address: codes,
  },
  '229-21': {
    title: '229-ФЗ, ст. 21: сроки предъявления исполнительных документов', kind: 'text',
    publisher: 'ответ администрации с цитатой статьи',
    address: 'http://admzven.ru/node/6013',
  },
  'zpp': {
    title: 'Закон о защите прав потребителей, ст. 31', kind: 'text',
    publisher: 'studopedia.ru',
    address: 'https://studopedia.ru/12_32632_statya--sroki-udovletvoreniya-otdelnih-trebovaniy-potrebitelya.html',
  },
  'zhk-42': {
    title: 'Жилищный кодекс РФ, ст. 42', kind: 'text',
    publisher: 'открытая копия кодекса',
  },
  'zhk-44': {
    title: 'Жилищный кодекс РФ, ст. 44 (перевод)', kind: 'text',
    publisher: 'realapex.ru',
  },
  'zhk-44.1': {
    title: 'Жилищный кодекс РФ, ст. 44.1', kind: 'text',
    publisher: 'city-advokat.ru',
    address: 'https://city-advokat.ru/statya44-1-zk.html',
  },
  'zhk-45': {
    title: 'Жилищный кодекс РФ, ст. 45 ч. 1–3 (перевод)', kind: 'text',
    publisher: 'avtozvuk174.ru',
    address: 'https://avtozvuk174.ru/en/kvorum-dlya-prinyatiya-resheniya-na-sobranii-sobstvennikov-kvorum',
  },
  'zhk-46': {
    title: 'Жилищный кодекс РФ, ст. 46', kind: 'text',
    publisher: 'Техэксперт', day: '2024-09-01',
    address: 'https://docs.cntd.ru/document/901919946',
  },
  'zhk-46.changes': {
    title: 'Сравнение редакций ст. 46 Жилищного кодекса РФ', kind: 'text',
    publisher: 'ЗаконРФ', day: '2022-09-13',
    address: 'https://zakonrf.info/izmeneniya-v-zakonodatelstve/sravnenie-33834',
  },
  'zhk-46.5': {
    title: 'Жилищный кодекс РФ, ст. 46 ч. 5–6', kind: 'text',
    publisher: 'открытая копия кодекса',
    address: 'https://studfile.net/preview/16693876/page:13',
  },
  'zhk-47': {
    title: 'Жилищный кодекс РФ, ст. 47', kind: 'text',
    publisher: 'projkrf.ru',
    address: 'https://projkrf.ru/st_47_jk_rf',
  },
  'zhk-48': {
    title: 'Жилищный кодекс РФ, ст. 48 ч. 1–2', kind: 'text',
    publisher: 'domovodstvo.ru',
    address: 'http://domovodstvo.ru/docs/9BE4360FE50FF327C32573E9007BFF47-48.html',
  },
  'zhk-90': {
    title: 'Жилищный кодекс РФ, ст. 90', kind: 'text',
    publisher: 'pravo.studio',
    address: 'https://pravo.studio/pravo-rossii-jilischnoe/statya-vyiselenie-nanimatelya-projivayuschih-63732.html',
  },
  'zhk-136': {
    title: 'Жилищный кодекс РФ, ст. 136 ч. 1', kind: 'text',
    publisher: 'businesspravo.ru', day: '2006-12-29',
    address: 'http://businesspravo.ru/Docum/DocumShow.asp?DocumID=119273&DocumType=155',
  },
  'zhk-155.14': {
    title: 'Жилищный кодекс РФ, ст. 155 ч. 14: цитата в заявлении о взыскании', kind: 'text',
    publisher: 'открытая программа товарищества',
  },
  'zhk-173': {
    title: 'Жилищный кодекс РФ, ст. 173 ч. 4', kind: 'text',
    publisher: 'открытая копия кодекса',
  },
  'order-44': {
    title: 'Приказ Минстроя от 28.01.2019 № 44/пр', kind: 'text',
    publisher: 'Техэксперт', day: '2022-09-16',
    address: 'https://docs.cntd.ru/document/552449986',
  },
} as const satisfies Readonly<Record<string, Source>>;
