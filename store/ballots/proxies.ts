import type { Knex } from 'knex';
import { Refusal } from '../../law/refusal';
import { query, queryOne } from '../registry/query';

/** A power of attorney, or the proof of a minor's representative, brought to one meeting (V-11…V-13). */
export interface Proxy {
  id: string;
  caseId: string;
  principalPersonId: string | null;
  principalOrganisationId: string | null;
  agentPersonId: string;
  documentId: string | null;
  givenAt: Date;
  checkedBy: string | null;
  checkedAt: Date | null;
  /** Null until a person has looked at it. */
  valid: boolean | null;
  reason: string | null;
}

export interface NewProxy {
  id: string;
  caseId: string;
  principal: { personId: string } | { organisationId: string };
  agentPersonId: string;
  documentId: string | null;
}

const sql = `
  select x.id, x.case_id as "caseId", x.principal_person_id as "principalPersonId",
    x.principal_organisation_id as "principalOrganisationId", x.agent_person_id as "agentPersonId",
    x.document_id as "documentId", x.given_at as "givenAt", x.checked_by as "checkedBy", x.checked_at as "checkedAt",
    x.valid, x.reason
  from meeting_proxy x`;

/** Whoever brings it; it lets nobody vote before it is checked. The same id twice is once. */
export async function giveProxy(
  trx: Knex,
  { id, caseId, principal, agentPersonId, documentId }: NewProxy,
): Promise<void> {
  const principalId = 'personId' in principal ? principal.personId : principal.organisationId;
  if (principalId === agentPersonId) {
    throw new Refusal('power-own', 'Доверенность на самого себя не нужна: голосуйте как собственник.', 422);
  }
  const holds = await queryOne(
    trx,
    `
    select from meeting_holder where case_id = :caseId and (person_id = :principalId or organisation_id = :principalId)
    limit 1`,
    { caseId, principalId },
  );
  if (!holds) {
    const say = 'Доверителя нет в реестре этого собрания. Проверьте, чьё помещение.';
    throw new Refusal('principal-foreign', say, 422, { principal: say });
  }
  await mustNotBeSealed(trx, caseId);
  await trx('meeting_proxy')
    .insert({
      id,
      case_id: caseId,
      principal_person_id: 'personId' in principal ? principal.personId : null,
      principal_organisation_id: 'organisationId' in principal ? principal.organisationId : null,
      agent_person_id: agentPersonId,
      document_id: documentId,
      given_at: trx.raw('domovoy_now()'),
    })
    .onConflict('id')
    .ignore();
}

/** The administrator has looked at the paper. Said once: a second look needs a new one (V-11, X-12). */
export async function checkProxy(
  trx: Knex,
  { id, valid, reason, by }: { id: string; valid: boolean; reason?: string; by: string },
): Promise<void> {
  const found = await proxyById(trx, id);
  if (!found) throw new Refusal('power-unknown', 'Такой доверенности нет. Обновите страницу.', 404);
  if (found.valid !== null) {
    if (found.valid === valid) return;
    throw new Refusal('power-checked', 'Эту доверенность уже проверили. Попросите принести новую.', 409);
  }
  if (found.agentPersonId === by) {
    throw new Refusal('power-own-check', 'Свою доверенность проверяет другой человек. Позовите его.', 403);
  }
  if (!valid && !reason?.trim()) {
    const say = 'Напишите, почему доверенность не принята.';
    throw new Refusal('reason-absent', say, 422, { reason: say });
  }
  await mustNotBeSealed(trx, found.caseId);
  await trx('meeting_proxy')
    .where({ id, checked_at: null })
    .update({ valid, reason: reason ?? null, checked_by: by, checked_at: trx.raw('domovoy_now()') });
}

/** After the count powers are part of its evidence. */
async function mustNotBeSealed(trx: Knex, caseId: string): Promise<void> {
  const row = await trx('meeting')
    .where({ case_id: caseId })
    .first<{ sealed: Date | null } | undefined>({ sealed: 'sealed_at' });
  if (!row?.sealed) return;
  throw new Refusal(
    'voting-closed',
    'Голосование закрыто: доверенности больше не принимают (ЖК РФ, ст. 47 ч. 2).',
    409,
  );
}

export async function proxyById(db: Knex, id: string): Promise<Proxy | null> {
  return queryOne<Proxy>(db, `${sql} where x.id = :id`, { id });
}

export async function proxiesOf(db: Knex, caseId: string): Promise<Proxy[]> {
  return query<Proxy>(db, `${sql} where x.case_id = :caseId order by x.given_at, x.id`, { caseId });
}

/** What a person may vote with besides their own. */
export async function proxiesFor(db: Knex, caseId: string, agentPersonId: string): Promise<Proxy[]> {
  return query<Proxy>(
    db,
    `${sql} where x.case_id = :caseId and x.agent_person_id = :agentPersonId order by x.given_at`,
    { caseId, agentPersonId },
  );
}
