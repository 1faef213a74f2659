import { randomUUID } from 'node:crypto';
import { dayAndMonth } from '../../law/base/russian';
import { clockText, localOf } from '../../law/base/zone';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { createApp } from '../app';
import { verify } from '../../bin/verify';
import { appealTown, type Town } from '../../proof/stories/appeal-town';
import { unsettled } from '../../proof/unsettled';
import { addDocument } from '../../store/case/documents';
import { historiesOf } from '../../store/engine/executions';
import { makeToken } from '../../store/access/tokens';
import { keyName, newKeyPair, signText } from '../../store/case/signature';
import { checksumOf, manifestOf, type Pack } from './evidence';
import { caseRoutes } from './routes';

/** The tests depend on each other: the clock of the town only moves forward. */
describe('the history of a case', () => {
  let town: Town;
  let app: Express;
  let caseId: string;
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    town = await appealTown({ bornAt: '2026-03-02T12:00:00+03:00' });
    const options = { kind: 'training' as const, publicUrl: 'http://localhost:8080', sessionSecret: 'x'.repeat(32) };
    app = createApp({ db: town.db, engine: town.engine }, caseRoutes, options);
    caseId = await town.appeal();
    const bytes = Buffer.from('снимок');
    await addDocument(town.db, {
      id: randomUUID(),
      caseId,
      kind: 'request',
      name: 'двор.xml',
      type: 'application/xml',
      bytes,
      actorId: town.who.owner,
      at: await town.now(),
    });
    await town.act(caseId, 'route', { person: town.who.clerk });
    await town.act(caseId, 'note', { text: await town.write(caseId, 'note') });
  });
  const folder = mkdtempSync(join(tmpdir(), 'domovoy-evidence-'));
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await town.stop();
  });

  /** What the command-line check says about a pack, offline. */
  function verified(pack: Pack, key?: string): { code: number; lines: string[] } {
    const file = join(folder, `${randomUUID()}.json`);
    writeFileSync(file, JSON.stringify(pack));
    const lines: string[] = [];
    return { code: verify(file, (line) => lines.push(line), key), lines };
  }

  async function get(who: keyof Town['who'], path: string) {
    const personId = town.who[who];
    const known = tokens.get(personId);
    const token =
      known ??
      (await makeToken(town.db, {
        id: randomUUID(),
        personId,
        organisationId: null,
        scopes: ['*'],
        name: 'test',
        days: 999,
      }));
    tokens.set(personId, token);
    return request(app).get(path).auth(token, { type: 'bearer' }).buffer(true);
  }
  const page = (who: keyof Town['who'], path = '') => get(who, `/cases/${caseId}${path}?as=page`);

  it('tells a party in plain Russian what happened, what is due and why', async () => {
    const { status, text } = await page('owner');
    expect(status).toBe(200);
    expect(text).toContain('Обращение зарегистрировано');
    expect(text).toContain('clerk Проверкин, специалист по обращениям, manager');
    expect(text).toContain('Почему');
    expect(text).toContain('двор.xml');
    expect(text).not.toContain('Добавлена рабочая запись');
    expect(text).not.toContain('По закону и в машине');
  });

  it('tells those who work on it what is wanted from them, and their notes', async () => {
    const { text } = await page('clerk');
    expect(text).toContain('Что от вас ждут');
    expect(text).toContain('Подготовьте и отправьте ответ.');
    expect(text).toContain('Добавлена рабочая запись');
  });

  it('tells what became of its letters: a party of his own, those who answer of all, in Russian', async () => {
    const { id } = await town.db('delivery').where({ case_id: caseId, channel: 'cabinet' }).first('id');
    const own = { case_id: caseId, person_id: town.who.owner, letter: 'appeal-late-applicant', facts: '{}' };
    const at = await town.now();
    for (const [index, more] of [{ sent_at: at }, { failed_at: at }].entries())
      await town
        .db('delivery')
        .insert({
          ...own,
          id: randomUUID(),
          key: `${id}:${index}`,
          channel: 'push',
          created_at: at,
          next_at: at,
          ...more,
        });
    const [party, staff] = [await page('owner'), await page('clerk')];
    for (const { text } of [party, staff])
      expect(text).toContain('уведомление в браузере: отправлено 1 из\u00a02\u00a0сообщений, не ушло 1');
    expect(party.text).toContain('электронная почта: отправлено');
    expect([party, staff].map(({ text }) => text.includes('Вам поручено обращение'))).toEqual([false, true]);
  });

  it('tells how far the sending of a large circular has come, and looks again by itself until all have left', async () => {
    const quiet = (await page('clerk')).text;
    expect(quiet).not.toContain('hx-trigger="every 5s"');
    const at = await town.now();
    const morning = new Date(at.getTime() + 60_000);
    const keys = Array.from({ length: 1_200 }, () => randomUUID());
    await town.db.batchInsert(
      'delivery',
      keys.map((key, index) => ({
        id: key,
        key,
        case_id: caseId,
        person_id: town.who.owner,
        letter: 'appeal-closed',
        facts: '{}',
        channel: 'sms',
        created_at: at,
        next_at: morning,
        sent_at: index < 200 ? at : null,
        failed_at: index < 210 && index >= 200 ? at : null,
      })),
    );
    const { text } = await page('clerk');
    const { day, time } = localOf(morning, 'Europe/Moscow');
    expect(text).toContain(
      'СМС: отправлено 200 из\u00a01200\u00a0сообщений, ждут отправки 990 (не раньше ' +
        `${dayAndMonth(day)} ${day.slice(0, 4)}, ${clockText(time)}), не ушло 10`,
    );
    expect(text).toContain('<progress aria-label="Отправка: СМС" value="210" max="1200">');
    expect(text).toContain('hx-trigger="every 5s"');
  });

  it.each(['neighbour', 'stranger', 'municipal'] as const)('does not exist for a %s', async (who) => {
    for (const path of ['', '/audit', '/history', '/evidence'])
      expect((await get(who, `/cases/${caseId}${path}`)).status).toBe(404);
  });

  it.each(['owner', 'clerk', 'head'] as const)('keeps the machine to inspectors: a %s is refused', async (who) => {
    for (const path of ['/audit', '/history', '/evidence'])
      expect((await get(who, `/cases/${caseId}${path}`)).status).toBe(403);
  });

  it('knows no other cases and no foreign documents', async () => {
    expect((await get('owner', `/cases/${randomUUID()}`)).status).toBe(404);
    expect((await get('owner', '/cases/1')).status).toBe(404);
    expect((await get('owner', `/cases/${caseId}/documents/${randomUUID()}`)).status).toBe(404);
    const { body } = await get('owner', `/cases/${caseId}`);
    const file = await get('owner', `/cases/${caseId}/documents/${body.documents[0].id}`);
    expect(file.text).toBe('снимок');
    expect(file.headers['content-disposition']).toContain('attachment');
  });

  it('gives the running deadlines as a calendar', async () => {
    const { text } = await get('owner', `/cases/${caseId}?as=ics`);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(text).toContain('DTSTART;VALUE=DATE:20260317');
  });

  it('shows an inspector both lanes while the case still runs, the commands beside what they did', async () => {
    const { body } = await get('inspector', `/cases/${caseId}/audit`);
    expect(body.source).toBe('live');
    const laws = body.rows.filter((row: { law?: object }) => row.law);
    // The appeal is registered at intake; the workflow starts after that.
    const beside = laws.filter(
      (row: { law: { title: string } }) => row.law.title !== 'Обращение зарегистрировано, срок ответа назначен',
    );
    expect(beside.every((row: { machine?: object }) => row.machine)).toBe(true);
    const routed = laws.find((row: { law: { title: string } }) => row.law.title === 'Назначен исполнитель');
    expect(routed.machine.code).toContain('update appeal.route');
  });

  it('says in the pack of an open case what was not checked and why, and calls none of it right', async () => {
    const open: Pack = JSON.parse((await get('inspector', `/cases/${caseId}/evidence`)).text);
    expect(open.runs).toEqual([]);
    const { code, lines } = verified(open);
    expect(code).toBe(0);
    const why = 'дело ещё открыто, история машины сохраняется при его закрытии. Скачайте пакет ещё раз после закрытия.';
    expect(lines.filter((line) => line.startsWith('не'))).toEqual([
      `не проверялось  История машины: ${why}`,
      `не проверялось  Машина и закон: ${why}`,
    ]);
    expect(lines.filter((line) => /^сошлось.*(машин|Машин)/.test(line))).toEqual([]);
    expect(lines.at(-1)).toContain('Не проверялось: «История машины», «Машина и закон».');
  });

  it('collapses silence and marks the violation, also after the engine has closed the case', async () => {
    await town.travelTo('2026-03-20T12:00:00+03:00');
    await town.answer(caseId);
    await town.travelTo('2026-05-20T12:00:00+03:00');
    await town.eventually(async () => (await historiesOf(town.db, caseId)).length > 0);
    const { body } = await get('inspector', `/cases/${caseId}/audit`);
    expect(body.source).toBe('kept');
    const bad = body.rows
      .filter((row: { bad?: boolean }) => row.bad)
      .map((row: { law: { title: string } }) => row.law.title);
    expect(bad).toEqual(['Срок ответа нарушен', 'Дан ответ']);
    expect(body.rows.some((row: { gap?: string }) => row.gap?.includes('тишины'))).toBe(true);
    expect(body.rows.some((row: { machine?: { code?: string } }) => row.machine?.code?.startsWith('timer '))).toBe(
      true,
    );
    const { text } = await page('inspector', '/audit');
    expect(text).toContain('1\u00a0нарушение');
    expect(text).toContain('цепочка событий цела');
  });

  describe('its evidence pack', () => {
    let pack: Pack;
    beforeAll(async () => {
      pack = JSON.parse((await get('inspector', `/cases/${caseId}/evidence`)).text);
    });
    const judge = (change: (copy: Pack) => void, key?: string): { code: number; lines: string[] } => {
      const copy = structuredClone(pack);
      change(copy);
      return verified(copy, key);
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
      const forged: Pack = JSON.parse((await get('inspector', `/cases/${caseId}/evidence`)).text);
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
      expect(verify(join(folder, 'absent.json'), (line) => lines.push(line))).toBe(2);
      expect(verify(undefined, (line) => lines.push(line))).toBe(2);
      expect(lines).toHaveLength(2);
    });
  });
});
