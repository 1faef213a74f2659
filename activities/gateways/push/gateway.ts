import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { isPushEndpoint, LOCAL_PUSH } from '../../../store/letters/push-services';
import type { Delivery } from '../../../store/letters/deliveries';
import { letterSource } from '../../../store/letters/letters';
import { forgetGone, messageBeside, subscriptionOf } from '../../../store/letters/push';
import { composePush } from '../../../templates/letters/compose';
import { letterView } from '../../../templates/letters/view';
import { Away, Undeliverable } from '../../letters/gateway';
import type { OpenGateway } from '../mail';
import { encrypt, type BrowserKeys } from './encrypt';
import { authorization, type ServerKey } from './vapid';

export interface PushSettings {
  key: ServerKey;
  /** Contact for push services about us: mailto: or https:. */
  subject: string;
  publicUrl: string;
  hosts: readonly string[];
  /** Port of the local push service; only a training region has one. */
  localPort?: number;
  patienceMs?: number;
}

const PATIENCE_MS = 15_000;
/** A browser that was off for longer gets the message only in the cabinet. */
const KEPT_SECONDS = 7 * 86_400;
const TOPIC_MOST = 32;
/** The subscription is gone for ever (RFC 8030, 7.3). */
const GONE = [404, 410];
/** The fault is in this message: sent again it would be refused again. */
const NEVER = [400, 413];

/** Browser notifications by RFC 8030. A message sent twice has the same topic and is shown once. */
export function pushGateway(db: Knex, settings: PushSettings): OpenGateway {
  return {
    async send(delivery, browserId) {
      const browser = await subscriptionOf(db, browserId);
      if (!browser) throw new Undeliverable('forgotten');
      const { key, hosts, localPort } = settings;
      if (!isPushEndpoint(browser.endpoint, hosts, localPort !== undefined)) throw new Undeliverable('not a service');
      if (browser.serverKey !== key.publicKey) throw new Undeliverable('another key');
      const body = sealed(await wordsOf(db, delivery, settings.publicUrl), browser);
      const topic = pushTopic(delivery.id);
      const status = await post(settings, { delivery, endpoint: browser.endpoint, topic, body });
      if (GONE.includes(status)) await forgetGone(db, browserId);
      if ([...GONE, ...NEVER].includes(status)) throw new Undeliverable('refused');
      if (status < 200 || status > 299) throw new Error('The push service is busy');
      return { topic, response: status };
    },
    async close() {},
  };
}

/** Invalid keys are the browser's own fault; the API refuses them, but a row may have come another way. */
function sealed(words: string, keys: BrowserKeys): Buffer {
  try {
    return encrypt(words, keys);
  } catch {
    throw new Undeliverable('not a key');
  }
}

/** The same delivery always has the same topic, and a service keeps one message per topic. */
export const pushTopic = (deliveryId: string): string =>
  createHash('sha256').update(deliveryId).digest('base64url').slice(0, TOPIC_MOST);

async function wordsOf(db: Knex, delivery: Delivery, publicUrl: string): Promise<string> {
  const [source, message] = await Promise.all([letterSource(db, delivery.id), messageBeside(db, delivery.id)]);
  if (!source) throw new Error(`There is no delivery ${delivery.id}`);
  const body = composePush(delivery.letter, letterView(source, publicUrl));
  // A path only: the browser opens it on the site where notifications were switched on.
  const link = message ? `/messages/${message}` : '/messages';
  return JSON.stringify({ body, link, tag: message ?? delivery.id });
}

interface Post {
  delivery: Delivery;
  endpoint: string;
  topic: string;
  body: Buffer;
}

async function post(settings: PushSettings, { delivery, endpoint, topic, body }: Post): Promise<number> {
  const { key, subject, localPort, patienceMs = PATIENCE_MS } = settings;
  const local = endpoint.startsWith(`${LOCAL_PUSH}/`);
  const url = local ? endpoint.replace(LOCAL_PUSH, `http://127.0.0.1:${localPort}/push`) : endpoint;
  const answer = await fetch(url, {
    method: 'POST',
    body: new Uint8Array(body),
    // A redirect could lead anywhere.
    redirect: 'manual',
    signal: AbortSignal.timeout(patienceMs),
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Encoding': 'aes128gcm',
      Authorization: authorization(key, endpoint, subject),
      TTL: String(KEPT_SECONDS),
      Urgency: 'high',
      Topic: topic,
      // Only the region's own service gets the region's instant, for its page.
      ...(local && { Date: delivery.createdAt.toUTCString() }),
    },
  }).catch(() => {
    throw new Away('no push service');
  });
  await answer.body?.cancel();
  return answer.status;
}
