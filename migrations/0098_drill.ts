import type { Knex } from 'knex';

/**
 * A drill of a dispatch desk in a training installation: who began it, how fast it goes, its whole script, and the score
 * sheet once it is over. A request does not know that it is one of a drill: the script names it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table drill (
      id uuid primary key,
      organisation_id uuid not null references organisation,
      started_by uuid not null references person,
      wanted_at timestamptz not null,
      begins_at timestamptz not null,
      size text not null check (size in ('small', 'usual', 'large')),
      seed int not null,
      pace text not null check (pace in ('step', '1', '10', '60')),
      shift_ms bigint not null default 0 check (shift_ms >= 0),
      asked_to int not null default 0,
      beat_at timestamptz not null default clock_timestamp(),
      ended_at timestamptz,
      ended_by uuid references person,
      score jsonb,
      check ((ended_at is null) = (score is null)),
      check (ended_by is null or ended_at is not null)
    );
    comment on table drill is 'a scripted night for a dispatch desk; training installations only';
    comment on column drill.begins_at is 'offsets of the script count from here';
    comment on column drill.shift_ms is 'how much later the rest of the script comes, because the leader held it';
    comment on column drill.asked_to is 'step by step: calls up to this number may come';
    comment on column drill.beat_at is 'real time of the last move of the clock';
    create unique index drill_running on drill ((true)) where ended_at is null;
    create index drill_organisation on drill (organisation_id, begins_at desc);
    create trigger settled before update or delete on drill for each row
      execute function settled_stays('pace shift_ms asked_to beat_at', 'ended_at ended_by score');
    create trigger stays_whole before truncate on drill for each statement execute function append_only();

    create function drill_is_training() returns trigger language plpgsql as $$
    begin
      if (select kind from installation) <> 'training' then raise exception 'a live installation has no drills'; end if;
      return new;
    end $$;
    create trigger only_training before insert on drill for each row execute function drill_is_training();

    create table drill_request (
      drill_id uuid not null references drill,
      number int not null check (number > 0),
      offset_ms bigint not null check (offset_ms >= 0),
      role text not null check (role <> ''),
      leader int check (leader < number),
      kind text not null,
      building_id uuid not null references building,
      premises_id uuid references premises,
      entrance int,
      case_id uuid unique references case_file,
      call_id uuid unique references call,
      primary key (drill_id, number)
    );
    comment on table drill_request is 'the script of a drill, a row a call; case_id: it has come';
    comment on column drill_request.leader is 'the number of the call about the same trouble that came first';
    create trigger settled before update or delete on drill_request for each row
      execute function settled_stays('', 'case_id call_id');
    create trigger stays_whole before truncate on drill_request for each statement execute function append_only();

    grant select, insert on drill, drill_request to domovoy_app;
    grant update (pace, shift_ms, asked_to, beat_at, ended_at, ended_by, score) on drill to domovoy_app;
    grant update (case_id, call_id) on drill_request to domovoy_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table drill_request, drill; drop function drill_is_training;');
}
