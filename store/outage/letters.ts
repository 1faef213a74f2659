import type { Knex } from 'knex';
import { localOf } from '../../law/base/zone';
import type { StepCall } from '../../workflows/case/contract';
import type { Facts } from '../case/chain';
import type { CaseFile, Letter } from '../case/types';
import { heldOn, query } from '../sql/query';

/** To the dispatchers and heads of the author; an author without them gets it at its general address. */
export async function toAuthor(
  trx: Knex,
  file: CaseFile,
  call: StepCall,
  at: Date,
  {
    letter,
    facts = {},
    urgent = true,
    atNight,
  }: { letter: string; facts?: Facts; urgent?: boolean; atNight?: boolean },
): Promise<Letter[]> {
  const organisationId = file.organisation_id ?? '';
  const people = await query<{ id: string }>(
    trx,
    `select distinct s.person_id as id from staff s
     where s.organisation_id = :organisationId and s.role in ('dispatcher', 'head') and ${heldOn('s')} order by 1`,
    { organisationId, day: localOf(at, file.zone).day },
  );
  const to = people.length > 0 ? people.map(({ id }) => ({ personId: id })) : [{ organisationId }];
  return to.map((who) => ({
    ...who,
    ...{ letter, facts, urgent, atNight },
    key: `${file.id}:${call.key}:${letter}:${'personId' in who ? who.personId : who.organisationId}`,
  }));
}
