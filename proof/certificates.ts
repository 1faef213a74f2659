import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificates {
  /** Paths of PEM files: the signer, and its certificates for `localhost` and for a client. */
  readonly ca: string;
  readonly server: { readonly cert: string; readonly key: string };
  readonly client: { readonly cert: string; readonly key: string };
  remove(): void;
}

const TWO_DAYS = ['-days', '2'];

/** Makes a certificate authority with a certificate for a server on this machine and one for a client. */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'domovoy-tls-'));
  const at = (name: string): string => join(folder, name);
  const openssl = (...words: string[]): void => void execFileSync('openssl', words, { stdio: 'pipe' });
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...fresh,
    ...TWO_DAYS,
    '-subj',
    '/CN=domovoy proof',
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
  );
  const sign = (name: string, usage: string): { cert: string; key: string } => {
    const paths = { cert: at(`${name}.pem`), key: at(`${name}.key`) };
    writeFileSync(at(`${name}.ext`), `subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=${usage}\n`);
    openssl('req', ...fresh, '-subj', `/CN=${name}`, '-keyout', paths.key, '-out', at(`${name}.csr`));
    const by = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial'];
    openssl(
      'x509',
      '-req',
      '-in',
      at(`${name}.csr`),
      ...by,
      ...TWO_DAYS,
      '-extfile',
      at(`${name}.ext`),
      '-out',
      paths.cert,
    );
    return paths;
  };
  return {
    ca: at('ca.pem'),
    server: sign('server', 'serverAuth'),
    client: sign('client', 'clientAuth'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
