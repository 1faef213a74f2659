import { faultKind, faultKinds, isPressing, recogniseFaults, type FaultKind } from '../../law/dispatch/kinds';
import { limitOf, phonesFor, promisesOf, termsIf } from './told-words';

/** The digits 1…9. */
export const KEYS = 9;

/** Where nobody has called yet: what dispatchers are called about most. */
const FIRST = ['S02.cold-water', 'S04', 'S01', 'Q.heating', 'E03', 'L01', 'L02', 'G01', 'S05'] as const;

/** All kinds once: what the words say first, then what this desk is asked about most, then the rest. */
export function orderedKinds(words: string, usual: readonly string[]): FaultKind[] {
  const recognised = words ? recogniseFaults(words) : [];
  const first = [...recognised, ...[...usual, ...FIRST].map((code) => faultKind(code)), ...faultKinds];
  return [...new Set(first)];
}

export interface PickerAsked {
  words: string;
  usual: readonly string[];
  kind: string | undefined;
  asked: readonly string[];
  zone: string;
  now: Date;
}

/** The list of kinds with what opens under the chosen one, and what to tell the resident of each. */
export const pickerView = ({ words, usual, kind: chosen, asked, zone, now }: PickerAsked) =>
  orderedKinds(words, usual).map((kind, index) => {
    const terms = termsIf({ kind: kind.code, zone, now });
    return {
      code: kind.code,
      id: `kind-${index + 1}`,
      title: kind.title,
      limit: limitOf(terms),
      key: index < KEYS ? `Digit${index + 1}` : undefined,
      letter: index < KEYS ? String(index + 1) : undefined,
      more: index >= KEYS,
      chosen: kind.code === chosen,
      asks: kind.asks.map((title, place) => {
        const value = `${kind.code}-${place}`;
        return { title, value, ticked: asked.includes(value) };
      }),
      advice: kind.advice,
      pressing: isPressing(kind),
      phones: phonesFor(kind),
      promises: promisesOf(terms, zone, now),
    };
  });
