import type { Knex } from 'knex';
import { summaryOf } from '../../law/base/summary';
import { mustAcceptChannel } from '../../law/appeal/term';
import type { AppealChannel, AppealOrigin, ApplicantKind } from '../../law/appeal/words';
import { Refusal } from '../../law/base/refusal';
import { localOf } from '../../law/base/zone';
import { openCase } from '../case/open';
import type { Party } from '../case/types';
import { queryOne } from '../sql/query';
import { termOf } from './duties';
import type { AppealParty } from './read';
import { registerAtIntake, type IntakeAppeal } from './register';
import { type Addressee, type Applicant, applicantKindOf, mustAnswerFor } from './relation';
import type { Appeal } from './rows';
import { keyReused } from '../access/writes';

/** An appeal received by form, letter or call. */
export interface NewAppeal {
  id: string;
  at: Date;
  /** Staff may enter a paper received earlier; the term is counted from here. */
  receivedAt?: Date;
  addresseeId: string;
  /** Lists show the first one; the shortest of their terms applies. */
  subjects: readonly string[];
  channel: AppealChannel;
  text: string;
  buildingId: string | null;
  premisesId?: string | null;
  /** null: no name and no address (AP-19). */
  applicant: Applicant | null;
  collective: boolean;
  /** Who typed it in. */
  actorId: string | null;
}

export interface OpenedAppeal {
  id: string;
  number: string;
}

const SUBJECTS_MAX = 10;

/**
 * Intake (docs/architecture.md, «Three kinds of write»): case, text, area rows and the order to start, in the caller's
 * one transaction.
 */
export async function openAppeal(trx: Knex, wish: NewAppeal): Promise<OpenedAppeal> {
  const { id, at, subjects, buildingId, channel, applicant, receivedAt = at } = wish;
  if (subjects.length === 0 || subjects.length > SUBJECTS_MAX || new Set(subjects).size < subjects.length) {
    const say = `Выберите от одной до ${SUBJECTS_MAX} разных тем.`;
    throw new Refusal('subjects-count', say, 422, { subjects: say });
  }
  if (receivedAt > at) {
    const say = 'Обращение не могло поступить позже, чем его записали. Исправьте дату.';
    throw new Refusal('received-later', say, 422, { receivedAt: say });
  }
  const house = await houseOf(trx, buildingId, wish.premisesId ?? null);
  const day = (zone: string): string => localOf(at, zone).day;
  const addressee = await mustAnswerFor(trx, { ...wish, day: day(house?.zone ?? 'UTC') });
  const zone = house?.zone ?? addressee.zone;
  mustAcceptChannel(addressee.kind, channel, day(zone));
  const applicantKind = await applicantKindOf(trx, applicant, buildingId, day(zone));
  const number = await createAppeal(trx, {
    ...wish,
    receivedAt,
    registeredAt: at,
    addressee,
    zone,
    applicantKind,
    lawDate: day(zone),
    parties: applicant ? [{ part: 'applicant', ...applicant }] : [],
    municipalityId: house?.municipalityId ?? addressee.municipalityId,
    region: house?.region ?? addressee.region,
    anonymous: applicant === null,
  });
  return { id, number };
}

export interface AppealSource {
  id: string;
  at: Date;
  receivedAt: Date;
  registeredAt: Date;
  addressee: Pick<Addressee, 'id' | 'kind'>;
  applicantKind: ApplicantKind;
  subjects: readonly string[];
  channel: AppealChannel;
  /** A text of its own, or the text of the appeal it was made from. */
  text: string | { id: string; summary: string };
  buildingId: string | null;
  premisesId?: string | null;
  municipalityId: string | null;
  region: string | null;
  zone: string;
  lawDate: string;
  parties: readonly Party[];
  anonymous: boolean;
  collective: boolean;
  actorId: string | null;
  parentId?: string;
  origin?: AppealOrigin;
}

/** Creates an appeal from any source: a person, a split, a forwarding or a complaint. It is registered at once. */
export async function createAppeal(trx: Knex, source: AppealSource): Promise<string> {
  const { addressee, subjects, channel, applicantKind, origin } = source;
  const facts = {
    addressee: addressee.id,
    subjects,
    channel,
    applicantKind,
    origin: origin ?? null,
    from: source.parentId ?? null,
    // The term is counted from here, whenever the appeal was entered.
    receivedAt: source.receivedAt.toISOString(),
    registeredAt: source.registeredAt.toISOString(),
  };
  const [topic = ''] = subjects;
  const intake = { ...source, area: 'appeal', organisationId: addressee.id, topic, facts };
  const entry = intakeAppealOf(source);
  return openCase(trx, intake, {
    rows: () => insertRows(trx, source, entry.appeal),
    act: 'register',
    decide: async (_trx, file, call, at) => registerAtIntake(file, entry, call, at),
  });
}

function intakeAppealOf(source: AppealSource): IntakeAppeal {
  const { id, addressee, channel, applicantKind, text, anonymous, receivedAt, registeredAt } = source;
  const [subjects, house] = [[...source.subjects], { zone: source.zone, law_date: source.lawDate }];
  const [textId, summary] = typeof text === 'string' ? [id, summaryOf(text)] : [text.id, text.summary];
  const kinds = { addresseeKind: addressee.kind, applicantKind, subjects };
  const appeal: Appeal = {
    ...{ caseId: id, addresseeId: addressee.id, ...kinds, subject: subjects[0] ?? '', channel, textId, summary },
    ...{ premisesId: source.premisesId ?? null, anonymous, collective: source.collective, receivedAt, registeredAt },
    origin: source.origin ?? null,
    normId: anonymous ? null : termOf(house, kinds, receivedAt, registeredAt).norm,
    ...{ routedTo: null, answerKind: null, answerTextId: null, answeredAt: null },
    ...{ rating: null, ratingTextId: null, ratedAt: null, reopened: 0 },
  };
  const parties = source.parties.map(({ part, personId = null, organisationId = null }) => ({
    part: part as AppealParty['part'],
    personId,
    organisationId,
  }));
  return { appeal, parties };
}

/**
 * The text, the row and its subjects in one statement. The id of the request is made from its case: there is one per
 * form.
 */
async function insertRows(trx: Knex, { at, actorId, text }: AppealSource, appeal: Appeal): Promise<void> {
  const body = typeof text === 'string' ? text : null;
  const row = await queryOne<{ written: boolean }>(
    trx,
    `with words as (
       insert into appeal_text (id, case_id, kind, body, author_id, at)
       select :caseId::uuid, :caseId::uuid, 'request', :body::text, :actorId::uuid, :at::timestamptz where :body::text is not null
       on conflict (id) do nothing returning id
     ), made as (
       insert into appeal (case_id, addressee_id, addressee_kind, subject, channel, applicant_kind, text_id, summary,
         premises_id, anonymous, collective, received_at, registered_at, origin, norm_id)
       values (:caseId, :addresseeId, :addresseeKind, :subject, :channel, :applicantKind, :textId, :summary, :premisesId,
         :anonymous, :collective, :receivedAt, :registeredAt, :origin, :normId) returning case_id
     ), about as (
       insert into appeal_subject (case_id, place, subject)
       select m.case_id, s.place - 1, s.subject from made m, unnest(:subjects::text[]) with ordinality s (subject, place)
     ) select :body::text is null or exists (select from words) as written`,
    { ...appeal, body, actorId, at },
  );
  if (!row?.written) throw keyReused();
}

interface House {
  zone: string;
  municipalityId: string;
  region: string;
}

async function houseOf(db: Knex, buildingId: string | null, premisesId: string | null): Promise<House | null> {
  if (!buildingId) {
    if (premisesId) throw houseRefusal();
    return null;
  }
  const house = await queryOne<House>(
    db,
    `select b.zone, b.municipality_id as "municipalityId", m.region
     from building b join municipality m on m.id = b.municipality_id
     where b.id = :buildingId and (:premisesId::uuid is null or exists (
       select from premises r where r.id = :premisesId::uuid and r.building_id = b.id))`,
    { buildingId, premisesId },
  );
  if (!house) throw houseRefusal();
  return house;
}

function houseRefusal(): Refusal {
  const say = 'Такого дома или помещения нет. Выберите адрес из списка.';
  return new Refusal('place-unknown', say, 422, { place: say });
}
