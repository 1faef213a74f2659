import type { Knex } from 'knex';
import type { BallotOutcome } from '../../../law/meeting/tally';
import { lastCheckpoint, type CheckpointRow } from '../../../store/ballots/checkpoints';
import { publicKeyOf } from '../../../store/ballots/key';
import { proxiesOf, type Proxy } from '../../../store/ballots/proxies';
import { decisionLines, identitiesOf, type DecisionLine, type Identity } from '../../../store/filing';
import { materialsOf, type Material } from '../../../store/meetings/materials';
import { noticesOf, type Notice } from '../../../store/meetings/notices';
import { protocolOf, signersOf, type Protocol, type Signer } from '../../../store/meetings/protocol';
import { meetingById, type MeetingFile } from '../../../store/meetings/read';
import { rightsOf, type FrozenRight } from '../../../store/meetings/register';
import { countOf, resultsOf, type MeetingCount, type QuestionOutcome } from '../../../store/meetings/results';

/** Everything a paper of a meeting may speak of, read once. */
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
  who: ReadonlyMap<string, Identity>;
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
