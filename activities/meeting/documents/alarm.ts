import type { Knex } from 'knex';
import { applies, dueOf } from '../../../law/base/timing';
import { dueInstant } from '../../../law/base/terms';
import type { Letter } from '../../../store/case/types';
import { readClock } from '../../../store/clock/clock';
import { writeLetters } from '../../../store/letters/deliveries';
import { protocolsMissing, type MissingProtocol } from '../../../store/meeting/file/papers';
import { inspectoratesOf } from '../../../store/registry/inspectorates';

const NORM = 'E-14.alarm';
const LETTER = 'meeting-protocol-late';

/**
 * E-14: the system owes the protocol of an electronic meeting within the hour. If it is missing a day later, something
 * of ours is broken, perhaps the case itself; so this alarm works independently of the cases. The caller and the
 * administrator of the meeting and the inspectorate are told once. Returns how many protocols are that late.
 */
export async function reportMissingProtocols(db: Knex): Promise<number> {
  const { now } = await readClock(db);
  let late = 0;
  for (const one of await protocolsMissing(db, now)) {
    const timing = { zone: one.zone, on: one.lawDay };
    if (!applies(NORM, one.lawDay) || dueInstant(dueOf(NORM, one.closesAt, timing)) > now) continue;
    late += 1;
    await db.transaction(async (trx) => writeLetters(trx, one.caseId, await lettersOf(trx, one), now));
  }
  return late;
}

async function lettersOf(trx: Knex, { caseId, region, people, organisations }: MissingProtocol): Promise<Letter[]> {
  const common = { letter: LETTER, facts: { norm: NORM }, urgent: true };
  const offices = new Set([...organisations, ...(await inspectoratesOf(trx, region))]);
  return [
    ...[...new Set(people)].map((personId) => ({ ...common, key: `${caseId}:${LETTER}:${personId}`, personId })),
    ...[...offices].map((organisationId) => ({
      ...common,
      key: `${caseId}:${LETTER}:${organisationId}`,
      organisationId,
    })),
  ];
}
