/** What people, programs and attackers put into fields (OWASP ASVS 5; Big List of Naughty Strings by kind). */
export const badTexts: readonly string[] = [
  '', ' ', '\u00a0', '\0', 'a\0b', '\u202e\u0430\u0431', 'a\u200bb', '\ufeffа', '\u{e0041}', '\ud800', 'и\u0306 е\u0308', '👨‍👩‍👧', 'Ａ１',
  'Cбepбaнк', 'x'.repeat(100_000), 'я'.repeat(5_000), '\r\nBcc: a@example.ru', 'a\nb', '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>', '{{constructor}}', '{{{raw}}}', '${7*7}', '=HYPERLINK("http://x")', '@SUM(A1)', '+1', '-1',
  '../../etc/passwd', '%00', '%s%n', "' or '1'='1", "'; drop table person; --", '*)(uid=*', '0', '-0', 'NaN', 'Infinity', '1e309',
  '9007199254740993', '99999999999999999999', '0.1', '1,5', '0x10', '١٢٣', '2026-02-30', '0000-00-00', '9999-12-31', '+275760-09-13',
  '2026-01-01T25:00:00Z', '10:00', '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'null', 'true',
  '[object Object]', '//evil.example', 'javascript:alert(1)', 'file:///etc/passwd', 'a@b', 'a@b.c\u0000.ru', '+79000000000000000',
  'eyJhIjoxfQ', 'WzEsMl0', 'bnVsbA',
];

/** Wrong by type, as JSON allows; `undefined` leaves the field out. */
export const badValues: readonly unknown[] = [undefined, null, true, 0, -1, 1.5, 1e308, [], [[]], ['a', 'b'], {}, { $gt: '' }];
