import type { Knex } from 'knex';
import type { BallotOutcome } from '../../../law/meeting/count/tally';
import { lastCheckpoint, type CheckpointRow } from '../../../store/meeting/ballots/checkpoints';
import { publicKeyOf } from '../../../store/case/signing-key';
import { proxiesOf, type Proxy } from '../../../store/meeting/ballots/proxies';
import { decisionLines, identitiesOf, type DecisionLine, type NamedInPaper } from '../../../store/meeting/file/papers';
import { materialsOf, type Material } from '../../../store/meeting/prepare/materials';
import { noticesOf, type Notice } from '../../../store/meeting/notice/notices';
import { protocolOf, signersOf, type Protocol, type Signer } from '../../../store/meeting/file/protocol';
import { meetingById, type MeetingFile } from '../../../store/meeting/read';
import { rightsOf, type FrozenRight } from '../../../store/meeting/notice/register';
import { countOf, resultsOf, type MeetingCount, type QuestionOutcome } from '../../../store/meeting/results';

/** Everything a paper of a meeting may mention, read once. */
export interface PaperFacts extends MeetingFile {
  count: MeetingCount | null;
  results: QuestionOutcome[];
  rights: FrozenRight[];
  notices: Notice[];
  decisions: DecisionLine[];
  outcomes: ReadonlyMap<string, BallotOutcome>;
  proxies: Proxy[];
  protocol: Protocol | null;
  signers: Signer[];
  checkpoint: CheckpointRow | null;
  publicKey: string | null;
  materials: Material[];
  who: ReadonlyMap<string, NamedInPaper>;
}

export async function paperFacts(db: Knex, caseId: string): Promise<PaperFacts> {
  const found = await meetingById(db, caseId);
  if (!found) throw new Error(`Case ${caseId} is no meeting`);
  const { meeting } = found;
  const [count, results, rights, notices, decisions, proxies, protocol, signers, checkpoint, publicKey, materials] =
    await Promise.all([
      countOf(db, caseId),
      resultsOf(db, caseId),
      rightsOf(db, caseId),
      noticesOf(db, caseId),
      decisionLines(db, caseId),
      proxiesOf(db, caseId),
      protocolOf(db, caseId),
      signersOf(db, meeting),
      lastCheckpoint(db, caseId),
      publicKeyOf(db),
      materialsOf(db, caseId),
    ]);
  const ids = [
    meeting.initiatorPersonId,
    meeting.initiatorOrganisationId,
    meeting.administratorPersonId,
    meeting.administratorOrganisationId,
    meeting.chairId,
    meeting.secretaryId,
    ...meeting.counterIds,
    ...signers.map(({ personId }) => personId),
    ...decisions.map(({ holderId }) => holderId),
    ...rights.flatMap(({ holders }) => holders.map(({ personId, organisationId }) => personId ?? organisationId)),
    ...proxies.flatMap(({ principalPersonId, principalOrganisationId, agentPersonId }) => [
      principalPersonId,
      principalOrganisationId,
      agentPersonId,
    ]),
  ];
  return {
    ...found,
    count,
    results,
    rights,
    notices,
    decisions,
    proxies,
    protocol,
    signers,
    checkpoint,
    publicKey,
    outcomes: new Map((count?.outcomes ?? []).map((one) => [one.ballot, one])),
    materials,
    who: await identitiesOf(
      db,
      ids.flatMap((id) => (id ? [id] : [])),
    ),
  };
}
