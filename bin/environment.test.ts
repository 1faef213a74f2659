import { lifecycles } from '../law/areas';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { environment, environmentFor, need } from './environment';
import { variables, type VariableName } from './variables';

const root = join(__dirname, '..');
const rooms = ['law', 'workflows', 'activities', 'store', 'api', 'bin', 'proof', 'migrations'];
const names = Object.keys(variables) as VariableName[];

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|mjs)$/.test(path))
    .map((path) => join(folder, path));
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

describe('the list of environment variables', () => {
  it('is the only place that touches the process environment, besides the plain Node of installing', () => {
    const programs = rooms.flatMap(sources).filter((path) => !path.endsWith('.test.ts'));
    const touching = programs.filter((path) => /process\s*(\.|\[\W?)\s*env/.test(read(path)));
    expect(touching.sort()).toEqual(['bin/environment.ts', 'bin/install.mjs']);
  });

  it('names no variable that nobody reads', () => {
    const code = rooms
      .flatMap(sources)
      .filter((path) => !/^bin\/(environment|variables)/.test(path))
      .map(read)
      .join('\n');
    const unread = names.filter((name) => !new RegExp(`\\b${name}\\b`).test(code));
    expect(unread).toEqual([]);
  });

  it('stands in README, each variable with its default', () => {
    const readme = read('README.md');
    const rows = names
      .filter((name) => !name.startsWith('TEST_'))
      .filter((name) => {
        const row = readme.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
        const usual = (variables[name] as { default?: string }).default;
        return !row || (usual && !row.includes(usual));
      });
    expect(rows).toEqual([]);
  });

  it('agrees with docker-compose.yml: nothing set there is unknown here', () => {
    const { services } = parse(read('docker-compose.yml'), { merge: true }) as {
      services: Record<string, { image?: string; environment?: Record<string, string> }>;
    };
    const ours = Object.values(services).filter(({ image }) => image?.startsWith('domovoy'));
    expect(ours.length).toBeGreaterThanOrEqual(3);
    const set = ours.flatMap((service) => Object.keys(service.environment ?? {}));
    expect(set.filter((name) => !(name in variables))).toEqual([]);
  });
});

describe('reading the environment', () => {
  it('gives defaults in their types', () => {
    const env = environment({});
    expect(env).toMatchObject({
      PORT: 8080,
      LOG_LEVEL: 'info',
      INSTALLATION_KIND: 'training',
      DATABASE_URL: undefined,
    });
  });

  it('reads own proxies as hops, or as addresses and networks', () => {
    const read = (text: string): unknown => environment({ TRUST_PROXY: text }).TRUST_PROXY;
    expect([read(''), read('2')]).toEqual([undefined, 2]);
    expect(read('10.0.0.7, 10.1.0.0/16,fd00::/8')).toEqual(['10.0.0.7', '10.1.0.0/16', 'fd00::/8']);
  });

  it('reads what a worker does as a list, and everything when nothing is said', () => {
    const read = (text: string): string[] => [...environment({ WORKER_ROLES: text }).WORKER_ROLES];
    const areas = Object.keys(lifecycles).map((area) => `cases-${area}`);
    const others = areas.filter((one) => one !== 'cases-meeting');
    expect(read('')).toEqual([...areas, 'relay', 'letters', 'documents', 'batch', 'exchange']);
    expect(read('all')).toEqual(read(''));
    expect(read('relay, cases')).toEqual(['relay', ...areas]);
    expect(read('cases-meeting,cases')).toEqual(['cases-meeting', ...others]);
  });

  it.each(['billing', 'cases,', 'Cases', 'cases appeal', '*'])(
    'names the roles there are when asked for %j',
    (text) => {
      const reading = (): unknown => environment({ WORKER_ROLES: text });
      const say = 'Переменная WORKER_ROLES должна быть списком через запятую из слов: all, cases, cases-appeal, ';
      expect(reading).toThrow(
        expect.objectContaining({ code: 'environment-wrong', say: expect.stringContaining(say) }),
      );
    },
  );

  it('takes an empty value for an absent one', () => {
    expect(environment({ PORT: '', SMTP_URL: '' })).toMatchObject({ PORT: 8080, SMTP_URL: undefined });
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', ' 80'],
    ['INSTALLATION_KIND', 'demo'],
    ['DATABASE_URL', 'localhost'],
    ['LOG_LEVEL', 'INFO'],
    ...[
      '0',
      '9',
      '-1',
      'true',
      'loopback',
      '10.0.0.0/0',
      '10.0.0.0/33',
      '10.0.0.1,',
      '10.0.0',
      '::1/129',
      '::ffff:10.0.0.1',
    ].map((text) => ['TRUST_PROXY', text] as [string, string]),
  ])('refuses %s=%s with a sentence that names the variable and not the value', (name, value) => {
    const reading = (): unknown => environment({ [name]: value });
    expect(reading).toThrow(expect.objectContaining({ code: 'environment-wrong', say: expect.stringContaining(name) }));
  });

  it('never repeats a secret in a refusal', () => {
    const reading = (): unknown => environment({ DATABASE_URL: 'hunter2 is not a url' });
    expect(reading).toThrow(expect.objectContaining({ say: expect.not.stringContaining('hunter2') }));
  });

  it('says what to set when a program cannot go without it', () => {
    expect(() => need(environment({}), 'DATABASE_URL')).toThrow(
      expect.objectContaining({ code: 'environment-missing' }),
    );
  });

  it('gives a secret only to the programs that read it', () => {
    const values = { DATABASE_OWNER_URL: 'postgres://owner@db/x', SESSION_SECRET: 's', PORT: '1' };
    expect(environmentFor('migrate', values)).toHaveProperty('DATABASE_OWNER_URL');
    expect(environmentFor('api', values)).not.toHaveProperty('DATABASE_OWNER_URL');
    expect(environmentFor('worker', values)).not.toHaveProperty('SESSION_SECRET');
    expect(environmentFor('worker', values)).toHaveProperty('PORT', '1');
  });
});
