import { randomUUID } from 'node:crypto';
import { dayAndMonth } from '../../law/base/russian';
import { clockText, localOf } from '../../law/base/zone';
import { caseHistory, type CaseHistory } from '../../proof/case-history';
import type { Town } from '../../proof/stories/appeal-town';
import type { Pack } from './evidence';

/** The tests depend on each other: the clock of the town only moves forward. */
describe('the history of a case', () => {
  let history: CaseHistory;
  let town: Town;
  let caseId: string;
  const get: CaseHistory['get'] = (who, path) => history.get(who, path);
  const page: CaseHistory['page'] = (who, path) => history.page(who, path);
  beforeAll(async () => {
    history = await caseHistory();
    ({ town, caseId } = history);
  });
  afterAll(() => history.stop());

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
        `${dayAndMonth(day)}, ${clockText(time)}), не ушло 10`,
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
    const { code, lines } = history.verified(open);
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
    await history.answerLate();
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
});
