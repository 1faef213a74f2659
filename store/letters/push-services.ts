/**
 * Push services that browsers subscribe at. Whoever registers an address makes our server call it, so it calls these
 * and nobody else; an operator adds more by the variable PUSH_HOSTS. «*.» stands for any name below.
 */
export const pushHosts: readonly string[] = [
  'fcm.googleapis.com',
  'jmt17.google.com',
  'updates.push.services.mozilla.com',
  '*.notify.windows.com',
  'web.push.apple.com',
];

/** Endpoints of a training region's own push service. The name leads nowhere: the gateway knows the port of the day. */
export const LOCAL_PUSH = 'https://push.localhost';

const ENDPOINT_MOST = 2_000;

/** The operator's own list: names divided by commas or spaces. */
export const hostsOf = (more = ''): readonly string[] => [
  ...pushHosts,
  ...more
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean),
];

/** May our server be sent there? Only https, the usual port, no name and password, a host of the list. */
export function isPushEndpoint(endpoint: string, hosts: readonly string[], local: boolean): boolean {
  if (endpoint.length > ENDPOINT_MOST || !URL.canParse(endpoint)) return false;
  const { href, protocol, host, hostname, username, password, pathname, hash } = new URL(endpoint);
  // Browsers give addresses in their one plain spelling; anything else wants to be read in two ways.
  if (
    href !== endpoint ||
    protocol !== 'https:' ||
    host !== hostname ||
    username ||
    password ||
    hash ||
    pathname === '/'
  )
    return false;
  if (local && endpoint.startsWith(`${LOCAL_PUSH}/`)) return true;
  return hosts.some((one) => (one.startsWith('*.') ? hostname.endsWith(one.slice(1)) : hostname === one));
}
