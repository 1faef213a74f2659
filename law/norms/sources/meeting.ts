import type { Source } from './source';

const dek = 'ПАО «ДЭК», гарантирующий поставщик';
const dekPages = 'https://github.com/7malevich/dec';

/** General meetings of owners. */
export const meetingSources = {
  'abakan-2025': {
    title: 'Прокуратура: сообщение о собрании размещают в системе (463-ФЗ)', kind: 'office',
    publisher: 'Абакан-ньюс', day: '2025-05-12',
    address: 'https://abakan-news.net',
  },
  'orenburg-gzhi': {
    title: 'Где идёт электронное голосование с 01.03.2025', kind: 'office',
    publisher: 'ГЖИ Оренбургской области, сайт «Орск»',
    address: 'https://pda.orsk.ru/news/136565',
  },
  'razdolnoe': {
    title: 'Прокуратура: общее собрание с использованием системы (ст. 47.1 ч. 3–5)', kind: 'office',
    publisher: 'администрация Раздольненского района',
    address: 'https://razdolnoe-rk.ru',
  },
  'bashkiria-gzhi': {
    title: 'Первое электронное собрание: сроки и вопросы', kind: 'office',
    publisher: 'Госкомжилстройнадзор Башкортостана', day: '2024-02-16',
    address: 'https://ogni-agideli.ru',
  },
  'yasenevo': {
    title: 'Прокуратура: электронные собрания по 156-ФЗ', kind: 'office',
    publisher: 'Ясенево-медиа', day: '2020-05-25',
    address: 'https://yasenevomedia.ru',
  },
  'chuvashia-gzhi': {
    title: 'Выбор способа управления и управляющей организации: 165-ФЗ', kind: 'office',
    publisher: 'Госжилинспекция Чувашии', day: '2022-06-15',
    address: 'https://goszhil.cap.ru',
  },
  'karelia-gzhi': {
    title: 'Новые правила оформления протоколов (приказ 266/пр)', kind: 'office',
    publisher: 'Госкомитет Карелии по жилищному надзору, «Столица на Онего»', day: '2025-09-01',
    address: 'https://stolicaonego.ru/news/s-1-sentjabrja-izmenilis-pravila-oformlenija-protokolov-obschih-sobranij-zhiltsov-mnogokvartirnyh-domov/',
  },
  'genproc': {
    title: 'Прокурор разъясняет: извещение о собрании', kind: 'office',
    publisher: 'Генеральная прокуратура РФ', day: '2024-08-06',
    address: 'https://epp.genproc.gov.ru/ru/web/proc_40/activity/legal-education/explain?item=96875698',
  },
  'gis-release': {
    title: 'Доработка сервиса собраний с 25 августа', kind: 'office',
    publisher: 'блог ГИС ЖКХ',
    address: 'https://blog.gisgkx.ru',
  },
  'gis-slides': {
    title: 'Материалы оператора ГИС ЖКХ о сообщениях собственникам', kind: 'office',
    publisher: 'оператор ГИС ЖКХ', day: '2024-04-16',
  },
  'gis-schema': {
    title: 'Схема обмена ГИС ЖКХ: сведения о собраниях', kind: 'office',
    publisher: 'оператор ГИС ЖКХ',
  },
  'minstroy-temporary': {
    title: 'Письмо Минстроя: управление временной организацией', kind: 'office',
    publisher: 'Минстрой России, pravanet.ru', day: '2020-08-06',
    address: 'https://pravanet.ru/dogovor-s-vremennym-upravlyayuschim-na-audit.html',
  },
  'dek-direct': {
    title: 'Заключение прямых договоров: ЖК РФ, ст. 46 ч. 1, ст. 157.2', kind: 'text',
    publisher: dek, day: '2024-03-01',
    address: dekPages,
  },
  'garant-937': {
    title: 'Оформление решения о выборе управляющей организации: реквизиты протокола', kind: 'comment',
    publisher: 'Энциклопедия ГАРАНТ',
    address: 'https://base.garant.ru/58073714',
  },
  'ballot-form': {
    title: 'Бланк решения собственника с цитатой ст. 48 ч. 6', kind: 'comment',
    publisher: 'открытая программа общих собраний',
  },
  'zhkh40': {
    title: 'Памятка «Как сменить управляющую организацию»', kind: 'comment',
    publisher: '«ЖКХ 40», Калужская область',
    address: 'https://github.com/katekitova/zhkh40',
  },
  'votes-share': {
    title: 'Порядок расчёта долей в общем имуществе и голосов', kind: 'comment',
    publisher: 'studylib.ru',
    address: 'https://deploy.studylib.ru/doc/3731733/opredeleniya-dolej-v-prave-obshhej-sobstvennosti',
  },
  'absentee-votes': {
    title: 'Методические рекомендации Минстроя о заочном голосовании (отменены)', kind: 'comment',
    publisher: 'Техэксперт',
    address: 'https://docs.cntd.ru/document/420212183/titles/8PC0LR',
  },
  'avantgroup': {
    title: 'Собрания с 2025 года: 463-ФЗ', kind: 'comment',
    publisher: 'avantgroup.su',
    address: 'https://avantgroup.su',
  },
  'usolie': {
    title: 'Самостоятельное проведение собрания в ГИС ЖКХ', kind: 'comment',
    publisher: 'tvk-usolie.ru',
    address: 'https://tvk-usolie.ru',
  },
  '76ru-2025': {
    title: 'Как провести собрание: содержание сообщения, 48 часов', kind: 'comment',
    publisher: '76.ru', day: '2025-09-03',
    address: 'https://76.ru',
  },
  '76ru-council': {
    title: 'Совет многоквартирного дома', kind: 'comment',
    publisher: '76.ru', day: '2025-11-13',
    address: 'https://76.ru',
  },
  'mupmgkk': {
    title: 'Проведение собрания с помощью ГИС ЖКХ', kind: 'comment',
    publisher: 'mupmgkk.ru',
    address: 'https://mupmgkk.ru/index.php/111-provedenie-oss-s-pomoshchyu-gis-zhkkh',
  },
  'neurum-47.1': {
    title: 'Как проходит электронное голосование: ст. 47.1', kind: 'comment',
    publisher: 'ya.ru/neurum',
    address: 'https://ya.ru/neurum/c/tehnologii/q/kak_osuschestvlyaetsya_elektronnoe_golosovanie_f13dc064',
  },
  'vangoghlife': {
    title: 'Что изменило ПП РФ 331 в Правилах 416', kind: 'comment',
    publisher: 'vangoghlife.ru',
    address: 'https://vangoghlife.ru/en/416-pravila-soderzhaniya-obshchego-imushchestva-novye-izmeneniya-v-pravilah-obsluzhivaniya-mkd-viii-poryadok.html',
  },
  'roskvartal-results': {
    title: 'Уведомление собственников и ГЖИ об итогах собрания', kind: 'comment',
    publisher: 'РосКвартал',
    address: 'https://roskvartal.ru/provedenie-oss/8223/uvedomlenie-sobstvennikov-i-gzhi-ob-itogah-obschego-sobraniya-sobstvennikov',
  },
  'rutlib': {
    title: 'Книга «Общее собрание собственников»: передача подлинников в ГЖН', kind: 'comment',
    publisher: 'rutlib.com',
    address: 'https://rutlib.com/book/37580/p/13',
  },
  'refreshmsk': {
    title: 'Образец протокола собрания', kind: 'comment',
    publisher: 'refreshmsk.ru',
    address: 'https://refreshmsk.ru/obrazets-obshhego-sobraniya-sobstvennikov-mnogokvartirnogo-doma/',
  },
  'gkhnews': {
    title: 'Новые части статей 45 и 46', kind: 'comment',
    publisher: 'gkhnews.ru',
  },
  'spouses': {
    title: 'Голос супругов на собрании', kind: 'comment',
    publisher: 'infovoronezh.ru',
    address: 'https://infovoronezh.ru',
  },
  'udeli': {
    title: 'Решение без сведений о праве', kind: 'comment',
    publisher: 'udeli-vnimanie.ru',
    address: 'https://udeli-vnimanie.ru',
  },
  'dzen-266': {
    title: 'От 44/пр к 266/пр: подписи и форма', kind: 'comment',
    publisher: 'Дзен',
    address: 'https://dzen.ru/a/aJMOZi1bKQrb-ybm',
  },
  'fingram-937': {
    title: 'Единые требования к протоколу (приказ 937/пр)', kind: 'comment',
    publisher: 'fingram39.ru', day: '2016-10-09',
    address: 'https://fingram39.ru/publications/zhku/3342-edinye-trebovaniya-k-protokolu-obshchego-sobraniya.html',
  },
  'unanimous': {
    title: 'Какие решения принимают все собственники', kind: 'comment',
    publisher: 'eurocity-uk.ru',
    address: 'http://eurocity-uk.ru/page/50982',
  },
  'draft-331': {
    title: 'Минстрой меняет правила управления домами', kind: 'comment',
    publisher: 'eanews.ru', day: '2018-01-10',
    address: 'https://eanews.ru/mir/20180110072800/minstroy-obyazal-sotrudnikov-uk-rasshifrovyvat-tarify-i-nosit-s-soboy-bahily',
  },
  'press-116': {
    title: 'Перевести квартиру в нежилое стало труднее', kind: 'comment',
    publisher: 'rtechservice.ru', day: '2019-05-21',
    address: 'http://rtechservice.ru/sdelat-iz-kvartiry-magazin-ili-ofis-stalo-namnogo-trydnee',
  },
} as const satisfies Readonly<Record<string, Source>>;
