import type { CallAtDesk } from '../../store/dispatch/call';
import { callerText, callMeter, callStatus, spanText } from './call-words';
import { CALLS } from './access';

/** The strip of calls (partial `calls`): who talks, then who waits or was missed, the least time left first. */
export function deskView(calls: readonly CallAtDesk[], now: Date) {
  const talking = calls.filter(({ standing }) => standing.state === 'talking');
  const waiting = calls.filter(({ standing }) => standing.state !== 'talking');
  return {
    talking: talking.map((call) => ({
      href: `${CALLS}/${call.id}`,
      phone: callerText(call),
      say: `Разговор ${spanText(now.getTime() - (call.answeredAt ?? call.arrivedAt).getTime())}`,
      who: call.answerer,
      status: callStatus(call, now),
    })),
    waiting: waiting.map((call) => ({
      href: `${CALLS}/${call.id}`,
      phone: callerText(call),
      meter: callMeter(call, now),
      status: callStatus(call, now),
    })),
    quiet: calls.length === 0,
  };
}
