import type { Knex } from 'knex';
import { Refusal } from '../../law/refusal';
import { readClock } from '../../store/clock';
import { Undeliverable, type Gateways } from '../letters';
import { mailGateway, type OpenGateway } from './mail';
import { refuseOutside } from './outside';
import { smsGateway } from './sms';

/** The variables the gateways read (bin/environment). */
export interface GatewayEnvironment {
  readonly SMTP_URL?: string;
  readonly SMPP_URL?: string;
  readonly MAIL_FROM: string;
  readonly PUBLIC_URL?: string;
}

export type OpenGateways = Gateways & { close(): Promise<void> };

/** Every way out of the house. Nothing is connected until the first letter leaves. */
export async function gateways(env: GatewayEnvironment, db: Knex): Promise<OpenGateways> {
  const { kind } = await readClock(db);
  const publicUrl = (env.PUBLIC_URL ?? 'http://localhost:8080').replace(/\/$/, '');
  if (!env.SMTP_URL) throw new Refusal('environment-missing', 'Задайте переменную SMTP_URL: без неё письма не уйдут.');
  refuseOutside(kind, 'SMTP_URL', env.SMTP_URL);
  if (env.SMPP_URL) refuseOutside(kind, 'SMPP_URL', env.SMPP_URL);
  const email = mailGateway(db, { url: env.SMTP_URL, from: env.MAIL_FROM, publicUrl });
  // The centre of a training region is our own: nobody there asks us to be slow.
  const sms = env.SMPP_URL
    ? smsGateway(db, { url: env.SMPP_URL, publicUrl, ...(kind === 'training' && { gapMs: 0 }) })
    : noSms;
  return {
    email,
    sms,
    async close() {
      await Promise.all([email.close(), sms.close()]);
    },
  };
}

/** A region may have no contract with an SMS centre; its letters then say so instead of waiting for ever. */
const noSms: OpenGateway = {
  async send() {
    throw new Undeliverable('no SMS centre');
  },
  async close() {},
};
