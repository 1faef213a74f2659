import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { requestDeciders } from '../../activities/request';
import type { CommandResult } from '../../api/http/engine';
import { completeSnils } from '../../law/registry/identifiers';
import { verdict, type Verdict } from '../../law/base/verdict';
import type { Permit, Trade } from '../../law/dispatch/trades';
import type { RequestTextKind } from '../../law/request/words';
import { deadlinesOf, type CaseDeadline } from '../../store/case/deadlines';
import { eventsOf, type CaseEvent } from '../../store/case/events';
import { insertRegistry } from '../../store/registry/rows';
import { openRequest, type NewRequest } from '../../store/request/open';
import { requestById, type RequestFile } from '../../store/request/read';
import { writeRequestText } from '../../store/request/texts';
import { STANDING } from '../../workflows/case/contract';
import { testRegion, type Region, type RegionOptions } from '../region';
import { townRows, type Town as Neighbours } from './appeal-town';
import { organisationRow, staffRow } from './town-rows';

const crew = ['dispatcher', 'first', 'second', 'third', 'electrician'] as const;

/** The town of the appeals with a dispatch desk, four masters and a contractor for its lifts. */
export interface Town extends Region {
  buildingId: string;
  flat: string;
  of: Neighbours['of'] & { contractor: string };
  who: Neighbours['who'] & Readonly<Record<(typeof crew)[number], string>>;
  /** A call about a leaking tap in the owner's flat, unless told otherwise. */
  request(wish?: Partial<NewRequest>): Promise<string>;
  /** The same in somebody's transaction, without waiting for the engine. */
  openIn(trx: Knex, wish: Partial<NewRequest> & { id: string; at: Date }): Promise<{ number: string }>;
  write(caseId: string, kind: RequestTextKind, body?: string): Promise<string>;
  act(
    caseId: string,
    name: string,
    args?: Record<string, string | number>,
    actorId?: string,
    key?: string,
  ): Promise<CommandResult>;
  /** The whole work of a master up to `until`, without waiting; only damage is localised. */
  work(caseId: string, until: 'accept' | 'arrive' | 'localise' | 'fix', master?: string): Promise<void>;
  look(caseId: string): Promise<RequestFile>;
  events(caseId: string): Promise<CaseEvent[]>;
  kinds(caseId: string): Promise<string[]>;
  deadline(caseId: string, name: string): Promise<CaseDeadline & { verdict: Verdict }>;
  letters(caseId: string): Promise<{ letter: string; to: string }[]>;
}

const SINCE = '2025-01-01T00:00:00Z';
const TILL = '2028-01-01T00:00:00Z';

export async function requestTown(options: RegionOptions): Promise<Town> {
  const region = await testRegion({ deciders: { request: requestDeciders }, ...options });
  const people = await settle(region);
  return { ...region, ...doings(region, people.buildingId, people.who), ...people };
}

type Settled = Pick<Town, 'buildingId' | 'flat' | 'of' | 'who'>;

/** The houses and people of the town, in any database. */
export async function settle({ db, owner }: Pick<Region, 'db' | 'owner'>): Promise<Settled> {
  const base = townRows();
  const { rows, buildingId } = base;
  const of = { ...base.of, contractor: randomUUID() };
  const who = {
    ...base.who,
    ...(Object.fromEntries(crew.map((one) => [one, randomUUID()])) as Record<(typeof crew)[number], string>),
  };
  crew.forEach((name, index) => {
    const snils = completeSnils(`98${String(index).padStart(7, '0')}`);
    rows.person.push({ ...person, id: who[name], given_name: name, snils });
    rows.staff.push(staffRow(who[name], of.manager, name === 'dispatcher' ? 'dispatcher' : 'master'));
  });
  rows.organisation.push(organisationRow(of.contractor, 'contractor', 77, rows.municipality[0]?.id ?? null));
  const serves = {
    organisation_id: of.supplier,
    building_id: buildingId,
    part: 'supplies' as const,
    from_day: '2015-01-01',
    to_day: null,
  };
  rows.organisation_building.push({ ...serves, service: 'cold-water' }, { ...serves, service: 'hot-water' });
  await db.transaction((trx) => insertRegistry(trx, rows));
  await employ(owner, of, who);
  return { buildingId, flat: rows.premises[0]?.id ?? '', of, who };
}

const person = {
  family_name: 'Мастеров',
  patronymic: null,
  sex: 'male' as const,
  birth_day: '1985-05-05',
  demo_role: null,
  login: null,
};

/** Everybody is on shift all the time; a story that needs a night without masters takes them off. */
async function employ(owner: Region['owner'], of: Town['of'], who: Town['who']): Promise<void> {
  const trades: [string, Trade][] = [
    ...([who.first, who.second, who.third] as const).map((id): [string, Trade] => [id, 'plumber']),
    [who.electrician, 'electrician'],
    ...([who.first, who.second, who.third] as const).map((id): [string, Trade] => [id, 'chute']),
  ];
  const permits: [string, Permit][] = [
    ...([who.first, who.second, who.third] as const).map((id): [string, Permit] => [id, 'heat']),
    [who.electrician, 'electrical'],
  ];
  const at = { organisation_id: of.manager };
  await owner('crew_trade').insert(trades.map(([id, trade]) => ({ ...at, person_id: id, trade })));
  await owner('crew_permit').insert(
    permits.map(([id, permit]) => ({ ...at, person_id: id, permit, until_day: '2027-12-31' })),
  );
  await owner('crew_shift').insert(
    [who.first, who.second, who.third, who.electrician].map((id) => ({
      ...at,
      id: randomUUID(),
      person_id: id,
      from_at: SINCE,
      to_at: TILL,
      kind: 'work',
      made_by: who.head,
    })),
  );
  await owner('contract').insert({
    id: randomUUID(),
    organisation_id: of.manager,
    contractor_id: of.contractor,
    trades: ['lift'],
    phone: '+74950000000',
    from_day: '2025-01-01',
    to_day: null,
    made_by: who.head,
  });
}

type Doings = Pick<
  Town,
  'request' | 'openIn' | 'write' | 'act' | 'work' | 'look' | 'events' | 'kinds' | 'deadline' | 'letters'
>;

function doings(region: Region, buildingId: string, who: Town['who']): Doings {
  const { db, engine } = region;
  const look: Town['look'] = async (id) => {
    const found = await requestById(db, id, await region.now());
    if (!found) throw new Error('No such request');
    return found;
  };
  const write: Town['write'] = async (caseId, kind, body = 'Текст для дела.') => {
    const id = randomUUID();
    await writeRequestText(db, { id, caseId, kind, body, authorId: null, at: await region.now() });
    return id;
  };
  const act: Town['act'] = (caseId, name, args = {}, actorId = who.dispatcher, key = randomUUID()) =>
    engine.command({ area: 'request', caseId, key, name, actorId, args });
  /** A case is there at once; its execution begins a moment later, and every act after it is one of a running case. */
  const begun = (id: string): Promise<boolean> =>
    region.link.client
      .getHandle(`request:${id}`)
      .query(STANDING)
      .then(() => true)
      .catch(() => false);
  const openIn: Town['openIn'] = (trx, wish) =>
    openRequest(trx, {
      ...{ source: 'phone' as const, kind: 'S01', text: 'Течёт кран на кухне.', buildingId },
      ...{ applicantId: who.owner, actorId: who.dispatcher, told: true },
      ...wish,
    });
  return {
    look,
    write,
    act,
    openIn,
    async request(wish = {}) {
      const id = wish.id ?? randomUUID();
      const at = await region.now();
      await db.transaction((trx) => openIn(trx, { ...wish, id, at }));
      await region.eventually(() => begun(id));
      return id;
    },
    async work(caseId, until, master = who.first) {
      const steps = ['accept', 'arrive', 'localise', 'fix'];
      await act(caseId, 'assign', { person: master });
      const urgent = (await deadlinesOf(db, caseId)).some(({ name }) => name === 'localise');
      const done = steps.slice(0, steps.indexOf(until) + 1).filter((name) => urgent || name !== 'localise');
      for (const name of done)
        await act(caseId, name, name === 'fix' ? { text: await write(caseId, 'result') } : {}, master);
    },
    events: (caseId) => eventsOf(db, caseId),
    kinds: async (caseId) => (await eventsOf(db, caseId)).map(({ kind }) => kind),
    async deadline(caseId, name) {
      const found = (await deadlinesOf(db, caseId)).filter((one) => one.name === name).at(-1);
      if (!found) throw new Error(`No deadline ${name}`);
      return { ...found, verdict: verdict(found, await region.now()) };
    },
    letters: (caseId) =>
      db('delivery')
        .where({ case_id: caseId })
        .distinct('letter', db.raw('coalesce(person_id, organisation_id) as "to"'))
        .orderBy('letter'),
  };
}
