import { z } from 'zod';
import { counted } from '../../law/russian';
import { lettersOf, type LetterCount } from '../../store/caseletters';
import { subjectOf } from '../../templates/letters/compose';
import { signed } from '../account/signed';
import type { Call } from '../route';
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
});
type Shown = z.infer<typeof letterShape>;

/** Who answers for a case sees what became of all its letters, in numbers; anybody else his own only. */
export async function loadLetters(call: Pick<Call, 'db' | 'actor'>, shown: ShownCase): Promise<Shown[]> {
  const answers = shown.part === 'staff' || shown.inspects;
  const { self } = signed(call);
  if (!answers && self === null) return [];
  const found = await lettersOf(call.db, shown.id, answers ? null : self);
  return found.map((one: LetterCount) => ({
    ...one,
    at: one.at.toISOString(),
    subject: subjectOf(one.letter, { number: shown.number }),
  }));
}

/** «отправлено», «получено»; of many: «отправлено 9 из 10, получено 3, не ушло 1». */
function fateOf({ channel, all, sent, received, failed }: Shown): string {
  const got = channel === 'cabinet' ? 'прочитано' : 'доставлено';
  if (all === 1) return failed ? 'не ушло' : received ? got : sent ? 'отправлено' : 'ждёт отправки';
  const parts = [
    sent === all
      ? `отправлено ${all}`
      : `отправлено ${sent} из\u00a0${counted(all, ['сообщения', 'сообщений', 'сообщений'])}`,
    received > 0 && `${got} ${received}`,
    failed > 0 && `не ушло ${failed}`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** Each letter once, with a line a channel. */
export function lettersView(letters: readonly Shown[]) {
  return [...new Set(letters.map(({ letter }) => letter))].map((name) => {
    const ways = letters.filter(({ letter }) => letter === name);
    return { title: ways[0]?.subject ?? '', lines: ways.map((one) => `${CHANNELS[one.channel]}: ${fateOf(one)}`) };
  });
}
