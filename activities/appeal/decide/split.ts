import { randomUUID } from 'node:crypto';
import { answerAlarms } from '../../../law/appeal/term';
import { summaryOf } from '../../../law/base/summary';
import { Refusal } from '../../../law/base/refusal';
import { localOf } from '../../../law/base/zone';
import { dueInstant } from '../../../law/base/terms';
import { createAppeal } from '../../../store/appeal/open';
import { appealPartiesOf } from '../../../store/appeal/read';
import { mustAnswerFor } from '../../../store/appeal/relation';
import { mustHaveAppeal, type Appeal } from '../../../store/appeal/rows';
import { bodyOf, mustHaveText } from '../../../store/appeal/texts';
import type { CaseFile, Party } from '../../../store/case/types';
import type { Knex } from 'knex';
import type { Args } from '../../../workflows/case/contract';
import { termOf } from '../../../store/appeal/duties';
import { termFacts } from '../../../store/case/term';
import type { Decide } from '../../../store/case/change';

const PARTS_MIN = 2;
const PARTS_MAX = 10;

/**
 * Splits several subjects into separate cases: each with the term of its subject, counted from when the whole was
 * received. The whole is answered when its last part is. args: subjects, texts (one for each, or the request itself)
 */
export const split: Decide = async (trx, file, call, at) => {
  const appeal = await mustHaveAppeal(trx, file.id);
  if (appeal.anonymous) throw new Refusal('split-nobody', 'Обращение без подписи не делят: ответа никто не ждёт.');
  const subjects = subjectsOf(call.args);
  await answererOf(trx, file, appeal.addresseeId, subjects, at);
  const parties = await partiesToSplit(trx, file.id);
  const children: string[] = [];
  for (const [index, subject] of subjects.entries()) {
    const id = randomUUID();
    const text = await textOf(trx, file.id, appeal, listOf(call.args.texts)[index]);
    await createAppeal(trx, {
      ...inherited(file, appeal),
      id,
      at,
      subjects: [subject],
      text,
      parties,
      actorId: call.actorId,
    });
    children.push(id);
  }
  const terms = subjects.map((one) =>
    termOf(file, { ...appeal, subjects: [one] }, appeal.receivedAt, appeal.registeredAt),
  );
  const last = terms.reduce((latest, one) => (dueInstant(one) > dueInstant(latest) ? one : latest));
  return {
    events: [{ kind: 'split', facts: { children, subjects, ...termFacts(last) }, organisationId: appeal.addresseeId }],
    to: 'split',
    dropped: ['forward'],
    // The parts send their own reminders; the whole only records when its last part was due.
    set: [{ name: 'answer', deadline: last, duty: true, alarms: answerAlarms(last, file.law_date, dueInstant(last)) }],
  };
};

/** Whoever is to answer must be competent for all the subjects in this house, on the day of the act. */
export const answererOf = (
  trx: Knex,
  file: CaseFile,
  addresseeId: string,
  subjects: readonly string[],
  at: Date,
): ReturnType<typeof mustAnswerFor> =>
  mustAnswerFor(trx, { addresseeId, subjects, buildingId: file.building_id, day: localOf(at, file.zone).day });

/** What every appeal that is made from another one has from it: who wrote, and about which place. */
export function offspring(file: CaseFile, { applicantKind, anonymous, collective, premisesId }: Appeal) {
  return {
    applicantKind,
    anonymous,
    collective,
    premisesId,
    buildingId: file.building_id,
    municipalityId: file.municipality_id,
    region: file.region,
    zone: file.zone,
    parentId: file.id,
  };
}

/** A part keeps the instants, the channel and the law of the whole. */
function inherited(file: CaseFile, appeal: Appeal) {
  const { receivedAt, registeredAt, channel } = appeal;
  return {
    ...offspring(file, appeal),
    addressee: { id: appeal.addresseeId, kind: appeal.addresseeKind },
    receivedAt,
    registeredAt,
    channel,
    lawDate: file.law_date,
    origin: 'split' as const,
  };
}

export async function partiesToSplit(trx: Knex, caseId: string): Promise<Party[]> {
  const parties = await appealPartiesOf(trx, caseId);
  return parties.map(({ part, personId, organisationId }) => ({
    part,
    personId: personId ?? undefined,
    organisationId: organisationId ?? undefined,
  }));
}

async function textOf(
  trx: Knex,
  caseId: string,
  appeal: Appeal,
  id: string | undefined,
): Promise<{ id: string; summary: string }> {
  if (!id || id === appeal.textId) return { id: appeal.textId, summary: appeal.summary };
  const text = await mustHaveText(trx, caseId, id, 'part');
  return { id: text, summary: summaryOf(await bodyOf(trx, text)) };
}

function subjectsOf(args: Args): readonly string[] {
  const subjects = listOf(args.subjects);
  if (subjects.length >= PARTS_MIN && subjects.length <= PARTS_MAX && new Set(subjects).size === subjects.length)
    return subjects;
  const say = `Выберите от ${PARTS_MIN} до ${PARTS_MAX} разных тем.`;
  throw new Refusal('subjects-count', say, 422, { subjects: say });
}

const listOf = (value: Args[string] | undefined): readonly string[] =>
  typeof value === 'object' && value ? value : [];
