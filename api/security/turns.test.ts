import { Turns } from './turns';

/** Jobs that end when the test tells them to. */
function works() {
  const running: { who: string; end: () => void }[] = [];
  const work = (who: string) => () => new Promise<void>((end) => running.push({ who, end }));
  return { running, work };
}
const moment = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('turns', () => {
  it('serve one asker a few at a time and keep nobody else waiting', async () => {
    const [turns, { running, work }] = [new Turns(2, 10), works()];
    const all = Array.from({ length: 5 }, () => turns.take('flood', work('flood')));
    const other = turns.take('other', work('other'));
    await moment();
    expect(running.map(({ who }) => who)).toEqual(['flood', 'flood', 'other']);
    running[0]?.end();
    await moment();
    expect(running.map(({ who }) => who)).toEqual(['flood', 'flood', 'other', 'flood']);
    for (let at = 1; at < 6; at += 1) {
      running[at]?.end();
      await moment();
    }
    await Promise.all([...all, other]);
  });

  it('refuse whoever overfills his line, and serve him again when it has drained', async () => {
    const [turns, { running, work }] = [new Turns(1, 1), works()];
    const [first, second] = [turns.take('a', work('a')), turns.take('a', work('a'))];
    await moment();
    await expect(turns.take('a', work('a'))).rejects.toMatchObject({ status: 429, retryAfter: 1 });
    running[0]?.end();
    await first;
    await moment();
    running[1]?.end();
    await second;
    await expect(turns.take('a', async () => 'served')).resolves.toBe('served');
  });

  it('pass on when a work fails', async () => {
    const turns = new Turns(1, 1);
    await expect(turns.take('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(turns.take('a', async () => 'served')).resolves.toBe('served');
  });
});
