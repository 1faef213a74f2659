import { hostsOf, isPushEndpoint, LOCAL_PUSH, pushHosts } from './push-services';

const may = (endpoint: string, more = '', local = false): boolean => isPushEndpoint(endpoint, hostsOf(more), local);

describe('an address our server is asked to call', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAAA',
    'https://wns2-par02p.notify.windows.com/w/?token=BQYAAA',
    'https://web.push.apple.com/QGu',
  ])('is taken: %s', (endpoint) => expect(may(endpoint)).toBe(true));

  it.each([
    ['no TLS', 'http://fcm.googleapis.com/fcm/send/a'],
    ['another port', 'https://fcm.googleapis.com:8443/fcm/send/a'],
    ['a name before the host', 'https://fcm.googleapis.com@10.0.0.5/a'],
    ['a password', 'https://a:b@fcm.googleapis.com/a'],
    ['this machine', 'https://127.0.0.1/a'],
    ['the cloud’s own data', 'http://169.254.169.254/latest/meta-data'],
    ['a look-alike before', 'https://evil-fcm.googleapis.com/a'],
    ['a look-alike after', 'https://fcm.googleapis.com.evil.example/a'],
    ['a name that only ends so', 'https://evilnotify.windows.com/a'],
    ['the bare domain', 'https://notify.windows.com/a'],
    ['no path', 'https://fcm.googleapis.com/'],
    ['a file', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)'],
    ['no address', 'fcm.googleapis.com'],
    ['an unseen sign', 'https://fcm.googleapis.com/a\u0000b'],
    ['a line break', 'https://fcm.googleapis.com/a\nb'],
    ['slashes the other way', 'https:\\\\fcm.googleapis.com\\a'],
    ['steps up', 'https://fcm.googleapis.com/a/../b'],
    ['letters of another script', 'https://fcm.googleapis.com/ё'],
    ['too long', `https://fcm.googleapis.com/${'a'.repeat(2_000)}`],
    ['the stand-in of a training region', `${LOCAL_PUSH}/a`],
    ['the end of our own name', 'https://x.push.localhost/a'],
  ])('is refused: %s', (_, endpoint) => expect(may(endpoint)).toBe(false));

  it('may be the stand-in in a training region only', () => {
    expect(may(`${LOCAL_PUSH}/a`, '', true)).toBe(true);
    expect(may('https://push.localhost.evil.example/a', '', true)).toBe(false);
    expect(may('https://push.localhost:9000/a', '', true)).toBe(false);
    expect(may('https://push.localhost/%2e%2e/messages', '', true)).toBe(false);
  });

  it('may be of a service the operator has named', () => {
    expect(may('https://push.example.ru/a', 'push.example.ru, *.push.Example.ru')).toBe(true);
    expect(may('https://a.push.example.ru/a', 'push.example.ru, *.push.Example.ru')).toBe(true);
    expect(may('https://example.ru/a', 'push.example.ru')).toBe(false);
    expect(hostsOf('')).toEqual(pushHosts);
  });
});
