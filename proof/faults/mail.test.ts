import { randomUUID } from 'node:crypto';
import type { Facts } from '../../store/case/chain';
import { eventsOf } from '../../store/case/events';
import { testRegion, type Region } from '../region';
import { openSample, sampleDeciders } from '../samplecase';
import { addPerson } from '../site';

/** More letters on their way at once than a program keeps connections to Postgres. */
const CASES = 15;

describe('a mail server that hangs', () => {
  let region: Region;
  let release: () => void = () => undefined;
  let taken = 0;
  const hung = new Promise<void>((free) => (release = free));
  const gateway = {
    async send(): Promise<Facts> {
      taken += 1;
      await hung;
      return {};
    },
  };
  beforeAll(async () => {
    region = await testRegion({
      deciders: { appeal: sampleDeciders },
      gateways: { email: gateway, sms: gateway, push: gateway },
    });
  });
  afterAll(async () => {
    release();
    await region.stop();
  });

  const registered = async (id: string): Promise<boolean> =>
    (await eventsOf(region.db, id)).some(({ kind }) => kind === 'registered');

  it('holds up letters, however many, and no legal clock', async () => {
    const personId = await addPerson(region.owner);
    const address = { person_id: personId, channel: 'email', value: 'petr@example.test', confirmed_at: new Date() };
    await region.owner('contact').insert({ id: randomUUID(), ...address });
    const parties = [{ part: 'applicant' as const, personId }];
    const cases: string[] = [];
    for (let made = 0; made < CASES; made += 1) {
      const id = await openSample(region.db, await region.now(), { parties });
      await region.eventually(() => registered(id));
      cases.push(id);
    }
    await region.eventually(async () => taken > 0);
    release();
    const unsent = region.db('delivery').whereIn('case_id', cases).whereNull('sent_at');
    await region.eventually(async () => (await unsent.clone()).length === 0);
    expect(taken).toBe(CASES);
  });
});
