import type { Knex } from 'knex';
import smpp from 'smpp';
import { addReceipt, letterSource } from '../../store/letters/letters';
import type { Delivery } from '../../store/letters/deliveries';
import { composeSms } from '../../templates/letters/compose';
import { letterView } from '../../templates/letters/view';
import { Away, Undeliverable } from '../letters/gateway';
import type { OpenGateway } from './mail';
import { SmppLink, SmppRefused } from './smpp/link';
import { smsPartsOf, type SmsPart } from './smpp/parts';

export interface SmsSettings {
  url: string;
  publicUrl: string;
  patienceMs?: number;
  /** Least time between two parts: centres slow down clients that exceed the agreed rate. */
  gapMs?: number;
}

const PATIENCE_MS = 15_000;
const GAP_MS = 50;
const SLOW_DOWN_TRIES = 3;
const SLOW_DOWN_MS = 1_000;
const INTERNATIONAL = { source_addr_ton: 5, source_addr_npi: 0, dest_addr_ton: 1, dest_addr_npi: 1 };
const UCS2 = 8;
const SOURCE = 'Domovoy';

const codes = (...names: string[]): ReadonlySet<number | undefined> => new Set(names.map((name) => smpp.errors[name]));
/** Errors about this number or this message: trying again changes nothing. */
const never = codes(
  'ESME_RINVDSTADR',
  'ESME_RINVDSTTON',
  'ESME_RINVDSTNPI',
  'ESME_RINVMSGLEN',
  'ESME_RINVDCS',
  'ESME_RPROHIBITED',
);
const slower = codes('ESME_RTHROTTLED', 'ESME_RMSGQFUL');

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Short messages by SMPP. Delivery of each part is reported later and added to the proof. */
export function smsGateway(
  db: Knex,
  { url, publicUrl, patienceMs = PATIENCE_MS, gapMs = GAP_MS }: SmsSettings,
): OpenGateway {
  const link = new SmppLink({ url, patienceMs, heard: ({ part, state }) => addReceipt(db, part, state) });
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = queue.then(work);
    queue = mine.catch(() => undefined).then(() => (gapMs > 0 ? pause(gapMs) : undefined));
    return mine;
  };
  return {
    // One session, one part after another.
    atOnce: 1,
    async send(delivery, address) {
      const number = address.replace(/^\+/, '');
      if (!/^\d{10,15}$/.test(number)) throw new Undeliverable('not a number');
      const parts: string[] = [];
      for (const part of await messageOf(db, delivery, publicUrl)) {
        parts.push(await inTurn(() => submit(link, number, part)));
      }
      return { parts };
    },
    close: () => link.close(),
  };
}

async function messageOf(db: Knex, delivery: Delivery, publicUrl: string): Promise<SmsPart[]> {
  const source = await letterSource(db, delivery.id);
  if (!source) throw new Error(`There is no delivery ${delivery.id}`);
  return smsPartsOf(composeSms(delivery.letter, letterView(source, publicUrl)), delivery.id);
}

/** Returns the centre's id of the part. */
async function submit(link: SmppLink, number: string, { message, udh }: SmsPart): Promise<string> {
  const fields = {
    ...INTERNATIONAL,
    source_addr: SOURCE,
    destination_addr: number,
    data_coding: UCS2,
    registered_delivery: 1,
    short_message: { message, ...(udh && { udh }) },
  };
  for (let attempt = 1; ; attempt++) {
    try {
      return (await link.request('submit_sm', fields)).message_id ?? '';
    } catch (error) {
      if (!(error instanceof SmppRefused)) throw new Away('no SMS centre');
      if (never.has(error.status)) throw new Undeliverable('refused');
      if (!slower.has(error.status)) throw error;
      if (attempt === SLOW_DOWN_TRIES) throw new Away('The SMS centre has no time');
      await pause(SLOW_DOWN_MS * attempt);
    }
  }
}
