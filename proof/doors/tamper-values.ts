import type { Knex } from 'knex';

export interface Column {
  name: string;
  type: string;
}

/** Every existing table, so that new ones are tested as well. */
export async function tablesOf(db: Knex): Promise<string[]> {
  return db('information_schema.tables')
    .where({ table_schema: 'public', table_type: 'BASE TABLE' })
    .orderBy('table_name')
    .pluck('table_name');
}

export async function columnsOf(db: Knex, table: string): Promise<Column[]> {
  return db('information_schema.columns')
    .where({ table_schema: 'public', table_name: table })
    .orderBy('ordinal_position')
    .select<Column[]>({ name: 'column_name', type: 'udt_name' });
}

/** SQL of values to forge, the likeliest first: tried until the table accepts one. */
export async function forgeries(db: Knex, table: string, { name, type }: Column, old: unknown): Promise<string[]> {
  const self = `"${name}"`;
  const own = old === null ? byType[type]?.fresh : byType[type]?.changed.map((sql) => sql.replaceAll('$', self));
  const { rows } = await db.raw<{ rows: { v: string }[] }>(
    'select distinct ??::text as v from ?? where ?? is not null limit 4',
    [name, table, name],
  );
  const others = rows.map(({ v }) => v);
  const literals = others.map((value) => `'${value.replaceAll("'", "''")}'::${castOf(type)}`);
  return [...(own ?? []), ...literals, ...(enums[`${table}.${name}`] ?? []).map((word) => `'${word}'`), 'null'];
}

const castOf = (type: string): string => (type.startsWith('_') ? `${type.slice(1)}[]` : type);

const byType: Readonly<Record<string, { fresh: readonly string[]; changed: readonly string[] }>> = {
  uuid: { fresh: ['gen_random_uuid()'], changed: ['gen_random_uuid()'] },
  text: { fresh: [`'forged'`], changed: [`$ || '~'`] },
  bool: { fresh: ['true', 'false'], changed: ['not $'] },
  int4: { fresh: ['1'], changed: ['$ + 1', '$ - 1'] },
  int8: { fresh: ['1'], changed: ['$ + 1', '$ - 1'] },
  numeric: { fresh: ['1'], changed: ['$ + 1', '$ - 1'] },
  date: { fresh: [`date '2026-01-01'`], changed: ['$ - 3', '$ + 3'] },
  timestamptz: { fresh: [`timestamptz '2026-01-01'`], changed: [`$ - interval '3 days'`, `$ + interval '3 days'`] },
  jsonb: { fresh: [`'{"forged": true}'`], changed: [`'{"forged": true}'::jsonb`, `'[]'::jsonb`] },
  bytea: { fresh: [`'\\x00'`], changed: [`'\\x00'::bytea || $`] },
  _text: { fresh: [`'{forged}'`], changed: [`'{}'::text[]`, `$ || 'forged'::text`] },
  _uuid: { fresh: ['array[gen_random_uuid()]'], changed: [`'{}'::uuid[]`, '$ || gen_random_uuid()'] },
};

/** Values a check constraint allows, for columns where the world has only one of them. */
const enums: Readonly<Record<string, readonly string[]>> = {
  'appeal.channel': ['phone'],
  'appeal.applicant_kind': ['user', 'owner'],
  'appeal.origin': ['split'],
  'appeal.answer_kind': ['refused'],
  'appeal_text.kind': ['note', 'reason'],
  'request.source': ['cabinet'],
  'request.pause_ground': ['access'],
  'request_text.kind': ['note', 'proof'],
  'request_offer.answer': ['silent'],
  'delivery.channel': ['paper'],
  'meeting.form': ['in-person'],
  'meeting.initiator_kind': ['manager'],
  'meeting_ballot.channel': ['hand', 'paper'],
  'meeting_ballot_entry.channel': ['paper'],
  'meeting_finding.verdict': ['unseen'],
  'meeting_holder.kind': ['shared'],
  'meeting_notice.way': ['posting'],
  'meeting_notice.returned_why': ['refused'],
  'meeting_protocol_signature.part': ['founder'],
  'meeting_right.kind': ['shared'],
  'meeting_text.kind': ['note', 'reason'],
};
