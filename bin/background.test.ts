import { inBackground } from './background';
import type { ChildProgram } from './child';
import { Refusal } from '../law/base/refusal';

/** A program that ends by itself: with an exit code, and with the failure it reported. */
const ending = (how: string, failed?: string): ChildProgram => ({
  said: undefined,
  failed: () => failed,
  ended: Promise.resolve(how),
  stop: async () => undefined,
});
const givenUp = (why: string): string => `given up: ${why}`;

async function lives(
  children: (ChildProgram | Refusal)[],
  waitsMs = [1, 1],
): Promise<{ said: string[]; begun: number }> {
  const said: string[] = [];
  let begun = 0;
  const over = new Promise<void>((done) => {
    const background = inBackground(
      async () => {
        const child = children[begun++];
        if (begun === children.length) setTimeout(done, 50);
        if (!child || child instanceof Refusal) throw child ?? new Error('nobody is left to begin');
        return child;
      },
      { say: (sentence) => void said.push(sentence), givenUp, waitsMs },
    );
    void background.begun;
  });
  await over;
  return { said, begun };
}

describe('a program in the background', () => {
  it('is begun once when it ends well', async () => {
    expect(await lives([ending('0')])).toEqual({ said: [], begun: 1 });
  });

  it('is begun again when it was killed, and says so', async () => {
    const { said, begun } = await lives([ending('SIGKILL'), ending('0')]);
    expect(begun).toBe(2);
    expect(said).toEqual([expect.stringContaining('SIGKILL')]);
  });

  it('is given up after a few tries with its own sentence, also when it never began', async () => {
    const { said, begun } = await lives([
      ending('1', 'Письмо потерялось.'),
      new Refusal('x', 'Не началось.'),
      ending('1', 'Письмо потерялось.'),
    ]);
    expect(begun).toBe(3);
    expect(said.at(-1)).toBe('given up: Письмо потерялось.');
  });

  it('is not waited for when it fails at the start, and not begun again once it is stopped', async () => {
    let begun = 0;
    const fail = async (): Promise<ChildProgram> => {
      begun += 1;
      throw new Refusal('x', 'Не началось.');
    };
    const background = inBackground(fail, { say: () => undefined, givenUp, waitsMs: [60_000] });
    await background.begun;
    await background.stop();
    expect(begun).toBe(1);
  });
});
