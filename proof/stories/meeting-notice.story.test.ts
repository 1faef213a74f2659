import { randomUUID } from 'node:crypto';
import { addQuestion, questionsOf } from '../../store/meeting/prepare/agenda';
import { editDraft } from '../../store/meeting/prepare/draft';
import { noticesOf, recordNotice, returnLetter, type ReturnReason } from '../../store/meeting/notice/notices';
import { signPetition } from '../../store/meeting/prepare/petition';
import { localOf } from '../../law/base/zone';
import { ZONE } from './meeting-house';
import { meetingTown, type Town } from './meeting-town';

const at = (text: string): Date => new Date(`${text}+03:00`);

/** The tests depend on each other: the clock of the town only moves forward. */
describe('the notice of a meeting', () => {
  let town: Town;
  beforeAll(async () => {
    town = await meetingTown({
      bornAt: '2026-02-02T10:00:00+03:00',
      flats: [{ area: '60.00' }, { area: '50.00', holders: 2 }, { area: '40.00' }],
    });
  });
  afterAll(() => town.stop());

  async function letter(caseId: string, personId: string, sentAt: Date): Promise<string> {
    const id = randomUUID();
    await town.db.transaction(async (trx) =>
      recordNotice(trx, {
        id,
        caseId,
        personId,
        way: 'letter',
        sentAt,
        postNumber: '80100000000001',
        recordedBy: null,
        recordedAt: await town.now(),
      }),
    );
    return id;
  }

  it('is refused where the law would be broken, with the norm named', async () => {
    const lawful = { opensAt: at('2026-02-16T10:00:00'), closesAt: at('2026-02-23T10:00:00') };
    const refused = async (wish: Parameters<Town['draft']>[0], code: string, norm: RegExp): Promise<void> => {
      const id = await town.draft({ ...lawful, ...wish });
      await expect(town.act(id, 'notify')).rejects.toMatchObject({ code, say: expect.stringMatching(norm) });
      await town.act(id, 'cancel');
      expect(await town.look(id)).toMatchObject({
        file: { phase: 'cancelled', outcome: 'cancelled' },
        meeting: { frozenAt: null },
      });
    };
    await refused({ ...lawful, closesAt: at('2026-02-22T10:00:00') }, 'voting-length', /E-06/);
    await refused({ ...lawful, closesAt: at('2026-04-18T10:00:00') }, 'voting-length', /E-06/);
    await refused({ ...lawful, opensAt: at('2026-02-01T10:00:00') }, 'opens-in-past', /N-01/);
    await refused({ ...lawful, opensAt: at('2026-02-11T10:00:00') }, 'notice-late', /E-05/);
    await refused({ ...lawful, opensAt: at('2026-02-11T19:00:00'), form: 'mixed' }, 'notice-late', /N-01/);
    await refused({ ...lawful, kinds: [] }, 'agenda-empty', /N-11/);
    await refused({ ...lawful, total: '100.00' }, 'total-too-small', /V-02/);
    await refused({ ...lawful, firstElectronic: true }, 'first-electronic-agenda', /K-22/);
  });

  it('may lean on the bare letter of «за десять дней» only when its initiator says so', async () => {
    const id = await town.draft({
      opensAt: at('2026-02-12T19:00:00'),
      closesAt: at('2026-02-13T19:00:00'),
      form: 'mixed',
    });
    await expect(town.act(id, 'notify')).rejects.toMatchObject({ code: 'notice-literal' });
    await town.act(id, 'notify', { literal: true });
    await town.act(id, 'cancel', { text: await town.write(id, 'reason', 'Дом продан целиком.') });
    expect(await town.letters(id, 'meeting-cancelled')).toBe(4);
  });

  it('freezes the agenda for everyone', async () => {
    const id = await town.draft({ opensAt: at('2026-02-16T10:00:00'), closesAt: at('2026-02-23T10:00:00') });
    await town.act(id, 'notify');
    const question = { id: randomUUID(), kind: 'LAND_IMPROVE', wording: 'Посадить деревья' };
    await expect(town.db.transaction((trx) => addQuestion(trx, id, question))).rejects.toMatchObject({
      code: 'agenda-frozen',
    });
    await expect(town.db.transaction((trx) => editDraft(trx, id, { title: 'Другое' }))).rejects.toMatchObject({
      code: 'agenda-frozen',
    });
    await expect(
      town
        .db('meeting')
        .where({ case_id: id })
        .update({ closes_at: at('2026-02-24T10:00:00') }),
    ).rejects.toThrow(/cannot change/);
    expect(await questionsOf(town.db, id)).toHaveLength(2);
    await town.act(id, 'cancel', { text: await town.write(id, 'reason') });
  });

  it.each<[ReturnReason, string]>([
    ['not-collected', 'voting'],
    ['no-such-address', 'halted'],
  ])('whose letter comes back on the ninth day, %s, leaves the meeting %s', async (why, phase) => {
    const now = await town.now();
    const opensAt = new Date(now.getTime() + 14 * 86_400_000);
    const id = await town.draft({ opensAt, closesAt: new Date(opensAt.getTime() + 7 * 86_400_000) });
    await town.act(id, 'notify');
    const owners = (await noticesOf(town.db, id)).map(({ personId }) => personId ?? '');
    const [first = '', ...others] = owners;
    await town.tell(id, others);
    const sent = await letter(id, first, await town.now());
    await town.travelTo(new Date(opensAt.getTime() - 9 * 86_400_000));
    await returnLetter(town.db, sent, why, await town.now());
    await town.travelTo(opensAt);
    await town.until(id, phase);
    if (phase === 'voting') return;
    expect(await town.kinds(id)).toContain('not-opened');
    const again = randomUUID();
    await town.act(id, 'repeat', { meeting: again });
    expect((await town.look(id)).file).toMatchObject({ phase: 'cancelled', outcome: 'repeated' });
    await town.until(again, 'draft');
    expect(await town.look(again)).toMatchObject({
      meeting: { repeatsId: id, opensAt: null },
      questions: [{ number: 1 }, { number: 2 }],
    });
  });

  it('at the request of owners with a tenth of the votes is the manager’s duty within forty-five days', async () => {
    const [big = '', , small = ''] = town.owners;
    const id = await town.draft({
      opensAt: new Date((await town.now()).getTime() + 20 * 86_400_000),
      closesAt: new Date((await town.now()).getTime() + 30 * 86_400_000),
      intake: { initiatorKind: 'group', personId: small },
      total: '450.00',
    });
    const sign = async (person: string): Promise<void> => {
      const now = await town.now();
      await town.db.transaction((trx) => signPetition(trx, id, person, now, localOf(now, ZONE).day));
    };
    await sign(small);
    await expect(town.act(id, 'request', {}, small)).rejects.toMatchObject({ code: 'signatures-short' });
    await sign(big);
    await expect(sign(town.head)).rejects.toMatchObject({ code: 'not-an-owner' });
    await town.act(id, 'request', {}, small);
    const hold = await town.deadline(id, 'hold');
    expect(hold).toMatchObject({ norm: 'K-05', duty: true });
    await town.travelTo(hold.dueAt);
    await town.eventually(async () => (await town.kinds(id)).includes('overdue'));
    expect((await town.deadline(id, 'hold')).verdict.kind).toBe('missed');
    await town.act(id, 'cancel', {}, town.head);
  });

  it('reaches the administrator of an electronic meeting fourteen days before, or the meeting waits', async () => {
    const now = await town.now();
    const late = await town.draft({
      opensAt: new Date(now.getTime() + 12 * 86_400_000),
      closesAt: new Date(now.getTime() + 20 * 86_400_000),
      administratorOrganisationId: town.manager,
    });
    await expect(town.act(late, 'notify')).rejects.toMatchObject({ code: 'administrator-not-told' });
    await expect(town.act(late, 'request')).rejects.toMatchObject({ code: 'administrator-late' });
    await town.db.transaction((trx) =>
      editDraft(trx, late, {
        opensAt: new Date(now.getTime() + 17 * 86_400_000),
        closesAt: new Date(now.getTime() + 30 * 86_400_000),
      }),
    );
    await town.act(late, 'request');
    expect(await town.deadline(late, 'notify')).toMatchObject({ norm: 'E-05' });
    await town.act(late, 'notify', {}, town.head);
    expect((await town.deadline(late, 'notify')).verdict.kind).toBe('in-time');
  });
});

describe('a notice of March 2019', () => {
  let town: Town;
  beforeAll(async () => {
    town = await meetingTown({ bornAt: '2019-03-05T11:00:00+03:00' });
  });
  afterAll(() => town.stop());

  it('given on the fifth for the fourteenth is nine days, and refused', async () => {
    const id = await town.draft({
      opensAt: at('2019-03-14T19:00:00'),
      closesAt: at('2019-03-20T19:00:00'),
      form: 'mixed',
    });
    await expect(town.act(id, 'notify', { literal: true })).rejects.toMatchObject({
      code: 'notice-late',
      say: expect.stringContaining('9'),
    });
  });

  it('for four days of electronic voting is lawful then: norms of the day of the notice apply', async () => {
    const id = await town.draft({
      opensAt: at('2019-03-27T10:00:00'),
      closesAt: at('2019-03-31T10:00:00'),
      kinds: ['MC_CHOICE'],
    });
    await town.act(id, 'notify');
    expect((await town.look(id)).questions).toMatchObject([{ rule: 'MAJ_PART' }]);
    await town.tell(id);
    await town.travelTo(at('2019-03-27T10:00:00'));
    await town.until(id, 'voting');
    for (const flat of [0, 1, 2, 3, 4, 5]) await town.vote(id, flat, flat < 4 ? 'for' : 'against');
    await town.travelTo(at('2019-03-31T10:00:00'));
    await town.until(id, 'protocol');
    const { results } = await town.count(id);
    expect(results).toMatchObject([{ rule: 'MAJ_PART', passed: true }]);
  });
});
