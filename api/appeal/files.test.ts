import { randomUUID } from 'node:crypto';
import request, { type Response } from 'supertest';
import { appealSite, idIn, type AppealSite } from '../../proof/pages/appeal-site';
import { canServeS3, s3Server, type S3Server } from '../../proof/s3';
import { addDocument } from '../../store/case/documents';
import { wrongRecords } from '../../store/case/records';
import { historiesOf, keepHistory } from '../../store/engine/executions';
import { moveBack, checkAll, moveOut } from '../../store/files/move';
import type { Files } from '../../store/files/port';
import { s3Address, s3Files } from '../../store/files/s3';
import { openDatabase } from '../../store/sql/database';

const PDF = Buffer.from('%PDF-1.7\nпроба');
const HISTORY = JSON.stringify({ events: [{ eventId: '1' }] });
const QUICK = { waitsMs: [10], tryMs: 1_000 };
const WITH_GO = canServeS3() ? describe : describe.skip;

const run = (caseId: string, runId: string) => ({
  runId,
  workflowId: `appeal-${caseId}`,
  caseId,
  firstRunId: runId,
  nextRunId: null,
  closedAt: new Date(),
  events: 1,
  json: HISTORY,
});

/** An appeal with a file, as a browser sends it. */
function withFile(site: AppealSite, bytes = PDF, key: string = randomUUID()): Promise<Response> {
  const { cookie, csrf } = site.browsers.owner;
  const form = request(site.app).post('/appeals').set('Cookie', cookie).accept('text/html').redirects(0);
  for (const [name, value] of Object.entries({ ...site.wish(), _csrf: csrf, key }))
    void form.field(name, String(value));
  return form.attach('files', bytes, 'акт.pdf') as unknown as Promise<Response>;
}

const documentOf = async (site: AppealSite, caseId: string) => {
  const [row] = await site.owner('case_document').where({ case_id: caseId });
  return row as { id: string; sha256: string; bytes: Buffer | null };
};

WITH_GO('files of appeals in a store of S3', () => {
  let server: S3Server;
  let site: AppealSite;
  beforeAll(async () => {
    server = await s3Server('papers');
    site = await appealSite(null, s3Files(s3Address(server.url('papers')), QUICK));
  }, 300_000);
  afterAll(async () => {
    await site.close();
    await server.kill();
  });
  const see = (id: string, file: string) => site.browsers.owner.get(`/appeals/${id}/files/${file}`);

  it('stand there under their sum, not in the row, and come back as they were sent', async () => {
    const id = idIn(await withFile(site));
    const { id: file, sha256, bytes } = await documentOf(site, id);
    expect(bytes).toBeNull();
    expect((await server.ask('HEAD', `/papers/${sha256}`)).status).toBe(200);
    const got = await see(id, file).buffer();
    expect(got.status).toBe(200);
    expect(Buffer.from(got.body as Buffer).equals(PDF)).toBe(true);
    expect(await wrongRecords(site.db, id)).toEqual([]);
  });

  it('that somebody changed or took away there are never shown, and the check of the case tells of them', async () => {
    const id = idIn(await withFile(site));
    const { id: file, sha256 } = await documentOf(site, id);
    const wrong = [{ table: 'case_document', key: file, what: 'bytes' }];
    await server.ask('PUT', `/papers/${sha256}`, Buffer.from('%PDF-1.7\nподлог'));
    const changed = await see(id, file);
    expect([changed.status, changed.text]).toEqual([503, expect.stringContaining('не сходится с контрольной суммой')]);
    expect(await wrongRecords(site.db, id)).toEqual(wrong);
    await server.ask('DELETE', `/papers/${sha256}`);
    expect((await see(id, file).accept('json')).body).toMatchObject({ code: 'file-lost' });
    expect(await wrongRecords(site.db, id)).toEqual(wrong);
    await server.ask('PUT', `/papers/${sha256}`, PDF);
  });

  it('are refused whole while it is away, with a clear sentence; the same form passes when it is back', async () => {
    const { count } = (await site.db('case_file').count().first()) as { count: string };
    const key = randomUUID();
    await server.kill();
    // Other bytes: content uploaded a minute ago would not be stored again.
    const other = () => withFile(site, Buffer.from('%PDF-1.7\nдругая'), key);
    const away = await other();
    expect(away.status).toBe(503);
    expect(away.headers['retry-after']).toBeDefined();
    expect(away.text).toContain('Хранилище файлов не отвечает');
    expect(await site.db('case_file').count().first()).toEqual({ count });
    // A form without files does not need the store.
    expect((await site.browsers.owner.send('/appeals', site.wish())).status).toBe(303);
    await server.start();
    const id = idIn(await other());
    expect((await documentOf(site, id)).bytes).toBeNull();
  });

  it('and kept histories go there too; one that could not is kept at the next try', async () => {
    const id = await site.written();
    const runId = randomUUID();
    await server.kill();
    await expect(keepHistory(site.db, run(id, runId), true)).rejects.toMatchObject({ code: 'files-away' });
    expect(await historiesOf(site.db, id)).toEqual([]);
    await server.start();
    await keepHistory(site.db, run(id, runId), true);
    const [kept] = await historiesOf(site.db, id);
    expect(kept?.json).toBe(HISTORY);
    const row = await site.owner('case_run').where({ run_id: runId }).first();
    expect(row).toMatchObject({ history: null, file: expect.stringMatching(/^[\da-f]{64}$/) });
    await server.ask('DELETE', `/papers/${row.file}`);
    await expect(historiesOf(site.db, id)).rejects.toMatchObject({ code: 'file-lost' });
  });
});

WITH_GO('content that stands in the database', () => {
  let server: S3Server;
  let site: AppealSite;
  let caseId: string;
  beforeAll(async () => {
    server = await s3Server('papers');
    site = await appealSite();
    caseId = idIn(await withFile(site));
    for (const name of ['1', '2', '3'])
      await addDocument(site.db, {
        id: randomUUID(),
        caseId,
        kind: 'attachment',
        name,
        type: 'application/pdf',
        bytes: Buffer.from(`%PDF ${name}`),
        actorId: null,
        at: new Date(),
      });
    await keepHistory(site.db, run(caseId, 'run-1'), true);
  }, 300_000);
  afterAll(async () => {
    await site.close();
    await server.kill();
  });

  it('moves into the store, is called again when it was interrupted, and comes back', async () => {
    const real = s3Files(s3Address(server.url('papers')), QUICK);
    let puts = 0;
    const dying: Files = {
      ...real,
      put: async (sum, bytes) => {
        if (++puts === 3) throw new Error('killed');
        return real.put(sum, bytes);
      },
    };
    await expect(moveOut(site.owner, dying)).rejects.toThrow('killed');
    expect(await site.owner('case_document').whereNull('bytes')).toHaveLength(2);
    expect(await moveOut(site.owner, real)).toMatchObject({ done: 3, wrong: [] });
    expect(await moveOut(site.owner, real)).toMatchObject({ done: 0, wrong: [] });

    const outside = openDatabase(site.url, 'test', 2, 'page', real);
    expect(await checkAll(outside)).toMatchObject({ done: 5, wrong: [] });
    expect((await historiesOf(outside, caseId))[0]?.json).toBe(HISTORY);
    expect(await wrongRecords(outside, caseId)).toEqual([]);
    // Without the file store the check reports the files as not checked.
    expect(await wrongRecords(site.db, caseId)).toHaveLength(4);
    const [lost] = await site.owner('case_document').limit(1);
    await server.ask('DELETE', `/papers/${lost.sha256}`);
    expect((await checkAll(outside)).wrong).toEqual([`case_document ${lost.id}`]);
    await outside.destroy();

    const owning = openDatabase(await ownerUrl(), 'test', 2, 'page', real);
    expect(await moveBack(owning)).toMatchObject({ done: 4, wrong: [`case_document ${lost.id}`] });
    await owning.destroy();
    expect((await historiesOf(site.db, caseId))[0]?.json).toBe(HISTORY);
  });

  const ownerUrl = async (): Promise<string> =>
    (site.owner.client as { config: { connection: { connectionString: string } } }).config.connection.connectionString;

  it('leaves its row for the store only: nothing else of the row changes, and no program may do it', async () => {
    const rows = site.owner('case_document').where({ case_id: caseId });
    await expect(rows.clone().update({ name: 'другое' })).rejects.toThrow('append-only');
    await expect(rows.clone().update({ bytes: Buffer.from('другое') })).rejects.toThrow('append-only');
    await expect(rows.clone().delete()).rejects.toThrow('append-only');
    const runs = site.owner('case_run').where({ case_id: caseId });
    await expect(runs.clone().update({ events: 7 })).rejects.toThrow('append-only');
    await expect(runs.clone().update({ history: null, file: 'ff'.repeat(32) })).rejects.toThrow('append-only');
    await expect(site.db('case_document').update({ bytes: null })).rejects.toThrow('permission denied');
  });

  it('that was tampered with in its row is told of, and stays where it is', async () => {
    await site.owner.raw('alter table case_document disable trigger content_moves');
    const [row] = await site.owner('case_document').whereNotNull('bytes').orderBy('id').limit(1);
    await site
      .owner('case_document')
      .where({ id: row.id })
      .update({ bytes: Buffer.from('подлог') });
    await site.owner.raw('alter table case_document enable trigger content_moves');
    const outcome = await moveOut(site.owner, s3Files(s3Address(server.url('papers')), QUICK));
    expect(outcome.wrong).toEqual([`case_document ${row.id}`]);
    expect((await site.owner('case_document').where({ id: row.id }).first()).bytes.toString()).toBe('подлог');
  });
});
