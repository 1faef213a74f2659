import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import request from 'supertest';
import { completeInn, completeOgrn } from '../../../law/registry/identifiers';
import { makeMeeting, type BallotMeeting } from '../../../proof/ballots/meeting';
import { unsettled } from '../../../proof/unsettled';
import { sealedMeeting } from '../../../proof/ballots/sealed';
import { addPerson, testSite, type Browser, type Site } from '../../../proof/site';
import { signCheckpoints } from '../../../store/meeting/ballots/checkpoints';
import { votingRoutes } from './routes';

let site: Site;
let meeting: BallotMeeting;
let owner: Browser;
let stranger: Browser;
const at = (leaf: string, id = meeting.caseId): string => `/meetings/${id}/${leaf}`;
const holder = (index: number): string => meeting.rights[index]?.holder ?? '';

beforeAll(async () => {
  site = await testSite(votingRoutes);
  meeting = await makeMeeting(site.owner, { rights: 6, questions: 2 });
  [owner, stranger] = await Promise.all([site.browser(holder(1)), site.browser(await addPerson(site.db))]);
});
afterAll(() => site.close());

/** Answers every question of the ballot, then signs it. */
async function vote(who: Browser, id: string, answer = 'for'): Promise<string> {
  await who.send(at('ballot', id), { q1: answer, q2: answer });
  const sent = await who.send(at('check-answers', id), { signed: 'yes' });
  return sent.headers.location ?? '';
}

describe('reading a meeting', () => {
  it('shows an owner the agenda, the votes they have and one button', async () => {
    const page = load((await owner.get(at('vote'))).text);
    expect(page('h1').text()).toBe('Проба');
    expect(page('.next a.govuk-button').attr('href')).toBe(at('ballot'));
    expect(page('section.sheet').text()).toContain('Вопрос 2');
    expect(page('section.sheet').text()).toContain('31,11\u00a0м²');
  });

  it('hides the meeting from a stranger', async () => {
    expect((await stranger.get(at('vote'))).status).toBe(404);
    expect((await (await site.browser(null)).get(at('vote'))).status).toBe(401);
  });

  it('tells when voting begins and lets nobody vote before', async () => {
    const later = await makeMeeting(site.owner, { opensIn: 3_600_000, phase: 'noticed' });
    const early = await site.browser(later.rights[0]?.holder ?? '');
    const page = load((await early.get(at('vote', later.caseId))).text);
    expect(page('.next__title').text()).toContain('Голосование начнётся');
    expect(page('.next a.govuk-button').length).toBe(0);
    expect((await early.get(at('ballot', later.caseId))).headers.location).toBe(at('vote', later.caseId));
    expect((await early.send(at('ballot', later.caseId), { q1: 'for' })).status).toBe(409);
    expect((await early.send(at('vote/1', later.caseId), { answer: 'for' })).status).toBe(409);
  });

  it('sends owners of a meeting on paper to the administrator', async () => {
    const onPaper = await makeMeeting(site.owner, { form: 'mixed' });
    const voter = await site.browser(onPaper.rights[0]?.holder ?? '');
    const page = load((await voter.get(at('vote', onPaper.caseId))).text);
    expect(page('.next').text()).toContain('Решение сдают на бумаге');
    expect((await voter.send(at('ballot', onPaper.caseId), { q1: 'for' })).status).toBe(409);
    expect((await voter.send(at('vote/1', onPaper.caseId), { answer: 'for' })).status).toBe(409);
  });
});

describe('filling the ballot', () => {
  it('asks all questions on one page, none answered beforehand, and keeps what was marked', async () => {
    const first = load((await owner.get(at('ballot'))).text);
    expect(
      first('fieldset legend')
        .map((_, one) => first(one).text())
        .get(),
    ).toEqual(['1. Вопрос 1', '2. Вопрос 2']);
    expect(first('input[type="radio"]').length).toBe(8);
    expect(first('input[checked]').length).toBe(0);
    expect(first('main').text()).toContain('Решает большинство участников');
    expect(first('main').text()).toContain('Решают две трети всего дома');
    const sent = await owner.send(at('ballot'), { q1: 'against', later: 'yes' });
    expect([sent.status, sent.headers.location]).toEqual([303, at('vote')]);
    const again = load((await owner.get(at('ballot'))).text);
    expect(
      again('input[checked]')
        .map((_, one) => `${again(one).attr('name')}=${again(one).val()}`)
        .get(),
    ).toEqual(['q1=against']);
  });

  it('takes an answer back, leaves what is not named, and keeps what the last form said', async () => {
    const held = async (): Promise<unknown> =>
      (
        await site
          .db('voting_draft')
          .where({ person_id: holder(1) })
          .first('answers')
      )?.answers;
    const [one = '', two = ''] = meeting.questions;
    await owner.send(at('ballot'), { q2: 'for' });
    expect(await held()).toEqual({ [one]: 'against', [two]: 'for' });
    await owner.send(at('ballot'), { q1: '', q2: 'for' });
    expect(await held()).toEqual({ [two]: 'for' });
    const key = randomUUID();
    expect((await owner.send(at('ballot'), { q1: 'for' }, key)).status).toBe(303);
    expect((await owner.send(at('ballot'), { q1: 'abstained' }, key)).status).toBe(303);
    expect(await held()).toEqual({ [one]: 'abstained', [two]: 'for' });
  });

  it('leads to the check, also when some questions are unanswered', async () => {
    expect((await owner.send(at('ballot'), { q1: 'for', q2: '' })).headers.location).toBe(at('check-answers'));
    expect((await owner.send(at('ballot'), {})).headers.location).toBe(at('check-answers'));
  });

  it('knows no question beyond the agenda and no answer beyond the three', async () => {
    expect((await owner.get(at('vote/3'))).status).toBe(404);
    expect((await owner.get(at('vote/0'))).status).toBe(404);
    expect((await owner.send(at('ballot'), { q3: 'for' })).status).toBe(422);
    expect((await owner.send(at('ballot'), { q1: 'perhaps' })).status).toBe(422);
  });

  it('leads from the old address of a question to its place, and takes one answer of a program', async () => {
    const old = await owner.get(at('vote/2'));
    expect([old.status, old.headers.location]).toEqual([303, `${at('ballot')}#q2`]);
    const sent = await owner.send(at('vote/1'), { answer: 'for' });
    expect([sent.status, sent.headers.location]).toEqual([303, `${at('ballot')}#q2`]);
    expect((await owner.send(at('vote/2'), { answer: 'for' })).headers.location).toBe(at('check-answers'));
    expect((await owner.send(at('vote/1'), { answer: 'for', change: 'yes' })).headers.location).toBe(
      at('check-answers'),
    );
    const silent = await owner.send(at('vote/2'), {});
    expect([silent.status, load(silent.text)('main').text()]).toEqual([
      422,
      expect.stringContaining('Выберите ответ.'),
    ]);
  });

  it('counts what a question costs this flat, from the wording and the area', async () => {
    const paid = await makeMeeting(site.owner, { questions: 2 });
    const wording = 'Платить председателю 3 рубля с квадратного метра в месяц';
    await unsettled(site.owner, 'meeting_question', (trx) =>
      trx('meeting_question').where({ id: paid.questions[0] }).update({ wording }),
    );
    const payer = await site.browser(paid.rights[1]?.holder ?? '');
    const page = load((await payer.get(at('ballot', paid.caseId))).text);
    expect(page('#q1').text()).toContain('С вашей квартиры 93,33\u00a0₽ в месяц: 31,11\u00a0м² × 3,00\u00a0₽');
    expect(page('#q2').text()).not.toContain('₽');
  });

  it('warns of a question without an answer', async () => {
    const other = await site.browser(holder(2));
    await other.send(at('ballot'), { q1: 'for' });
    const page = load((await other.get(at('check-answers'))).text);
    expect(
      page('.lines a')
        .map((_, one) => page(one).attr('href'))
        .get(),
    ).toEqual([`${at('ballot')}#q1`, `${at('ballot')}#q2`]);
    expect(
      page('.lines a .lines__say')
        .map((_, one) => page(one).text())
        .get(),
    ).toEqual(['Вопрос 1', 'Вопрос 2']);
    expect(page('main').text()).not.toContain('Доля вроде');
    expect(page('.lines li').eq(1).text()).toContain('нет ответа');
    expect(page('main').text()).toContain('Вопрос 2 без ответа не учтут, остальные посчитают');
  });
});

describe('signing', () => {
  it('shows the names and sums of a question, and why its share is not the one of the registry', async () => {
    const shared = await makeMeeting(site.owner, { rights: 2, questions: 2 });
    const [right] = shared.rights;
    const wording = 'Платить председателю совета Петрову П. П. 3 рубля с квадратного метра в месяц';
    await unsettled(site.owner, 'meeting_question', (trx) =>
      trx('meeting_question').where({ id: shared.questions[0] }).update({ wording }),
    );
    await unsettled(site.owner, 'meeting_right', (trx) =>
      trx('meeting_right').where({ id: right?.id }).update({ kind: 'shared', share_n: 25, share_d: 101 }),
    );
    const voter = await site.browser(right?.holder ?? '');
    await voter.send(at('ballot', shared.caseId), { q1: 'for' });
    const page = load((await voter.get(at('check-answers', shared.caseId))).text);
    expect(page('.lines a').first().text()).toContain(wording);
    expect(page('.vow').text()).toContain('доля 25/101');
    expect(page('.vow').text()).toContain('решил считать их');
  });

  it('says what is signed, by what right, who will see it and that it stays', async () => {
    const said = load((await owner.get(at('check-answers'))).text)('main')
      .text()
      .replace(/\s+/g, ' ');
    for (const words of [
      'Решение собственника: Проверкин Пётр',
      'кв. 2: 31,11 м², 5,19 % голосов дома',
      'Право: 77:01:0001001:2 от 01.01.2020',
      'его увидят инициатор, счётная комиссия и жилищная инспекция',
      'Отозвать решение нельзя',
      'Это учебный дом: подпись никого ни к чему не обязывает',
    ])
      expect(said).toContain(words);
  });

  it('signs only what was shown: a ballot changed in another window is shown again', async () => {
    const seen = String(load((await owner.get(at('check-answers'))).text)('input[name="seen"]').val());
    expect(seen).toBe('1:for 2:for');
    await owner.send(at('ballot'), { q2: 'against' });
    const sent = await owner.send(at('check-answers'), { signed: 'yes', seen });
    const page = load(sent.text);
    expect([sent.status, page('input[name="seen"]').val()]).toEqual([409, '1:for 2:against']);
    expect(page('main').text()).toContain('Ответы с тех пор изменились');
    expect(await site.db('meeting_ballot').where({ case_id: meeting.caseId, person_id: holder(1) })).toHaveLength(0);
  });

  it('takes no decision without the signature', async () => {
    const sent = await owner.send(at('check-answers'), {});
    expect(sent.status).toBe(422);
    expect(load(sent.text)('#signed-error').length).toBe(1);
  });

  it('records the decision once, however often the form comes, and gives a number to check it by', async () => {
    const key = randomUUID();
    const [first, second] = [
      await owner.send(at('check-answers'), { signed: 'yes' }, key),
      await owner.send(at('check-answers'), { signed: 'yes' }, key),
    ];
    expect([first.headers.location, second.headers.location]).toEqual([at('receipt'), at('receipt')]);
    expect(await site.db('meeting_ballot').where({ case_id: meeting.caseId, person_id: holder(1) })).toHaveLength(1);
    expect(await site.db('voting_draft').where({ case_id: meeting.caseId, person_id: holder(1) })).toHaveLength(0);
    const page = load((await owner.get(at('receipt'))).text);
    expect(page('.receipt b').text()).toMatch(/^([0-9a-f]{5} ?){4}$/);
  });

  it('writes the number to the owner, and not the vote', async () => {
    const [letter] = await site
      .db('delivery')
      .where({ case_id: meeting.caseId, person_id: holder(1), letter: 'meeting-receipt' });
    expect(letter.facts).toEqual({ tracker: expect.stringMatching(/^[0-9a-f]{20}$/) });
  });

  it('refuses a second decision of the same owner', async () => {
    expect((await owner.send(at('check-answers'), { signed: 'yes' })).status).toBe(409);
    expect((await owner.get(at('ballot'))).headers.location).toBe(at('vote'));
    expect((await owner.send(at('ballot'), { q1: 'for' })).status).toBe(409);
  });

  it('refuses a ballot without a single answer', async () => {
    const silent = await site.browser(holder(3));
    expect((await silent.send(at('check-answers'), { signed: 'yes' })).status).toBe(422);
  });

  it('takes nothing once the window is over, whatever the half-filled ballot holds', async () => {
    const short = await makeMeeting(site.owner, {});
    const late = await site.browser(short.rights[0]?.holder ?? '');
    await late.send(at('vote/1', short.caseId), { answer: 'for' });
    await unsettled(site.owner, 'meeting', (trx) =>
      trx('meeting')
        .where({ case_id: short.caseId })
        .update({ closes_at: trx.raw('domovoy_now()') }),
    );
    expect((await late.send(at('check-answers', short.caseId), { signed: 'yes' })).status).toBe(409);
    expect(await site.db('meeting_ballot').where({ case_id: short.caseId })).toHaveLength(0);
  });

  it('lets nobody sign for an owner who did not ask them to', async () => {
    const sent = await owner.send(at('check-answers'), { signed: 'yes', voice: holder(4) });
    expect(sent.status).toBe(403);
  });
});

describe('voting for an organisation', () => {
  it('belongs to its head alone', async () => {
    const [head, clerk, company] = [await addPerson(site.db), await addPerson(site.db), randomUUID()];
    await site
      .owner('organisation')
      .insert({
        id: company,
        kind: 'supplier',
        name: 'Общество',
        short_name: 'ООО «Лавка»',
        inn: completeInn('771234567'),
        ogrn: completeOgrn('102770012345'),
        region: '50',
        address: 'г. Тестово',
        zone: 'Europe/Moscow',
      });
    await site.owner('staff').insert(
      [
        [head, 'head'],
        [clerk, 'clerk'],
      ].map(([person, role]) => ({
        id: randomUUID(),
        person_id: person,
        organisation_id: company,
        role,
        from_day: '2020-01-01',
      })),
    );
    const right = { case_id: meeting.caseId, right_id: meeting.rights[5]?.id };
    await unsettled(site.owner, 'meeting_holder', (trx) =>
      trx('meeting_holder').where(right).update({ person_id: null, organisation_id: company }),
    );
    expect((await (await site.browser(clerk)).get(at('vote'))).status).toBe(404);
    const voter = await site.browser(head);
    expect(load((await voter.get(at('vote'))).text)('main').text()).toContain('За организацию: ООО «Лавка»');
    const voice = { voice: company };
    await voter.send(at('vote/1'), { answer: 'for', ...voice });
    const sent = await voter.send(at('check-answers'), { signed: 'yes', ...voice });
    expect(sent.headers.location).toBe(`${at('receipt')}?voice=${company}`);
    const [ballot] = await site.db('meeting_ballot').where({ case_id: meeting.caseId, organisation_id: company });
    expect(ballot.entered_by).toBe(head);
  });
});

describe('checking a number', () => {
  it('answers to anyone, with the proof and without the vote', async () => {
    await signCheckpoints(site.db);
    const [row] = await site.db('meeting_ballot').where({ case_id: meeting.caseId, person_id: holder(1) });
    const tracker = String(row.leaf).slice(0, 20);
    const answer = await request(site.app).get(`/check/${tracker.toUpperCase()}`).accept('text/html');
    const page = load(answer.text);
    expect([answer.status, page('h1').text()]).toEqual([200, 'Голос записан и не изменён']);
    expect(answer.text).not.toContain('Проверкин');
    const json = await request(site.app).get(`/check/${tracker}`).accept('application/json');
    expect(json.body.proof.holds).toBe(true);
    expect(Object.keys(json.body)).not.toContain('answers');
  });

  it('takes a number typed with spaces and finds nothing for a forged one', async () => {
    const [row] = await site.db('meeting_ballot').where({ case_id: meeting.caseId, person_id: holder(1) });
    const tracker = String(row.leaf).slice(0, 20);
    const typed = (number: string) =>
      request(site.app).get('/check').query({ number }).accept('text/html').redirects(0);
    const known = await typed(`${tracker.slice(0, 5).toUpperCase()} ${tracker.slice(5)}`);
    expect([known.status, known.headers.location]).toEqual([303, `/check/${tracker}`]);
    const forged = await typed('ABCDE 01234 abcde 56789');
    expect([forged.status, load(forged.text)('#number').val()]).toEqual([422, 'ABCDE 01234 abcde 56789']);
    expect((await request(site.app).get('/check/abcde01234abcde56789').accept('text/html')).status).toBe(404);
    expect((await request(site.app).get('/check?number=12').accept('text/html')).status).toBe(422);
    expect((await request(site.app).get('/check/not-a-number')).status).toBe(404);
  });
});

describe('the result', () => {
  it('tells before the close who takes part and not how', async () => {
    const page = load((await owner.get(at('result'))).text);
    expect(page('main').text()).toContain('Участвуют 66,26\u00a0м²');
    expect(page('table').length).toBe(0);
  });

  it('tells each decision against its threshold once it is counted, and the log still holds', async () => {
    const over = await sealedMeeting(site.db, site.owner, 12);
    const voter = await site.browser(over.rights[0]?.holder ?? '');
    const page = load((await voter.get(at('result', over.caseId))).text);
    expect(
      page('section.sheet h2')
        .map((_, one) => page(one).text())
        .get(),
    ).toContain('1. Вопрос 1');
    expect(page('.next__title').text()).toMatch(/Собрание (не )?состоялось/);
    const receipt = load((await voter.get(at('receipt', over.caseId))).text);
    expect(receipt('.receipt').length).toBe(2);
    const check = await request(site.app)
      .get(String(receipt('a[href^="/check/"]').first().attr('href')))
      .accept('text/html');
    expect(check.text).toContain('При подсчёте голос учтён.');
  });
});

describe('the discussion', () => {
  it('publishes what an owner writes under a first name and a letter', async () => {
    const sent = await owner.send(at('discussion'), { body: 'Почему выбрали именно этого подрядчика?' });
    expect(sent.status).toBe(303);
    const page = load((await (await site.browser(holder(3))).get(at('discussion'))).text);
    expect(page('.tl').text()).toContain('Пётр П.');
    expect(page('.tl').text()).not.toContain('Проверкин');
    expect((await stranger.send(at('discussion'), { body: 'Я мимо шёл' })).status).toBe(404);
  });
});

describe('inviting neighbours', () => {
  it('offers words, a link and a code', async () => {
    const page = load((await owner.get(at('invite'))).text);
    expect(page('#words').text()).toContain(`http://localhost:8080/meetings/${meeting.caseId}/enter`);
    const code = await owner.get(at('invite/qr'));
    expect(code.headers['content-type']).toContain('image/svg+xml');
    expect(load((await owner.get(at('invite/poster'))).text)('img').attr('src')).toBe(at('invite/qr'));
  });

  it('leads an owner to the meeting, and tells a passer-by who votes without saying whether there is a meeting', async () => {
    expect((await owner.get(at('enter'))).headers.location).toBe(at('ballot'));
    const [here, nowhere] = [await stranger.get(at('enter')), await stranger.get(`/meetings/${randomUUID()}/enter`)];
    const said = [here, nowhere].map(({ status, text }) => [status, load(text)('main').text()]);
    expect(said[0]).toEqual([200, expect.stringContaining('Голосует собственник')]);
    expect(said[1]).toEqual(said[0]);
  });

  it('has a short address, which says no more to a passer-by', async () => {
    await unsettled(site.owner, 'case_file', (trx) =>
      trx('case_file').where({ id: meeting.caseId }).update({ number: 'ОСС-2026-000131' }),
    );
    expect((await owner.get('/v/26-131')).headers.location).toBe(at('ballot'));
    expect((await (await site.browser(null)).get('/v/26-131')).status).toBe(401);
    const [here, nowhere] = [await stranger.get('/v/26-131'), await stranger.get('/v/26-132')];
    expect(load(here.text)('main').text()).toBe(load(nowhere.text)('main').text());
    expect((await owner.get('/v/131')).status).toBe(404);
    const page = load((await owner.get(at('invite'))).text);
    expect(page('#words').text()).toContain('http://localhost:8080/v/26-131');
  });
});

describe('the receipt', () => {
  it('tells what comes next, calls the neighbours and goes into the calendar', async () => {
    const page = load((await owner.get(at('receipt'))).text);
    expect(page('.tl li').length).toBe(3);
    expect(page('.tl').text()).toContain('окончание голосования');
    expect(page('main').text()).toContain('Проголосовали 11,04\u00a0% дома. Кворум — больше половины: не хватает');
    expect(page('textarea').text()).toContain('http://localhost:8080/v/26-131');
    expect(page('a[href^="sms:"]').attr('href')).toContain(encodeURIComponent('/v/26-131'));
    const calendar = await owner.get(`${at('receipt')}?as=ics`);
    expect(calendar.headers['content-type']).toContain('text/calendar');
    expect(calendar.text.match(/BEGIN:VEVENT/g)).toHaveLength(3);
  });

  it('takes the terms of the protocol by the law of its own day, not by that of the notice', async () => {
    const called = { form: 'mixed', lawRule: 'stages', lawDay: '2025-08-20' } as const;
    const later = await makeMeeting(site.owner, called);
    const voter = await site.browser(later.rights[0]?.holder ?? '');
    const { text } = await voter.get(`${at('receipt', later.caseId)}?as=ics`);
    expect(text.replaceAll('\r\n ', '')).toContain('№ 266/пр');
  });
});

it('lets a whole ballot be filled and signed by forms alone', async () => {
  expect(await vote(await site.browser(holder(4)), meeting.caseId)).toBe(at('receipt'));
});
