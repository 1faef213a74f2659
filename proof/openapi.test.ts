import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { forPrograms, openApi } from '../api/openapi/document';
import { routes } from '../api/routes';
import { testSite, type Site } from './site';

const VALIDATE = require.resolve('@seriousme/openapi-schema-validator/bin/validate-api-cli.js');
const document = openApi(routes, 'http://localhost:8080');
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

let site: Site;
beforeAll(async () => {
  site = await testSite(routes);
});
afterAll(() => site.close());

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'domovoy-openapi-'));
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(document));
    try {
      await promisify(execFile)(process.execPath, [VALIDATE, file]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('describes every route for programs exactly once, each in a Russian sentence', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect([...ids].sort()).toEqual(
      routes
        .filter(forPrograms)
        .map(({ id }) => id)
        .sort(),
    );
    for (const { summary } of operations) expect(summary).toMatch(/[а-яё]/i);
  });

  it('names every field of a write and demands a key for it', () => {
    for (const declared of routes.filter((one) => forPrograms(one) && one.method === 'post')) {
      const operation = operations.find(({ operationId }) => operationId === declared.id) as {
        requestBody: {
          content: Record<string, { schema: { properties?: object; anyOf?: unknown[]; oneOf?: unknown[] } }>;
        };
        parameters: { name: string; in: string }[];
      };
      const [content] = Object.values(operation.requestBody.content);
      const { properties, anyOf, oneOf } = content?.schema ?? {};
      expect(properties ?? anyOf ?? oneOf).toBeDefined();
      expect(operation.parameters.map(({ name }) => name)).toContain('Idempotency-Key');
    }
  });

  it('leans on nothing that does not stand in it', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, ref = '']) => ref);
    const known = (ref: string): unknown =>
      ref
        .split('/')
        .slice(1)
        .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], document);
    expect([...new Set(refs)].filter((ref) => !ref.startsWith('#/components/') || !known(ref))).toEqual([]);
  });

  it('says of every operation how it refuses, and of every file what it is', () => {
    for (const declared of routes.filter(forPrograms)) {
      const operation = operations.find(({ operationId }) => operationId === declared.id) as {
        responses: Record<string, { content?: Record<string, unknown> }>;
      };
      const body = declared.method === 'post' ? ['413', '415', '423'] : [];
      expect(Object.keys(operation.responses)).toEqual(
        expect.arrayContaining([
          '200',
          '303',
          '400',
          '401',
          '403',
          '404',
          '405',
          '406',
          '409',
          '422',
          '429',
          '503',
          ...body,
        ]),
      );
      const types = Object.keys(operation.responses['200']?.content ?? {});
      expect(types).toEqual(
        expect.arrayContaining([...(declared.file?.types ?? []), ...(declared.table ? ['text/csv'] : [])]),
      );
      if (declared.file && !declared.file.as) expect(types).toEqual(declared.file.types);
    }
  });

  it('is served, and read by a person on a page', async () => {
    const nobody = await site.browser(null);
    const served = await nobody.get('/openapi.json').accept('json');
    expect(served.body.paths).toEqual(JSON.parse(JSON.stringify(document.paths)));
    const page = await nobody.get('/api');
    expect([page.status, page.text.includes('Для программ')]).toEqual([200, true]);
  });
});
