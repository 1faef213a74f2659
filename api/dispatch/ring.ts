import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { idFrom } from '../../store/sql/ids';
import { keyOfStandIn, makeExchangeKey } from '../../store/access/exchange-keys';
import { readClock } from '../../store/clock/clock';
import { phonesOfHouses } from '../../store/dispatch/call-list';
import { signed } from '../account/signed';
import { checked } from '../security/check';
import { claimOf, signedWith, signerOf } from '../security/signature';
import { route, type Route } from '../http/route';
import { CALLS, desk, desksOf, noDesk } from './access';
import { eventBody, hear } from './exchange';

const SECOND_MS = 1_000;

/**
 * The stand-in exchange of a training region: somebody of the houses rings. What it tells is signed, proved and read as
 * a real exchange's is.
 */
const ring = route({
  id: 'dispatch.ring',
  method: 'post',
  path: `${CALLS}/ring`,
  summary: 'Учебный звонок',
  allowed: desk,
  trainingOnly: true,
  body: z.object({}),
  out: z.object({ id: z.string(), repeated: z.boolean() }),
  handle: async (call) => {
    const { db, now, key } = call;
    const actor = signed(call);
    const [organisationId] = desksOf(actor);
    if (organisationId === undefined) throw noDesk();
    const phones = await phonesOfHouses(db, organisationId, now.toISOString().slice(0, 10));
    if (phones.length === 0)
      throw new Refusal('nobody-to-ring', 'В домах организации нет телефонов: звонить некому. Загрузите реестр.', 409);
    const held = await keyOfStandIn(db, organisationId);
    const id = idFrom('stand-in exchange', key);
    const pair = held ?? { id, secret: await makeExchangeKey(db, { id, organisationId, personId: actor.personId }) };
    const phone = phones[Number.parseInt(key.replaceAll('-', '').slice(0, 8), 16) % phones.length];
    const real = new Date(now.getTime() - (await readClock(db)).offsetMs);
    const body = JSON.stringify({ event: `${key} ringing`, call: key, kind: 'ringing', at: real.toISOString(), phone });
    const at = String(Math.floor(real.getTime() / SECOND_MS));
    const headers = Object.fromEntries(
      Object.entries(signedWith(pair, at, body)).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const signer = await signerOf(db, claimOf({ headers }), Buffer.from(body));
    const data = await hear(db, signer, checked(eventBody, JSON.parse(body)));
    return { data, see: CALLS, say: 'Звонит житель. Ответьте за отведённое время.' };
  },
});

export const ringRoutes: readonly Route[] = [ring];
