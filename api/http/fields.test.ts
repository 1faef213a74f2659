import type { ZodType } from 'zod';
import { z } from 'zod';
import {
  cursor,
  cursorOf,
  day,
  email,
  instant,
  localTime,
  many,
  maybe,
  money,
  name,
  ownPath,
  phone,
  text,
  ticked,
  uuid,
  whole,
} from './fields';
import { checked } from '../security/check';

const taken = (schema: ZodType, value: unknown): unknown => {
  const result = schema.safeParse(value);
  return result.success ? result.data : undefined;
};

describe('a field', () => {
  it.each<[string, ZodType, unknown, unknown]>([
    ['text is trimmed and composed', text({ max: 20 }), '  и\u0306ога\t1 ', 'йога 1'],
    ['text keeps its lines', text({ max: 20, lines: true }), 'а\r\nб', 'а\nб'],
    ['text keeps a joined emoji', text({ max: 20 }), '👨‍👩‍👧', '👨‍👩‍👧'],
    ['a name keeps apostrophes and hyphens', name(), "О'Коннор-Иванова Анна", "О'Коннор-Иванова Анна"],
    ['e-mail comes in lower case', email(), ' Anna@Example.RU ', 'anna@example.ru'],
    ['a phone of eight', phone(), '8 (900) 123-45-67', '+79001234567'],
    ['a phone of plus seven', phone(), '+7 900 123 45 67', '+79001234567'],
    [
      'an id comes in lower case',
      uuid(),
      'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11',
      'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
    ],
    ['29 February of a leap year', day(), '2028-02-29', '2028-02-29'],
    ['an instant with its offset', instant(), '2026-12-11T10:00:00+05:00', '2026-12-11T10:00:00+05:00'],
    ['wall-clock time', localTime(), '2026-12-11T23:59', '2026-12-11T23:59'],
    ['roubles become kopecks', money(), '1 234,56', 123456],
    ['roubles with one digit after the comma', money(), '0,5', 50],
    ['whole roubles', money(), '1234567', 123456700],
    ['a number of a form', whole({ least: 1, most: 9 }), '7', 7],
    ['a ticked box', ticked(), 'on', true],
    ['a box left alone', ticked(), undefined, false],
    ['one box of many', many(uuid()), 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11']],
    ['no box of many', many(uuid()), undefined, []],
    ['an own path', ownPath(), '/appeals?x=1', '/appeals?x=1'],
  ])('takes: %s', (_, schema, value, wanted) => {
    expect(taken(schema, value)).toEqual(wanted);
  });

  it.each<[string, ZodType, unknown]>([
    ['a NUL', text({ max: 20 }), 'а\0б'],
    ['a direction override', text({ max: 20 }), 'аб\u202eв'],
    ['a zero-width sign', text({ max: 20 }), 'а\u200bб'],
    ['a joiner between letters', text({ max: 20 }), 'а\u200dб'],
    ['a lone surrogate', text({ max: 20 }), 'а\ud800'],
    ['nothing but spaces', text({ max: 20 }), ' \u00a0 '],
    ['a second line where one is wanted', text({ max: 20 }), 'а\nб'],
    ['a look-alike', name(), 'Cбербанк'],
    ['markup in a name', name(), '<b>Анна</b>'],
    ['a name of digits', name(), '12345'],
    ['two dots in an address of mail', email(), 'a@b..ru'],
    ['a header in an address of mail', email(), 'a@b.ru\r\nBcc: c@d.ru'],
    ['a short phone', phone(), '12345'],
    ['30 February', day(), '2026-02-30'],
    ['a day before living memory', day(), '0001-01-01'],
    ['an instant without a zone', instant(), '2026-12-11T10:00:00'],
    ['the 25th hour', localTime(), '2026-12-11T25:00'],
    ['a third of a kopeck', money(), '1,234'],
    ['a sum with an exponent', money(), '1e5'],
    ['a negative sum', money(), '-1'],
    ['a sum beyond reason', money(), '9999999999999'],
    ['not a number', whole({ least: 0, most: 9 }), 'NaN'],
    ['an exponent', whole({ least: 0, most: 9 }), '1e0'],
    ['a foreign path', ownPath(), '//evil.example'],
    ['a backslash path', ownPath(), '/\\evil.example'],
  ])('refuses: %s', (_, schema, value) => {
    expect(taken(schema, value)).toBeUndefined();
  });

  it('left empty in a form counts as absent', () => {
    expect(taken(maybe(day()), '')).toBeUndefined();
    expect(taken(z.object({ on: maybe(day()) }), { on: '' })).toEqual({});
    expect(() => checked(z.object({ on: day() }), { on: '' })).toThrow(
      expect.objectContaining({ fields: { on: 'Заполните это поле.' } }),
    );
  });

  it('that is a cursor comes back as it was made, and only of its own shape', () => {
    const key = z.tuple([z.iso.date(), z.guid()]);
    const made = cursorOf(['2026-01-01', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11']);
    expect(taken(cursor(key), made)).toEqual(['2026-01-01', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11']);
    for (const wrong of [cursorOf(['x', 1]), 'нет', '', cursorOf(null)])
      expect(taken(cursor(key), wrong)).toBeUndefined();
  });
});
