import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { openCase, type AreaIntake } from '../store/case/open';
import type { Intake, NamedDeadline } from '../store/case/types';
import type { Decide } from '../store/case/change';

const DAY_MS = 86_400_000;
const after = (at: Date, days: number): string => new Date(at.getTime() + days * DAY_MS).toISOString();

/** A deadline without a norm, for tests of the kernel itself. */
export function sampleDeadline(
  at: Date,
  name: string,
  days: number,
  alarms: NamedDeadline['alarms'],
  duty = true,
): NamedDeadline {
  return {
    name,
    duty,
    alarms,
    deadline: {
      norm: 'AP-01',
      title: 'Ответ',
      citation: 'для проверки ядра',
      confidence: 'P',
      value: days,
      unit: 'cd',
      zone: 'Europe/Moscow',
      event: at.toISOString(),
      lastDay: null,
      dueAt: after(at, days),
      direction: 'forward',
      provisional: false,
      derivation: [],
    },
  };
}

/** A simple case in the area of appeals: an answer is due in 10 days, ten days later the case closes by itself. */
const sampleRegister: Decide = async (trx, file, _call, at) => ({
  events: [{ kind: 'registered', facts: {} }],
  to: 'registered',
  set: [
    sampleDeadline(at, 'answer', 10, [
      { act: 'half', at: after(at, 5) },
      { act: 'late', at: after(at, 10), misses: true },
    ]),
  ],
  letters: await applicantLetter(trx, file.id, 'appeal-registered'),
});

export const sampleDeciders: Record<string, Decide> = {
  register: sampleRegister,
  half: async () => ({ events: [{ kind: 'half', facts: {} }] }),
  late: async () => ({ events: [{ kind: 'late', facts: {} }] }),
  note: async () => ({ events: [{ kind: 'noted', facts: {} }] }),
  answer: async (_trx, _file, _call, at) => ({
    events: [{ kind: 'answered', facts: {} }],
    to: 'answered',
    met: ['answer'],
    set: [sampleDeadline(at, 'window', 10, [{ act: 'end', at: after(at, 10) }], false)],
  }),
  end: async () => ({ events: [{ kind: 'closed', facts: {} }], to: 'closed', outcome: 'answered' }),
};

async function applicantLetter(trx: Knex, caseId: string, letter: string) {
  const row = await trx('case_party').where({ case_id: caseId, part: 'applicant' }).first('person_id');
  return row ? [{ key: `${caseId}:${letter}`, letter, personId: row.person_id as string, facts: {} }] : [];
}

export function sampleIntake(at: Date, more: Partial<Intake> = {}): Intake {
  return {
    id: randomUUID(),
    area: 'appeal',
    at,
    lawDate: at.toISOString().slice(0, 10),
    zone: 'Europe/Moscow',
    buildingId: null,
    organisationId: null,
    municipalityId: null,
    region: null,
    topic: '',
    actorId: null,
    parties: [],
    facts: {},
    ...more,
  };
}

/** A sample case is registered when it is made, and has no rows of its own. */
export const sampleBeginning: AreaIntake = {
  rows: async () => undefined,
  act: 'register',
  decide: (...asked) => sampleRegister(...asked),
};

export async function openSample(db: Knex, at: Date, more: Partial<Intake> = {}): Promise<string> {
  const intake = sampleIntake(at, more);
  await db.transaction((trx) => openCase(trx, intake, sampleBeginning));
  return intake.id;
}

/** An act on a sample case, as it is accepted. */
export const sampleOrder = (caseId: string, name: string, actorId: string, key: string = randomUUID()) => ({
  area: 'appeal',
  caseId,
  key,
  name,
  actorId,
  args: {},
});
