import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { variables } from './variables';

interface Service {
  image: string;
  user?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  restart?: string;
  command?: string | string[];
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  deploy?: { replicas: number };
  depends_on?: Record<string, { condition: string }>;
  ports?: string[];
}

const root = join(__dirname, '..');
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };
const all = Object.entries(services);
/** Our services, with the program each runs. */
const ours = all.flatMap(([name, service]) => {
  const program = /bin\/(\w+)\.ts/.exec(String(service.command))?.[1];
  return program && service.image.startsWith('domovoy') ? [{ name, program, service }] : [];
});

describe('docker-compose.yml', () => {
  it('runs everything an operator needs', () => {
    expect(Object.keys(services)).toEqual(
      expect.arrayContaining(['postgres', 'temporal', 'temporal-ui', 'mail', 'migrate', 'api', 'worker']),
    );
    expect(services.worker?.deploy?.replicas).toBeGreaterThan(1);
  });

  it.each(all)('runs %s without root, powers or new privileges', (_name, service) => {
    expect(service.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
  });

  it('keeps root file systems read-only, but for the one that says why not', () => {
    expect(all.filter(([, service]) => !service.read_only).map(([name]) => name)).toEqual(['temporal-ui']);
  });

  it.each(all.filter(([, { restart }]) => restart !== 'on-failure'))('knows when %s is healthy', (_name, service) => {
    expect(service.healthcheck?.test.length).toBeGreaterThan(1);
  });

  it('holds no secret: each comes from outside and must be there', () => {
    const secrets = all
      .flatMap(([, { environment = {} }]) => Object.entries(environment))
      .filter(
        ([name]) =>
          /PASSWORD|SECRET|TOKEN|PWD|_URL$/.test(name) && !/^(PUBLIC|TEMPORAL_UI|SMTP|SMPP|FILES)_URL$/.test(name),
      );
    expect(secrets.length).toBeGreaterThan(8);
    expect(secrets.filter(([, value]) => !/\$\{\w+:\?[^}]+\}/.test(value))).toEqual([]);
  });

  it('opens ports to this machine only: a proxy with TLS stands before them', () => {
    expect(all.flatMap(([, { ports = [] }]) => ports).filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it.each(ours)('sets for $name only what $program reads', ({ program, service }) => {
    const readers = new Map<string, readonly string[]>(
      Object.entries(variables).map(([name, { readers: who }]) => [name, who]),
    );
    const set = Object.keys(service.environment ?? {});
    expect(set.filter((name) => !readers.get(name)?.includes(program))).toEqual([]);
  });

  it.each(ours)('gives $name everything secret that $program reads', ({ program, service }) => {
    const wanted = Object.entries(variables)
      .filter(([, variable]) => 'secret' in variable && (variable.readers as readonly string[]).includes(program))
      .map(([name]) => name);
    expect(wanted.filter((name) => !(name in (service.environment ?? {})))).toEqual([]);
  });

  it.each(ours)('runs a program that exists: $program', ({ program }) => {
    expect(existsSync(join(root, 'bin', `${program}.ts`))).toBe(true);
  });

  it('leaves time skipping off', () => {
    expect(text).not.toMatch(/TimeSkipping|INSTALLATION_KIND: training/);
  });

  it('is accepted by docker compose where it is present', () => {
    const secrets = Object.fromEntries([...text.matchAll(/\$\{(\w+):\?/g)].map(([, name = '']) => [name, 'given']));
    const words = ['compose', '--file', join(root, 'docker-compose.yml'), 'config', '--quiet'];
    if (spawnSync('docker', ['compose', 'version']).status !== 0) return;
    const asked = spawnSync('docker', words, {
      encoding: 'utf8',
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...secrets },
    });
    expect(asked.stderr).toBe('');
    expect(asked.status).toBe(0);
  });
});

describe('Dockerfile', () => {
  const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');

  it('ends as an ordinary user and installs without scripts', () => {
    expect(dockerfile.match(/^USER .*$/gm)?.at(-1)).toBe('USER 10001:10001');
    expect(dockerfile).toContain('npm ci --omit=dev --ignore-scripts');
  });

  it('takes every room the programs import', () => {
    const rooms = ['law', 'workflows', 'activities', 'store', 'api', 'templates', 'migrations', 'bin'];
    expect(rooms.filter((room) => !dockerfile.includes(`COPY ${room} ${room}`))).toEqual([]);
  });
});
