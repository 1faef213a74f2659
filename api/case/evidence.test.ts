import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { verify } from '../../bin/verify';
import { caseHistory, type CaseHistory } from '../../proof/case-history';
import { unsettled } from '../../proof/unsettled';
import { keyName, newKeyPair, signText } from '../../store/case/signature';
import { checksumOf, manifestOf, type Pack } from './evidence';

/** The pack of an appeal that was answered late and then closed. */
describe('the evidence pack of a case', () => {
  let history: CaseHistory;
  let pack: Pack;
  beforeAll(async () => {
    history = await caseHistory();
    await history.answerLate();
    pack = JSON.parse((await history.evidence()).text);
  });
  afterAll(() => history.stop());
  const judge = (change: (copy: Pack) => void, key?: string): { code: number; lines: string[] } => {
    const copy = structuredClone(pack);
    change(copy);
    return history.verified(copy, key);
  };

  it('is accepted offline as it is', () => {
    const { code, lines } = judge(() => undefined);
    expect(lines.filter((line) => /^не/i.test(line))).toEqual([]);
    expect(lines.at(-1)).toBe('Пакету можно верить: все проверки сошлись.');
    expect(code).toBe(0);
    expect(pack.runs).toHaveLength(1);
  });

  it('carries no names, no texts and no contacts', () => {
    const text = JSON.stringify(pack);
    for (const word of ['Проверкин', 'не убирают', 'pochta', 'двор.xml']) expect(text).not.toContain(word);
  });

  it.each<[string, string, (copy: Pack) => void]>([
    ['a fact is changed', 'Цепочка событий', (copy) => Object.assign(copy.events[1]!.facts, { norm: 'AP-02' })],
    ['an event is taken out', 'Цепочка событий', (copy) => void copy.events.splice(2, 1)],
    [
      'a late answer is called timely',
      'Сроки и вердикты',
      (copy) =>
        copy.deadlines.forEach((one) => {
          one.verdict = 'in-time';
        }),
    ],
    [
      'a deadline is moved',
      'Сроки и вердикты',
      (copy) =>
        copy.deadlines.forEach((one) => {
          one.dueAt = '2026-12-31T00:00:00+03:00';
        }),
    ],
    [
      'a norm is left out',
      'Нормы',
      (copy) => {
        copy.norms = [];
      },
    ],
    [
      'the machine’s history is edited',
      'История машины',
      (copy) => {
        copy.runs[0]!.history += ' ';
      },
    ],
    [
      'the case’s number is another',
      'Пакет целиком',
      (copy) => {
        copy.case.number = 'ОБР-2026-999999';
      },
    ],
  ])('is refused when %s', (_, what, change) => {
    const { code, lines } = judge(change);
    expect(code).toBe(1);
    expect(lines.some((line) => line.startsWith(`НЕ СОШЛОСЬ  ${what}`))).toBe(true);
  });

  it('is refused when it was changed and its sum counted anew, and when a foreign key has signed it', () => {
    const forge = (copy: Pack): void => {
      copy.madeAt = '2026-01-01T00:00:00.000Z';
      copy.checksum = checksumOf(copy);
    };
    const forged = judge(forge);
    expect(forged.code).toBe(1);
    expect(forged.lines.filter((line) => line.startsWith('НЕ'))).toContainEqual(
      expect.stringContaining('Подпись системы'),
    );
    const { publicKey, privateKey } = newKeyPair();
    const resign = (copy: Pack): void => {
      copy.signature = { publicKey, signature: signText(manifestOf(copy.checksum), privateKey) };
    };
    expect(judge(resign, pack.signature.publicKey).code).toBe(1);
    expect(judge(() => undefined, keyName(pack.signature.publicKey)).code).toBe(0);
  });

  it('is refused, and the page says why, when the instant of a late answer was moved in the tables', async () => {
    const { town, caseId, page } = history;
    const answer = { case_id: caseId, name: 'answer' };
    const { met_at: metAt } = await town.db('case_deadline').where(answer).first('met_at');
    const move = (trx: Knex, at: Date) => trx('case_deadline').where(answer).update({ met_at: at });
    const timely = new Date(metAt.getTime() - 10 * 86_400_000);
    await expect(move(town.db, timely)).rejects.toThrow(/settled/);
    await expect(move(town.owner, timely)).rejects.toThrow(/settled/);
    await expect(town.db('case_deadline').where(answer).update({ due_at: timely })).rejects.toThrow(
      /permission denied/,
    );
    await unsettled(town.owner, 'case_deadline', (trx) => move(trx, timely));
    const forged: Pack = JSON.parse((await history.evidence()).text);
    expect(forged.deadlines.find(({ name }) => name === 'answer')?.verdict).toBe('in-time');
    const { code, lines } = judge((copy) => Object.assign(copy, forged));
    expect(code).toBe(1);
    const said = lines.filter((line) => line.startsWith('НЕ'));
    expect(said).toEqual([
      expect.stringContaining('вердикт «исполнен в срок», по записям дела «исполнен с опозданием»'),
    ]);
    expect((await page('inspector', '/audit')).text).toContain('таблицы расходятся с записями');
    await unsettled(town.owner, 'case_deadline', (trx) => move(trx, metAt));
    expect((await page('inspector', '/audit')).text).toContain('таблицы сходятся с записями');
  });

  it('is not taken for a pack when it is something else', () => {
    expect(
      judge((copy) => {
        copy.format = 'other' as Pack['format'];
      }).code,
    ).toBe(2);
    const lines: string[] = [];
    expect(verify(join(tmpdir(), 'domovoy-absent.json'), (line) => lines.push(line))).toBe(2);
    expect(verify(undefined, (line) => lines.push(line))).toBe(2);
    expect(lines).toHaveLength(2);
  });
});
