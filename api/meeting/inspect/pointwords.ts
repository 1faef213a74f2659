import { z } from 'zod';
import { citationOn, type ChecklistPoint, type Severity } from '../../../law/meeting/inspection/checklist';
import type { StatusKind } from '../../view/deadline';
import { placeOf } from './places';
import type { MeetingPoints } from './pointfacts';
import { findPoint, type PointVerdict } from '../../../law/meeting/inspection/points';

/** A point of the checklist with what Domovoy itself found of it. */
export const pointShape = z.object({
  number: z.number(),
  check: z.string(),
  citation: z.string(),
  severities: z.array(z.enum(['null', 'disputable', 'formal', 'refer'])),
  automatic: z.string(),
  verdict: z.enum(['ok', 'problem', 'person', 'wait']),
  says: z.string(),
  /** How sure the norm is, where it was not read in the act itself. */
  mark: z.string().optional(),
  /** Where it is seen with one's own eyes; null where only the originals tell. */
  place: z.object({ href: z.string(), title: z.string() }).nullable(),
});

export const pointOf = (
  point: ChecklistPoint,
  facts: MeetingPoints,
  inspects: boolean,
): z.infer<typeof pointShape> => ({
  number: point.number,
  check: point.check,
  citation: citationOn(point, facts.meeting.law),
  severities: [...point.severities],
  automatic: point.automatic,
  ...findPoint(point, facts),
  place: placeOf(point.code, facts.meeting, inspects),
});

export const verdictWords: Readonly<Record<PointVerdict, { kind: StatusKind; word: string }>> = {
  ok: { kind: 'ok', word: 'верно' },
  problem: { kind: 'late', word: 'нарушение' },
  person: { kind: 'soon', word: 'решает человек' },
  wait: { kind: 'wait', word: 'рано' },
};

export const severityTitles: Readonly<Record<Severity, string>> = {
  null: 'ничтожно',
  disputable: 'оспоримо',
  formal: 'форма',
  refer: 'передать в суд или полицию',
};
