import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import type { Trade } from '../../law/dispatch/trades';
import { query, queryOne } from '../sql/query';

export interface Contract {
  id: string;
  organisationId: string;
  contractorId: string;
  contractor: string;
  trades: Trade[];
  phone: string;
  fromDay: Day;
  toDay: Day | null;
  /** None: all the houses of the organisation. */
  houses: { id: string; address: string }[];
}

const sql = `
  select c.id, c.organisation_id as "organisationId", c.contractor_id as "contractorId", o.short_name as contractor,
    c.trades, c.phone, c.from_day as "fromDay", c.to_day as "toDay",
    coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'address', b.address) order by b.address)
      from contract_house h join building b on b.id = h.building_id where h.contract_id = c.id), '[]') as houses
  from contract c join organisation o on o.id = c.contractor_id`;

/** Contracts of an organisation, those that stand longest first. */
export async function contractsOf(db: Knex, organisationId: string): Promise<Contract[]> {
  return query<Contract>(
    db,
    `${sql} where c.organisation_id = :organisationId order by coalesce(c.to_day, 'infinity') desc, contractor, c.id`,
    { organisationId },
  );
}

export async function contractById(db: Knex, id: string): Promise<Contract | null> {
  return queryOne<Contract>(db, `${sql} where c.id = :id`, { id });
}

export interface NewContract extends Omit<Contract, 'contractor' | 'houses'> {
  houses: readonly string[];
  madeBy: string;
}

export async function addContract(db: Knex, contract: NewContract): Promise<void> {
  const { id, organisationId, contractorId, trades, phone, fromDay, toDay, houses, madeBy } = contract;
  await db('contract').insert({
    id,
    organisation_id: organisationId,
    contractor_id: contractorId,
    trades,
    phone,
    from_day: fromDay,
    to_day: toDay,
    made_by: madeBy,
  });
  if (houses.length) await db('contract_house').insert(houses.map((one) => ({ contract_id: id, building_id: one })));
}

export async function changeContract(
  db: Knex,
  { id, phone, toDay }: Pick<Contract, 'id' | 'phone' | 'toDay'>,
): Promise<void> {
  await db('contract').where({ id }).update({ phone, to_day: toDay });
}

/** Contractors of the region, for choosing. */
export async function contractors(db: Knex, organisationId: string): Promise<{ id: string; name: string }[]> {
  return query(
    db,
    `select o.id, o.short_name as name from organisation o
    where o.kind = 'contractor' and o.region = (select region from organisation where id = :organisationId)
    order by o.short_name, o.id`,
    { organisationId },
  );
}
