import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Refusal } from '../law/base/refusal';
import { openDatabase } from '../store/sql/database';
import { demoPeople, type DemoPerson } from '../store/registry/people';
import { makeToken } from '../store/access/tokens';
import { environment } from './environment';
import { withOwner } from './owner';
import { explain } from './program';

const USAGE = 'Так: npm run -s token -- <логин, фамилия или роль учебного человека> [--scope appeal.*] [--days 30]';
const BAD_CALL = 2;
const DAYS_USUAL = '30';
const DAYS_MOST = 366;
const SCOPE = /^(\*|[a-z]+(-[a-z]+)*\.(\*|[a-z]+(-[a-z]+)*))$/;

const badCall = (sentence: string): Refusal => new Refusal('call-wrong', `${sentence} ${USAGE}`);

interface Wanted {
  who: string;
  scopes: string[];
  days: number;
}

/** Only the token goes to stdout, for scripts; everything else goes to stderr. */
async function main(): Promise<void> {
  const wanted = readCall();
  const env = environment();
  const work = (url: string): Promise<string> => tokenFor(url, wanted);
  const token = await (env.DATABASE_URL ? work(env.DATABASE_URL) : withOwner(env, (step) => console.error(step), work));
  process.stdout.write(`${token}\n`);
}

function readCall(): Wanted {
  const { values, positionals } = parsed();
  const who = positionals.join(' ').trim();
  const days = Number(values.days);
  const scopes = values.scope;
  if (!who) throw badCall('Назовите учебного человека.');
  if (!Number.isInteger(days) || days < 1 || days > DAYS_MOST) throw badCall(`Срок — от 1 до ${DAYS_MOST} дней.`);
  const wrong = scopes.find((scope) => !SCOPE.test(scope));
  if (wrong !== undefined) throw badCall(`Права «${wrong}» нет.`);
  return { who, days, scopes: scopes.length ? scopes : ['*'] };
}

function parsed() {
  const options = {
    scope: { type: 'string', multiple: true, default: [] as string[] },
    days: { type: 'string', default: DAYS_USUAL },
  } as const;
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch {
    throw badCall('Команда записана неверно.');
  }
}

async function tokenFor(url: string, { who, scopes, days }: Wanted): Promise<string> {
  const db = openDatabase(url, 'token', 1);
  try {
    const { id: personId } = named(await demoPeople(db), who);
    return await makeToken(db, {
      id: randomUUID(),
      personId,
      organisationId: null,
      scopes,
      days,
      name: 'Из командной строки',
    });
  } finally {
    await db.destroy();
  }
}

function named(people: readonly DemoPerson[], who: string): DemoPerson {
  const sought = who.toLowerCase();
  const fits = ({ login, familyName, givenName, demoRole, id }: DemoPerson): boolean =>
    [login, familyName, `${familyName} ${givenName}`, demoRole, id].some((word) => word?.toLowerCase() === sought);
  const found = people.filter(fits);
  if (found.length === 1 && found[0]) return found[0];
  const known = people.map(({ login, familyName, demoRole }) => `${login} (${familyName}, ${demoRole})`).join(', ');
  if (!known) throw new Refusal('no-demo-people', 'Учебных людей здесь нет: сначала запустите npm start.');
  throw badCall(
    found.length ? `«${who}» — это несколько людей, назовите логин: ${known}.` : `«${who}» здесь нет. Есть: ${known}.`,
  );
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exitCode = error instanceof Refusal && error.code === 'call-wrong' ? BAD_CALL : 1;
});
