import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import { connect, type AddressInfo, type Server } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import { NativeConnection } from '@temporalio/worker';
import { engineWay } from '../../bin/engine';
import { environment, need } from '../../bin/environment';
import { makeCertificates, type Certificates } from '../../proof/certificates';
import { testRegion } from '../../proof/region';
import { openSample, sampleDeciders } from '../../proof/samplecase';
import { addPerson } from '../../proof/site';
import { linkEngine, nativeOptions } from './connect';

const address = need(environment(), 'TEST_TEMPORAL_ADDRESS');
const portOf = (server: Pick<Server, 'address'>): number => (server.address() as AddressInfo).port;

/** The engine of the test run behind TLS. */
async function engineBehind(options: TlsOptions): Promise<{ at: string; close(): void }> {
  const [host = '', port] = address.split(':');
  const open = new Set<{ destroy(): void }>();
  const server = createServer({ ...options, ALPNProtocols: ['h2'] }, (near) => {
    const far = connect(Number(port), host);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => (near.destroy(), far.destroy()));
    }
    near.pipe(far).pipe(near);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    at: `localhost:${portOf(server)}`,
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

describe('the way to an engine that does not let everybody in', () => {
  let papers: Certificates;
  let other: Certificates;
  let strict: Awaited<ReturnType<typeof engineBehind>>;
  const pem = (path: string): Buffer => readFileSync(path);
  const door = (values: Record<string, string>) => engineWay(environment({ TEMPORAL_ADDRESS: strict.at, ...values }));
  const trusting = (): Record<string, string> => ({ TEMPORAL_TLS_SERVER_CA_CERT_PATH: papers.ca });
  const shown = (of: Certificates): Record<string, string> => ({
    TEMPORAL_TLS_CLIENT_CERT_PATH: of.client.cert,
    TEMPORAL_TLS_CLIENT_KEY_PATH: of.client.key,
  });
  beforeAll(async () => {
    [papers, other] = [makeCertificates(), makeCertificates()];
    const { cert, key } = papers.server;
    const asksBack = { requestCert: true, rejectUnauthorized: true, ca: pem(papers.ca) };
    strict = await engineBehind({ cert: pem(cert), key: pem(key), ...asksBack });
  });
  afterAll(() => {
    strict.close();
    papers.remove();
    other.remove();
  });

  it('leads through TLS for the relay, for commands and for workers alike', async () => {
    const region = await testRegion({
      deciders: { appeal: sampleDeciders },
      way: door({ ...trusting(), ...shown(papers) }),
    });
    const id = await openSample(region.db, await region.now());
    const actorId = await addPerson(region.owner);
    await region.eventually(() => region.db('execution').where({ case_id: id }).first());
    await region.engine.command({ area: 'appeal', caseId: id, key: randomUUID(), name: 'answer', actorId, args: {} });
    expect(await region.db('case_file').where({ id }).first('phase')).toEqual({ phase: 'answered' });
    await region.stop();
  });

  it.each<[string, () => Record<string, string>, string]>([
    ['a signer we were not told of', () => shown(papers), 'TEMPORAL_TLS_SERVER_CA_CERT_PATH'],
    ['another signer', () => ({ TEMPORAL_TLS_SERVER_CA_CERT_PATH: other.ca }), 'TEMPORAL_TLS_SERVER_CA_CERT_PATH'],
    [
      'another name',
      () => ({ ...trusting(), ...shown(papers), TEMPORAL_TLS_SERVER_NAME: 'engine.example.ru' }),
      'TEMPORAL_TLS_SERVER_NAME',
    ],
    ['no certificate of ours', trusting, 'TEMPORAL_TLS_CLIENT_CERT_PATH'],
    ['a certificate that others signed', () => ({ ...trusting(), ...shown(other) }), 'TEMPORAL_TLS_CLIENT_CERT_PATH'],
    ['no TLS at all', () => ({}), 'TEMPORAL_TLS'],
  ])('says in one sentence what to mend: %s', async (_what, values, names) => {
    const refused = await linkEngine(door(values()), 'default').catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'engine-refused', say: expect.stringContaining(names) });
  });

  it('shows the key at every call, of pages and of workers', async () => {
    const seen: unknown[] = [];
    const { cert, key } = papers.server;
    const server = createSecureServer({ cert: pem(cert), key: pem(key) }).on('stream', (stream, headers) => {
      seen.push(headers.authorization);
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.end(Buffer.alloc(5));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const keyed = door({
      ...trusting(),
      TEMPORAL_ADDRESS: `localhost:${portOf(server)}`,
      TEMPORAL_API_KEY: 'let-me-in',
    });
    const link = await linkEngine(keyed, 'default');
    const worker = await NativeConnection.connect(nativeOptions(keyed));
    expect(seen.length).toBeGreaterThan(1);
    expect(new Set(seen)).toEqual(new Set(['Bearer let-me-in']));
    await Promise.all([link.close(), worker.close()]);
    server.close();
  });

  it('is refused before anybody knocks when half of it is missing', () => {
    const { TEMPORAL_TLS_CLIENT_CERT_PATH = '' } = shown(papers);
    const halves: Record<string, string>[] = [
      { TEMPORAL_TLS_CLIENT_CERT_PATH },
      { TEMPORAL_TLS_SERVER_CA_CERT_PATH: '/nowhere/ca.pem' },
    ];
    for (const values of halves)
      expect(() => door(values)).toThrow(expect.objectContaining({ code: 'environment-wrong' }));
  });
});
