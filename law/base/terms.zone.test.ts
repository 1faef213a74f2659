import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Asks a fresh process with its own zone and locale; the answer must not depend on either. */
const program = `
  const { deadline } = require('./law/base/terms');
  const { norms } = require('./law/base/norm');
  const { isTerm } = require('./law/base/terms');
  const { instantWords, dayWords, numberText } = require('./law/base/russian');
  const { moneyText } = require('./law/base/money');
  const events = ['2026-12-11T10:00', '2020-12-26', '2028-02-29T23:59', '2026-03-29T02:30'];
  const zones = ['Europe/Volgograd', 'Asia/Kamchatka', 'Europe/Berlin'];
  const out = [instantWords(new Date(1e12), 'Asia/Omsk'), dayWords('2026-12-11'), numberText(1234567.5), moneyText(-5)];
  for (const row of norms().filter(isTerm)) for (const event of events) for (const zone of zones) {
    out.push(deadline({ norm: row.id, event, zone, on: row.to ?? row.from ?? '2026-11-20' }));
  }
  require('node:crypto').createHash('sha256').update(JSON.stringify(out)).digest('hex') + ' ' + out.length;
`;

function answerIn(zone: string, locale: string): string {
  const tsx = join(process.cwd(), 'node_modules', '.bin', 'tsx');
  const env = { ...process.env, TZ: zone, LANG: locale, LC_ALL: locale };
  return execFileSync(tsx, ['--print', program], { env, encoding: 'utf8' }).trim();
}

describe('the law in another process', () => {
  it('answers the same under every zone and locale of the machine', () => {
    const machines = [
      ['UTC', 'C'],
      ['Europe/Moscow', 'ru_RU.UTF-8'],
      ['Asia/Kamchatka', 'en_US.UTF-8'],
      ['Europe/Kaliningrad', 'ru_RU.UTF-8'],
      ['Pacific/Kiritimati', 'C'],
      ['America/Anchorage', 'en_US.UTF-8'],
    ] as const;
    const answers = machines.map(([zone, locale]) => answerIn(zone, locale));
    expect(answers[0]).toMatch(/^[0-9a-f]{64} \d{4}$/);
    expect(new Set(answers).size).toBe(1);
  }, 60_000);
});
