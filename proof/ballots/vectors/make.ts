import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { castBallot } from '../../../store/meeting/ballots/cast';
import { signCheckpoint } from '../../../store/meeting/ballots/checkpoints';
import { openDatabase } from '../../../store/sql/database';
import { dumpOf } from '../../../store/meeting/ballots/dump';
import { retypePaper, takePaper } from '../../../store/meeting/ballots/paper';
import { checkProxy, giveProxy, refuseProxy } from '../../../store/meeting/ballots/proxies';
import { seal } from '../../../store/meeting/ballots/seal';
import { countNow, writeCount } from '../../../store/meeting/results';
import { testDatabase } from '../../database';
import { allMarks, makeMeeting, powerOf, type BallotMeeting } from '../meeting';

/** Makes powers.ndjson anew; run with tsx and TEST_DATABASE_ADMIN_URL when the format changes. */
const ZONE = 'Europe/Moscow';

class Scene {
  constructor(
    private readonly db: Knex,
    readonly meeting: BallotMeeting,
    private readonly today: string,
  ) {}

  private right(index: number) {
    const right = this.meeting.rights[index];
    return { caseId: this.meeting.caseId, rightId: right?.id ?? '', holderId: right?.holder ?? '' };
  }

  async power(index: number, checked: boolean | null = true): Promise<string> {
    const power = powerOf(this.meeting, this.right(index).holderId, this.meeting.rights[0]?.holder ?? '');
    await this.db.transaction((trx) => giveProxy(trx, power));
    const check = { id: power.id, by: this.meeting.administrator, reason: 'Нет заверения' };
    if (checked !== null) await this.db.transaction((trx) => checkProxy(trx, { ...check, valid: checked }));
    return power.id;
  }

  async online(index: number, mark: string, proxyId: string | null = null): Promise<void> {
    const right = this.right(index);
    const byPersonId = proxyId === null ? right.holderId : (this.meeting.rights[0]?.holder ?? '');
    const marks = allMarks(this.meeting.questions, mark);
    const ballot = { ...right, id: randomUUID(), byPersonId, proxyId, marks };
    await this.db.transaction((trx) => castBallot(trx, ballot));
    await this.db.transaction((trx) => signCheckpoint(trx, right.caseId));
  }

  async paper(index: number, mark: string, proxyId: string | null = null, another = false): Promise<void> {
    const [id, by] = [randomUUID(), this.meeting.administrator];
    const marks = allMarks(this.meeting.questions, mark);
    const particulars = ['voter', 'title', 'snils', 'signature'] as const;
    const sheet = { channel: 'hand' as const, comment: 'Лист у администратора', decidedOn: this.today, particulars };
    await this.db.transaction((trx) =>
      takePaper(trx, { ...this.right(index), ...sheet, id, marks, proxyId, another, by }),
    );
    await this.db.transaction((trx) => retypePaper(trx, { id, marks, by }));
  }

  refuse(id: string, index: number): Promise<void> {
    return this.db.transaction((trx) => refuseProxy(trx, { id, by: this.right(index).holderId }));
  }
}

/** The order is that of the expected verdicts in powers.test.ts. */
async function play(scene: Scene): Promise<void> {
  await scene.online(1, 'for', await scene.power(1));
  await scene.online(1, 'against');
  await scene.online(2, 'for', await scene.power(2));
  const [third, fourth] = [await scene.power(3), await scene.power(4)];
  await scene.online(3, 'for', third);
  await scene.refuse(third, 3);
  await scene.online(4, 'for', fourth);
  await scene.refuse(fourth, 4);
  await scene.online(5, 'for');
  await scene.paper(6, 'for', await scene.power(6, false));
  await scene.online(7, 'for', await scene.power(7));
  await scene.paper(7, 'against');
  await scene.paper(7, 'for', null, true);
}

async function make(): Promise<void> {
  const database = await testDatabase();
  const [db, owner] = [openDatabase(database.url, 'vector', 3), openDatabase(database.ownerUrl, 'vector owner', 2)];
  try {
    const meeting = await makeMeeting(owner, { rights: 8, questions: 1 });
    const sql = `select (domovoy_now() at time zone '${ZONE}')::date as today`;
    const { rows } = await db.raw<{ rows: { today: string }[] }>(sql);
    await play(new Scene(db, meeting, rows[0]?.today ?? ''));
    await db.transaction(async (trx) => {
      await seal(trx, meeting.caseId, meeting.closesAt);
      const count = await countNow(trx, meeting.caseId, ZONE);
      if (count) await writeCount(trx, meeting.caseId, count, meeting.closesAt);
    });
    writeFileSync(join(__dirname, 'powers.ndjson'), (await dumpOf(db, meeting.caseId, 'full')) ?? '');
  } finally {
    await Promise.all([db.destroy(), owner.destroy()]);
    await database.drop();
  }
}

void make();
