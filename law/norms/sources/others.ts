import type { Source } from './source';

/** Appeals, residence and disclosure. */
export const otherSources = {
  'culture-124': {
    title: 'Регламент Минкультуры, п. 124: когда ответ не даётся', kind: 'comment',
    publisher: 'КонсультантПлюс',
    address: 'https://consultant.ru/document/cons_doc_LAW_216252/e921a88edfae3819796bb9bc64f30f2d3b408374',
  },
  'ministry-28': {
    title: 'Регламент министерства, п. 28: возврат обращения о судебном решении', kind: 'comment',
    publisher: 'Техэксперт',
    address: 'https://docs.cntd.ru/document/902393647/titles/7DM0K9',
  },
  'survey': {
    title: 'Обзор норм о жилищных услугах по открытым страницам; страница этой нормы не записана', kind: 'comment',
    publisher: 'обзор для этой системы', day: '2026-11-20',
  },
  'answer-terms': {
    title: 'Сроки ответов управляющих компаний', kind: 'comment',
    publisher: 'xn----8sbqfnvs2b6d0a.xn--p1ai',
    address: 'https://xn----8sbqfnvs2b6d0a.xn--p1ai/sroki-otvetov-upravlyayushhix-kompanij',
  },
  'prosecutor-59': {
    title: 'Сколько длится проверка по обращению', kind: 'office',
    publisher: 'прокуратура, xn----8sbahoqodlumpk.xn--p1ai',
    address: 'https://xn----8sbahoqodlumpk.xn--p1ai/infoorg/prok_raz/10438/',
  },
  'reception-59': {
    title: 'Интернет-приёмные органов власти: порядок по 59-ФЗ', kind: 'office',
    publisher: 'органы власти',
  },
  'nord-2013': {
    title: 'Акт о временно проживающих: три дня', kind: 'comment',
    publisher: 'Nord-News', day: '2013-04-18',
    address: 'https://nord-news.ru/news/2013/04/18/?newsid=47348',
  },
  'mvd-register': {
    title: 'Регистрационный учёт граждан', kind: 'office',
    publisher: 'МВД России',
    address: 'https://de-ure.ru/36-d1',
  },
  'mvd-744': {
    title: 'Сроки регистрации: ПП РФ от 17.05.2021 № 744', kind: 'office',
    publisher: 'администрации регионов',
  },
  'mvd-553': {
    title: 'Регламент МВД от 06.08.2025 № 553', kind: 'comment',
    publisher: 'пресса',
  },
  'passport-726': {
    title: 'Электронный паспорт дома: приказ 726/пр', kind: 'comment',
    publisher: 'npalib', day: '2025-11-28',
  },
} as const satisfies Readonly<Record<string, Source>>;
