import type { Knex } from 'knex';

/**
 * What a case is about stands on the case itself, so that lists of all areas join no area's tables for it. It repeats
 * what the area's own row says, which is settled and recorded (0040, 0041): the check of evidence compares the two, and
 * the words of people stay out of the chained facts.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table case_file add column topic text not null default '';
    comment on column case_file.topic is 'a code or words of the area; follows the area''s own row, which proves it';
    ${settled('phase outcome closed_at seq due_at due_name organisation_id topic')}
    grant update (topic) on case_file to domovoy_app;
    update case_file f set topic = a.subject from appeal a where a.case_id = f.id;
    update case_file f set topic = m.title from meeting m where m.case_id = f.id;
  `);
}

const settled = (free: string): string => `
  drop trigger settled on case_file;
  create trigger settled before update or delete on case_file for each row
    execute function settled_stays('${free}', 'number');
`;

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table case_file drop column topic;
    ${settled('phase outcome closed_at seq due_at due_name organisation_id')}
  `);
}
