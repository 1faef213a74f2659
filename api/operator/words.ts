import type { Forms } from '../../law/base/russian';
import type { TroubleKind } from '../../store/watch/kinds';

/** How urgent it is: a deadline may be missed, work waits, or it is only good to know. */
export type Urgency = 'now' | 'soon' | 'known';

export interface Words {
  title: string;
  urgency: Urgency;
  /** What it means, and what to do when the button does not help. */
  say: string;
  things: Forms;
  /** The act that repairs it; kinds without one are repaired elsewhere, as `say` explains. */
  button?: string;
  /** The clock its age is measured by: the region's, which a training region moves, or the real one. */
  clock: 'region' | 'real';
}

const CASES: Forms = ['дело', 'дела', 'дел'];
const ACTS: Forms = ['действие', 'действия', 'действий'];
const ORDERS: Forms = ['поручение', 'поручения', 'поручений'];
const LETTERS: Forms = ['письмо', 'письма', 'писем'];
const REGIONS: Forms = ['календарь', 'календаря', 'календарей'];
const PROCESSES: Forms = ['процесс', 'процесса', 'процессов'];
const TRY = 'Попробовать сейчас';
const AGAIN = 'Запустить заново';
const WAKE = 'Разбудить';
const LOG = 'смотрите журнал исполнителя (worker.log)';

export const troubleWords: Readonly<Record<TroubleKind, Words>> = {
  'case-lost': {
    title: 'Открытые дела никто не ведёт',
    urgency: 'now',
    say: 'Дело открыто, а процесса, который следит за его сроками, нет. Сторож запускает его сам; данные дела целы.',
    things: CASES,
    button: AGAIN,
    clock: 'region',
  },
  'daily-lost': {
    title: 'Календарь региона никто не ведёт',
    urgency: 'now',
    say: `Движок потерял календарь. Сторож запускает его сам с первого несделанного дня; не помогло — ${LOG}.`,
    things: REGIONS,
    button: AGAIN,
    clock: 'real',
  },
  'wake-late': {
    title: 'Дела не проснулись вовремя',
    urgency: 'now',
    say: `Назначенное время прошло, а дело не сделало своего шага: срок может пройти незамеченным. Сторож будит их сам; не помогло — ${LOG}.`,
    things: CASES,
    button: WAKE,
    clock: 'region',
  },
  'act-parked': {
    title: 'Принятые действия не исполняются',
    urgency: 'now',
    say: `Людям сказано «Принято», а исполнить не вышло с пяти попыток. Действия не потеряны и судятся по времени приёма. Устраните причину, затем попробуйте сейчас.`,
    things: ACTS,
    button: TRY,
    clock: 'real',
  },
  'act-late': {
    title: 'Принятые действия ждут дольше минуты',
    urgency: 'now',
    say: 'Движок или исполнитель не успевает. Действия не потеряны и судятся по времени приёма.',
    things: ACTS,
    button: TRY,
    clock: 'region',
  },
  'alarm-parked': {
    title: 'Назначенное делу не исполняется',
    urgency: 'now',
    say: 'Шаг, который дело должно сделать само, отложен: его не пускает правило или ошибка. Остальное в деле идёт.',
    things: ['шаг', 'шага', 'шагов'],
    button: TRY,
    clock: 'region',
  },
  'order-parked': {
    title: 'Поручения движку не исполняются',
    urgency: 'now',
    say: 'Пять попыток не удались, пока движок отвечал. Повторяем всё реже, раз в час. Устраните причину, затем попробуйте сейчас.',
    things: ORDERS,
    button: TRY,
    clock: 'real',
  },
  'order-late': {
    title: 'Поручения движку ждут дольше минуты',
    urgency: 'now',
    say: 'Движок не отвечает, исполнитель остановлен или не успевает.',
    things: ORDERS,
    button: TRY,
    clock: 'real',
  },
  'daily-late': {
    title: 'Ежедневная работа региона опаздывает',
    urgency: 'now',
    say: `Пропущенные дни будут сделаны по порядку. Если строка не уходит — ${LOG}.`,
    things: REGIONS,
    button: WAKE,
    clock: 'region',
  },
  'phases-disagree': {
    title: 'Процесс отстал от записей дела',
    urgency: 'soon',
    say: 'База и движок называют разные стадии. Верна база; разбуженное дело читает её заново.',
    things: CASES,
    button: WAKE,
    clock: 'real',
  },
  'stands-still': {
    title: 'Дела стоят на месте',
    urgency: 'soon',
    say: `При сверке дело должно было уже проснуться или начаться. Не помогло разбудить — ${LOG}.`,
    things: CASES,
    button: WAKE,
    clock: 'real',
  },
  'letter-failed': {
    title: 'Письма не ушли, и их больше не отправляют',
    urgency: 'soon',
    say: 'Адрес не принял письмо или попытки кончились. Проверьте адрес или шлюз и отправьте ещё раз: дважды одно письмо не уйдёт.',
    things: LETTERS,
    button: 'Отправить ещё раз',
    clock: 'region',
  },
  'letter-late': {
    title: 'Письма задерживаются',
    urgency: 'soon',
    say: 'Почта, СМС или уведомления не отправляются. Они уйдут сами, когда шлюз ответит.',
    things: LETTERS,
    button: TRY,
    clock: 'region',
  },
  'history-late': {
    title: 'Истории закрытых дел ждут записи',
    urgency: 'soon',
    say: 'Движок хранит историю недолго: запишите её, пока она есть.',
    things: ['история', 'истории', 'историй'],
    button: TRY,
    clock: 'real',
  },
  'workflow-stray': {
    title: 'В движке идут процессы без дела',
    urgency: 'known',
    say: 'Их никто не поручал или их дела закрыты. Срокам они не вредят; завершите их в Temporal Web UI.',
    things: PROCESSES,
    clock: 'real',
  },
  'reconcile-late': {
    title: 'Сверка дел с движком не проходит больше часа',
    urgency: 'soon',
    say: 'Запустите «npm run reconcile» и прочитайте, что мешает.',
    things: ['сверка', 'сверки', 'сверок'],
    clock: 'real',
  },
};

/** How an example without a case number is called, and what a gateway's answer means. */
export const plainWords: Readonly<Record<string, string>> = {
  email: 'почта',
  sms: 'СМС',
  push: 'уведомление',
  paper: 'бумага',
  reconciliation: 'сверка',
  'no-address': 'нет подтверждённого адреса',
  'refused-by-the-other-side': 'другая сторона не приняла',
  'email-not-reachable': 'почтовый сервер не отвечает',
  'sms-not-reachable': 'центр СМС не отвечает',
  'push-not-reachable': 'служба уведомлений не отвечает',
  'not-delivered': 'не доставлено',
  'email-not-taken': 'почтовый сервер не принял',
  'sms-not-taken': 'центр СМС не принял',
  'push-not-taken': 'служба уведомлений не приняла',
};
