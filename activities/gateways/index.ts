import type { Knex } from 'knex';
import { hostsOf } from '../../store/letters/push-services';
import { Refusal } from '../../law/base/refusal';
import { readClock } from '../../store/clock/clock';
import { Undeliverable, type Gateways } from '../letters/gateway';
import { mailGateway, type OpenGateway } from './mail';
import { refuseOutside } from './outside';
import { pushGateway } from './push/gateway';
import { serverKey, type ServerKey } from './push/vapid';
import { smsGateway } from './sms';

/** The variables the gateways read (bin/variables). */
export interface GatewayEnvironment {
  readonly SMTP_URL?: string;
  readonly SMPP_URL?: string;
  readonly MAIL_FROM: string;
  readonly PUBLIC_URL?: string;
  readonly PUSH_PRIVATE_KEY?: string;
  readonly PUSH_PUBLIC_KEY?: string;
  readonly PUSH_HOSTS?: string;
  readonly POST_PORT?: number;
}

export type OpenGateways = Gateways & { close(): Promise<void> };

/** All outgoing gateways. Nothing is connected until the first letter leaves. */
export async function gateways(env: GatewayEnvironment, db: Knex): Promise<OpenGateways> {
  const { kind } = await readClock(db);
  const publicUrl = (env.PUBLIC_URL ?? 'http://localhost:8080').replace(/\/$/, '');
  if (!env.SMTP_URL) throw new Refusal('environment-missing', 'Задайте переменную SMTP_URL: без неё письма не уйдут.');
  refuseOutside(kind, 'SMTP_URL', env.SMTP_URL);
  if (env.SMPP_URL) refuseOutside(kind, 'SMPP_URL', env.SMPP_URL);
  const email = mailGateway(db, { url: env.SMTP_URL, from: env.MAIL_FROM, publicUrl });
  // In a training region the SMS centre is our own and sets no rate limit.
  const sms = env.SMPP_URL
    ? smsGateway(db, { url: env.SMPP_URL, publicUrl, ...(kind === 'training' && { gapMs: 0 }) })
    : closedGateway('no SMS centre');
  const push = env.PUSH_PRIVATE_KEY
    ? pushGateway(db, {
        key: keyOf(env.PUSH_PRIVATE_KEY, env.PUSH_PUBLIC_KEY),
        subject: `mailto:${/[^\s<>]+@[^\s<>]+/.exec(env.MAIL_FROM)?.[0] ?? ''}`,
        publicUrl,
        ...(kind === 'training' ? { hosts: [], localPort: env.POST_PORT } : { hosts: hostsOf(env.PUSH_HOSTS) }),
      })
    : closedGateway('no key for push services');
  return {
    email,
    sms,
    push,
    async close() {
      await Promise.all([email.close(), sms.close(), push.close()]);
    },
  };
}

/** Pages give browsers the public half of the key; with a different pair no notification would arrive. */
function keyOf(secret: string, publicKey: string | undefined): ServerKey {
  const key = serverKey(secret);
  if (publicKey === undefined || publicKey === key.publicKey) return key;
  throw new Refusal('push-keys-apart', 'Переменные PUSH_PRIVATE_KEY и PUSH_PUBLIC_KEY — не одна пара. Исправьте их.');
}

/** A region may have no contract with an SMS centre; its letters then say so instead of waiting for ever. */
const closedGateway = (why: string): OpenGateway => ({
  async send() {
    throw new Undeliverable(why);
  },
  async close() {},
});

/** For a process that sends nothing. */
export const noGateways: OpenGateways = {
  email: closedGateway('sent by another process'),
  sms: closedGateway('sent by another process'),
  push: closedGateway('sent by another process'),
  async close() {},
};
