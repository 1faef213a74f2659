import { connect } from 'node:tls';
import { isGrpcServiceError } from '@temporalio/client';
import { Refusal } from '../../law/base/refusal';
import type { EngineWay } from './connect';

const KNOCK_MS = 5_000;
/** gRPC codes for an unknown key and for a key without the right permissions. */
const KEY_REFUSED = [16, 7];
const no = (say: string): Refusal => new Refusal('engine-refused', say, 503);

/** Makes a TLS handshake of our own first: the library retries until its time is up and cannot say what is wrong. */
export async function mustHandshake(door: EngineWay): Promise<void> {
  const code = door.tls ? await handshake(door) : null;
  if (code !== null) throw sentenceOf(code);
}

/** Why the engine could not be reached, as a sentence for the person who set its address. */
export function connectionRefusal(door: EngineWay, error: unknown): Refusal {
  if (isGrpcServiceError(error) && KEY_REFUSED.includes(Number(error.code)))
    return no('Движок процессов не принял ключ. Проверьте TEMPORAL_API_KEY и TEMPORAL_NAMESPACE.');
  return no(`Движок процессов не отвечает: ${door.address}. Проверьте TEMPORAL_ADDRESS, TEMPORAL_TLS и запущен ли он.`);
}

/** Codes of Node and OpenSSL; those that are not about the other side's certificate are about ours. */
function sentenceOf(code: string): Refusal {
  if (code.includes('ALTNAME'))
    return no(
      'Сертификат движка выдан на другое имя. Исправьте TEMPORAL_ADDRESS или задайте TEMPORAL_TLS_SERVER_NAME.',
    );
  if (!code.startsWith('ERR_SSL'))
    return no(
      'Сертификат движка подписан не тем, кому мы верим, или просрочен. Проверьте TEMPORAL_TLS_SERVER_CA_CERT_PATH.',
    );
  return no(
    'Движок не принял соединение по TLS. Проверьте TEMPORAL_TLS_CLIENT_CERT_PATH, TEMPORAL_TLS_CLIENT_KEY_PATH и ждут ли там TLS.',
  );
}

const HUNG_UP = 'ERR_SSL_HUNG_UP';

/** What is wrong with the TLS handshake, as a code; null: nothing, or the network itself is down. */
function handshake({ address, tls }: EngineWay): Promise<string | null> {
  const [host = 'localhost', port = '7233'] = address.split(/:(?=\d+$)/);
  return new Promise((done) => {
    const socket = connect({
      host,
      port: Number(port),
      servername: tls?.serverNameOverride ?? host,
      ca: tls?.serverRootCACertificate,
      cert: tls?.clientCertPair?.crt,
      key: tls?.clientCertPair?.key,
      ALPNProtocols: ['h2'],
    });
    let shaken = false;
    const end = (code: string | null): void => {
      socket.destroy();
      done(code);
    };
    socket.setTimeout(KNOCK_MS, () => end(null));
    socket.once('secureConnect', () => (shaken = true));
    socket.once('data', () => end(null));
    // A peer that hangs up after reading our certificate rejects it; a hang-up before that is the network.
    const gone = (): void => end(shaken ? HUNG_UP : null);
    socket.once('error', ({ code = '' }: NodeJS.ErrnoException) => (/^E[A-Z]+$/.test(code) ? gone() : end(code)));
    socket.once('close', gone);
  });
}
