import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { makeMeeting, type BallotMeeting } from '../../../proof/ballots/meeting';
import { sealedMeeting } from '../../../proof/ballots/sealed';
import { testDatabase } from '../../../proof/database';
import { publicKeyOf } from '../../../store/case/signing-key';
import { documentById } from '../../../store/case/documents';
import { openDatabase } from '../../../store/sql/database';
import { filedPapersOf, papersOwed } from '../../../store/meeting/file/papers';
import { completeProtocol, draftProtocol, protocolOf } from '../../../store/meeting/file/protocol';
import { reportMissingProtocols } from './alarm';
import { paperFacts } from './facts';
import { makeOwedPapers, startPapers } from './loop';
import { paperHtml } from './make';
import { verifyXml } from './xml';

let db: Knex;
let owner: Knex;
let drop: () => Promise<void>;
let meeting: BallotMeeting;
let title = '';
const printed: string[] = [];
const print = async ({ html }: { html: string }): Promise<Buffer> => {
  printed.push(html);
  return Buffer.from(`%PDF-${html.length}`);
};

beforeAll(async () => {
  const database = await testDatabase('training');
  db = openDatabase(database.url, 'test');
  owner = openDatabase(database.ownerUrl, 'test owner', 2);
  drop = database.drop;
  meeting = await sealedMeeting(db, owner);
  title = (await db('meeting_holder').where({ case_id: meeting.caseId }).first('registry_number')).registry_number;
  await draftProtocol(db, {
    caseId: meeting.caseId,
    number: 'ОСС-2026-000777',
    formNorm: '266/пр',
    draftedAt: meeting.closesAt,
  });
});
afterAll(async () => {
  await Promise.all([db.destroy(), owner.destroy()]);
  await drop();
});

const html = async (kind: Parameters<typeof paperHtml>[1]): Promise<string> =>
  paperHtml(await paperFacts(db, meeting.caseId), kind, true);

describe('the papers of a meeting', () => {
  it('are owed by the facts: a draft while signatures are missing, three papers once the protocol is complete', async () => {
    expect((await papersOwed(db, 9)).map(({ kind }) => kind)).toEqual(['protocol-draft', 'notice']);
    await makeOwedPapers(db, print);
    expect(await papersOwed(db, 9)).toEqual([]);
    await completeProtocol(db, meeting.caseId, meeting.closesAt);
    expect((await papersOwed(db, 9)).map(({ kind }) => kind)).toEqual(['protocol-xml', 'protocol', 'protocol-public']);
    await makeOwedPapers(db, print);
    const filed = await protocolOf(db, meeting.caseId);
    expect([filed?.documentId, filed?.xmlId]).toEqual([expect.any(String), expect.any(String)]);
  });

  it('are made once, however often they are asked for', async () => {
    expect(await makeOwedPapers(db, print)).toBe(0);
    const kinds = (await filedPapersOf(db, meeting.caseId)).map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it('name in the protocol the quorum, the votes, every appendix by number and the root of the log', async () => {
    const page = await html('protocol');
    const { root } = await db('meeting_checkpoint')
      .where({ case_id: meeting.caseId })
      .orderBy('at', 'desc')
      .first('root');
    for (const word of [
      'ОСС-2026-000777',
      'Кворум:',
      'Слушали:',
      'Приложение 1',
      'Приложение 7',
      'Реестр собственников помещений',
      root,
      'СНИЛС',
    ])
      expect(page).toContain(word);
    expect(page).toContain(title);
    expect(page).toContain('Учебный документ');
  });

  it('keep СНИЛС, title documents and surnames of voters out of the published copy', async () => {
    const page = await html('protocol-public');
    const { snils } = await db('person').where({ id: meeting.rights[0]?.holder }).first('snils');
    const spelled = snils.replace(/^(\d{3})(\d{3})(\d{3})(\d{2})$/, '$1-$2-$3');
    expect((await html('protocol')).includes(spelled.slice(0, 11))).toBe(true);
    for (const secret of [snils, spelled.slice(0, 11), title]) expect(page).not.toContain(secret);
    expect(page).toContain('Пётр П.');
    // An appendix has one number: the public copy keeps the numbers of the original.
    const original = await html('protocol');
    for (const [heading, number] of [
      ['Сообщение о проведении собрания', '2'],
      ['Список принявших участие', '4'],
    ] as const)
      expect([numberOf(original, heading), numberOf(page, heading)]).toEqual([number, number]);
    expect(page).not.toContain('Реестр собственников помещений');
  });

  it('list who took part in the order of the register, which says nothing of the order of receipt', async () => {
    const facts = await paperFacts(db, meeting.caseId);
    const backwards = { ...facts, decisions: [...facts.decisions].reverse() };
    expect(paperHtml(backwards, 'protocol-public', true)).toBe(paperHtml(facts, 'protocol-public', true));
  });

  it('name in the message the form as the law does and the administrator with address and phone', async () => {
    const facts = await paperFacts(db, meeting.caseId);
    expect(paperHtml(facts, 'notice', false)).toContain('в форме заочного голосования с использованием системы');
    const office = { id: 'office', name: 'УК «Дом»', brief: '', snils: null, ogrn: '1', contact: 'ул. 1, телефон 2' };
    const run = {
      ...facts,
      meeting: { ...facts.meeting, administratorPersonId: null, administratorOrganisationId: office.id },
      who: new Map([...facts.who, [office.id, office]]),
    };
    expect(paperHtml(run, 'notice', false)).toContain('УК «Дом», ОГРН 1, ул. 1, телефон 2.');
  });

  it('of a meeting under the older law are drawn up by the older order, without СНИЛС', async () => {
    const facts = await paperFacts(db, meeting.caseId);
    const old = { ...facts, meeting: { ...facts.meeting, lawDay: '2019-03-10' } };
    expect(paperHtml(old, 'protocol', false)).not.toContain('СНИЛС');
    expect(paperHtml(old, 'ballot-form', false)).not.toContain('СНИЛС');
  });

  it('give a program the same figures, signed so that one changed sign shows', async () => {
    const filed = await protocolOf(db, meeting.caseId);
    const xml = (await documentById(db, String(filed?.xmlId)))?.bytes.toString() ?? '';
    const key = String(await publicKeyOf(db));
    const { participating } = await db('meeting_count').where({ case_id: meeting.caseId }).first('participating');
    expect(xml).toContain(`participating="${participating}"`);
    expect(verifyXml(xml, key)).toBe(true);
    for (const [was, is] of [
      ['form="electronic"', 'form="mixed"'],
      [`participating="${participating}"`, 'participating="1"'],
    ])
      expect(verifyXml(xml.replace(was ?? '', is ?? ''), key)).toBe(false);
    expect(xml).not.toMatch(/Проверкин/);
  });

  it('that fail rest for a while and hold up no other', async () => {
    const young = await makeMeeting(owner, { rights: 3 });
    const problems: string[] = [];
    const papers = startPapers(
      db,
      async (wish) => {
        if (wish.html.includes('Реестр вручения')) throw new TypeError('no ink');
        return print(wish);
      },
      (problem) => problems.push(problem),
    );
    const end = performance.now() + 20_000;
    while (((await filedPapersOf(db, young.caseId)).length < 2 || problems.length === 0) && performance.now() < end)
      await wait(20);
    await papers.stop();
    expect((await filedPapersOf(db, young.caseId)).map(({ kind }) => kind).sort()).toEqual(['ballot-form', 'notice']);
    expect(problems).toEqual([expect.stringContaining('delivery-sheet')]);
  });

  it('that the system itself owes for a day raise the alarm, once, with whoever called it and the inspectorate', async () => {
    const hour = 3_600_000;
    const [fresh, late] = [
      await makeMeeting(owner, { rights: 2, opensIn: -300 * hour, closesIn: -23 * hour, phase: 'counted' }),
      await makeMeeting(owner, { rights: 2, opensIn: -300 * hour, closesIn: -25 * hour, phase: 'counted' }),
    ];
    expect([await reportMissingProtocols(db), await reportMissingProtocols(db)]).toEqual([1, 1]);
    const told = await db('delivery').where({ letter: 'meeting-protocol-late', channel: 'cabinet' });
    expect(told.map(({ case_id }) => case_id)).not.toContain(fresh.caseId);
    expect(told.map(({ person_id }) => person_id).sort()).toEqual([late.administrator, late.rights[0]?.holder].sort());
  });
});

/** The number of an appendix in the list at the end of a protocol. */
function numberOf(page: string, title: string): string | undefined {
  return new RegExp(`<li value="(\\d+)">${title}`).exec(page)?.[1];
}
