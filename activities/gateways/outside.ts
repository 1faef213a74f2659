import { Refusal } from '../../law/base/refusal';

const WORDS = { SMTP_URL: 'почтовый сервер', SMPP_URL: 'СМС-центр' } as const;

/**
 * Whether the address is on this machine. Query parameters could name a proxy, so an address with parameters does not
 * count.
 */
function isLoopback(url: string): boolean {
  const { hostname, search } = new URL(url);
  return search === '' && /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(hostname);
}

/** Letters contain names: outside this machine they are encrypted, unless the operator sets `?ignoreTLS=true`. */
export const mustEncrypt = (url: string): boolean => !isLoopback(url) && !new URL(url).searchParams.has('ignoreTLS');

/** Invented people have invented addresses, which may belong to real people: training mail never leaves the machine. */
export function refuseOutside(kind: 'training' | 'live', name: keyof typeof WORDS, url: string): void {
  if (kind === 'live' || isLoopback(url)) return;
  const say = `В учебном контуре ${WORDS[name]} должен работать на этой же машине. Уберите переменную ${name} или укажите 127.0.0.1.`;
  throw new Refusal('outside-in-training', say);
}
