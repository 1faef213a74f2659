import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { demoHouse, demoRows } from '../../proof/registry-site';
import { testDatabase, type TestDatabase } from '../../proof/database';
import { buildingRow, organisationRow } from '../../proof/stories/town-rows';
import { openDatabase } from '../sql/database';
import { insertRegistry } from '../registry/rows';
import { openRequest, type NewRequest } from './open';

/** Who answers for a new request, who is told of an accident, and whom it concerns. */
describe('opening a request', () => {
  let database: TestDatabase;
  let db: Knex;
  let owner: Knex;
  const flat = demoRows.premises.find(({ building_id: house }) => house === demoHouse)?.id ?? '';

  beforeAll(async () => {
    database = await testDatabase('training');
    db = openDatabase(database.url, 'test', 4);
    owner = openDatabase(database.ownerUrl, 'test owner', 2);
    await insertRegistry(db, demoRows);
  });
  afterAll(async () => {
    await Promise.all([db.destroy(), owner.destroy()]);
    await database.drop();
  });

  const opened = async (wish: Partial<NewRequest> = {}) => {
    const id = randomUUID();
    await db.transaction((trx) =>
      openRequest(trx, {
        ...{ id, at: new Date(), source: 'phone' as const, kind: 'S02.cold-water', text: 'Течёт стояк.' },
        ...{ buildingId: demoHouse, applicantId: null, actorId: null, told: true },
        ...wish,
      }),
    );
    const [file, request, deadlines, letters] = await Promise.all([
      db('case_file').where({ id }).first(),
      db('request').where({ case_id: id }).first(),
      db('case_deadline').where({ case_id: id }),
      db('delivery').where({ case_id: id, letter: 'request-accident' }),
    ]);
    const met = Object.fromEntries(deadlines.map((one) => [one.name, one.met_at !== null]));
    return { id, file, request, met, letters };
  };
  let made = 300;
  const serving = (kind: 'manager' | 'association' | 'supplier', index: number) =>
    organisationRow(randomUUID(), kind, index, demoRows.municipality[0]?.id ?? null);
  const manages = (organisation: string, building: string) => ({
    organisation_id: organisation,
    building_id: building,
    part: 'manages' as const,
    service: null,
    from_day: '2020-01-01',
    to_day: null,
  });
  /** A house of its own, with these managers; of a dispatcher's post, if one has it. */
  const house = async (...kinds: ('manager' | 'association')[]): Promise<{ id: string; by: string[] }> => {
    const id = randomUUID();
    await owner('building').insert({
      ...buildingRow(id, demoRows.municipality[0]?.id ?? '', 5),
      address: `ул. Новая, ${id}`,
    });
    const row = kinds.map((kind) => serving(kind, (made += 1)));
    for (const one of row) {
      await owner('organisation').insert(one);
      await owner('organisation_building').insert(manages(one.id, id));
    }
    return { id, by: row.map((one) => one.id) };
  };

  it('tells the supplier and the administration at once; their duty is done in the same instant', async () => {
    const { met, letters } = await opened();
    expect(met).toMatchObject({ supplier: true, hall: true, inform: true });
    expect(letters.length).toBeGreaterThan(0);
  });

  it('leaves the duty to the dispatcher where nobody supplies the house', async () => {
    const { id } = await house('manager');
    const { met } = await opened({ buildingId: id });
    expect(met).toMatchObject({ supplier: false, hall: true });
  });

  it('is of the association where it manages the house itself', async () => {
    const { id, by } = await house('association');
    expect((await opened({ buildingId: id })).file.organisation_id).toBe(by[0]);
  });

  it('has one manager only: the register holds no second one for the same days', async () => {
    await expect(house('association', 'manager')).rejects.toThrow('building_has_one_manager');
  });

  it('is refused where nobody manages, with whom to call', async () => {
    const { id } = await house();
    await expect(opened({ buildingId: id })).rejects.toMatchObject({
      code: 'house-not-served',
      say: expect.stringContaining('112'),
    });
  });

  it('concerns the neighbours when it is said so, and keeps the flat', async () => {
    expect((await opened({ premisesId: flat })).request).toMatchObject({ common: false, premises_id: flat });
    expect((await opened({ premisesId: flat, common: true })).request).toMatchObject({
      common: true,
      premises_id: flat,
    });
    expect((await opened({ premisesId: flat, common: true, kind: 'S01' })).request.common).toBe(false);
    expect((await opened({ common: false })).request.common).toBe(false);
  });

  it('names no outage that does not stand in the house', async () => {
    await expect(opened({ outageId: randomUUID() })).rejects.toMatchObject({ code: 'outage-unknown' });
  });
});
