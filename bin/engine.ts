import { readFileSync } from 'node:fs';
import type { EngineWay } from '../activities/engine/connect';
import { Refusal } from '../law/base/refusal';
import { need, type Environment } from './environment';

type PathName = 'TEMPORAL_TLS_SERVER_CA_CERT_PATH' | 'TEMPORAL_TLS_CLIENT_CERT_PATH' | 'TEMPORAL_TLS_CLIENT_KEY_PATH';

/** How to connect to the engine, from the environment variables that Temporal's own tools use. */
export function engineWay(env: Environment): EngineWay {
  const ca = fileOf(env, 'TEMPORAL_TLS_SERVER_CA_CERT_PATH');
  const crt = fileOf(env, 'TEMPORAL_TLS_CLIENT_CERT_PATH');
  const key = fileOf(env, 'TEMPORAL_TLS_CLIENT_KEY_PATH');
  if ((crt === undefined) !== (key === undefined))
    throw wrong(
      'Сертификат для движка и его ключ задаются вместе: TEMPORAL_TLS_CLIENT_CERT_PATH и TEMPORAL_TLS_CLIENT_KEY_PATH.',
    );
  const apiKey = env.TEMPORAL_API_KEY;
  const secured = env.TEMPORAL_TLS === 'true' || ca !== undefined || crt !== undefined || apiKey !== undefined;
  return {
    address: need(env, 'TEMPORAL_ADDRESS'),
    ...(apiKey !== undefined && { apiKey }),
    ...(secured && {
      tls: {
        ...(ca && { serverRootCACertificate: ca }),
        ...(env.TEMPORAL_TLS_SERVER_NAME && { serverNameOverride: env.TEMPORAL_TLS_SERVER_NAME }),
        ...(crt && key && { clientCertPair: { crt, key } }),
      },
    }),
  };
}

const wrong = (say: string): Refusal => new Refusal('environment-wrong', say);

function fileOf(env: Environment, name: PathName): Buffer | undefined {
  const path = env[name];
  if (path === undefined) return undefined;
  try {
    return readFileSync(path);
  } catch {
    throw wrong(`Файл из переменной ${name} не читается. Проверьте путь и права на него.`);
  }
}
