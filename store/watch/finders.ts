import { outsideChannels } from '../letters/deliveries';
import { GRACE } from '../engine/executions';
import { givenUp } from '../letters/failed';
import { EXAMPLES, type TroubleKind } from './kinds';

const WAITED = `interval '1 minute'`;
const HOUR = `interval '1 hour'`;
const DAILY_GRACE = `interval '10 minutes'`;
const LETTER_GRACE = `interval '15 minutes'`;

/** Columns of every finder: subject, case_id, name (if it is not the number of the case), since, problem. */
interface Finder {
  select: string;
  /** With its `where`; `now.at` is the region's time, `now.travelling` whether its clock is being moved. */
  from: string;
  since: string;
}

const execution = (type: string, grace: string): Finder => ({
  select: 'e.workflow_id, e.case_id, e.workflow_id, e.wake_at, null::text',
  from: `execution e, now where e.ended_at is null and ${type} and not now.travelling and e.wake_at < now.at - ${grace}`,
  since: 'e.wake_at',
});

const order = (where: string, since = 'o.created_at'): Finder => ({
  select: `o.id::text, o.case_id, o.workflow_id, ${since}, o.problem`,
  from: `outbox o where o.done_at is null and ${where}`,
  since,
});

const act = (where: string, since: string): Finder => ({
  select: `a.key::text, a.case_id, a.act, ${since}, a.problem`,
  from: `accepted_act a, now where a.done_at is null and a.refused_at is null and ${where}`,
  since,
});

const letter = (where: string, since: string): Finder => ({
  select: `d.id::text, d.case_id, d.channel, ${since}, d.problem`,
  from: `delivery d, now where ${where}`,
  since,
});

const disagreement = (kind: string): Finder => ({
  select: `d.workflow_id, ${caseOf}, d.name, d.found_at, null::text`,
  from: `disagreement d where d.kind = '${kind}'`,
  since: 'd.found_at',
});

/** A disagreement names its workflow; everything ever ordered knows its case. */
const caseOf = '(select e.case_id from execution e where e.workflow_id = d.workflow_id)';

const notOrdered = (caseId: string): string =>
  `not exists (select from outbox o where o.case_id = ${caseId} and o.kind = 'start' and o.done_at is null)`;

const seenLost = disagreement('case-without-workflow');
const channels = outsideChannels.map((channel) => `'${channel}'`).join(', ');

/** How each kind is found: as a set and by an index, however many cases are open. */
const finders: Readonly<Record<TroubleKind, Finder>> = {
  'case-lost': {
    select: 'lost.subject, lost.case_id, lost.subject, lost.since, null::text',
    from: `(
      select f.area || ':' || f.id as subject, f.id as case_id, f.opened_at as since from case_file f
      where f.closed_at is null and ${notOrdered('f.id')}
        and not exists (select from execution e where e.case_id = f.id and e.ended_at is null)
      union all
      select d.workflow_id, f.id, d.found_at from disagreement d join execution e using (workflow_id)
        join case_file f on f.id = e.case_id
      where d.kind = 'case-without-workflow' and e.ended_at is null and f.closed_at is null and ${notOrdered('f.id')}
    ) lost`,
    since: 'lost.since',
  },
  'daily-lost': {
    ...seenLost,
    from: `disagreement d join execution e using (workflow_id)
      where d.kind = 'case-without-workflow' and e.case_id is null and e.ended_at is null and not exists (
        select from outbox o where o.workflow_id = d.workflow_id and o.kind = 'start' and o.done_at is null)`,
  },
  'wake-late': execution('e.case_id is not null', GRACE),
  'daily-late': execution('e.case_id is null', DAILY_GRACE),
  'act-parked': act('a.parked_at is not null', 'a.parked_at'),
  'act-late': act(`a.parked_at is null and not now.travelling and a.received_at < now.at - ${WAITED}`, 'a.received_at'),
  'alarm-parked': {
    select: `p.case_id || ' ' || p.key, p.case_id, p.act, p.parked_at, coalesce(p.say, p.problem)`,
    from: 'parked_alarm p where p.parked_at is not null',
    since: 'p.parked_at',
  },
  'order-parked': order('o.parked_at is not null', 'o.parked_at'),
  'order-late': order(`o.parked_at is null and o.kind <> 'export' and o.created_at < clock_timestamp() - ${WAITED}`),
  'history-late': order(`o.parked_at is null and o.kind = 'export' and o.created_at < clock_timestamp() - ${HOUR}`),
  'phases-disagree': disagreement('phases-disagree'),
  'stands-still': disagreement('stands-still'),
  'workflow-stray': disagreement('workflow-without-case'),
  'letter-failed': letter(givenUp('d'), 'd.failed_at'),
  'letter-late': letter(
    `d.sent_at is null and d.failed_at is null and d.channel in (${channels}) and not now.travelling and not now.arrived
       and d.next_at < now.at - ${LETTER_GRACE}`,
    'd.next_at',
  ),
  'reconcile-late': {
    select: `'reconciliation', null::uuid, 'reconciliation', last.at, null::text`,
    from: `(select coalesce((select max(ended_at) from reconciliation where whole), (select since from watch_round)) as at
      ) last where last.at < clock_timestamp() - ${HOUR}`,
    since: 'last.at',
  },
};

const found = ([kind, { select, from, since }]: [string, Finder]): string =>
  `(select '${kind}' as kind, ${select}, count(*) over ()::int from ${from} order by ${since}, 2 limit ${EXAMPLES})`;

/** Everything found now: the oldest of each kind, with the total number. */
export const foundNow = `
  now as materialized (
    select domovoy_now() as at, doors_closed() as travelling,
      exists (select from travel where done_at > clock_timestamp() - ${LETTER_GRACE}) as arrived
  ), seen (kind, subject, case_id, name, since, problem, total) as materialized (
    ${Object.entries(finders).map(found).join('\n    union all ')}
  )`;
