import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import smpp, { type Pdu, type Server, type Session } from 'smpp';

export interface TakenSms {
  from: string;
  to: string;
  text: string;
}

/** Faults of the server, for tests. `undelivered` accepts the message and later reports that it never arrived. */
export type SmsFault = 'refuse' | 'silent' | 'throttle' | 'bad-number' | 'broken' | 'undelivered';

const STATUSES: Partial<Record<SmsFault, string>> = {
  throttle: 'ESME_RTHROTTLED',
  'bad-number': 'ESME_RINVDSTADR',
  broken: 'ESME_RSYSERR',
};
const RECEIPT = 0x04;
const TELL_AGAIN_MS = 200;
const TELL_TRIES = 25;

/** A real SMPP server that accepts every message, joins its parts and answers with delivery receipts. */
export class SmsServer {
  fault: SmsFault | null = null;
  /** How many more messages the fault affects; unlimited by default. */
  faults = Infinity;
  private readonly server: Server;
  private readonly open = new Map<string, (string | undefined)[]>();
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly sign: { name: string; password: string },
    private readonly keep: (sms: TakenSms) => void,
  ) {
    this.server = smpp.createServer((session) => this.serve(session));
    this.server.on('error', () => undefined);
  }

  async listen(port: number, host = '127.0.0.1'): Promise<number> {
    await new Promise<void>((done, fail) => this.server.once('error', fail).listen(port, host, done));
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    for (const session of [...this.server.sessions]) session.destroy();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  /** Closes all connections, as a restart does. */
  hangUp(): void {
    for (const session of [...this.server.sessions]) session.destroy();
  }

  private serve(session: Session): void {
    let signed = false;
    session.on('error', () => session.destroy());
    if (this.fault === 'refuse') return session.destroy();
    session.on('pdu', (pdu: Pdu) => {
      if (pdu.isResponse()) return;
      if (pdu.command.startsWith('bind_')) {
        signed = pdu.system_id === this.sign.name && pdu.password === this.sign.password;
        session.send(pdu.response({ command_status: signed ? 0 : smpp.errors['ESME_RINVPASWD'] }));
      } else if (pdu.command === 'submit_sm') this.submitted(session, pdu, signed);
      else session.send(pdu.response());
    });
  }

  private submitted(session: Session, pdu: Pdu, signed: boolean): void {
    const hit = this.fault && this.faults-- > 0 ? this.fault : null;
    if (hit === 'silent') return;
    const status = signed ? hit && STATUSES[hit] : 'ESME_RINVBNDSTS';
    if (status) {
      session.send(pdu.response({ command_status: smpp.errors[status] }));
      return;
    }
    const id = randomUUID();
    this.join(pdu);
    session.send(pdu.response({ message_id: id }));
    if (pdu.registered_delivery) this.tell(session, pdu, { id, state: hit === 'undelivered' ? 'UNDELIV' : 'DELIVRD' });
  }

  /** Parts of one message have the same reference; the message is stored when the last part is here. */
  private join({ source_addr: from = '', destination_addr: to = '', short_message: short }: Pdu): void {
    const text = String(short?.message ?? '');
    const head = short?.udh?.find((part) => part[0] === 0);
    const [reference, total = 1, number = 1] = head?.subarray(2) ?? [];
    const key = `${to} ${reference}`;
    const parts = this.open.get(key) ?? Array.from<string | undefined>({ length: total });
    parts[number - 1] = text;
    if (parts.includes(undefined)) {
      this.open.set(key, parts);
      return;
    }
    this.open.delete(key);
    this.keep({ from, to: `+${to}`, text: parts.join('') });
  }

  /** A receipt that is not accepted is sent again, as centres do. */
  private tell(session: Session, submitted: Pdu, receipt: { id: string; state: string }, tries = TELL_TRIES): void {
    const { id, state } = receipt;
    const pdu = new smpp.PDU('deliver_sm', {
      source_addr: submitted.destination_addr,
      destination_addr: submitted.source_addr,
      esm_class: RECEIPT,
      receipted_message_id: id,
      short_message: { message: `id:${id} sub:001 dlvrd:001 stat:${state} err:000 text:` },
    });
    session.send(pdu, (answer) => {
      if (answer.command_status === 0 || tries <= 1) return;
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        this.tell(session, submitted, receipt, tries - 1);
      }, TELL_AGAIN_MS);
      this.timers.add(timer);
    });
  }
}
