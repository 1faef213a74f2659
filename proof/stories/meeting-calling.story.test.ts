import { randomUUID } from 'node:crypto';
import { checksBeforeNotice } from '../../law/meeting/call/before-notice';
import { editDraft } from '../../store/meeting/prepare/draft';
import { addMaterials } from '../../store/meeting/prepare/materials';
import { planOf } from '../../store/meeting/prepare/plan';
import { signPetition } from '../../store/meeting/prepare/petition';
import { meetingTown, type Town } from './meeting-town';

/** 1,000 m²: the first two flats are a hundredth short of a tenth, the third is that hundredth. */
const FLATS = ['60.00', '39.99', '0.01', '400.00', '500.00'].map((area) => ({ area }));
const DAY = 86_400_000;
const moscow = (text: string): Date => new Date(`${text}+03:00`);

/**
 * The tests depend on each other: the clock of the town only moves forward. Each meeting is called by somebody else
 * than an owner.
 */
describe('a meeting called', () => {
  let town: Town;
  beforeAll(async () => {
    town = await meetingTown({ bornAt: '2026-11-20T12:00:00+03:00', flats: FLATS });
  });
  afterAll(() => town.stop());

  const sign = async (id: string, flat: number): Promise<void> => {
    const at = await town.now();
    await town.db.transaction((trx) =>
      signPetition(trx, id, town.owners[flat] ?? '', at, at.toISOString().slice(0, 10)),
    );
  };
  const checks = async (id: string, norm: string): Promise<string[]> => {
    const { file, meeting } = await town.look(id);
    const { plan } = await planOf(town.db, file, meeting, await town.now());
    return checksBeforeNotice(plan).flatMap((one) => (one.norm === norm ? [one.verdict] : []));
  };
  const dates = (opens: Date, days: number) => ({ opensAt: opens, closesAt: new Date(opens.getTime() + days * DAY) });
  /** From the notice to the count; the votes of the last two flats are enough. */
  async function held(id: string, actor: string, closes: Date): Promise<void> {
    await town.act(id, 'notify', {}, actor);
    await town.tell(id);
    const { opensAt } = (await town.look(id)).meeting;
    await town.travelTo(opensAt ?? '');
    await town.until(id, 'voting');
    for (const flat of [3, 4]) await town.vote(id, flat);
    await town.travelTo(closes);
  }

  describe('on the request of a tenth of the owners', () => {
    const request = async (): Promise<string> => {
      const id = await town.draft({
        ...dates(moscow('2026-12-20T10:00:00'), 10),
        kinds: ['CURRENT_REPAIR'],
        intake: { initiatorKind: 'group' },
      });
      for (const flat of [0, 1]) await sign(id, flat);
      await expect(town.act(id, 'request')).rejects.toMatchObject({ code: 'signatures-short' });
      await sign(id, 2);
      await sign(id, 2);
      await town.act(id, 'request');
      return id;
    };
    let kept = '';
    let missed = '';

    it('is handed to the manager when the signatures make exactly 10 %, not a hundredth before', async () => {
      kept = await request();
      missed = await request();
      for (const id of [kept, missed]) {
        expect(await town.phase(id)).toBe('requested');
        expect(await town.deadline(id, 'hold')).toMatchObject({ norm: 'K-05', lastDay: '2027-01-11' });
        expect(await town.letters(id, 'meeting-requested')).toBeGreaterThan(0);
      }
      await expect(sign(kept, 3)).rejects.toMatchObject({ code: 'request-handed' });
    });

    it('is held by the manager within 45 days, up to the protocol of the system', async () => {
      await held(kept, town.head, moscow('2026-12-30T10:00:00'));
      await town.until(kept, 'protocol');
      expect((await town.deadline(kept, 'hold')).verdict.kind).toBe('in-time');
      expect((await town.count(kept)).count).toMatchObject({ quorum: true, participating: '900' });
      expect((await town.look(kept)).meeting).toMatchObject({ administratorOrganisationId: town.manager });
      await town.act(kept, 'hand-over', {}, town.head);
      await town.act(kept, 'file', {}, town.head);
      await town.act(kept, 'register', {}, town.inspector);
    });

    it('goes up to the inspectorate when the manager lets the 45 days pass, and an owner calls it himself', async () => {
      await town.travelTo(moscow('2027-01-11T23:59:00'));
      expect(await town.kinds(missed)).not.toContain('overdue');
      await town.travelTo(moscow('2027-01-12T00:01:00'));
      await town.eventually(async () => (await town.kinds(missed)).includes('overdue'));
      expect((await town.deadline(missed, 'hold')).verdict.kind).toBe('missed');
      const told = await town.db('delivery').where({ case_id: missed, letter: 'meeting-late', channel: 'cabinet' });
      expect(told.length).toBeGreaterThanOrEqual(3);
      const circle = told.map(({ person_id: person, organisation_id: office }) => person ?? office);
      expect(circle).toEqual(expect.arrayContaining([town.inspectorate, town.manager, town.owners[0]]));
      expect(await town.kinds(kept)).not.toContain('overdue');
      const later = dates(moscow('2027-02-01T10:00:00'), 8);
      await town.db.transaction((trx) => editDraft(trx, missed, later));
      await held(missed, town.owners[0] ?? '', later.closesAt);
      await town.until(missed, 'protocol');
      expect((await town.deadline(missed, 'hold')).verdict.kind).toBe('late');
    });
  });

  it('by the manager about the fee stands with its proposal thirty days before (N-10), up to the protocol', async () => {
    const office = { initiatorKind: 'manager', personId: undefined, organisationId: town.manager } as const;
    const when = dates(moscow('2027-03-20T10:00:00'), 8);
    const id = await town.draft({ ...when, kinds: ['FEE_CONTENT'], intake: { ...office, actorId: town.head } });
    expect(await checks(id, 'K-04')).toEqual(['ok']);
    expect(await checks(id, 'N-10')).toEqual(['person']);
    const question = (await town.db('meeting_question').where({ case_id: id }).first('id'))?.id ?? '';
    const paper = { name: 'Предложение.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7 предложение') };
    const at = await town.now();
    await town.db.transaction((trx) =>
      addMaterials(trx, id, [{ ...paper, id: randomUUID(), at, actorId: town.head }], question),
    );
    expect(await checks(id, 'N-10')).toEqual(['ok']);
    await held(id, town.head, when.closesAt);
    await town.until(id, 'protocol');
    expect((await town.count(id)).results).toMatchObject([{ kind: 'FEE_CONTENT', passed: true }]);
    expect((await town.look(id)).meeting.noticeChecks).toContainEqual(
      expect.objectContaining({ code: 'fee-proposal' }),
    );
  });

  it('by the municipality names the duty behind its question (K-06) and ends with signatures on its protocol', async () => {
    const hall = (await town.db('organisation').where({ kind: 'municipality' }).first('id'))?.id ?? '';
    const when = dates(moscow('2027-04-12T18:00:00'), 10);
    const [, chair = '', secretary = ''] = town.owners;
    const id = await town.draft({
      ...when,
      form: 'mixed',
      chairId: chair,
      secretaryId: secretary,
      kinds: ['COUNCIL_ELECT'],
      intake: { initiatorKind: 'municipality', form: 'mixed', personId: undefined, organisationId: hall },
    });
    expect(await checks(id, 'K-10')).toEqual(['ok']);
    expect(await checks(id, 'K-06')).toEqual(['person']);
    await town.act(id, 'notify');
    await town.tell(id);
    await town.travelTo(when.opensAt);
    await town.until(id, 'voting');
    for (const flat of [3, 4]) await town.paper(id, flat);
    await town.travelTo(when.closesAt);
    await town.until(id, 'counted');
    await town.act(id, 'sign', { part: 'chair' }, chair);
    await town.act(id, 'sign', { part: 'secretary' }, secretary);
    await town.act(id, 'sign', { part: 'counter' }, secretary);
    expect(await town.phase(id)).toBe('counted');
    const elect = { area: 'meeting', caseId: id, key: randomUUID(), name: 'elect', actorId: chair } as const;
    await town.engine.command({ ...elect, args: { members: [town.owners[3] ?? ''] } });
    await town.act(id, 'sign', { part: 'council' }, town.owners[3]);
    await town.until(id, 'protocol');
    expect((await town.deadline(id, 'protocol')).verdict.kind).toBe('in-time');
    expect((await town.count(id)).results).toMatchObject([{ kind: 'COUNCIL_ELECT', passed: true }]);
  });
});
