import { command } from '../../../api/http/order';
import { ballotAnswers } from '../../../law/meeting/vote/ballot';
import { Refusal } from '../../../law/base/refusal';
import { DAY_MS, localOf } from '../../../law/base/zone';
import { castBallot } from '../../../store/meeting/ballots/cast';
import { retypePaper, takePaper } from '../../../store/meeting/ballots/paper';
import { questionsOf } from '../../../store/meeting/prepare/agenda';
import { recordNotice } from '../../../store/meeting/notice/notices';
import { rightsOf, type FrozenRight } from '../../../store/meeting/notice/register';
import { signPetition } from '../../../store/meeting/prepare/petition';
import { writeMeetingText, type MeetingTextKind } from '../../../store/meeting/texts';
import { fileSignedSheet } from './files';
import type { MeetingDeed } from './plan';
import type { MeetingStage } from './stage';
import { idOf, Random } from '../random';

/** Each deed, done with the same commands and records as the pages use. */
export function deedsOf(stage: MeetingStage, turn: number): Record<MeetingDeed, () => Promise<void>> {
  const { plan, id, initiator, head, inspector } = stage;
  const act = async (name: string, actorId: string, args: Record<string, string | boolean> = {}): Promise<void> => {
    await command(stage, {
      area: 'meeting',
      caseId: id,
      key: idOf([plan.name, turn, name, args['part']].filter((one) => one !== undefined).join(':')),
      name,
      actorId,
      args,
    });
  };
  const write = (kind: MeetingTextKind, body: string, authorId: string): Promise<string> =>
    writeWords(stage, turn, kind, body, authorId);
  return {
    notify: async () => {
      await act('notify', initiator);
      if (!plan.untold) await tellAll(stage);
    },
    request: () => act('request', initiator),
    petition: () => petition(stage),
    'hand-over': () => act('hand-over', initiator),
    file: () => act('file', head),
    return: async () =>
      act('return', inspector, {
        text: await write(
          'remark',
          'В реестре собственников нет приложения 4: списка принявших участие. Приложите его.',
          inspector,
        ),
        until: new Date((await stage.now()).getTime() + 14 * DAY_MS).toISOString(),
      }),
    register: () => act('register', inspector),
    publish: () => act('publish', initiator),
    repeat: () => act('repeat', initiator, { meeting: idOf(`${plan.name}:repeat`) }),
    cancel: () => act('cancel', initiator),
    sign: () => act('sign', stage.owners[1] ?? '', { part: 'chair' }),
    countersign: async () => {
      for (const part of ['secretary', 'counter']) await act('sign', stage.owners[2] ?? '', { part });
    },
  };
}

async function writeWords(
  stage: MeetingStage,
  turn: number,
  kind: MeetingTextKind,
  body: string,
  authorId: string,
): Promise<string> {
  const id = idOf(`${stage.plan.name}:${turn}:text`);
  await writeMeetingText(stage.db, { id, caseId: stage.id, kind, body, authorId, at: await stage.now() });
  return id;
}

/** The initiator goes from door to door with the sheet: everyone signs for the message. */
async function tellAll({ db, id, plan, initiator, now }: MeetingStage): Promise<void> {
  const at = await now();
  const rights = await rightsOf(db, id);
  const holders = new Map(
    rights.flatMap((right) => right.holders.map((one) => [one.personId ?? one.organisationId ?? '', one])),
  );
  await db.transaction(async (trx) => {
    const sheet = await fileSignedSheet(trx, { caseId: id, name: plan.name, actorId: initiator, at });
    for (const [holder, { personId, organisationId }] of holders) {
      await recordNotice(trx, {
        id: idOf(`${plan.name}:told:${holder}`),
        caseId: id,
        way: 'signature',
        sentAt: at,
        effectiveAt: at,
        recordedBy: initiator,
        recordedAt: at,
        proofIds: [sheet],
        note: 'Лист вручения, строка собственника',
        ...(personId ? { personId } : { organisationId: organisationId ?? '' }),
      });
    }
  });
}

/** Some owners sign the request, not yet a tenth of the house. */
async function petition({ db, id, owners, zone, now }: MeetingStage): Promise<void> {
  const at = await now();
  for (const owner of owners.slice(0, 7)) {
    await db.transaction((trx) => signPetition(trx, id, owner, at, localOf(at, zone).day));
  }
}

/** Owners decide on three days of the window: most of them at once, some late in it. */
export function openingOf(stage: MeetingStage): [daysBefore: number, run: () => Promise<void>][] {
  const { opens = 0, closes = 0, turnout = 0 } = stage.plan;
  const length = opens - closes;
  return [0, 0.35, 0.6].map((part, wave) => [Math.floor(opens - length * part), () => voteWave(stage, wave, turnout)]);
}

async function voteWave(stage: MeetingStage, wave: number, turnout: number): Promise<void> {
  const { db, id, plan } = stage;
  const random = new Random(plan.name.length * 7_919 + wave);
  const questions = (await questionsOf(db, id)).map((question) => question.id);
  const rights = await rightsOf(db, id);
  const chosen = new Random(plan.name.length * 104_729);
  for (const right of rights) {
    const [mood, day] = [chosen.next(), chosen.whole(0, 2)];
    if (mood < turnout && day === wave) await decide(stage, right, marksOf(questions, random));
  }
}

type Marks = Record<string, string[]>;

function marksOf(questions: readonly string[], random: Random): Marks {
  return Object.fromEntries(
    questions.map((question) => {
      const mood = random.next();
      return [question, [ballotAnswers[mood < 0.76 ? 0 : mood < 0.9 ? 1 : 2]]];
    }),
  );
}

/** Children and organisations do not vote in the seed: the law refuses them and the others continue. */
async function decide(stage: MeetingStage, right: FrozenRight, marks: Marks): Promise<void> {
  const { db, id: caseId, plan } = stage;
  const holder = right.holders.find(({ personId }) => personId !== null);
  if (!holder?.personId) return;
  const id = idOf(`${plan.name}:ballot:${right.id}`);
  try {
    if (plan.form === 'electronic') {
      await db.transaction((trx) =>
        castBallot(trx, {
          id,
          caseId,
          rightId: right.id,
          holderId: holder.personId ?? '',
          byPersonId: holder.personId ?? '',
          marks,
        }),
      );
    } else await onPaper(stage, { id, rightId: right.id, holderId: holder.personId, marks });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

async function onPaper(
  stage: MeetingStage,
  paper: { id: string; rightId: string; holderId: string; marks: Marks },
): Promise<void> {
  const { db, id: caseId, zone, owners, initiator } = stage;
  const decidedOn = localOf(await stage.now(), zone).day;
  const taken = await db.transaction((trx) =>
    takePaper(trx, {
      ...paper,
      caseId,
      channel: 'hand',
      comment: 'Бюллетень на бумаге, хранится у секретаря собрания.',
      decidedOn,
      particulars: ['voter', 'title', 'snils', 'signature'],
      by: initiator,
    }),
  );
  const { id, marks } = { ...paper, ...taken };
  if (!taken.late) await db.transaction((trx) => retypePaper(trx, { id, marks, by: owners[2] ?? initiator }));
}
