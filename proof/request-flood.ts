import type { Knex } from 'knex';

export interface Flood {
  count: number;
  organisationId: string;
  buildingId: string;
  /** Who has been given every second one. */
  masterId: string;
  byId: string;
  now: Date;
}

const MINUTE_STEPS = 2_880;

/** So many open requests of one desk, written straight into the tables: for plans of queries and for load. */
export async function floodDesk(owner: Knex, flood: Flood): Promise<void> {
  const { count, organisationId, buildingId, masterId, byId, now } = flood;
  const of = { count, organisationId, buildingId, masterId, byId, now, steps: MINUTE_STEPS };
  const id = (what: string) => `md5(:organisationId || '${what}' || n)::uuid`;
  const series = 'from generate_series(1, :count) n';
  const statements = [
    `insert into case_file (id, area, number, building_id, organisation_id, region, zone, phase, opened_at, law_date, seq,
         due_at, due_name)
       select ${id('case')}, 'request', 'ЗВ-П-' || left(:organisationId, 4) || '-' || n, :buildingId, :organisationId,
         '77', 'Europe/Moscow', case when n % 2 = 0 then 'assigned' else 'registered' end,
         :now::timestamptz - make_interval(mins => n % 600), :now::date, 1,
         :now::timestamptz + make_interval(mins => n % :steps - 30), 'fix' ${series}`,
    `insert into request_text (id, case_id, kind, body, at)
       select ${id('text')}, ${id('case')}, 'request', 'Течёт кран на кухне.', :now ${series}`,
    `insert into request (case_id, source, kind, emergency, common, text_id, summary, registered_at, clock_from, master_id)
       select ${id('case')}, 'phone', 'S01', n % 50 = 0, false, ${id('text')}, 'Течёт кран на кухне ' || n, :now, :now,
         case when n % 2 = 0 then :masterId::uuid end ${series}`,
    `insert into case_event (case_id, seq, at, kind, facts, prev, hash)
       select ${id('case')}, 1, :now, 'registered', '{}', '', n::text ${series}`,
    `insert into case_deadline (id, case_id, name, norm_id, title, citation, confidence, event_at, due_at, provisional,
         derivation, duty, alarms, set_at)
       select ${id('due')}, ${id('case')}, 'fix', 'S01', 'Устранить', '-', 'P',
         :now::timestamptz - make_interval(mins => n % 600),
         :now::timestamptz + make_interval(mins => n % :steps - 30), false, '[]', true, '[]', :now ${series}`,
    `insert into request_offer (case_id, place, person_id, by_id, reasons, at)
       select ${id('case')}, 0, :masterId, :byId, '[]', :now ${series} where n % 2 = 0`,
    'analyze',
  ];
  for (const sql of statements) await owner.raw(sql, of as unknown as Record<string, Knex.RawBinding>);
}
