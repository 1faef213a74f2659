-- The schema that the migrations make, for reading. Do not edit: `npm run schema` writes it anew.

create extension btree_gist;

create table accepted_act (
  case_id uuid not null,
  key text not null,
  area text not null,
  act text not null,
  actor_id uuid,
  args jsonb not null,
  received_at timestamp with time zone not null,
  see text,
  say text,
  turn integer not null default 1,
  next_at timestamp with time zone not null default clock_timestamp(),
  attempts integer not null default 0,
  problem text,
  parked_at timestamp with time zone,
  done_at timestamp with time zone,
  refused_at timestamp with time zone,
  refusal jsonb,
  heard_at timestamp with time zone,
  constraint accepted_act_pkey PRIMARY KEY (case_id, key),
  constraint accepted_act_check CHECK (((done_at IS NULL) OR (refused_at IS NULL))),
  constraint accepted_act_check1 CHECK (((refused_at IS NULL) = (refusal IS NULL))),
  constraint accepted_act_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES person(id),
  constraint accepted_act_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id)
);
comment on table accepted_act is 'what was given to a case: open until done_at or refused_at, done in the order of received_at';
comment on column accepted_act.actor_id is 'null: word of another case';
comment on column accepted_act.received_at is 'by the clock of the region: what the act is judged by';
comment on column accepted_act.see is 'where whoever acted is led when it is done, and what is said to them there';
comment on column accepted_act.turn is 'the same form sent again after a refusal is another turn of the same act';
comment on column accepted_act.next_at is 'real time: from here on the engine is asked once more, if nobody is waiting';
comment on column accepted_act.heard_at is 'real time: whoever acted has heard of the refusal, or it was written to them';
CREATE INDEX accepted_act_of_case ON public.accepted_act USING btree (case_id, received_at) WHERE ((done_at IS NULL) AND (refused_at IS NULL));
CREATE INDEX accepted_act_open ON public.accepted_act USING btree (next_at) WHERE ((done_at IS NULL) AND (refused_at IS NULL));
CREATE INDEX accepted_act_over ON public.accepted_act USING btree (COALESCE(done_at, refused_at)) WHERE ((done_at IS NOT NULL) OR (refused_at IS NOT NULL));
CREATE INDEX accepted_act_parked ON public.accepted_act USING btree (parked_at) WHERE ((done_at IS NULL) AND (refused_at IS NULL) AND (parked_at IS NOT NULL));
CREATE INDEX accepted_act_unheard ON public.accepted_act USING btree (refused_at) WHERE ((refused_at IS NOT NULL) AND (heard_at IS NULL));
CREATE TRIGGER act_knock AFTER INSERT ON public.accepted_act FOR EACH STATEMENT EXECUTE FUNCTION act_knock();
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.accepted_act FOR EACH ROW EXECUTE FUNCTION accepted_act_stays();
grant delete, insert, select, update on accepted_act to domovoy_app;
grant select on accepted_act to domovoy_reader;

create table account (
  person_id uuid not null,
  login text not null,
  password text,
  activation_hash bytea,
  activation_until timestamp with time zone,
  activated_at timestamp with time zone,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint account_pkey PRIMARY KEY (person_id),
  constraint account_activation_hash_key UNIQUE (activation_hash),
  constraint account_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
comment on column account.password is 'scrypt with its parameters and salt; null until the letter is followed';
CREATE UNIQUE INDEX account_login ON public.account USING btree (lower(login));
grant insert, select, update on account to domovoy_app;

create table api_token (
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid,
  name text not null,
  token_hash bytea not null,
  scopes text[] not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  ends_at timestamp with time zone not null,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_token_pkey PRIMARY KEY (id),
  constraint api_token_token_hash_key UNIQUE (token_hash),
  constraint api_token_scopes_check CHECK ((cardinality(scopes) > 0)),
  constraint api_token_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint api_token_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX api_token_person ON public.api_token USING btree (person_id);
grant insert, select, update on api_token to domovoy_app;

create table appeal (
  case_id uuid not null,
  addressee_id uuid not null,
  addressee_kind text not null,
  subject text not null,
  channel text not null,
  applicant_kind text not null,
  text_id uuid not null,
  summary text not null,
  premises_id uuid,
  anonymous boolean not null default false,
  collective boolean not null default false,
  received_at timestamp with time zone not null,
  registered_at timestamp with time zone not null,
  origin text,
  norm_id text,
  routed_to uuid,
  answer_kind text,
  answer_text_id uuid,
  answered_at timestamp with time zone,
  rating integer,
  rating_text_id uuid,
  rated_at timestamp with time zone,
  reopened integer not null default 0,
  constraint appeal_pkey PRIMARY KEY (case_id),
  constraint appeal_answer_kind_check CHECK ((answer_kind = ANY (ARRAY['satisfied'::text, 'explained'::text, 'refused'::text]))),
  constraint appeal_applicant_kind_check CHECK ((applicant_kind = ANY (ARRAY['owner'::text, 'user'::text, 'other'::text, 'organisation'::text]))),
  constraint appeal_channel_check CHECK ((channel = ANY (ARRAY['cabinet'::text, 'email'::text, 'phone'::text, 'paper'::text, 'visit'::text, 'gis'::text, 'max'::text]))),
  constraint appeal_check CHECK ((registered_at >= received_at)),
  constraint appeal_check1 CHECK (((rating IS NULL) = (rated_at IS NULL))),
  constraint appeal_origin_check CHECK ((origin = ANY (ARRAY['split'::text, 'forward'::text, 'complaint'::text]))),
  constraint appeal_rating_check CHECK (((rating >= 1) AND (rating <= 5))),
  constraint appeal_addressee_id_fkey FOREIGN KEY (addressee_id) REFERENCES organisation(id),
  constraint appeal_answer_text_id_fkey FOREIGN KEY (answer_text_id) REFERENCES appeal_text(id),
  constraint appeal_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint appeal_premises_id_fkey FOREIGN KEY (premises_id) REFERENCES premises(id),
  constraint appeal_rating_text_id_fkey FOREIGN KEY (rating_text_id) REFERENCES appeal_text(id),
  constraint appeal_routed_to_fkey FOREIGN KEY (routed_to) REFERENCES person(id),
  constraint appeal_text_id_fkey FOREIGN KEY (text_id) REFERENCES appeal_text(id)
);
comment on column appeal.subject is 'the first of appeal_subject: the one lists show';
comment on column appeal.received_at is 'a part of a split appeal keeps the clock of the whole';
CREATE INDEX appeal_routed ON public.appeal USING btree (routed_to) WHERE (routed_to IS NOT NULL);
CREATE INDEX appeal_subject_first ON public.appeal USING btree (subject);
CREATE TRIGGER record_delete AFTER DELETE ON public.appeal REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_appeal();
CREATE TRIGGER record_insert AFTER INSERT ON public.appeal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_appeal();
CREATE TRIGGER record_update AFTER UPDATE ON public.appeal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_appeal();
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.appeal FOR EACH ROW EXECUTE FUNCTION settled_stays('routed_to answer_kind answer_text_id answered_at rating rating_text_id rated_at reopened', 'norm_id');
CREATE TRIGGER settled_answer BEFORE UPDATE ON public.appeal FOR EACH ROW EXECUTE FUNCTION appeal_answer_stays();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.appeal FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on appeal to domovoy_app;
grant select on appeal to domovoy_reader;
grant update (answer_kind, answer_text_id, answered_at, norm_id, rated_at, rating, rating_text_id, reopened, routed_to) on appeal to domovoy_app;

create table appeal_subject (
  case_id uuid not null,
  place integer not null,
  subject text not null,
  constraint appeal_subject_pkey PRIMARY KEY (case_id, place),
  constraint appeal_subject_case_id_subject_key UNIQUE (case_id, subject),
  constraint appeal_subject_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.appeal_subject FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER record_delete AFTER DELETE ON public.appeal_subject REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_appeal_subject();
CREATE TRIGGER record_insert AFTER INSERT ON public.appeal_subject REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_appeal_subject();
CREATE TRIGGER record_update AFTER UPDATE ON public.appeal_subject REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_appeal_subject();
grant insert, select on appeal_subject to domovoy_app;
grant select on appeal_subject to domovoy_reader;

create table appeal_text (
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  body text not null,
  author_id uuid,
  at timestamp with time zone not null,
  constraint appeal_text_pkey PRIMARY KEY (id),
  constraint appeal_text_body_check CHECK ((body <> ''::text)),
  constraint appeal_text_kind_check CHECK ((kind = ANY (ARRAY['request'::text, 'part'::text, 'answer'::text, 'reason'::text, 'note'::text, 'comment'::text]))),
  constraint appeal_text_author_id_fkey FOREIGN KEY (author_id) REFERENCES person(id),
  constraint appeal_text_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id)
);
comment on table appeal_text is 'written before the command that speaks of it; a text no command names says nothing';
CREATE INDEX appeal_text_case ON public.appeal_text USING btree (case_id, at);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.appeal_text FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER record_delete AFTER DELETE ON public.appeal_text REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_appeal_text();
CREATE TRIGGER record_insert AFTER INSERT ON public.appeal_text REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_appeal_text();
CREATE TRIGGER record_update AFTER UPDATE ON public.appeal_text REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_appeal_text();
grant insert, select on appeal_text to domovoy_app;
grant select on appeal_text to domovoy_reader;

create table board_batch (
  id uuid not null,
  person_id uuid not null,
  rows jsonb not null,
  at timestamp with time zone not null,
  constraint board_batch_pkey PRIMARY KEY (id),
  constraint board_batch_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
comment on table board_batch is 'several requests given to one worker at once: what came of each';
comment on column board_batch.rows is '[{id, number, key, refused}]: the act of each, or why it was not accepted';
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.board_batch FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on board_batch to domovoy_app;
grant select on board_batch to domovoy_reader;

create table board_view (
  id uuid not null,
  person_id uuid not null,
  name text not null,
  query text not null,
  made_at timestamp with time zone not null default domovoy_now(),
  constraint board_view_pkey PRIMARY KEY (id),
  constraint board_view_person_id_name_key UNIQUE (person_id, name),
  constraint board_view_name_check CHECK ((name <> ''::text)),
  constraint board_view_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
comment on table board_view is 'a filter of the board that a person has given a name';
grant delete, insert, select on board_view to domovoy_app;
grant select on board_view to domovoy_reader;

create table building (
  id uuid not null,
  municipality_id uuid not null,
  address text not null,
  fias uuid not null,
  cadastral text,
  zone text not null,
  entrances integer not null,
  floors integer not null,
  built integer not null,
  commissioned_day date,
  constraint building_pkey PRIMARY KEY (id),
  constraint building_cadastral_key UNIQUE (cadastral),
  constraint building_fias_key UNIQUE (fias),
  constraint building_municipality_id_address_key UNIQUE (municipality_id, address),
  constraint building_built_check CHECK (((built >= 1700) AND (built <= 2100))),
  constraint building_entrances_check CHECK (((entrances >= 1) AND (entrances <= 99))),
  constraint building_floors_check CHECK (((floors >= 1) AND (floors <= 99))),
  constraint building_municipality_id_fkey FOREIGN KEY (municipality_id) REFERENCES municipality(id)
);
comment on column building.commissioned_day is 'day of the permission to put the house into use';
grant insert, select on building to domovoy_app;
grant select on building to domovoy_reader;
grant update (commissioned_day) on building to domovoy_app;

create table calendar_day (
  region text not null,
  at timestamp with time zone not null,
  done_at timestamp with time zone not null,
  report jsonb not null,
  constraint calendar_day_pkey PRIMARY KEY (region, at)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.calendar_day FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on calendar_day to domovoy_app;
grant select on calendar_day to domovoy_reader;

create table call (
  id uuid not null,
  organisation_id uuid not null,
  exchange_call text not null,
  phone text,
  arrived_at timestamp with time zone,
  answered_at timestamp with time zone,
  ended_at timestamp with time zone,
  answered_by uuid,
  called_back_at timestamp with time zone,
  called_back_by uuid,
  message_at timestamp with time zone,
  reviewed_at timestamp with time zone,
  reviewed_by uuid,
  message_url text,
  recording_url text,
  recording_until timestamp with time zone,
  case_id uuid,
  constraint call_pkey PRIMARY KEY (id),
  constraint call_organisation_id_exchange_call_key UNIQUE (organisation_id, exchange_call),
  constraint call_exchange_call_check CHECK ((exchange_call <> ''::text)),
  constraint call_phone_check CHECK ((phone ~ '^\+\d{4,15}$'::text)),
  constraint call_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES person(id),
  constraint call_called_back_by_fkey FOREIGN KEY (called_back_by) REFERENCES person(id),
  constraint call_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint call_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint call_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES person(id)
);
comment on table call is 'instants and people are made of call_event by trigger; phone: personal data, here only';
comment on column call.exchange_call is 'the name the exchange gives the call, its own per organisation';
comment on column call.phone is 'E.164; null: the number was hidden';
comment on column call.recording_until is 'the end of keeping (ADS-21): the address goes then';
comment on column call.case_id is 'the request this call was about';
CREATE INDEX call_arrived ON public.call USING btree (organisation_id, arrived_at DESC, id);
CREATE INDEX call_case ON public.call USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX call_phone_end ON public.call USING btree (reverse(phone) text_pattern_ops);
CREATE INDEX call_recording ON public.call USING btree (recording_until) WHERE (recording_url IS NOT NULL);
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.call FOR EACH ROW EXECUTE FUNCTION call_stays();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.call FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on call to domovoy_app;
grant select on call to domovoy_reader;
grant update (case_id, message_url, phone, recording_until, recording_url) on call to domovoy_app;

create table call_event (
  id uuid not null,
  call_id uuid not null,
  organisation_id uuid not null,
  exchange_event text,
  kind text not null,
  at timestamp with time zone not null,
  told_at timestamp with time zone not null default domovoy_now(),
  person_id uuid,
  constraint call_event_pkey PRIMARY KEY (id),
  constraint call_event_organisation_id_exchange_event_key UNIQUE (organisation_id, exchange_event),
  constraint call_event_check CHECK (((kind = ANY (ARRAY['taken'::text, 'called-back'::text, 'reviewed'::text])) = (person_id IS NOT NULL))),
  constraint call_event_check1 CHECK (((exchange_event IS NULL) = (person_id IS NOT NULL))),
  constraint call_event_kind_check CHECK ((kind = ANY (ARRAY['ringing'::text, 'answered'::text, 'ended'::text, 'missed'::text, 'message'::text, 'recording'::text, 'taken'::text, 'called-back'::text, 'reviewed'::text]))),
  constraint call_event_call_id_fkey FOREIGN KEY (call_id) REFERENCES call(id),
  constraint call_event_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint call_event_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
comment on column call_event.exchange_event is 'the name the exchange gives the event: a repeat is known by it';
comment on column call_event.at is 'when it was, by whoever told it; told_at: when we heard of it';
CREATE INDEX call_event_call ON public.call_event USING btree (call_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.call_event FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER call_of_events AFTER INSERT ON public.call_event FOR EACH ROW EXECUTE FUNCTION call_of_events();
grant insert, select on call_event to domovoy_app;
grant select on call_event to domovoy_reader;

create table case_command (
  case_id uuid not null,
  key text not null,
  name text not null,
  seq integer not null,
  phase text not null,
  at timestamp with time zone not null,
  constraint case_command_pkey PRIMARY KEY (case_id, key),
  constraint case_command_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.case_command FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on case_command to domovoy_app;
grant select on case_command to domovoy_reader;

create table case_deadline (
  id uuid not null,
  case_id uuid not null,
  name text not null,
  norm_id text not null,
  title text not null,
  citation text not null,
  confidence text not null,
  event_at timestamp with time zone not null,
  last_day date,
  due_at timestamp with time zone not null,
  provisional boolean not null,
  derivation jsonb not null,
  duty boolean not null,
  alarms jsonb not null,
  set_at timestamp with time zone not null,
  met_at timestamp with time zone,
  dropped_at timestamp with time zone,
  missed_at timestamp with time zone,
  constraint case_deadline_pkey PRIMARY KEY (id),
  constraint case_deadline_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id)
);
comment on column case_deadline.duty is 'false: a window that simply ends, nobody is late';
comment on column case_deadline.alarms is '[{name, at}]: when the case wakes for this deadline';
CREATE INDEX case_deadline_case ON public.case_deadline USING btree (case_id, due_at);
CREATE INDEX case_deadline_due ON public.case_deadline USING btree (due_at) WHERE ((met_at IS NULL) AND (dropped_at IS NULL));
CREATE UNIQUE INDEX case_deadline_live ON public.case_deadline USING btree (case_id, name) WHERE ((met_at IS NULL) AND (dropped_at IS NULL));
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.case_deadline FOR EACH ROW EXECUTE FUNCTION settled_stays('', 'met_at dropped_at missed_at');
CREATE TRIGGER settled_over BEFORE UPDATE ON public.case_deadline FOR EACH ROW WHEN (((old.met_at IS NOT NULL) OR (old.dropped_at IS NOT NULL))) EXECUTE FUNCTION deadline_is_over();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.case_deadline FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on case_deadline to domovoy_app;
grant select on case_deadline to domovoy_reader;
grant update (dropped_at, met_at, missed_at) on case_deadline to domovoy_app;

create table case_document (
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  version integer not null default 1,
  name text not null,
  type text not null,
  size integer not null,
  sha256 text not null,
  bytes bytea,
  actor_id uuid,
  at timestamp with time zone not null,
  text_id uuid,
  constraint case_document_pkey PRIMARY KEY (id),
  constraint case_document_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES person(id),
  constraint case_document_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id) DEFERRABLE INITIALLY DEFERRED
);
comment on column case_document.bytes is 'null: in the store of files, under sha256';
CREATE INDEX case_document_case ON public.case_document USING btree (case_id, at);
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON public.case_document FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER content_moves BEFORE UPDATE ON public.case_document FOR EACH ROW EXECUTE FUNCTION document_moves();
CREATE TRIGGER record_delete AFTER DELETE ON public.case_document REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_case_document();
CREATE TRIGGER record_insert AFTER INSERT ON public.case_document REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_case_document();
CREATE TRIGGER record_update AFTER UPDATE ON public.case_document REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_case_document();
grant insert, select on case_document to domovoy_app;
grant select on case_document to domovoy_reader;

create table case_event (
  case_id uuid not null,
  seq integer not null,
  at timestamp with time zone not null,
  kind text not null,
  actor_id uuid,
  organisation_id uuid,
  facts jsonb not null,
  prev text not null,
  hash text not null,
  constraint case_event_pkey PRIMARY KEY (case_id, seq),
  constraint case_event_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES person(id),
  constraint case_event_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint case_event_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);
comment on column case_event.actor_id is 'null: Domovoy itself did it';
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.case_event FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on case_event to domovoy_app;
grant select on case_event to domovoy_reader;

create table case_file (
  id uuid not null,
  area text not null,
  number text,
  building_id uuid,
  organisation_id uuid,
  municipality_id uuid,
  region text,
  zone text not null,
  phase text not null,
  outcome text,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  law_date date not null,
  parent_id uuid,
  seq integer not null default 0,
  due_at timestamp with time zone,
  due_name text,
  topic text not null default ''::text,
  constraint case_file_pkey PRIMARY KEY (id),
  constraint case_file_number_key UNIQUE (number),
  constraint a_case_that_tells_has_a_number CHECK (((number IS NOT NULL) OR (seq = 0))),
  constraint case_file_check CHECK (((closed_at IS NULL) = (outcome IS NULL))),
  constraint case_file_building_id_fkey FOREIGN KEY (building_id) REFERENCES building(id),
  constraint case_file_municipality_id_fkey FOREIGN KEY (municipality_id) REFERENCES municipality(id),
  constraint case_file_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint case_file_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES case_file(id)
);
comment on column case_file.topic is 'a code or words of the area; follows the area''s own row, which proves it';
CREATE INDEX case_file_board ON public.case_file USING btree (organisation_id, COALESCE(due_at, '9999-01-01 00:00:00+00'::timestamp with time zone), id) WHERE ((area = 'request'::text) AND (closed_at IS NULL));
CREATE INDEX case_file_building ON public.case_file USING btree (building_id, area, opened_at DESC);
CREATE INDEX case_file_due ON public.case_file USING btree (due_at) WHERE (closed_at IS NULL);
CREATE INDEX case_file_organisation ON public.case_file USING btree (organisation_id, area, opened_at DESC);
CREATE INDEX case_file_parent ON public.case_file USING btree (parent_id);
CREATE TRIGGER case_phase_moves BEFORE UPDATE ON public.case_file FOR EACH ROW EXECUTE FUNCTION case_phase_moves();
CREATE TRIGGER request_knock AFTER INSERT OR UPDATE ON public.case_file FOR EACH ROW WHEN (((new.area = 'request'::text) AND (new.organisation_id IS NOT NULL))) EXECUTE FUNCTION request_knock();
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.case_file FOR EACH ROW EXECUTE FUNCTION settled_stays('phase outcome closed_at seq due_at due_name organisation_id topic', 'number');
CREATE TRIGGER settled_end BEFORE UPDATE ON public.case_file FOR EACH ROW WHEN (((old.closed_at IS NOT NULL) AND (new.closed_at IS NOT NULL) AND (((new.phase IS DISTINCT FROM old.phase) OR (new.outcome IS DISTINCT FROM old.outcome)) OR (new.closed_at IS DISTINCT FROM old.closed_at)))) EXECUTE FUNCTION case_end_stays();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.case_file FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on case_file to domovoy_app;
grant select on case_file to domovoy_reader;
grant update (closed_at, due_at, due_name, number, organisation_id, outcome, phase, seq, topic) on case_file to domovoy_app;

create table case_number (
  area text not null,
  year integer not null,
  last integer not null,
  constraint case_number_pkey PRIMARY KEY (area, year)
);
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.case_number FOR EACH ROW EXECUTE FUNCTION settled_stays('last', '');
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.case_number FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on case_number to domovoy_app;
grant select on case_number to domovoy_reader;
grant update (last) on case_number to domovoy_app;

create table case_party (
  case_id uuid not null,
  part text not null,
  person_id uuid,
  organisation_id uuid,
  since timestamp with time zone not null,
  constraint case_party_check CHECK ((num_nonnulls(person_id, organisation_id) = 1)),
  constraint case_party_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint case_party_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint case_party_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE UNIQUE INDEX case_party_once ON public.case_party USING btree (case_id, part, COALESCE(person_id, organisation_id));
CREATE INDEX case_party_organisation ON public.case_party USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);
CREATE INDEX case_party_person ON public.case_party USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.case_party FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER record_delete AFTER DELETE ON public.case_party REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_case_party();
CREATE TRIGGER record_insert AFTER INSERT ON public.case_party REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_case_party();
CREATE TRIGGER record_update AFTER UPDATE ON public.case_party REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_case_party();
grant insert, select on case_party to domovoy_app;
grant select on case_party to domovoy_reader;

create table case_phase (
  area text not null,
  from_phase text not null,
  to_phase text not null,
  constraint case_phase_pkey PRIMARY KEY (area, from_phase, to_phase)
);
comment on table case_phase is 'law/<area>/lifecycle.ts, copied at migration: phases move only along it';
grant select on case_phase to domovoy_app;
grant select on case_phase to domovoy_reader;

create table case_record (
  id bigint not null generated always as identity,
  case_id uuid not null,
  table_name text not null,
  rows jsonb not null,
  at timestamp with time zone not null,
  pin integer,
  constraint case_record_pkey PRIMARY KEY (case_id, id)
);
comment on table case_record is 'a line a statement, however many rows it wrote: a notice tells ten thousand owners at once';
comment on column case_record.rows is 'key → digest of the whole row as one statement wrote it; null: it was taken away';
comment on column case_record.pin is 'the event of the case that holds the digest of this line';
CREATE TRIGGER settled BEFORE DELETE ON public.case_record FOR EACH ROW EXECUTE FUNCTION case_record_stays();
CREATE TRIGGER settled_line BEFORE UPDATE ON public.case_record FOR EACH ROW WHEN (((old.pin IS NOT NULL) OR (((((new.id IS DISTINCT FROM old.id) OR (new.case_id IS DISTINCT FROM old.case_id)) OR (new.table_name IS DISTINCT FROM old.table_name)) OR (new.rows IS DISTINCT FROM old.rows)) OR (new.at IS DISTINCT FROM old.at)))) EXECUTE FUNCTION case_record_stays();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.case_record FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant select on case_record to domovoy_app;
grant select on case_record to domovoy_reader;
grant update (pin) on case_record to domovoy_app;

create table case_run (
  run_id text not null,
  workflow_id text not null,
  case_id uuid,
  first_run_id text not null,
  next_run_id text,
  closed_at timestamp with time zone not null,
  events integer not null,
  bytes integer not null,
  sha256 text not null,
  history bytea,
  file text,
  constraint case_run_pkey PRIMARY KEY (run_id),
  constraint history_stands_somewhere CHECK ((num_nonnulls(history, file) = 1)),
  constraint case_run_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id)
);
comment on column case_run.file is 'sha256 of the packed history, which stands in the store of files';
CREATE INDEX case_run_workflow ON public.case_run USING btree (workflow_id, closed_at);
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON public.case_run FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER content_moves BEFORE UPDATE ON public.case_run FOR EACH ROW EXECUTE FUNCTION history_moves();
CREATE TRIGGER record_delete AFTER DELETE ON public.case_run REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_case_run();
CREATE TRIGGER record_insert AFTER INSERT ON public.case_run REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_case_run();
CREATE TRIGGER record_update AFTER UPDATE ON public.case_run REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_case_run();
grant insert, select on case_run to domovoy_app;
grant select on case_run to domovoy_reader;

create table contact (
  id uuid not null,
  person_id uuid not null,
  channel text not null,
  value text not null,
  confirmed_at timestamp with time zone,
  preferred boolean not null default false,
  constraint contact_pkey PRIMARY KEY (id),
  constraint contact_person_id_channel_value_key UNIQUE (person_id, channel, value),
  constraint contact_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'phone'::text, 'max'::text]))),
  constraint contact_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX contact_phone_end ON public.contact USING btree (reverse(value) text_pattern_ops) WHERE (channel = 'phone'::text);
CREATE UNIQUE INDEX contact_preferred ON public.contact USING btree (person_id) WHERE preferred;
CREATE INDEX contact_value ON public.contact USING btree (channel, lower(value));
grant insert, select, update on contact to domovoy_app;
grant select on contact to domovoy_reader;

create table contract (
  id uuid not null,
  organisation_id uuid not null,
  contractor_id uuid not null,
  trades text[] not null,
  phone text not null,
  from_day date not null,
  to_day date,
  made_by uuid,
  made_at timestamp with time zone not null default domovoy_now(),
  constraint contract_pkey PRIMARY KEY (id),
  constraint contract_check CHECK ((contractor_id <> organisation_id)),
  constraint contract_check1 CHECK ((to_day >= from_day)),
  constraint contract_trades_check CHECK (((cardinality(trades) > 0) AND (trades <@ ARRAY['plumber'::text, 'electrician'::text, 'lift'::text, 'roofer'::text, 'carpenter'::text, 'mason'::text, 'stove'::text, 'chute'::text, 'cleaner'::text]))),
  constraint contract_contractor_id_fkey FOREIGN KEY (contractor_id) REFERENCES organisation(id),
  constraint contract_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
  constraint contract_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);
comment on column contract.phone is 'telephone of the dispatcher of the contractor';
comment on column contract.to_day is 'last day of the contract; null while no end is agreed';
CREATE INDEX contract_contractor ON public.contract USING btree (contractor_id);
CREATE INDEX contract_organisation ON public.contract USING btree (organisation_id, from_day);
grant insert, select on contract to domovoy_app;
grant select on contract to domovoy_reader;
grant update (phone, to_day) on contract to domovoy_app;

create table contract_house (
  contract_id uuid not null,
  building_id uuid not null,
  constraint contract_house_pkey PRIMARY KEY (contract_id, building_id),
  constraint contract_house_building_id_fkey FOREIGN KEY (building_id) REFERENCES building(id),
  constraint contract_house_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contract(id)
);
comment on table contract_house is 'a contract with no rows here is for all the houses of its organisation';
CREATE INDEX contract_house_building ON public.contract_house USING btree (building_id);
grant insert, select on contract_house to domovoy_app;
grant select on contract_house to domovoy_reader;

create table copy_note (
  id bigint not null generated always as identity,
  kind text not null,
  state_at timestamp with time zone not null,
  print text not null,
  noted_at timestamp with time zone not null default clock_timestamp(),
  constraint copy_note_pkey PRIMARY KEY (id),
  constraint copy_note_kind_check CHECK ((kind = ANY (ARRAY['backup'::text, 'restore'::text])))
);
comment on table copy_note is 'copies made of this installation, and the one it was restored from; real time';
comment on column copy_note.state_at is 'the instant the copy shows';
grant select on copy_note to domovoy_app;
grant select on copy_note to domovoy_reader;

create table crew_permit (
  person_id uuid not null,
  organisation_id uuid not null,
  permit text not null,
  until_day date not null,
  constraint crew_permit_pkey PRIMARY KEY (organisation_id, person_id, permit),
  constraint crew_permit_permit_check CHECK ((permit = ANY (ARRAY['electrical'::text, 'height'::text, 'heat'::text, 'hot'::text, 'lift'::text, 'gas'::text, 'confined'::text]))),
  constraint crew_permit_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint crew_permit_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
comment on column crew_permit.until_day is 'last day on which the permit still stands';
CREATE INDEX crew_permit_person ON public.crew_permit USING btree (person_id);
grant delete, insert, select on crew_permit to domovoy_app;
grant select on crew_permit to domovoy_reader;
grant update (until_day) on crew_permit to domovoy_app;

create table crew_place (
  person_id uuid not null,
  organisation_id uuid not null,
  building_id uuid not null,
  constraint crew_place_pkey PRIMARY KEY (organisation_id, person_id, building_id),
  constraint crew_place_building_id_fkey FOREIGN KEY (building_id) REFERENCES building(id),
  constraint crew_place_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint crew_place_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
comment on table crew_place is 'houses a master usually serves: a reason to propose him, never a bar';
CREATE INDEX crew_place_house ON public.crew_place USING btree (building_id);
grant delete, insert, select on crew_place to domovoy_app;
grant select on crew_place to domovoy_reader;

create table crew_shift (
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  kind text not null,
  why text,
  made_by uuid not null,
  made_at timestamp with time zone not null default domovoy_now(),
  removed_by uuid,
  removed_at timestamp with time zone,
  constraint crew_shift_pkey PRIMARY KEY (id),
  constraint crew_shift_apart EXCLUDE USING gist (person_id WITH =, kind WITH =, tstzrange(from_at, to_at) WITH &&) WHERE ((removed_at IS NULL)),
  constraint crew_shift_absence_says_why CHECK (((kind = 'absence'::text) = (why IS NOT NULL))),
  constraint crew_shift_kind_check CHECK ((kind = ANY (ARRAY['work'::text, 'absence'::text]))),
  constraint crew_shift_removed_by_somebody CHECK (((removed_at IS NULL) = (removed_by IS NULL))),
  constraint crew_shift_runs_on CHECK ((to_at > from_at)),
  constraint crew_shift_why_check CHECK ((why = ANY (ARRAY['holiday'::text, 'illness'::text, 'training'::text, 'leave'::text, 'other'::text]))),
  constraint crew_shift_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
  constraint crew_shift_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint crew_shift_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint crew_shift_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES person(id)
);
comment on table crew_shift is 'an absence overrides the shifts it lies over';
CREATE INDEX crew_shift_week ON public.crew_shift USING btree (organisation_id, from_at) WHERE (removed_at IS NULL);
CREATE TRIGGER crew_shift_stays BEFORE DELETE OR UPDATE ON public.crew_shift FOR EACH ROW EXECUTE FUNCTION crew_shift_stays();
grant insert, select on crew_shift to domovoy_app;
grant select on crew_shift to domovoy_reader;
grant update (removed_at, removed_by) on crew_shift to domovoy_app;

create table crew_trade (
  person_id uuid not null,
  organisation_id uuid not null,
  trade text not null,
  constraint crew_trade_pkey PRIMARY KEY (organisation_id, person_id, trade),
  constraint crew_trade_trade_check CHECK ((trade = ANY (ARRAY['plumber'::text, 'electrician'::text, 'lift'::text, 'roofer'::text, 'carpenter'::text, 'mason'::text, 'stove'::text, 'chute'::text, 'cleaner'::text]))),
  constraint crew_trade_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint crew_trade_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX crew_trade_person ON public.crew_trade USING btree (person_id);
grant delete, insert, select on crew_trade to domovoy_app;
grant select on crew_trade to domovoy_reader;

create table delegation (
  id uuid not null,
  from_person uuid not null,
  to_person uuid not null,
  scopes text[] not null,
  from_day date not null,
  to_day date not null,
  created_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint delegation_pkey PRIMARY KEY (id),
  constraint delegation_check CHECK ((to_person <> from_person)),
  constraint delegation_check1 CHECK ((to_day >= from_day)),
  constraint delegation_scopes_check CHECK ((cardinality(scopes) > 0)),
  constraint delegation_from_person_fkey FOREIGN KEY (from_person) REFERENCES person(id),
  constraint delegation_to_person_fkey FOREIGN KEY (to_person) REFERENCES person(id)
);
CREATE INDEX delegation_from ON public.delegation USING btree (from_person);
CREATE INDEX delegation_to ON public.delegation USING btree (to_person);
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.delegation FOR EACH ROW EXECUTE FUNCTION delegation_stays();
grant insert, select, update on delegation to domovoy_app;
grant select on delegation to domovoy_reader;

create table delivery (
  id uuid not null,
  case_id uuid,
  key text not null,
  person_id uuid,
  organisation_id uuid,
  channel text not null,
  push_subscription_id uuid,
  letter text not null,
  facts jsonb not null,
  created_at timestamp with time zone not null,
  attempts integer not null default 0,
  next_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  failed_at timestamp with time zone,
  read_at timestamp with time zone,
  effective_at timestamp with time zone,
  proof jsonb,
  problem text,
  claimed_by uuid,
  claimed_until timestamp with time zone,
  at_night boolean,
  again_of uuid,
  again_at timestamp with time zone,
  constraint delivery_pkey PRIMARY KEY (id),
  constraint delivery_again_of_key UNIQUE (again_of),
  constraint delivery_key_key UNIQUE (key),
  constraint delivery_channel_check CHECK ((channel = ANY (ARRAY['cabinet'::text, 'email'::text, 'sms'::text, 'push'::text, 'paper'::text]))),
  constraint delivery_check CHECK (((again_of IS NULL) = (again_at IS NULL))),
  constraint delivery_again_of_fkey FOREIGN KEY (again_of) REFERENCES delivery(id),
  constraint delivery_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint delivery_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint delivery_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint delivery_push_subscription_id_fkey FOREIGN KEY (push_subscription_id) REFERENCES push_subscription(id) ON DELETE SET NULL
);
comment on column delivery.push_subscription_id is 'the browser a push goes to; null once that browser is forgotten';
comment on column delivery.next_at is 'by the clock of the region: it is tried no earlier';
comment on column delivery.claimed_by is 'the sender that has it in hand';
comment on column delivery.claimed_until is 'real time: until then nobody else takes it';
comment on column delivery.at_night is 'may disturb at night, and goes first: somebody waits for it just now';
comment on column delivery.again_of is 'the given-up letter this one was written again for';
comment on column delivery.again_at is 'when people ordered it to be tried again; its two days count from here';
CREATE INDEX delivery_browser ON public.delivery USING btree (push_subscription_id) WHERE (push_subscription_id IS NOT NULL);
CREATE INDEX delivery_case ON public.delivery USING btree (case_id, created_at);
CREATE INDEX delivery_due ON public.delivery USING btree (channel, at_night, next_at) WHERE ((sent_at IS NULL) AND (failed_at IS NULL) AND (channel = ANY (ARRAY['email'::text, 'sms'::text, 'push'::text])));
CREATE INDEX delivery_failed ON public.delivery USING btree (channel, failed_at) WHERE (failed_at IS NOT NULL);
CREATE INDEX delivery_left ON public.delivery USING btree (channel, sent_at) WHERE (sent_at IS NOT NULL);
CREATE INDEX delivery_person ON public.delivery USING btree (person_id, created_at DESC) WHERE (channel = 'cabinet'::text);
CREATE INDEX delivery_unread ON public.delivery USING btree (person_id) WHERE ((channel = 'cabinet'::text) AND (read_at IS NULL));
CREATE TRIGGER delivery_knock AFTER INSERT ON public.delivery REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION delivery_knock();
CREATE TRIGGER record_delete AFTER DELETE ON public.delivery REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_delivery();
CREATE TRIGGER record_insert AFTER INSERT ON public.delivery REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_delivery();
CREATE TRIGGER record_update AFTER UPDATE ON public.delivery REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_delivery();
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.delivery FOR EACH ROW EXECUTE FUNCTION settled_stays('attempts next_at problem push_subscription_id proof failed_at claimed_by claimed_until', 'sent_at read_at effective_at');
CREATE TRIGGER settled_end BEFORE UPDATE ON public.delivery FOR EACH ROW EXECUTE FUNCTION delivery_end_stays();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.delivery FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on delivery to domovoy_app;
grant select on delivery to domovoy_reader;
grant update (attempts, claimed_by, claimed_until, effective_at, failed_at, next_at, problem, proof, read_at, sent_at) on delivery to domovoy_app;

create table disagreement (
  kind text not null,
  workflow_id text not null,
  name text not null,
  found_at timestamp with time zone not null default clock_timestamp(),
  pass bigint not null,
  constraint disagreement_pkey PRIMARY KEY (kind, workflow_id),
  constraint disagreement_kind_check CHECK ((kind = ANY (ARRAY['case-without-workflow'::text, 'workflow-without-case'::text, 'phases-disagree'::text, 'stands-still'::text]))),
  constraint disagreement_pass_fkey FOREIGN KEY (pass) REFERENCES reconciliation(id)
);
comment on table disagreement is 'what stands now: a pass that no longer sees one takes it away';
comment on column disagreement.name is 'number of the case, or the workflow where there is none';
grant delete, insert, select, update on disagreement to domovoy_app;
grant select on disagreement to domovoy_reader;

create table drill (
  id uuid not null,
  organisation_id uuid not null,
  started_by uuid not null,
  wanted_at timestamp with time zone not null,
  begins_at timestamp with time zone not null,
  size text not null,
  seed integer not null,
  pace text not null,
  shift_ms bigint not null default 0,
  asked_to integer not null default 0,
  beat_at timestamp with time zone not null default clock_timestamp(),
  ended_at timestamp with time zone,
  ended_by uuid,
  score jsonb,
  constraint drill_pkey PRIMARY KEY (id),
  constraint drill_check CHECK (((ended_at IS NULL) = (score IS NULL))),
  constraint drill_check1 CHECK (((ended_by IS NULL) OR (ended_at IS NOT NULL))),
  constraint drill_pace_check CHECK ((pace = ANY (ARRAY['step'::text, '1'::text, '10'::text, '60'::text]))),
  constraint drill_shift_ms_check CHECK ((shift_ms >= 0)),
  constraint drill_size_check CHECK ((size = ANY (ARRAY['small'::text, 'usual'::text, 'large'::text]))),
  constraint drill_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES person(id),
  constraint drill_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint drill_started_by_fkey FOREIGN KEY (started_by) REFERENCES person(id)
);
comment on table drill is 'a scripted night for a dispatch desk; training installations only';
comment on column drill.begins_at is 'offsets of the script count from here';
comment on column drill.shift_ms is 'how much later the rest of the script comes, because the leader held it';
comment on column drill.asked_to is 'step by step: calls up to this number may come';
comment on column drill.beat_at is 'real time of the last move of the clock';
CREATE INDEX drill_organisation ON public.drill USING btree (organisation_id, begins_at DESC);
CREATE UNIQUE INDEX drill_running ON public.drill USING btree ((true)) WHERE (ended_at IS NULL);
CREATE TRIGGER only_training BEFORE INSERT ON public.drill FOR EACH ROW EXECUTE FUNCTION drill_is_training();
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.drill FOR EACH ROW EXECUTE FUNCTION settled_stays('pace shift_ms asked_to beat_at', 'ended_at ended_by score');
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.drill FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on drill to domovoy_app;
grant select on drill to domovoy_reader;
grant update (asked_to, beat_at, ended_at, ended_by, pace, score, shift_ms) on drill to domovoy_app;

create table drill_request (
  drill_id uuid not null,
  number integer not null,
  offset_ms bigint not null,
  role text not null,
  leader integer,
  kind text not null,
  building_id uuid not null,
  premises_id uuid,
  entrance integer,
  case_id uuid,
  call_id uuid,
  constraint drill_request_pkey PRIMARY KEY (drill_id, number),
  constraint drill_request_call_id_key UNIQUE (call_id),
  constraint drill_request_case_id_key UNIQUE (case_id),
  constraint drill_request_check CHECK ((leader < number)),
  constraint drill_request_number_check CHECK ((number > 0)),
  constraint drill_request_offset_ms_check CHECK ((offset_ms >= 0)),
  constraint drill_request_role_check CHECK ((role <> ''::text)),
  constraint drill_request_building_id_fkey FOREIGN KEY (building_id) REFERENCES building(id),
  constraint drill_request_call_id_fkey FOREIGN KEY (call_id) REFERENCES call(id),
  constraint drill_request_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint drill_request_drill_id_fkey FOREIGN KEY (drill_id) REFERENCES drill(id),
  constraint drill_request_premises_id_fkey FOREIGN KEY (premises_id) REFERENCES premises(id)
);
comment on table drill_request is 'the script of a drill, a row a call; case_id: it has come';
comment on column drill_request.leader is 'the number of the call about the same trouble that came first';
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.drill_request FOR EACH ROW EXECUTE FUNCTION settled_stays('', 'case_id call_id');
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.drill_request FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on drill_request to domovoy_app;
grant select on drill_request to domovoy_reader;
grant update (call_id, case_id) on drill_request to domovoy_app;

create table electronic_ground (
  id uuid not null,
  region text not null,
  system text,
  act text,
  number text,
  day date,
  stated_by uuid not null,
  stated_at timestamp with time zone not null default domovoy_now(),
  constraint electronic_ground_pkey PRIMARY KEY (id),
  constraint electronic_ground_check CHECK ((num_nulls(system, act, number, day) = ANY (ARRAY[0, 4]))),
  constraint electronic_ground_stated_by_fkey FOREIGN KEY (stated_by) REFERENCES person(id)
);
comment on table electronic_ground is 'the last row of a region is in force; without an act: there is none';
CREATE INDEX electronic_ground_region ON public.electronic_ground USING btree (region, stated_at DESC);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.electronic_ground FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on electronic_ground to domovoy_app;
grant select on electronic_ground to domovoy_reader;

create table exchange_key (
  id uuid not null,
  organisation_id uuid not null,
  secret text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null default clock_timestamp(),
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint exchange_key_pkey PRIMARY KEY (id),
  constraint exchange_key_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
  constraint exchange_key_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);
comment on table exchange_key is 'what a telephone exchange signs its events with; the secret is shown once';
CREATE INDEX exchange_key_organisation ON public.exchange_key USING btree (organisation_id);
grant insert, select on exchange_key to domovoy_app;
grant update (revoked_at, used_at) on exchange_key to domovoy_app;

create table execution (
  workflow_id text not null,
  case_id uuid,
  type text not null,
  input jsonb not null,
  offset_ms bigint not null,
  wake_at timestamp with time zone,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint execution_pkey PRIMARY KEY (workflow_id),
  constraint execution_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id)
);
comment on column execution.offset_ms is 'the region''s offset that the workflow was started with';
CREATE INDEX execution_running_case ON public.execution USING btree (case_id) WHERE (ended_at IS NULL);
CREATE INDEX execution_wake ON public.execution USING btree (wake_at) WHERE (ended_at IS NULL);
grant insert, select, update on execution to domovoy_app;
grant select on execution to domovoy_reader;

create table faq (
  id uuid not null,
  organisation_id uuid not null,
  subject text not null,
  question text not null,
  answer text not null,
  source_case_id uuid,
  published_at timestamp with time zone not null,
  published_by uuid not null,
  retired_at timestamp with time zone,
  constraint faq_pkey PRIMARY KEY (id),
  constraint faq_answer_check CHECK ((answer <> ''::text)),
  constraint faq_question_check CHECK ((question <> ''::text)),
  constraint faq_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint faq_published_by_fkey FOREIGN KEY (published_by) REFERENCES person(id),
  constraint faq_source_case_id_fkey FOREIGN KEY (source_case_id) REFERENCES case_file(id)
);
CREATE INDEX faq_organisation ON public.faq USING btree (organisation_id, published_at DESC) WHERE (retired_at IS NULL);
grant insert, select on faq to domovoy_app;
grant select on faq to domovoy_reader;
grant update (retired_at) on faq to domovoy_app;

create table guess (
  account text not null,
  place text not null,
  failures integer not null,
  until timestamp with time zone not null,
  forget_at timestamp with time zone not null,
  constraint guess_pkey PRIMARY KEY (account, place)
);
comment on table guess is 'wrong passwords and how long the next one has to wait; hashes only';
CREATE INDEX guess_forget ON public.guess USING btree (forget_at);
grant delete, insert, select, update on guess to domovoy_app;

create table house_contact (
  id uuid not null,
  organisation_id uuid not null,
  building_id uuid,
  kind text not null,
  service text,
  title text not null,
  phone text not null,
  hours text,
  made_by uuid not null,
  made_at timestamp with time zone not null default domovoy_now(),
  removed_at timestamp with time zone,
  removed_by uuid,
  constraint house_contact_pkey PRIMARY KEY (id),
  constraint house_contact_check CHECK (((removed_at IS NULL) = (removed_by IS NULL))),
  constraint house_contact_check1 CHECK (((service IS NULL) OR (kind = 'supplier'::text))),
  constraint house_contact_kind_check CHECK ((kind = ANY (ARRAY['gas'::text, 'lift'::text, 'supplier'::text, 'intercom'::text, 'security'::text, 'other'::text]))),
  constraint house_contact_phone_check CHECK ((phone ~ '^(\+\d{4,15}|\d{2,6})$'::text)),
  constraint house_contact_service_check CHECK ((service = ANY (ARRAY['heating'::text, 'hot-water'::text, 'cold-water'::text, 'sewerage'::text, 'electricity'::text, 'gas'::text]))),
  constraint house_contact_title_check CHECK ((title <> ''::text)),
  constraint house_contact_building_id_fkey FOREIGN KEY (building_id) REFERENCES building(id),
  constraint house_contact_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
  constraint house_contact_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint house_contact_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES person(id)
);
comment on table house_contact is 'whom the dispatcher rings: of one house, or without one of all houses of the organisation';
CREATE INDEX house_contact_organisation ON public.house_contact USING btree (organisation_id, building_id) WHERE (removed_at IS NULL);
grant insert, select on house_contact to domovoy_app;
grant select on house_contact to domovoy_reader;
grant update (building_id, hours, kind, phone, removed_at, removed_by, service, title) on house_contact to domovoy_app;

create table house_note (
  id uuid not null,
  building_id uuid not null,
  premises_id uuid,
  entrance integer,
  kind text not null,
  words text not null,
  since timestamp with time zone not null default domovoy_now(),
  till date,
  made_by uuid not null,
  removed_at timestamp with time zone,
  removed_by uuid,
  constraint house_note_pkey PRIMARY KEY (id),
  constraint house_note_check CHECK (((removed_at IS NULL) = (removed_by IS NULL))),
  constraint house_note_entrance_check CHECK (((entrance >= 1) AND (entrance <= 99))),
  constraint house_note_kind_check CHECK ((kind = ANY (ARRAY['access'::text, 'danger'::text, 'vulnerable'::text, 'key'::text, 'pet'::text, 'other'::text]))),
  constraint house_note_words_check CHECK ((words <> ''::text)),
  constraint house_note_building_id_fkey FOREIGN KEY (building_id) REFERENCES building(id),
  constraint house_note_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
  constraint house_note_premises_id_fkey FOREIGN KEY (premises_id) REFERENCES premises(id),
  constraint house_note_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES person(id)
);
comment on table house_note is 'what a dispatcher tells whoever goes there: personal data, for the desks of the manager only';
comment on column house_note.till is 'the last day on which it is true; null: until somebody removes it';
CREATE INDEX house_note_building ON public.house_note USING btree (building_id) WHERE (removed_at IS NULL);
grant insert, select on house_note to domovoy_app;
grant select on house_note to domovoy_reader;
grant update (entrance, kind, premises_id, removed_at, removed_by, till, words) on house_note to domovoy_app;

create table installation (
  one boolean not null default true,
  kind text not null,
  offset_ms bigint not null default 0,
  created_at timestamp with time zone not null default clock_timestamp(),
  doors_by uuid,
  doors_since timestamp with time zone,
  doors_until timestamp with time zone,
  constraint installation_pkey PRIMARY KEY (one),
  constraint doors_closed_by_somebody CHECK ((num_nonnulls(doors_by, doors_since, doors_until) = ANY (ARRAY[0, 3]))),
  constraint installation_kind_check CHECK ((kind = ANY (ARRAY['training'::text, 'live'::text]))),
  constraint installation_one_check CHECK (one),
  constraint live_time_cannot_move CHECK (((kind = 'training'::text) OR ((offset_ms = 0) AND (doors_by IS NULL))))
);
comment on column installation.doors_by is 'who closed them: whoever comes later with another mark moves no time';
CREATE TRIGGER installation_is_fixed BEFORE DELETE OR UPDATE ON public.installation FOR EACH ROW EXECUTE FUNCTION installation_is_fixed();
grant select on installation to domovoy_app;
grant select on installation to domovoy_reader;
grant update (doors_by, doors_since, doors_until, offset_ms) on installation to domovoy_app;

create table letter_lane (
  channel text not null,
  beat_at timestamp with time zone,
  down_since timestamp with time zone,
  tries integer not null default 0,
  probe_at timestamp with time zone,
  constraint letter_lane_pkey PRIMARY KEY (channel),
  constraint letter_lane_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'push'::text]))),
  constraint letter_lane_check CHECK (((down_since IS NULL) = (probe_at IS NULL)))
);
comment on column letter_lane.beat_at is 'real time: when somebody who sends for this channel was last alive';
comment on column letter_lane.down_since is 'by the clock of the region: since then nobody answers on the other side';
comment on column letter_lane.probe_at is 'by the clock of the region: one letter finds out no earlier whether it is back';
grant select, update on letter_lane to domovoy_app;
grant select on letter_lane to domovoy_reader;

create table meeting (
  case_id uuid not null,
  building_id uuid not null,
  form text not null,
  annual boolean not null default false,
  title text not null default ''::text,
  initiator_kind text not null,
  initiator_person_id uuid,
  initiator_organisation_id uuid,
  administrator_person_id uuid,
  administrator_organisation_id uuid,
  opens_at timestamp with time zone,
  closes_at timestamp with time zone,
  discussion_at timestamp with time zone,
  discussion_place text,
  paper_address text,
  paper_from text,
  paper_to text,
  paper_weekends boolean not null default false,
  materials_place text,
  storage_place text,
  direct_management boolean not null default false,
  first_electronic boolean not null default false,
  posting_place text,
  posting_decided_by text,
  repeats_id uuid,
  chair_id uuid,
  secretary_id uuid,
  counter_ids uuid[] not null default '{}'::uuid[],
  total numeric(12,2),
  total_basis text,
  law_day date not null,
  requested_at timestamp with time zone,
  noticed_at timestamp with time zone,
  frozen_at timestamp with time zone,
  opened_at timestamp with time zone,
  sealed_at timestamp with time zone,
  handed_at timestamp with time zone,
  filed_at timestamp with time zone,
  published_at timestamp with time zone,
  system_number text,
  notice_checks jsonb,
  entrances integer,
  law_rule text not null default 'single'::text,
  constraint meeting_pkey PRIMARY KEY (case_id),
  constraint meeting_system_number_key UNIQUE (system_number),
  constraint meeting_check CHECK ((closes_at >= opens_at)),
  constraint meeting_check1 CHECK (((paper_to ~ '^[0-2][0-9]:[0-5][0-9]$'::text) AND (paper_to > paper_from))),
  constraint meeting_check2 CHECK ((num_nonnulls(initiator_person_id, initiator_organisation_id) = 1)),
  constraint meeting_check3 CHECK ((num_nonnulls(administrator_person_id, administrator_organisation_id) <= 1)),
  constraint meeting_form_check CHECK ((form = ANY (ARRAY['in-person'::text, 'in-absentia'::text, 'mixed'::text, 'electronic'::text]))),
  constraint meeting_initiator_kind_check CHECK ((initiator_kind = ANY (ARRAY['owner'::text, 'manager'::text, 'municipality'::text, 'group'::text]))),
  constraint meeting_law_rule_check CHECK ((law_rule = ANY (ARRAY['single'::text, 'stages'::text]))),
  constraint meeting_paper_from_check CHECK ((paper_from ~ '^[0-2][0-9]:[0-5][0-9]$'::text)),
  constraint meeting_total_check CHECK ((total > (0)::numeric)),
  constraint meeting_administrator_organisation_id_fkey FOREIGN KEY (administrator_organisation_id) REFERENCES organisation(id),
  constraint meeting_administrator_person_id_fkey FOREIGN KEY (administrator_person_id) REFERENCES person(id),
  constraint meeting_building_id_fkey FOREIGN KEY (building_id) REFERENCES building(id),
  constraint meeting_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint meeting_chair_id_fkey FOREIGN KEY (chair_id) REFERENCES person(id),
  constraint meeting_initiator_organisation_id_fkey FOREIGN KEY (initiator_organisation_id) REFERENCES organisation(id),
  constraint meeting_initiator_person_id_fkey FOREIGN KEY (initiator_person_id) REFERENCES person(id),
  constraint meeting_repeats_id_fkey FOREIGN KEY (repeats_id) REFERENCES meeting(case_id),
  constraint meeting_secretary_id_fkey FOREIGN KEY (secretary_id) REFERENCES person(id)
);
comment on column meeting.paper_from is 'hours in which paper is taken in, wall clock of the house; null: not named';
comment on column meeting.posting_decided_by is 'protocol of the earlier meeting that named the place in the house (N-04)';
comment on column meeting.total is 'V_all as stated by a person: the area of all premises, not of known rights (V-02)';
comment on column meeting.law_day is 'the day the draft began, from the notice on its day; what it decides: law_rule';
comment on column meeting.requested_at is 'handed to the administrator (E-04), or the request came to the manager (K-05)';
comment on column meeting.system_number is 'identifier of the notice, and so the number of the protocol (N-08, P-05)';
comment on column meeting.notice_checks is 'the law check as it stood when the notice was given';
comment on column meeting.entrances is 'of the house when the notice froze: some thresholds are asked per entrance';
comment on column meeting.law_rule is 'single: law_day decides everything; stages: each stage has its own day (law/meeting/stages-of-law.ts); set by the notice';
CREATE INDEX meeting_building ON public.meeting USING btree (building_id);
CREATE INDEX meeting_repeats ON public.meeting USING btree (repeats_id) WHERE (repeats_id IS NOT NULL);
CREATE TRIGGER keeps_entrances BEFORE UPDATE ON public.meeting FOR EACH ROW EXECUTE FUNCTION meeting_keeps_entrances();
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.meeting FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER terms_stay BEFORE DELETE OR UPDATE ON public.meeting FOR EACH ROW EXECUTE FUNCTION meeting_terms_stay();
grant insert, select, update on meeting to domovoy_app;
grant select on meeting to domovoy_reader;

create table meeting_ballot (
  id uuid not null,
  case_id uuid not null,
  seq integer not null,
  right_id uuid not null,
  person_id uuid,
  organisation_id uuid,
  channel text not null,
  received_at timestamp with time zone not null,
  decided_on date,
  marks jsonb not null,
  particulars text[] not null,
  proxy_id uuid,
  entered_by uuid,
  scan_document_id uuid,
  comment text,
  nonce text not null,
  leaf text not null,
  prev text not null,
  hash text not null,
  logged_at timestamp with time zone not null,
  constraint meeting_ballot_pkey PRIMARY KEY (id),
  constraint meeting_ballot_case_id_seq_key UNIQUE (case_id, seq),
  constraint meeting_ballot_channel_check CHECK ((channel = ANY (ARRAY['online'::text, 'paper'::text, 'hand'::text]))),
  constraint meeting_ballot_check CHECK ((num_nonnulls(person_id, organisation_id) = 1)),
  constraint meeting_ballot_seq_check CHECK ((seq > 0)),
  constraint received_first CHECK ((received_at <= logged_at)),
  constraint meeting_ballot_case_id_right_id_fkey FOREIGN KEY (case_id, right_id) REFERENCES meeting_right(case_id, id),
  constraint meeting_ballot_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  constraint meeting_ballot_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint meeting_ballot_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint meeting_ballot_proxy_id_fkey FOREIGN KEY (proxy_id) REFERENCES meeting_proxy(id),
  constraint meeting_ballot_scan_document_id_fkey FOREIGN KEY (scan_document_id) REFERENCES case_document(id)
);
comment on table meeting_ballot is 'every decision that ever came, the late and the second too; which count is asked of law/meeting';
comment on column meeting_ballot.marks is 'question id → marks exactly as they stand, several or none included';
comment on column meeting_ballot.leaf is 'RFC 6962 leaf over a salted commitment to the record (docs/ballot-log.md)';
comment on column meeting_ballot.logged_at is 'when it entered the log: later than its receipt only for paper';
CREATE INDEX meeting_ballot_person ON public.meeting_ballot USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX meeting_ballot_right ON public.meeting_ballot USING btree (right_id);
CREATE INDEX meeting_ballot_tracker ON public.meeting_ballot USING btree ("left"(leaf, 20));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.meeting_ballot FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on meeting_ballot to domovoy_app;
grant select on meeting_ballot to domovoy_reader;

create table meeting_ballot_entry (
  id uuid not null,
  case_id uuid not null,
  right_id uuid not null,
  person_id uuid,
  organisation_id uuid,
  channel text not null,
  received_at timestamp with time zone not null,
  decided_on date,
  particulars text[] not null,
  proxy_id uuid,
  scan_document_id uuid,
  comment text,
  first_by uuid not null,
  first_at timestamp with time zone not null,
  first_marks jsonb not null,
  second_by uuid,
  second_at timestamp with time zone,
  second_marks jsonb,
  mismatch text[] not null default '{}'::text[],
  ballot_id uuid,
  settled_by uuid,
  settled_at timestamp with time zone,
  constraint meeting_ballot_entry_pkey PRIMARY KEY (id),
  constraint meeting_ballot_entry_channel_check CHECK ((channel = ANY (ARRAY['paper'::text, 'hand'::text]))),
  constraint meeting_ballot_entry_check CHECK ((num_nonnulls(person_id, organisation_id) = 1)),
  constraint meeting_ballot_entry_ballot_id_fkey FOREIGN KEY (ballot_id) REFERENCES meeting_ballot(id),
  constraint meeting_ballot_entry_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id),
  constraint meeting_ballot_entry_first_by_fkey FOREIGN KEY (first_by) REFERENCES person(id),
  constraint meeting_ballot_entry_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint meeting_ballot_entry_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint meeting_ballot_entry_proxy_id_fkey FOREIGN KEY (proxy_id) REFERENCES meeting_proxy(id),
  constraint meeting_ballot_entry_right_id_fkey FOREIGN KEY (right_id) REFERENCES meeting_right(id),
  constraint meeting_ballot_entry_scan_document_id_fkey FOREIGN KEY (scan_document_id) REFERENCES case_document(id),
  constraint meeting_ballot_entry_second_by_fkey FOREIGN KEY (second_by) REFERENCES person(id),
  constraint meeting_ballot_entry_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES person(id)
);
comment on table meeting_ballot_entry is 'paper typed in twice before it becomes a ballot; mismatch names the questions';
comment on column meeting_ballot_entry.settled_by is 'who looked at the paper again where two typings differed';
CREATE INDEX meeting_ballot_entry_case ON public.meeting_ballot_entry USING btree (case_id) WHERE (ballot_id IS NULL);
CREATE INDEX meeting_ballot_entry_right ON public.meeting_ballot_entry USING btree (right_id);
CREATE TRIGGER paper_stays BEFORE DELETE OR UPDATE ON public.meeting_ballot_entry FOR EACH ROW EXECUTE FUNCTION paper_stays();
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_ballot_entry REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_ballot_entry();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_ballot_entry REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_ballot_entry();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_ballot_entry REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_ballot_entry();
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.meeting_ballot_entry FOR EACH ROW EXECUTE FUNCTION settled_stays('mismatch', 'second_by second_at second_marks settled_by settled_at ballot_id');
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.meeting_ballot_entry FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on meeting_ballot_entry to domovoy_app;
grant select on meeting_ballot_entry to domovoy_reader;
grant update (ballot_id, mismatch, second_at, second_by, second_marks, settled_at, settled_by) on meeting_ballot_entry to domovoy_app;

create table meeting_checkpoint (
  case_id uuid not null,
  size integer not null,
  root text not null,
  at timestamp with time zone not null,
  text text not null,
  signature text not null,
  constraint meeting_checkpoint_pkey PRIMARY KEY (case_id, size, at),
  constraint meeting_checkpoint_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id)
);
CREATE INDEX meeting_checkpoint_last ON public.meeting_checkpoint USING btree (case_id, at DESC, size DESC);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.meeting_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_checkpoint REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_checkpoint();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_checkpoint REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_checkpoint();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_checkpoint REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_checkpoint();
grant insert, select on meeting_checkpoint to domovoy_app;
grant select on meeting_checkpoint to domovoy_reader;

create table meeting_comment (
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  body text not null,
  at timestamp with time zone not null,
  constraint meeting_comment_pkey PRIMARY KEY (id),
  constraint meeting_comment_body_check CHECK ((body <> ''::text)),
  constraint meeting_comment_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id),
  constraint meeting_comment_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX meeting_comment_case ON public.meeting_comment USING btree (case_id, at);
grant insert, select on meeting_comment to domovoy_app;
grant select on meeting_comment to domovoy_reader;

create table meeting_council_member (
  case_id uuid not null,
  person_id uuid not null,
  named_by uuid,
  named_at timestamp with time zone not null,
  constraint meeting_council_member_pkey PRIMARY KEY (case_id, person_id),
  constraint meeting_council_member_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting_protocol(case_id),
  constraint meeting_council_member_named_by_fkey FOREIGN KEY (named_by) REFERENCES person(id),
  constraint meeting_council_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
comment on table meeting_council_member is 'elected by the meeting, as its protocol names them; named_by is null where the signature came before the naming';
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_council_member REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_council_member();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_council_member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_council_member();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_council_member REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_council_member();
CREATE TRIGGER settled BEFORE INSERT OR DELETE OR UPDATE ON public.meeting_council_member FOR EACH ROW EXECUTE FUNCTION meeting_council_stays();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.meeting_council_member FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant delete, insert, select on meeting_council_member to domovoy_app;
grant select on meeting_council_member to domovoy_reader;

create table meeting_count (
  case_id uuid not null,
  at timestamp with time zone not null,
  total text not null,
  participating text not null,
  online text not null,
  paper text not null,
  hand text not null,
  needed text not null,
  quorum boolean not null,
  outcomes jsonb not null,
  constraint meeting_count_pkey PRIMARY KEY (case_id),
  constraint meeting_count_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id)
);
comment on table meeting_count is 'the count at the close: areas as exact text; outcomes: ballot id → verdict and conflict';
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.meeting_count FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_count REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_count();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_count REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_count();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_count REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_count();
grant insert, select on meeting_count to domovoy_app;
grant select on meeting_count to domovoy_reader;

create table meeting_finding (
  id uuid not null,
  case_id uuid not null,
  point integer not null,
  verdict text not null,
  reason text,
  found_by uuid not null,
  found_at timestamp with time zone not null,
  constraint meeting_finding_pkey PRIMARY KEY (id),
  constraint meeting_finding_check CHECK (((verdict = 'holds'::text) OR (reason IS NOT NULL))),
  constraint meeting_finding_point_check CHECK ((point > 0)),
  constraint meeting_finding_verdict_check CHECK ((verdict = ANY (ARRAY['holds'::text, 'breach'::text, 'unseen'::text]))),
  constraint meeting_finding_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id),
  constraint meeting_finding_found_by_fkey FOREIGN KEY (found_by) REFERENCES person(id)
);
comment on table meeting_finding is 'points of the checklist as the inspectorate judged them; the last row of a point counts';
CREATE INDEX meeting_finding_case ON public.meeting_finding USING btree (case_id, point, found_at DESC);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.meeting_finding FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_finding REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_finding();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_finding REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_finding();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_finding REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_finding();
grant insert, select on meeting_finding to domovoy_app;
grant select on meeting_finding to domovoy_reader;

create table meeting_holder (
  right_id uuid not null,
  case_id uuid not null,
  ownership_id uuid not null,
  person_id uuid,
  organisation_id uuid,
  registry_number text,
  registry_day date,
  ballot_number text,
  ballot_day date,
  from_day date not null,
  to_day date,
  noted_at timestamp with time zone not null,
  basis text not null default 'record'::text,
  until_day date,
  constraint meeting_holder_pkey PRIMARY KEY (right_id, ownership_id),
  constraint act_has_its_term CHECK (((basis = 'act'::text) = (until_day IS NOT NULL))),
  constraint meeting_holder_basis_check CHECK ((basis = ANY (ARRAY['record'::text, 'act'::text]))),
  constraint meeting_holder_check CHECK ((num_nonnulls(person_id, organisation_id) = 1)),
  constraint meeting_holder_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id),
  constraint meeting_holder_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint meeting_holder_ownership_id_fkey FOREIGN KEY (ownership_id) REFERENCES ownership(id),
  constraint meeting_holder_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint meeting_holder_right_id_fkey FOREIGN KEY (right_id) REFERENCES meeting_right(id)
);
comment on column meeting_holder.to_day is 'last day of title: the right is asked on the day of the decision (X-09)';
comment on column meeting_holder.noted_at is 'when the meeting learned of this title: later than frozen_at for a buyer';
comment on column meeting_holder.until_day is 'last day on which a decision by an act counts; null for a record';
CREATE INDEX meeting_holder_case ON public.meeting_holder USING btree (case_id);
CREATE INDEX meeting_holder_organisation ON public.meeting_holder USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);
CREATE INDEX meeting_holder_person ON public.meeting_holder USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_holder REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_holder();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_holder REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_holder();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_holder REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_holder();
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.meeting_holder FOR EACH ROW EXECUTE FUNCTION settled_stays('', 'to_day');
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.meeting_holder FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on meeting_holder to domovoy_app;
grant select on meeting_holder to domovoy_reader;
grant update (to_day) on meeting_holder to domovoy_app;

create table meeting_inspection (
  id uuid not null,
  case_id uuid not null,
  other_case_id uuid not null,
  kinds text[] not null,
  found_at timestamp with time zone not null,
  done_at timestamp with time zone,
  done_by uuid,
  text_id uuid,
  constraint meeting_inspection_pkey PRIMARY KEY (id),
  constraint meeting_inspection_case_id_other_case_id_key UNIQUE (case_id, other_case_id),
  constraint meeting_inspection_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id),
  constraint meeting_inspection_done_by_fkey FOREIGN KEY (done_by) REFERENCES person(id),
  constraint meeting_inspection_other_case_id_fkey FOREIGN KEY (other_case_id) REFERENCES meeting(case_id),
  constraint meeting_inspection_text_id_fkey FOREIGN KEY (text_id) REFERENCES meeting_text(id)
);
comment on table meeting_inspection is 'two protocols on similar questions within the window of P-16: the inspectorate must check';
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_inspection REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_inspection();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_inspection REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_inspection();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_inspection REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_inspection();
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.meeting_inspection FOR EACH ROW EXECUTE FUNCTION settled_stays('', 'done_at done_by text_id');
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.meeting_inspection FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on meeting_inspection to domovoy_app;
grant select on meeting_inspection to domovoy_reader;
grant update (done_at, done_by, text_id) on meeting_inspection to domovoy_app;

create table meeting_key (
  one boolean not null default true,
  public_key text not null,
  private_key text not null,
  made_at timestamp with time zone not null,
  constraint meeting_key_pkey PRIMARY KEY (one),
  constraint meeting_key_one_check CHECK (one)
);
comment on table meeting_key is 'Ed25519 key of this installation that signs checkpoints of ballot logs';
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.meeting_key FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on meeting_key to domovoy_app;

create table meeting_material (
  case_id uuid not null,
  document_id uuid not null,
  question_id uuid,
  added_at timestamp with time zone not null,
  constraint meeting_material_pkey PRIMARY KEY (case_id, document_id),
  constraint meeting_material_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id),
  constraint meeting_material_document_id_fkey FOREIGN KEY (document_id) REFERENCES case_document(id),
  constraint meeting_material_question_id_fkey FOREIGN KEY (question_id) REFERENCES meeting_question(id) ON DELETE SET NULL
);
comment on table meeting_material is 'what owners may read before they decide; a document taken off the list stays filed, the list freezes with the notice';
CREATE INDEX meeting_material_question ON public.meeting_material USING btree (question_id) WHERE (question_id IS NOT NULL);
CREATE TRIGGER frozen BEFORE INSERT OR DELETE OR UPDATE ON public.meeting_material FOR EACH ROW EXECUTE FUNCTION meeting_is_frozen();
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_material REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_material();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_material REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_material();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_material REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_material();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.meeting_material FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant delete, insert, select, update on meeting_material to domovoy_app;
grant select on meeting_material to domovoy_reader;

create table meeting_notice (
  id uuid not null,
  case_id uuid not null,
  person_id uuid,
  organisation_id uuid,
  way text not null,
  sent_at timestamp with time zone not null,
  effective_at timestamp with time zone,
  returned_at timestamp with time zone,
  returned_why text,
  post_number text,
  proof_ids uuid[] not null default '{}'::uuid[],
  note text not null default ''::text,
  recorded_by uuid,
  recorded_at timestamp with time zone not null,
  voided_at timestamp with time zone,
  voided_by uuid,
  voided_why text,
  constraint meeting_notice_pkey PRIMARY KEY (id),
  constraint meeting_notice_check CHECK ((num_nonnulls(person_id, organisation_id) = 1)),
  constraint meeting_notice_check1 CHECK (((returned_at IS NULL) = (returned_why IS NULL))),
  constraint meeting_notice_check2 CHECK (((voided_at IS NULL) = (voided_why IS NULL))),
  constraint meeting_notice_returned_why_check CHECK ((returned_why = ANY (ARRAY['not-collected'::text, 'refused'::text, 'no-such-address'::text]))),
  constraint meeting_notice_way_check CHECK ((way = ANY (ARRAY['system'::text, 'letter'::text, 'signature'::text, 'posting'::text]))),
  constraint meeting_notice_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id),
  constraint meeting_notice_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint meeting_notice_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint meeting_notice_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES person(id),
  constraint meeting_notice_voided_by_fkey FOREIGN KEY (voided_by) REFERENCES person(id)
);
comment on table meeting_notice is 'the ledger per owner and way; a posting is one row for each owner it tells';
comment on column meeting_notice.effective_at is 'first legally effective instant (N-05, N-12); null while not known';
comment on column meeting_notice.proof_ids is 'case_document: sheet signed, postal receipt, photo of the posting (N-13)';
comment on column meeting_notice.voided_at is 'typed in by mistake: the line stays to be read and proves nothing';
CREATE UNIQUE INDEX meeting_notice_once ON public.meeting_notice USING btree (case_id, way, COALESCE(person_id, organisation_id), sent_at) WHERE (voided_at IS NULL);
CREATE INDEX meeting_notice_owner ON public.meeting_notice USING btree (case_id, COALESCE(person_id, organisation_id));
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_notice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_notice();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_notice REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_notice();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_notice REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_notice();
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.meeting_notice FOR EACH ROW EXECUTE FUNCTION settled_stays('effective_at proof_ids', 'returned_at returned_why voided_at voided_by voided_why');
CREATE TRIGGER settled_notice BEFORE UPDATE ON public.meeting_notice FOR EACH ROW EXECUTE FUNCTION meeting_notice_stays();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.meeting_notice FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on meeting_notice to domovoy_app;
grant select on meeting_notice to domovoy_reader;
grant update (effective_at, proof_ids, returned_at, returned_why, voided_at, voided_by, voided_why) on meeting_notice to domovoy_app;

create table meeting_protocol (
  case_id uuid not null,
  number text not null,
  form_norm text not null,
  drafted_at timestamp with time zone not null,
  complete_at timestamp with time zone,
  document_id uuid,
  xml_id uuid,
  constraint meeting_protocol_pkey PRIMARY KEY (case_id),
  constraint meeting_protocol_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id),
  constraint meeting_protocol_document_id_fkey FOREIGN KEY (document_id) REFERENCES case_document(id),
  constraint meeting_protocol_xml_id_fkey FOREIGN KEY (xml_id) REFERENCES case_document(id)
);
comment on column meeting_protocol.complete_at is 'the last signature, or the system''s own';
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_protocol REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_protocol();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_protocol REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_protocol();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_protocol REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_protocol();
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.meeting_protocol FOR EACH ROW EXECUTE FUNCTION settled_stays('document_id xml_id', 'complete_at');
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.meeting_protocol FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on meeting_protocol to domovoy_app;
grant select on meeting_protocol to domovoy_reader;
grant update (complete_at, document_id, xml_id) on meeting_protocol to domovoy_app;

create table meeting_protocol_signature (
  case_id uuid not null,
  part text not null,
  person_id uuid not null,
  signed_at timestamp with time zone not null,
  constraint meeting_protocol_signature_pkey PRIMARY KEY (case_id, part, person_id),
  constraint meeting_protocol_signature_part_check CHECK ((part = ANY (ARRAY['chair'::text, 'secretary'::text, 'counter'::text, 'council'::text, 'founder'::text, 'initiator'::text]))),
  constraint meeting_protocol_signature_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting_protocol(case_id),
  constraint meeting_protocol_signature_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.meeting_protocol_signature FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_protocol_signature REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_protocol_signature();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_protocol_signature REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_protocol_signature();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_protocol_signature REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_protocol_signature();
grant insert, select on meeting_protocol_signature to domovoy_app;
grant select on meeting_protocol_signature to domovoy_reader;

create table meeting_proxy (
  id uuid not null,
  case_id uuid not null,
  principal_person_id uuid,
  principal_organisation_id uuid,
  agent_person_id uuid not null,
  document_id uuid,
  given_at timestamp with time zone not null,
  checked_by uuid,
  checked_at timestamp with time zone,
  valid boolean,
  reason text,
  entered_by uuid,
  from_day date,
  until_day date,
  exception text,
  refused_at timestamp with time zone,
  refused_by uuid,
  constraint meeting_proxy_pkey PRIMARY KEY (id),
  constraint meeting_proxy_check CHECK ((num_nonnulls(principal_person_id, principal_organisation_id) = 1)),
  constraint meeting_proxy_check1 CHECK (((checked_at IS NULL) = (valid IS NULL))),
  constraint meeting_proxy_exception_check CHECK ((exception = 'initiator'::text)),
  constraint refused_once CHECK (((refused_by IS NULL) OR (refused_at IS NOT NULL))),
  constraint term_runs_on CHECK ((until_day >= from_day)),
  constraint meeting_proxy_agent_person_id_fkey FOREIGN KEY (agent_person_id) REFERENCES person(id),
  constraint meeting_proxy_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id),
  constraint meeting_proxy_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES person(id),
  constraint meeting_proxy_document_id_fkey FOREIGN KEY (document_id) REFERENCES case_document(id),
  constraint meeting_proxy_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id),
  constraint meeting_proxy_principal_organisation_id_fkey FOREIGN KEY (principal_organisation_id) REFERENCES organisation(id),
  constraint meeting_proxy_principal_person_id_fkey FOREIGN KEY (principal_person_id) REFERENCES person(id),
  constraint meeting_proxy_refused_by_fkey FOREIGN KEY (refused_by) REFERENCES person(id)
);
comment on column meeting_proxy.entered_by is 'who wrote it down, never the one who finds it good; of older ones, who filed the scan';
comment on column meeting_proxy.until_day is 'last day of force, the one of the law where the paper names none';
comment on column meeting_proxy.exception is 'found good by whoever called the meeting, because nobody else could';
comment on column meeting_proxy.refused_at is 'when the principal refused it: nothing voted by it counts';
comment on column meeting_proxy.refused_by is 'who did so in the system; null by the link of the letter';
CREATE INDEX meeting_proxy_case ON public.meeting_proxy USING btree (case_id, agent_person_id);
CREATE TRIGGER power_stays BEFORE DELETE OR UPDATE ON public.meeting_proxy FOR EACH ROW EXECUTE FUNCTION power_stays();
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_proxy REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_proxy();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_proxy REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_proxy();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_proxy REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_proxy();
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.meeting_proxy FOR EACH ROW EXECUTE FUNCTION meeting_proxy_stays();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.meeting_proxy FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select, update on meeting_proxy to domovoy_app;
grant select on meeting_proxy to domovoy_reader;

create table meeting_question (
  id uuid not null,
  case_id uuid not null,
  number integer not null,
  kind text not null,
  wording text not null,
  proposal text not null default ''::text,
  speaker text not null default ''::text,
  entrance integer,
  entrance_total numeric(12,2),
  rule text,
  citation text,
  constraint meeting_question_pkey PRIMARY KEY (id),
  constraint meeting_question_case_id_number_key UNIQUE (case_id, number) DEFERRABLE INITIALLY DEFERRED,
  constraint meeting_question_entrance_check CHECK ((entrance > 0)),
  constraint meeting_question_number_check CHECK ((number > 0)),
  constraint meeting_question_wording_check CHECK (((length(btrim(wording)) >= 1) AND (length(btrim(wording)) <= 3000))),
  constraint meeting_question_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id)
);
comment on column meeting_question.entrance is 'where the flat stands that is turned into non-living premises: its owners decide apart as well (ЖК РФ ст. 45 ч. 3)';
comment on column meeting_question.entrance_total is 'area of all premises of the entrance, written with the notice';
comment on column meeting_question.rule is 'threshold of the kind under the law day, written when the agenda freezes';
CREATE TRIGGER frozen BEFORE INSERT OR DELETE OR UPDATE ON public.meeting_question FOR EACH ROW EXECUTE FUNCTION meeting_is_frozen();
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_question REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_question();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_question REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_question();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_question REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_question();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.meeting_question FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant delete, insert, select, update on meeting_question to domovoy_app;
grant select on meeting_question to domovoy_reader;

create table meeting_refusal (
  case_id uuid not null,
  right_id uuid not null,
  person_id uuid not null,
  at timestamp with time zone not null,
  constraint meeting_refusal_pkey PRIMARY KEY (case_id, right_id),
  constraint meeting_refusal_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id),
  constraint meeting_refusal_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint meeting_refusal_right_id_fkey FOREIGN KEY (right_id) REFERENCES meeting_right(id)
);
comment on table meeting_refusal is 'rights whose owner refused the form of a first electronic meeting (K-20)';
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.meeting_refusal FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_refusal REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_refusal();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_refusal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_refusal();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_refusal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_refusal();
grant insert, select on meeting_refusal to domovoy_app;
grant select on meeting_refusal to domovoy_reader;

create table meeting_reminder (
  id uuid not null,
  case_id uuid not null,
  at timestamp with time zone not null,
  by uuid,
  people integer not null,
  constraint meeting_reminder_pkey PRIMARY KEY (id),
  constraint meeting_reminder_by_fkey FOREIGN KEY (by) REFERENCES person(id),
  constraint meeting_reminder_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id)
);
comment on column meeting_reminder.by is 'null: Domovoy itself';
CREATE INDEX meeting_reminder_case ON public.meeting_reminder USING btree (case_id, at);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.meeting_reminder FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_reminder REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_reminder();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_reminder REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_reminder();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_reminder REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_reminder();
grant insert, select on meeting_reminder to domovoy_app;
grant select on meeting_reminder to domovoy_reader;

create table meeting_result (
  case_id uuid not null,
  question_id uuid not null,
  rule text not null,
  citation text not null,
  votes_for text not null,
  votes_against text not null,
  votes_abstained text not null,
  votes_invalid text not null,
  votes_absent text not null,
  passed boolean not null,
  missing text not null,
  entrance jsonb,
  constraint meeting_result_pkey PRIMARY KEY (case_id, question_id),
  constraint meeting_result_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id),
  constraint meeting_result_question_id_fkey FOREIGN KEY (question_id) REFERENCES meeting_question(id)
);
comment on column meeting_result.entrance is 'number, total, participating and for of the entrance that decides apart: areas as exact text';
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.meeting_result FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_result REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_result();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_result REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_result();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_result REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_result();
grant insert, select on meeting_result to domovoy_app;
grant select on meeting_result to domovoy_reader;

create table meeting_right (
  id uuid not null,
  case_id uuid not null,
  premises_id uuid not null,
  premises_number text not null,
  premises_kind text not null,
  entrance integer,
  cadastral text,
  kind text not null,
  area numeric(10,2) not null,
  area_egrn numeric(10,2),
  area_hand numeric(10,2),
  share_n bigint not null,
  share_d bigint not null,
  votes_n bigint not null,
  votes_d bigint not null,
  ownership_ids uuid[] not null,
  place integer not null,
  constraint meeting_right_pkey PRIMARY KEY (id),
  constraint meeting_right_case_id_id_key UNIQUE (case_id, id),
  constraint meeting_right_case_id_place_key UNIQUE (case_id, place),
  constraint meeting_right_area_check CHECK ((area >= (0)::numeric)),
  constraint meeting_right_check CHECK ((share_d >= share_n)),
  constraint meeting_right_kind_check CHECK ((kind = ANY (ARRAY['sole'::text, 'shared'::text, 'joint'::text]))),
  constraint meeting_right_share_n_check CHECK ((share_n > 0)),
  constraint meeting_right_votes_d_check CHECK ((votes_d > 0)),
  constraint meeting_right_votes_n_check CHECK ((votes_n >= 0)),
  constraint meeting_right_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id),
  constraint meeting_right_premises_id_fkey FOREIGN KEY (premises_id) REFERENCES premises(id)
);
comment on table meeting_right is 'the register as frozen by the notice; spouses in joint ownership are one right';
CREATE INDEX meeting_right_premises ON public.meeting_right USING btree (case_id, premises_id);
CREATE TRIGGER frozen BEFORE INSERT OR DELETE OR UPDATE ON public.meeting_right FOR EACH ROW EXECUTE FUNCTION meeting_is_frozen();
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_right REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_right();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_right REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_right();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_right REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_right();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.meeting_right FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on meeting_right to domovoy_app;
grant select on meeting_right to domovoy_reader;

create table meeting_share (
  id uuid not null,
  case_id uuid not null,
  token_hash bytea not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  revoked_by uuid,
  revoked_at timestamp with time zone,
  constraint meeting_share_pkey PRIMARY KEY (id),
  constraint meeting_share_token_hash_key UNIQUE (token_hash),
  constraint meeting_share_check CHECK (((revoked_by IS NULL) = (revoked_at IS NULL))),
  constraint meeting_share_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id),
  constraint meeting_share_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
  constraint meeting_share_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES person(id)
);
comment on table meeting_share is 'a secret link to stage, dates and turnout for anybody; the secret itself is not kept';
CREATE UNIQUE INDEX meeting_share_live ON public.meeting_share USING btree (case_id) WHERE (revoked_at IS NULL);
grant insert, select, update on meeting_share to domovoy_app;
grant select on meeting_share to domovoy_reader;

create table meeting_signature (
  case_id uuid not null,
  person_id uuid not null,
  at timestamp with time zone not null,
  constraint meeting_signature_pkey PRIMARY KEY (case_id, person_id),
  constraint meeting_signature_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id),
  constraint meeting_signature_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
comment on table meeting_signature is 'owners who ask for a meeting together (K-05); their votes are asked when the request is handed over';
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_signature REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_signature();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_signature REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_signature();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_signature REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_signature();
CREATE TRIGGER settled BEFORE INSERT OR DELETE OR UPDATE ON public.meeting_signature FOR EACH ROW EXECUTE FUNCTION meeting_request_stays();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.meeting_signature FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant delete, insert, select, update on meeting_signature to domovoy_app;
grant select on meeting_signature to domovoy_reader;

create table meeting_text (
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  body text not null,
  author_id uuid,
  at timestamp with time zone not null,
  constraint meeting_text_pkey PRIMARY KEY (id),
  constraint meeting_text_body_check CHECK ((body <> ''::text)),
  constraint meeting_text_kind_check CHECK ((kind = ANY (ARRAY['reason'::text, 'remark'::text, 'request'::text, 'note'::text, 'finding'::text]))),
  constraint meeting_text_author_id_fkey FOREIGN KEY (author_id) REFERENCES person(id),
  constraint meeting_text_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id)
);
comment on table meeting_text is 'words that a command speaks of by id: why cancelled, what the inspectorate remarks';
CREATE INDEX meeting_text_case ON public.meeting_text USING btree (case_id, at);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.meeting_text FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER record_delete AFTER DELETE ON public.meeting_text REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_text();
CREATE TRIGGER record_insert AFTER INSERT ON public.meeting_text REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_text();
CREATE TRIGGER record_update AFTER UPDATE ON public.meeting_text REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_meeting_text();
grant insert, select on meeting_text to domovoy_app;
grant select on meeting_text to domovoy_reader;

create table municipality (
  id uuid not null,
  name text not null,
  region text not null,
  constraint municipality_pkey PRIMARY KEY (id),
  constraint municipality_region_name_key UNIQUE (region, name)
);
grant insert, select on municipality to domovoy_app;
grant select on municipality to domovoy_reader;

create table operator_act (
  id uuid not null,
  person_id uuid not null,
  act text not null,
  subject text,
  count integer not null,
  at timestamp with time zone not null,
  done_at timestamp with time zone not null default clock_timestamp(),
  constraint operator_act_pkey PRIMARY KEY (id),
  constraint operator_act_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
comment on table operator_act is 'who pressed what and of how many things; at by the clock of the region';
CREATE INDEX operator_act_latest ON public.operator_act USING btree (done_at DESC);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.operator_act FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on operator_act to domovoy_app;
grant select on operator_act to domovoy_reader;

create table organisation (
  id uuid not null,
  kind text not null,
  name text not null,
  short_name text not null,
  inn text not null,
  ogrn text not null,
  region text not null,
  municipality_id uuid,
  address text not null,
  phone text,
  email text,
  zone text not null,
  constraint organisation_pkey PRIMARY KEY (id),
  constraint organisation_inn_key UNIQUE (inn),
  constraint organisation_ogrn_key UNIQUE (ogrn),
  constraint organisation_inn_check CHECK ((inn ~ '^(\d{10}|\d{12})$'::text)),
  constraint organisation_kind_check CHECK ((kind = ANY (ARRAY['manager'::text, 'association'::text, 'supplier'::text, 'municipality'::text, 'inspectorate'::text, 'ministry'::text, 'platform'::text, 'contractor'::text]))),
  constraint organisation_ogrn_check CHECK ((ogrn ~ '^(\d{13}|\d{15})$'::text)),
  constraint organisation_municipality_id_fkey FOREIGN KEY (municipality_id) REFERENCES municipality(id)
);
CREATE INDEX organisation_municipality ON public.organisation USING btree (municipality_id, kind);
grant insert, select, update on organisation to domovoy_app;
grant select on organisation to domovoy_reader;

create table organisation_building (
  organisation_id uuid not null,
  building_id uuid not null,
  part text not null,
  service text,
  from_day date not null,
  to_day date,
  constraint organisation_building_check CHECK (((part = 'supplies'::text) = (service IS NOT NULL))),
  constraint organisation_building_check1 CHECK ((to_day >= from_day)),
  constraint organisation_building_part_check CHECK ((part = ANY (ARRAY['manages'::text, 'supplies'::text]))),
  constraint organisation_building_building_id_fkey FOREIGN KEY (building_id) REFERENCES building(id),
  constraint organisation_building_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);
CREATE UNIQUE INDEX building_has_one_manager ON public.organisation_building USING btree (building_id) WHERE ((part = 'manages'::text) AND (to_day IS NULL));
CREATE INDEX organisation_building_house ON public.organisation_building USING btree (building_id, part);
CREATE UNIQUE INDEX organisation_building_once ON public.organisation_building USING btree (organisation_id, building_id, part, COALESCE(service, ''::text), from_day);
CREATE TRIGGER history_only_ends BEFORE DELETE OR UPDATE ON public.organisation_building FOR EACH ROW EXECUTE FUNCTION history_only_ends();
grant insert, select on organisation_building to domovoy_app;
grant select on organisation_building to domovoy_reader;
grant update (to_day) on organisation_building to domovoy_app;

create table outage (
  case_id uuid not null,
  kind text not null,
  services text[] not null,
  plan_id uuid not null,
  version integer not null,
  began_at timestamp with time zone,
  restored_at timestamp with time zone,
  constraint outage_pkey PRIMARY KEY (case_id),
  constraint outage_check CHECK (((restored_at IS NULL) OR ((began_at IS NOT NULL) AND (restored_at >= began_at)))),
  constraint outage_kind_check CHECK ((kind = ANY (ARRAY['planned'::text, 'emergency'::text]))),
  constraint outage_services_check CHECK (((cardinality(services) > 0) AND (services <@ ARRAY['heating'::text, 'hot-water'::text, 'cold-water'::text, 'sewerage'::text, 'electricity'::text, 'gas'::text, 'lift'::text]))),
  constraint outage_version_check CHECK ((version > 0)),
  constraint outage_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint outage_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES outage_plan(id)
);
comment on column outage.plan_id is 'what holds now';
CREATE INDEX outage_plan_now ON public.outage USING btree (plan_id);
CREATE TRIGGER record_delete AFTER DELETE ON public.outage REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_insert AFTER INSERT ON public.outage REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_update AFTER UPDATE ON public.outage REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.outage FOR EACH ROW EXECUTE FUNCTION settled_stays('plan_id version began_at restored_at', '');
CREATE TRIGGER settled_end BEFORE UPDATE ON public.outage FOR EACH ROW EXECUTE FUNCTION outage_ends_settled();
CREATE TRIGGER settled_version BEFORE UPDATE ON public.outage FOR EACH ROW EXECUTE FUNCTION outage_version_counts();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.outage FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on outage to domovoy_app;
grant select on outage to domovoy_reader;
grant update (began_at, plan_id, restored_at, version) on outage to domovoy_app;

create table outage_house (
  plan_id uuid not null,
  building_id uuid not null,
  case_id uuid not null,
  entrances jsonb not null,
  flats jsonb not null,
  risers text,
  constraint outage_house_pkey PRIMARY KEY (plan_id, building_id),
  constraint outage_house_entrances_check CHECK ((jsonb_typeof(entrances) = 'array'::text)),
  constraint outage_house_flats_check CHECK ((jsonb_typeof(flats) = 'array'::text)),
  constraint outage_house_risers_check CHECK ((risers <> ''::text)),
  constraint outage_house_building_id_fkey FOREIGN KEY (building_id) REFERENCES building(id),
  constraint outage_house_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint outage_house_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES outage_plan(id)
);
comment on table outage_house is 'the houses of a plan; no entrances and no flats: all of the house';
CREATE INDEX outage_house_building ON public.outage_house USING btree (building_id);
CREATE INDEX outage_house_case ON public.outage_house USING btree (case_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.outage_house FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER record_delete AFTER DELETE ON public.outage_house REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_insert AFTER INSERT ON public.outage_house REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_update AFTER UPDATE ON public.outage_house REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
grant insert, select on outage_house to domovoy_app;
grant select on outage_house to domovoy_reader;

create table outage_plan (
  id uuid not null,
  case_id uuid not null,
  version integer,
  planned_from timestamp with time zone not null,
  planned_to timestamp with time zone,
  cause text not null,
  text_id uuid,
  reason_id uuid,
  danger boolean not null,
  in_flats boolean not null,
  author_id uuid,
  at timestamp with time zone not null,
  constraint outage_plan_pkey PRIMARY KEY (id),
  constraint outage_plan_cause_check CHECK ((cause = ANY (ARRAY['repair'::text, 'prophylaxis'::text, 'tests'::text, 'connection'::text, 'burst'::text, 'network'::text, 'equipment'::text, 'leak'::text, 'unknown'::text, 'other'::text]))),
  constraint outage_plan_check CHECK ((planned_to > planned_from)),
  constraint outage_plan_version_check CHECK ((version > 0)),
  constraint outage_plan_author_id_fkey FOREIGN KEY (author_id) REFERENCES person(id),
  constraint outage_plan_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint outage_plan_reason_id_fkey FOREIGN KEY (reason_id) REFERENCES outage_text(id),
  constraint outage_plan_text_id_fkey FOREIGN KEY (text_id) REFERENCES outage_text(id)
);
comment on table outage_plan is 'what is announced, a row a change; written before the command that speaks of it';
comment on column outage_plan.version is 'the place among what was announced; null: no act has taken it over';
CREATE INDEX outage_plan_case ON public.outage_plan USING btree (case_id, at);
CREATE UNIQUE INDEX outage_plan_version ON public.outage_plan USING btree (case_id, version) WHERE (version IS NOT NULL);
CREATE TRIGGER record_delete AFTER DELETE ON public.outage_plan REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_insert AFTER INSERT ON public.outage_plan REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_update AFTER UPDATE ON public.outage_plan REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.outage_plan FOR EACH ROW EXECUTE FUNCTION settled_stays('', 'version');
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.outage_plan FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on outage_plan to domovoy_app;
grant select on outage_plan to domovoy_reader;
grant update (version) on outage_plan to domovoy_app;

create table outage_request (
  case_id uuid not null,
  request_id uuid not null,
  at timestamp with time zone not null,
  constraint outage_request_pkey PRIMARY KEY (case_id, request_id),
  constraint outage_request_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint outage_request_request_id_fkey FOREIGN KEY (request_id) REFERENCES case_file(id)
);
comment on table outage_request is 'requests of residents that this outage explains';
CREATE INDEX outage_request_of ON public.outage_request USING btree (request_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.outage_request FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER record_delete AFTER DELETE ON public.outage_request REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_insert AFTER INSERT ON public.outage_request REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_update AFTER UPDATE ON public.outage_request REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
grant insert, select on outage_request to domovoy_app;
grant select on outage_request to domovoy_reader;

create table outage_span (
  case_id uuid not null,
  building_id uuid not null,
  service text not null,
  began_at timestamp with time zone not null,
  restored_at timestamp with time zone,
  constraint outage_span_pkey PRIMARY KEY (case_id, building_id, service),
  constraint outage_span_check CHECK ((restored_at >= began_at)),
  constraint outage_span_building_id_fkey FOREIGN KEY (building_id) REFERENCES building(id),
  constraint outage_span_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id)
);
comment on table outage_span is 'when a service really went and came back in a house';
CREATE INDEX outage_span_building ON public.outage_span USING btree (building_id, service, began_at);
CREATE TRIGGER record_delete AFTER DELETE ON public.outage_span REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_insert AFTER INSERT ON public.outage_span REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_update AFTER UPDATE ON public.outage_span REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.outage_span FOR EACH ROW EXECUTE FUNCTION settled_stays('began_at restored_at', '');
CREATE TRIGGER settled_end BEFORE UPDATE ON public.outage_span FOR EACH ROW EXECUTE FUNCTION outage_ends_settled();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.outage_span FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on outage_span to domovoy_app;
grant select on outage_span to domovoy_reader;
grant update (began_at, restored_at) on outage_span to domovoy_app;

create table outage_text (
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  body text not null,
  author_id uuid,
  at timestamp with time zone not null,
  constraint outage_text_pkey PRIMARY KEY (id),
  constraint outage_text_body_check CHECK ((body <> ''::text)),
  constraint outage_text_kind_check CHECK ((kind = ANY (ARRAY['cause'::text, 'reason'::text, 'note'::text]))),
  constraint outage_text_author_id_fkey FOREIGN KEY (author_id) REFERENCES person(id),
  constraint outage_text_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id)
);
comment on table outage_text is 'written before the command that speaks of it; a text no command names says nothing';
CREATE INDEX outage_text_case ON public.outage_text USING btree (case_id, at);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.outage_text FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER record_delete AFTER DELETE ON public.outage_text REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_insert AFTER INSERT ON public.outage_text REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_update AFTER UPDATE ON public.outage_text REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
grant insert, select on outage_text to domovoy_app;
grant select on outage_text to domovoy_reader;

create table outbox (
  id bigint not null generated always as identity,
  kind text not null,
  workflow_id text not null,
  case_id uuid,
  payload jsonb not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  next_at timestamp with time zone not null default clock_timestamp(),
  attempts integer not null default 0,
  done_at timestamp with time zone,
  problem text,
  parked_at timestamp with time zone,
  claimed_by uuid,
  constraint outbox_pkey PRIMARY KEY (id),
  constraint outbox_kind_check CHECK ((kind = ANY (ARRAY['start'::text, 'signal'::text, 'export'::text]))),
  constraint outbox_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id)
);
comment on column outbox.parked_at is 'tried often enough in vain: tried on rarely, told of, waited for by nobody';
comment on column outbox.claimed_by is 'who is carrying it out; next_at is then when the claim runs out';
CREATE INDEX outbox_done ON public.outbox USING btree (done_at) WHERE (done_at IS NOT NULL);
CREATE INDEX outbox_due ON public.outbox USING btree (kind, next_at, id) WHERE (done_at IS NULL);
CREATE INDEX outbox_first ON public.outbox USING btree (workflow_id, kind, id) WHERE (done_at IS NULL);
CREATE INDEX outbox_parked ON public.outbox USING btree (parked_at) WHERE ((done_at IS NULL) AND (parked_at IS NOT NULL));
CREATE INDEX outbox_start_open ON public.outbox USING btree (case_id) WHERE ((kind = 'start'::text) AND (done_at IS NULL));
CREATE TRIGGER outbox_keeps_open BEFORE DELETE ON public.outbox FOR EACH ROW EXECUTE FUNCTION outbox_keeps_open();
CREATE TRIGGER outbox_knock AFTER INSERT ON public.outbox FOR EACH STATEMENT EXECUTE FUNCTION outbox_knock();
CREATE TRIGGER settled BEFORE UPDATE ON public.outbox FOR EACH ROW WHEN ((((((new.id IS DISTINCT FROM old.id) OR (new.kind IS DISTINCT FROM old.kind)) OR (new.workflow_id IS DISTINCT FROM old.workflow_id)) OR (new.case_id IS DISTINCT FROM old.case_id)) OR (new.payload IS DISTINCT FROM old.payload))) EXECUTE FUNCTION outbox_order_stays();
grant delete, insert, select, update on outbox to domovoy_app;
grant select on outbox to domovoy_reader;

create table ownership (
  id uuid not null,
  premises_id uuid not null,
  person_id uuid,
  organisation_id uuid,
  kind text not null,
  share_n bigint not null,
  share_d bigint not null,
  joint_group uuid,
  registry_number text,
  registry_day date,
  ballot_number text,
  ballot_day date,
  from_day date not null,
  to_day date,
  basis text not null default 'record'::text,
  constraint ownership_pkey PRIMARY KEY (id),
  constraint act_is_named CHECK (((basis = 'record'::text) OR (num_nonnulls(registry_number, registry_day) = 2))),
  constraint joint_is_grouped CHECK (((kind = 'joint'::text) = (joint_group IS NOT NULL))),
  constraint one_holder CHECK ((num_nonnulls(person_id, organisation_id) = 1)),
  constraint ownership_basis_check CHECK ((basis = ANY (ARRAY['record'::text, 'act'::text]))),
  constraint ownership_check CHECK ((share_d >= share_n)),
  constraint ownership_check1 CHECK ((to_day >= from_day)),
  constraint ownership_kind_check CHECK ((kind = ANY (ARRAY['sole'::text, 'shared'::text, 'joint'::text]))),
  constraint ownership_share_n_check CHECK ((share_n > 0)),
  constraint sole_is_whole CHECK (((kind <> 'sole'::text) OR (share_n = share_d))),
  constraint ownership_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint ownership_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint ownership_premises_id_fkey FOREIGN KEY (premises_id) REFERENCES premises(id)
);
comment on column ownership.joint_group is 'holders of one joint right carry the same group and the same share: the share counts once for the group';
comment on column ownership.to_day is 'last day of the right; null while it stands';
comment on column ownership.basis is 'what the right stands on: a record of ЕГРН or an act of the developer; registry_number and _day are of that paper';
CREATE INDEX ownership_organisation ON public.ownership USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);
CREATE INDEX ownership_person ON public.ownership USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX ownership_premises ON public.ownership USING btree (premises_id, from_day);
CREATE TRIGGER history_only_ends BEFORE DELETE OR UPDATE ON public.ownership FOR EACH ROW EXECUTE FUNCTION history_only_ends();
grant insert, select on ownership to domovoy_app;
grant select on ownership to domovoy_reader;
grant update (to_day) on ownership to domovoy_app;

create table parked_alarm (
  case_id uuid not null,
  key text not null,
  act text not null,
  due_at timestamp with time zone not null,
  attempts integer not null,
  problem text not null,
  say text,
  next_at timestamp with time zone not null,
  parked_at timestamp with time zone,
  constraint parked_alarm_pkey PRIMARY KEY (case_id, key),
  constraint parked_alarm_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id)
);
comment on table parked_alarm is 'alarms that rang and could not be done; the row goes when one is';
comment on column parked_alarm.say is 'the sentence, where it is the law that refuses';
comment on column parked_alarm.next_at is 'by the clock of the region, as parked_at';
comment on column parked_alarm.parked_at is 'tried often enough, or refused by the law: a task for people from here on';
CREATE INDEX parked_alarm_parked ON public.parked_alarm USING btree (parked_at) WHERE (parked_at IS NOT NULL);
grant delete, insert, select, update on parked_alarm to domovoy_app;
grant select on parked_alarm to domovoy_reader;

create table part (
  id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  name text not null,
  unit text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint part_pkey PRIMARY KEY (id),
  constraint part_organisation_id_name_key UNIQUE (organisation_id, name),
  constraint part_kind_check CHECK ((kind = ANY (ARRAY['part'::text, 'work'::text]))),
  constraint part_name_check CHECK ((name <> ''::text)),
  constraint part_unit_check CHECK ((unit <> ''::text)),
  constraint part_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
  constraint part_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
);
comment on table part is 'a part of the store or a paid work of the price list';
grant insert, select, update on part to domovoy_app;
grant select on part to domovoy_reader;

create table part_move (
  id uuid not null,
  part_id uuid not null,
  count numeric(12,3) not null,
  why text not null,
  made_by uuid not null,
  at timestamp with time zone not null,
  constraint part_move_pkey PRIMARY KEY (id),
  constraint part_move_check CHECK (((why = 'written-off'::text) = (count < (0)::numeric))),
  constraint part_move_count_check CHECK ((count <> (0)::numeric)),
  constraint part_move_why_check CHECK ((why = ANY (ARRAY['bought'::text, 'returned'::text, 'written-off'::text]))),
  constraint part_move_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
  constraint part_move_part_id_fkey FOREIGN KEY (part_id) REFERENCES part(id)
);
CREATE INDEX part_move_part ON public.part_move USING btree (part_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.part_move FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on part_move to domovoy_app;
grant select on part_move to domovoy_reader;

create table part_price (
  part_id uuid not null,
  from_day date not null,
  kopecks bigint not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint part_price_pkey PRIMARY KEY (part_id, from_day),
  constraint part_price_kopecks_check CHECK (((kopecks >= 0) AND (kopecks <= '100000000000'::bigint))),
  constraint part_price_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
  constraint part_price_part_id_fkey FOREIGN KEY (part_id) REFERENCES part(id)
);
comment on table part_price is 'a price holds until the next one begins';
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.part_price FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on part_price to domovoy_app;
grant select on part_price to domovoy_reader;

create table past (
  one boolean not null default true,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  done_to timestamp with time zone not null,
  share double precision not null default 0,
  run_at timestamp with time zone not null default clock_timestamp(),
  run_share double precision not null default 0,
  beat_at timestamp with time zone not null default clock_timestamp(),
  problem text,
  ended_at timestamp with time zone,
  constraint past_pkey PRIMARY KEY (one),
  constraint past_check CHECK ((until_at > from_at)),
  constraint past_one_check CHECK (one),
  constraint past_share_check CHECK (((share >= (0)::double precision) AND (share <= (1)::double precision)))
);
comment on table past is 'no row: the region has none to live through';
comment on column past.done_to is 'by the clock of the region: whatever happens up to then has been done';
comment on column past.share is 'of the whole work, as far as it can be told beforehand';
comment on column past.run_at is 'real time: when whoever lives it now began, at run_share';
comment on column past.beat_at is 'real time: when it last came further';
comment on column past.problem is 'why it does not come further: a sentence for people';
CREATE TRIGGER past_in_training BEFORE INSERT ON public.past FOR EACH ROW EXECUTE FUNCTION past_in_training();
grant insert, select, update on past to domovoy_app;
grant select on past to domovoy_reader;

create table person (
  id uuid not null,
  family_name text not null,
  given_name text not null,
  patronymic text,
  sex text,
  birth_day date,
  snils text,
  demo_role text,
  login text,
  constraint person_pkey PRIMARY KEY (id),
  constraint person_login_key UNIQUE (login),
  constraint person_snils_key UNIQUE (snils),
  constraint person_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text]))),
  constraint person_snils_check CHECK ((snils ~ '^\d{11}$'::text))
);
comment on column person.demo_role is 'set in a training region only: the part this person plays in it';
CREATE INDEX person_family_looks ON public.person USING btree (translate(lower(family_name), 'ёaceopxykmtbh'::text, 'еасеорхукмтвн'::text) text_pattern_ops);
CREATE INDEX person_given_looks ON public.person USING btree (translate(lower(given_name), 'ёaceopxykmtbh'::text, 'еасеорхукмтвн'::text) text_pattern_ops);
CREATE INDEX person_name ON public.person USING btree (lower(family_name) text_pattern_ops, lower(given_name) text_pattern_ops, lower(patronymic));
grant insert, select, update on person to domovoy_app;
grant select on person to domovoy_reader;

create table person_identity (
  issuer text not null,
  sub text not null,
  person_id uuid not null,
  linked_at timestamp with time zone not null default clock_timestamp(),
  constraint person_identity_pkey PRIMARY KEY (issuer, sub),
  constraint person_identity_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX person_identity_person ON public.person_identity USING btree (person_id);
grant insert, select on person_identity to domovoy_app;

create table premises (
  id uuid not null,
  building_id uuid not null,
  number text not null,
  kind text not null,
  entrance integer,
  floor integer,
  cadastral text,
  area_egrn numeric(10,2),
  area_hand numeric(10,2),
  constraint premises_pkey PRIMARY KEY (id),
  constraint premises_building_id_kind_number_key UNIQUE (building_id, kind, number),
  constraint premises_area_egrn_check CHECK ((area_egrn > (0)::numeric)),
  constraint premises_area_hand_check CHECK ((area_hand > (0)::numeric)),
  constraint premises_entrance_check CHECK (((entrance >= 1) AND (entrance <= 99))),
  constraint premises_floor_check CHECK (((floor >= '-9'::integer) AND (floor <= 99))),
  constraint premises_kind_check CHECK ((kind = ANY (ARRAY['living'::text, 'non-living'::text, 'parking'::text]))),
  constraint premises_number_check CHECK ((number <> ''::text)),
  constraint premises_building_id_fkey FOREIGN KEY (building_id) REFERENCES building(id)
);
CREATE UNIQUE INDEX premises_cadastral ON public.premises USING btree (cadastral) WHERE (cadastral IS NOT NULL);
grant insert, select, update on premises to domovoy_app;
grant select on premises to domovoy_reader;

create table push_subscription (
  id uuid not null,
  person_id uuid not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  server_key text not null,
  agent text not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint push_subscription_pkey PRIMARY KEY (id),
  constraint push_subscription_endpoint_key UNIQUE (endpoint),
  constraint push_subscription_endpoint_check CHECK ((length(endpoint) <= 2000)),
  constraint push_subscription_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
comment on table push_subscription is 'browsers that take notifications (RFC 8030); whoever knows the endpoint and the keys can write there, so a row goes when it is of no use';
comment on column push_subscription.server_key is 'our public key it was made for: another key cannot write there';
CREATE INDEX push_subscription_person ON public.push_subscription USING btree (person_id);
grant delete, insert, select, update on push_subscription to domovoy_app;

create table rate_limit (
  key character varying(255) not null,
  points integer not null,
  expire bigint not null,
  constraint rate_limit_pkey PRIMARY KEY (key)
);
grant delete, insert, select, update on rate_limit to domovoy_app;

create table reconciliation (
  id bigint not null generated always as identity,
  made_by uuid not null,
  began_at timestamp with time zone not null default clock_timestamp(),
  beat_at timestamp with time zone not null default clock_timestamp(),
  cursor uuid,
  compared integer not null default 0,
  ended_at timestamp with time zone,
  whole boolean not null default false,
  constraint reconciliation_pkey PRIMARY KEY (id)
);
comment on table reconciliation is 'each pass over all open cases and all running workflows; real time';
comment on column reconciliation.cursor is 'the last case compared: whoever takes the pass up goes on after it';
comment on column reconciliation.whole is 'it went to its end; a pass that another made way for did not';
CREATE INDEX reconciliation_ended ON public.reconciliation USING btree (ended_at);
CREATE UNIQUE INDEX reconciliation_one ON public.reconciliation USING btree ((true)) WHERE (ended_at IS NULL);
grant delete, insert, select, update on reconciliation to domovoy_app;
grant select on reconciliation to domovoy_reader;

create table recorded_table (
  table_name text not null,
  key text[] not null,
  constraint recorded_table_pkey PRIMARY KEY (table_name)
);
comment on table recorded_table is 'whose rows leave digests in case_record, beside those of 0041';
grant select on recorded_table to domovoy_app;
grant select on recorded_table to domovoy_reader;

create table registry_conflict (
  id uuid not null,
  building_id uuid not null,
  premises_id uuid not null,
  kind text not null,
  facts jsonb not null,
  decision text not null,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamp with time zone not null,
  constraint registry_conflict_pkey PRIMARY KEY (id),
  constraint registry_conflict_reason_check CHECK ((length(btrim(reason)) >= 10)),
  constraint registry_conflict_building_id_fkey FOREIGN KEY (building_id) REFERENCES building(id),
  constraint registry_conflict_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  constraint registry_conflict_premises_id_fkey FOREIGN KEY (premises_id) REFERENCES premises(id)
);
comment on table registry_conflict is 'decisions on conflicts found by law/registry/conflicts; one holds while the facts are those it was taken on';
CREATE UNIQUE INDEX registry_conflict_once ON public.registry_conflict USING btree (premises_id, kind, md5((facts)::text)) WHERE (decision <> 'wait'::text);
CREATE INDEX registry_conflict_premises ON public.registry_conflict USING btree (building_id, premises_id, kind, decided_at DESC);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.registry_conflict FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on registry_conflict to domovoy_app;
grant select on registry_conflict to domovoy_reader;

create table registry_import (
  id uuid not null,
  building_id uuid,
  file text not null,
  hash text not null,
  by uuid,
  at timestamp with time zone not null,
  dry boolean not null,
  rows integer not null,
  report jsonb not null,
  content bytea,
  constraint registry_import_pkey PRIMARY KEY (id),
  constraint registry_import_check CHECK ((dry OR (content IS NULL))),
  constraint registry_import_building_id_fkey FOREIGN KEY (building_id) REFERENCES building(id),
  constraint registry_import_by_fkey FOREIGN KEY (by) REFERENCES person(id)
);
comment on column registry_import.content is 'the checked file, kept until it is written into the registry';
CREATE INDEX registry_import_at ON public.registry_import USING btree (at DESC);
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.registry_import FOR EACH ROW EXECUTE FUNCTION settled_stays('dry at report content', '');
CREATE TRIGGER settled_import BEFORE UPDATE ON public.registry_import FOR EACH ROW WHEN ((NOT old.dry)) EXECUTE FUNCTION import_is_written();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.registry_import FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on registry_import to domovoy_app;
grant select on registry_import to domovoy_reader;
grant update (at, content, dry, report) on registry_import to domovoy_app;

create table request (
  case_id uuid not null,
  source text not null,
  kind text not null,
  emergency boolean not null,
  common boolean not null,
  premises_id uuid,
  entrance integer,
  floor integer,
  spot text,
  text_id uuid not null,
  summary text not null,
  caller_name text,
  caller_phone text,
  call_id uuid,
  registered_at timestamp with time zone not null,
  clock_from timestamp with time zone not null,
  damaged_at timestamp with time zone,
  harm_at timestamp with time zone,
  check_agreed_at timestamp with time zone,
  wished_from timestamp with time zone,
  wished_to timestamp with time zone,
  visit_from timestamp with time zone,
  visit_to timestamp with time zone,
  master_id uuid,
  contractor_id uuid,
  assigned_at timestamp with time zone,
  accepted_at timestamp with time zone,
  arrived_at timestamp with time zone,
  localised_at timestamp with time zone,
  handed_at timestamp with time zone,
  fixed_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  checked_at timestamp with time zone,
  paused_until timestamp with time zone,
  pause_ground text,
  acknowledged_at timestamp with time zone,
  acknowledged_by uuid,
  outage_id uuid,
  merged_into uuid,
  result_text_id uuid,
  rating integer,
  reopened integer not null default 0,
  constraint request_pkey PRIMARY KEY (case_id),
  constraint request_check CHECK (((damaged_at IS NULL) OR (damaged_at <= registered_at))),
  constraint request_check1 CHECK (((wished_from IS NULL) OR (wished_to > wished_from))),
  constraint request_check2 CHECK (((visit_from IS NULL) OR (visit_to > visit_from))),
  constraint request_check3 CHECK (((paused_until IS NULL) = (pause_ground IS NULL))),
  constraint request_check4 CHECK (((acknowledged_at IS NULL) = (acknowledged_by IS NULL))),
  constraint request_pause_ground_check CHECK ((pause_ground = ANY (ARRAY['wish'::text, 'access'::text, 'night'::text]))),
  constraint request_rating_check CHECK (((rating >= 1) AND (rating <= 5))),
  constraint request_source_check CHECK ((source = ANY (ARRAY['phone'::text, 'cabinet'::text, 'visit'::text, 'api'::text, 'import'::text, 'round'::text]))),
  constraint request_acknowledged_by_fkey FOREIGN KEY (acknowledged_by) REFERENCES person(id),
  constraint request_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint request_contractor_id_fkey FOREIGN KEY (contractor_id) REFERENCES organisation(id),
  constraint request_master_id_fkey FOREIGN KEY (master_id) REFERENCES person(id),
  constraint request_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES case_file(id),
  constraint request_outage_id_fkey FOREIGN KEY (outage_id) REFERENCES case_file(id),
  constraint request_premises_id_fkey FOREIGN KEY (premises_id) REFERENCES premises(id),
  constraint request_result_text_id_fkey FOREIGN KEY (result_text_id) REFERENCES request_text(id),
  constraint request_text_id_fkey FOREIGN KEY (text_id) REFERENCES request_text(id)
);
comment on column request.caller_phone is 'personal: stands nowhere else';
comment on column request.registered_at is 'the first start of its terms: another kind keeps it';
comment on column request.clock_from is 'a request that came back runs its terms anew';
comment on column request.harm_at is 'when harm to health or property was reported';
CREATE INDEX request_acknowledged ON public.request USING btree (acknowledged_by) WHERE (acknowledged_by IS NOT NULL);
CREATE INDEX request_contractor ON public.request USING btree (contractor_id) WHERE (contractor_id IS NOT NULL);
CREATE INDEX request_master ON public.request USING btree (master_id) WHERE (master_id IS NOT NULL);
CREATE INDEX request_outage ON public.request USING btree (outage_id) WHERE (outage_id IS NOT NULL);
CREATE INDEX request_phone ON public.request USING btree (caller_phone) WHERE (caller_phone IS NOT NULL);
CREATE INDEX request_premises ON public.request USING btree (premises_id) WHERE (premises_id IS NOT NULL);
CREATE TRIGGER record_delete AFTER DELETE ON public.request REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_insert AFTER INSERT ON public.request REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_update AFTER UPDATE ON public.request REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.request FOR EACH ROW EXECUTE FUNCTION settled_stays('kind emergency common clock_from damaged_at check_agreed_at visit_from visit_to master_id contractor_id assigned_at accepted_at arrived_at localised_at handed_at fixed_at checked_at paused_until pause_ground acknowledged_at acknowledged_by outage_id result_text_id rating reopened', 'confirmed_at harm_at merged_into call_id');
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.request FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select, update on request to domovoy_app;
grant select on request to domovoy_reader;

create table request_estimate (
  id uuid not null,
  case_id uuid not null,
  lines jsonb not null,
  total bigint not null,
  by_id uuid,
  at timestamp with time zone not null,
  answer text,
  answered_by uuid,
  answered_at timestamp with time zone,
  invoiced_at timestamp with time zone,
  constraint request_estimate_pkey PRIMARY KEY (id),
  constraint request_estimate_answer_check CHECK ((answer = ANY (ARRAY['consented'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint request_estimate_check CHECK (((answer IS NULL) = (answered_at IS NULL))),
  constraint request_estimate_check1 CHECK (((invoiced_at IS NULL) OR (answer = 'consented'::text))),
  constraint request_estimate_total_check CHECK ((total > 0)),
  constraint request_estimate_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES person(id),
  constraint request_estimate_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id),
  constraint request_estimate_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id)
);
comment on table request_estimate is 'lines: part, name, unit, count, price and sum in kopecks, as they were offered';
CREATE INDEX request_estimate_case ON public.request_estimate USING btree (case_id, at);
CREATE INDEX request_estimate_invoiced ON public.request_estimate USING btree (invoiced_at) WHERE (invoiced_at IS NOT NULL);
CREATE UNIQUE INDEX request_estimate_open ON public.request_estimate USING btree (case_id) WHERE (answer IS NULL);
CREATE TRIGGER record_delete AFTER DELETE ON public.request_estimate REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_insert AFTER INSERT ON public.request_estimate REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_update AFTER UPDATE ON public.request_estimate REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.request_estimate FOR EACH ROW EXECUTE FUNCTION settled_stays('', 'answer answered_by answered_at invoiced_at');
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.request_estimate FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select, update on request_estimate to domovoy_app;
grant select on request_estimate to domovoy_reader;

create table request_offer (
  case_id uuid not null,
  place integer not null,
  person_id uuid,
  contractor_id uuid,
  by_id uuid,
  reasons jsonb not null,
  at timestamp with time zone not null,
  answer text,
  why text,
  answered_at timestamp with time zone,
  constraint request_offer_pkey PRIMARY KEY (case_id, place),
  constraint request_offer_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'declined'::text, 'silent'::text, 'withdrawn'::text]))),
  constraint request_offer_check CHECK ((num_nonnulls(person_id, contractor_id) = 1)),
  constraint request_offer_check1 CHECK (((answer IS NULL) = (answered_at IS NULL))),
  constraint request_offer_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id),
  constraint request_offer_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint request_offer_contractor_id_fkey FOREIGN KEY (contractor_id) REFERENCES organisation(id),
  constraint request_offer_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
comment on table request_offer is 'to whom a request was given, in turn, and what they answered';
comment on column request_offer.by_id is 'null: Domovoy itself proposed and assigned';
CREATE INDEX request_offer_by ON public.request_offer USING btree (by_id) WHERE (by_id IS NOT NULL);
CREATE TRIGGER record_delete AFTER DELETE ON public.request_offer REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_insert AFTER INSERT ON public.request_offer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_update AFTER UPDATE ON public.request_offer REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.request_offer FOR EACH ROW EXECUTE FUNCTION settled_stays('', 'answer why answered_at');
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.request_offer FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select, update on request_offer to domovoy_app;
grant select on request_offer to domovoy_reader;

create table request_paper (
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  body jsonb not null,
  author_id uuid,
  at timestamp with time zone not null,
  constraint request_paper_pkey PRIMARY KEY (id),
  constraint request_paper_kind_check CHECK ((kind = ANY (ARRAY['check'::text, 'consumer'::text, 'mended'::text, 'damage'::text, 'completion'::text]))),
  constraint request_paper_author_id_fkey FOREIGN KEY (author_id) REFERENCES person(id),
  constraint request_paper_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id)
);
comment on table request_paper is 'names and words of those present stand here and in the document, in no fact';
CREATE INDEX request_paper_case ON public.request_paper USING btree (case_id, at);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.request_paper FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER record_delete AFTER DELETE ON public.request_paper REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_insert AFTER INSERT ON public.request_paper REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_update AFTER UPDATE ON public.request_paper REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
grant insert, select on request_paper to domovoy_app;
grant select on request_paper to domovoy_reader;

create table request_part (
  id uuid not null,
  case_id uuid not null,
  part_id uuid not null,
  count numeric(12,3) not null,
  price bigint not null,
  at timestamp with time zone not null,
  constraint request_part_pkey PRIMARY KEY (id),
  constraint request_part_count_check CHECK ((count > (0)::numeric)),
  constraint request_part_price_check CHECK ((price >= 0)),
  constraint request_part_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
  constraint request_part_part_id_fkey FOREIGN KEY (part_id) REFERENCES part(id)
);
comment on column request_part.price is 'kopecks for one, at the instant it was used';
CREATE INDEX request_part_case ON public.request_part USING btree (case_id);
CREATE INDEX request_part_part ON public.request_part USING btree (part_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.request_part FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER record_delete AFTER DELETE ON public.request_part REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_insert AFTER INSERT ON public.request_part REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_update AFTER UPDATE ON public.request_part REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
grant insert, select on request_part to domovoy_app;
grant select on request_part to domovoy_reader;

create table request_text (
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  body text not null,
  author_id uuid,
  at timestamp with time zone not null,
  constraint request_text_pkey PRIMARY KEY (id),
  constraint request_text_body_check CHECK ((body <> ''::text)),
  constraint request_text_kind_check CHECK ((kind = ANY (ARRAY['request'::text, 'note'::text, 'reason'::text, 'result'::text, 'proof'::text, 'objection'::text, 'comment'::text]))),
  constraint request_text_author_id_fkey FOREIGN KEY (author_id) REFERENCES person(id),
  constraint request_text_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id)
);
comment on table request_text is 'written before the command that speaks of it; a text no command names says nothing';
CREATE INDEX request_text_case ON public.request_text USING btree (case_id, at);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.request_text FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER record_delete AFTER DELETE ON public.request_text REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_insert AFTER INSERT ON public.request_text REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
CREATE TRIGGER record_update AFTER UPDATE ON public.request_text REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_rows();
grant insert, select on request_text to domovoy_app;
grant select on request_text to domovoy_reader;

create table residence (
  id uuid not null,
  person_id uuid not null,
  premises_id uuid not null,
  from_day date not null,
  to_day date,
  constraint residence_pkey PRIMARY KEY (id),
  constraint residence_check CHECK ((to_day >= from_day)),
  constraint residence_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint residence_premises_id_fkey FOREIGN KEY (premises_id) REFERENCES premises(id)
);
CREATE INDEX residence_person ON public.residence USING btree (person_id);
CREATE INDEX residence_premises ON public.residence USING btree (premises_id);
CREATE TRIGGER history_only_ends BEFORE DELETE OR UPDATE ON public.residence FOR EACH ROW EXECUTE FUNCTION history_only_ends();
grant insert, select on residence to domovoy_app;
grant select on residence to domovoy_reader;
grant update (to_day) on residence to domovoy_app;

create table session (
  id uuid not null default gen_random_uuid(),
  token_hash bytea not null,
  person_id uuid not null,
  via text not null,
  agent text not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  seen_at timestamp with time zone not null default clock_timestamp(),
  ends_at timestamp with time zone not null,
  delegation_id uuid,
  closed_at timestamp with time zone,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_hash_key UNIQUE (token_hash),
  constraint session_via_check CHECK ((via = ANY (ARRAY['password'::text, 'identity'::text]))),
  constraint session_delegation_id_fkey FOREIGN KEY (delegation_id) REFERENCES delegation(id),
  constraint session_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX session_person ON public.session USING btree (person_id) WHERE (closed_at IS NULL);
grant insert, select, update on session to domovoy_app;

create table sheet_mailing (
  organisation_id uuid not null,
  rhythm text not null,
  set_by uuid not null,
  set_at timestamp with time zone not null,
  constraint sheet_mailing_pkey PRIMARY KEY (organisation_id),
  constraint sheet_mailing_rhythm_check CHECK ((rhythm = ANY (ARRAY['daily'::text, 'mon'::text, 'tue'::text, 'wed'::text, 'thu'::text, 'fri'::text, 'sat'::text, 'sun'::text]))),
  constraint sheet_mailing_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint sheet_mailing_set_by_fkey FOREIGN KEY (set_by) REFERENCES person(id)
);
comment on table sheet_mailing is 'managers who asked for the sheets of running votings; no row: none are sent';
grant delete, insert, select, update on sheet_mailing to domovoy_app;
grant select on sheet_mailing to domovoy_reader;

create table shift_handover (
  id uuid not null,
  organisation_id uuid not null,
  gives_id uuid not null,
  gave_at timestamp with time zone not null,
  note text not null,
  sheet jsonb not null,
  takes_id uuid,
  took_at timestamp with time zone,
  constraint shift_handover_pkey PRIMARY KEY (id),
  constraint shift_handover_check CHECK (((takes_id IS NULL) = (took_at IS NULL))),
  constraint shift_handover_check1 CHECK ((takes_id <> gives_id)),
  constraint shift_handover_check2 CHECK ((took_at >= gave_at)),
  constraint shift_handover_gives_id_fkey FOREIGN KEY (gives_id) REFERENCES person(id),
  constraint shift_handover_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint shift_handover_takes_id_fkey FOREIGN KEY (takes_id) REFERENCES person(id)
);
comment on table shift_handover is 'what stood on the sheet when the shift was handed over, signed by both';
CREATE INDEX shift_handover_organisation ON public.shift_handover USING btree (organisation_id, gave_at DESC);
CREATE TRIGGER settled BEFORE DELETE OR UPDATE ON public.shift_handover FOR EACH ROW EXECUTE FUNCTION settled_stays('', 'takes_id took_at');
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON public.shift_handover FOR EACH STATEMENT EXECUTE FUNCTION append_only();
grant insert, select on shift_handover to domovoy_app;
grant select on shift_handover to domovoy_reader;
grant update (takes_id, took_at) on shift_handover to domovoy_app;

create table sign_in_attempt (
  state_hash bytea not null,
  visitor text not null,
  nonce text not null,
  verifier text not null,
  next text not null,
  until timestamp with time zone not null,
  constraint sign_in_attempt_pkey PRIMARY KEY (state_hash)
);
grant delete, insert, select on sign_in_attempt to domovoy_app;

create table staff (
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  role text not null,
  from_day date not null,
  to_day date,
  constraint staff_pkey PRIMARY KEY (id),
  constraint staff_check CHECK ((to_day >= from_day)),
  constraint staff_role_check CHECK ((role = ANY (ARRAY['clerk'::text, 'head'::text, 'dispatcher'::text, 'master'::text, 'accountant'::text, 'passport-clerk'::text, 'municipal'::text, 'inspector'::text, 'ministry'::text, 'platform'::text]))),
  constraint staff_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint staff_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE UNIQUE INDEX staff_once ON public.staff USING btree (person_id, organisation_id, role) WHERE (to_day IS NULL);
CREATE INDEX staff_organisation ON public.staff USING btree (organisation_id, role);
CREATE TRIGGER history_only_ends BEFORE DELETE OR UPDATE ON public.staff FOR EACH ROW EXECUTE FUNCTION history_only_ends();
grant insert, select on staff to domovoy_app;
grant select on staff to domovoy_reader;
grant update (to_day) on staff to domovoy_app;

create table travel (
  id uuid not null,
  wanted_by uuid,
  wanted_at timestamp with time zone not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  reached_at timestamp with time zone,
  hops integer not null default 0,
  moved integer not null default 0,
  done_at timestamp with time zone,
  problem text,
  more boolean not null default false,
  beat_at timestamp with time zone not null default clock_timestamp(),
  unmet integer not null default 0,
  constraint travel_pkey PRIMARY KEY (id),
  constraint travel_check CHECK ((to_at > from_at)),
  constraint travel_wanted_by_fkey FOREIGN KEY (wanted_by) REFERENCES person(id)
);
comment on column travel.more is 'another travel follows at once: executions that need not wake may lag behind';
comment on column travel.beat_at is 'when it last moved on, by the real clock';
comment on column travel.unmet is 'orders that stood parked when it ended: it did not wait for them';
CREATE UNIQUE INDEX travel_one ON public.travel USING btree ((true)) WHERE (done_at IS NULL);
CREATE TRIGGER travel_in_training BEFORE INSERT ON public.travel FOR EACH ROW EXECUTE FUNCTION travel_in_training();
CREATE TRIGGER travel_knock AFTER INSERT ON public.travel FOR EACH STATEMENT EXECUTE FUNCTION travel_knock();
grant insert, select, update on travel to domovoy_app;
grant select on travel to domovoy_reader;

create table voting_draft (
  case_id uuid not null,
  person_id uuid not null,
  holder_id uuid not null,
  answers jsonb not null default '{}'::jsonb,
  at timestamp with time zone not null,
  constraint voting_draft_pkey PRIMARY KEY (case_id, person_id, holder_id),
  constraint voting_draft_case_id_fkey FOREIGN KEY (case_id) REFERENCES meeting(case_id),
  constraint voting_draft_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
comment on column voting_draft.holder_id is 'in whose name: the person, their organisation, or who trusted them';
grant delete, insert, select, update on voting_draft to domovoy_app;

create table watch_finding (
  kind text not null,
  subject text not null,
  case_id uuid,
  name text not null,
  since timestamp with time zone not null,
  problem text,
  found_at timestamp with time zone not null default clock_timestamp(),
  nudges integer not null default 0,
  nudged_at timestamp with time zone,
  asked_at timestamp with time zone,
  constraint watch_finding_pkey PRIMARY KEY (kind, subject),
  constraint watch_finding_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id)
);
comment on table watch_finding is 'the oldest of each kind: examples, and what is nudged';
comment on column watch_finding.name is 'number of the case, or whatever names the thing where there is none';
comment on column watch_finding.asked_at is 'a person has asked for the nudge: the next round gives it';
grant delete, insert, select, update on watch_finding to domovoy_app;
grant select on watch_finding to domovoy_reader;

create table watch_line (
  kind text not null,
  count integer not null,
  since timestamp with time zone not null,
  constraint watch_line_pkey PRIMARY KEY (kind)
);
comment on table watch_line is 'how many of a kind the last round has seen; a kind that is not here is well';
comment on column watch_line.since is 'real or of the region, as the thing itself is counted';
grant delete, insert, select, update on watch_line to domovoy_app;
grant select on watch_line to domovoy_reader;

create table watch_round (
  one boolean not null default true,
  due_at timestamp with time zone not null default clock_timestamp(),
  looked_at timestamp with time zone,
  took_ms integer,
  since timestamp with time zone not null default clock_timestamp(),
  constraint watch_round_pkey PRIMARY KEY (one),
  constraint watch_round_one_check CHECK (one)
);
comment on table watch_round is 'the one row of the watch: whoever moves due_at has the round; real time';
comment on column watch_round.since is 'from when on somebody ought to watch here';
grant select, update on watch_round to domovoy_app;
grant select on watch_round to domovoy_reader;

create table write_key (
  actor text not null,
  route text not null,
  key uuid not null,
  fingerprint bytea not null,
  answer jsonb not null,
  at timestamp with time zone not null default clock_timestamp(),
  constraint write_key_pkey PRIMARY KEY (actor, route, key)
);
comment on table write_key is 'twice is once: the answer a write got, kept 30 days';
CREATE INDEX write_key_at ON public.write_key USING btree (at);
CREATE INDEX write_key_ordered ON public.write_key USING btree (at) WHERE jsonb_exists(answer, 'order'::text);
grant delete, insert, select on write_key to domovoy_app;
grant update (answer) on write_key to domovoy_app;

CREATE OR REPLACE FUNCTION public.accepted_act_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if tg_op = 'DELETE' then
        if old.done_at is null and old.refused_at is null then raise exception 'act % is not done yet', old.key; end if;
        return old;
      end if;
      if row(new.case_id, new.key, new.area, new.act, new.actor_id, new.args)
          is distinct from row(old.case_id, old.key, old.area, old.act, old.actor_id, old.args)
        or new.received_at <> old.received_at and old.refused_at is null
        or old.done_at is not null and new.done_at is distinct from old.done_at
      then raise exception 'what was accepted is settled: accepted_act'; end if;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION public.act_knock()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin perform pg_notify('outbox', ''); return null; end $function$;

CREATE OR REPLACE FUNCTION public.appeal_answer_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  declare f record;
  begin
    select phase, closed_at into f from case_file where id = old.case_id;
    if f.closed_at is not null and new is distinct from old then
      raise exception 'appeal is settled: its case is closed';
    end if;
    if f.phase = 'answered' and row(new.answer_kind, new.answer_text_id, new.answered_at)
      is distinct from row(old.answer_kind, old.answer_text_id, old.answered_at)
    then raise exception 'appeal is settled: it is answered'; end if;
    if new.reopened not in (old.reopened, old.reopened + 1) then
      raise exception 'appeal.reopened only counts up';
    end if;
    return new;
  end $function$;

CREATE OR REPLACE FUNCTION public.append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin raise exception '% is append-only', tg_table_name; end $function$;

CREATE OR REPLACE FUNCTION public.ballot_turn(p_case uuid, p_right uuid, p_holder uuid, p_actor uuid, p_proxy uuid, p_ballot uuid)
 RETURNS TABLE(at timestamp with time zone, phase text, zone text, form text, opens_at timestamp with time zone, closes_at timestamp with time zone, sealed_at timestamp with time zone, law_day date, questions uuid[], in_register boolean, votes_n bigint, votes_d bigint, holder_kind text, has_title boolean, has_snils boolean, is_head boolean, proxy_known boolean, proxy_valid boolean, last_seq integer, last_hash text, done_seq integer, done_leaf text, done_at timestamp with time zone, voted boolean)
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
  #variable_conflict use_column
  begin
    perform pg_advisory_xact_lock(hashtextextended('ballots:' || p_case, 0));
    return query
    select t."at", f.phase, f.zone, m.form, m.opens_at, m.closes_at, m.sealed_at, m.law_day,
      array(select q.id from meeting_question q where q.case_id = p_case order by q.number),
      r.id is not null, r.votes_n, r.votes_d,
      case when h.person_id is not null then 'person' when h.organisation_id is not null then 'organisation' end,
      coalesce(h.registry_number, h.ballot_number) is not null,
      h.organisation_id is not null or exists (select from person p where p.id = h.person_id and p.snils is not null),
      h.organisation_id is not null and exists (
        select from staff s join organisation o on o.id = s.organisation_id
        where s.person_id = p_actor and s.organisation_id = h.organisation_id
          and (s.role = 'head' or (o.kind = 'municipality' and s.role = 'municipal'))
          and s.from_day <= t.today and coalesce(s.to_day, 'infinity') >= t.today),
      x.id is not null, coalesce(x.valid and x.refused_at is null and t.today between coalesce(x.from_day, '-infinity') and coalesce(x.until_day, 'infinity'), false),
      coalesce(l.seq, 0), l.hash, d.seq, d.leaf, d.received_at, exists (
        select from meeting_ballot v left join meeting_proxy w on w.id = v.proxy_id
        where v.right_id = r.id and coalesce(v.person_id, v.organisation_id) = p_holder and v.channel = 'online'
          and (v.proxy_id is null or (p_proxy is not null and w.valid and w.refused_at is null)))
    from meeting m
    join case_file f on f.id = m.case_id
    cross join lateral (select n."at", (n."at" at time zone f.zone)::date as today
      from (select date_trunc('milliseconds', domovoy_now()) as "at") n) t
    left join meeting_right r on r.id = p_right and r.case_id = m.case_id
    left join lateral (
      select k.person_id, k.organisation_id, k.registry_number, k.ballot_number
      from meeting_holder k join ownership w on w.id = k.ownership_id
      where k.right_id = r.id and (k.person_id = p_holder or k.organisation_id = p_holder)
        and k.from_day <= t.today and coalesce(w.to_day, k.to_day, 'infinity') >= t.today
        and coalesce(k.until_day, 'infinity') >= t.today
      limit 1) h on true
    left join meeting_proxy x on x.id = p_proxy and x.case_id = m.case_id
      and (x.principal_person_id = p_holder or x.principal_organisation_id = p_holder)
      and (p_actor is null or x.agent_person_id = p_actor)
    left join lateral (
      select b.seq, b.hash from meeting_ballot b where b.case_id = p_case order by b.seq desc limit 1) l on true
    left join meeting_ballot d on d.id = p_ballot and d.case_id = p_case
    where m.case_id = p_case;
  end $function$;

CREATE OR REPLACE FUNCTION public.call_of_events()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    perform from call where id = new.call_id for no key update;
    update call c set
      arrived_at = f.arrived_at,
      ended_at = f.ended_at,
      answered_at = coalesce(f.picked_up_at, case when f.taken_at < coalesce(f.ended_at, 'infinity') then f.taken_at end),
      answered_by = f.takers[1],
      called_back_at = f.called_back_at, called_back_by = f.callers[1],
      message_at = f.message_at,
      reviewed_at = f.reviewed_at, reviewed_by = f.reviewers[1]
    from (
      select
        coalesce(min(at) filter (where kind = 'ringing'), min(at)) as arrived_at,
        min(at) filter (where kind = 'answered') as picked_up_at,
        min(at) filter (where kind = 'taken') as taken_at,
        min(at) filter (where kind in ('ended', 'missed')) as ended_at,
        min(at) filter (where kind = 'called-back') as called_back_at,
        min(at) filter (where kind = 'message') as message_at,
        min(at) filter (where kind = 'reviewed') as reviewed_at,
        array_agg(person_id order by at, id) filter (where kind = 'taken') as takers,
        array_agg(person_id order by at, id) filter (where kind = 'called-back') as callers,
        array_agg(person_id order by at, id) filter (where kind = 'reviewed') as reviewers
      from call_event where call_id = new.call_id
    ) f where c.id = new.call_id;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.call_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    if tg_op = 'DELETE' then raise exception 'a row of call stays'; end if;
    if row(new.id, new.organisation_id, new.exchange_call) is distinct from row(old.id, old.organisation_id, old.exchange_call)
      or (old.phone is not null and new.phone is distinct from old.phone)
    then raise exception 'call is settled: which call it is'; end if;
    if pg_trigger_depth() < 2 and (to_jsonb(new) - '{phone,message_url,recording_url,recording_until,case_id}'::text[])
      is distinct from (to_jsonb(old) - '{phone,message_url,recording_url,recording_until,case_id}'::text[])
    then raise exception 'the clocks of call are settled: they are made of call_event'; end if;
    return new;
  end $function$;

CREATE OR REPLACE FUNCTION public.case_end_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin raise exception 'how case % ended is settled', old.number; end $function$;

CREATE OR REPLACE FUNCTION public.case_lock(p_case uuid)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$
    select hashtextextended('case:' || p_case, 0)
  $function$;

CREATE OR REPLACE FUNCTION public.case_phase_moves()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if old.closed_at is not null and new.closed_at is null and not exists (
        select from case_phase where area = old.area and from_phase = old.phase and to_phase = new.phase
      ) then raise exception 'case % is closed', old.number; end if;
      if new.phase <> old.phase and not exists (
        select from case_phase where area = old.area and from_phase = old.phase and to_phase = new.phase
      ) then raise exception 'no way from % to % in %', old.phase, new.phase, old.area; end if;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION public.case_record_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin raise exception 'case_record is append-only'; end $function$;

CREATE OR REPLACE FUNCTION public.crew_shift_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    if tg_op = 'DELETE' then raise exception 'a shift is taken out of the schedule, not deleted'; end if;
    if old.removed_at is not null then raise exception 'this shift has been taken out already'; end if;
    if to_jsonb(new) - 'removed_at' - 'removed_by' <> to_jsonb(old) - 'removed_at' - 'removed_by' then
      raise exception 'a shift is replaced, not rewritten';
    end if;
    return new;
  end $function$;

CREATE OR REPLACE FUNCTION public.deadline_is_over()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin raise exception 'case_deadline is settled: it was met or dropped'; end $function$;

CREATE OR REPLACE FUNCTION public.delegation_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    if tg_op = 'DELETE' then raise exception 'a row of delegation stays'; end if;
    if row(new.id, new.from_person, new.to_person, new.scopes, new.from_day, new.to_day, new.created_at)
      is distinct from row(old.id, old.from_person, old.to_person, old.scopes, old.from_day, old.to_day, old.created_at)
      or (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at)
    then raise exception 'a delegation is settled'; end if;
    return new;
  end $function$;

CREATE OR REPLACE FUNCTION public.delivery_end_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    -- A letter that was given up and left after all has not failed.
    if old.failed_at is not null and new.failed_at is distinct from old.failed_at
      and not (new.failed_at is null and old.sent_at is null and new.sent_at is not null)
    then raise exception 'delivery.failed_at is settled'; end if;
    if old.proof is not null and ((new.proof - 'receipts') is distinct from (old.proof - 'receipts')
      or exists (select from jsonb_object_keys(coalesce(old.proof -> 'receipts', '{}')) k
        where new.proof -> 'receipts' -> k is null))
    then raise exception 'delivery.proof only gathers receipts: it is settled'; end if;
    return new;
  end $function$;

CREATE OR REPLACE FUNCTION public.delivery_knock()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    declare due text;
    begin
      for due in select distinct channel from new_rows where sent_at is null and next_at <= domovoy_now() loop
        perform pg_notify('letters', due);
      end loop;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.document_moves()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    declare kept case_document := new;
    begin
      kept.bytes := old.bytes;
      if kept is distinct from old or encode(sha256(coalesce(new.bytes, old.bytes)), 'hex') is distinct from old.sha256
        then raise exception 'case_document is append-only'; end if;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION public.domovoy_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 PARALLEL SAFE
AS $function$
      select clock_timestamp() + make_interval(secs => offset_ms / 1000.0) from installation
    $function$;

CREATE OR REPLACE FUNCTION public.doors_closed()
 RETURNS boolean
 LANGUAGE sql
 PARALLEL SAFE
AS $function$
      select coalesce(doors_until > clock_timestamp(), false) from installation
    $function$;

CREATE OR REPLACE FUNCTION public.drill_is_training()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if (select kind from installation) <> 'training' then raise exception 'a live installation has no drills'; end if;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION public.enter_step(p_case uuid, p_key text, p_passed text[])
 RETURNS TABLE(file jsonb, now timestamp with time zone, prev text, wake_at timestamp with time zone, done boolean, item jsonb)
 LANGUAGE plpgsql
AS $function$
  #variable_conflict use_column
  declare
    v_file case_file;
    v_now timestamptz;
    v_done boolean;
    v_item jsonb;
  begin
    select * into v_file from case_file f where f.id = p_case for no key update;
    v_now := date_trunc('milliseconds', domovoy_now());
    -- Whoever was given an act before this instant holds this lock until it is committed: the next look sees it.
    perform pg_advisory_lock(case_lock(p_case));
    perform pg_advisory_unlock(case_lock(p_case));
    v_done := exists (select from case_command c where c.case_id = p_case and c.key = p_key);
    if not v_done then
      select to_jsonb(i) into v_item from (
        select 'act' as kind, a.key, a.act, a.actor_id as "actorId", a.args, a.received_at as at, 1 as place
        from accepted_act a where a.case_id = p_case and a.done_at is null and a.refused_at is null
          and a.received_at <= v_now and (a.parked_at is null or a.key = p_key)
        union all
        select 'alarm', d.id || ':' || (x ->> 'act'), x ->> 'act', null,
          jsonb_build_object('deadline', d.name) || case when jsonb_exists(x, 'misses') then '{"misses": true}' else '{}' end::jsonb,
          (x ->> 'at')::timestamptz, 0
        from case_deadline d cross join jsonb_array_elements(d.alarms) x
        where d.case_id = p_case and d.met_at is null and d.dropped_at is null and (x ->> 'at')::timestamptz <= v_now
          and not exists (select from case_command c where c.case_id = p_case and c.key = d.id || ':' || (x ->> 'act'))
          and not exists (select from parked_alarm p
            where p.case_id = p_case and p.key = d.id || ':' || (x ->> 'act') and p.next_at > v_now)
      ) i where i.key <> all (p_passed) order by i.at, i.place, i.key limit 1;
    end if;
    return query select to_jsonb(v_file), v_now,
      (select e.hash from case_event e where e.case_id = p_case and e.seq = v_file.seq),
      (select x.wake_at from execution x where x.case_id = p_case and x.ended_at is null order by x.started_at desc limit 1),
      v_done, v_item;
  end $function$;

CREATE OR REPLACE FUNCTION public.enter_write(p_door bigint, p_actor text, p_route text, p_key uuid)
 RETURNS TABLE(open boolean, mine boolean, fingerprint bytea, answer jsonb)
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
  #variable_conflict use_column
  declare
    is_open boolean;
    is_mine boolean;
  begin
    is_open := case when p_door is null then true
      when pg_try_advisory_xact_lock_shared(p_door) then not doors_closed() else false end;
    is_mine := pg_try_advisory_xact_lock(hashtextextended(p_actor || ' ' || p_route || ' ' || p_key, 0));
    return query select is_open, is_mine, w.fingerprint, w.answer
      from (values (1)) one left join write_key w
        on is_open and is_mine and w.actor = p_actor and w.route = p_route and w.key = p_key;
  end $function$;

CREATE OR REPLACE FUNCTION public.history_moves()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    declare kept case_run := new;
    begin
      kept.history := old.history;
      kept.file := old.file;
      if kept is distinct from old or encode(sha256(coalesce(new.history, old.history)), 'hex')
        is distinct from coalesce(new.file, old.file) then raise exception 'case_run is append-only'; end if;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION public.history_only_ends()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    if tg_op = 'DELETE' then raise exception '% is history: end it by its last day', tg_table_name; end if;
    if old.to_day is not null then raise exception 'this row of % has ended already', tg_table_name; end if;
    if to_jsonb(new) - 'to_day' <> to_jsonb(old) - 'to_day' then
      raise exception 'a row of % changes only by its last day', tg_table_name;
    end if;
    return new;
  end $function$;

CREATE OR REPLACE FUNCTION public.import_is_written()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin raise exception 'registry_import is settled: it was written into the registry'; end $function$;

CREATE OR REPLACE FUNCTION public.installation_is_fixed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if tg_op = 'DELETE' then raise exception 'the installation row stays'; end if;
      if new.kind <> old.kind then raise exception 'the kind of an installation never changes'; end if;
      if new.offset_ms < old.offset_ms then raise exception 'time never goes back'; end if;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION public.meeting_council_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  declare row record;
  begin
    if tg_op = 'DELETE' then row := old; else row := new; end if;
    if tg_op = 'UPDATE' or exists (select from meeting_protocol p where p.case_id = row.case_id
      and p.complete_at is not null and (tg_op = 'DELETE' or p.complete_at < new.named_at))
    then raise exception 'meeting_council_member is settled: the protocol is complete'; end if;
    return row;
  end $function$;

CREATE OR REPLACE FUNCTION public.meeting_is_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  declare row record;
  begin
    if tg_op = 'DELETE' then row := old; else row := new; end if;
    if exists (select from meeting m where m.case_id = row.case_id and m.frozen_at is not null) then
      raise exception 'agenda and register are frozen by the notice: %', tg_table_name;
    end if;
    return row;
  end $function$;

CREATE OR REPLACE FUNCTION public.meeting_keeps_entrances()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if old.frozen_at is null and new.frozen_at is not null then
        select b.entrances into new.entrances from building b where b.id = new.building_id;
      elsif new.entrances is distinct from old.entrances then
        raise exception 'what the notice said cannot change';
      end if;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION public.meeting_notice_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    if not new.proof_ids @> old.proof_ids then raise exception 'meeting_notice.proof_ids only grows: it is settled'; end if;
    if new.effective_at is distinct from old.effective_at and old.effective_at is not null
      and (old.returned_at is not null or new.returned_why is distinct from 'no-such-address')
    then raise exception 'meeting_notice.effective_at is settled'; end if;
    return new;
  end $function$;

CREATE OR REPLACE FUNCTION public.meeting_proxy_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    if tg_op = 'DELETE' then raise exception 'a row of meeting_proxy stays'; end if;
    if row(new.id, new.case_id, new.principal_person_id, new.principal_organisation_id, new.agent_person_id,
        new.document_id, new.given_at)
      is distinct from row(old.id, old.case_id, old.principal_person_id, old.principal_organisation_id,
        old.agent_person_id, old.document_id, old.given_at)
    then raise exception 'who trusts whom is settled: meeting_proxy'; end if;
    if new is distinct from old and exists (select from meeting where case_id = old.case_id and sealed_at is not null)
    then raise exception 'meeting_proxy is settled: the voting is over'; end if;
    return new;
  end $function$;

CREATE OR REPLACE FUNCTION public.meeting_request_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  declare row record;
  begin
    if tg_op = 'DELETE' then row := old; else row := new; end if;
    if tg_op = 'UPDATE' or exists (select from meeting m where m.case_id = row.case_id
      and m.initiator_kind = 'group' and m.requested_at is not null)
    then raise exception 'meeting_signature is settled: the request was handed over'; end if;
    return row;
  end $function$;

CREATE OR REPLACE FUNCTION public.meeting_terms_stay()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  declare
    once text[] := '{opened_at,sealed_at,handed_at,filed_at,published_at}';
    before jsonb := to_jsonb(old);
    name text;
  begin
    if tg_op = 'DELETE' then raise exception 'a row of meeting stays'; end if;
    if old.frozen_at is null then
      if row(new.case_id, new.building_id, new.initiator_kind, new.initiator_person_id, new.initiator_organisation_id,
        new.repeats_id) is distinct from row(old.case_id, old.building_id, old.initiator_kind, old.initiator_person_id,
        old.initiator_organisation_id, old.repeats_id)
      then raise exception 'who calls a meeting of which house is settled'; end if;
      return new;
    end if;
    for name in select n.key from jsonb_each(to_jsonb(new)) n where n.value is distinct from before -> n.key loop
      continue when name = any(once) and before -> name = 'null';
      raise exception 'what the notice said cannot change: meeting.% is settled', name;
    end loop;
    return new;
  end $function$;

CREATE OR REPLACE FUNCTION public.outage_ends_settled()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    if exists (select from case_file where id = old.case_id and closed_at is not null) then
      raise exception '% is settled: its case is closed', tg_table_name;
    end if;
    return new;
  end $function$;

CREATE OR REPLACE FUNCTION public.outage_version_counts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    if new.version not in (old.version, old.version + 1) or (new.plan_id = old.plan_id) <> (new.version = old.version) then
      raise exception 'outage.version only counts the plans up: it is settled';
    end if;
    return new;
  end $function$;

CREATE OR REPLACE FUNCTION public.outbox_keeps_open()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if old.done_at is null then raise exception 'order % is not carried out yet', old.id; end if;
      return old;
    end $function$;

CREATE OR REPLACE FUNCTION public.outbox_knock()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin perform pg_notify('outbox', ''); return null; end $function$;

CREATE OR REPLACE FUNCTION public.outbox_order_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin raise exception 'an order of the outbox is settled'; end $function$;

CREATE OR REPLACE FUNCTION public.paper_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    if tg_op = 'DELETE' or old.ballot_id is not null then raise exception 'paper that was typed in stays'; end if;
    if row(new.case_id, new.right_id, new.person_id, new.organisation_id, new.channel, new.received_at, new.decided_on,
      new.particulars, new.proxy_id, new.scan_document_id, new.first_by, new.first_at, new.first_marks)
      is distinct from row(old.case_id, old.right_id, old.person_id, old.organisation_id, old.channel, old.received_at,
      old.decided_on, old.particulars, old.proxy_id, old.scan_document_id, old.first_by, old.first_at, old.first_marks)
    then raise exception 'what was typed first stays as it was'; end if;
    return new;
  end $function$;

CREATE OR REPLACE FUNCTION public.past_in_training()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if (select kind from installation) <> 'training' then raise exception 'a live installation has no past to live'; end if;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION public.power_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    if tg_op = 'DELETE' then raise exception 'a power that was brought stays'; end if;
    if row(new.id, new.case_id, new.principal_person_id, new.principal_organisation_id, new.agent_person_id,
      new.document_id, new.given_at, new.entered_by, new.from_day, new.until_day)
      is distinct from row(old.id, old.case_id, old.principal_person_id, old.principal_organisation_id,
      old.agent_person_id, old.document_id, old.given_at, old.entered_by, old.from_day, old.until_day)
    then raise exception 'a power stays as it was brought'; end if;
    if old.checked_at is not null and row(new.checked_by, new.checked_at, new.valid, new.reason, new.exception)
      is distinct from row(old.checked_by, old.checked_at, old.valid, old.reason, old.exception)
    then raise exception 'what was said of a power stays'; end if;
    if old.refused_at is not null and row(new.refused_at, new.refused_by)
      is distinct from row(old.refused_at, old.refused_by)
    then raise exception 'a refusal stays'; end if;
    if old.checked_at is null and new.checked_by in (new.entered_by, new.agent_person_id)
    then raise exception 'nobody checks a power that he entered or votes by'; end if;
    return new;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_appeal()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'appeal', jsonb_object_agg(concat_ws('|', coalesce(o.case_id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'appeal', jsonb_object_agg(concat_ws('|', coalesce(n.case_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'appeal', jsonb_object_agg(concat_ws('|', coalesce(n.case_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.case_id::text, '')) = concat_ws('|', coalesce(n.case_id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_appeal_subject()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'appeal_subject', jsonb_object_agg(concat_ws('|', coalesce(o.place::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'appeal_subject', jsonb_object_agg(concat_ws('|', coalesce(n.place::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'appeal_subject', jsonb_object_agg(concat_ws('|', coalesce(n.place::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.place::text, '')) = concat_ws('|', coalesce(n.place::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_appeal_text()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'appeal_text', jsonb_object_agg(concat_ws('|', coalesce(o.id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'appeal_text', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'appeal_text', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.id::text, '')) = concat_ws('|', coalesce(n.id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_case_document()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'case_document', jsonb_object_agg(concat_ws('|', coalesce(o.id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'case_document', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(jsonb_build_object('id', n.id, 'case_id', n.case_id, 'kind', n.kind, 'version', n.version, 'name', n.name, 'type', n.type, 'size', n.size, 'sha256', n.sha256, 'actor_id', n.actor_id, 'at', n.at, 'text_id', n.text_id))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'case_document', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(jsonb_build_object('id', n.id, 'case_id', n.case_id, 'kind', n.kind, 'version', n.version, 'name', n.name, 'type', n.type, 'size', n.size, 'sha256', n.sha256, 'actor_id', n.actor_id, 'at', n.at, 'text_id', n.text_id))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.id::text, '')) = concat_ws('|', coalesce(n.id::text, ''))
        where n.case_id is not null and row_digest(jsonb_build_object('id', o.id, 'case_id', o.case_id, 'kind', o.kind, 'version', o.version, 'name', o.name, 'type', o.type, 'size', o.size, 'sha256', o.sha256, 'actor_id', o.actor_id, 'at', o.at, 'text_id', o.text_id)) is distinct from row_digest(jsonb_build_object('id', n.id, 'case_id', n.case_id, 'kind', n.kind, 'version', n.version, 'name', n.name, 'type', n.type, 'size', n.size, 'sha256', n.sha256, 'actor_id', n.actor_id, 'at', n.at, 'text_id', n.text_id))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_case_party()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'case_party', jsonb_object_agg(concat_ws('|', coalesce(o.part::text, ''), coalesce(o.person_id::text, ''), coalesce(o.organisation_id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'case_party', jsonb_object_agg(concat_ws('|', coalesce(n.part::text, ''), coalesce(n.person_id::text, ''), coalesce(n.organisation_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'case_party', jsonb_object_agg(concat_ws('|', coalesce(n.part::text, ''), coalesce(n.person_id::text, ''), coalesce(n.organisation_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.part::text, ''), coalesce(o.person_id::text, ''), coalesce(o.organisation_id::text, '')) = concat_ws('|', coalesce(n.part::text, ''), coalesce(n.person_id::text, ''), coalesce(n.organisation_id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_case_run()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'case_run', jsonb_object_agg(concat_ws('|', coalesce(o.run_id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'case_run', jsonb_object_agg(concat_ws('|', coalesce(n.run_id::text, '')), row_digest(jsonb_build_object('run_id', n.run_id, 'workflow_id', n.workflow_id, 'case_id', n.case_id, 'first_run_id', n.first_run_id, 'next_run_id', n.next_run_id, 'closed_at', n.closed_at, 'events', n.events, 'bytes', n.bytes, 'sha256', n.sha256))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'case_run', jsonb_object_agg(concat_ws('|', coalesce(n.run_id::text, '')), row_digest(jsonb_build_object('run_id', n.run_id, 'workflow_id', n.workflow_id, 'case_id', n.case_id, 'first_run_id', n.first_run_id, 'next_run_id', n.next_run_id, 'closed_at', n.closed_at, 'events', n.events, 'bytes', n.bytes, 'sha256', n.sha256))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.run_id::text, '')) = concat_ws('|', coalesce(n.run_id::text, ''))
        where n.case_id is not null and row_digest(jsonb_build_object('run_id', o.run_id, 'workflow_id', o.workflow_id, 'case_id', o.case_id, 'first_run_id', o.first_run_id, 'next_run_id', o.next_run_id, 'closed_at', o.closed_at, 'events', o.events, 'bytes', o.bytes, 'sha256', o.sha256)) is distinct from row_digest(jsonb_build_object('run_id', n.run_id, 'workflow_id', n.workflow_id, 'case_id', n.case_id, 'first_run_id', n.first_run_id, 'next_run_id', n.next_run_id, 'closed_at', n.closed_at, 'events', n.events, 'bytes', n.bytes, 'sha256', n.sha256))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_delivery()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'delivery', jsonb_object_agg(concat_ws('|', coalesce(o.id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'delivery', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n) - 'attempts' - 'next_at' - 'problem' - 'push_subscription_id' - 'claimed_by' - 'claimed_until')), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'delivery', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n) - 'attempts' - 'next_at' - 'problem' - 'push_subscription_id' - 'claimed_by' - 'claimed_until')), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.id::text, '')) = concat_ws('|', coalesce(n.id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o) - 'attempts' - 'next_at' - 'problem' - 'push_subscription_id' - 'claimed_by' - 'claimed_until') is distinct from row_digest(to_jsonb(n) - 'attempts' - 'next_at' - 'problem' - 'push_subscription_id' - 'claimed_by' - 'claimed_until')
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_key(p_row jsonb, p_key text[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
    select string_agg(coalesce(p_row ->> k.name, ''), '|' order by k.place)
    from unnest(p_key) with ordinality k (name, place)
  $function$;

CREATE OR REPLACE FUNCTION public.record_line(p_table text, p_rows jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select p_table || ' ' || p_rows::text $function$;

CREATE OR REPLACE FUNCTION public.record_meeting()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting', jsonb_object_agg(concat_ws('|', coalesce(o.case_id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting', jsonb_object_agg(concat_ws('|', coalesce(n.case_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting', jsonb_object_agg(concat_ws('|', coalesce(n.case_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.case_id::text, '')) = concat_ws('|', coalesce(n.case_id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_ballot_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_ballot_entry', jsonb_object_agg(concat_ws('|', coalesce(o.id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_ballot_entry', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_ballot_entry', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.id::text, '')) = concat_ws('|', coalesce(n.id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_checkpoint()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_checkpoint', jsonb_object_agg(concat_ws('|', coalesce(o.size::text, ''), coalesce(o.at::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_checkpoint', jsonb_object_agg(concat_ws('|', coalesce(n.size::text, ''), coalesce(n.at::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_checkpoint', jsonb_object_agg(concat_ws('|', coalesce(n.size::text, ''), coalesce(n.at::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.size::text, ''), coalesce(o.at::text, '')) = concat_ws('|', coalesce(n.size::text, ''), coalesce(n.at::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_council_member()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_council_member', jsonb_object_agg(concat_ws('|', coalesce(o.person_id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_council_member', jsonb_object_agg(concat_ws('|', coalesce(n.person_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_council_member', jsonb_object_agg(concat_ws('|', coalesce(n.person_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.person_id::text, '')) = concat_ws('|', coalesce(n.person_id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_count()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_count', jsonb_object_agg(concat_ws('|', coalesce(o.case_id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_count', jsonb_object_agg(concat_ws('|', coalesce(n.case_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_count', jsonb_object_agg(concat_ws('|', coalesce(n.case_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.case_id::text, '')) = concat_ws('|', coalesce(n.case_id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_finding()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_finding', jsonb_object_agg(concat_ws('|', coalesce(o.id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_finding', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_finding', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.id::text, '')) = concat_ws('|', coalesce(n.id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_holder()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_holder', jsonb_object_agg(concat_ws('|', coalesce(o.right_id::text, ''), coalesce(o.ownership_id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_holder', jsonb_object_agg(concat_ws('|', coalesce(n.right_id::text, ''), coalesce(n.ownership_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_holder', jsonb_object_agg(concat_ws('|', coalesce(n.right_id::text, ''), coalesce(n.ownership_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.right_id::text, ''), coalesce(o.ownership_id::text, '')) = concat_ws('|', coalesce(n.right_id::text, ''), coalesce(n.ownership_id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_inspection()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_inspection', jsonb_object_agg(concat_ws('|', coalesce(o.id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_inspection', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_inspection', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.id::text, '')) = concat_ws('|', coalesce(n.id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_material()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_material', jsonb_object_agg(concat_ws('|', coalesce(o.document_id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_material', jsonb_object_agg(concat_ws('|', coalesce(n.document_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_material', jsonb_object_agg(concat_ws('|', coalesce(n.document_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.document_id::text, '')) = concat_ws('|', coalesce(n.document_id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_notice()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_notice', jsonb_object_agg(concat_ws('|', coalesce(o.id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_notice', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_notice', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.id::text, '')) = concat_ws('|', coalesce(n.id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_protocol()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_protocol', jsonb_object_agg(concat_ws('|', coalesce(o.case_id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_protocol', jsonb_object_agg(concat_ws('|', coalesce(n.case_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_protocol', jsonb_object_agg(concat_ws('|', coalesce(n.case_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.case_id::text, '')) = concat_ws('|', coalesce(n.case_id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_protocol_signature()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_protocol_signature', jsonb_object_agg(concat_ws('|', coalesce(o.part::text, ''), coalesce(o.person_id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_protocol_signature', jsonb_object_agg(concat_ws('|', coalesce(n.part::text, ''), coalesce(n.person_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_protocol_signature', jsonb_object_agg(concat_ws('|', coalesce(n.part::text, ''), coalesce(n.person_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.part::text, ''), coalesce(o.person_id::text, '')) = concat_ws('|', coalesce(n.part::text, ''), coalesce(n.person_id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_proxy()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_proxy', jsonb_object_agg(concat_ws('|', coalesce(o.id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_proxy', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_proxy', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.id::text, '')) = concat_ws('|', coalesce(n.id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_question()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_question', jsonb_object_agg(concat_ws('|', coalesce(o.id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_question', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_question', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.id::text, '')) = concat_ws('|', coalesce(n.id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_refusal()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_refusal', jsonb_object_agg(concat_ws('|', coalesce(o.right_id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_refusal', jsonb_object_agg(concat_ws('|', coalesce(n.right_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_refusal', jsonb_object_agg(concat_ws('|', coalesce(n.right_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.right_id::text, '')) = concat_ws('|', coalesce(n.right_id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_reminder()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_reminder', jsonb_object_agg(concat_ws('|', coalesce(o.id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_reminder', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_reminder', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.id::text, '')) = concat_ws('|', coalesce(n.id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_result()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_result', jsonb_object_agg(concat_ws('|', coalesce(o.question_id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_result', jsonb_object_agg(concat_ws('|', coalesce(n.question_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_result', jsonb_object_agg(concat_ws('|', coalesce(n.question_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.question_id::text, '')) = concat_ws('|', coalesce(n.question_id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_right()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_right', jsonb_object_agg(concat_ws('|', coalesce(o.id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_right', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_right', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.id::text, '')) = concat_ws('|', coalesce(n.id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_signature()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_signature', jsonb_object_agg(concat_ws('|', coalesce(o.person_id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_signature', jsonb_object_agg(concat_ws('|', coalesce(n.person_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_signature', jsonb_object_agg(concat_ws('|', coalesce(n.person_id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.person_id::text, '')) = concat_ws('|', coalesce(n.person_id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_meeting_text()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, 'meeting_text', jsonb_object_agg(concat_ws('|', coalesce(o.id::text, '')), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_text', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, 'meeting_text', jsonb_object_agg(concat_ws('|', coalesce(n.id::text, '')), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o on o.case_id = n.case_id and concat_ws('|', coalesce(o.id::text, '')) = concat_ws('|', coalesce(n.id::text, ''))
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_rows()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  declare
    named text[] := (select r.key from recorded_table r where r.table_name = tg_table_name);
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, tg_table_name, jsonb_object_agg(record_key(to_jsonb(o), named), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, tg_table_name,
          jsonb_object_agg(record_key(to_jsonb(n), named), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, tg_table_name,
          jsonb_object_agg(record_key(to_jsonb(n), named), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o
          on o.case_id = n.case_id and record_key(to_jsonb(o), named) = record_key(to_jsonb(n), named)
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.record_table(p_table text, p_key text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
  begin
    insert into recorded_table values (p_table, p_key);
    execute format('create trigger record_insert after insert on %I referencing new table as new_rows
      for each statement execute function record_rows()', p_table);
    execute format('create trigger record_update after update on %I referencing old table as old_rows
      new table as new_rows for each statement execute function record_rows()', p_table);
    execute format('create trigger record_delete after delete on %I referencing old table as old_rows
      for each statement execute function record_rows()', p_table);
  end $function$;
revoke all on function record_table(p_table text, p_key text[]) from public;

CREATE OR REPLACE FUNCTION public.records_digest(p_lines text[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
    select encode(sha256(convert_to(coalesce(array_to_string(p_lines, E'\n'), ''), 'UTF8')), 'hex')
  $function$;

CREATE OR REPLACE FUNCTION public.records_wrong(p_case uuid)
 RETURNS TABLE(table_name text, row_key text, what text)
 LANGUAGE plpgsql
 STABLE
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
  declare
    one recorded_table;
  begin
    return query select * from records_wrong_first(p_case);
    for one in select * from recorded_table order by 1 loop
      return query execute format('
        select %L, coalesce(l.row_key, t.row_key),
          case when t.row_key is null then ''lost'' when l.digest is null then ''foreign'' else ''changed'' end
        from (select distinct on (e.key) e.key as row_key, e.value as digest
          from case_record c cross join jsonb_each_text(c.rows) e
          where c.case_id = $1 and c.table_name = %L order by e.key, c.id desc) l
        full join (select record_key(to_jsonb(r), $2) as row_key, row_digest(to_jsonb(r)) as digest
          from %I r where r.case_id = $1) t on t.row_key = l.row_key
        where l.digest is distinct from t.digest', one.table_name, one.table_name, one.table_name)
        using p_case, one.key;
    end loop;
  end $function$;

CREATE OR REPLACE FUNCTION public.records_wrong_first(p_case uuid)
 RETURNS TABLE(table_name text, row_key text, what text)
 LANGUAGE sql
 STABLE
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO, YMD'
 SET search_path TO 'public', 'pg_temp'
AS $function$
    
  select 'case_document' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'case_document' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.id::text, '')) as row_key, row_digest(jsonb_build_object('id', r.id, 'case_id', r.case_id, 'kind', r.kind, 'version', r.version, 'name', r.name, 'type', r.type, 'size', r.size, 'sha256', r.sha256, 'actor_id', r.actor_id, 'at', r.at, 'text_id', r.text_id)) as digest
    from case_document r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'case_run' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'case_run' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.run_id::text, '')) as row_key, row_digest(jsonb_build_object('run_id', r.run_id, 'workflow_id', r.workflow_id, 'case_id', r.case_id, 'first_run_id', r.first_run_id, 'next_run_id', r.next_run_id, 'closed_at', r.closed_at, 'events', r.events, 'bytes', r.bytes, 'sha256', r.sha256)) as digest
    from case_run r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'case_party' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'case_party' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.part::text, ''), coalesce(r.person_id::text, ''), coalesce(r.organisation_id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from case_party r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'delivery' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'delivery' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.id::text, '')) as row_key, row_digest(to_jsonb(r) - 'attempts' - 'next_at' - 'problem' - 'push_subscription_id' - 'claimed_by' - 'claimed_until') as digest
    from delivery r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'appeal' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'appeal' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.case_id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from appeal r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'appeal_subject' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'appeal_subject' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.place::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from appeal_subject r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'appeal_text' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'appeal_text' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from appeal_text r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.case_id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_question' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_question' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_question r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_material' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_material' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.document_id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_material r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_text' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_text' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_text r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_signature' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_signature' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.person_id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_signature r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_right' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_right' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_right r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_holder' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_holder' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.right_id::text, ''), coalesce(r.ownership_id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_holder r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_refusal' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_refusal' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.right_id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_refusal r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_proxy' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_proxy' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_proxy r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_notice' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_notice' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_notice r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_reminder' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_reminder' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_reminder r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_ballot_entry' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_ballot_entry' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_ballot_entry r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_checkpoint' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_checkpoint' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.size::text, ''), coalesce(r.at::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_checkpoint r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_result' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_result' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.question_id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_result r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_count' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_count' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.case_id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_count r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_protocol' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_protocol' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.case_id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_protocol r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_protocol_signature' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_protocol_signature' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.part::text, ''), coalesce(r.person_id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_protocol_signature r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_council_member' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_council_member' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.person_id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_council_member r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_inspection' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_inspection' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_inspection r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest union all 
  select 'meeting_finding' as table_name, coalesce(l.row_key, t.row_key) as row_key,
    case when t.row_key is null then 'lost' when l.digest is null then 'foreign' else 'changed' end as what
  from (select distinct on (e.key) e.key as row_key, e.value as digest
    from case_record c cross join jsonb_each_text(c.rows) e
    where c.case_id = p_case and c.table_name = 'meeting_finding' order by e.key, c.id desc) l
  full join (select concat_ws('|', coalesce(r.id::text, '')) as row_key, row_digest(to_jsonb(r)) as digest
    from meeting_finding r where r.case_id = p_case) t on t.row_key = l.row_key
  where l.digest is distinct from t.digest
    union all
    select 'case_document', d.id::text, 'bytes' from case_document d
    where d.case_id = p_case and (encode(sha256(d.bytes), 'hex') <> d.sha256 or length(d.bytes) <> d.size)
  $function$;

CREATE OR REPLACE FUNCTION public.request_knock()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin perform pg_notify('request', new.organisation_id::text); return null; end $function$;

CREATE OR REPLACE FUNCTION public.row_digest(p_row jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
    select left(encode(sha256(convert_to(jsonb_strip_nulls(p_row)::text, 'UTF8')), 'hex'), 32)
  $function$;

CREATE OR REPLACE FUNCTION public.settled_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  declare
    free text[] := string_to_array(tg_argv[0], ' ');
    once text[] := string_to_array(tg_argv[1], ' ');
    before jsonb;
    name text;
  begin
    if tg_op = 'DELETE' then raise exception 'a row of % stays', tg_table_name; end if;
    before := to_jsonb(old);
    for name in select n.key from jsonb_each(to_jsonb(new)) n where n.value is distinct from before -> n.key loop
      continue when name = any(free) or (name = any(once) and before -> name = 'null');
      raise exception '%.% is settled', tg_table_name, name;
    end loop;
    return new;
  end $function$;

CREATE OR REPLACE FUNCTION public.travel_in_training()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if (select kind from installation) <> 'training' then raise exception 'a live installation cannot travel'; end if;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION public.travel_knock()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin perform pg_notify('outbox', 'travel'); return null; end $function$;

grant usage on schema public to domovoy_app;
grant usage on schema public to domovoy_reader;
grant usage on schema public to public;

alter default privileges for role domovoy_owner grant select on tables to domovoy_reader;
