import type { Knex } from 'knex';
import { z } from 'zod';
import { fraction, fractionText } from '../../law/base/fraction';
import { Refusal } from '../../law/base/refusal';
import { conflictKinds, conflictTexts } from '../../law/registry/conflicts';
import { premisesKindNames, rightBases, rightBasisNames, rightKindNames, rightKinds } from '../../law/registry/words';
import { dayDigits } from '../../law/base/russian';
import { peopleOf, premisesCard, residentsOf, rightsHistory, type RightLine } from '../../store/registry/premises';
import { houseOn } from '../../store/registry/rights';
import type { Actor, Subject } from '../security/actor';
import { route, type Allowed } from '../http/route';
import {
  metresOrDash,
  byId,
  type RegistryParams,
  dayInUtc,
  houseSubject,
  houseTrail,
  periodText,
  readsNames,
  rightsReaders,
  today,
} from './access';
import { premisesLine } from './premises-list';

const right = z.object({
  id: z.string(),
  holder: z.string(),
  personId: z.string().nullable(),
  organisationId: z.string().nullable(),
  kind: z.enum(rightKinds),
  share: z.string(),
  basis: z.enum(rightBases),
  registryNumber: z.string().nullable(),
  registryDay: z.string().nullable(),
  ballotNumber: z.string().nullable(),
  ballotDay: z.string().nullable(),
  fromDay: z.string(),
  toDay: z.string().nullable(),
});
type Right = z.infer<typeof right>;
const flat = premisesLine.extend({
  buildingId: z.string(),
  address: z.string(),
  area: z.string().nullable(),
  rights: z.array(right),
  living: z.array(
    z.object({ personId: z.string(), name: z.string(), fromDay: z.string(), toDay: z.string().nullable() }),
  ),
  conflicts: z.array(z.object({ kind: z.enum(conflictKinds), decided: z.boolean() })),
  /** The reader sees the whole register of the house; its residents see only what is theirs today. */
  reads: z.boolean(),
});
type Flat = z.infer<typeof flat>;

export const shareText = ({ shareN, shareD }: Pick<RightLine, 'shareN' | 'shareD'>): string =>
  fractionText(fraction(BigInt(shareN), BigInt(shareD)));

const title = (number: string | null, day: string | null): string =>
  [number, day && dayDigits(day)].filter(Boolean).join(', ') || '—';

const rightView = (one: Right) => ({
  ...one,
  kind: rightKindNames[one.kind],
  basis: one.registryNumber ? rightBasisNames[one.basis] : undefined,
  registry: title(one.registryNumber, one.registryDay),
  ballot: one.ballotNumber || one.ballotDay ? title(one.ballotNumber, one.ballotDay) : undefined,
  when: periodText(one),
  status: one.toDay ? { kind: 'plain', word: 'прекращено' } : { kind: 'ok', word: 'действует' },
});

const facts = (one: Flat) => [
  { title: 'Вид', text: premisesKindNames[one.kind] },
  {
    title: 'Подъезд и этаж',
    text:
      [one.entrance && `подъезд ${one.entrance}`, one.floor !== null && `этаж ${one.floor}`]
        .filter(Boolean)
        .join(', ') || 'не указаны',
  },
  { title: 'Кадастровый номер', text: one.cadastral ?? 'не указан' },
  { title: 'Площадь по ЕГРН', text: metresOrDash(one.areaEgrn) },
  { title: 'Площадь вручную', text: metresOrDash(one.areaHand) },
  { title: 'Площадь для подсчёта голосов', text: metresOrDash(one.area) },
];

/** Owners and residents see their own premises; others see premises by their post. */
async function flatSubject(db: Knex, { id }: RegistryParams, actor: Actor | null): Promise<Subject | null> {
  const found = await premisesCard(db, id, '2000-01-01');
  const circle = found && (await houseSubject('offices')(db, { id: found.buildingId }));
  if (!circle || !actor) return circle;
  const people = await peopleOf(db, id, await today(db));
  return { ...circle, owners: people, houses: [] };
}

const stillOn = (toDay: string | null, day: string): boolean => toDay === null || toDay >= day;

const flatReaders: Allowed = [{ role: 'citizen', on: 'own' }, ...(rightsReaders as Exclude<Allowed, string>)];

export const premises = route({
  id: 'registry.flat',
  method: 'get',
  path: '/premises/:id',
  summary: 'Помещение и права на него',
  allowed: flatReaders,
  subject: flatSubject,
  params: byId,
  out: flat,
  page: 'registry/premises',
  view: (found: Flat) => ({
    ...found,
    facts: facts(found),
    rights: found.rights.map(rightView),
    living: found.living.map((one) => ({ ...one, when: periodText(one) })),
    conflicts: found.conflicts.map(({ kind, decided }) => ({
      title: conflictTexts[kind].title,
      href: found.reads ? `/premises/${found.id}/conflicts/${kind}` : undefined,
      status: decided ? { kind: 'ok', word: 'решено' } : { kind: 'soon', word: 'не решено' },
    })),
  }),
  handle: async ({ db, actor, params, now }) => {
    const day = dayInUtc(now);
    const found = await premisesCard(db, params.id, day);
    if (!found) throw new Refusal('premises-missing', 'Такого помещения в реестре нет.', 404);
    const [rights, living, house] = await Promise.all([
      rightsHistory(db, params.id),
      residentsOf(db, params.id),
      houseOn(db, found.buildingId, day),
    ]);
    const reads = await readsNames(db, actor, found.buildingId);
    const conflicts = house.conflicts
      .filter(({ premisesId }) => premisesId === params.id)
      .map(({ kind, decided }) => ({ kind, decided: decided !== null }));
    const area = house.premises.find(({ id }) => id === params.id)?.area ?? null;
    return {
      data: {
        ...found,
        area,
        living: living.filter(({ toDay }) => reads || stillOn(toDay, day)),
        conflicts,
        reads,
        rights: rights
          .filter(({ toDay }) => reads || stillOn(toDay, day))
          .map(({ shareN, shareD, ...one }) => ({ ...one, share: shareText({ shareN, shareD }) })),
      },
      frame: houseTrail({ id: found.buildingId, address: found.address }, `Помещение ${found.number}`),
    };
  },
});
