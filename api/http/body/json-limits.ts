import { Refusal } from '../../../law/base/refusal';
import type { Limits } from '../limits';

const QUOTE = 0x22;
const ESCAPE = 0x5c;
const COMMA = 0x2c;
const OPENS: readonly number[] = [0x7b, 0x5b];
const CLOSES: readonly number[] = [0x7d, 0x5d];

/** Counts depth and values in the raw text, so that JSON that is too large is never parsed into objects. */
export function limitJson(bytes: Uint8Array, { depth, nodes }: Pick<Limits, 'depth' | 'nodes'>): void {
  let [deep, count, quoted] = [0, 1, false];
  for (let at = 0; at < bytes.length; at += 1) {
    const sign = bytes[at] ?? 0;
    if (quoted) {
      if (sign === ESCAPE) at += 1;
      else if (sign === QUOTE) quoted = false;
    } else if (sign === QUOTE) quoted = true;
    else if (OPENS.includes(sign)) {
      deep += 1;
      count += 1;
    } else if (CLOSES.includes(sign)) deep -= 1;
    else if (sign === COMMA) count += 1;
    if (deep > depth) throw tooMuch(`В JSON больше ${depth} уровней вложенности. Упростите его.`);
    if (count > nodes) throw tooMuch(`В JSON больше ${nodes} значений. Разделите отправку.`);
  }
}

const tooMuch = (say: string): Refusal => new Refusal('body-too-large', say, 413);
