import smpp, { type Pdu, type Session } from 'smpp';

export interface SmsReceipt {
  part: string;
  state: string;
}

export interface LinkSettings {
  url: string;
  patienceMs: number;
  /** Stores the result for a part; false when the centre must report it again. */
  heard(receipt: SmsReceipt): Promise<boolean>;
}

/** The other side refused. */
export class SmppRefused extends Error {
  constructor(readonly status: number) {
    super(`SMPP status ${status}`);
  }
}

const ENQUIRE_MS = 30_000;
const PORT = 2775;
const RECEIPT = 0x04;

/** One bound session with an SMS centre. It binds when first needed, and again after a break. */
export class SmppLink {
  private bound: Promise<Session> | null = null;
  /** Rejects every request whose answer can no longer come. */
  private readonly waiting = new Set<(error: Error) => void>();

  constructor(private readonly settings: LinkSettings) {}

  async request(command: string, fields: object): Promise<Pdu> {
    this.bound ??= this.bind();
    return this.ask(await this.bound, command, fields);
  }

  async close(): Promise<void> {
    const bound = this.bound;
    this.bound = null;
    const session = await bound?.catch(() => null);
    if (!session) return;
    await this.ask(session, 'unbind', {}).catch(() => undefined);
    session.destroy();
  }

  private async bind(): Promise<Session> {
    const { hostname, port, protocol, username, password } = new URL(this.settings.url);
    const session = smpp.connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || PORT,
      tls: protocol === 'ssmpp:',
      auto_enquire_link_period: ENQUIRE_MS,
    });
    // A session is lost once: its late «close» must not end the session that follows.
    let alive = true;
    const lost = (error?: Error): void => {
      if (alive) this.lose(error ?? new Error('The SMS centre hung up'));
      alive = false;
      session.destroy();
    };
    session.on('error', lost);
    session.on('close', () => lost());
    session.on('deliver_sm', (pdu: Pdu) => void this.receive(session, pdu));
    for (const question of ['enquire_link', 'unbind']) session.on(question, (pdu: Pdu) => session.send(pdu.response()));
    try {
      await this.within((done) =>
        session.on(protocol === 'ssmpp:' ? 'secureConnect' : 'connect', () => done(undefined)),
      );
      const sign = { system_id: decodeURIComponent(username), password: decodeURIComponent(password) };
      await this.ask(session, 'bind_transceiver', sign);
      return session;
    } catch (error) {
      lost();
      // The fault is ours, not the message's.
      throw error instanceof SmppRefused ? new Error('The SMS centre does not let us in') : error;
    }
  }

  private lose(error: Error): void {
    this.bound = null;
    for (const wake of this.waiting) wake(error);
  }

  private async ask(session: Session, command: string, fields: object): Promise<Pdu> {
    const answer = await this.within<Pdu>((done, fail) => {
      if (!session.send(new smpp.PDU(command, fields), done)) fail(new Error('The SMS centre is gone'));
    });
    if (answer.command_status !== 0) throw new SmppRefused(answer.command_status);
    return answer;
  }

  /** An answer, the loss of the session or the timeout, whichever comes first. */
  private async within<T>(start: (done: (value: T) => void, fail: (error: Error) => void) => void): Promise<T> {
    let forget = (): void => undefined;
    const answer = new Promise<T>((done, fail) => {
      const timer = setTimeout(() => fail(new Error('The SMS centre keeps silent')), this.settings.patienceMs);
      this.waiting.add(fail);
      forget = () => {
        clearTimeout(timer);
        this.waiting.delete(fail);
      };
      start(done, fail);
    });
    return answer.finally(forget);
  }

  /** «Temporary error» asks the centre to repeat the receipt: it may arrive before our own row is written. */
  private async receive(session: Session, pdu: Pdu): Promise<void> {
    const receipt = (pdu.esm_class ?? 0) & RECEIPT ? receiptOf(pdu) : null;
    const kept = receipt === null || (await this.settings.heard(receipt).catch(() => false));
    session.send(pdu.response({ command_status: kept ? 0 : smpp.errors['ESME_RX_T_APPN'] }));
  }
}

/** SMPP 3.4, appendix B: «id:… sub:001 dlvrd:001 submit date:… done date:… stat:DELIVRD err:000 text:…». */
function receiptOf({ short_message: short, receipted_message_id: told }: Pdu): SmsReceipt | null {
  const text = String(short?.message ?? '');
  const part = told ?? /\bid:(\S+)/.exec(text)?.[1];
  const state = /\bstat:([A-Z]+)/.exec(text)?.[1];
  return part && state ? { part, state } : null;
}
