import { randomUUID } from 'node:crypto';
import { meetingDeciders } from '../../activities/meeting';
import type { CommandResult } from '../../api/http/engine';
import { verdict, type Verdict } from '../../law/base/verdict';
import { localOf } from '../../law/base/zone';
import { castBallot } from '../../store/meeting/ballots/cast';
import type { BallotReceipt } from '../../store/meeting/ballots/append';
import { retypePaper, takePaper, type TakenPaper } from '../../store/meeting/ballots/paper';
import type { NewPaper } from '../../store/meeting/ballots/paper-rules';
import { deadlinesOf, type CaseDeadline } from '../../store/case/deadlines';
import { eventsOf } from '../../store/case/events';
import { addQuestion, questionsOf } from '../../store/meeting/prepare/agenda';
import { editDraft, type DraftChange } from '../../store/meeting/prepare/draft';
import { recordNotice } from '../../store/meeting/notice/notices';
import { openMeeting, type NewMeeting } from '../../store/meeting/open';
import { kinOf, meetingById, type MeetingFile } from '../../store/meeting/read';
import { rightsOf } from '../../store/meeting/notice/register';
import { countOf, resultsOf, type MeetingCount, type QuestionOutcome } from '../../store/meeting/results';
import { writeMeetingText, type MeetingTextKind } from '../../store/meeting/texts';
import { insertRegistry } from '../../store/registry/rows';
import { testRegion, type Region, type RegionOptions } from '../region';
import { meetingHouse, ZONE, type Flat, type House } from './meeting-house';

export interface Wish extends DraftChange {
  opensAt: Date;
  closesAt: Date;
  kinds?: readonly string[];
  intake?: Partial<NewMeeting>;
}

/** A house that holds meetings, on the real engine and database. */
export interface Town extends Region, Omit<House, 'rows'> {
  /** A draft of the first owner with everything a notice needs. */
  draft(wish: Wish): Promise<string>;
  act(
    id: string,
    name: string,
    args?: Record<string, string | boolean>,
    actorId?: string,
    key?: string,
  ): Promise<CommandResult>;
  /** Hands the notice to every owner under signature, now. */
  tell(id: string, owners?: readonly string[], sentAt?: Date): Promise<void>;
  /** One decision of the owner of a flat, online; the same mark on every question. */
  vote(id: string, flat: number, mark?: string, by?: string): Promise<BallotReceipt>;
  /** A written decision typed twice alike; handed over and dated now unless told otherwise. */
  paper(id: string, flat: number, paper?: Partial<NewPaper> & { mark?: string }): Promise<TakenPaper>;
  write(id: string, kind: MeetingTextKind, body?: string): Promise<string>;
  /** With all related meetings, whoever may see them. */
  look(id: string): Promise<MeetingFile & Awaited<ReturnType<typeof kinOf>>>;
  phase(id: string): Promise<string>;
  until(id: string, phase: string): Promise<void>;
  kinds(id: string): Promise<string[]>;
  deadline(id: string, name: string): Promise<CaseDeadline & { verdict: Verdict }>;
  letters(id: string, letter: string): Promise<number>;
  count(id: string): Promise<{ count: MeetingCount; results: QuestionOutcome[] }>;
}

const FLATS: readonly Flat[] = Array.from({ length: 10 }, () => ({ area: '50.00' }));

export async function meetingTown({
  flats = FLATS,
  ...options
}: RegionOptions & { flats?: readonly Flat[] } = {}): Promise<Town> {
  const region = await testRegion({ deciders: { meeting: meetingDeciders }, ...options });
  const { rows, ...house } = meetingHouse(flats);
  await region.db.transaction((trx) => insertRegistry(trx, rows));
  const total = flats.reduce((sum, { area }) => sum + Math.round(Number(area) * 100), 0);
  return {
    ...region,
    ...house,
    ...acts(region, house),
    ...looks(region),
    draft: (wish) => draft(region, house, wish, (total / 100).toFixed(2)),
  };
}

async function draft(
  { db, now, eventually }: Region,
  house: Omit<House, 'rows'>,
  wish: Wish,
  total: string,
): Promise<string> {
  const { kinds = ['CURRENT_REPAIR', 'MC_CHOICE'], intake = {}, ...change } = wish;
  const [owner = '', chair = owner, secretary = chair] = house.owners;
  const id = intake.id ?? randomUUID();
  await db.transaction(async (trx) =>
    openMeeting(trx, {
      id,
      at: await now(),
      buildingId: house.buildingId,
      form: 'electronic',
      initiatorKind: 'owner',
      personId: owner,
      actorId: owner,
      title: 'Ремонт и управление',
      ...intake,
    }),
  );
  await db.transaction(async (trx) => {
    await editDraft(trx, id, {
      total,
      totalBasis: 'Технический паспорт дома',
      paperAddress: 'ул. Садовая, д. 1, кв. 1',
      materialsPlace: 'На странице собрания',
      chairId: chair,
      secretaryId: secretary,
      counterIds: [secretary],
      discussionAt: change.opensAt,
      discussionPlace: 'Двор',
      ...change,
    });
    for (const kind of kinds)
      await addQuestion(trx, id, { id: randomUUID(), kind, wording: `Принять решение по вопросу ${kind}` });
  });
  await eventually(async () => (await db('case_file').where({ id }).first('phase'))?.phase === 'draft');
  return id;
}

function acts(
  { db, engine, now }: Region,
  { owners }: Omit<House, 'rows'>,
): Pick<Town, 'act' | 'tell' | 'vote' | 'paper' | 'write'> {
  const [initiator = ''] = owners;
  return {
    act: (caseId, name, args = {}, actorId = initiator, key = randomUUID()) =>
      engine.command({ area: 'meeting', caseId, key, name, actorId, args }),
    async tell(caseId, told, sentAt) {
      const at = await now();
      const holders =
        told ?? (await rightsOf(db, caseId)).flatMap((right) => right.holders.map((one) => one.personId ?? ''));
      await db.transaction(async (trx) => {
        for (const personId of holders) {
          await recordNotice(trx, {
            id: randomUUID(),
            caseId,
            personId,
            way: 'signature',
            sentAt: sentAt ?? at,
            effectiveAt: sentAt ?? at,
            recordedBy: initiator,
            recordedAt: at,
          });
        }
      });
    },
    async vote(caseId, flat, mark = 'for', by) {
      const right = (await rightsOf(db, caseId))[flat];
      const holderId = by ?? right?.holders.findLast(({ toDay }) => toDay === null)?.personId ?? '';
      const marks = Object.fromEntries((await questionsOf(db, caseId)).map(({ id }) => [id, [mark]]));
      return db.transaction((trx) =>
        castBallot(trx, { id: randomUUID(), caseId, rightId: right?.id ?? '', holderId, byPersonId: holderId, marks }),
      );
    },
    async paper(caseId, flat, { mark = 'for', ...wish } = {}) {
      const right = (await rightsOf(db, caseId))[flat];
      const marks = Object.fromEntries((await questionsOf(db, caseId)).map(({ id }) => [id, [mark]]));
      const holderId = right?.holders[0]?.personId ?? '';
      const [first = '', second = first] = owners;
      const taken = await db.transaction(async (trx) =>
        takePaper(trx, {
          id: randomUUID(),
          caseId,
          rightId: right?.id ?? '',
          holderId,
          channel: 'hand',
          comment: 'Лист хранится у секретаря собрания.',
          decidedOn: localOf(wish.handedAt ?? (await now()), ZONE).day,
          marks,
          particulars: ['voter', 'title', 'snils', 'signature'],
          by: first,
          ...wish,
        }),
      );
      if (!taken.late) await db.transaction((trx) => retypePaper(trx, { id: taken.id, marks, by: second }));
      return taken;
    },
    async write(caseId, kind, body = 'Текст для дела.') {
      const id = randomUUID();
      await writeMeetingText(db, { id, caseId, kind, body, authorId: null, at: await now() });
      return id;
    },
  };
}

function looks({
  db,
  now,
  eventually,
}: Region): Pick<Town, 'look' | 'phase' | 'until' | 'kinds' | 'deadline' | 'letters' | 'count'> {
  const look: Town['look'] = async (id) => {
    const found = await meetingById(db, id);
    if (!found) throw new Error('No such meeting');
    return { ...found, ...(await kinOf(db, found.meeting, { everything: true })) };
  };
  const phase = async (id: string): Promise<string> => (await look(id)).file.phase;
  return {
    look,
    phase,
    until: async (id, wanted) => void (await eventually(async () => (await phase(id)) === wanted)),
    kinds: async (id) => (await eventsOf(db, id)).map(({ kind }) => kind),
    async deadline(id, name) {
      const found = (await deadlinesOf(db, id)).filter((one) => one.name === name).at(-1);
      if (!found) throw new Error(`No deadline ${name}`);
      return { ...found, verdict: verdict(found, await now()) };
    },
    async letters(id, letter) {
      return (await db('delivery').where({ case_id: id, letter, channel: 'cabinet' })).length;
    },
    async count(id) {
      const count = await countOf(db, id);
      if (!count) throw new Error('Not counted yet');
      return { count, results: await resultsOf(db, id) };
    },
  };
}
