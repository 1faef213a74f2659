import { Refusal } from '../base/refusal';
import { houseKinds } from './kinds/house';
import type { FaultKind } from './kinds/kind';
import { liftGasKinds, otherKinds } from './kinds/lift-gas';
import { pipeKinds } from './kinds/pipes';
import { powerKinds } from './kinds/power';
import { qualityKinds } from './kinds/quality';
import { clausesOf, score } from './stems';

export type { FaultGroup, FaultKind, Notified } from './kinds/kind';
export { faultGroupNames } from './kinds/kind';

/** Everything a dispatcher may be told of, most dangerous first within what people call about most. */
export const faultKinds: readonly FaultKind[] = [
  ...pipeKinds,
  ...powerKinds,
  ...liftGasKinds,
  ...qualityKinds,
  ...houseKinds,
  ...otherKinds,
];
export const faultCodes = faultKinds.map(({ code }) => code) as [string, ...string[]];

const byCode = new Map(faultKinds.map((kind) => [kind.code.toLowerCase(), kind]));

export function faultKind(code: string): FaultKind {
  const found = byCode.get(code.trim().toLowerCase());
  if (found) return found;
  const say = `Неисправности «${code}» нет. ${nearCodes(code)}`;
  throw new Refusal('fault-unknown', say, 422, { kind: say });
}

/** «Похожие: S02.heating — …»: by the beginning of the code, or by the words. */
function nearCodes(code: string): string {
  const start = code.trim().toLowerCase().slice(0, 1);
  const alike = faultKinds.filter((kind) => kind.code.toLowerCase().startsWith(code.trim().toLowerCase().slice(0, 3)));
  const told = recogniseFaults(code);
  const same = faultKinds.filter((kind) => kind.code.toLowerCase().startsWith(start));
  const near = [alike, told, same].find((list) => list.length > 0 && start !== '') ?? [];
  if (near.length === 0) return 'Выберите код из списка: law faults.';
  return `Похожие: ${near
    .slice(0, 5)
    .map((kind) => `${kind.code} (${kind.title})`)
    .join(', ')}.`;
}

/** Whoever reports it should speak with a person now. */
export const isPressing = ({ emergency, immediate, handOff }: FaultKind): boolean =>
  emergency || immediate || handOff !== null;

/** The kinds a resident's words may mean: pressing ones first, the likeliest first among them. */
export function recogniseFaults(text: string): FaultKind[] {
  const clauses = clausesOf(text);
  return faultKinds
    .map((kind) => ({ kind, points: score(clauses, kind.words) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => Number(isPressing(b.kind)) - Number(isPressing(a.kind)) || b.points - a.points)
    .map(({ kind }) => kind);
}

/** Words that cry for help without a fault in them. */
const CRIES = ['авари', 'помогите', 'спасите', 'взрыв', 'тонем'];

/** Words that tell of danger: the phone number is shown before anything else. */
export function isUrgent(text: string): boolean {
  return score(clausesOf(text), CRIES) > 0 || recogniseFaults(text).some(isPressing);
}
