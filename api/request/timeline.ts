import type { EventShape, FileShape } from '../case/told';
import type { CaseEvent } from '../../store/case/events';
import type { PersonName } from '../../store/registry/people';
import type { RequestText } from '../../store/request/texts';
import { keptAfterAll, type ShownDeadline } from '../case/deadlines';
import { isInsider, type RequestParts } from './access';
import { requestSentences } from './sentences';

interface Around {
  texts: readonly RequestText[];
  files: (textId: string) => FileShape[];
  names: ReadonlyMap<string, PersonName>;
  parts: RequestParts;
  deadlines: readonly ShownDeadline[];
  zone: string;
  applicants: readonly { personId: string | null }[];
}

/** Events as sentences, newest first. A neighbour sees what happened, but nobody's words and no neighbour's name. */
export const requestTimeline = (events: readonly CaseEvent[], around: Around): EventShape[] =>
  events.map((event) => told(event, around)).reverse();

function told(event: CaseEvent, around: Around): EventShape {
  const { seq, at, kind, actorId, facts } = event;
  const { title, say, bad, aside } = requestSentences.event(kind, facts, { at, zone: around.zone });
  const kept = keptAfterAll(event, around.deadlines, around.zone);
  const { desk, worker, watcher } = around.parts;
  const both = desk || worker || watcher ? aside : null;
  // A text that no event refers to, such as one of a refused command, is not shown.
  const textId = typeof facts['text'] === 'string' ? facts['text'] : null;
  const open = isInsider(around.parts);
  return {
    seq,
    at: typeof facts['done'] === 'string' ? facts['done'] : at.toISOString(),
    kind,
    title,
    say: [say, both, kept].filter(Boolean).join(' ') || null,
    bad: (bad ?? false) && kept === null,
    who: whoDid(actorId, around),
    bySystem: actorId === null,
    text: (open && around.texts.find(({ id }) => id === textId)?.body) || null,
    files: textId && open ? around.files(textId) : [],
  };
}

function whoDid(actorId: string | null, { names, parts, applicants }: Around): string {
  if (actorId === null) return 'Домовой';
  if (!isInsider(parts) && applicants.some(({ personId }) => personId === actorId)) return 'житель дома';
  const name = names.get(actorId);
  return name ? `${name.givenName} ${name.familyName}` : '';
}
