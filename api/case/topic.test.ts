import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { down, up } from '../../migrations/0077_topic';
import { useTestDatabase } from '../../proof/database';
import { meetingHouse } from '../../proof/stories/meeting-house';
import { unsettled } from '../../proof/unsettled';
import { caseHead } from '../../store/case/overview';
import { editDraft } from '../../store/meeting/prepare/draft';
import { openMeeting } from '../../store/meeting/open';
import { insertRegistry } from '../../store/registry/rows';
import { allFaults } from './faults';
import { loadKept } from './kept';

const TITLE = 'Сбор к Аполлинарии Константиновне';
const NEXT = 'Ремонт крыши';

describe('what a case is about', () => {
  let db: Knex;
  let owner: Knex;
  let id: string;
  useTestDatabase((opened) => ({ db, owner } = opened));
  beforeAll(async () => {
    const { rows, buildingId, owners } = meetingHouse([{ area: '50.00' }]);
    await db.transaction((trx) => insertRegistry(trx, rows));
    id = randomUUID();
    const [personId] = owners;
    const at = new Date('2026-11-02T09:00:00Z');
    const wish = { id, at, buildingId, form: 'electronic' as const, title: TITLE, initiatorKind: 'owner' as const };
    await db.transaction((trx) => openMeeting(trx, { ...wish, personId, actorId: personId ?? null }));
  });

  const topic = async (): Promise<string | undefined> => (await caseHead(db, id))?.topic;
  const kept = async () => {
    const found = await loadKept(db, id, new Date());
    if (!found) throw new Error('the case is there');
    return found;
  };
  const faults = async (): Promise<string[]> => allFaults(await kept(), new Date());

  it('follows the draft of a meeting, and is words of people: in no chained fact and no pack', async () => {
    expect([await topic(), await faults()]).toEqual([TITLE, []]);
    await db.transaction((trx) => editDraft(trx, id, { title: NEXT }));
    expect([await topic(), await faults()]).toEqual([NEXT, []]);
    const told = JSON.stringify([await db('case_event').select(), await kept()]);
    for (const words of [TITLE, NEXT]) expect(told).not.toContain(words);
  });

  it('is found out when it says something else than the row of the meeting, whoever wrote it', async () => {
    await db('case_file').where({ id }).update({ topic: 'Другое' });
    const wrong = ['Карточка дела: не то же, что в строках самого дела (topic).'];
    expect(await faults()).toEqual(wrong);
    await unsettled(owner, 'case_file', (trx) => trx('case_file').where({ id }).update({ topic: NEXT }));
    expect(await faults()).toEqual([]);
  });

  it('is filled in for the cases that were there before', async () => {
    await down(owner);
    await up(owner);
    expect([await topic(), await faults()]).toEqual([NEXT, []]);
  });
});
