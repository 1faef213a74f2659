import { sumOf } from './port';
import { signatureOf, stampOf } from './sign';

// The examples at docs.aws.amazon.com, «Authenticating Requests: Using the Authorization Header (Signature Version 4)».
const at = new Date('2013-05-24T00:00:00Z');
const [key, secret] = ['AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'];
const host = 'examplebucket.s3.amazonaws.com';

function signed(method: string, path: string, more: Record<string, string> = {}, body = ''): string {
  const sha256 = sumOf(body);
  const headers = { host, 'x-amz-content-sha256': sha256, 'x-amz-date': stampOf(at), ...more };
  const url = new URL(`https://${host}${path}`);
  return signatureOf({ method, url, headers, sha256, at, region: 'us-east-1', key, secret });
}

describe('Signature Version 4', () => {
  it('signs a GET of an object as published', () => {
    expect(signed('GET', '/test.txt', { range: 'bytes=0-9' })).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, ' +
        'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, ' +
        'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    );
  });

  it('signs a PUT whose name has a sign to encode as published', () => {
    const more = { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' };
    expect(signed('PUT', '/test$file.text', more, 'Welcome to Amazon S3.')).toContain(
      'Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    );
  });

  it.each([
    ['/?lifecycle', 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
    ['/?max-keys=2&prefix=J', '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
  ])('signs the question %s of a bucket as published', (path, signature) => {
    expect(signed('GET', path)).toContain(`Signature=${signature}`);
  });
});
