import type { Knex } from 'knex';
import { createTransport } from 'nodemailer';
import { messageId, type Delivery } from '../../store/letters/deliveries';
import { letterSource } from '../../store/letters/letters';
import { compose } from '../../templates/letters/compose';
import { letterView } from '../../templates/letters/view';
import { Away, Undeliverable, type Gateway } from '../letters/gateway';
import { mustEncrypt } from './outside';

export interface MailSettings {
  url: string;
  from: string;
  publicUrl: string;
  /** How long the other side may stay silent. */
  patienceMs?: number;
}

export type OpenGateway = Gateway & { close(): Promise<void> };

const PATIENCE_MS = 30_000;
const CONNECTIONS = 4;
const PLAIN_ADDRESS = /^[^\s@,;:<>"()[\]\\\p{Cc}]+@[^\s@,;:<>"()[\]\\\p{Cc}]+$/u;

/** Sends letters by SMTP. A message that may have been accepted already is sent again under the same Message-ID. */
export function mailGateway(db: Knex, { url, from, publicUrl, patienceMs = PATIENCE_MS }: MailSettings): OpenGateway {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    maxRequeues: 0,
    requireTLS: mustEncrypt(url),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    atOnce: CONNECTIONS,
    async send(delivery, address) {
      if (!PLAIN_ADDRESS.test(address)) throw new Undeliverable('not an address');
      const mail = await mailOf(db, delivery, publicUrl);
      try {
        const { response } = await transport.sendMail({ ...mail, from, to: { name: '', address } });
        return { messageId: messageId(delivery.id), response: Number.parseInt(response, 10) };
      } catch (error) {
        throw isPermanent(error)
          ? new Undeliverable('refused')
          : isServerFault(error)
            ? new Away('no mail server')
            : error;
      }
    },
    async close() {
      transport.close();
    },
  };
}

async function mailOf(db: Knex, delivery: Delivery, publicUrl: string) {
  const source = await letterSource(db, delivery.id);
  if (!source) throw new Error(`There is no delivery ${delivery.id}`);
  const { subject, text, html } = compose(delivery.letter, letterView(source, publicUrl));
  return {
    subject,
    text,
    html,
    messageId: messageId(delivery.id),
    date: delivery.createdAt,
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

/**
 * A 5xx about this addressee or this message. If it is about us (sign-in, sender), the operator must mend it, so we
 * wait.
 */
function isPermanent(error: unknown): boolean {
  const { responseCode = 0, command = '' } = error as { responseCode?: number; command?: string };
  return responseCode >= 500 && (command === 'RCPT TO' || command.startsWith('DATA'));
}

const AWAY = ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EDNS', 'ETLS', 'EAUTH', 'EPROTOCOL'];
const CLOSING = 421;

/** An error not about this letter: any other letter would get the same. */
function isServerFault(error: unknown): boolean {
  const { code = '', responseCode, command } = error as { code?: string; responseCode?: number; command?: string };
  return AWAY.includes(code) || responseCode === CLOSING || command === 'MAIL FROM';
}
