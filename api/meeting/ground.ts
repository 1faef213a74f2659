import { z } from 'zod';
import { normHistory } from '../../law/base/norm';
import { capitalMoment, dayWords } from '../../law/base/russian';
import { Refusal } from '../../law/base/refusal';
import { type Ground, groundWords } from '../../law/meeting/call/venue';
import { regionsHere, stateGround, statedGrounds } from '../../store/meeting/prepare/venue';
import { signed } from '../account/signed';
import { choice, day, maybe, text } from '../http/fields';
import { route, type Allowed, type Call, type Frame } from '../http/route';
import { CAPITAL_ZONE, localOf } from '../../law/base/zone';

/** Since when no other system will do: the first day of the present edition of the norm. */
const SINCE = normHistory('E-01').at(-1)?.from ?? '';

const PATH = '/state/electronic';
const TITLE = 'Электронные собрания';
const MOST = 300;

const operators: Allowed = [{ role: 'platform', on: 'none' }];
const frame: Frame = { title: TITLE, trail: [{ href: '/state', title: 'Состояние' }, { title: TITLE }] };

const ground = z.object({ system: z.string(), act: z.string(), number: z.string(), day: z.string() });
const out = z.object({
  training: z.boolean(),
  regions: z.array(z.object({ region: z.string(), ground: ground.nullable() })),
  stated: z.array(
    z.object({ region: z.string(), ground: ground.nullable(), statedAt: z.string(), statedBy: z.string() }),
  ),
});
type Shape = z.infer<typeof out>;

async function load({ db, visit }: Pick<Call, 'db' | 'visit'>): Promise<Shape> {
  const stated = await statedGrounds(db);
  const now = (region: string): Ground | null => stated.find((one) => one.region === region)?.ground ?? null;
  return {
    training: visit.kind === 'training',
    regions: (await regionsHere(db)).map((region) => ({ region, ground: now(region) })),
    stated: stated.map((one) => ({ ...one, statedAt: one.statedAt.toISOString() })),
  };
}

const NONE = 'основания нет';
const said = (given: Ground | null): string => (given ? groundWords(given) : NONE);

const WAYS = [
  { value: 'act', title: 'Есть акт' },
  { value: 'none', title: 'Основания нет', hint: 'Новые электронные собрания станут невозможны, начатые пройдут.' },
];

const view = ({ training, regions, stated }: Shape) => ({
  since: dayWords(SINCE),
  training,
  regions: regions.map(({ region, ground: given }) => ({ title: region, text: said(given) })),
  ways: WAYS,
  options: regions.map(({ region }) => ({ value: region, title: region })),
  stated: stated.map(({ region, ground: given, statedAt, statedBy }) => ({
    region,
    says: said(given),
    when: capitalMoment(statedAt),
    by: statedBy,
  })),
});

const show = route({
  id: 'meeting.ground',
  method: 'get',
  path: PATH,
  summary: 'На каком основании здесь проводят электронные собрания',
  allowed: operators,
  out,
  page: 'meeting/ground',
  view,
  handle: async (call) => ({ data: await load(call), frame }),
});

const body = z.object({
  region: text({ max: MOST }),
  /** «none» says that there is no ground any more; the fields of the act are then left out. */
  has: choice(['act', 'none']),
  system: maybe(text({ max: MOST })),
  act: maybe(text({ max: MOST })),
  number: maybe(text({ max: 60 })),
  day: maybe(day()),
});
type Body = z.infer<typeof body>;

const ASKED = {
  system: 'Назовите региональную систему.',
  act: 'Назовите акт, например «постановление Правительства Московской области».',
  number: 'Укажите номер акта.',
  day: 'Укажите день акта.',
} as const;

function groundOf({ has, system, act, number, day: signedOn }: Body, today: string): Ground | null {
  if (has === 'none') return null;
  if (system && act && number && signedOn && signedOn <= today) return { system, act, number, day: signedOn };
  const given = { system, act, number, day: signedOn };
  const missing = Object.entries(ASKED).filter(([name]) => !given[name as keyof typeof given]);
  const fields = missing.length > 0 ? Object.fromEntries(missing) : { day: 'Этот день ещё не наступил.' };
  throw new Refusal('ground-incomplete', Object.values(fields)[0] ?? '', 422, fields);
}

const save = route({
  id: 'meeting.ground-state',
  method: 'post',
  path: PATH,
  summary: 'Указать, на каком основании здесь проводят электронные собрания',
  allowed: operators,
  body,
  out,
  form: { page: 'meeting/ground', data: async (call) => view(await load(call)), frame },
  handle: async (call) => {
    const { db, body: given, now } = call;
    const { region } = given;
    if (!(await regionsHere(db)).includes(region)) {
      const say = 'В этом регионе здесь нет домов. Выберите регион из списка.';
      throw new Refusal('region-unknown', say, 422, { region: say });
    }
    const stated = groundOf(given, localOf(now, CAPITAL_ZONE).day);
    await stateGround(db, { id: call.key, region, ground: stated, personId: signed(call).personId });
    const say = stated ? `Основание записано: ${groundWords(stated)}.` : 'Записано: основания нет.';
    return { data: await load(call), see: PATH, say };
  },
});

export const groundRoutes = [show, save];
