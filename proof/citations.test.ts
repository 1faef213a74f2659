import { deadCitations } from './citations';
import { allFiles, sources, textOf } from './sources';

const dead = (file: string, text: string): string[] => deadCitations({ file, text });

describe('what a comment, a template or a page of docs cites', () => {
  it('exists: every code of the law, file, folder, decision, migration and section', () => {
    const found = sources().flatMap((source) => deadCitations(source).map((one) => `${source.file}:${one}`));
    expect(found).toEqual([]);
  });
});

describe('the list of tables that prettier leaves as they are', () => {
  it('names files and folders that exist', () => {
    const named = textOf('.prettierignore')
      .split('\n')
      .filter((line) => /^[a-z]+\//.test(line));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !allFiles().some((file) => file === name || file.startsWith(`${name}/`)))).toEqual(
      [],
    );
  });
});

describe('the glossary of the README', () => {
  it('names every table', () => {
    const glossary = textOf('README.md').split('## Glossary')[1]?.split('\n## ')[0] ?? '';
    const tables = [...textOf('migrations/schema.sql').matchAll(/^create table (\w+)/gm)].map(([, name = '']) => name);
    expect(tables.length).toBeGreaterThan(50);
    expect(tables.filter((name) => !glossary.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('a dead citation is found', () => {
  const unknown = ['K', '98'].join('-');

  it('of a code of the law, wherever code or a page names it; in a test only in its comments', () => {
    const text = `// Owners are told (N-01, ${unknown}).\nconst term = norm('${unknown}');`;
    expect(dead('law/sample.ts', text)).toEqual([`1: ${unknown}`, `2: ${unknown}`]);
    expect(dead('law/sample.test.ts', text)).toEqual([`1: ${unknown}`]);
    expect(dead('templates/pages/sample.hbs', `<p>{{!-- ${unknown} --}}</p>`)).toEqual([`1: ${unknown}`]);
    expect(dead('docs/sample.md', `K-05.share, LT-P1, AP-01…AP-19, SHA-256, P-256 and ${unknown}`)).toEqual([
      `1: ${unknown}`,
    ]);
  });

  it('of a file or a folder, by its path, by its end or beside the one who cites', () => {
    expect(
      dead('law/base/sample.ts', '/** See norm.ts, law/norms, store/case/step and law/<area>/lifecycle.ts. */'),
    ).toEqual([]);
    expect(
      dead('docs/sample.md', '- **proof/stories/<area>-*.story.test.ts**, `migrations/00NN_<area>.ts`, store/case/'),
    ).toEqual([]);
    const gone = ['law/base/never', 'never.ts', 'store/<area>/never.ts', 'templates/pages/never/'];
    for (const name of gone) expect([name, dead('api/sample.ts', `// as ${name} does`).length]).toEqual([name, 1]);
  });

  it('of a decision, a migration and a section', () => {
    const well =
      'docs/decisions/0001, (decisions/0011), migrations 0040, 0041; docs/operations.md, «Новая версия»; docs/operations.md#case-lost';
    expect(dead('store/sample.ts', `// ${well}`)).toEqual([]);
    expect(dead('store/sample.ts', '// (decisions/0999)')).toEqual(['1: decisions/0999']);
    expect(dead('store/sample.ts', '// migrations 0040, 0999')).toEqual(['1: migration 0999']);
    expect(dead('store/sample.ts', '// docs/operations.md, «Старая версия»')).toHaveLength(1);
    expect(dead('store/sample.ts', '// docs/operations.md#never-lost')).toHaveLength(1);
  });

  it('of notes that are not in this repository', () => {
    const notes = [['DESIGN', '§6'].join(' '), ['KERNEL', 'md'].join('.'), ['LAW', 'OSS'].join('-')];
    for (const one of notes) expect(dead('law/sample.ts', `/** As ${one} says. */`)).not.toEqual([]);
  });
});
