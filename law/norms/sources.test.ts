import { isDay } from '../base/day';
import { certainties, certaintyOf, confidenceWords, countByCertainty } from '../base/certainty';
import { confidenceMark } from '../base/mark';
import { norms } from '../base/norm';
import { confidences } from './row';
import { sourceOf, sources } from './sources';
import type { Source } from './sources/source';

const rows = norms();
const documents: Readonly<Record<string, Source>> = sources;

describe('the documents behind the norms', () => {
  it('stand behind every row that is called seen, and behind no other', () => {
    for (const row of rows) {
      const seen = row.confidence === 'V' || row.confidence === 'V2';
      expect([row.id, row.from, sourceOf(row) !== undefined]).toEqual([row.id, row.from, seen]);
    }
  });

  it('give the words of the act or of an authority, where a row is called confirmed', () => {
    const retold = rows.filter((row) => row.confidence === 'V' && sourceOf(row)?.kind === 'comment');
    expect(retold.map(({ id, source }) => [id, source])).toEqual([]);
  });

  it('are all used', () => {
    const used = new Set(rows.map(({ source }) => source));
    expect(Object.keys(documents).filter((id) => !used.has(id as keyof typeof sources))).toEqual([]);
  });

  it.each(Object.entries(documents))('are told so that a person finds them: %s', (_, { title, publisher, address, day }) => {
    expect(title.length).toBeGreaterThan(5);
    expect(publisher.length).toBeGreaterThan(2);
    if (address) expect(new URL(address).protocol).toMatch(/^https?:$/);
    if (day) expect(isDay(day)).toBe(true);
  });
});

describe('how sure we are', () => {
  it('has one group for every mark', () => {
    expect(certainties.flatMap(({ marks }) => Object.keys(marks)).sort()).toEqual([...confidences].sort());
    for (const row of rows) expect(certaintyOf(row).words).not.toBe('');
  });

  it('has one name, on a norm and on a verdict by it', () => {
    for (const row of rows) {
      const told = confidenceWords(row.confidence);
      expect(told.startsWith(certaintyOf(row).words)).toBe(true);
      expect(confidenceMark(row.confidence)).toBe(row.confidence === 'V' ? undefined : told);
    }
    expect(confidenceMark('M')).toMatch(/^по памяти/);
  });

  it('is counted so that the counts add up to the rows', () => {
    const counts = countByCertainty(rows);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
    for (const { key, count } of counts) expect([key, norms({ sure: key }).length]).toEqual([key, count]);
  });

  it('leaves fewer than sixty rows to memory', () => {
    expect(norms({ sure: 'memory' }).length).toBeLessThan(60);
  });
});
