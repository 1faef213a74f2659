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
    title: 'МВД начало применять новый регламент регистрации граждан', kind: 'comment',
    publisher: 'Life.ru', day: '2025-09-09',
    address: 'https://life.ru/p/1787908',
  },
  'passport-53': {
    title: 'Приказ Минкомсвязи и Минстроя от 17.02.2016 № 53/82/пр', kind: 'text',
    publisher: 'Контур.Норматив',
    address: 'https://normativ.kontur.ru/document?documentId=269632&moduleId=1',
  },
  'passport-726': {
    title: 'Приказ Минстроя от 20.11.2025 № 726/пр', kind: 'text',
    publisher: 'npalib.ru', day: '2025-11-20',
    address: 'https://npalib.ru/2025/11/20/prikaz-726-pr-id585910',
  },
} as const satisfies Readonly<Record<string, Source>>;
