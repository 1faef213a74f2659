import { randomUUID } from 'node:crypto';
import { makeMeeting } from '../../proof/ballots/meeting';
import { addPerson, testSite, type Site } from '../../proof/site';
import type { Letter } from '../case/types';
import { reachOf, toThese, writeLetters } from './deliveries';
import { writeCircular } from '../meeting/notice/letters';

const NIGHT = new Date('2026-11-20T23:15:00+03:00');
const MORNING = new Date('2026-11-21T08:00:00+03:00');

describe('the ways of a letter', () => {
  let site: Site;
  let caseId: string;
  let holder: string;
  beforeAll(async () => {
    site = await testSite([]);
    const meeting = await makeMeeting(site.owner, { rights: 3, questions: 1 });
    caseId = meeting.caseId;
    holder = meeting.rights[0]?.holder ?? '';
    await reach(holder);
  });
  afterAll(() => site.close());

  const contact = (personId: string, channel: string, confirmed: boolean) =>
    site
      .owner('contact')
      .insert({
        id: randomUUID(),
        person_id: personId,
        channel,
        value: randomUUID(),
        confirmed_at: confirmed ? NIGHT : null,
      });
  async function reach(personId: string, confirmed = true): Promise<void> {
    for (const channel of ['email', 'email', 'phone']) await contact(personId, channel, confirmed);
    await site
      .owner('push_subscription')
      .insert({
        id: randomUUID(),
        person_id: personId,
        endpoint: `https://push.example.test/${randomUUID()}`,
        p256dh: 'B'.repeat(87),
        auth: 'A'.repeat(22),
        server_key: 'B'.repeat(87),
        agent: 'test',
        created_at: NIGHT,
      });
  }
  async function written(more: Partial<Letter>): Promise<string[]> {
    const letter = { key: randomUUID(), letter: 'note', personId: holder, facts: {}, ...more };
    await writeLetters(site.db, caseId, [letter, letter], NIGHT);
    await writeLetters(site.db, caseId, [letter], NIGHT);
    return (await rowsOf(`${letter.key}:%`)).map(
      ({ channel, next_at: at }) => `${channel} ${at > NIGHT ? 'later' : 'now'}`,
    );
  }
  const rowsOf = (key: string) => site.db('delivery').whereLike('key', key).orderBy('channel');

  it('are those that its addressee has confirmed, each once, and what rings waits for the morning', async () => {
    expect(await written({})).toEqual(['cabinet now', 'email now']);
    expect(await written({ urgent: true })).toEqual(['cabinet now', 'email now', 'push later', 'sms later']);
    expect(await written({ urgent: true, atNight: true })).toEqual(['cabinet now', 'email now', 'push now', 'sms now']);
    expect(await written({ channel: 'sms' })).toEqual(['cabinet now', 'push later', 'sms later']);
    expect(await written({ channel: 'email', urgent: true })).toEqual(['cabinet now', 'email now']);
    expect(await written({ channel: 'paper', urgent: true })).toEqual(['cabinet now', 'paper now']);
    const unheard = await addPerson(site.owner);
    for (const channel of ['email', 'phone']) await contact(unheard, channel, false);
    expect(await written({ personId: unheard, urgent: true })).toEqual(['cabinet now']);
  });

  it('are counted before, with the phones to which it would not be sent', async () => {
    const phoned = await addPerson(site.owner);
    await contact(phoned, 'phone', true);
    const people = [holder, phoned, await addPerson(site.owner)];
    const none = { push: 0, paper: 0, sms: 0, silentPhones: 0 };
    expect(await reachOf(site.db, toThese(people, [], false))).toEqual({
      ...none,
      people: 3,
      email: 1,
      cabinetOnly: 2,
      silentPhones: 1,
    });
    expect(await reachOf(site.db, toThese(people, [], true))).toEqual({
      ...none,
      people: 3,
      email: 1,
      sms: 2,
      push: 1,
      cabinetOnly: 1,
    });
  });

  it('are the same for a circular', async () => {
    const circular = {
      caseId,
      circle: 'holders',
      letter: 'meeting-opened',
      key: 'open',
      facts: {},
      urgent: true,
    } as const;
    expect(await writeCircular(site.db, { ...circular, at: NIGHT })).toBe(3);
    expect(await writeCircular(site.db, { ...circular, at: NIGHT })).toBe(0);
    const rows = (await rowsOf(`${caseId}:open:%`)).filter(({ person_id: person }) => person === holder);
    expect(rows.map(({ channel, next_at: at }) => [channel, at])).toEqual([
      ['cabinet', NIGHT],
      ['email', NIGHT],
      ['push', MORNING],
      ['sms', MORNING],
    ]);
    await writeCircular(site.db, { ...circular, key: 'plain', urgent: false, at: NIGHT });
    const plain = (await rowsOf(`${caseId}:plain:%`)).filter(({ person_id: person }) => person === holder);
    expect(plain.map(({ channel }) => channel)).toEqual(['cabinet', 'email']);
  });
});
