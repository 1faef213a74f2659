import type { Knex } from 'knex';
import { openPapers, paperKinds } from '../../../law/meeting/protocol/papers';
import { proxiesOf } from '../../../store/meeting/ballots/proxies';
import { documentsOf, type CaseDocument } from '../../../store/case/documents';
import { MATERIAL, materialsOf } from '../../../store/meeting/prepare/materials';
import { isAmong, type Actor } from '../../security/actor';
import { mayCount } from '../access';
import { mustFind } from '../vote/access';
import { seesOriginals, seesSheets } from './access';

type Rule = (document: CaseDocument) => boolean;

/**
 * One rule for every address where a document of a meeting can be read. Listed materials and documents without personal
 * data are open to everyone who may see the meeting; originals, sheets, powers and proofs of notices only to those
 * named below.
 */
async function rulesFor(db: Knex, actor: Actor, id: string): Promise<Readonly<Record<string, Rule>>> {
  const found = await mustFind(db, id);
  const [listed, powers] = await Promise.all([materialsOf(db, id), proxiesOf(db, id)]);
  const [originals, sheets, counts] = [seesOriginals(found, actor), seesSheets(found, actor), mayCount(found, actor)];
  const here: Rule = ({ caseId }) => caseId === id;
  const own = powers.filter((one) => isAmong(actor, [one.principalPersonId, one.agentPersonId]));
  const papers = paperKinds.map((kind): [string, Rule] => [
    kind,
    (one) => here(one) && (originals || openPapers.includes(kind)),
  ]);
  return {
    ...Object.fromEntries(papers),
    [MATERIAL]: (one) => listed.some((material) => material.id === one.id),
    ballot: (one) => here(one) && sheets,
    proxy: (one) => here(one) && (sheets || own.some((power) => power.documentId === one.id)),
    'notice-proof': (one) => here(one) && counts,
  };
}

export async function meetingDocuments(db: Knex, actor: Actor, id: string): Promise<CaseDocument[]> {
  const [all, rules] = await Promise.all([documentsOf(db, id), rulesFor(db, actor, id)]);
  return all.filter((one) => rules[one.kind]?.(one));
}
