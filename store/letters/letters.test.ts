import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { useTestDatabase } from '../../proof/database';
import { letterView } from '../../templates/letters/view';
import { addReceipt, letterSource } from './letters';

let db: Knex;
let organisations: { mine: string; other: string };
const noon = (day: string): string => `${day}T12:00:00.000Z`;

useTestDatabase((opened) => ({ db } = opened));
beforeAll(async () => {
  const add = async (short: string, digit: string): Promise<string> => {
    const id = randomUUID();
    await db('organisation').insert({
      id,
      kind: 'manager',
      name: short,
      short_name: short,
      inn: digit.repeat(10),
      ogrn: digit.repeat(13),
      region: 'Край',
      address: 'Город',
      zone: 'Europe/Moscow',
    });
    return id;
  };
  organisations = { mine: await add('УО «Заря»', '1'), other: await add('Администрация', '2') };
});

async function opened(): Promise<string> {
  const id = randomUUID();
  await db('case_file').insert({
    id,
    area: 'appeal',
    number: `ОБР-${id}`,
    zone: 'Asia/Yekaterinburg',
    phase: 'received',
    opened_at: noon('2026-12-01'),
    law_date: '2026-12-01',
    topic: 'lift',
    organisation_id: organisations.mine,
  });
  return id;
}

async function deadline(
  caseId: string,
  name: string,
  lastDay: string,
  times: { set: string; dropped?: string; duty?: boolean },
) {
  await db('case_deadline').insert({
    id: randomUUID(),
    case_id: caseId,
    name,
    norm_id: 'AP-15',
    title: 'Ответить',
    citation: '59-ФЗ, ст. 12',
    confidence: 'V',
    event_at: noon('2026-12-01'),
    last_day: lastDay,
    due_at: noon(lastDay),
    provisional: false,
    derivation: '[]',
    alarms: '[]',
    duty: times.duty ?? true,
    set_at: times.set,
    dropped_at: times.dropped ?? null,
  });
}

async function written(
  caseId: string,
  letter: string,
  at: string,
  facts: object = {},
  more: object = {},
): Promise<string> {
  const id = randomUUID();
  await db('delivery').insert({
    id,
    case_id: caseId,
    key: id,
    channel: 'email',
    letter,
    facts: JSON.stringify(facts),
    organisation_id: organisations.mine,
    created_at: at,
    next_at: at,
    ...more,
  });
  return id;
}

describe('what a letter can say', () => {
  it('is the term as it stood when the letter was written, however late it leaves', async () => {
    const caseId = await opened();
    await deadline(caseId, 'answer', '2026-12-31', { set: noon('2026-12-01'), dropped: noon('2026-12-20') });
    await deadline(caseId, 'answer', '2027-01-30', { set: noon('2026-12-20') });
    await deadline(caseId, 'registration', '2026-12-04', { set: noon('2026-12-01') });
    const before = await letterSource(db, await written(caseId, 'appeal-registered', noon('2026-12-01')));
    const after = await letterSource(db, await written(caseId, 'appeal-extended', noon('2026-12-20')));
    expect(before).toMatchObject({
      due: { lastDay: '2026-12-31', citation: '59-ФЗ, ст. 12' },
      person: null,
      own: { area: 'appeal', facts: { answer: null } },
    });
    expect(after).toMatchObject({
      due: { lastDay: '2027-01-30' },
      case: { organisation: 'УО «Заря»', zone: 'Asia/Yekaterinburg' },
    });
  });

  it('is no term where nobody owes an answer, whatever else had a term', async () => {
    const caseId = await opened();
    await deadline(caseId, 'registration', '2026-12-04', { set: noon('2026-12-01') });
    const source = await letterSource(db, await written(caseId, 'appeal-new', noon('2026-12-01')));
    expect(source?.due).toBeNull();
  });

  it('is the answer it was written about, the window after it, and the organisation its facts name', async () => {
    const caseId = await opened();
    const [first, second] = [randomUUID(), randomUUID()];
    const text = { case_id: caseId, kind: 'answer', at: noon('2026-12-10') };
    await db('appeal_text').insert([
      { ...text, id: first, body: 'Первый ответ.' },
      { ...text, id: second, body: 'Второй ответ.' },
    ]);
    await db('appeal').insert({
      case_id: caseId,
      addressee_id: organisations.mine,
      addressee_kind: 'manager',
      subject: 'lift',
      channel: 'cabinet',
      applicant_kind: 'owner',
      text_id: first,
      summary: 'Лифт',
      received_at: noon('2026-12-01'),
      registered_at: noon('2026-12-01'),
      answer_text_id: second,
    });
    await deadline(caseId, 'rate', '2027-01-10', { set: noon('2026-12-10'), duty: false });
    const answered = await letterSource(
      db,
      await written(caseId, 'appeal-answered', noon('2026-12-10'), { text: first }),
    );
    expect(answered).toMatchObject({ own: { facts: { answer: 'Первый ответ.' } }, window: { lastDay: '2027-01-10' } });
    expect(answered && letterView(answered, 'http://localhost')).toMatchObject({
      answer: 'Первый ответ.',
      topic: 'Лифт',
    });
    const facts = { organisationId: organisations.other };
    const forwarded = await letterSource(db, await written(caseId, 'appeal-forwarded', noon('2026-12-10'), facts));
    expect(forwarded).toMatchObject({ own: { facts: { answer: null, reason: null } }, named: 'Администрация' });
  });

  it('is nothing for a delivery that does not exist', async () => {
    expect(await letterSource(db, randomUUID())).toBeNull();
  });
});

describe('a receipt of the SMS centre', () => {
  it('is asked for again until the delivery is known, and makes the message effective by its last part', async () => {
    const parts = [randomUUID(), randomUUID()];
    const told = (part: string | undefined, state: string): Promise<boolean> => addReceipt(db, part ?? '', state);
    expect(await told(parts[0], 'DELIVRD')).toBe(false);
    const proof = JSON.stringify({ parts });
    const id = await written(await opened(), 'appeal-closed', noon('2026-12-01'), {}, { channel: 'sms', proof });
    expect(await told(parts[0], 'DELIVRD')).toBe(true);
    expect((await db('delivery').where({ id }).first()).effective_at).toBeNull();
    expect(await told(parts[1], 'DELIVRD')).toBe(true);
    expect(await db('delivery').where({ id }).first()).toMatchObject({
      failed_at: null,
      effective_at: expect.any(Date),
    });
  });
});
