import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { signedWith } from '../api/security/signature';
import { EXCHANGE, type EventBody } from '../api/dispatch/exchange';
import { Refusal } from '../law/base/refusal';
import { makeExchangeKey, revokeExchangeKey } from '../store/access/exchange-keys';
import { readClock } from '../store/clock/clock';
import { phonesOfHouses } from '../store/dispatch/call-list';
import { answeringOrganisations } from '../store/dispatch/call';
import { personByLogin } from '../store/registry/people';
import { openDatabase } from '../store/sql/database';
import { need } from './environment';
import { runProgram } from './program';
import { environmentOfHouse } from './settings';

const SECOND_MS = 1_000;
const USAGE =
  'Так: npm run exchange -- --organisation «Добрый дом» [--calls 3] [--answer 20 | --miss] [--talk 60] [--phone +79001234567]';

interface Wanted {
  organisation: string;
  calls: number;
  /** Seconds until somebody picks up; null: nobody does. */
  answer: number | null;
  /** The caller hangs up unanswered. */
  miss: boolean;
  talk: number;
  phone?: string;
}

function wantedOf(): Wanted {
  const options = {
    organisation: { type: 'string' },
    calls: { type: 'string', default: '1' },
    answer: { type: 'string' },
    miss: { type: 'boolean', default: false },
    talk: { type: 'string', default: '60' },
    phone: { type: 'string' },
  } as const;
  const { values } = parseArgs({ options });
  const [calls, talk] = [Number(values.calls), Number(values.talk)];
  const { miss } = values;
  const answer = miss || values.answer === undefined ? null : Number(values.answer);
  if (!values.organisation || ![calls, talk, answer ?? 0].every((one) => Number.isInteger(one) && one >= 0))
    throw new Refusal('call-wrong', USAGE);
  return { organisation: values.organisation, calls, talk, miss, answer, phone: values.phone };
}

/**
 * `npm run exchange`: a stand-in telephone exchange of a training region. It rings as a real one does: each event is
 * signed and sent to the pages. Without --answer the phone rings until somebody takes the call; with --miss the caller
 * hangs up.
 */
runProgram('exchange', async (_env, progress) => {
  const wanted = wantedOf();
  const env = environmentOfHouse();
  const db = openDatabase(need(env, 'DATABASE_URL'), 'exchange', 2);
  const id = randomUUID();
  try {
    const { kind, now } = await readClock(db);
    if (kind !== 'training') throw new Refusal('training-only', 'Учебная станция звонит только в учебном контуре.');
    const found = (await answeringOrganisations(db)).filter(({ name }) => name.includes(wanted.organisation));
    const [organisation] = found;
    if (!organisation || found.length > 1)
      throw new Refusal('organisation-unknown', `Назовите одну организацию. ${USAGE}`);
    const maker = await personByLogin(db, 'platform');
    if (!maker) throw new Refusal('no-demo-people', 'Учебных людей здесь нет: сначала запустите npm start.');
    const secret = await makeExchangeKey(db, { id, organisationId: organisation.id, personId: maker.id });
    const phones = wanted.phone
      ? [wanted.phone]
      : await phonesOfHouses(db, organisation.id, now.toISOString().slice(0, 10));
    const tell = teller(need(env, 'PUBLIC_URL'), { id, secret });
    for (let turn = 0; turn < wanted.calls; turn += 1) await ring(tell, wanted, phones[turn % phones.length]);
    progress(`Звонков: ${wanted.calls}. Их видно на странице «Звонки».`);
  } finally {
    await revokeExchangeKey(db, id);
    await db.destroy();
  }
});

type Tell = (event: Omit<EventBody, 'event' | 'at'>) => Promise<void>;

const teller =
  (publicUrl: string, key: { id: string; secret: string }): Tell =>
  async (event) => {
    const real = new Date();
    const body = JSON.stringify({ ...event, event: randomUUID(), at: real.toISOString() });
    const headers = {
      ...signedWith(key, String(Math.floor(real.getTime() / SECOND_MS)), body),
      'content-type': 'application/json',
    };
    const answer = await fetch(`${publicUrl.replace(/\/$/, '')}${EXCHANGE}`, { method: 'POST', headers, body });
    if (!answer.ok)
      throw new Refusal('exchange-refused', `Страницы не приняли событие: ${answer.status}. Работает ли npm start?`);
  };

async function ring(tell: Tell, { answer, miss, talk }: Wanted, phone: string | undefined): Promise<void> {
  const call = randomUUID();
  await tell({ call, kind: 'ringing', phone });
  if (answer === null) return miss ? tell({ call, kind: 'missed' }) : undefined;
  await wait(answer * SECOND_MS);
  await tell({ call, kind: 'answered' });
  await wait(talk * SECOND_MS);
  await tell({ call, kind: 'ended' });
  await tell({ call, kind: 'recording', url: `https://exchange.example/${call}` });
}
