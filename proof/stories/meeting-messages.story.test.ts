import { randomUUID } from 'node:crypto';
import type { Gateway } from '../../activities/letters/gateway';
import { noticesOf } from '../../store/meeting/notice/notices';
import { markRead } from '../../store/letters/deliveries';
import { meetingTown, type Town } from './meeting-town';

const THREE = ['meeting-notice', 'meeting-opened', 'meeting-closed'] as const;

/** N-06: ten days before, at the start and at the end; each once, by every channel the owner has confirmed. */
describe('the three messages of a meeting to owners who live differently', () => {
  const left: string[] = [];
  const gateway = (way: string): Gateway => ({
    async send({ letter, personId }) {
      left.push(`${way} ${letter} ${personId}`);
      return {};
    },
  });
  let town: Town;
  let id: string;
  let [mailed, called, silent] = ['', '', ''];

  beforeAll(async () => {
    const gateways = { email: gateway('email'), sms: gateway('sms'), push: gateway('push') };
    const flats = [{ area: '50.00' }, { area: '50.00' }, { area: '50.00' }, { area: '50.00', holders: 2 }];
    town = await meetingTown({ bornAt: '2026-11-20T10:00:00+03:00', gateways, flats });
    [mailed = '', called = '', silent = ''] = town.owners;
    await town.owner('contact').where({ person_id: silent }).delete();
    await town
      .owner('contact')
      .insert({
        id: randomUUID(),
        person_id: called,
        channel: 'phone',
        value: '+79000000001',
        confirmed_at: new Date('2018-01-01T09:00:00Z'),
      });
    // An unconfirmed number may be a stranger's.
    await town
      .owner('contact')
      .insert({ id: randomUUID(), person_id: silent, channel: 'phone', value: '+79000000002' });
    const opensAt = new Date('2026-12-04T10:00:00+03:00');
    const closesAt = new Date('2026-12-14T10:00:00+03:00');
    id = await town.draft({ opensAt, closesAt });
    await town.act(id, 'notify');
    await town.tell(id);
    await town.travelTo(opensAt);
    await town.until(id, 'voting');
    await town.travelTo(closesAt);
    await town.until(id, 'no-quorum');
  }, 120_000);
  afterAll(() => town.stop());

  const toldBy = async (person: string): Promise<string[]> =>
    (await town.db('delivery').where({ case_id: id, person_id: person }).whereIn('letter', THREE))
      .map(({ channel, letter }) => `${channel} ${letter}`)
      .sort();
  const thrice = (...ways: string[]): string[] => ways.flatMap((way) => THREE.map((one) => `${way} ${one}`)).sort();

  it('reach the cabinet always, mail and phone where they are confirmed', async () => {
    expect(await toldBy(mailed)).toEqual(thrice('cabinet', 'email'));
    expect(await toldBy(called)).toEqual(thrice('cabinet', 'email', 'sms'));
    expect(await toldBy(silent)).toEqual(thrice('cabinet'));
    for (const letter of THREE) expect(await town.letters(id, letter)).toBe(5);
  });

  it('leave the house once each', async () => {
    const wanted = THREE.flatMap((letter) => [
      `email ${letter} ${mailed}`,
      `email ${letter} ${called}`,
      `sms ${letter} ${called}`,
    ]);
    const of = (who: string[]) => left.filter((line) => who.some((one) => line.endsWith(one)));
    await town.eventually(async () => wanted.every((one) => left.includes(one)));
    const three = of([mailed, called, silent]).filter((line) => THREE.some((letter) => line.includes(` ${letter} `)));
    expect(three.sort()).toEqual(wanted.sort());
  });

  it('have legal effect in the system from the first look into the cabinet (N-05)', async () => {
    const inSystem = async () =>
      (await noticesOf(town.db, id)).find(({ personId, way }) => personId === mailed && way === 'system');
    expect(await inSystem()).toMatchObject({ effectiveAt: null });
    const letter = { case_id: id, person_id: mailed, letter: 'meeting-notice', channel: 'cabinet' };
    await markRead(town.db, mailed, (await town.db('delivery').where(letter).first('id')).id);
    const read = (await inSystem())?.effectiveAt;
    await markRead(town.db, mailed, (await town.db('delivery').where(letter).first('id')).id);
    expect(read).toBeInstanceOf(Date);
    expect((await inSystem())?.effectiveAt).toEqual(read);
  });
});
