import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { parse } from 'yaml';
import { testSite, type Site } from '../../proof/site';
import { personOfIdentity } from '../../store/access/accounts';
import { actorOf } from '../../store/registry/people';
import { kindNames } from '../../store/watch/kinds';
import type { Machine } from '../operator/machine';
import { countRequest } from './metrics';
import { watchKernel } from './kernel';

interface Rule {
  alert: string;
  expr: string;
  for: string;
  labels: { severity: string };
  annotations: { summary: string; runbook: string };
}

const file = (name: string): string => readFileSync(join(__dirname, '..', '..', 'docs', name), 'utf8');
const operations = file('operations.md');
const { groups } = parse(file('alerts.yml')) as { groups: { name: string; rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);
const runbook = operations.slice(operations.indexOf('## Runbook'), operations.indexOf('## The first organisation'));
const rows = runbook.split('\n').filter((line) => /^\| (<a id|`domovoy)/.test(line));
const NAME = /domovoy_[a-z_]+/g;

const machine: Machine = {
  version: '0.1.0',
  engine: async () => ({
    version: '1.32.1',
    queues: [{ name: 'cases', kind: 'workflow', pollers: 1, builds: [], waiting: 0 }],
  }),
  disks: async () => [{ folder: '/data', freeBytes: 1, allBytes: 2 }],
};

/**
 * `[agg [by (labels)] (] name[{label="value", …}] [)] comparison number`: the part of the language that the rules use.
 */
const EXPRESSION =
  /^(?:(?:sum|max|min)(?: by \([a-z_]+(?:, [a-z_]+)*\))? \()?([a-z_]+)(?:\{[a-z_]+="[^"]*"(?:, [a-z_]+="[^"]*")*\})?\)? (?:>|<|==|!=|>=|<=) \d+(?:\.\d+)?$/;

describe('the rules of alerts and the runbook', () => {
  let site: Site;
  let shown: Set<string>;
  let text: string;
  beforeAll(async () => {
    site = await testSite([], { kind: 'live' });
    watchKernel(site.db, machine);
    countRequest('GET', 'x', 200, 1);
    ({ text } = await request(site.app).get('/metrics'));
    shown = new Set([...text.matchAll(/^# TYPE (domovoy_\w+)/gm)].map(([, name = '']) => name));
  });
  afterAll(() => site.close());

  it('are told of every figure the house shows, and of no other', () => {
    const told = new Set(rows.flatMap((row) => row.split('|')[1]?.match(NAME) ?? []));
    expect([...told].sort()).toEqual([...shown].sort());
    const named = new Set(`${operations} ${JSON.stringify(rules)}`.match(NAME));
    expect([...named].filter((name) => !shown.has(name))).toEqual([]);
  });

  it('measure every figure that a rule leans on, with the labels it names', () => {
    for (const { expr } of rules) {
      const [, selector = '', labels = ''] = /(domovoy_\w+)(\{[^}]*\})?/.exec(expr) ?? [];
      expect(text).toMatch(new RegExp(`^${selector}[ {]`, 'm'));
      if (labels && selector === 'domovoy_standing') expect(text).toContain(`${selector}${labels} `);
    }
  });

  it('wake somebody for each kind of trouble that the watch can find', () => {
    const watched = rules.flatMap(({ expr }) => /domovoy_standing\{kind="([\w-]+)"\}/.exec(expr)?.[1] ?? []);
    expect([...watched].sort()).toEqual([...kindNames].sort());
  });

  it.each(rules.map((rule) => [rule.alert, rule] as const))('%s can be read by Prometheus and by people', (_, rule) => {
    expect(rule.alert).toMatch(/^Domovoy[A-Z][A-Za-z]+$/);
    expect(rule.expr).toMatch(EXPRESSION);
    expect(rule.for).toMatch(/^\d+[smhd]$/);
    expect(['page', 'ticket']).toContain(rule.labels.severity);
    expect(rule.annotations.summary.length).toBeGreaterThan(10);
    const [page, anchor] = rule.annotations.runbook.split('#');
    expect(page).toBe('docs/operations.md');
    const row = rows.find((line) => line.includes(`<a id="${anchor}"></a>`));
    expect(row).toContain((rule.expr.match(NAME) ?? [])[0] ?? 'a name');
    expect(row).toContain(rule.labels.severity);
  });

  it('have names of their own, and a row of the runbook each', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    const anchors = rows.flatMap((row) => /<a id="([\w-]+)">/.exec(row)?.[1] ?? []);
    const led = rules.map(({ annotations }) => annotations.runbook.split('#')[1]);
    expect([...led].sort()).toEqual([...anchors].sort());
  });

  it('begin with an administrator whom the statement of the runbook really makes', async () => {
    const sql = /```sql\n([^`]+)```/.exec(operations)?.[1] ?? '';
    const snils = /'(\d{11})'/.exec(sql)?.[1] ?? '';
    await site.owner.raw(sql);
    const known = { issuer: 'https://esia', oid: '1', lastName: 'Б', firstName: 'П', middleName: null };
    const personId = await personOfIdentity(site.db, { ...known, snils });
    const today = new Date().toISOString().slice(0, 10);
    const { posts } = (await actorOf(site.db, personId, today)) ?? { posts: [] };
    expect(posts).toMatchObject([{ role: 'platform', organisationKind: 'platform' }]);
  });
});
