import { createHash } from 'node:crypto';

export interface SmsPart {
  message: string;
  /** User data header that joins the parts on the phone (3GPP TS 23.040, 9.2.3.24.1); a single part has none. */
  udh?: Buffer;
}

/** A message holds 140 octets, UCS-2 takes two for a letter, the header takes six (3GPP TS 23.040). */
const ALONE = 70;
const JOINED = 67;
const PARTS_MOST = 3;

/** Splits a Russian text into as few SMS parts as possible. A repeated sending has the same reference. */
export function smsPartsOf(text: string, id: string): SmsPart[] {
  if (text.length <= ALONE) return [{ message: text }];
  const pieces = piecesOf(text);
  if (pieces.length > PARTS_MOST) throw new Error(`A short message of ${pieces.length} parts is a letter`);
  const reference = createHash('sha256').update(id).digest()[0] ?? 0;
  return pieces.map((message, index) => ({
    message,
    udh: Buffer.from([5, 0, 3, reference, pieces.length, index + 1]),
  }));
}

/** Never splits between the two halves of one character. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length;) {
    const cut = start + JOINED;
    const halved = cut < text.length && /[\ud800-\udbff]/.test(text[cut - 1] ?? '');
    const end = halved ? cut - 1 : cut;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}
