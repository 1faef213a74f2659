import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import { Refusal } from '../../law/base/refusal';
import { sumOfLine, type PricedLine } from '../../law/request/paid';
import { query, queryOne } from '../sql/query';

export const goods = ['part', 'work'] as const;
/** A part of the store, or a paid work of the price list. */
export type Good = (typeof goods)[number];
export const moves = ['bought', 'returned', 'written-off'] as const;
export type Move = (typeof moves)[number];

export interface Part {
  id: string;
  kind: Good;
  name: string;
  unit: string;
  /** Kopecks for one, on the day asked. */
  price: number | null;
  /** Since when this price holds. */
  since: Day | null;
  /** What came in less what was used: an exact decimal; null for works. */
  stock: string | null;
}

const priced = (where: string): string => `
  select p.id, p.kind, p.name, p.unit, r.kopecks::float8 as price, r.from_day as since,
    case when p.kind = 'part' then trim_scale(
      coalesce((select sum(m.count) from part_move m where m.part_id = p.id), 0)
      - coalesce((select sum(u.count) from request_part u where u.part_id = p.id), 0))::text end as stock
  from part p left join lateral (select kopecks, from_day from part_price o
    where o.part_id = p.id and o.from_day <= :day order by o.from_day desc limit 1) r on true
  where p.closed_at is null and ${where}`;

export const partsOf = (db: Knex, organisationId: string, day: Day): Promise<Part[]> =>
  query<Part>(db, `${priced('p.organisation_id = :organisationId')} order by p.kind, p.name`, { organisationId, day });

/** Something of the organisation's own list that has a price on this day. */
export async function mustHavePriced(
  db: Knex,
  { organisationId, id, day }: { organisationId: string | null; id: unknown; day: Day },
): Promise<Part & { price: number }> {
  const found = await queryOne<Part>(db, priced('p.organisation_id = :organisationId and p.id::text = :id'), {
    ...{ organisationId, id: String(id), day },
  });
  if (!found) {
    const say = 'Такой позиции нет в вашем перечне. Выберите из списка.';
    throw new Refusal('part-unknown', say, 422, { part: say });
  }
  if (found.price === null) {
    const say = `Цены на «${found.name}» на этот день нет. Запишите её в перечне.`;
    throw new Refusal('part-no-price', say, 422, { part: say });
  }
  return { ...found, price: found.price };
}

export async function addPart(
  trx: Knex,
  part: { id: string; organisationId: string; kind: Good; name: string; unit: string; by: string; at: Date },
): Promise<void> {
  const { id, organisationId, kind, name, unit, by, at } = part;
  const written = await trx('part')
    .insert({ id, organisation_id: organisationId, kind, name, unit, made_by: by, made_at: at })
    .onConflict(['organisation_id', 'name'])
    .ignore()
    .returning('id');
  if (written.length > 0) return;
  const say = 'Такое название уже есть. Измените его цену или назовите иначе.';
  throw new Refusal('part-known', say, 409, { name: say });
}

export async function setPrice(
  trx: Knex,
  price: { partId: string; day: Day; kopecks: number; by: string; at: Date },
): Promise<void> {
  const written = await trx('part_price')
    .insert({
      part_id: price.partId,
      from_day: price.day,
      kopecks: price.kopecks,
      made_by: price.by,
      made_at: price.at,
    })
    .onConflict(['part_id', 'from_day'])
    .ignore()
    .returning('part_id');
  if (written.length > 0) return;
  const say = 'На этот день цена уже записана: назначьте новую со следующего дня.';
  throw new Refusal('price-known', say, 409, { day: say });
}

export async function movePart(
  trx: Knex,
  move: { id: string; partId: string; count: string; why: Move; by: string; at: Date },
): Promise<void> {
  const count = move.why === 'written-off' ? `-${move.count}` : move.count;
  await trx('part_move').insert({
    id: move.id,
    part_id: move.partId,
    count,
    why: move.why,
    made_by: move.by,
    at: move.at,
  });
}

/** Whose the part is; null: there is none. */
export const ownerOfPart = async (db: Knex, id: string): Promise<{ organisationId: string; kind: Good } | null> =>
  (await db('part').where({ id }).whereNull('closed_at').first('organisation_id as organisationId', 'kind')) ?? null;

export async function usePart(
  trx: Knex,
  use: { id: string; caseId: string; partId: string; count: string; price: number; at: Date },
): Promise<void> {
  const { id, caseId, partId, count, price, at } = use;
  await trx('request_part').insert({ id, case_id: caseId, part_id: partId, count, price, at });
}

/** What a request used, each with the price of its instant. */
export async function usedParts(db: Knex, caseId: string): Promise<PricedLine[]> {
  const rows = await query<Omit<PricedLine, 'sum'>>(
    db,
    `select u.part_id as part, p.name, p.unit, trim_scale(u.count)::text as count, u.price::float8 as price
     from request_part u join part p on p.id = u.part_id where u.case_id = :caseId order by u.at, u.id`,
    { caseId },
  );
  return rows.map((row) => ({ ...row, sum: sumOfLine(row.count, row.price) }));
}
