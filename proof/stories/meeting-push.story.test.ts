import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { pushGateway } from '../../activities/gateways/push/gateway';
import { serverKey } from '../../activities/gateways/push/vapid';
import type { Gateways } from '../../activities/letters/gateway';
import { PushServer, type TakenPush } from '../../bin/post/push-server';
import { hostsOf } from '../../store/letters/push-services';
import { browsersOf, subscribe } from '../../store/letters/push';
import { pushBrowser } from '../push-browser';
import { meetingTown, type Town } from './meeting-town';

const key = serverKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }).d ?? '');
const silent = { send: async () => ({}) };

interface Shown {
  body: string;
  link: string;
}

/** An owner who only reads notifications on the phone is told of a meeting three times. */
describe('the three messages of a meeting', () => {
  const taken: TakenPush[] = [];
  const service = new PushServer((push) => taken.push(push));
  const [phone, desk] = [pushBrowser(), pushBrowser()];
  let town: Town;
  let owner = '';
  let push: Gateways['push'] = silent;

  beforeAll(async () => {
    const localPort = await service.listen(0);
    // The gateway needs the town's database, and the town its gateways: they are connected once both exist.
    const gateways: Gateways = { email: silent, sms: silent, push: { send: (...letter) => push.send(...letter) } };
    town = await meetingTown({ bornAt: '2026-11-20T10:00:00+03:00', gateways });
    push = pushGateway(town.db, {
      key,
      subject: 'mailto:noreply@example.ru',
      publicUrl: 'https://domovoy.example.ru',
      hosts: hostsOf(),
      localPort,
    });
    owner = town.owners[4] ?? '';
    for (const browser of [phone, desk])
      await subscribe(town.db, {
        id: randomUUID(),
        personId: owner,
        serverKey: key.publicKey,
        agent: 'test',
        ...browser,
      });
  });
  afterAll(async () => {
    await town.stop();
    await service.close();
  });

  const shownBy = (browser: typeof phone): Shown[] =>
    taken.filter(({ to }) => to === browser.name).map((one) => browser.open(one) as Shown);
  const shown = (browser: typeof phone, count: number): Promise<Shown[]> =>
    town.eventually(async () => shownBy(browser).length === count && shownBy(browser));

  it('come to each browser of an owner, as short as by SMS, and lead into the cabinet', async () => {
    const id = await town.draft({
      opensAt: new Date('2026-12-04T10:00:00+03:00'),
      closesAt: new Date('2026-12-14T10:00:00+03:00'),
    });
    await town.act(id, 'notify');
    await Promise.all([shown(phone, 1), shown(desk, 1)]);
    await town.tell(id);
    await town.travelTo('2026-12-04T10:00:00+03:00');
    await town.until(id, 'voting');
    await shown(phone, 2);
    for (const flat of [0, 1, 2, 3, 4, 5]) await town.vote(id, flat);
    await town.travelTo('2026-12-14T10:00:00+03:00');
    await town.until(id, 'protocol');
    const [notice, opened, closed] = await shown(phone, 3);
    expect(notice?.body).toMatch(/^.+\. Собрание собственников: «.+»\. Начало 04\.12\.2026, 10:00\.$/);
    expect(opened?.body).toMatch(/^.+\. Голосование началось: «.+»\. До 14\.12\.2026, 10:00\.$/);
    expect(closed?.body).toMatch(/^.+\. Голосование окончено: «.+»\. Смотрите итоги\.$/);
    const message = await town.db('delivery').where({ case_id: id, person_id: owner, letter: 'meeting-opened' });
    expect(opened?.link).toBe(`/messages/${message.find(({ channel }) => channel === 'cabinet').id}`);
    expect(shownBy(desk).map(({ body }) => body)).toEqual([notice?.body, opened?.body, closed?.body]);
  });

  it('leave no endpoint, key or word of theirs in the history of the case', async () => {
    const [browser] = await browsersOf(town.db, owner);
    const tables = ['case_event', 'case_command', 'execution', 'outbox', 'delivery'];
    const kept = JSON.stringify(await Promise.all(tables.map((table) => town.db(table).select())));
    for (const secret of [browser?.endpoint ?? 'none', phone.p256dh, phone.auth, desk.name])
      expect(kept).not.toContain(secret);
  });
});
