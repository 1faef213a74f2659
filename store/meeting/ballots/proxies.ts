import type { Knex } from 'knex';
import type { Day } from '../../../law/base/day';
import { powerCheck, powerTerm, type PowerCheck, type PowerParties } from '../../../law/meeting/vote/power';
import { Refusal } from '../../../law/base/refusal';
import { deskOf, principalsOf } from '../desk';
import { lockBallots } from '../lock';
import { query, queryOne } from '../../sql/query';
import { tellGiven, tellRefused } from './power-letters';

/** A power of attorney, or the proof of a minor's representative, for one meeting (V-11…V-13). */
export interface Proxy {
  id: string;
  caseId: string;
  principalPersonId: string | null;
  principalOrganisationId: string | null;
  agentPersonId: string;
  documentId: string | null;
  givenAt: Date;
  enteredBy: string | null;
  fromDay: Day | null;
  untilDay: Day | null;
  checkedBy: string | null;
  checkedAt: Date | null;
  /** Null until a person has checked it. */
  valid: boolean | null;
  reason: string | null;
  /** Accepted by the caller of the meeting because nobody else could judge it. */
  exception: 'initiator' | null;
  refusedAt: Date | null;
  refusedBy: string | null;
}

export interface NewProxy {
  id: string;
  caseId: string;
  principal: { personId: string } | { organisationId: string };
  agentPersonId: string;
  documentId: string | null;
  enteredBy: string | null;
  /** Day and term as written on the paper. */
  issued: Day | null;
  until: Day | null;
}

const sql = `
  select x.id, x.case_id as "caseId", x.principal_person_id as "principalPersonId",
    x.principal_organisation_id as "principalOrganisationId", x.agent_person_id as "agentPersonId",
    x.document_id as "documentId", x.given_at as "givenAt",
    coalesce(x.entered_by, d.actor_id) as "enteredBy", x.from_day as "fromDay",
    x.until_day as "untilDay", x.checked_by as "checkedBy", x.checked_at as "checkedAt", x.valid, x.reason,
    x.exception, x.refused_at as "refusedAt", x.refused_by as "refusedBy"
  from meeting_proxy x left join case_document d on d.id = x.document_id`;

/** Anyone may bring it; it allows no vote before it is checked, and the principal is told at once. */
export async function giveProxy(trx: Knex, given: NewProxy): Promise<void> {
  const { id, caseId, principal, agentPersonId, documentId, enteredBy } = given;
  await lockBallots(trx, caseId);
  const principalId = 'personId' in principal ? principal.personId : principal.organisationId;
  if (principalId === agentPersonId) {
    throw new Refusal('power-own', 'Доверенность на самого себя не нужна: голосуйте как собственник.', 422);
  }
  const { birthDay, on } = await principalIn(trx, caseId, principalId);
  await mustNotBeSealed(trx, caseId);
  const term = mustHaveTerm(given, birthDay, on);
  await mustBeOnlyPower(trx, given, principalId);
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `
    insert into meeting_proxy (id, case_id, principal_person_id, principal_organisation_id, agent_person_id,
      document_id, given_at, entered_by, from_day, until_day)
    values (:id, :caseId, :personId, :organisationId, :agentPersonId, :documentId, domovoy_now(), :enteredBy, :from, :until)
    on conflict (id) do nothing`,
    {
      id,
      caseId,
      agentPersonId,
      documentId,
      enteredBy,
      ...term,
      personId: 'personId' in principal ? principal.personId : null,
      organisationId: 'organisationId' in principal ? principal.organisationId : null,
    },
  );
  if (rowCount > 0) await tellGiven(trx, await mustFind(trx, id));
}

/**
 * Only one unchecked power at a time between two people, so that the principal is not written to many times about one
 * paper.
 */
async function mustBeOnlyPower(trx: Knex, { id, caseId, agentPersonId }: NewProxy, principalId: string): Promise<void> {
  const waiting = await queryOne(
    trx,
    `
    select from meeting_proxy where case_id = :caseId and agent_person_id = :agentPersonId and id <> :id
      and coalesce(principal_person_id, principal_organisation_id) = :principalId
      and checked_at is null and refused_at is null limit 1`,
    { id, caseId, agentPersonId, principalId },
  );
  if (!waiting) return;
  throw new Refusal('power-waits', 'Такая доверенность уже внесена и ждёт проверки. Дождитесь её.', 409);
}

interface PrincipalRow {
  birthDay: Day | null;
  on: Day;
}

async function principalIn(trx: Knex, caseId: string, principalId: string): Promise<PrincipalRow> {
  const row = await queryOne<PrincipalRow>(
    trx,
    `
    select p.birth_day as "birthDay", (domovoy_now() at time zone f.zone)::date as "on"
    from meeting_holder h join case_file f on f.id = h.case_id left join person p on p.id = h.person_id
    where h.case_id = :caseId and (h.person_id = :principalId or h.organisation_id = :principalId) limit 1`,
    { caseId, principalId },
  );
  if (row) return row;
  const say = 'Доверителя нет в реестре этого собрания. Проверьте, чьё помещение.';
  throw new Refusal('principal-foreign', say, 422, { principal: say });
}

function mustHaveTerm({ issued, until }: NewProxy, birthDay: Day | null, on: Day) {
  const term = powerTerm({ issued, written: until, birthDay }, on);
  if (!term) {
    const say = 'Укажите день выдачи: доверенность без него ничтожна (ГК РФ, ст. 186 п. 1).';
    throw new Refusal('power-undated', say, 422, { issued: say });
  }
  if (term.from !== null && term.from > on) {
    const say = 'День выдачи ещё не наступил. Проверьте его по документу.';
    throw new Refusal('power-ahead', say, 422, { issued: say });
  }
  if (term.until !== null && (term.until < on || (term.from !== null && term.until < term.from))) {
    const say = 'Срок доверенности уже прошёл. Нужна новая (ГК РФ, ст. 188 п. 1).';
    throw new Refusal('power-over', say, 422, { until: say });
  }
  return term;
}

/** Somebody who did not enter it and has no interest in it has checked the paper. Decided once (V-11, X-12). */
export async function checkProxy(
  trx: Knex,
  { id, valid, reason, by }: { id: string; valid: boolean; reason?: string; by: string },
): Promise<void> {
  const { caseId } = await mustFind(trx, id);
  await lockBallots(trx, caseId);
  const found = await mustFind(trx, id);
  const judged = await checkOf(trx, found, by);
  if (!judged.may) throw refusals[judged.why]();
  if (found.refusedAt) throw refusedAlready();
  if (found.valid !== null) {
    if (found.valid === valid && found.checkedBy === by) return;
    throw new Refusal('power-checked', 'Эту доверенность уже проверили. Попросите принести новую.', 409);
  }
  if (!valid && !reason?.trim()) {
    const say = 'Напишите, почему доверенность не принята.';
    throw new Refusal('reason-absent', say, 422, { reason: say });
  }
  await mustNotBeSealed(trx, caseId);
  const { exception } = judged;
  await trx('meeting_proxy')
    .where({ id, checked_at: null })
    .update({ valid, reason: reason ?? null, checked_by: by, checked_at: trx.raw('domovoy_now()'), exception });
}

/** What one person may say about a power now, by the same law on the page and under the lock. */
export async function checkOf(db: Knex, power: Proxy, by: string): Promise<PowerCheck> {
  return powerCheck(await powerPartiesOf(db, power), await deskOf(db, power.caseId), by);
}

export async function powerPartiesOf(db: Knex, power: Proxy): Promise<PowerParties> {
  const { caseId, enteredBy, agentPersonId, principalPersonId: personId } = power;
  const principals = await principalsOf(db, { caseId, personId, organisationId: power.principalOrganisationId });
  return { enteredBy, agent: agentPersonId, principals };
}

const refusals = {
  entered: () =>
    new Refusal('power-own-entry', 'Доверенность проверяет не тот, кто её внёс. Попросите другого проверяющего.', 403),
  agent: () => new Refusal('power-own-check', 'Свою доверенность проверяет другой человек. Позовите его.', 403),
  initiator: () =>
    new Refusal(
      'power-initiator',
      'Инициатор собрания доверенности не проверяет, пока это может сделать другой. Попросите его.',
      403,
    ),
  'not-officer': () =>
    new Refusal('not-administrator', 'Доверенность проверяют администратор собрания и счётная комиссия.', 403),
};

const refusedAlready = (): Refusal =>
  new Refusal('power-refused', 'Доверитель отказался от этой доверенности. Голосовать по ней нельзя.', 409);

/**
 * The principal refuses: the power ends, and decisions made by it do not count (the signed register of the log records
 * it). `by` is null when the link in the letter was used. After the seal the count is final.
 */
export async function refuseProxy(trx: Knex, { id, by }: { id: string; by: string | null }): Promise<void> {
  const { caseId } = await mustFind(trx, id);
  await lockBallots(trx, caseId);
  const found = await mustFind(trx, id);
  if (found.refusedAt) return;
  if (by !== null && !(await powerPartiesOf(trx, found)).principals.includes(by)) {
    throw new Refusal('power-foreign', 'Отказаться от доверенности может только доверитель.', 403);
  }
  await mustNotBeSealed(trx, caseId);
  await trx('meeting_proxy')
    .where({ id })
    .update({ refused_at: trx.raw('domovoy_now()'), refused_by: by });
  await tellRefused(trx, await mustFind(trx, id));
}

/** After the count powers are part of its evidence. */
async function mustNotBeSealed(trx: Knex, caseId: string): Promise<void> {
  const row = await trx('meeting')
    .where({ case_id: caseId })
    .first<{ sealed: Date | null } | undefined>({ sealed: 'sealed_at' });
  if (!row?.sealed) return;
  throw new Refusal(
    'voting-closed',
    'Голосование закрыто: доверенности больше не меняют. Решение собрания оспаривают в суде (ЖК РФ, ст. 46 ч. 6).',
    409,
  );
}

async function mustFind(db: Knex, id: string): Promise<Proxy> {
  const found = await proxyById(db, id);
  if (found) return found;
  throw new Refusal('power-unknown', 'Такой доверенности нет. Обновите страницу.', 404);
}

export async function proxyById(db: Knex, id: string): Promise<Proxy | null> {
  return queryOne<Proxy>(db, `${sql} where x.id = :id`, { id });
}

export async function proxiesOf(db: Knex, caseId: string): Promise<Proxy[]> {
  return query<Proxy>(db, `${sql} where x.case_id = :caseId order by x.given_at, x.id`, { caseId });
}
