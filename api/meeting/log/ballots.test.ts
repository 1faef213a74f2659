import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { allMarks, makeMeeting } from '../../../proof/ballots/meeting';
import { testSite, type Site } from '../../../proof/site';
import { verifyDump } from '../../../store/meeting/ballots/verify';
import { ballotLogRoutes } from './routes';

let site: Site;

beforeAll(async () => {
  site = await testSite(ballotLogRoutes);
});
afterAll(() => site.close());

const one = (questions: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(allMarks(questions, 'for')).map(([id, [mark = '']]) => [id, mark]));

async function send(person: string, caseId: string, body: object, key: string = randomUUID()) {
  return request(site.app)
    .post(`/meetings/${caseId}/ballots`)
    .set('Authorization', `Bearer ${await site.token(person)}`)
    .set('Idempotency-Key', key)
    .send(body);
}

describe('a decision sent by a program', () => {
  it('is recorded once under its key and answered with number and tracker', async () => {
    const { caseId, questions, rights } = await makeMeeting(site.owner);
    const [right, neighbour] = rights;
    const [key, body] = [randomUUID(), { right: right?.id, answers: one(questions) }];
    const first = await send(right?.holder ?? '', caseId, body, key);
    expect([first.status, first.body]).toMatchObject([
      201,
      { seq: 1, tracker: expect.stringMatching(/^[0-9a-f]{20}$/) },
    ]);
    const again = await send(right?.holder ?? '', caseId, body, key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    const reused = async (person: string | undefined, other: object) => {
      const { status, body: said } = await send(person ?? '', caseId, other, key);
      return [status, said.code];
    };
    expect(await reused(right?.holder, { ...body, answers: {} })).toEqual([422, 'key-reused']);
    // A key belongs to its sender: the same key from another person makes another decision.
    expect(await reused(neighbour?.holder, { ...body, right: neighbour?.id })).toEqual([201, undefined]);
  });

  it("is refused with its reason when it is not the sender's to give", async () => {
    const {
      caseId,
      questions,
      rights: [mine, theirs],
    } = await makeMeeting(site.owner);
    const answered = await send(mine?.holder ?? '', caseId, { right: theirs?.id, answers: one(questions) });
    expect([answered.status, answered.body.code]).toEqual([403, 'right-not-held']);
    const forSomebody = await send(mine?.holder ?? '', caseId, {
      right: theirs?.id,
      holder: theirs?.holder,
      answers: one(questions),
    });
    expect([forSomebody.status, forSomebody.body.code]).toEqual([403, 'power-absent']);
  });
});

describe('the log for taking away', () => {
  it('is open to everyone without openings, and with them only to those who count or inspect', async () => {
    const meeting = await makeMeeting(site.owner);
    const [right] = meeting.rights;
    await send(right?.holder ?? '', meeting.caseId, { right: right?.id, answers: one(meeting.questions) });
    const open = await request(site.app).get(`/meetings/${meeting.caseId}/ballots/log`).buffer(true).parse(asText);
    expect(verifyDump(String(open.body)).dump.head.kind).toBe('public');
    const openings = async (person: string | null) => {
      const call = request(site.app).get(`/meetings/${meeting.caseId}/ballots/openings`).buffer(true).parse(asText);
      return person ? call.set('Authorization', `Bearer ${await site.token(person)}`) : call;
    };
    expect([(await openings(null)).status, (await openings(meeting.rights[1]?.holder ?? '')).status]).toEqual([
      401, 403,
    ]);
    const full = await openings(meeting.administrator);
    expect([full.status, verifyDump(String(full.body)).dump.entries.length]).toEqual([200, 1]);
    expect(
      (await request(site.app).get(`/meetings/${meeting.caseId}/ballots/checkpoints`)).body.checkpoints,
    ).toHaveLength(1);
    expect((await request(site.app).get(`/meetings/${randomUUID()}/ballots/log`)).status).toBe(404);
  });
});

const asText = (response: request.Response, done: (error: Error | null, body: string) => void): void => {
  const parts: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.on('end', () => done(null, Buffer.concat(parts).toString('utf8')));
};
