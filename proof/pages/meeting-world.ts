import { randomUUID } from 'node:crypto';
import { giveProxy } from '../../store/meeting/ballots/proxies';
import { refusalToken } from '../../store/meeting/ballots/refusal-link';
import { takePaper } from '../../store/meeting/ballots/paper';
import { questionsOf } from '../../store/meeting/prepare/agenda';
import { noticesOf } from '../../store/meeting/notice/notices';
import { rightsOf } from '../../store/meeting/notice/register';
import { makeShare } from '../../store/meeting/follow/share';
import { signPetition } from '../../store/meeting/prepare/petition';
import { localOf } from '../../law/base/zone';
import { shortNumber } from '../../law/meeting/number';
import { powerOf } from '../ballots/meeting';
import { ZONE } from '../stories/meeting-house';
import { meetingTown, type Town, type Wish } from '../stories/meeting-town';

const at = (text: string): Date => new Date(`${text}+03:00`);
const early: Wish = { opensAt: at('2026-02-16T10:00:00'), closesAt: at('2026-02-24T10:00:00') };
const running: Wish = { opensAt: at('2026-02-20T10:00:00'), closesAt: at('2026-03-20T10:00:00') };
const ahead: Wish = { opensAt: at('2026-03-16T10:00:00'), closesAt: at('2026-03-30T10:00:00') };

/** What the first electronic meeting of a house has to decide (K-22). */
const FIRST_KINDS = ['IS_USE', 'IS_AUTHORISED', 'IS_ORDER', 'PROC_NOTICE_WAY'];

/** Meetings of one house in all phases that draw different pages, with everything a page may be asked for. */
export interface MeetingWorld {
  town: Town;
  /** Case by phase. */
  cases: Readonly<Record<string, string>>;
  /** The value of each placeholder of an address, in this case. */
  valuesOf(caseId: string): Promise<Readonly<Record<string, string>>>;
}

export async function meetingWorld(): Promise<MeetingWorld> {
  const town = await meetingTown({ bornAt: '2026-02-02T10:00:00+03:00' });
  const noticed = async (wish: Wish, told = town.owners): Promise<string> => {
    const id = await town.draft(wish);
    await town.act(id, 'notify');
    await town.tell(id, told);
    return id;
  };
  const draft = await town.draft(ahead);
  const group = await town.draft({ ...ahead, intake: { initiatorKind: 'group' } });
  await signPetition(town.db, group, town.owners[0] ?? '', await town.now(), localOf(await town.now(), ZONE).day);
  const protocol = await noticed({ ...early, kinds: ['CURRENT_REPAIR'] });
  const noQuorum = await noticed(early);
  const halted = await noticed(early, town.owners.slice(1));
  const mixed = await noticed({ ...early, form: 'mixed' });
  const voting = await noticed(running);
  await town.travelTo(early.opensAt);
  for (const id of [protocol, noQuorum, mixed]) await town.until(id, 'voting');
  for (const flat of [0, 1, 2, 3, 4, 5]) {
    await town.vote(protocol, flat);
    await town.paper(mixed, flat);
  }
  await town.vote(noQuorum, 0);
  await town.travelTo(early.closesAt);
  await town.until(protocol, 'protocol');
  await town.until(voting, 'voting');
  await town.vote(voting, 0);
  await fill(town, voting);
  const noticedCase = await noticed(ahead, town.owners.slice(2));
  const first = await noticed({ ...ahead, firstElectronic: true, kinds: FIRST_KINDS });
  const secrets = new Map<string, string>();
  for (const id of [protocol, voting]) {
    const share = { id: randomUUID(), caseId: id, by: town.owners[0] ?? '', at: await town.now() };
    secrets.set(id, await town.db.transaction((trx) => makeShare(trx, share)));
  }
  return {
    town,
    cases: {
      draft,
      group,
      first,
      noticed: noticedCase,
      voting,
      'no-quorum': noQuorum,
      halted,
      counted: mixed,
      protocol,
    },
    valuesOf: (caseId) => values(town, caseId, secrets.get(caseId) ?? ''),
  };
}

/** A power of attorney that waits to be checked and a sheet that waits for its second typing. */
async function fill(town: Town, caseId: string): Promise<void> {
  const [agent = '', , , principal = ''] = town.owners;
  const rights = await rightsOf(town.db, caseId);
  await town.db.transaction(async (trx) => {
    await giveProxy(trx, powerOf({ caseId }, principal, agent));
    await takePaper(trx, {
      id: randomUUID(),
      caseId,
      rightId: rights[4]?.id ?? '',
      holderId: town.owners[4] ?? '',
      channel: 'hand',
      decidedOn: null,
      comment: 'Лист у секретаря',
      marks: {},
      particulars: [],
      by: agent,
    });
  });
}

async function values({ db }: Town, caseId: string, token: string): Promise<Readonly<Record<string, string>>> {
  const idIn = async (table: string): Promise<string> =>
    (await db(table).where({ case_id: caseId }).first('id'))?.id ?? '';
  const proxy = await idIn('meeting_proxy');
  const ballot = await db('meeting_ballot').where({ case_id: caseId }).first('leaf');
  const file = await db('case_file').where({ id: caseId }).first('number');
  return {
    id: caseId,
    token,
    n: '1',
    short: shortNumber(String(file?.number)) ?? '',
    question: (await questionsOf(db, caseId))[0]?.id ?? '',
    notice: (await noticesOf(db, caseId)).find(({ way }) => way === 'signature')?.id ?? '',
    proxy,
    refusal: (proxy && (await refusalToken(db, proxy))) || '',
    paper: await idIn('meeting_ballot_entry'),
    tracker: String(ballot?.leaf ?? '').slice(0, 20),
  };
}
