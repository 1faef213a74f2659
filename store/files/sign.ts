import { createHash, createHmac } from 'node:crypto';

/** The parts of an S3 request that AWS Signature Version 4 signs (docs.aws.amazon.com, «Authenticating Requests»). */
export interface Signed {
  method: string;
  url: URL;
  /** Lower-case names, including host and the x-amz headers. */
  headers: Readonly<Record<string, string>>;
  sha256: string;
  at: Date;
  region: string;
  key: string;
  secret: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** 20130524T000000Z */
export const stampOf = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '');

/** RFC 3986 escapes more characters than encodeURIComponent. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

function canonical({ method, url, headers, sha256 }: Signed, names: readonly string[]): string {
  const path = url.pathname.split('/').map(decodeURIComponent).map(encode).join('/');
  const query = [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const lines = names.map((name) => `${name}:${headers[name]?.trim().replace(/ +/g, ' ')}\n`).join('');
  return [method, path, query, lines, names.join(';'), sha256].join('\n');
}

/** The value of the Authorization header. */
export function signatureOf(request: Signed): string {
  const { at, region, key, secret, headers } = request;
  const names = Object.keys(headers).sort();
  const stamp = stampOf(at);
  const day = stamp.slice(0, 8);
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = [ALGORITHM, stamp, scope, hash(canonical(request, names))].join('\n');
  const signing = [region, 's3', 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${secret}`, day));
  const signature = hmac(signing, text).toString('hex');
  return `${ALGORITHM} Credential=${key}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
}
