import { z } from 'zod';
import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { exchangeEvents } from '../../law/dispatch/call-events';
import { phoneOf } from '../../law/dispatch/phone';
import { markKeyUsed } from '../../store/access/exchange-keys';
import { readClock } from '../../store/clock/clock';
import { hearEvent } from '../../store/dispatch/call-events';
import { choice, instant, maybe, text } from '../http/fields';
import { route, type Route } from '../http/route';
import { notSigned, type Signer } from '../security/signature';
import { CALLS } from './access';

export const EXCHANGE = `${CALLS}/events`;
/** An exchange whose clock is a little fast tells of the future; further ahead it is wrong. */
const AHEAD_MS = 60_000;
const NAME_MOST = 128;
const ADDRESS = /^https?:\/\/[\x21-\x7e]+$/;

export const eventBody = z.object({
  /** The names the exchange gives the event and the call: a repeat is known by them. */
  event: text({ max: NAME_MOST }),
  call: text({ max: NAME_MOST }),
  kind: choice(exchangeEvents),
  /** When it happened, by the clock of the exchange. */
  at: instant(),
  /** A hidden number is left out, or said in words. */
  phone: maybe(text({ max: 40 })),
  /** Where the message or the recording lies. */
  url: maybe(z.string().max(1_000).regex(ADDRESS, 'Укажите адрес вида https://станция/запись.')),
});
export type EventBody = z.infer<typeof eventBody>;

const out = z.object({ id: z.string(), repeated: z.boolean() });

/** What an exchange tells, whoever carried it here: its instants are real, a training region's are moved like its clock. */
export async function hear(db: Knex, signer: Signer, body: EventBody): Promise<z.infer<typeof out>> {
  const { offsetMs, now } = await readClock(db);
  const at = new Date(Date.parse(body.at) + offsetMs);
  if (at.getTime() > now.getTime() + AHEAD_MS) {
    const say = 'Событие ещё не наступило: проверьте часы станции.';
    throw new Refusal('fields-wrong', say, 422, { at: say });
  }
  const { organisationId } = signer;
  const heard = await hearEvent(db, {
    organisationId,
    event: body.event,
    call: body.call,
    kind: body.kind,
    at: at > now ? now : at,
    phone: body.phone === undefined ? null : phoneOf(body.phone),
    url: body.url ?? null,
  });
  await markKeyUsed(db, organisationId);
  return heard;
}

const exchange = route({
  id: 'dispatch.exchange',
  method: 'post',
  path: EXCHANGE,
  summary: 'Событие телефонной станции, подписанное её ключом',
  allowed: 'anyone',
  signed: 'exchange',
  kept: 'never',
  rate: 'exchange',
  body: eventBody,
  out,
  handle: async ({ db, signer, body }) => {
    if (!signer) throw notSigned();
    return { data: await hear(db, signer, body) };
  },
});

export const exchangeRoutes: readonly Route[] = [exchange];
