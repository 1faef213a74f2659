import { z } from 'zod';
import { counted, numberText, momentWords } from '../../law/base/russian';
import { lettersOf, type LetterCount } from '../../store/case/letters';
import { letterSubject } from '../../templates/letters/compose';
import { signed } from '../account/signed';
import type { Call } from '../http/route';
import type { ShownCase } from './load';

const CHANNELS = {
  cabinet: 'кабинет',
  email: 'электронная почта',
  sms: 'СМС',
  push: 'уведомление в браузере',
  paper: 'письмо на бумаге',
} as const;
const channels = ['cabinet', 'email', 'sms', 'push', 'paper'] as const;

export const letterShape = z.object({
  letter: z.string(),
  subject: z.string(),
  channel: z.enum(channels),
  at: z.string(),
  all: z.number(),
  sent: z.number(),
  received: z.number(),
  failed: z.number(),
  waiting: z.number(),
  leavesAt: z.string().nullable(),
});
type Shown = z.infer<typeof letterShape>;

/** Staff of the responsible office see counts of all letters of a case; anybody else only their own letters. */
export async function loadLetters(call: Pick<Call, 'db' | 'actor'>, shown: ShownCase): Promise<Shown[]> {
  const answers = shown.part === 'staff' || shown.inspects;
  const { self } = signed(call);
  if (!answers && self === null) return [];
  const found = await lettersOf(call.db, shown.id, answers ? null : self);
  return found.map((one: LetterCount) => ({
    ...one,
    at: one.at.toISOString(),
    leavesAt: one.leavesAt?.toISOString() ?? null,
    subject: letterSubject(one.letter, { number: shown.number }),
  }));
}

type Clock = Pick<Call, 'now'> & { zone: string };

/** «отправлено», «получено»; for many letters: «отправлено 9 из 10, получено 3, ждут отправки 1, не ушло 1». */
function fateOf(shown: Shown, clock: Clock): string {
  const { channel, all, sent, received, failed, waiting } = shown;
  const got = channel === 'cabinet' ? 'прочитано' : 'доставлено';
  if (all === 1 && waiting === 0) return failed ? 'не ушло' : received ? got : 'отправлено';
  if (all === 1) return `ждёт отправки${laterThan(shown, clock)}`;
  const parts = [
    sent === all
      ? `отправлено ${numberText(all)}`
      : `отправлено ${numberText(sent)} из\u00a0${counted(all, ['сообщения', 'сообщений', 'сообщений'])}`,
    received > 0 && `${got} ${numberText(received)}`,
    waiting > 0 && `ждут отправки ${numberText(waiting)}${laterThan(shown, clock)}`,
    failed > 0 && `не ушло ${numberText(failed)}`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** No messages go to phones at night: the page says when the message will be sent. */
const laterThan = ({ leavesAt }: Shown, { now, zone }: Clock): string =>
  leavesAt !== null && new Date(leavesAt) > now ? ` (не раньше ${momentWords(leavesAt, zone, now)})` : '';

/** Progress of sending many letters; nothing when none is waiting. */
const barOf = ({ channel, all, waiting }: Shown) =>
  all > 1 && waiting > 0 ? { done: all - waiting, all, label: `Отправка: ${CHANNELS[channel]}` } : undefined;

/** Each letter once, with one line per channel. The page reloads itself while any letter waits to be sent. */
export function lettersView(letters: readonly Shown[], id: string, clock: Clock) {
  if (letters.length === 0) return undefined;
  const items = [...new Set(letters.map(({ letter }) => letter))].map((name) => {
    const ways = letters.filter(({ letter }) => letter === name);
    return {
      title: ways[0]?.subject ?? '',
      ways: ways.map((one) => ({ say: `${CHANNELS[one.channel]}: ${fateOf(one, clock)}`, bar: barOf(one) })),
    };
  });
  return { items, refresh: letters.some(({ waiting }) => waiting > 0) ? `/cases/${id}` : undefined };
}
