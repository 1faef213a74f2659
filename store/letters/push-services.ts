/**
 * Push services that browsers may subscribe at. A registered address makes our server call it, so only these hosts are
 * allowed; an operator adds more with PUSH_HOSTS. «*.» means any subdomain.
 */
export const pushHosts: readonly string[] = [
  'fcm.googleapis.com',
  'jmt17.google.com',
  'updates.push.services.mozilla.com',
  '*.notify.windows.com',
  'web.push.apple.com',
];

/**
 * Endpoints of a training region's own push service. The name is not a real host: the gateway knows the actual port.
 */
export const LOCAL_PUSH = 'https://push.localhost';

const ENDPOINT_MOST = 2_000;

/** The operator's own list: names separated by commas or spaces. */
export const hostsOf = (more = ''): readonly string[] => [
  ...pushHosts,
  ...more
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean),
];

/** Whether our server may call this endpoint: https, the default port, no credentials, and a listed host. */
export function isPushEndpoint(endpoint: string, hosts: readonly string[], local: boolean): boolean {
  if (endpoint.length > ENDPOINT_MOST || !URL.canParse(endpoint)) return false;
  const { href, protocol, host, hostname, username, password, pathname, hash } = new URL(endpoint);
  // Browsers send addresses in normal form; any other spelling could be parsed in two ways.
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
