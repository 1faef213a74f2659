/**
 * Matters for the members of an association, not for a meeting of owners (ЖК РФ ст. 144–147; for a ЖСК ст. 115–121).
 */
export interface MembersMatter {
  readonly subject: string;
}

const association = String.raw`(товариществ\p{L}*|тсж|тсн|(?:жилищн\p{L}*[ -]+)?кооператив\p{L}*|жск)`;
const choose = String.raw`(избра\p{L}*|выбра\p{L}*|выбор\p{L}*|переизбра\p{L}*)`;

/** Both words in the same sentence, in either order. */
const both = (left: string, right: string): RegExp =>
  new RegExp(`(?<!\\p{L})(?:${left}[^.;]*?(?<!\\p{L})${right}|${right}[^.;]*?(?<!\\p{L})${left})`, 'iu');

const MATTERS: readonly (readonly [RegExp, MembersMatter])[] = [
  [both(String.raw`член\p{L}*`, association), { subject: 'члены товарищества или кооператива' }],
  [both(choose, String.raw`правлени[еяю](?!\p{L})`), { subject: 'избрание правления' }],
  [both(choose, String.raw`председател\p{L}* правления`), { subject: 'избрание председателя правления' }],
  [both(String.raw`ревизи\p{L}+|ревизор\p{L}*`, `(?:${association}|${choose})`), { subject: 'ревизионная комиссия' }],
  [both(String.raw`смет\p{L}*`, association), { subject: 'смета товарищества' }],
  [both(String.raw`взнос\p{L}*`, `(?:${association}|член\\p{L}*)`), { subject: 'взносы членов' }],
  [both(String.raw`измен\p{L}*|нов\p{L}* редакц\p{L}*`, String.raw`устав\p{L}*`), { subject: 'изменение устава' }],
];

/**
 * Null when nothing in the text needs a meeting of members. The first charter is a matter for owners (ст. 135, 136).
 */
export function membersMatter(wording: string): MembersMatter | null {
  return MATTERS.find(([words]) => words.test(wording))?.[1] ?? null;
}
