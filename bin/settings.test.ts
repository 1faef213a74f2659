import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverKey } from '../activities/gateways/push/vapid';
import { environment } from './environment';
import { settleSettings } from './settings';

describe('what npm start fills in', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'settings-'));
  });
  afterEach(() => rmSync(data, { recursive: true }));

  it('keeps its secrets from one start to the next', async () => {
    const [first, second] = [await settleSettings(environment({}), data), await settleSettings(environment({}), data)];
    for (const name of ['SESSION_SECRET', 'OIDC_CLIENT_SECRET', 'PUSH_PRIVATE_KEY', 'PUSH_PUBLIC_KEY'] as const)
      expect([name, second[name]]).toEqual([name, first[name]]);
  });

  it('tells browsers the public half of the key that signs', async () => {
    const made = await settleSettings(environment({}), data);
    expect(made.PUSH_PUBLIC_KEY).toBe(serverKey(made.PUSH_PRIVATE_KEY ?? '').publicKey);
    const own = await settleSettings(environment({ PUSH_PRIVATE_KEY: `${'A'.repeat(42)}E` }), data);
    expect(own.PUSH_PUBLIC_KEY).toBe(serverKey(`${'A'.repeat(42)}E`).publicKey);
  });

  it('makes the secret that an older house had not yet, and changes no other', async () => {
    const path = join(data, 'secrets.json');
    writeFileSync(path, JSON.stringify({ session: 's'.repeat(40), client: 'c', sms: 'm' }));
    const { SESSION_SECRET, PUSH_PRIVATE_KEY } = await settleSettings(environment({}), data);
    expect(SESSION_SECRET).toBe('s'.repeat(40));
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ client: 'c', sms: 'm', push: PUSH_PRIVATE_KEY });
  });
});
