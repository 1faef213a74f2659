import { isIP } from 'node:net';
import type { Proxies } from '../api/security/address';
import { Refusal } from '../law/base/refusal';
import { roleNames, rolesOf, type Roles } from '../activities/roles';
import { trustedProxiesOf } from './proxies';
import { variables, type Reader, type Variable, type VariableName } from './variables';

type Known = typeof variables;
type Value<V> = V extends { kind: 'number' }
  ? number
  : V extends { kind: 'proxies' }
    ? Proxies
    : V extends { kind: 'roles' }
      ? Roles
      : V extends { choices: readonly (infer Choice)[] }
        ? Choice
        : string;
export type Environment = {
  readonly [Name in VariableName]: Known[Name] extends { default: string }
    ? Value<Known[Name]>
    : Value<Known[Name]> | undefined;
};

/** The environment of the programs. An empty value counts as absent: compose files pass `NAME=` for what is not set. */
export function environment(source: Record<string, string | undefined> = process.env): Environment {
  const names = Object.keys(variables) as VariableName[];
  return Object.fromEntries(names.map((name) => [name, readVariable(name, source[name])])) as unknown as Environment;
}

/** A variable that the program requires. */
export function need<Name extends VariableName>(env: Environment, name: Name): NonNullable<Environment[Name]> {
  const value = env[name];
  if (value !== undefined) return value as NonNullable<Environment[Name]>;
  throw new Refusal('environment-missing', `Задайте переменную ${name}: без неё программа не запустится.`);
}

/** Passes values to processes started from here (test workers, children); `undefined` removes a variable. */
export function publishVariables(values: Partial<Record<VariableName, string | undefined>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

/** The whole environment for a child: ours, with these values replaced. */
export function childEnvironment(values: Partial<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...values };
}

/** The environment of a program of ours: it gets only the secrets it reads. */
export function environmentFor(program: Reader, values: Partial<Record<VariableName, string>>): NodeJS.ProcessEnv {
  const env = childEnvironment({ ...values, TZ: 'UTC', NODE_ENV: 'production' });
  for (const [name, { secret, readers }] of Object.entries(variables as Record<string, Variable>)) {
    if (secret && !readers.includes(program)) delete env[name];
  }
  return env;
}

function readVariable(name: VariableName, given: string | undefined): string | number | Proxies | Roles | undefined {
  const variable: Variable = variables[name];
  const text = given === undefined || given === '' ? variable.default : given;
  if (text === undefined) return undefined;
  if (variable.kind === 'number') {
    if (!/^\d{1,6}$/.test(text)) refuse(name, 'целым числом');
    return Number(text);
  }
  if (variable.kind === 'proxies')
    return (
      trustedProxiesOf(text) ??
      refuse(name, 'числом своих прокси (1) или их адресами и сетями, например 10.0.0.7,10.1.0.0/16')
    );
  if (variable.kind === 'roles')
    return rolesOf(text) ?? refuse(name, `списком через запятую из слов: ${roleNames.join(', ')}`);
  if (variable.kind === 'url' && !URL.canParse(text)) refuse(name, 'полным адресом, например http://localhost:8080');
  if (variable.kind === 'address' && !isAddress(text)) refuse(name, 'адресом и портом, например 127.0.0.1:9464');
  const { choices } = variable;
  if (choices && !choices.includes(text)) refuse(name, `одним из слов: ${choices.join(', ')}`);
  return text;
}

/** The SDK needs an IP address of this machine, not a name. */
function isAddress(text: string): boolean {
  const [, host = '', port = ''] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  return isIP(host.replace(/^\[(.*)\]$/, '$1')) !== 0 && Number(port) > 0 && Number(port) < 65_536;
}

// The value itself is not repeated: it may be a secret.
function refuse(name: VariableName, wanted: string): never {
  throw new Refusal('environment-wrong', `Переменная ${name} должна быть ${wanted}. Исправьте её и запустите снова.`);
}
