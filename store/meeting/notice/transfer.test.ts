import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { titleWords } from '../../../law/registry/title';
import { useTestDatabase } from '../../../proof/database';
import { holding, meetingHouse, type House } from '../../../proof/stories/meeting-house';
import { fractionText } from '../../../law/base/fraction';
import { countingRights } from '../ballots/input';
import { commission } from '../../registry/houses';
import { insertRegistry } from '../../registry/rows';
import { openMeeting } from '../open';
import { previewRegister, rightsOf, writeRegister } from './register';
import { rightsForPerson } from '../relation';
import { changeMeeting, mustHaveMeeting } from '../rows';
import { signPetition, petitionOf } from '../prepare/petition';
import { refreshTitles } from '../titles';

const at = new Date('2027-03-01T07:00:00Z');

/** The second flat was handed over by the developer; its owner has no record in ЕГРН yet. */
describe('premises taken from the developer by an act', () => {
  let db: Knex;
  let house: House;
  useTestDatabase((opened) => ({ db } = opened));
  beforeAll(async () => {
    house = meetingHouse([{ area: '60.00' }, { area: '40.00' }]);
    const [, taken] = house.rows.ownership;
    if (!taken) throw new Error('no second flat');
    Object.assign(taken, { basis: 'act', registry_number: '17/2', registry_day: '2026-03-20' });
    await db.transaction((trx) => insertRegistry(trx, house.rows));
  });

  const open = async (initiatorKind: 'owner' | 'group', personId: string | undefined, on = at): Promise<string> => {
    const id = randomUUID();
    await db.transaction((trx) =>
      openMeeting(trx, {
        id,
        at: on,
        buildingId: house.buildingId,
        form: 'mixed',
        initiatorKind,
        personId,
        actorId: null,
      }),
    );
    return id;
  };
  const votes = async (day: string): Promise<string[]> =>
    (await previewRegister(db, house.buildingId, day)).rights.map((right) => fractionText(right.votes));

  it('do not vote until the registry knows when the house was commissioned', async () => {
    expect(await votes('2026-12-01')).toEqual(['60']);
    const { byAct, knownTotal } = await previewRegister(db, house.buildingId, '2026-12-01');
    expect(byAct).toEqual({ commissioned: null, until: null, voting: 0, silent: 1 });
    expect(fractionText(knownTotal)).toBe('100');
  });

  it('vote through the last day of the year after that, and not on the next', async () => {
    await commission(db, house.buildingId, '2026-03-10');
    expect(await votes('2027-03-09')).toEqual(['60', '40']);
    expect(await votes('2027-03-10')).toEqual(['60', '40']);
    expect(await votes('2027-03-11')).toEqual(['60']);
    const over = await previewRegister(db, house.buildingId, '2027-03-11');
    expect(over.byAct).toMatchObject({ until: '2027-03-10', voting: 0, silent: 1 });
    expect(over.conflicts).toEqual([]);
  });

  it('give their holder a voice in a request and a start, for the same year', async () => {
    const [, holder = ''] = house.owners;
    const id = await open('group', house.owners[0]);
    await signPetition(db, id, holder, at, '2027-03-10');
    const meeting = await mustHaveMeeting(db, id);
    const support = async (day: string): Promise<string> => fractionText((await petitionOf(db, meeting, day)).votes);
    expect([await support('2027-03-10'), await support('2027-03-11')]).toEqual(['40', '0']);
    await expect(open('owner', holder)).resolves.toBeTruthy();
    await expect(open('owner', holder, new Date('2027-03-11T07:00:00Z'))).rejects.toMatchObject({
      code: 'initiator-not-entitled',
    });
  });

  it('are frozen with the act as title and the last day on which a decision by it counts', async () => {
    const [, holder = ''] = house.owners;
    const id = await open('owner', house.owners[0]);
    const { rights } = await previewRegister(db, house.buildingId, '2027-03-01');
    await db.transaction(async (trx) => {
      await writeRegister(trx, id, rights, at);
      await changeMeeting(trx, id, { frozenAt: at, noticedAt: at });
    });
    const [, taken] = await rightsOf(db, id);
    expect(taken?.holders).toMatchObject([{ basis: 'act', untilDay: '2027-03-10', toDay: null }]);
    expect(taken?.holders.map(titleWords)).toEqual(['передаточный акт № 17/2 от 20.03.2026']);
    expect((await countingRights(db, id))[1]?.holders).toMatchObject([{ person: holder, to: '2027-03-10' }]);
    const may = async (day: string): Promise<number> => (await rightsForPerson(db, id, holder, day)).length;
    expect([await may('2027-03-10'), await may('2027-03-11')]).toEqual([1, 0]);

    // ЕГРН has recorded the title meanwhile: the holder continues to vote by the record, without a term.
    await db('ownership').where({ id: house.ownerships[1] }).update({ to_day: '2027-03-04' });
    await db('ownership').insert(holding(randomUUID(), house.premises[1] ?? '', holder, '2027-03-05', null, 7));
    await refreshTitles(db, id, at);
    expect((await rightsOf(db, id))[1]?.holders).toMatchObject([
      { basis: 'act', toDay: '2027-03-04' },
      { basis: 'record', toDay: null, untilDay: null },
    ]);
    expect(await may('2027-03-11')).toBe(1);
  });
});
