import type { SignedText } from '../../case/signature';
import { LOG, sha256 } from './log';

/** A signed statement of the log of one meeting at one instant. */
export interface Checkpoint {
  readonly meeting: string;
  readonly size: number;
  readonly root: string;
  /** Digest of what the notice froze: window, agenda, rights. */
  readonly terms: string;
  /** Digest of what may still change: holders and powers of attorney. */
  readonly register: string;
  /** Digest of the previous checkpoint; of nothing for the first. */
  readonly previous: string;
  readonly at: string;
  readonly state: 'open' | 'sealed';
}

const names = ['meeting', 'size', 'root', 'terms', 'register', 'previous', 'at', 'state'] as const;
export const NO_PREVIOUS = sha256();

export const digestOfText = (text: string): string => sha256(text);

/** The text that is signed, line by line; short enough to be mailed, printed and compared by eye. */
export function checkpointText(checkpoint: Checkpoint): string {
  return [LOG, ...names.map((name) => `${name} ${checkpoint[name]}`), ''].join('\n');
}

const SHAPE = new RegExp(
  `^${LOG}\\nmeeting ([0-9a-f-]{36})\\nsize (0|[1-9]\\d{0,8})\\nroot ([0-9a-f]{64})\\nterms ([0-9a-f]{64})\\n` +
    'register ([0-9a-f]{64})\\nprevious ([0-9a-f]{64})\\n' +
    'at (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)\\nstate (open|sealed)\\n$',
);

/** Null unless the text is exactly a checkpoint. */
export function readCheckpoint(text: string): Checkpoint | null {
  const found = SHAPE.exec(text);
  if (!found) return null;
  const [, meeting = '', size = '', root = '', terms = '', register = '', previous = '', at = '', state] = found;
  return {
    meeting,
    size: Number(size),
    root,
    terms,
    register,
    previous,
    at,
    state: state === 'sealed' ? 'sealed' : 'open',
  };
}

/** A checkpoint as it is mailed and kept: the text, then signature and key. */
export const noteOf = ({ text, signature }: SignedText, publicKey: string): string =>
  `${text}signature ${signature}\nkey ${publicKey}\n`;

export function readNote(note: string): (SignedText & { publicKey: string }) | null {
  const found = /^([\s\S]*\n)signature ([0-9a-f]{128})\nkey ([0-9a-f]{64})\n?$/.exec(note.replaceAll('\r\n', '\n'));
  return found?.[1] && found[2] && found[3] ? { text: found[1], signature: found[2], publicKey: found[3] } : null;
}
