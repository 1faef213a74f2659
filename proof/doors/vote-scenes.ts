import { randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import { completeSnils } from '../../law/registry/identifiers';
import { checkProxy, giveProxy } from '../../store/meeting/ballots/proxies';
import { takePaper } from '../../store/meeting/ballots/paper';
import { allMarks, makeMeeting, powerOf, type BallotMeeting } from '../ballots/meeting';
import { PNG } from '../picture';
import { addPerson, type Browser, type Site } from '../site';
import type { Act } from './parallel';

/** An act that can happen once, prepared anew for each try. */
export interface Scene {
  name: string;
  /** Another form may do it again, so only the same form is tested. */
  repeats?: boolean;
  prepare(site: Site): Promise<Act>;
}

const rowsOf = async (site: Site, table: string, where: object): Promise<number> =>
  Number((await site.owner(table).where(where).count())[0]?.['count']);

interface Stage {
  meeting: BallotMeeting;
  holder: string;
  right: string;
  agent: string;
  at(leaf: string): string;
}

async function stage(site: Site): Promise<Stage> {
  const meeting = await makeMeeting(site.owner, { rights: 3, questions: 2 });
  const [, second, third] = meeting.rights;
  return {
    meeting,
    holder: second?.holder ?? '',
    right: second?.id ?? '',
    agent: third?.holder ?? '',
    at: (leaf) => `/meetings/${meeting.caseId}/${leaf}`,
  };
}

async function signing(by: Browser, at: Stage['at'], voice: object): Promise<(key: string) => Test> {
  await by.send(at('vote/1'), { answer: 'for', ...voice });
  return (key) => by.send(at('check-answers'), { signed: 'yes', ...voice }, key);
}

async function power(site: Site, { meeting, holder, agent }: Stage, checked: boolean): Promise<string> {
  const made = powerOf(meeting, holder, agent);
  await site.db.transaction(async (trx) => {
    await giveProxy(trx, made);
    if (checked) await checkProxy(trx, { id: made.id, valid: true, by: meeting.administrator });
  });
  return made.id;
}

function sheetForm(site: Site, desk: Browser, path: string, fields: Record<string, string>) {
  return (key: string): Test => {
    const form = request(site.app).post(path).set('Cookie', desk.cookie).redirects(0).field('_csrf', desk.csrf);
    for (const [name, value] of Object.entries({ ...fields, key })) form.field(name, value);
    return form.attach('scan', PNG, 'list.png');
  };
}

const sign: Scene = {
  name: 'sign a ballot on the page',
  async prepare(site) {
    const { holder, right, at } = await stage(site);
    const ask = await signing(await site.browser(holder), at, {});
    return { ask, effect: () => rowsOf(site, 'meeting_ballot', { right_id: right }) };
  },
};

const cast: Scene = {
  name: 'send a ballot by a program',
  async prepare(site) {
    const { meeting, holder, right, at } = await stage(site);
    const token = await site.token(holder);
    const answers = Object.fromEntries(meeting.questions.map((id) => [id, 'for']));
    return {
      ask: (key) =>
        request(site.app)
          .post(at('ballots'))
          .set({ Authorization: `Bearer ${token}`, 'Idempotency-Key': key })
          .send({ right, answers }),
      effect: () => rowsOf(site, 'meeting_ballot', { right_id: right }),
    };
  },
};

const byPower: Scene = {
  name: 'sign by a power',
  async prepare(site) {
    const found = await stage(site);
    await power(site, found, true);
    const voice = { voice: found.holder };
    const ask = await signing(await site.browser(found.agent), found.at, voice);
    return { ask, effect: () => rowsOf(site, 'meeting_ballot', { right_id: found.right }) };
  },
};

const give: Scene = {
  name: 'enter a power',
  async prepare(site) {
    const { meeting, holder, at } = await stage(site);
    const agent = await addPerson(site.db);
    const snils = completeSnils(String(Math.floor(Math.random() * 1e9)).padStart(9, '1'));
    await site.owner('person').where({ id: agent }).update({ snils });
    const fields = { principal: holder, agent: snils, issued: '2020-01-01', until: '2099-12-31' };
    const ask = sheetForm(site, await site.browser(holder), at('proxies'), fields);
    return { ask, effect: () => rowsOf(site, 'meeting_proxy', { case_id: meeting.caseId }) };
  },
};

const check: Scene = {
  name: 'find a power good',
  async prepare(site) {
    const found = await stage(site);
    const id = await power(site, found, false);
    const desk = await site.browser(found.meeting.administrator);
    return {
      ask: (key) => desk.send(found.at(`proxies/${id}`), { valid: 'yes' }, key),
      effect: () => rowsOf(site, 'meeting_proxy', { id, valid: true }),
    };
  },
};

const refuse: Scene = {
  name: 'refuse a power',
  async prepare(site) {
    const found = await stage(site);
    const id = await power(site, found, true);
    const own = await site.browser(found.holder);
    const told = { letter: 'meeting-power-refused', channel: 'cabinet', person_id: found.agent };
    return {
      ask: (key) => own.send(found.at(`proxies/${id}/refuse`), {}, key),
      effect: () => rowsOf(site, 'delivery', told),
    };
  },
};

const sheet: Scene = {
  name: 'take a sheet in',
  async prepare(site) {
    const { meeting, holder, right, at } = await stage(site);
    const fields = { flat: '2', holderId: `${right}:${holder}`, channel: 'paper', marks: '1:for' };
    const ask = sheetForm(site, await site.browser(meeting.administrator), at('paper'), fields);
    return { ask, effect: () => rowsOf(site, 'meeting_ballot_entry', { right_id: right }) };
  },
};

const retype: Scene = {
  name: 'type a sheet a second time',
  async prepare(site) {
    const { meeting, holder, right, at } = await stage(site);
    const [id, marks] = [randomUUID(), allMarks(meeting.questions, 'for')];
    const words = { channel: 'hand' as const, comment: 'Лист у администратора', decidedOn: null, particulars: [] };
    const paper = { id, caseId: meeting.caseId, rightId: right, holderId: holder, marks, ...words };
    await site.db.transaction((trx) => takePaper(trx, { ...paper, by: meeting.administrator }));
    const desk = await site.browser(meeting.administrator);
    return {
      ask: (key) => desk.send(at(`paper/sheets/${id}`), { marks: ['1:for', '2:for'] }, key),
      effect: () => rowsOf(site, 'meeting_ballot', { right_id: right }),
    };
  },
};

const share: Scene = {
  name: 'make a link for all',
  async prepare(site) {
    const { meeting, at } = await stage(site);
    const desk = await site.browser(meeting.administrator);
    return {
      ask: (key) => desk.send(at('share'), {}, key),
      effect: () => rowsOf(site, 'meeting_share', { case_id: meeting.caseId, revoked_at: null }),
      secret: true,
    };
  },
};

const say: Scene = {
  name: 'write into the discussion',
  repeats: true,
  async prepare(site) {
    const { meeting, holder, at } = await stage(site);
    const own = await site.browser(holder);
    return {
      ask: (key) => own.send(at('discussion'), { body: 'Почему именно так?' }, key),
      effect: () => rowsOf(site, 'meeting_comment', { case_id: meeting.caseId }),
    };
  },
};

export const voteScenes: readonly Scene[] = [sign, cast, byPower, give, check, refuse, sheet, retype, share, say];
export { rowsOf };
