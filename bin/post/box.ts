import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import PostalMime from 'postal-mime';
import { counted } from '../../law/base/russian';
import type { TakenMail } from './mail-server';
import type { TakenPush } from './push-server';
import type { TakenSms } from './sms-server';

/** One message accepted by the local servers, as the page shows it. */
export interface Taken {
  id: number;
  kind: 'email' | 'sms' | 'push';
  /** The Date header of a mail or a push: the region's time. A short message has none. */
  at: string | null;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  /** Message-ID of a mail, topic of a push. */
  messageId: string | null;
}

const KEPT = 2_000;
const OWNER_ONLY = 0o600;

/** The last messages in memory and in a file, so that they survive a restart. */
export class Box {
  private messages: Taken[];

  constructor(private readonly file: string | null) {
    this.messages = file ? readTail(file) : [];
  }

  async keepMail({ from, to, raw }: TakenMail): Promise<void> {
    const { date, subject = '', text = '', html = null, messageId = null } = await PostalMime.parse(raw);
    const at = date && !Number.isNaN(Date.parse(date)) ? new Date(date).toISOString() : null;
    this.keep({ kind: 'email', at, from, to, subject, text, html, messageId });
  }

  keepSms({ from, to, text }: TakenSms): void {
    this.keep({ kind: 'sms', at: null, from, to: [to], subject: '', text, html: null, messageId: null });
  }

  /** A second message of a topic replaces the first (RFC 8030, 5.4): the addressee would see only one. */
  keepPush({ to, topic, at, body }: TakenPush): void {
    if (topic && this.messages.some((one) => one.kind === 'push' && one.messageId === topic && one.to[0] === to))
      return;
    const text = `Зашифровано, ${counted(body.length, ['байт', 'байта', 'байт'])}. Прочитать может только браузер получателя.`;
    const subject = 'Уведомление в браузере';
    this.keep({ kind: 'push', at, from: '', to: [to], subject, text, html: null, messageId: topic });
  }

  /** Newest first. */
  list({ to = '', kind, before = Infinity }: { to?: string; kind?: string; before?: number }): Taken[] {
    const wanted = to.toLowerCase();
    return this.messages
      .filter((one) => one.id < before && (!kind || one.kind === kind))
      .filter((one) => !wanted || one.to.some((address) => address.toLowerCase().includes(wanted)))
      .reverse();
  }

  find(id: number): Taken | undefined {
    return this.messages.find((one) => one.id === id);
  }

  private keep(message: Omit<Taken, 'id'>): void {
    const taken = { id: (this.messages.at(-1)?.id ?? 0) + 1, ...message };
    this.messages.push(taken);
    if (this.messages.length > KEPT) this.messages.shift();
    if (this.file) appendFileSync(this.file, `${JSON.stringify(taken)}\n`, { mode: OWNER_ONLY });
  }
}

/** At the start, messages beyond the last ones are dropped, and a line half-written in a crash is skipped. */
function readTail(file: string): Taken[] {
  if (!existsSync(file)) return [];
  const kept = readFileSync(file, 'utf8').split('\n').flatMap(read).slice(-KEPT);
  writeFileSync(file, kept.map((one) => `${JSON.stringify(one)}\n`).join(''), { mode: OWNER_ONLY });
  return kept;
}

function read(line: string): Taken[] {
  try {
    return line ? [JSON.parse(line) as Taken] : [];
  } catch {
    return [];
  }
}
