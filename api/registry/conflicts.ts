import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../../law/refusal';
import { area as readArea, CellProblem } from '../../law/registry/register-cells';
import { type Conflict, conflictKinds, conflictTexts } from '../../law/registry/conflicts';
import { keeperOf } from '../../law/meeting/keeper';
import { shortName } from '../../law/registry/names';
import { counted, instantDigits } from '../../law/russian';
import { houseCard } from '../../store/houses';
import { namesOf } from '../../store/people';
import { premisesCard } from '../../store/premises';
import { readClock } from '../../store/clock';
import { preparersOf } from '../../store/meetings/preparers';
import { decideConflict, type DecidedConflict, houseOn } from '../../store/rights';
import type { Subject } from '../actor';
import { signed } from '../account/signed';
import { choice, maybe, text, uuid } from '../fields';
import { route, type Allowed, type Call } from '../route';
import { holds } from '../security/relations';
import { listView, type ListSpec } from '../view/list';
import { areaText, byId, type ById, dayOf, houseSubject, houseTrail, registerKeepers, rightsReaders } from './access';

const decided = z.object({ decision: z.string(), reason: z.string(), by: z.string(), at: z.string() });
const conflict = z.object({
  premisesId: z.string(),
  number: z.string(),
  kind: z.enum(conflictKinds),
  facts: z.record(z.string(), z.string()),
  /** Names the facts a decision is taken on; it changes when they do. */
  mark: z.string(),
  decided: decided.nullable(),
});
type Shown = z.infer<typeof conflict>;
/** The manager puts the register right; without one, or after its term of silence, whoever prepares a meeting does. */
const orPreparer = (allowed: Allowed): Allowed =>
  typeof allowed === 'string' ? allowed : [...allowed, { role: 'citizen', on: 'own' }];
const readers = orPreparer(rightsReaders);
const keepers = orPreparer(registerKeepers);

const conflictSubject =
  (width: 'managers' | 'offices') =>
  async (db: Knex, { id }: ById): Promise<Subject | null> => {
    const [subject, managed] = [await houseSubject(width)(db, { id }), await houseSubject('managers')(db, { id })];
    if (!subject || !managed) return subject;
    const { now } = await readClock(db);
    const owners = (await preparersOf(db, id))
      .filter(
        ({ since, zone }) =>
          keeperOf({ managed: managed.organisations.length > 0, askedAt: since, now, zone }) === 'initiator',
      )
      .map(({ personId }) => personId);
    return owners.length > 0 ? { ...subject, owners } : subject;
  };

const home = z.object({ id: z.string(), address: z.string(), zone: z.string() });
const listed = z.object({ house: home, conflicts: z.array(conflict) });
type Listed = z.infer<typeof listed>;

const markOf = ({ kind, facts }: Pick<Conflict, 'kind' | 'facts'>): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, Object.entries(facts).sort()]))
    .digest('hex')
    .slice(0, 16);

async function shown(db: Knex, conflicts: readonly DecidedConflict[]): Promise<Shown[]> {
  const names = await namesOf(
    db,
    conflicts.flatMap((one) => (one.decided ? [one.decided.decidedBy] : [])),
  );
  return conflicts.map(({ decided: by, ...one }) => {
    const name = by && names.get(by.decidedBy);
    return {
      ...one,
      mark: markOf(one),
      decided: by && {
        decision: by.decision,
        reason: by.reason,
        by: name ? shortName(name) : '',
        at: by.decidedAt.toISOString(),
      },
    };
  });
}

/** What was found, in words. */
function factsText({ kind, facts }: Pick<Shown, 'kind' | 'facts'>): string {
  switch (kind) {
    case 'shares-not-one':
      return `${facts['shares']} = ${facts['total']}`;
    case 'two-areas':
      return `по ЕГРН ${areaText(facts['areaEgrn'] ?? null)}, вручную ${areaText(facts['areaHand'] ?? null)}`;
    case 'no-title':
      return `${counted(Number(facts['rights']), ['право', 'права', 'прав'])}; в бюллетене: ${facts['ballot']}`;
    case 'two-titles':
      return `в ЕГРН: ${facts['registry']}; в бюллетене: ${facts['ballot']}`;
    default:
      return '';
  }
}

const wayTitle = ({ kind, decided: by }: Shown): string =>
  conflictTexts[kind].ways.find(({ code }) => code === by?.decision)?.title ?? '';

const hrefOf = ({ premisesId, kind }: Pick<Shown, 'premisesId' | 'kind'>): string =>
  `/premises/${premisesId}/conflicts/${kind}`;

const spec = ({ house }: Listed): ListSpec<Shown> => ({
  title: 'Расхождения в реестре',
  path: `/houses/${house.id}/conflicts`,
  noun: ['расхождение', 'расхождения', 'расхождений'],
  columns: [
    { title: 'Помещение', cell: (row) => ({ text: row.number, href: `/premises/${row.premisesId}` }) },
    {
      title: 'Что не так',
      cell: (row) => ({ text: conflictTexts[row.kind].title, href: hrefOf(row), note: factsText(row) || undefined }),
    },
    {
      title: 'Решение',
      cell: (row) =>
        row.decided
          ? { text: wayTitle(row), note: row.decided.reason }
          : { status: { kind: 'soon', word: 'не решено' } },
    },
  ],
  empty: { title: 'Расхождений нет', say: 'Доли, площади и права дома согласованы.' },
  exports: ['csv', 'xlsx'],
});

export const conflictList = route({
  id: 'registry.conflicts',
  method: 'get',
  path: '/houses/:id/conflicts',
  summary: 'Расхождения в реестре дома',
  allowed: readers,
  subject: conflictSubject('offices'),
  params: byId,
  out: listed,
  page: 'registry/list',
  view: (found: Listed) => ({
    list: listView(spec(found), { rows: found.conflicts, count: found.conflicts.length }, {}),
  }),
  table: {
    columns: ['Помещение', 'Что не так', 'Подробности', 'Решение', 'Причина', 'Кто решил'],
    rows: ({ conflicts }: Listed) =>
      conflicts.map((row) => [
        row.number,
        conflictTexts[row.kind].title,
        factsText(row),
        wayTitle(row),
        row.decided?.reason ?? null,
        row.decided?.by ?? null,
      ]),
  },
  handle: async ({ db, params, now }) => {
    const day = dayOf(now);
    const [house, { conflicts }] = await Promise.all([houseCard(db, params.id, day), houseOn(db, params.id, day)]);
    if (!house) throw new Refusal('house-missing', 'Такого дома в реестре нет.', 404);
    const open = [...conflicts].sort((a, b) => Number(a.decided !== null) - Number(b.decided !== null));
    return {
      data: { house: { id: house.id, address: house.address, zone: house.zone }, conflicts: await shown(db, open) },
      frame: houseTrail(house, 'Расхождения в реестре'),
    };
  },
});

const one = z.object({ id: uuid(), kind: z.enum(conflictKinds) });
type One = z.infer<typeof one>;
const single = z.object({ house: home, conflict });
type Single = z.infer<typeof single>;

const premisesSubject =
  (width: 'managers' | 'offices') =>
  async (db: Knex, { id }: ById): Promise<Subject | null> => {
    const found = await premisesCard(db, id, '2000-01-01');
    return found && conflictSubject(width)(db, { id: found.buildingId });
  };

async function found(db: Knex, { id, kind }: One, now: Date): Promise<Single & { raw: DecidedConflict }> {
  const premises = await premisesCard(db, id, dayOf(now));
  const house = premises && (await houseCard(db, premises.buildingId, dayOf(now)));
  const raw =
    premises &&
    (await houseOn(db, premises.buildingId, dayOf(now))).conflicts.find(
      (each) => each.premisesId === id && each.kind === kind,
    );
  const [seen] = raw ? await shown(db, [raw]) : [];
  if (!house || !raw || !seen) {
    throw new Refusal('conflict-missing', 'Такого расхождения больше нет: реестр исправлен.', 404);
  }
  return { house: { id: house.id, address: house.address, zone: house.zone }, conflict: seen, raw };
}

const singleView = ({ house, conflict: shownOne }: Single, { actor, subject }: Call) => {
  const { title, say, ways } = conflictTexts[shownOne.kind];
  const { decided: by } = shownOne;
  return {
    house,
    number: shownOne.number,
    title,
    say,
    facts: factsText(shownOne),
    mark: shownOne.mark,
    action: hrefOf(shownOne),
    enters: shownOne.kind === 'no-area',
    ways: ways.map(({ code, title: words }) => ({ value: code, title: words })),
    keeper:
      actor !== null && typeof keepers === 'object' && keepers.some(({ role, on }) => holds(actor, role, on, subject)),
    decided: by && [
      { title: 'Решение', text: wayTitle(shownOne) },
      { title: 'Причина', text: by.reason },
      { title: 'Кто и когда', text: `${by.by}, ${instantDigits(new Date(by.at), house.zone)}` },
    ],
  };
};

const frameFor = ({ house, conflict: { kind, number } }: Single) => ({
  title: `${conflictTexts[kind].title}: помещение ${number}`,
  trail: [
    { href: '/houses', title: 'Дома' },
    { href: `/houses/${house.id}`, title: house.address },
    { href: `/houses/${house.id}/conflicts`, title: 'Расхождения' },
    { title: `Помещение ${number}` },
  ],
});

export const conflictCard = route({
  id: 'registry.conflict',
  method: 'get',
  path: '/premises/:id/conflicts/:kind',
  summary: 'Одно расхождение в реестре',
  allowed: readers,
  subject: premisesSubject('offices'),
  params: one,
  out: single,
  page: 'registry/conflict',
  view: singleView,
  handle: async ({ db, params, now }) => {
    const { house, conflict: seen } = await found(db, params, now);
    const data = { house, conflict: seen };
    return { data, frame: frameFor(data) };
  },
});

const body = z.object({
  mark: z.string().regex(/^[\da-f]{16}$/),
  decision: choice(['proportional', 'as-written', 'enter', 'wait', 'egrn', 'hand', 'accept', 'registry', 'ballot']),
  reason: text({ min: 10, max: 500, lines: true }),
  area: maybe(text({ max: 20 })),
});

/** The area is asked for only where it is entered, and read as the register file reads it. */
function areaOf(decision: string, typed: string | undefined): string | undefined {
  if (decision !== 'enter') return undefined;
  const wrong = (say: string): Refusal =>
    new Refusal('fields-wrong', 'Проверьте отмеченные поля и отправьте ещё раз.', 422, { area: say });
  if (!typed) throw wrong('Укажите площадь.');
  try {
    return readArea(typed);
  } catch (error) {
    throw error instanceof CellProblem ? wrong(error.say) : error;
  }
}

export const decide = route({
  id: 'registry.decide',
  method: 'post',
  path: '/premises/:id/conflicts/:kind',
  summary: 'Решить расхождение в реестре',
  allowed: keepers,
  subject: premisesSubject('managers'),
  params: one,
  body,
  out: z.object({ id: z.string() }),
  form: {
    page: 'registry/conflict',
    data: async (call) => singleView(await found(call.db, call.params, call.now), call),
  },
  handle: async (call) => {
    const { db, params, now, key } = call;
    const { mark, decision, reason, area } = call.body;
    const { house, raw } = await found(db, params, now);
    if (mark !== markOf(raw)) {
      throw new Refusal('conflict-changed', 'Данные изменились, пока вы решали. Посмотрите на них снова.', 409);
    }
    if (!conflictTexts[params.kind].ways.some(({ code }) => code === decision)) {
      throw new Refusal('fields-wrong', 'Проверьте отмеченные поля и отправьте ещё раз.', 422, {
        decision: 'Здесь такого решения нет.',
      });
    }
    await decideConflict(db, {
      id: key,
      buildingId: house.id,
      conflict: { premisesId: raw.premisesId, number: raw.number, kind: raw.kind, facts: raw.facts },
      decision,
      reason,
      area: areaOf(decision, area),
      by: signed(call).personId,
      at: now,
    });
    return {
      data: { id: key },
      status: 201,
      see: `/houses/${house.id}/conflicts`,
      say: `Решение по помещению ${raw.number} записано.`,
    };
  },
});
