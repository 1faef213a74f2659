import type { Decide } from '../../../store/case/change';
import { liveDeadline } from '../../../store/case/deadlines';
import type { Change, Letter } from '../../../store/case/types';
import { toOrganisation, toPost, toResidents } from '../../../store/request/letters';
import { mustHaveRequest, type Request } from '../../../store/request/rows';

type Climb = (...args: [...Parameters<Decide>, Request]) => Promise<Letter[]>;

/**
 * One rung of the ladder. Whoever acknowledged the trouble is answering for it: nobody further up is called. The fact
 * is written all the same.
 */
const rung =
  (kind: string, climb: Climb): Decide =>
  async (trx, file, call, at): Promise<Change> => {
    const request = await mustHaveRequest(trx, file.id);
    const name = String(call.args.deadline);
    const due = await liveDeadline(trx, file.id, name);
    const facts = { deadline: name, norm: due?.norm ?? null, dueAt: due?.dueAt.toISOString() ?? null };
    return {
      events: [{ kind, facts }],
      letters: request.acknowledgedAt ? [] : await climb(trx, file, call, at, request),
    };
  };

/** Half of a term has passed: the dispatcher. */
export const half = rung('half', async (trx, file, call) =>
  toPost(trx, file, 'dispatcher', call, {
    letter: 'request-half',
    facts: about(call.args),
    urgent: true,
    atNight: true,
  }),
);

/** Most of it has passed: the head. */
export const soon = rung('soon', async (trx, file, call) =>
  toPost(trx, file, 'head', call, { letter: 'request-soon', facts: about(call.args), urgent: true, atNight: true }),
);

/** The first instant that is too late: the organisation itself, its head, and the resident who waits. */
export const late = rung('overdue', async (trx, file, call, _at, request) => {
  const name = String(call.args.deadline);
  const facts = about(call.args);
  const wording = { letter: 'request-late', facts, urgent: true, atNight: true };
  const desk = await toPost(trx, file, 'dispatcher', call, wording);
  if (!told.includes(name)) return desk;
  return [
    ...desk,
    ...(await toPost(trx, file, 'head', call, wording)),
    ...(file.organisation_id ? [toOrganisation(file, file.organisation_id, call, wording)] : []),
    ...(await toResidents(trx, file, request, call, { letter: 'request-late-resident', facts, urgent: true })),
  ];
});

/** Of these the organisation and the resident are told; the others are the desk's own business. */
const told: readonly string[] = ['localise', 'evacuate', 'fix', 'check', 'hand-off'];

const about = (args: Parameters<Decide>[2]['args']): { deadline: string } => ({ deadline: String(args.deadline) });
