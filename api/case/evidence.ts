import { createHash } from 'node:crypto';
import { canonical, type Plain } from '../../law/base/canonical';
import { normHistory, norm } from '../../law/base/norm';
import { Refusal } from '../../law/base/refusal';
import { signText } from '../../store/case/signature';
import { signingKey } from '../../store/case/signing-key';
import { documentsOf } from '../../store/case/documents';
import { caseWorkflowId } from '../../workflows/case/contract';
import type { Call } from '../http/route';
import { notFound } from '../security/permission';
import { loadKept, type KeptCase } from './kept';
import { runsOf } from './runs';

export const FORMAT = 'domovoy-evidence-3';

/** Everything needed to judge one case without this installation. Only ids and instants: no names, no texts. */
export interface Pack extends KeptCase {
  format: typeof FORMAT;
  madeAt: string;
  workflowId: string;
  /** Each norm a deadline is based on: the edition of the case's law date and all the others. */
  norms: { id: string; inForce: unknown; history: readonly unknown[] }[];
  documents: { id: string; kind: string; version: number; size: number; sha256: string; at: string }[];
  runs: { runId: string; sha256: string; history: string }[];
  /** SHA-256 of the canonical JSON of everything above. */
  checksum: string;
  /** Made with the installation's key, the same that signs its ballot logs and protocols (Ed25519, hex). */
  signature: { publicKey: string; signature: string };
}
type Content = Omit<Pack, 'checksum' | 'signature'>;

/** The text that is signed; the checksum stands for all the other content. */
export const manifestOf = (checksum: string): string => `${FORMAT}\nchecksum ${checksum}\n`;

/** Computed from the content only, without the checksum and the signature themselves. */
export const checksumOf = (pack: Content & Partial<Pick<Pack, 'checksum' | 'signature'>>): string =>
  createHash('sha256')
    .update(canonical(JSON.parse(JSON.stringify({ ...pack, checksum: undefined, signature: undefined })) as Plain))
    .digest('hex');

/** The edition in force on the case's law date; null when the norm came into force later. */
function inForceOn(id: string, on: string): unknown {
  try {
    return norm(id, on);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

export async function makePack(call: Pick<Call, 'db' | 'now'>, id: string): Promise<Pack> {
  const { db, now } = call;
  const kept = await loadKept(db, id, now);
  if (!kept) throw notFound();
  const documents = await documentsOf(db, id);
  const runs = await runsOf(db, id);
  const { area, lawDate } = kept.case;
  const used = [...new Set(kept.deadlines.map((row) => row.norm).filter(Boolean))];
  const pack: Content = {
    format: FORMAT,
    madeAt: now.toISOString(),
    ...kept,
    workflowId: caseWorkflowId(area, id),
    norms: used.map((norm) => ({ id: norm, inForce: inForceOn(norm, lawDate), history: normHistory(norm) })),
    documents: documents.map(({ id: document, kind, version, size, sha256, at }) => ({
      id: document,
      kind,
      version,
      size,
      sha256,
      at: at.toISOString(),
    })),
    runs: runs.map(({ runId, sha256, json }) => ({ runId, sha256, history: json })),
  };
  const checksum = checksumOf(pack);
  const { publicKey, privateKey } = await signingKey(db);
  return { ...pack, checksum, signature: { publicKey, signature: signText(manifestOf(checksum), privateKey) } };
}
