import type { Knex } from 'knex';
import { type Fraction, fraction } from '../../../law/base/fraction';
import type { BallotAnswer, BallotChannel } from '../../../law/meeting/vote/ballot';
import type { Day } from '../../../law/base/day';
import type { TitleDocument } from '../../../law/registry/title';
import type { OrganisationKind, RightBasis, RightKind } from '../../../law/registry/words';
import { decisionStands } from '../ballots/powers';
import { readerBindings, type CaseReader } from '../../case/sight';
import { meetingParty, meetingSight } from '../sight';
import { query, queryOne } from '../../sql/query';

/** The key of a half-filled ballot: who fills it in, and for whom. */
export interface DraftKey {
  caseId: string;
  personId: string;
  holderId: string;
}

export type Answers = Record<string, BallotAnswer>;

const rowOf = ({ caseId, personId, holderId }: DraftKey) => ({
  case_id: caseId,
  person_id: personId,
  holder_id: holderId,
});

export async function answersOf(db: Knex, key: DraftKey): Promise<Answers> {
  const row = await db('voting_draft').where(rowOf(key)).first<{ answers: Answers } | undefined>('answers');
  return row?.answers ?? {};
}

/** Changes only the questions named: an answer is kept, null takes one back. */
export async function keepDraft(
  trx: Knex,
  key: DraftKey,
  marks: Readonly<Record<string, BallotAnswer | null>>,
  at: Date,
): Promise<void> {
  const given = Object.entries(marks).filter(([, answer]) => answer !== null);
  const taken = Object.keys(marks).filter((question) => marks[question] === null);
  await trx.raw(
    `
    insert into voting_draft (case_id, person_id, holder_id, answers, at)
    values (:caseId, :personId, :holderId, :given::jsonb, :at)
    on conflict (case_id, person_id, holder_id)
      do update set answers = (voting_draft.answers - :taken::text[]) || excluded.answers, at = excluded.at`,
    { ...key, given: JSON.stringify(Object.fromEntries(given)), taken, at },
  );
}

/** The ballot is signed, so its draft is deleted, with all drafts of finished meetings. */
export async function dropAnswers(trx: Knex, key: DraftKey): Promise<void> {
  await trx('voting_draft')
    .where(rowOf(key))
    .orWhereIn('case_id', trx('meeting').whereNotNull('sealed_at').select('case_id'))
    .delete();
}

export interface RightDetail {
  id: string;
  number: string;
  kind: RightKind;
  area: string;
  share: Fraction;
  /** The register counts another share than the title says: it was taken proportionally. */
  scaled: boolean;
  votes: Fraction;
}

type RightRow = Omit<RightDetail, 'share' | 'votes'> & { sn: string; sd: string; vn: string; vd: string };

/** Rights of the frozen register by id, in its order. */
export async function rightDetails(db: Knex, caseId: string, ids: readonly string[]): Promise<RightDetail[]> {
  const rows = await query<RightRow>(
    db,
    `
    select id, premises_number as number, kind, area, share_n as sn, share_d as sd, votes_n as vn, votes_d as vd,
      exists (select from ownership w where w.id = any(r.ownership_ids)
        and w.share_n::numeric * r.share_d <> r.share_n::numeric * w.share_d) as scaled
    from meeting_right r where case_id = :caseId and id = any(:ids) order by place`,
    { caseId, ids },
  );
  return rows.map(({ sn, sd, vn, vd, ...right }) => ({
    ...right,
    share: fraction(BigInt(sn), BigInt(sd)),
    votes: fraction(BigInt(vn), BigInt(vd)),
  }));
}

/** The title document by which a holder has a right, of those who hold it now. */
export interface HeldTitle extends TitleDocument {
  rightId: string;
  holderId: string;
}

export async function titlesHeld(db: Knex, caseId: string, rightIds: readonly string[]): Promise<HeldTitle[]> {
  return query<HeldTitle>(
    db,
    `
    select right_id as "rightId", coalesce(person_id, organisation_id) as "holderId", basis,
      registry_number as "registryNumber", registry_day as "registryDay", ballot_number as "ballotNumber",
      ballot_day as "ballotDay"
    from meeting_holder where case_id = :caseId and right_id = any(:rightIds) and to_day is null
    order by from_day`,
    { caseId, rightIds },
  );
}

/** A decision already in the log; its marks are not read here. */
export interface LoggedDecision {
  id: string;
  seq: number;
  rightId: string;
  holderId: string;
  channel: BallotChannel;
  receivedAt: Date;
  tracker: string;
  /** The power of attorney it was made by; null for the holder's own decision. */
  proxyId: string | null;
  /** No power behind it was refused. */
  stands: boolean;
}

export async function decisionsOn(db: Knex, caseId: string, rightIds: readonly string[]): Promise<LoggedDecision[]> {
  return query<LoggedDecision>(
    db,
    `
    select b.id, b.seq, b.right_id as "rightId", coalesce(b.person_id, b.organisation_id) as "holderId", b.channel,
      b.received_at as "receivedAt", left(b.leaf, 20) as tracker, b.proxy_id as "proxyId",
      ${decisionStands('b')} as stands
    from meeting_ballot b where b.case_id = :caseId and b.right_id = any(:rightIds) order by b.seq`,
    { caseId, rightIds },
  );
}

/** Names of holders by id, of people and organisations. */
export async function holderNames(db: Knex, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await query<{ id: string; name: string }>(
    db,
    `
    select id, concat_ws(' ', family_name, given_name, patronymic) as name from person where id = any(:ids)
    union all select id, short_name from organisation where id = any(:ids)`,
    { ids },
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Rights of the register with the entrance of their premises, ordered by entrance. */
export async function entrancesOf(db: Knex, caseId: string): Promise<{ id: string; entrance: number | null }[]> {
  return db('meeting_right').where({ case_id: caseId }).orderBy('entrance').select('id', 'entrance');
}

/** One holder of one right, found by the number of the premises on a paper sheet. */
export interface HolderOfPremises {
  rightId: string;
  holderId: string;
  isPerson: boolean;
  name: string;
  number: string;
  kind: RightKind;
  basis: RightBasis;
  /** Set when the holder is an organisation. */
  organisation: OrganisationKind | null;
  birthDay: Day | null;
  votes: Fraction;
  /** Last day of title; null while it is current. */
  toDay: string | null;
}

export async function holdersAt(db: Knex, caseId: string, number: string): Promise<HolderOfPremises[]> {
  const rows = await query<Omit<HolderOfPremises, 'votes'> & { n: string; d: string }>(
    db,
    `
    select r.id as "rightId", coalesce(h.person_id, h.organisation_id) as "holderId",
      h.person_id is not null as "isPerson",
      coalesce(o.short_name, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name,
      r.premises_number as number, r.kind, h.basis, o.kind as organisation, p.birth_day as "birthDay",
      h.to_day as "toDay", r.votes_n as n, r.votes_d as d
    from meeting_right r join meeting_holder h on h.right_id = r.id
    left join person p on p.id = h.person_id left join organisation o on o.id = h.organisation_id
    where r.case_id = :caseId and lower(r.premises_number) = lower(:number)
    order by r.place, name`,
    { caseId, number },
  );
  return rows.map(({ n, d, ...row }) => ({ ...row, votes: fraction(BigInt(n), BigInt(d)) }));
}

/** The code the administrator gives to the owner of a logged sheet. */
export async function trackersOf(db: Knex, ballotIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await query<{ id: string; tracker: string }>(
    db,
    'select id, left(leaf, 20) as tracker from meeting_ballot where id = any(:ballotIds)',
    { ballotIds },
  );
  return new Map(rows.map(({ id, tracker }) => [id, tracker]));
}

/** Whether a holder of the register is a person; otherwise an organisation, or unknown. */
export async function holderIsPerson(db: Knex, caseId: string, holderId: string): Promise<boolean> {
  return (await db('meeting_holder').where({ case_id: caseId, person_id: holderId }).first('right_id')) !== undefined;
}

/** Which of these ids are organisations. */
export async function organisationIds(db: Knex, ids: readonly string[]): Promise<string[]> {
  return (
    await db('organisation')
      .whereIn('id', [...ids])
      .select<{ id: string }[]>('id')
  ).map(({ id }) => id);
}

/**
 * One reader's relation to a meeting; of the parties only the reader is included, because a house may have ten
 * thousand.
 */
export interface MeetingStanding {
  /** The caller and the administrator: they run it. */
  owners: string[];
  party: boolean;
  houses: string[];
  /** The manager, and organisations that called or administer it. */
  organisations: string[];
  /** Administrations of the municipality. */
  halls: string[];
  region: string | null;
}

/** Null when the reader must not know that the meeting exists. */
export async function standingIn(db: Knex, caseId: string, reader: CaseReader): Promise<MeetingStanding | null> {
  return queryOne<MeetingStanding>(
    db,
    `
    select array_remove(array[m.initiator_person_id, m.administrator_person_id], null) as owners,
      array[m.building_id] as houses, f.region, array_remove(
        array[f.organisation_id, m.initiator_organisation_id, m.administrator_organisation_id], null) as organisations,
      array(select o.id from organisation o where o.kind = 'municipality' and o.municipality_id = f.municipality_id) as halls,
      ${meetingParty} as party
    from meeting m join case_file f on f.id = m.case_id where m.case_id = :caseId and ${meetingSight.seen}`,
    { ...readerBindings(reader), caseId },
  );
}
