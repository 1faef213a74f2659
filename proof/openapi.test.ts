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

  it('is served, and read by a person on a page', async () => {
    const nobody = await site.browser(null);
    const served = await nobody.get('/openapi.json').accept('json');
    expect(served.body.paths).toEqual(JSON.parse(JSON.stringify(document.paths)));
    const page = await nobody.get('/api');
    expect([page.status, page.text.includes('Для программ')]).toEqual([200, true]);
  });
});
