import { paperFacts } from '../../activities/meeting/documents/facts';
import { paperHtml } from '../../activities/meeting/documents/make';
import { protocolXml } from '../../activities/meeting/documents/xml';
import { printer, type Printer } from '../../activities/gateways/browser';
import { meetingRoutes } from '../../api/meeting/routes';
import { openBrowser } from '../../bin/engines/chromium';
import { castBallot } from '../../store/meeting/ballots/cast';
import { signingKey } from '../../store/case/signing-key';
import { seal } from '../../store/meeting/ballots/seal';
import { completeProtocol, draftProtocol } from '../../store/meeting/file/protocol';
import { countNow, writeCount } from '../../store/meeting/results';
import { randomUUID } from 'node:crypto';
import { allMarks, makeMeeting, type BallotMeeting } from '../ballots/meeting';
import setUp from '../setup';
import { testSite, type Site } from '../site';
import tearDown from '../teardown';
import { machine, print } from './measure';

const SIZES = process.argv.slice(2).map(Number);
const ZONE = 'Europe/Moscow';
const MARKS = ['for', 'for', 'for', 'against', 'abstained'];
const KILO = 1_024;

interface Row {
  what: string;
  ms: number;
  bytes: number | null;
}

async function timed<T>(rows: Row[], what: string, work: () => Promise<T>, size?: (made: T) => number): Promise<T> {
  const began = performance.now();
  const made = await work();
  rows.push({ what, ms: performance.now() - began, bytes: size ? size(made) : null });
  return made;
}

async function voted(site: Site, rights: number): Promise<BallotMeeting> {
  const meeting = await makeMeeting(site.owner, { rights, questions: 3 });
  for (const [index, { id: rightId, holder }] of meeting.rights.entries()) {
    const marks = allMarks(meeting.questions, MARKS[index % MARKS.length] ?? 'for');
    const ballot = { id: randomUUID(), caseId: meeting.caseId, rightId, holderId: holder, byPersonId: holder, marks };
    await site.db.transaction((trx) => castBallot(trx, ballot));
  }
  return meeting;
}

/** The close of one meeting in which everybody votes, its sheet of rights and its protocol, each by the real code. */
async function measureOne(site: Site, { print: pdf }: Printer, rights: number): Promise<Row[]> {
  const rows: Row[] = [];
  const { caseId, closesAt, administrator } = await timed(rows, 'cast, one by one', () => voted(site, rights));
  const browser = await site.browser(administrator);
  const sheet = async (as: string): Promise<Buffer> =>
    (await browser.get(`/meetings/${caseId}/roll${as}`).responseType('blob')).body;
  await timed(rows, 'шахматка, page', () => sheet(''), Buffer.byteLength);
  await timed(rows, 'шахматка, xlsx', () => sheet('?as=xlsx'), Buffer.byteLength);
  const count = await timed(rows, 'tally with thresholds', () => countNow(site.db, caseId, ZONE));
  await timed(rows, 'close: seal, tally, write', () =>
    site.db.transaction(async (trx) => {
      await seal(trx, caseId, closesAt);
      const found = await countNow(trx, caseId, ZONE);
      if (found) await writeCount(trx, caseId, found, closesAt);
    }),
  );
  if (!count?.quorum.met) throw new Error('Everybody voted, so there is a quorum');
  await draftProtocol(site.db, { caseId, number: caseId, formNorm: '266/пр', draftedAt: closesAt });
  await completeProtocol(site.db, caseId, closesAt);
  const facts = await timed(rows, 'protocol: facts', () => paperFacts(site.db, caseId));
  const key = await signingKey(site.db);
  await timed(rows, 'protocol: XML, signed', async () => protocolXml(facts, key), Buffer.byteLength);
  const html = await timed(rows, 'protocol: HTML', async () => paperHtml(facts, 'protocol', true), Buffer.byteLength);
  await timed(rows, 'protocol: PDF', () => pdf({ html, foot: caseId }), Buffer.byteLength);
  return rows;
}

const sizeText = (bytes: number | null): string => (bytes === null ? '' : `${Math.round(bytes / KILO)} KB`);

async function main(): Promise<void> {
  await setUp();
  const site = await testSite(meetingRoutes);
  const paper = printer(openBrowser);
  try {
    console.log(machine());
    for (const rights of SIZES.length > 0 ? SIZES : [1_000]) {
      const rows = await measureOne(site, paper, rights);
      print(
        [`${rights} rights`, 'ms', 'size'],
        rows.map(({ what, ms, bytes }) => [what, ms.toFixed(0), sizeText(bytes)]),
      );
    }
    console.log(machine());
  } finally {
    await paper.close();
    await site.close();
    await tearDown();
  }
}

void main();
