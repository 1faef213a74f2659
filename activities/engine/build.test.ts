import { tmpdir } from 'node:os';
import { editionWith } from '../../proof/faults/edition';
import { installRuntime } from '../runtime';
import { buildOf } from './build';

installRuntime('ERROR', (level, message, meta) => console.error(level, message, meta));

describe('the name of a build', () => {
  const cwd = process.cwd();
  afterEach(() => process.chdir(cwd));

  it('does not depend on who started us from where, nor on where the project lies', async () => {
    const here = await buildOf();
    process.chdir(tmpdir());
    const there = await buildOf();
    expect(here.id).toMatch(/^[0-9a-f]{12}$/);
    expect(there.id).toBe(here.id);
    expect(here.code.code.replace(/^\/\/# sourceMappingURL=.*$/gm, '')).not.toContain(cwd);
  });

  it('changes with the code that cases are replayed on, also with the law it looks into', async () => {
    const [same, words, law] = [
      await editionWith([]),
      await editionWith([['workflows/case/loop.ts', "'Сверка с базой'", "'Сверка'"]]),
      await editionWith([['law/appeal/lifecycle.ts', "'Рабочая запись'", "'Запись'"]]),
    ];
    expect(new Set([same.id, words.id, law.id]).size).toBe(3);
  });
});
