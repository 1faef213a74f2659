import type { QuestionKind } from './kinds';

const LIST = 'ЖК РФ, ст. 44 ч. 2';
const MAJORITY = 'ЖК РФ, ст. 46 ч. 1';

/** The question kinds of ЖК ст. 44 and of the special articles. The list of exceptions in ст. 46 ч. 1 is closed. */
export const catalogue: readonly QuestionKind[] = [
  {
    code: 'PROC_CHAIR_SECRETARY', title: 'Председатель и секретарь собрания', confidence: 'M',
    editions: [{ from: null, rule: 'MAJ_PART', citation: MAJORITY }],
    words: ['председател собрани', 'секретар собрани', 'председател секретар', 'председательств'],
  },
  {
    code: 'PROC_COUNTING', title: 'Счётная комиссия или лицо, которое считает голоса', confidence: 'V',
    editions: [{ from: null, rule: 'MAJ_PART', citation: MAJORITY }],
    words: ['счетн комисси', 'подсчет голос', 'считает голос', 'счетчик голос'],
    note: 'Если счётной комиссии нет, протокол подписывает инициатор.',
  },
  {
    code: 'PROC_NOTICE_WAY', title: 'Способ и место уведомления о собраниях', confidence: 'V',
    editions: [{ from: null, rule: 'MAJ_PART', citation: `ЖК РФ, ст. 45 ч. 4; ст. 46 ч. 1` }],
    words: [
      'способ уведомлен', 'уведомлени собрани', 'сообщени проведени собрани', 'мест сообщени',
      'способ направлени сообщени',
    ],
    note: 'Только такое решение позволяет потом вешать сообщение в доме.',
  },
  {
    code: 'PROC_RESULT_PLACE', title: 'Место размещения итогов собраний', confidence: 'V',
    editions: [{ from: null, rule: 'MAJ_PART', citation: `ЖК РФ, ст. 46 ч. 3; ст. 46 ч. 1` }],
    words: ['размещени итог', 'размещени решени', 'размещени результат', 'итог голосовани', 'сообщени итог'],
  },
  {
    code: 'PROC_STORAGE', title: 'Место хранения копий протокола и решений', confidence: 'V',
    editions: [{ from: null, rule: 'MAJ_PART', citation: `ЖК РФ, ст. 46 ч. 4; ст. 46 ч. 1` }],
    words: ['хранени протокол', 'хранени копи', 'хранени решени', 'хранени документ'],
  },
  {
    code: 'ANNUAL_TERM', title: 'Иной срок годового собрания', confidence: 'M',
    editions: [{ from: null, rule: 'MAJ_PART', citation: `ЖК РФ, ст. 45 ч. 1; ст. 46 ч. 1` }],
    words: ['срок годов', 'дат годов'],
  },
  {
    code: 'CAP_REPAIR', title: 'Капитальный ремонт общего имущества', confidence: 'V',
    editions: [{ from: null, rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 1; ст. 46 ч. 1; ст. 189 ч. 5` }],
    words: ['капитальн ремонт', 'капремонт'],
    note: 'Назовите перечень работ, срок, смету, источник денег и того, кто примет работы.',
  },
  {
    code: 'RECONSTRUCTION', title: 'Реконструкция, надстройка или расширение дома', confidence: 'V',
    editions: [{ from: null, rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 1; ст. 46 ч. 1; ст. 36 ч. 3` }],
    words: ['реконструкц', 'надстрой', 'расширени дом', 'пристройк'], rival: 'UNANIMOUS_ALL',
    note: 'Если общее имущество уменьшится, нужны голоса всех собственников.',
  },
  {
    code: 'AUX_BUILDINGS', title: 'Хозяйственные постройки и сооружения', confidence: 'V',
    editions: [{ from: null, rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 1; ст. 46 ч. 1` }],
    words: ['хозяйственн построй', 'построй', 'сооружени', 'сара', 'навес'],
  },
  {
    code: 'CAP_FUND_USE', title: 'Использование фонда капитального ремонта', confidence: 'V',
    editions: [{ from: null, rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 1; ст. 46 ч. 1` }],
    words: ['использовани фонд', 'средств фонд', 'расходовани фонд'],
  },
  {
    code: 'COMMON_ROOMS_REPLAN', title: 'Перепланировка помещений общего имущества', confidence: 'V',
    editions: [{ from: null, rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 1; ст. 46 ч. 1` }],
    words: ['перепланиров', 'переустройств'],
    note: 'Перепланировке своей квартиры решение собрания не нужно, если общее имущество не тронуто.',
  },
  {
    code: 'CAP_FUND_METHOD', title: 'Способ формирования фонда капитального ремонта', confidence: 'V',
    editions: [
      { from: null, rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 1.1; ст. 46 ч. 1 в прежней ред.`, confidence: 'M' },
      { from: '2015-06-30', rule: 'ABS_MAJ', citation: `${LIST} п. 1.1; ст. 46 ч. 1; ст. 170 ч. 3; ст. 173` },
    ],
    words: ['формировани фонд', 'специальн счет', 'спецсчет', 'счет регионал'], gis: 'FormingFund',
    note: 'Решение передают владельцу счёта и региональному оператору.',
  },
  {
    code: 'CAP_ACCOUNT_OWNER', title: 'Владелец специального счёта и банк', confidence: 'V',
    editions: [
      { from: null, rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 1.1; ст. 46 ч. 1 в прежней ред.`, confidence: 'M' },
      { from: '2015-06-30', rule: 'ABS_MAJ', citation: `${LIST} п. 1.1; ст. 46 ч. 1; ст. 175; ст. 176` },
    ],
    words: [
      'владелец счет', 'владельц счет', 'владелец специальн', 'владельц специальн', 'владельц спецсчет', 'банк',
      'кредитн организац',
    ],
  },
  {
    code: 'CAP_FEE_ABOVE_MIN', title: 'Взнос на капитальный ремонт выше минимального', confidence: 'V',
    editions: [{ from: null, rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 1.1-1; ст. 46 ч. 1; ст. 169; ст. 175.1` }],
    words: ['взнос капитальн', 'размер взнос', 'минимальн размер', 'специальн депозит', 'спецдепозит'],
  },
  {
    code: 'CAP_LOAN', title: 'Кредит или заём на капитальный ремонт', confidence: 'V',
    editions: [{ from: null, rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 1.2; ст. 46 ч. 1` }],
    words: ['кредит', 'заем', 'займ', 'гаранти', 'поручительств'],
  },
  {
    code: 'CAP_P_1_3', title: 'Вопрос пункта 1.3', confidence: 'U',
    editions: [{ from: '2024-09-01', rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 1.3; ст. 46 ч. 1` }],
    words: [], note: 'Содержание пункта 1.3 не подтверждено. Сверьте вопрос с текстом кодекса.',
  },
  {
    code: 'LAND_LIMITS', title: 'Пределы пользования участком, шлагбаум, ограждение', confidence: 'I',
    editions: [{ from: null, rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 2; ст. 46 ч. 1` }],
    words: ['шлагбаум', 'огражден', 'забор', 'сервитут', 'ограничени въезд', 'пользовани земельн', 'пользовани участк',
      'въезд двор', 'парков'],
    note: 'Шлагбаум относят сюда по практике.',
  },
  {
    code: 'LAND_IMPROVE', title: 'Благоустройство и озеленение участка', confidence: 'V',
    editions: [{ from: null, rule: 'MAJ_PART', citation: `${LIST} п. 2.1; ст. 46 ч. 1` }],
    words: ['благоустройств', 'озеленен', 'детск площадк', 'спортивн площадк', 'площадк двор', 'комфортн сред'],
  },
  {
    code: 'COMMON_USE', title: 'Передача общего имущества в пользование', confidence: 'V',
    editions: [{ from: null, rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 3; ст. 46 ч. 1; ст. 36 ч. 4` }],
    words: [
      'пользовани общ', 'использовани общ имуществ', 'общ имуществ пользовани', 'аренд', 'реклам', 'вывеск',
      'сдач подвал',
    ],
  },
  {
    code: 'COMMON_USE_AGENT', title: 'Кто заключает договоры об общем имуществе', confidence: 'V',
    editions: [{ from: null, rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 3.1; ст. 46 ч. 1` }],
    words: [
      'лиц заключен договор', 'уполномоч заключ договор', 'уполномоч договор использовани',
      'уполномоч договор общ',
    ],
  },
  {
    code: 'IS_USE', title: 'Переход на электронное голосование', confidence: 'V',
    editions: [{ from: null, rule: 'MAJ_PART', citation: `${LIST} п. 3.2; ст. 46 ч. 1` }],
    words: ['электронн голосовани', 'информационн систем', 'использовани систем', 'заочн голосовани использован',
      'гис жкх',
      'электронн форм'],
    gis: 'VotingSystemDetails', note: 'С 1 марта 2025 г. годятся только ГИС ЖКХ и региональная система.',
  },
  {
    code: 'IS_AUTHORISED', title: 'Администратор общего собрания', confidence: 'V',
    editions: [{ from: null, rule: 'MAJ_PART', citation: `${LIST} п. 3.3; ст. 46 ч. 1` }],
    words: ['администратор', 'уполномоч использовани систем', 'лиц использовани систем'], gis: 'AdminOfGeneralMeeting',
    nsi63: 'Определение администратора общего собрания с указанием СНИЛС и(или) ОГРН',
  },
  {
    code: 'IS_ORDER', title: 'Порядок приёма решений и продолжительность голосования', confidence: 'V',
    editions: [{ from: null, rule: 'MAJ_PART', citation: `${LIST} п. 3.4; ст. 46 ч. 1; ст. 47.1` }],
    words: [
      'порядок прием', 'порядк прием', 'прием решени', 'прием сообщени', 'продолжительност голосовани',
      'срок голосовани',
    ],
  },
  {
    code: 'OSS_COSTS', title: 'Расходы на созыв и проведение собраний', confidence: 'M',
    editions: [{ from: null, rule: 'MAJ_PART', citation: `${LIST} п. 3.5; ст. 46 ч. 1` }],
    words: ['расход собрани', 'расход созыв', 'финансировани собрани', 'финансировани расход'],
  },
  {
    code: 'P_3_6_3_7', title: 'Вопросы пунктов 3.6 и 3.7', confidence: 'U',
    editions: [{ from: null, rule: 'MAJ_PART', citation: `${LIST} пп. 3.6, 3.7; ст. 46 ч. 1` }],
    words: [], note: 'Содержание пунктов 3.6 и 3.7 не подтверждено. Сверьте вопрос с текстом кодекса.',
  },
  {
    code: 'TELECOM_REFUSE', title: 'Отказ оператору связи в доступе в дом', confidence: 'I',
    editions: [{ from: '2024-04-06', rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 3.8; ст. 46 ч. 1` }],
    words: ['оператор связ', 'сет связ', 'провайдер', 'интернет'],
    note: 'Чтобы оператор вошёл в дом, решение не нужно; нужно, чтобы ему отказать.',
  },
  {
    code: 'MGMT_METHOD', title: 'Способ управления домом', confidence: 'V',
    editions: [
      { from: null, rule: 'MAJ_PART', citation: `${LIST} п. 4; ст. 46 ч. 1; ст. 161 ч. 2–3` },
      { from: '2022-09-01', rule: 'ABS_MAJ', citation: `${LIST} п. 4; ст. 46 ч. 1 (165-ФЗ); ст. 161 ч. 2–3` },
    ],
    words: ['способ управлени', 'непосредственн управлени'], gis: 'ManagementType',
  },
  {
    code: 'MC_CHOICE', title: 'Выбор управляющей организации', confidence: 'V',
    editions: [
      { from: null, rule: 'MAJ_PART', citation: `${LIST} п. 4; ст. 46 ч. 1` },
      { from: '2022-09-01', rule: 'ABS_MAJ', citation: `${LIST} п. 4.7; ст. 46 ч. 1 (165-ФЗ)` },
    ],
    words: ['выбор управляющ', 'выбрать управляющ', 'выбрать качеств управляющ', 'избрать управляющ',
      'управляющ организаци',
      'управляющ компани', 'смен управляющ'],
    note: 'Организация начинает управлять только после записи в реестре лицензий.',
  },
  {
    code: 'MC_CONTRACT', title: 'Условия договора управления', confidence: 'I', rival: 'ABS_MAJ',
    editions: [{ from: null, rule: 'MAJ_PART', citation: 'ЖК РФ, ст. 162 ч. 1; ст. 46 ч. 1' }],
    words: ['договор управлени', 'услови договор'],
    note: 'Отделите этот вопрос от выбора организации: у них разные пороги.',
  },
  {
    code: 'MC_REFUSE', title: 'Отказ от договора управления', confidence: 'I', rival: 'ABS_MAJ',
    editions: [{ from: null, rule: 'MAJ_PART', citation: 'ЖК РФ, ст. 162 ч. 8.1–8.2; ст. 46 ч. 1' }],
    words: [
      'отказ договор', 'отказать договор', 'расторж договор управлени', 'расторгнуть договор',
      'прекра договор управлени',
    ],
    note: 'Если тем же вопросом выбирают новую организацию, порог — больше половины всех голосов.',
  },
  {
    code: 'TSN_CREATE', title: 'Создание товарищества и его устав', confidence: 'M',
    editions: [{ from: null, rule: 'TSN_CREATE', citation: 'ЖК РФ, ст. 135; ст. 136 ч. 1, 1.1' }],
    words: ['создани товариществ', 'создать товариществ', 'тсж', 'тсн', 'устав'],
    note: 'Протокол подписывают все, кто голосовал «за».',
  },
  {
    code: 'CURRENT_REPAIR', title: 'Текущий ремонт общего имущества', confidence: 'V',
    editions: [{ from: null, rule: 'MAJ_PART', citation: `${LIST} п. 4.1; ст. 46 ч. 1` }],
    words: ['текущ ремонт', 'план работ', 'перечень работ', 'перечн работ', 'ремонт подъезд', 'ремонт', 'замен почтов'],
  },
  {
    code: 'COUNCIL_POWER_REPAIR', title: 'Право совета решать о текущем ремонте', confidence: 'V',
    editions: [
      { from: '2015-06-30', rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 4.2; ст. 46 ч. 1 в ред. 59-ФЗ` },
      {
        from: '2018-04-04', rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 4.2; ст. 46 ч. 1`, rival: 'ABS_MAJ',
        note: 'В редакции 03.04.2018 — две трети, к 09.2022 — больше половины; день перемены не найден.',
      },
      { from: '2022-09-01', rule: 'ABS_MAJ', citation: `${LIST} п. 4.2; ст. 46 ч. 1` },
    ],
    words: [
      'совет решени текущ ремонт', 'совет полномочи текущ', 'наделени совет', 'наделить совет', 'полномочи совет',
    ],
  },
  {
    code: 'CHAIR_EXTRA_POWERS', title: 'Дополнительные полномочия председателя совета', confidence: 'V',
    editions: [{
      from: '2015-06-30', rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 4.3; ст. 46 ч. 1; ст. 161.1 ч. 8`,
    }],
    words: ['полномочи председател', 'председател полномочи', 'наделени председател', 'наделить председател'],
  },
  {
    code: 'DIRECT_CONTRACTS', title: 'Прямые договоры с поставщиками', confidence: 'V',
    editions: [{ from: '2018-04-03', rule: 'MAJ_PART', citation: `${LIST} п. 4.4; ст. 46 ч. 1; ст. 157.2` }],
    words: ['прям договор', 'договор ресурсоснабжа', 'ресурсоснабжающ', 'региональн оператор обращени', 'договор тко'],
  },
  {
    code: 'RES_TO_NONRES', title: 'Согласие на перевод квартиры в нежилое помещение', confidence: 'M',
    editions: [{
      from: '2019-06-09', rule: 'SPEC_1_2', citation: `${LIST} п. 4.5; ст. 22–23; ст. 45 ч. 3; ст. 46 ч. 1.2`,
    }],
    words: ['перевод нежил', 'перевести нежил', 'нежил помещени'],
    note: 'Кроме решения нужны письменные согласия собственников примыкающих помещений.',
  },
  {
    code: 'P_4_6', title: 'Вопрос пункта 4.6 (комплексное развитие территории)', confidence: 'U',
    editions: [{ from: null, rule: 'SPEC_4_6', citation: `${LIST} п. 4.6; ст. 46; ГрК РФ, ст. 66` }],
    words: [
      'комплексн развити', 'крт', 'реновац',
    ],
    note: 'Порог пункта 4.6 не подтверждён. Сверьте его с текстом кодекса.',
  },
  {
    code: 'COUNCIL_ELECT', title: 'Избрание совета дома', confidence: 'V',
    editions: [{ from: null, rule: 'MAJ_PART', citation: 'ЖК РФ, ст. 161.1 ч. 1, 4; ст. 46 ч. 1' }],
    words: ['избра совет', 'выбор совет', 'выбрать совет', 'состав совет', 'член совет', 'количеств член совет',
      'совет мкд',
      'совет дом', 'совет многоквартирн'],
    note: 'Избранные члены совета тоже подписывают протокол.',
  },
  {
    code: 'COUNCIL_CHAIR', title: 'Председатель совета дома', confidence: 'V',
    editions: [{ from: null, rule: 'MAJ_PART', citation: 'ЖК РФ, ст. 161.1 ч. 6; ст. 46 ч. 1' }],
    words: ['председател совет'],
  },
  {
    code: 'COUNCIL_REELECT', title: 'Досрочное переизбрание совета', confidence: 'M',
    editions: [{ from: null, rule: 'MAJ_PART', citation: 'ЖК РФ, ст. 161.1 ч. 10; ст. 46 ч. 1' }],
    words: ['переизбра', 'досрочн совет', 'прекращени полномочи совет'],
  },
  {
    code: 'CHAIR_PAY', title: 'Вознаграждение председателю и членам совета', confidence: 'M',
    editions: [{ from: null, rule: 'MAJ_PART', citation: 'ЖК РФ, ст. 161.1 ч. 8.1; ст. 46 ч. 1' }],
    words: ['вознагражден'], note: 'Назовите условия, порядок и размер выплаты.',
  },
  {
    code: 'COMMISSIONS', title: 'Комиссии собственников', confidence: 'M',
    editions: [{ from: null, rule: 'MAJ_PART', citation: 'ЖК РФ, ст. 161.1 ч. 11; ст. 46 ч. 1' }],
    words: ['комисси собственник', 'избрать комисси', 'избрани комисси', 'создать комисси', 'ревизионн комисси'],
  },
  {
    code: 'FEE_CONTENT', title: 'Плата за содержание жилого помещения', confidence: 'M',
    editions: [{ from: null, rule: 'MAJ_PART', citation: 'ЖК РФ, ст. 156 ч. 7; ст. 46 ч. 1' }],
    words: ['плат содержани', 'размер плат', 'тариф содержани'],
    note: 'Управляющая организация заранее предлагает работы, цену и расчёт.',
  },
  {
    code: 'ODN_METHOD', title: 'Порядок расчёта общедомовых ресурсов', confidence: 'M',
    editions: [{ from: null, rule: 'MAJ_PART', citation: 'ЖК РФ, ст. 156 ч. 9.2; ст. 46 ч. 1' }],
    words: ['общедомов', 'коммунальн ресурс', 'одн', 'сои'],
  },
  {
    code: 'COMMON_REDUCE', title: 'Уменьшение общего имущества', confidence: 'V',
    editions: [{ from: null, rule: 'UNANIMOUS_ALL', citation: 'ЖК РФ, ст. 36 ч. 3; ст. 40 ч. 2' }],
    words: ['уменьшени общ', 'присоедин общ', 'присоединени част', 'проем несущ', 'проем фасад', 'отдельн вход'],
    note: 'Нужны голоса всех собственников, а не только участников.',
  },
  {
    code: 'PAY_TERMS', title: 'Порядок и срок внесения платы', confidence: 'M',
    editions: [{ from: null, rule: 'MAJ_PART', citation: 'ЖК РФ, ст. 155 ч. 1; ст. 46 ч. 1' }],
    words: ['срок внесени', 'порядок внесени', 'порядк внесени', 'внесени плат', 'доставк платеж', 'платежн документ'],
  },
  {
    code: 'LAND_FORM', title: 'Границы и формирование участка', confidence: 'I',
    editions: [{ from: null, rule: 'MAJ_PART', citation: '189-ФЗ, ст. 16; ЖК РФ, ст. 36 ч. 5; ст. 46 ч. 1' }],
    words: ['межеван', 'границ участк', 'границ земельн', 'формировани участк', 'формировани земельн'],
  },
  {
    code: 'ENERGY_SERVICE', title: 'Энергосервисный договор', confidence: 'U',
    editions: [{ from: null, rule: 'MAJ_PART', citation: `${LIST} п. 5; ст. 46 ч. 1` }],
    words: ['энергосервис', 'энергосбереж'], rival: 'TWO_THIRDS_ALL',
    note: 'Если платят из фонда капитального ремонта, порог может быть выше.',
  },
  {
    code: 'VIDEO_ACCESS', title: 'Видеонаблюдение, домофон, контроль доступа', confidence: 'I', rival: 'MAJ_PART',
    editions: [{ from: null, rule: 'TWO_THIRDS_ALL', citation: `${LIST} пп. 3, 4.1; ст. 46 ч. 1` }],
    words: ['видеонаблюд', 'камер', 'домофон', 'скуд', 'контрол доступ'],
    note: 'Если это услуга в составе содержания, хватает большинства участников.',
  },
  {
    code: 'FACADE_DEVICE', title: 'Кондиционеры и антенны на фасаде', confidence: 'U', rival: 'MAJ_PART',
    editions: [{ from: null, rule: 'TWO_THIRDS_ALL', citation: `${LIST} п. 3; ст. 46 ч. 1; ст. 36 ч. 2–4` }],
    words: ['кондиционер', 'антенн', 'фасад'],
  },
  {
    code: 'MC_REPORT', title: 'Отчёт управляющей организации за год', confidence: 'M',
    editions: [{ from: null, rule: 'MAJ_PART', citation: 'ЖК РФ, ст. 162 ч. 11; ст. 46 ч. 1' }],
    words: ['отчет'],
  },
  {
    code: 'HOUSE_CHAT', title: 'Домовой чат как канал сообщений', confidence: 'I',
    editions: [{ from: '2025-12-28', rule: 'NO_OSS', citation: 'ЖК РФ, ст. 165 ч. 6' }],
    words: ['чат', 'мессенджер', 'max', 'многофункциональн сервис'],
    note: 'Чат ведёт управляющая организация и без решения. Голосовать в чате нельзя.',
  },
  {
    code: 'OTHER', title: 'Другой вопрос, который кодекс отдал собранию', confidence: 'M',
    editions: [{ from: null, rule: 'MAJ_PART', citation: `${LIST} п. 5; ст. 46 ч. 1` }],
    words: [], note: 'Назовите статью, которая даёт собранию это право. Иначе решение ничтожно.',
  },
];
