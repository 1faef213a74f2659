import type { Knex } from 'knex';
import { letterDuties, ownLetterFacts, type OwnLetterFacts } from '../areas';
import type { Facts } from '../case/chain';

interface Term {
  lastDay: string | null;
  dueAt: Date;
}

/**
 * What one letter can say: it holds ids and codes; the texts are looked up when it leaves or is read. Here is what
 * every case has; the area adds the rest.
 */
export interface LetterSource {
  letter: string;
  facts: Facts;
  createdAt: Date;
  person: { givenName: string; patronymic: string | null } | null;
  case: {
    id: string;
    area: string;
    number: string;
    zone: string;
    topic: string;
    openedAt: Date;
    organisation: string | null;
    address: string | null;
  } | null;
  /** The duty the letter is about (the fact `deadline`, else the area's), as it was when the letter was written. */
  due: (Term & { citation: string }) | null;
  /** The window in which the addressee may act. */
  window: Term | null;
  /** The organisation in the fact `organisationId`. */
  named: string | null;
  /** What the area of the case adds. */
  own: OwnLetterFacts | null;
}

interface Row extends Omit<NonNullable<LetterSource['case']>, 'id'> {
  letter: string;
  facts: Facts;
  createdAt: Date;
  givenName: string | null;
  patronymic: string | null;
  caseId: string | null;
  lastDay: string | null;
  dueAt: Date | null;
  citation: string;
  windowLastDay: string | null;
  windowDueAt: Date | null;
  named: string | null;
}

// A letter delayed by a failed mail server still states the term it was written about.
const asOf = 'x.case_id = c.id and x.set_at <= d.created_at and (x.dropped_at is null or x.dropped_at > d.created_at)';

export const letterSource = (db: Knex, deliveryId: string): Promise<LetterSource | null> =>
  sourceFrom(db, {
    name: 'letter-source',
    row: 'select * from delivery where id = :deliveryId',
    given: { deliveryId },
  });

export interface Unwritten {
  caseId: string;
  letter: string;
  facts?: Facts;
  at: Date;
}

/** A letter that is not written yet, to nobody in particular: for the page that shows it before the act. */
export const unwrittenLetter = (
  db: Knex,
  { caseId, letter, facts = {}, at }: Unwritten,
): Promise<LetterSource | null> =>
  sourceFrom(db, {
    name: 'letter-unwritten',
    row: `select :letter::text as letter, :facts::jsonb as facts, :at::timestamptz as created_at,
      null::uuid as person_id, :caseId::uuid as case_id`,
    given: { caseId, letter, facts: JSON.stringify(facts), at },
  });

interface Origin {
  name: string;
  row: string;
  given: Record<string, string | Date>;
}

async function sourceFrom(db: Knex, { name, row: origin, given }: Origin): Promise<LetterSource | null> {
  const { rows } = await db
    .raw<{ rows: Row[] }>(
      `select d.letter, d.facts, d.created_at as "createdAt", p.given_name as "givenName", p.patronymic,
       c.id as "caseId", c.area, c.number, c.zone, c.topic, c.opened_at as "openedAt", o.short_name as organisation,
       b.address, t.last_day as "lastDay", t.due_at as "dueAt", t.citation,
       w.last_day as "windowLastDay", w.due_at as "windowDueAt", n.short_name as named
     from (${origin}) d
     left join person p on p.id = d.person_id
     left join case_file c on c.id = d.case_id
     left join organisation o on o.id = c.organisation_id
     left join building b on b.id = c.building_id
     left join organisation n on n.id::text = d.facts->>'organisationId'
     left join lateral (
       select x.last_day, x.due_at, x.citation from case_deadline x where ${asOf} and x.duty
         and x.name = coalesce(d.facts->>'deadline', :duties::jsonb->>c.area)
       order by x.set_at desc limit 1
     ) t on true
     left join lateral (
       select x.last_day, x.due_at from case_deadline x where ${asOf} and not x.duty
       order by x.set_at desc, x.due_at limit 1
     ) w on true`,
      { ...given, duties: JSON.stringify(letterDuties) },
    )
    .options({ name });
  const [row] = rows;
  if (!row) return null;
  const { caseId, area, letter, facts } = row;
  const own = caseId === null ? null : await ownLetterFacts(db, area, { caseId, letter, facts });
  return { ...sourceOf(row), own };
}

function sourceOf(row: Row): Omit<LetterSource, 'own'> {
  const { letter, facts, createdAt, givenName, patronymic, caseId, area, number, zone, topic, openedAt } = row;
  const { organisation, address, lastDay, dueAt, citation, windowLastDay, windowDueAt, named } = row;
  return {
    letter,
    facts,
    createdAt,
    named,
    person: givenName === null ? null : { givenName, patronymic },
    case: caseId === null ? null : { id: caseId, area, number, zone, topic, openedAt, organisation, address },
    due: dueAt && { lastDay, dueAt, citation },
    window: windowDueAt && { lastDay: windowLastDay, dueAt: windowDueAt },
  };
}

/** Final failures of one accepted part, as an SMS centre reports them, SMPP 3.4 appendix B. */
const FAILED = ['UNDELIV', 'EXPIRED', 'DELETED', 'REJECTD'];

/**
 * Records the later report of an SMS centre on one part. False: no delivery has that id yet, so the centre must repeat
 * it. A message is effective once every part has reached the phone. Everything is read from the locked row, so two
 * receipts at once are both kept.
 */
export async function addReceipt(db: Knex, part: string, state: string): Promise<boolean> {
  const receipts = `coalesce(d.proof->'receipts', '{}') || jsonb_build_object(:part::text, :state::text)`;
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `update delivery d set
       proof = d.proof || jsonb_build_object('receipts', ${receipts}),
       effective_at = coalesce(d.effective_at, case when jsonb_array_length(d.proof->'parts') =
         (select count(*) from jsonb_each_text(${receipts}) r where r.value = 'DELIVRD') then domovoy_now() end),
       failed_at = coalesce(d.failed_at, case when :failed then domovoy_now() end),
       problem = case when :failed then 'not-delivered' else d.problem end
     where d.channel = 'sms' and d.proof @> jsonb_build_object('parts', jsonb_build_array(:part::text))`,
    { part, state, failed: FAILED.includes(state) },
  );
  return rowCount > 0;
}
