import type { Knex } from 'knex';

/**
 * Which rule of the law day a meeting is judged by (docs/decisions/0015-law-day-by-stages.md). Meetings whose notice has
 * been given keep the single day they began with; a notice given from now on says «stages». The trigger of
 * 0040_settled.ts keeps the word as it keeps all that the notice said.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table meeting add column law_rule text not null default 'single' check (law_rule in ('single', 'stages'));
    comment on column meeting.law_rule is
      'single: law_day decides everything; stages: each stage has its own day (law/meeting/stages-of-law.ts); set by the notice';
    comment on column meeting.law_day is 'the day the draft began, from the notice on its day; what it decides: law_rule';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table meeting drop column law_rule;
    comment on column meeting.law_day is 'editions of this day apply: the day the draft began, from the notice on its day';
  `);
}
