import { z } from 'zod';
import { canonical, type Plain } from '../../../law/base/canonical';
import { meetingForms } from '../../../law/meeting/forms';
import type { DumpCount, DumpEntry, Head } from './dump';
import type { SignedText } from '../../case/signature';
import type { LogRegister, Terms } from './register';
import { Broken } from './broken';

/** A parsed dump; nothing of it is verified yet. */
export interface Dump {
  readonly head: Head;
  readonly terms: Terms;
  readonly register: LogRegister | null;
  readonly entries: readonly DumpEntry[];
  readonly checkpoints: readonly SignedText[];
  readonly count: DumpCount | null;
}

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const size = z.int().min(0);
const area = z.string().regex(/^\d{1,30}([./]\d{1,30})?$/);
const marks = z.record(uuid, z.array(z.string()));
const verdicts = [
  'counted',
  'foreign',
  'early',
  'late',
  'undated',
  'not-owner',
  'no-particulars',
  'power-refused',
  'no-power',
  'duplicate',
] as const;
const rules = [
  'MAJ_PART',
  'ABS_MAJ',
  'TWO_THIRDS_ALL',
  'SPEC_1_2',
  'SPEC_4_6',
  'TSN_CREATE',
  'UNANIMOUS_ALL',
  'NO_OSS',
] as const;

const head = z.strictObject({
  log: z.literal('domovoy-ballots/1'),
  kind: z.enum(['full', 'public']),
  meeting: uuid,
  key: hash,
});

const terms = z.strictObject({
  form: z.enum(meetingForms),
  zone: z.string(),
  on: day,
  rule: z.literal('stages').optional(),
  opensAt: instant,
  closesAt: instant,
  paperUntil: instant.nullable(),
  total: area,
  entrances: size.nullable(),
  questions: z.array(
    z.strictObject({
      id: uuid,
      number: size,
      kind: z.string(),
      rule: z.enum(rules),
      text: hash,
      entrance: size.optional(),
      entranceTotal: area.optional(),
    }),
  ),
  rights: z.array(z.strictObject({ id: uuid, entrance: size.nullable(), votes: area })),
});

const register = z.strictObject({
  holders: z.array(z.strictObject({ right: uuid, holder: uuid, from: day, to: day.nullable() })),
  proxies: z.array(
    z.strictObject({
      id: uuid,
      principal: uuid,
      agent: uuid,
      valid: z.boolean().nullable(),
      from: day.optional(),
      until: day.optional(),
      refused: instant.optional(),
    }),
  ),
});

const record = z.strictObject({
  v: z.literal(1),
  meeting: uuid,
  seq: size,
  id: uuid,
  right: uuid,
  holder: uuid,
  channel: z.enum(['online', 'paper', 'hand']),
  answers: marks,
  weight: area,
  receivedAt: instant,
  loggedAt: instant,
  decidedOn: day.nullable(),
  particulars: z.array(z.enum(['voter', 'title', 'snils', 'signature'])),
  proxy: uuid.nullable(),
  enteredBy: uuid.nullable(),
  scan: hash.nullable(),
  comment: hash.nullable(),
  law: day,
});

const entry = z.strictObject({ seq: size, leaf: hash, hash, nonce: hash.optional(), record: record.optional() });
const checkpoint = z.strictObject({ text: z.string(), signature: z.string().regex(/^[0-9a-f]{128}$/) });

const count = z.strictObject({
  total: area,
  participating: area,
  online: area,
  paper: area,
  hand: area,
  needed: area,
  quorum: z.boolean(),
  questions: z.array(
    z.strictObject({
      question: uuid,
      for: area,
      against: area,
      abstained: area,
      invalid: area,
      absent: area,
      passed: z.boolean(),
      missing: area,
      rule: z.enum(rules),
      entrance: z.strictObject({ number: size, participating: area, for: area }).optional(),
    }),
  ),
  outcomes: z.array(z.strictObject({ ballot: uuid, verdict: z.enum(verdicts), conflict: z.boolean() })).optional(),
});

const line = z.union([
  z.strictObject({ head }),
  z.strictObject({ terms }),
  z.strictObject({ register }),
  z.strictObject({ entry }),
  z.strictObject({ checkpoint }),
  z.strictObject({ count }),
]);
type Read = z.output<typeof line>;

const ORDER = /^head,terms(,register)?(,entry)*(,checkpoint)+(,count)?$/;

/** Reads a dump line by line, in its only order and spelling; throws Broken at the first line that differs. */
export function parseDump(text: string): Dump {
  if (!text.endsWith('\n')) throw new Broken('Файл обрывается: последняя строка не закончена.');
  const lines = text.slice(0, -1).split('\n').map(parseLine);
  const names = lines.map((one) => Object.keys(one)[0] ?? '');
  if (!inOrder(names)) throw new Broken('Части файла стоят не в своём порядке или каких-то нет.');
  const all = <Name extends string>(name: Name): Extract<Read, Record<Name, unknown>>[] =>
    lines.filter((one): one is Extract<Read, Record<Name, unknown>> => name in one);
  const [first, second] = [all('head')[0], all('terms')[0]];
  if (!first || !second) throw new Broken('В файле нет начала.');
  const full = first.head.kind === 'full';
  const entries = all('entry').map((one) => one.entry as DumpEntry);
  if (entries.some(({ nonce, record: opened }) => (nonce !== undefined) !== full || (opened !== undefined) !== full)) {
    throw new Broken('Открытия решений не отвечают виду файла.');
  }
  if ((all('register').length === 1) !== full) throw new Broken('Реестр не отвечает виду файла.');
  return {
    head: first.head,
    terms: second.terms,
    register: all('register')[0]?.register ?? null,
    entries,
    checkpoints: all('checkpoint').map((one) => one.checkpoint),
    count: (all('count')[0]?.count as DumpCount | undefined) ?? null,
  };
}

// Runs of the same name are shortened to two: for the pattern, two repeats mean the same as ten thousand.
function inOrder(names: readonly string[]): boolean {
  return ORDER.test(names.filter((name, at) => name !== names[at - 1] || name !== names[at - 2]).join());
}

function parseLine(raw: string, at: number): Read {
  const where = `Строка ${at + 1}`;
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    throw new Broken(`${where} не читается.`);
  }
  if (canonical(value as Plain) !== raw) throw new Broken(`${where} записана не так, как её пишет система.`);
  const found = line.safeParse(value);
  if (!found.success) throw new Broken(`${where} не того вида.`);
  return found.data;
}
