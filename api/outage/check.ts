import { z } from 'zod';
import type { Knex } from 'knex';
import { counted, instantWords, type Forms } from '../../law/base/russian';
import { localOf } from '../../law/base/zone';
import { mayRingAt } from '../../law/letters/night';
import type { OrganisationKind } from '../../law/registry/words';
import { noticeDuties, noticeWords, type Announced } from '../../law/outage/notice';
import { servicesWords, type OutageKind } from '../../law/outage/words';
import { outageWords } from '../../templates/letters/outage/words';
import { nearOutages } from '../../store/outage/read';
import type { PlanWish } from '../../store/outage/open';
import type { ServedHouse } from '../../store/outage/place';
import { reachByHouse, reachOfCircle, type Circle } from '../../store/outage/tell';
import { letterShown, reachWords } from '../case/confirm';
import type { Call } from '../http/route';

const link = z.object({ href: z.string(), title: z.string() });

/** What the author sees before saving: whether it is in time, whom it reaches, the exact words, when it rings. */
export const checkShape = z.object({
  duties: z.array(
    z.object({ title: z.string(), late: z.boolean(), say: z.string(), norm: z.string(), citation: z.string() }),
  ),
  houses: z.array(z.object({ address: z.string(), people: z.number() })),
  people: z.number(),
  reaches: z.array(z.string()),
  rings: z.string(),
  near: z.array(link),
  letter: z
    .object({ subject: z.string(), paragraphs: z.array(z.array(z.string())), short: z.string().nullable() })
    .nullable(),
});
export type OutageCheck = z.infer<typeof checkShape>;

export const ADDRESSEES: Forms = ['адресат', 'адресата', 'адресатов'];

interface Checked {
  kind: OutageKind;
  services: readonly string[];
  author: { name: string; kind: OrganisationKind };
  wish: PlanWish;
  served: readonly ServedHouse[];
  /** The case that is changed: its letters name it, and those who knew of it are told of the change. */
  changed?: { id: string; number: string; reason: string; startMoved: boolean };
}

type Asked = Pick<Call, 'db' | 'now' | 'visit'>;

/** Writes nothing: tells what saving would do. */
export async function checkOf({ db, now, visit }: Asked, checked: Checked): Promise<OutageCheck> {
  const { wish, served, kind, author, changed } = checked;
  const zone = served[0]?.zone ?? 'UTC';
  const day = localOf(now, zone).day;
  const circle = { houses: wish.houses, day, urgent: kind === 'emergency' || wish.danger, danger: wish.danger };
  // One after another: the check is a write's transaction, which has one connection.
  const reach = await reachOfCircle(db, circle);
  const byHouse = await reachByHouse(db, circle);
  const near = await nearOf(db, checked);
  const letter = await letterOf({ db, visit, now }, checked, zone);
  const announced: Announced = { kind, author: author.kind, ...wish };
  const moved = !changed || changed.startMoved;
  return {
    duties: moved ? dutiesOf(announced, zone, now) : [],
    houses: served.map(({ id, address }) => ({
      address,
      people: byHouse.find(({ buildingId }) => buildingId === id)?.people ?? 0,
    })),
    people: reach.people,
    reaches: reachWords(reach, ADDRESSEES),
    rings: ringsWords(circle, now, zone),
    near,
    letter,
  };
}

const UNTOLD: Readonly<Record<string, string>> = {
  boards: 'Объявление на досках нужно вывесить и отметить на странице отключения.',
  inform: 'Причину и срок нужно назвать жителям: сейчас вы их не знаете.',
};

function dutiesOf(announced: Announced, zone: string, now: Date): OutageCheck['duties'] {
  return noticeDuties(announced, { zone, on: localOf(now, zone).day }).map(({ name, deadline, done }) => {
    const { late, say } = noticeWords(deadline, now);
    const { title, norm, citation } = deadline;
    return { title, late, say: done ? say : `${say} ${UNTOLD[name] ?? ''}`.trim(), norm, citation };
  });
}

/** The phone of a sleeping person is the author's business: the page says when it will ring. */
export function ringsWords({ danger, urgent }: Pick<Circle, 'danger' | 'urgent'>, now: Date, zone: string): string {
  if (danger) return 'Это опасно: SMS и уведомления уйдут сразу, и ночью тоже.';
  const who = urgent ? 'SMS и уведомления' : 'SMS тем, у кого нет почты,';
  const at = mayRingAt(now, zone);
  if (at <= now) return `${who} уйдут сразу: сейчас день.`;
  return `Сейчас ночь. Письма и кабинет — сразу, ${who} — не раньше ${instantWords(at, zone)}.`;
}

async function nearOf(db: Knex, { served, services, changed }: Checked): Promise<OutageCheck['near']> {
  const ask = { houses: served.map(({ id }) => id), services, besides: changed?.id ?? null };
  const found = await nearOutages(db, ask);
  return found.map(({ id, number, organisation, services: off, address }) => ({
    href: `/outages/${id}`,
    title: `${number}: ${servicesWords(off)}, ${address} (${organisation})`,
  }));
}

const NEW_CASE = '00000000-0000-0000-0000-000000000000';

function letterOf(call: Asked, checked: Checked, zone: string): Promise<OutageCheck['letter']> {
  const { kind, services, author, wish, served, changed } = checked;
  const first = kind === 'planned' ? 'outage-announced' : 'outage-emergency';
  const houses = served.flatMap(({ id, address }) =>
    wish.houses
      .filter(({ buildingId }) => buildingId === id)
      .map((part) => ({ address, entrances: [...part.entrances], flats: [...part.flats], risers: part.risers })),
  );
  const { from, until, cause, causeText = null, danger, inFlats } = wish;
  const plan = { from, until, cause, causeText, danger, inFlats };
  const words = outageWords(
    { kind, services: [...services], ...plan, houses, reason: changed?.reason ?? null, restored: null },
    zone,
  );
  return letterShown(
    call,
    { caseId: changed?.id ?? NEW_CASE, letter: changed ? 'outage-changed' : first, at: call.now },
    { ...words, organisation: author.name, number: changed?.number ?? '(номер появится)', link: '(ссылка)' },
  );
}

/** «Всего 347 адресатов» */
export const peopleWords = (people: number): string => counted(people, ADDRESSEES);
