import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const LONGEST = 160;
const templates = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.hbs'));

const linesOf = (file: string): string[] => readFileSync(path.join(__dirname, file), 'utf8').split('\n');
const where = (found: (line: string) => boolean): string[] =>
  templates.flatMap((file) =>
    linesOf(file).flatMap((line, at) => (found(line) ? [`templates/${file}:${at + 1}`] : [])),
  );

describe('a template', () => {
  it('is there at all', () => expect(templates.length).toBeGreaterThan(100));

  it(`has no line longer than ${LONGEST} characters`, () => expect(where((line) => line.length > LONGEST)).toEqual([]));

  it('has no tab and no space at the end of a line', () => expect(where((line) => /\t|\s$/.test(line))).toEqual([]));
});
