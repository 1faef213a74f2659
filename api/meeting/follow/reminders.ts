import type { Knex } from 'knex';
import { z } from 'zod';
import { dueOf } from '../../../law/base/timing';
import { norm } from '../../../law/base/norm';
import { counted, momentWords } from '../../../law/base/russian';
import { dueInstant } from '../../../law/base/terms';
import type { MeetingFile } from '../../../store/meeting/read';
import { remindersOf } from '../../../store/meeting/follow/voters';
import { lawOf, stageTiming } from '../../../store/meeting/law';

export const remindersShape = z.object({
  /** Reminders sent by people; automatic ones do not count against the limit. */
  sent: z.number(),
  limit: z.number(),
  nextAt: z.string().nullable(),
  lastAt: z.string().nullable(),
});
type Reminders = z.infer<typeof remindersShape>;

export async function remindersFor(db: Knex, found: MeetingFile, now: Date): Promise<Reminders> {
  const { file, meeting } = found;
  const all = await remindersOf(db, file.id);
  return {
    sent: all.filter(({ by }) => by !== null).length,
    limit: Number(norm('N-06.limit', lawOf(meeting, found.file.zone).voted).value),
    nextAt: ownReminder(found, now)?.toISOString() ?? null,
    lastAt: all.at(-1)?.at.toISOString() ?? null,
  };
}

/** The automatic reminder some time before the end; null when it has been sent or the voting is too short for it. */
function ownReminder({ file, meeting }: MeetingFile, now: Date): Date | null {
  const { closesAt, opensAt } = meeting;
  if (!closesAt || !opensAt || !['noticed', 'voting'].includes(file.phase)) return null;
  const at = dueInstant(dueOf('N-06.remind', closesAt, stageTiming(meeting, 'voted', file.zone)));
  return at > now && at > opensAt ? at : null;
}

const TIMES = ['раз', 'раза', 'раз'] as const;

/** How many reminders may still be sent, and when the automatic one goes out. */
export function reminderWords({ sent, limit, nextAt, lastAt }: Reminders, zone: string, now: Date): string {
  const left = Math.max(0, limit - sent);
  return [
    left > 0
      ? `Напомнить можно ещё ${counted(left, TIMES)} из ${limit}.`
      : `Все ${limit} ваших напоминания отправлены.`,
    lastAt && `Последнее напоминание: ${momentWords(lastAt, zone, now)}.`,
    nextAt && `Сам Домовой напомнит ${momentWords(nextAt, zone, now)}.`,
  ]
    .filter(Boolean)
    .join(' ');
}
