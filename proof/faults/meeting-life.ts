import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { addDays } from '../../law/base/day';
import { parseMoment } from '../../law/base/zone';
import { ZONE, type House } from '../stories/meeting-house';
import { retryUntilAnswered } from './retry';

/** What a step does: writes a draft, sends a command to a case, records a fact, lets an alarm ring. */
export const stepKinds = ['draft', 'command', 'record', 'alarm'] as const;
export type StepKind = (typeof stepKinds)[number];

export interface Step {
  kind: StepKind;
  name: string;
  take(): Promise<unknown>;
}

export interface Life {
  /** Known once the meeting has begun. */
  readonly id: string;
  opens: string;
  closes: string;
  steps: readonly Step[];
}

interface Stage {
  pages: string;
  house: Omit<House, 'rows'>;
  /** Tokens by person. */
  tokens: ReadonlyMap<string, string>;
  today: string;
  /** When the originals may be archived; asked when it is known. */
  archiveAt(id: string): Promise<string>;
}

const HOUR = 'T10:00';
const LOOK_MS = 200;
const TITLE = 'Ремонт и управление';
const TERMS = {
  title: TITLE,
  form: 'electronic',
  total: '300',
  totalBasis: 'Технический паспорт дома',
  paperAddress: 'ул. Садовая, д. 1, кв. 1',
  materialsPlace: 'На странице собрания',
};
const ANSWERS = ['for', 'for', 'against', 'for'] as const;

/**
 * One electronic meeting from the first click until the inspectorate stores its originals, each step as a phone sends
 * it.
 */
export function meetingLife({ pages, house, tokens, today, archiveAt }: Stage): Life {
  let id = '';
  const [owner = '', chair = ''] = house.owners;
  const [opens, closes] = [addDays(today, 14) + HOUR, addDays(today, 24) + HOUR];
  const ask = (who: string, path: string, body: object = {}): Promise<object> =>
    retryUntilAnswered<object>(pages, { token: tokens.get(who) ?? '', path, body });
  const at = (leaf: string): string => `/meetings/${id}/${leaf}`;
  const act = (who: string, name: string, body: object = {}): Step => ({
    kind: 'command',
    name,
    take: () => ask(who, at(name), body),
  });
  const draft = (name: string, leaf: string, body: object): Step => ({
    kind: 'draft',
    name,
    take: () => ask(owner, at(leaf), body),
  });
  const begin = (body: object): Step => ({
    kind: 'draft',
    name: 'start',
    take: async () => {
      ({ id = '' } = (await ask(owner, '/meetings', body)) as { id?: string });
    },
  });
  const alarm = (name: string, moment: () => Promise<string>): Step => ({
    kind: 'alarm',
    name,
    take: async () => travel(pages, tokens.get(owner) ?? '', await moment()),
  });
  const { votes, notices } = recordsOf(house, at, ask);
  const start = { house: house.buildingId, initiator: 'owner', form: 'electronic', title: TITLE };
  const question = (kind: string, wording: string): [string, object] => ['agenda/add', { kind, wording }];
  return {
    get id() {
      return id;
    },
    opens,
    closes,
    steps: [
      begin(start),
      draft('first question', ...question('CURRENT_REPAIR', 'Провести текущий ремонт подъездов в 2027 году')),
      draft('second question', ...question('COUNCIL_ELECT', 'Избрать совет дома из трёх собственников')),
      draft('terms', 'terms', { ...TERMS, opens, closes, chair: owner, secretary: chair }),
      act(owner, 'notify'),
      notices,
      alarm('open', async () => opens),
      votes(0, 1),
      votes(2, 3),
      act(owner, 'remind'),
      paper(pages, { at, tokens, by: [owner, chair], flat: '5', decided: opens.slice(0, 10) }),
      alarm('paper-closed', async () => addDays(closes.slice(0, 10), -1) + HOUR),
      alarm('close', async () => closes),
      act(owner, 'hand-over'),
      act(house.head, 'file'),
      act(house.inspector, 'return', { remark: 'Нет приложения 4.', until: addDays(today, 60) }),
      act(house.head, 'file'),
      act(house.inspector, 'register'),
      alarm('archive', () => archiveAt(id)),
    ],
  };
}

type Ask = (who: string, path: string, body?: object) => Promise<object>;

/** What owners do themselves: each receives the notice, and votes. */
function recordsOf(house: Stage['house'], at: (leaf: string) => string, ask: Ask) {
  const [owner = ''] = house.owners;
  const votes = (...flats: number[]): Step => ({
    kind: 'record',
    name: 'votes',
    take: async () => {
      for (const flat of flats) {
        const who = house.owners[flat] ?? '';
        for (const question of [1, 2]) await ask(who, at(`vote/${question}`), { answer: ANSWERS[flat] });
        await ask(who, at('check-answers'), { signed: true });
      }
    },
  });
  const notices: Step = {
    kind: 'record',
    name: 'notices',
    take: () => Promise.all(house.owners.map((told) => ask(owner, at('notices'), { way: 'signature', owner: told }))),
  };
  return { votes, notices };
}

interface Desk {
  at: (leaf: string) => string;
  tokens: ReadonlyMap<string, string>;
  /** Who receives the sheet, and who types it again. */
  by: readonly [string, string];
  flat: string;
  decided: string;
}

/** A sheet is received and typed for the second time. */
function paper(pages: string, { at, tokens, by, flat, decided }: Desk): Step {
  const key = randomUUID();
  const [token = '', again = ''] = by.map((who) => tokens.get(who));
  const marks = ['1:for', '2:for'];
  return {
    kind: 'record',
    name: 'paper',
    take: async () => {
      const path = at('paper');
      const { holders } = await retryUntilAnswered<{ holders: { value: string }[] }>(pages, {
        token,
        path: `${path}/new?flat=${flat}`,
      });
      const body = {
        flat,
        decided,
        marks,
        holderId: holders[0]?.value,
        channel: 'hand',
        comment: 'Лист хранится у секретаря собрания.',
        particulars: ['voter', 'title', 'snils', 'signature'],
      };
      const { id: sheet } = await retryUntilAnswered<{ id: string }>(pages, { token, path, body, key });
      await retryUntilAnswered(pages, { token: again, path: `${path}/sheets/${sheet}`, body: { marks } });
    },
  };
}

/** Travels through the page of the clock; a travel that stopped because an engine was away is asked for again. */
async function travel(pages: string, token: string, moment: string): Promise<void> {
  const there = async (): Promise<boolean> => {
    const { now } = await retryUntilAnswered<{ now: string }>(pages, { token, path: '/clock' });
    return new Date(now) >= parseMoment(moment, ZONE).instant;
  };
  while (!(await there())) {
    const wish = { token, path: '/clock/travels', body: { to: 'date', date: moment }, also: ['clock-back'] };
    const { id } = await retryUntilAnswered<{ id?: string }>(pages, wish);
    while (id && !(await retryUntilAnswered<{ done: boolean }>(pages, { token, path: `/clock/travels/${id}` })).done)
      await wait(LOOK_MS);
  }
}
