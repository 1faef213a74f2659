import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { useTestDatabase } from '../../../proof/database';
import { holding, meetingHouse, person, type House } from '../../../proof/stories/meeting-house';
import { fractionText } from '../../../law/base/fraction';
import { insertRegistry, noRows } from '../../registry/rows';
import { decideConflict } from '../../registry/decisions';
import { openMeeting } from '../open';
import { previewRegister, rightsOf, writeRegister } from './register';
import { changeMeeting } from '../rows';
import { refreshTitles } from '../titles';

const at = new Date('2026-03-02T07:00:00Z');

describe('the register of a meeting', () => {
  let db: Knex;
  let house: House;
  const id = randomUUID();
  useTestDatabase((opened) => ({ db } = opened));
  beforeAll(async () => {
    house = meetingHouse([{ area: '60.00' }, { area: '50.00', holders: 2 }, { area: '40.00' }]);
    await db.transaction(async (trx) => {
      await insertRegistry(trx, house.rows);
      await openMeeting(trx, {
        id,
        at,
        buildingId: house.buildingId,
        form: 'electronic',
        initiatorKind: 'owner',
        personId: house.owners[0],
        actorId: null,
      });
    });
  });

  it('takes spouses in joint ownership as one right with two holders', async () => {
    const { rights, conflicts } = await previewRegister(db, house.buildingId, '2026-03-02');
    expect(conflicts).toEqual([]);
    expect(rights.map((right) => [fractionText(right.votes), right.holders.length])).toEqual([
      ['60', 1],
      ['50', 2],
      ['40', 1],
    ]);
  });

  it('asks a person to decide two areas, and counts the one decided on', async () => {
    await db('premises').where({ id: house.premises[2] }).update({ area_hand: '41.50' });
    const {
      conflicts: [conflict],
    } = await previewRegister(db, house.buildingId, '2026-03-02');
    expect(conflict).toMatchObject({ kind: 'two-areas', decided: null });
    await decideConflict(db, {
      buildingId: house.buildingId,
      conflict: conflict!,
      decision: 'egrn',
      reason: 'Сверено с выпиской ЕГРН.',
      by: house.head,
      at,
    });
    const { rights, conflicts } = await previewRegister(db, house.buildingId, '2026-03-02');
    expect(conflicts[0]?.decided?.decision).toBe('egrn');
    expect(rights[2]).toMatchObject({ area: '40.00', areaHand: '41.50' });
  });

  it('is the same when it is read again, and cannot change once it is frozen', async () => {
    const { rights } = await previewRegister(db, house.buildingId, '2026-03-02');
    await db.transaction(async (trx) => {
      await writeRegister(trx, id, rights, at);
      await changeMeeting(trx, id, { frozenAt: at, noticedAt: at });
    });
    const frozen = await rightsOf(db, id);
    expect(frozen).toEqual(
      rights.map((right) => ({
        ...right,
        holders: right.holders.toSorted((a, b) => (a.ownershipId < b.ownershipId ? -1 : 1)),
      })),
    );
    await expect(db('meeting_right').where({ case_id: id }).update({ area: '1.00' })).rejects.toThrow();
    await expect(
      writeRegister(
        db,
        id,
        rights.map((right) => ({ ...right, id: randomUUID() })),
        at,
      ),
    ).rejects.toThrow(/frozen/);
  });

  it('learns of a buyer: the right keeps both holders, each with the days of his title', async () => {
    await db('ownership').where({ id: house.ownerships[0] }).update({ to_day: '2026-03-20' });
    const rows = noRows();
    const buyer = person({ ...rows, person: [...house.rows.person] }, 'buyer');
    await db('person').insert({ id: buyer, family_name: 'Покупателев', given_name: 'Иван' });
    await db('ownership').insert(holding(randomUUID(), house.premises[0] ?? '', buyer, '2026-03-21', null, 70));
    await refreshTitles(db, id, at);
    await refreshTitles(db, id, at);
    const [right] = await rightsOf(db, id);
    expect(right?.holders.map(({ personId, fromDay, toDay }) => [personId, fromDay, toDay])).toEqual([
      [house.owners[0], '2016-01-01', '2026-03-20'],
      [buyer, '2026-03-21', null],
    ]);
  });

  it('lets nobody but an owner, the manager or the municipality call a meeting', async () => {
    const call = (wish: object): Promise<unknown> =>
      db.transaction((trx) =>
        openMeeting(trx, {
          id: randomUUID(),
          at,
          buildingId: house.buildingId,
          form: 'mixed',
          initiatorKind: 'owner',
          actorId: null,
          ...wish,
        }),
      );
    await expect(call({ personId: house.head })).rejects.toMatchObject({ code: 'initiator-not-entitled' });
    await expect(call({ initiatorKind: 'manager', organisationId: house.inspectorate })).rejects.toMatchObject({
      code: 'initiator-not-entitled',
    });
    await expect(call({ initiatorKind: 'manager', organisationId: house.manager })).resolves.toMatchObject({
      number: 'ОСС-2026-000002',
    });
    await expect(call({ buildingId: randomUUID(), personId: house.owners[0] })).rejects.toMatchObject({
      code: 'house-unknown',
    });
  });
});
