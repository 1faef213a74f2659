import type { Knex } from 'knex';
import type { LetterAsked } from '../case/area';
import { queryOne } from '../sql/query';

/** Facts in letters of requests, beside those of every case. */
export interface RequestLetterFacts {
  kind: string;
  place: string;
  master: string | null;
  masterRole: string | null;
  visitFrom: Date | null;
  visitTo: Date | null;
  /** The words the letter brings (the fact `text`): the result, the reason, the objection. */
  words: string | null;
  zone: string;
}

export async function requestLetterFacts(db: Knex, { caseId, facts }: LetterAsked): Promise<RequestLetterFacts> {
  const text = typeof facts['text'] === 'string' ? facts['text'] : null;
  const row = await queryOne<RequestLetterFacts>(
    db,
    `select q.kind, f.zone, concat_ws(', ', b.address, case when r.number is not null then r.number end,
         case when q.entrance is not null then 'подъезд ' || q.entrance end) as place,
       case when p.id is not null then concat_ws(' ', p.given_name, p.patronymic, p.family_name) else c.short_name end as master,
       case when p.id is not null then 'мастер' when c.id is not null then 'подрядчик' end as "masterRole",
       q.visit_from as "visitFrom", q.visit_to as "visitTo",
       (select t.body from request_text t where t.case_id = f.id and t.id = :text::uuid) as words
     from request q join case_file f on f.id = q.case_id join building b on b.id = f.building_id
       left join premises r on r.id = q.premises_id left join person p on p.id = q.master_id
       left join organisation c on c.id = q.contractor_id
     where q.case_id = :caseId`,
    { caseId, text },
  );
  if (!row) throw new Error(`Case ${caseId} has no request row`);
  return row;
}
