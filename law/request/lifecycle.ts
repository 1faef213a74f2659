import type { Lifecycle } from '../base/lifecycle';

export type RequestPhase =
  | 'received'
  | 'registered'
  | 'assigned'
  | 'accepted'
  | 'arrived'
  | 'localised'
  | 'handed'
  | 'fixed'
  | 'closed'
  | 'cancelled'
  | 'merged';

export type RequestAct =
  | 'register'
  | 'reclassify'
  | 'inform'
  | 'tell'
  | 'assign'
  | 'accept'
  | 'decline'
  | 'silent'
  | 'arrive'
  | 'localise'
  | 'fix'
  | 'absent'
  | 'visit'
  | 'hand-off'
  | 'pause'
  | 'resume'
  | 'acknowledge'
  | 'note'
  | 'join'
  | 'merge'
  | 'gather'
  | 'check'
  | 'consumer-act'
  | 'examine'
  | 'mended'
  | 'harm'
  | 'damage-act'
  | 'use'
  | 'offer'
  | 'consent'
  | 'refuse'
  | 'completion'
  | 'half'
  | 'soon'
  | 'late'
  | 'confirm'
  | 'reopen'
  | 'cancel'
  | 'end';

/** Phases in which somebody still has to come or to finish. */
export const working = ['registered', 'assigned', 'accepted', 'arrived', 'localised'] as const;
/** The same, and those where others work for us. */
export const unfinished = [...working, 'handed'] as const;
/** A worker is named. */
export const withWorker = ['assigned', 'accepted', 'arrived', 'localised'] as const;

type Phases = readonly RequestPhase[];
const lead = (from: Phases, act: RequestAct, to: RequestPhase) => from.map((phase) => ({ from: phase, act, to }));
const stay = (phases: Phases, act: RequestAct) => phases.map((phase) => ({ from: phase, act, to: phase }));

/** The life of a request to the dispatch service (ADS-02…ADS-14): which act is possible in which phase. */
export const requestLifecycle: Lifecycle<RequestPhase, RequestAct> = {
  area: 'request',
  prefix: 'ЗВ',
  first: 'received',
  phases: {
    received: { title: 'получена' },
    registered: { title: 'новая' },
    assigned: { title: 'ждёт ответа мастера' },
    accepted: { title: 'мастер принял' },
    arrived: { title: 'мастер на месте' },
    localised: { title: 'локализована' },
    handed: { title: 'передана в газовую службу' },
    fixed: { title: 'устранена, ждёт жителя' },
    closed: { title: 'закрыта', final: true },
    cancelled: { title: 'отменена', final: true },
    merged: { title: 'присоединена к другой', final: true },
  },
  acts: {
    register: 'Регистрация заявки',
    reclassify: 'Смена вида неисправности',
    inform: 'Заявителю названы сроки',
    tell: 'Извещение службы об аварии',
    assign: 'Назначение мастера',
    accept: 'Мастер принял заявку',
    decline: 'Мастер отказался',
    silent: 'Мастер не ответил',
    arrive: 'Мастер на месте',
    localise: 'Повреждение локализовано',
    fix: 'Неисправность устранена',
    absent: 'Жителя не застали',
    visit: 'Время визита',
    'hand-off': 'Передача в газовую службу',
    pause: 'Отсрочка',
    resume: 'Работа продолжена',
    acknowledge: 'Нарушение срока принято к сведению',
    note: 'Рабочая запись',
    join: 'Присоединение к заявке',
    merge: 'Объединение с другой заявкой',
    gather: 'Связь с отключением',
    check: 'Проверка качества услуги',
    'consumer-act': 'Акт без исполнителя',
    examine: 'Экспертиза качества услуги',
    mended: 'Проверка устранения нарушения',
    harm: 'Сообщение о вреде',
    'damage-act': 'Акт о причинении вреда',
    use: 'Расход запчастей',
    offer: 'Смета платной работы',
    consent: 'Житель согласен платить',
    refuse: 'Житель отказался от платной работы',
    completion: 'Акт выполненных работ',
    half: 'Прошла половина срока',
    soon: 'Срок подходит к концу',
    late: 'Срок истёк',
    confirm: 'Житель подтвердил устранение',
    reopen: 'Возврат заявки',
    cancel: 'Отмена заявки',
    end: 'Окно закрылось',
  },
  moves: [
    { from: 'received', act: 'register', to: 'registered' },
    ...lead(working, 'assign', 'assigned'),
    { from: 'assigned', act: 'accept', to: 'accepted' },
    ...lead(['assigned', 'accepted'], 'decline', 'registered'),
    // Silence passes the request to the next master, or back to the dispatcher when nobody is left.
    { from: 'assigned', act: 'silent', to: 'assigned' },
    { from: 'assigned', act: 'silent', to: 'registered' },
    ...lead(['assigned', 'accepted'], 'arrive', 'arrived'),
    { from: 'arrived', act: 'localise', to: 'localised' },
    ...lead(['arrived', 'localised', 'handed'], 'fix', 'fixed'),
    ...lead(['accepted', 'arrived'], 'absent', 'accepted'),
    ...lead(working, 'hand-off', 'handed'),
    ...lead(['registered', 'assigned', 'accepted'], 'merge', 'merged'),
    ...lead(unfinished, 'cancel', 'cancelled'),
    ...(['inform', 'visit', 'pause', 'resume', 'gather'] as const).flatMap((act) => stay(working, act)),
    ...(['reclassify', 'tell', 'acknowledge', 'join', 'check'] as const).flatMap((act) => stay(unfinished, act)),
    ...(['half', 'soon', 'late', 'note'] as const).flatMap((act) => stay([...unfinished, 'fixed'], act)),
    { from: 'fixed', act: 'check', to: 'fixed' },
    ...stay(unfinished, 'consumer-act'),
    ...(['harm', 'damage-act', 'examine'] as const).flatMap((act) => stay([...unfinished, 'fixed'], act)),
    ...(['mended', 'completion'] as const).flatMap((act) => stay(['fixed'], act)),
    ...(['offer', 'consent', 'refuse'] as const).flatMap((act) => stay(working, act)),
    ...stay(['arrived', 'localised', 'fixed'], 'use'),
    { from: 'fixed', act: 'confirm', to: 'closed' },
    { from: 'fixed', act: 'reopen', to: 'registered' },
    { from: 'fixed', act: 'end', to: 'closed' },
  ],
};
