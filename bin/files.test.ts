import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { testDatabase, type TestDatabase } from '../proof/database';
import { canServeS3, s3Server, type S3Server } from '../proof/s3';
import { openDatabase } from '../store/sql/database';
import { keepHistory } from '../store/engine/executions';
import { childEnvironment } from './environment';

/** Runs a program as a person would; returns its output and exit code. */
function type(program: 'files' | 'doctor', word: string | null, values: Record<string, string>) {
  const words = ['--require', 'tsx/cjs', join(__dirname, `${program}.ts`), ...(word ? [word] : [])];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    env: childEnvironment({ NODE_OPTIONS: '', ...values }),
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

(canServeS3() ? describe : describe.skip)('npm run files and npm run doctor -- files', () => {
  let server: S3Server;
  let database: TestDatabase;
  beforeAll(async () => {
    server = await s3Server('papers');
    database = await testDatabase();
    const db = openDatabase(database.url, 'test', 2);
    const run = { runId: randomUUID(), workflowId: 'calendar', caseId: null, firstRunId: 'x', nextRunId: null };
    await keepHistory(db, { ...run, closedAt: new Date(), events: 1, json: '{"events":[]}' }, true);
    await db.destroy();
  }, 300_000);
  afterAll(async () => {
    await server.kill();
    await database.drop();
  });
  const here = (bucket = 'papers', secret?: string) => ({
    DATABASE_OWNER_URL: database.ownerUrl,
    FILES_URL: server.url(bucket, secret),
  });

  it('move what stands in the database, check it, and bring it back', () => {
    expect(type('files', 'move', here())).toEqual({
      status: 0,
      said: expect.stringContaining('хранилище: 1\u00a0файл'),
    });
    expect(type('files', 'move', here()).said).toContain('0\u00a0файлов');
    expect(type('files', 'check', here())).toEqual({ status: 0, said: expect.stringContaining('1\u00a0файл') });
    expect(type('files', 'back', here())).toEqual({ status: 0, said: expect.stringContaining('в базу: 1\u00a0файл') });
  });

  it('say in one sentence what is missing or wrong, without the secret', () => {
    expect(type('files', null, here())).toEqual({ status: 1, said: expect.stringContaining('npm run files -- move') });
    expect(type('files', 'move', { ...here(), FILES_URL: '' }).said).toContain('Задайте переменную FILES_URL');
    const refused = type('files', 'move', here('papers', 'another secret'));
    expect(refused).toEqual({ status: 1, said: expect.stringContaining('не пускает Домового') });
    expect(refused.said).not.toContain('another');
    expect(refused.said).not.toMatch(/^\s+at /m);
    const wrong = type('files', 'move', { ...here(), FILES_URL: 's3://key:hidden@files.example' });
    expect(wrong.said).toContain('s3://ключ:секрет@адрес:порт/корзина');
    expect(wrong.said).not.toContain('hidden');
  });

  it('tell an operator by the doctor whether the store can be written and read', () => {
    expect(type('doctor', 'files', here())).toEqual({ status: 0, said: expect.stringContaining('пишется и читается') });
    expect(type('doctor', 'files', { FILES_URL: '' }).said).toContain('в базе');
    expect(type('doctor', 'files', here('no-such-bucket'))).toEqual({
      status: 1,
      said: expect.stringContaining('404'),
    });
  });
});
