import type { Request } from 'express';
import { isOwnMachine, networkOf, senderOf } from './address';

const asked = (remoteAddress: string, headers: Record<string, string>, ip?: string): Request =>
  ({ ip, headers, socket: { remoteAddress } }) as unknown as Request;

describe('who a sender is', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', null],
    ['203.0.113.7:4711', null],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('is the socket when a proxy says something that is no address', () => {
    expect(senderOf(asked('10.0.0.7', {}, 'unknown'))).toBe('10.0.0.7');
    expect(senderOf(asked('10.0.0.7', {}, '198.51.100.1'))).toBe('198.51.100.1');
  });
});

describe('this very machine', () => {
  const host = 'localhost:8080';

  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('asks from %s under a name of its own', (address) => {
    expect(isOwnMachine(asked(address, { host }))).toBe(true);
  });

  const through = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'via', 'x-real-ip', 'cf-connecting-ip'];
  const others: [string, string, Record<string, string>][] = [
    ['another machine', '10.0.0.7', { host }],
    ['a name that was made to lead here', '127.0.0.1', { host: 'evil.example' }],
    ['no name', '127.0.0.1', {}],
    ...through.map((name): [string, string, Record<string, string>] => [name, '127.0.0.1', { host, [name]: '1' }]),
  ];

  it.each(others)('is not %s', (_, address, headers) => {
    expect(isOwnMachine(asked(address, headers))).toBe(false);
  });
});
