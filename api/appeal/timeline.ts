import type { EventShape, FileShape } from '../case/told';
import type { AppealText } from '../../store/appeal/texts';
import type { CaseEvent } from '../../store/case/events';
import type { PersonName } from '../../store/registry/people';
import { appealSentences } from './sentences';
import type { Parts } from './access';

interface Around {
  texts: readonly AppealText[];
  files: (textId: string) => FileShape[];
  names: ReadonlyMap<string, PersonName>;
  parts: Parts;
  answerId: string | null;
  applicants: readonly (string | null)[];
}

/** Events as sentences, newest first. A neighbour sees what happened, but not which neighbour did it. */
export function timelineOf(events: readonly CaseEvent[], around: Around): EventShape[] {
  return events.map((event) => told(event, around)).reverse();
}

function told({ seq, at, kind, actorId, facts }: CaseEvent, around: Around): EventShape {
  const { title, say, bad } = appealSentences.event(kind, facts);
  // A text that no event refers to, such as one of a refused command, is not shown.
  const textId = typeof facts['text'] === 'string' ? facts['text'] : null;
  const text = around.texts.find((one) => one.id === textId);
  // The current answer is shown in its own block above the timeline.
  const hidden = (around.parts.neighbour && kind !== 'answered') || (textId !== null && textId === around.answerId);
  return {
    seq,
    at: at.toISOString(),
    kind,
    title,
    say: say ?? null,
    bad: bad ?? false,
    who: whoDid(actorId, around),
    bySystem: actorId === null,
    text: (!hidden && text?.body) || null,
    files: textId && !hidden ? around.files(textId) : [],
  };
}

function whoDid(actorId: string | null, { names, parts, applicants }: Around): string {
  if (actorId === null) return 'Домовой';
  const private_ = applicants.includes(actorId) && !parts.applicant && !parts.staff && !parts.watcher;
  if (private_) return 'житель дома';
  const name = names.get(actorId);
  return name ? `${name.givenName} ${name.familyName}` : '';
}
