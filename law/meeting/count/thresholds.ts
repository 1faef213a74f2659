import { type Fraction, compare, divide, fraction, multiply, parseFraction, subtract, ZERO } from '../../base/fraction';
import { norm } from '../../base/norm';

export type RuleCode =
  'MAJ_PART' | 'ABS_MAJ' | 'TWO_THIRDS_ALL' | 'SPEC_1_2' | 'SPEC_4_6' | 'TSN_CREATE' | 'UNANIMOUS_ALL' | 'NO_OSS';

/** How many votes a decision needs: a part of a base. The part and its operator are in the norm's row. */
export interface Threshold {
  readonly code: RuleCode;
  readonly title: string;
  readonly norm: string;
  /** participating: everyone who took part in the meeting, not only those who answered this question. */
  readonly base: 'participating' | 'total';
  /** False where the content of the rule is unconfirmed: a person decides. */
  readonly certain: boolean;
  /** ЖК ст. 46 ч. 1.2: where there are several entrances, the entrance also votes separately. */
  readonly byEntrance?: boolean;
}

/** The exception list of ЖК ст. 46 ч. 1 is closed: a kind that is not on it obeys MAJ_PART. */
export const thresholds: Readonly<Record<RuleCode, Threshold>> = {
  MAJ_PART: {
    code: 'MAJ_PART',
    title: 'больше половины голосов участников',
    norm: 'MAJ_PART',
    base: 'participating',
    certain: true,
  },
  ABS_MAJ: {
    code: 'ABS_MAJ',
    title: 'больше половины всех голосов дома',
    norm: 'ABS_MAJ',
    base: 'total',
    certain: true,
  },
  TWO_THIRDS_ALL: {
    code: 'TWO_THIRDS_ALL',
    title: 'не меньше двух третей всех голосов дома',
    norm: 'TWO_THIRDS_ALL',
    base: 'total',
    certain: true,
  },
  SPEC_1_2: {
    code: 'SPEC_1_2',
    title: 'больше половины голосов участников в доме и в подъезде',
    norm: 'MAJ_PART',
    base: 'participating',
    certain: true,
    byEntrance: true,
  },
  SPEC_4_6: {
    code: 'SPEC_4_6',
    title: 'особый порог пункта 4.6, осторожно — две трети всех голосов дома',
    norm: 'TWO_THIRDS_ALL',
    base: 'total',
    certain: false,
  },
  TSN_CREATE: {
    code: 'TSN_CREATE',
    title: 'больше половины всех голосов дома',
    norm: 'TSN_CREATE',
    base: 'total',
    certain: true,
  },
  UNANIMOUS_ALL: {
    code: 'UNANIMOUS_ALL',
    title: 'все голоса дома',
    norm: 'UNANIMOUS_ALL',
    base: 'total',
    certain: true,
  },
  NO_OSS: {
    code: 'NO_OSS',
    title: 'решение собрания не требуется',
    norm: 'MAJ_PART',
    base: 'participating',
    certain: false,
  },
};

export interface Bar {
  readonly met: boolean;
  /** The limit: to be exceeded when the operator is «>», otherwise to be reached. */
  readonly needed: Fraction;
  /** How much is still missing to the limit; zero exactly at the limit, even where it must be exceeded. */
  readonly missing: Fraction;
  readonly passOver: boolean;
}

const HUNDRED = fraction(100n, 1n);

/** Is the value more than (or at least) the norm's part of the base? Exact, never through a rounded percentage. */
export function bar(normId: string, on: string, value: Fraction, base: Fraction): Bar {
  const row = norm(normId, on);
  const part = parseFraction(String(row.value));
  const needed = multiply(row.unit === '%' ? divide(part, HUNDRED) : part, base);
  const side = compare(value, needed);
  const passOver = row.operator === '>';
  const missing = side < 0 ? subtract(needed, value) : ZERO;
  return { met: passOver ? side > 0 : side >= 0, needed, missing, passOver };
}

export interface VoteCount {
  readonly total: Fraction;
  readonly participating: Fraction;
  readonly votesFor: Fraction;
}

/** The threshold of a question for the whole house; the quorum is a separate condition (quorum.ts). */
export function passes(rule: RuleCode, on: string, count: VoteCount): Bar {
  const { norm: id, base } = thresholds[rule];
  return bar(id, on, count.votesFor, count[base]);
}
