import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { callSite, type CallSite } from '../proof/call-site';
import { serve } from '../proof/pages/browser';
import { childEnvironment } from './environment';

let site: CallSite;
let pages: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  site = await callSite();
  pages = await serve(site.app);
}, 120_000);
afterAll(async () => {
  await pages?.stop();
  await site?.close();
});

const run = promisify(execFile);
const exchange = (...words: string[]) =>
  run(process.execPath, ['--require', 'tsx/cjs', join(__dirname, 'exchange.ts'), ...words], {
    env: { ...childEnvironment(), DATABASE_URL: site.url, PUBLIC_URL: pages.url },
  });

describe('the stand-in exchange', () => {
  it('rings, hangs up and leaves no key in force behind', async () => {
    const before = await site.db('exchange_key').whereNull('revoked_at');
    await exchange('--organisation', 'Добрый дом', '--calls', '2', '--miss');
    const calls = await site.db('call').where({ organisation_id: site.organisationId });
    expect(calls.map(({ phone, ended_at: ended }) => [/^\+7/.test(phone), ended !== null])).toEqual([
      [true, true],
      [true, true],
    ]);
    expect(await site.db('exchange_key').whereNull('revoked_at')).toEqual(
      before.map((key) => expect.objectContaining({ id: key.id })),
    );
  }, 60_000);

  it('says what it wants when it is asked wrongly', async () => {
    await expect(exchange('--organisation', 'Никто')).rejects.toMatchObject({
      stderr: expect.stringContaining('Назовите одну организацию'),
    });
  }, 60_000);
});
