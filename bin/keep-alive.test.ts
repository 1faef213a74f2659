import { keepAlive, type Living } from './keep-alive';

/** A process that ends when it is told to. */
function life(): Living & { die: (how: string) => void; stopped: boolean } {
  let die: (how: string) => void = () => undefined;
  const ended = new Promise<string>((done) => (die = done));
  const living = {
    ended,
    die,
    stopped: false,
    stop: async () => {
      living.stopped = true;
      die('0');
    },
  };
  return living;
}

describe('keeping alive', () => {
  const quick = { log: 'the.log', waitsMs: [0] };

  it('begins again after each death, with a sentence, until it is stopped', async () => {
    const lives: ReturnType<typeof life>[] = [];
    const said: string[] = [];
    let born: () => void = () => undefined;
    const begin = async (): Promise<Living> => {
      const next = life();
      lives.push(next);
      born();
      return next;
    };
    const stop = await keepAlive('worker', begin, { ...quick, say: (sentence) => said.push(sentence) });
    for (let death = 0; death < 3; death += 1) {
      const again = new Promise<void>((done) => (born = done));
      lives.at(-1)?.die('SIGKILL');
      await again;
    }
    await stop();
    expect(lives).toHaveLength(4);
    expect(lives.at(-1)?.stopped).toBe(true);
    expect(said.filter((sentence) => sentence.includes('остановился сам (SIGKILL)'))).toHaveLength(3);
    expect(said[0]).toContain('the.log');
  });

  it('fails when the first beginning fails', async () => {
    const begin = (): Promise<Living> => Promise.reject(new Error('no'));
    await expect(keepAlive('worker', begin, { ...quick, say: () => undefined })).rejects.toThrow('no');
  });

  it('tries on when a later beginning fails', async () => {
    const first = life();
    const last = life();
    let tries = 0;
    let back: () => void = () => undefined;
    const alive = new Promise<void>((done) => (back = done));
    const begin = async (): Promise<Living> => {
      tries += 1;
      if (tries === 1) return first;
      if (tries < 4) throw new Error('not yet');
      return last;
    };
    const say = (sentence: string): void => {
      if (sentence.includes('снова работает')) back();
    };
    const stop = await keepAlive('worker', begin, { ...quick, say });
    first.die('1');
    await alive;
    await stop();
    expect(tries).toBe(4);
    expect(last.stopped).toBe(true);
  });
});
