/** The package has no types; these are the parts we use. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server as NetServer } from 'node:net';

  export interface ShortMessage {
    message: string | Buffer;
    udh?: Buffer[];
  }
  export interface Pdu {
    command: string;
    command_status: number;
    sequence_number: number;
    system_id?: string;
    password?: string;
    source_addr?: string;
    destination_addr?: string;
    esm_class?: number;
    registered_delivery?: number;
    message_id?: string;
    receipted_message_id?: string;
    short_message?: ShortMessage;
    isResponse(): boolean;
    response(fields?: object): Pdu;
  }
  export interface Session extends EventEmitter {
    send(pdu: Pdu, answered?: (answer: Pdu) => void): boolean;
    close(): void;
    destroy(): void;
  }
  export interface Server extends NetServer {
    sessions: Session[];
  }
  interface Smpp {
    connect(options: { host: string; port: number; tls: boolean; auto_enquire_link_period: number }): Session;
    createServer(listener: (session: Session) => void): Server;
    PDU: new (command: string, fields: object) => Pdu;
    errors: Readonly<Record<string, number>>;
  }
  const smpp: Smpp;
  export default smpp;
}
