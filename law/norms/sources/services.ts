import type { Source } from './source';

const dek = 'ПАО «ДЭК», гарантирующий поставщик';
const dekPages = 'https://github.com/7malevich/dec';

/** Dispatch, quality of services and billing. */
export const serviceSources = {
  'heat-degree': {
    title: 'Цитата п. 15 приложения 1 к Правилам 354', kind: 'comment',
    publisher: 'izhevsk.ru', day: '2014-01-09',
    address: 'https://izhevsk.ru/forum_light_message/164/4225610-m28762387.html',
  },
  'tula-lift': {
    title: 'Специалисты МЧС, ГЖИ и Ростехнадзора: что делать, если остановился лифт', kind: 'comment',
    publisher: '360.ru', day: '2026-02-11',
    address: 'https://360.ru/news/obschestvo/spetsialisty-mchs-gzhi-i-rostehnadzora-rasskazali-kak-dejstvovat-v-sluchae-ostanovki-lifta/',
  },
  'mosoblgaz': {
    title: 'Мособлгаз: куда звонить при запахе газа', kind: 'comment',
    publisher: 'Интерфакс',
    address: 'https://www.interfax-russia.ru/center/novosti-podmoskovya/mosoblgaz-zafiksiroval-snizhenie-kolichestva-zvonkov-po-povodu-avariy-v-oktyabre',
  },
  'ads-416': {
    title: 'Правила 416, раздел IV (извлечение)', kind: 'text',
    publisher: 'КонсультантПлюс',
  },
  'tyumen-gzhi': {
    title: 'Сроки устранения аварий', kind: 'office',
    publisher: 'ГЖИ Тюменской области',
    address: 'https://gji.admtyumen.ru/OIGV/gji/actions/treatment/question/end.htm?id=2268@egFaq',
  },
  'max-press': {
    title: 'Связь с жителями в МАКС: ст. 165 ч. 6', kind: 'comment',
    publisher: 'Клерк, РИА Новости, Прайм', day: '2026-02-08',
  },
  'rpn-quality': {
    title: 'Правила 354, пп. 104–109: нарушение качества услуги', kind: 'office',
    publisher: 'Роспотребнадзор',
  },
  '354-108': {
    title: 'Правила 354, пп. 108–109', kind: 'text',
    publisher: 'ответ юриста с цитатой пунктов',
    address: 'https://www.9111.ru/questions/18973609',
  },
  '354-152': {
    title: 'Акт о затоплении: пункт 152 Правил 354', kind: 'comment',
    publisher: 'stop-voda.ru',
    address: 'https://stop-voda.ru/tpost/jnnv7r5ge1-akt-o-zatoplenii-kak-sostavit-obrazets',
  },
  '354-app-1': {
    title: 'Правила 354, приложение 1 (перевод)', kind: 'text',
    publisher: 'lovesushi29.ru',
    address: 'https://lovesushi29.ru/en/pp-354-pravila-predostavleniya-o-predostavlenii-kommunalnyh-uslug-sobstvennikam-i-polzovatelyam-pom/',
  },
  'navashino': {
    title: 'Допустимые перерывы отопления и электроснабжения', kind: 'office',
    publisher: 'прокуратура Навашинского района',
    address: 'https://navashino.nobl.ru/about/zakon-i-poryadok/prokuratura-navashinskogo-rayona/novosti-prokuratury/dopustimye-sroki-pereryva-podachi-teplosnabzheniya-i-elektrosnabzheniya-v-mkd',
  },
  '354-hot-water': {
    title: 'Горячая вода ниже нормы: приложение 1 к Правилам 354', kind: 'comment',
    publisher: 'ответ юриста с цитатой',
    address: 'https://www.9111.ru/questions/11939852',
  },
  'dek-waste': {
    title: 'Вывоз отходов: приложение 1 к Правилам 354, п. 17', kind: 'text',
    publisher: dek, day: '2024-03-01',
    address: dekPages,
  },
  'dek-restrictions': {
    title: 'Ограничение и приостановление: Правила 354, пп. 115–118', kind: 'text',
    publisher: dek, day: '2024-03-01',
    address: dekPages,
  },
  'dek-complaints': {
    title: 'Порядок работы с обращениями: ответ на претензию', kind: 'text',
    publisher: dek, day: '2024-03-01',
    address: dekPages,
  },
  'oke-access': {
    title: 'Уведомление о проверке прибора: Правила 354, пп. 60(3), 85', kind: 'text',
    publisher: 'ОГУЭП «Облкоммунэнерго»',
  },
  'moskv-170': {
    title: 'Правила 170, приложение 2: предельные сроки', kind: 'text',
    publisher: 'moskv.ru', day: '2021-04-11',
    address: 'https://moskv.ru/articles/fulltext/show/id/8444/',
  },
  'terms-program': {
    title: 'Сроки по категориям заявок, сверены с текстами', kind: 'comment',
    publisher: 'открытая программа', day: '2026-09-24',
  },
  'lift-gost': {
    title: 'Освобождение пассажиров лифта: 30 минут', kind: 'comment',
    publisher: 'Лифтопедия',
    address: 'http://liftopedia.ru',
  },
  'dek-meters': {
    title: 'Показания общедомовых приборов: с 23-го по 25-е число', kind: 'comment',
    publisher: dek, day: '2024-03-01',
    address: dekPages,
  },
  'gazeta-2013': {
    title: 'Кто считается временно проживающим', kind: 'comment',
    publisher: 'Газета.Ru', day: '2013-04-18',
    address: 'http://gazeta.ru/politics/news/2013/04/18/n_2860961.shtml',
  },
  '354-nonresidential': {
    title: 'Расчёт по среднему для нежилого помещения', kind: 'comment',
    publisher: '9111.ru',
    address: 'https://www.9111.ru/questions/16505930',
  },
  'dek-consumer': {
    title: 'Правила 354, п. 34: обязанности потребителя', kind: 'text',
    publisher: dek, day: '2024-03-01',
    address: dekPages,
  },
  'dek-charges': {
    title: 'Порядок начислений: Правила 354, пп. 42, 59, 60', kind: 'text',
    publisher: dek, day: '2024-03-01',
    address: dekPages,
  },
  'dek-heat': {
    title: 'Вопросы и ответы: временное отсутствие', kind: 'comment',
    publisher: dek, day: '2024-03-01',
    address: dekPages,
  },
  'dek-absence': {
    title: 'Перерасчёт за отсутствие: Правила 354, п. 91', kind: 'text',
    publisher: dek, day: '2024-03-01',
    address: dekPages,
  },
  'rgmek-readings': {
    title: 'Передача показаний до 25-го числа', kind: 'office',
    publisher: 'РГМЭК, mediaryazan.ru',
    address: 'https://mediaryazan.ru/news/detail/554029.html',
  },
  '354-vi': {
    title: 'Правила 354, раздел VI (перевод)', kind: 'text',
    publisher: 'baxili.ru', day: '2019-05-22',
    address: 'https://baxili.ru/en/registration-of-sole-trader/p-56-2-pravil-predostavleniya-kommunalnyh-uslug-vi-poryadok.html',
  },
  'meters-notice': {
    title: 'Доступ в квартиру для проверки счётчиков', kind: 'comment',
    publisher: 'ukzhildom.ru', day: '2025-07-24',
    address: 'http://ukzhildom.ru/news/company/47240',
  },
  'meters-yearly': {
    title: 'Проверка приборов учёта', kind: 'comment',
    publisher: 'intop-plus.ru', day: '2020-09-28',
    address: 'https://intop-plus.ru/2020/09/28/proverka-priborov-uchyota-kak-provoditsya',
  },
  'factor-2015': {
    title: 'Повышающие коэффициенты: ПП РФ от 17.12.2014 № 1380', kind: 'comment',
    publisher: 'dombler.ru',
    address: 'http://dombler.ru',
  },
  'factor-2015.norms': {
    title: 'Нормативы Ленинградской области с повышающими коэффициентами', kind: 'text',
    publisher: 'Техэксперт',
    address: 'https://docs.cntd.ru/document/537974079/titles/6560IO',
  },
  'factor-603': {
    title: 'Повышающие коэффициенты: ПП РФ от 29.06.2016 № 603', kind: 'comment',
    publisher: 'управляющая организация, сообщение жителям', day: '2016-07-22',
  },
  'factor-1871': {
    title: 'Холодная вода без счётчика: ПП РФ от 25.11.2025 № 1871', kind: 'office',
    publisher: 'правительство Севастополя, crimeapress.info', day: '2025-12-10',
    address: 'https://crimeapress.info/pravitelstvo-sevastopolya-ustanovite-pribor-ucheta-vody-ili-proverte-srok-poverki-pribora/',
  },
  'tampering': {
    title: 'Вмешательство в прибор учёта', kind: 'office',
    publisher: 'Госинспекция Забайкальского края', day: '2023-05-11',
    address: 'https://gosins.75.ru/novosti/320469',
  },
  'heating-year': {
    title: 'Про оплату за отопление', kind: 'comment',
    publisher: 'pro-krasnogorsk.ru',
    address: 'https://pro-krasnogorsk.ru/news/0272380-pro-oplatu-za-otoplenie',
  },
  'soi-480': {
    title: 'Перерасчёт расходов на общее имущество: ПП РФ от 27.03.2023 № 480', kind: 'office',
    publisher: 'прокуратура, сайт Ординского округа', day: '2023-03-27',
    address: 'https://orda-adm.ru/obshhestvo-1/bezopasnost-1/prokuratura_informirujet/23614/',
  },
  'mail-instalment': {
    title: 'Рассрочка при росте платы более чем на 25 %', kind: 'office',
    publisher: 'Минстрой России, news.mail.ru', day: '2026-02-04',
    address: 'https://news.mail.ru/society/69674955/',
  },
  'instalment-12': {
    title: 'Рассрочка до 12 месяцев: пункт 72 Правил 354', kind: 'office',
    publisher: 'прокуратура, sovetsib.ru', day: '2022-08-13',
    address: 'http://sovetsib.ru/news/2022-08-13-5634',
  },
  'instalment-over': {
    title: 'Рассрочка: ключевая ставка и 3 процентных пункта', kind: 'comment',
    publisher: 'Дзен', day: '2026-02-08',
    address: 'https://dzen.ru/a/aYhbztSrMzjMyuRI',
  },
  'terms-177': {
    title: 'Новые сроки оплаты с 01.03.2026: 177-ФЗ', kind: 'office',
    publisher: 'портал Оренбуржья',
    address: 'https://infoorenburg.ru/?action=view&id=62375&module=articles',
  },
  'terms-177.spb': {
    title: 'Прокуратура Петербурга: сроки оплаты услуг', kind: 'office',
    publisher: 'piter.tv',
    address: 'https://piter.tv/event/novie_sroki_oplati_uslug_ZhKH_v_spb/',
  },
  'company-terms': {
    title: 'Порядок оплаты: документ не позднее 1-го числа', kind: 'comment',
    publisher: 'uktgs.ru',
    address: 'http://uktgs.ru/pay',
  },
  'zhk-155.1': {
    title: 'Жилищный кодекс РФ, ст. 155 ч. 1 до 177-ФЗ', kind: 'text',
    publisher: dek, day: '2024-03-01',
    address: dekPages,
  },
  'kontakt73': {
    title: 'Правила 416, п. 13: сроки аварийно-диспетчерской службы', kind: 'text',
    publisher: 'контакт73.рф',
    address: 'https://xn--73-6kc3bbqg7ac.xn--p1ai/%D0%9D%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/4119',
  },
  'journal-416': {
    title: 'Журнал учёта заявок в АДС: слова Правил 416', kind: 'text',
    publisher: 'образец журнала с цитатой Правил 416',
  },
  'bondar-number': {
    title: 'Эксперт: заявке дают номер и называют время прихода', kind: 'comment',
    publisher: '360.ru', day: '2026-01-27',
    address: 'https://360.ru/news/obschestvo/rossijanam-razjasnili-kak-dobitsja-pererascheta-za-otoplenie-pri-holode-v-kvartire/',
  },
  'mednogorsk': {
    title: 'Правила 354, пп. 104–106: нарушение качества услуги', kind: 'office',
    publisher: 'администрация города Медногорска',
    address: 'http://gorodmednogorsk.ru/info-adm-all-m/zpp-m/888-komunaluslugi.html',
  },
  'erickgl': {
    title: 'Перерасчёт за некачественное отопление: Правила 354, пп. 106–113', kind: 'comment',
    publisher: 'erickgl.ru', day: '2016-11-20',
    address: 'http://www.erickgl.ru/news/487.html',
  },
  'razvorotneva': {
    title: 'За какой период пересчитывают плату', kind: 'comment',
    publisher: 'Новости Mail', day: '2025-11-10',
    address: 'https://news.mail.ru/society/68646501/',
  },
  '491-title': {
    title: 'Правила 491 и Правила изменения размера платы', kind: 'text',
    publisher: 'meganorm.ru', day: '2020-07-01',
    address: 'https://meganorm.ru/Data2/1/4293847/4293847390.htm',
  },
  '331-survey': {
    title: 'Что изменило постановление 331: осмотры общего имущества (перевод)', kind: 'comment',
    publisher: 'vangoghlife.ru',
    address: 'https://vangoghlife.ru/en/416-pravila-soderzhaniya-obshchego-imushchestva-novye-izmeneniya-v-pravilah-obsluzhivaniya-mkd-viii-poryadok.html',
  },
  'vdgo-survey': {
    title: 'Как часто обслуживают газовое оборудование (перевод)', kind: 'comment',
    publisher: 'domsireni.ru',
    address: 'https://domsireni.ru/en/accessories/ob-izmenenii-periodichnosti-tehnicheskogo-obsluzhivaniya-vnutridomovogo-i',
  },
  'vdgo-office': {
    title: 'Департамент жилищного и строительного надзора Свердловской области: обслуживание ВКГО', kind: 'office',
    publisher: 'ukremp.ru',
    address: 'https://ukremp.ru/sobytija/news/o-neobhodimosti-zakljuchenija-dogovora-vnutrikvartirnogo-gazovogo-oborudovanija.html',
  },
  'vent-forum': {
    title: 'Проверка вентиляционных каналов по Правилам 410 (перевод)', kind: 'comment',
    publisher: 'engineer.techinfus.com',
    address: 'https://engineer.techinfus.com/it/forum/f-vent/ventilyaciya/prochistka-ventkanalov-pri-nalichii-tyagi.html',
  },
} as const satisfies Readonly<Record<string, Source>>;
