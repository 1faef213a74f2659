import { z } from 'zod';
import { appealLifecycle, type AppealPhase } from '../../law/appeal/lifecycle';
import { subjectTitle } from '../../law/appeal/subjects';
import { localOf } from '../../law/base/zone';
import type { AppealLine } from '../../store/appeal/list';
import { namesOf } from '../../store/registry/people';
import type { Knex } from 'knex';
import { goneWords } from '../case/deadlines';
import { SOON_MS, spanWords, type Status } from '../view/deadline';
import { personNameOf } from './load';
import { outcomeWords } from '../../law/appeal/words';

/** One appeal in lists and on the board. */
export const appealLineShape = z.object({
  id: z.string(),
  number: z.string(),
  phase: z.string(),
  outcome: z.string().nullable(),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  zone: z.string(),
  organisation: z.string(),
  address: z.string().nullable(),
  subject: z.string(),
  summary: z.string(),
  channel: z.string(),
  applicantKind: z.string(),
  anonymous: z.boolean(),
  collective: z.boolean(),
  joiners: z.number(),
  executor: z.string().nullable(),
  rating: z.number().nullable(),
  reopened: z.number(),
  overdue: z.boolean(),
  late: z.boolean(),
});
export type ListedAppeal = z.infer<typeof appealLineShape>;

export async function linesOf(db: Knex, rows: readonly AppealLine[]): Promise<ListedAppeal[]> {
  const names = await namesOf(
    db,
    rows.flatMap(({ routedTo }) => (routedTo ? [routedTo] : [])),
  );
  return rows.map((row) =>
    appealLineShape.parse({
      ...row,
      openedAt: row.openedAt.toISOString(),
      closedAt: row.closedAt?.toISOString() ?? null,
      dueAt: row.dueAt?.toISOString() ?? null,
      executor: row.routedTo && personNameOf(names, row.routedTo),
    }),
  );
}

export const phaseWords = ({ phase }: Pick<ListedAppeal, 'phase'>): string =>
  appealLifecycle.phases[phase as AppealPhase]?.title ?? phase;

export const stateWords = (line: Pick<ListedAppeal, 'phase' | 'outcome'>): string =>
  line.outcome && line.outcome !== line.phase ? `${phaseWords(line)}: ${outcomeWords(line.outcome)}` : phaseWords(line);

export const dayOf = (at: string, zone: string): string => localOf(new Date(at), zone).day;

/** Ways an appeal ends without an answer from this addressee. */
const UNANSWERED: readonly string[] = ['forwarded', 'withdrawn', 'noted'];
/** Of them: nobody waited for an answer, so there was no term to end. */
const TERMLESS = 'noted';
const WAITS: Readonly<Record<string, string>> = { answered: 'ждёт заявителя', received: 'регистрируется' };

/** Time left, as a status; `due` lets the page keep counting. */
export function leftOf(line: ListedAppeal, now: Date): { status: Status; due?: string } {
  const { dueAt, closedAt, late, phase } = line;
  if (closedAt && late) return { status: { kind: 'late', word: 'с опозданием' } };
  if (closedAt)
    return {
      status: UNANSWERED.includes(line.outcome ?? '')
        ? { kind: 'plain', word: line.outcome === TERMLESS ? 'ответ не нужен' : goneWords(outcomeWords(line.outcome)) }
        : { kind: 'ok', word: 'в срок' },
    };
  if (!dueAt) return { status: { kind: 'wait', word: WAITS[phase] ?? 'без срока' } };
  const left = Date.parse(dueAt) - now.getTime();
  if (left <= 0) return { status: { kind: 'late', word: `\u2212${spanWords(-left)}` }, due: dueAt };
  return { status: { kind: left <= SOON_MS ? 'soon' : 'ok', word: spanWords(left) }, due: dueAt };
}

/** Part of the term that is left, in whole percent. */
export function shareLeft({ openedAt, dueAt }: ListedAppeal, now: Date): number {
  if (!dueAt) return 0;
  const [from, to] = [Date.parse(openedAt), Date.parse(dueAt)];
  const share = (to - now.getTime()) / Math.max(1, to - from);
  return share <= 0 ? 100 : Math.min(100, Math.round(share * 100));
}

export const appealTopic = ({ subject }: ListedAppeal): string => subjectTitle(subject);
