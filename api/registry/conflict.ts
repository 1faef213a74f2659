import type { Knex } from 'knex';
import { z } from 'zod';
import { conflictKinds, conflictTexts, isFinalWay, waysOf } from '../../law/registry/conflicts';
import { area as readArea, CellProblem } from '../../law/registry/register-cells';
import { fieldsWrong, Refusal } from '../../law/base/refusal';
import { instantDigits } from '../../law/base/russian';
import { houseCard } from '../../store/registry/houses';
import { premisesCard, type PremisesCard } from '../../store/registry/premises';
import { decideConflict, lastDecision, mustBeUndecided } from '../../store/registry/decisions';
import { type DecidedConflict, houseOn } from '../../store/registry/rights';
import { signed } from '../account/signed';
import type { Subject } from '../security/actor';
import { choice, maybe, text, uuid } from '../http/fields';
import { route, type Call } from '../http/route';
import { holds } from '../security/relations';
import { type RegistryParams, dayInUtc } from './access';
import {
  conflict,
  conflictSubject,
  factsText,
  home,
  hrefOf,
  keepers,
  conflictMark,
  conflictReaders,
  shown,
  wayTitle,
} from './conflict-shape';

const one = z.object({ id: uuid(), kind: z.enum(conflictKinds) });
type One = z.infer<typeof one>;
const single = z.object({ house: home, conflict });
type Single = z.infer<typeof single>;

const premisesSubject =
  (width: 'managers' | 'offices') =>
  async (db: Knex, { id }: RegistryParams): Promise<Subject | null> => {
    const found = await premisesCard(db, id, '2000-01-01');
    return found && conflictSubject(width)(db, { id: found.buildingId });
  };

type Look = (premises: PremisesCard) => Promise<DecidedConflict | undefined>;

const standing =
  (db: Knex, { id, kind }: One, now: Date): Look =>
  async ({ buildingId }) =>
    (await houseOn(db, buildingId, dayInUtc(now))).conflicts.find(
      (each) => each.premisesId === id && each.kind === kind,
    );

/** A decision ends its conflict: somebody who comes later still sees what was decided. */
const standingOrDecided =
  (db: Knex, one: One, now: Date): Look =>
  async (premises) => {
    const stands = await standing(db, one, now)(premises);
    const decided = stands ? null : await lastDecision(db, one.id, one.kind);
    return decided
      ? { premisesId: one.id, number: premises.number, kind: one.kind, facts: decided.facts, decided }
      : stands;
  };

async function found(
  db: Knex,
  one: One,
  now: Date,
  look: Look = standing(db, one, now),
): Promise<Single & { raw: DecidedConflict }> {
  const premises = await premisesCard(db, one.id, dayInUtc(now));
  const house = premises && (await houseCard(db, premises.buildingId, dayInUtc(now)));
  const raw = premises && (await look(premises));
  const [seen] = raw ? await shown(db, [raw]) : [];
  if (!house || !raw || !seen) {
    throw new Refusal('conflict-missing', 'Такого расхождения больше нет: реестр исправлен.', 404);
  }
  return { house: { id: house.id, address: house.address, zone: house.zone }, conflict: seen, raw };
}

const singleView = ({ house, conflict: shownOne }: Single, { actor, subject }: Call) => {
  const { title, say } = conflictTexts[shownOne.kind];
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
    ways: waysOf(shownOne).map(({ code, title: words }) => ({ value: code, title: words })),
    keeper:
      (by === null || !isFinalWay(by.decision)) &&
      actor !== null &&
      typeof keepers === 'object' &&
      keepers.some(({ role, on }) => holds(actor, role, on, subject)),
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
  allowed: conflictReaders,
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

/** The area is only required when it is entered here, and is read like in the register file. */
function areaOf(decision: string, typed: string | undefined): string | undefined {
  if (decision !== 'enter') return undefined;
  const wrong = (say: string): Refusal => fieldsWrong({ area: say });
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
    data: async (call) => {
      const { db, params, now } = call;
      return singleView(await found(db, params, now, standingOrDecided(db, params, now)), call);
    },
  },
  handle: async (call) => {
    const { db, params, now, key } = call;
    const { mark, decision, reason, area } = call.body;
    const decided = { premisesId: params.id, kind: params.kind };
    await mustBeUndecided(db, decided, (facts) => conflictMark({ kind: params.kind, facts }) === mark);
    const { house, raw } = await found(db, params, now);
    if (mark !== conflictMark(raw)) {
      throw new Refusal('conflict-changed', 'Данные изменились, пока вы решали. Посмотрите на них снова.', 409);
    }
    if (!waysOf(raw).some(({ code }) => code === decision)) {
      const over = 'Доли больше целого оставить нельзя: помещение получит больше голосов, чем его площадь.';
      throw fieldsWrong({ decision: decision === 'as-written' ? over : 'Здесь такого решения нет.' });
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
