import {
  callDeadline,
  isLateCall,
  type CallClockName,
  type CallStanding,
  type CallState,
} from '../../law/dispatch/call';
import { phoneText } from '../../law/dispatch/phone';
import { HOUR_MS, MINUTE_MS } from '../../law/base/zone';
import { NBSP } from '../../law/base/russian';
import type { CallAtDesk, CallRow } from '../../store/dispatch/call';
import { deadlineView, type DeadlineView } from '../view/deadline';

export interface Status {
  kind: 'ok' | 'soon' | 'late' | 'wait' | 'plain';
  word: string;
}

const SECOND_MS = 1_000;
const MINUTE = 60;
const two = (count: number): string => String(count).padStart(2, '0');

/** «0:42», «6:05», «1:02:03» */
export function spanText(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / SECOND_MS);
  const [hours, minutes] = [Math.floor(ms / HOUR_MS), Math.floor(Math.max(0, ms) / MINUTE_MS)];
  return hours > 0
    ? `${hours}:${two(minutes % MINUTE)}:${two(seconds % MINUTE)}`
    : `${minutes}:${two(seconds % MINUTE)}`;
}

export const callerText = ({ phone }: Pick<CallRow, 'phone'>): string =>
  phone === null ? 'номер скрыт' : phoneText(phone);

const doing: Record<CallClockName, string> = { answer: 'ответить', 'call-back': 'перезвонить', review: 'рассмотреть' };
const plain: Record<CallState, string> = {
  waiting: 'ждёт',
  'waiting-late': 'ждёт дольше срока',
  talking: 'разговор',
  answered: 'ответили',
  'answered-late': 'ответили с опозданием',
  missed: 'пропущен',
  message: 'сообщение',
  'called-back': 'перезвонили в срок',
  reviewed: 'сообщение рассмотрели в срок',
  'settled-late': 'перезвонили с опозданием',
  late: 'просрочен',
};
export const stateWords = plain;

const answeredWord = ({ answerMs }: CallStanding): string => `ответили за${NBSP}${spanText(answerMs ?? 0)}`;

/** How the call stands, in words with the time that matters now. */
export function callStatus({ standing, ...call }: CallAtDesk, now: Date): Status {
  const { state, clock, answerMs } = standing;
  const late = isLateCall(standing);
  if (answerMs !== null) return { kind: late ? 'late' : 'ok', word: answeredWord(standing) };
  if (!clock) return { kind: late ? 'late' : 'ok', word: plain[state] };
  const passed = spanText(now.getTime() - (clock.name === 'review' ? clock.since : call.arrivedAt).getTime());
  const term = spanText(clock.dueAt.getTime() - clock.since.getTime());
  const over = now >= clock.dueAt;
  if (over) {
    const overdue = spanText(now.getTime() - clock.dueAt.getTime());
    return { kind: 'late', word: `просрочен на${NBSP}${overdue}, надо ${doing[clock.name]}` };
  }
  return {
    kind: state === 'waiting' ? 'soon' : 'late',
    word: `${plain[state]} ${passed}, ${doing[clock.name]} до${NBSP}${term}`,
  };
}

const FULL = 100;

/** The time that has passed of the whole term, with a mark where the answer was due. */
export function callMeter(call: CallAtDesk, now: Date) {
  const { clock, state } = call.standing;
  if (!clock) return undefined;
  const back = { name: 'call-back', since: call.arrivedAt } as const;
  const whole = clock.name === 'review' ? clock : { ...back, dueAt: new Date(callDeadline(back, call.zone).dueAt) };
  const answer = new Date(callDeadline({ name: 'answer', since: call.arrivedAt }, call.zone).dueAt);
  const length = whole.dueAt.getTime() - whole.since.getTime();
  const share = (at: Date): number =>
    Math.min(FULL, Math.round(((at.getTime() - whole.since.getTime()) / length) * FULL));
  return {
    done: share(now),
    mark: clock.name === 'review' ? undefined : share(answer),
    kind: state === 'waiting' ? 'soon' : 'late',
    label: `${callerText(call)}: ${callStatus(call, now).word}`,
  };
}

const clockTitles: Record<CallClockName, string> = {
  answer: 'Ответить на звонок',
  'call-back': 'Перезвонить, раз не ответили вовремя',
  review: 'Рассмотреть оставленное сообщение',
};

/** Every term of the call with its reasons; whoever answered in time owes nothing more. */
export function callTerms(call: CallAtDesk, now: Date): DeadlineView[] {
  const { arrivedAt, answeredAt, endedAt, calledBackAt, messageAt, reviewedAt } = call;
  const term = (name: CallClockName, since: Date, metAt: Date | null, droppedAt: Date | null = null): DeadlineView =>
    deadlineView(
      { deadline: callDeadline({ name, since }, call.zone), what: clockTitles[name], metAt, droppedAt },
      now,
    );
  const { kind } = call.standing.answer;
  const answer = term('answer', arrivedAt, answeredAt, answeredAt ? null : endedAt);
  if (kind === 'in-time' || kind === 'running') return [answer];
  const back = term('call-back', arrivedAt, calledBackAt ?? answeredAt);
  return messageAt ? [answer, back, term('review', messageAt, reviewedAt ?? calledBackAt)] : [answer, back];
}
