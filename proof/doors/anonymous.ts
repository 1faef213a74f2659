import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { lawfulMeeting } from '../lawful-meeting';

/** A browser that nobody has signed in to: its cookie and the token of its forms. */
export interface Visitor {
  cookie: string;
  csrf: string;
}

const QUESTIONS = 80_000;
const CHUNK = Buffer.alloc(1_024 * 1_024, 0x41);
const CHUNKS = 100;
const BOUNDARY = 'proof-of-doors';

/** A meeting with so many questions that checking it would take seconds. */
const manyQuestions = (): string =>
  JSON.stringify({
    ...lawfulMeeting,
    questions: Array.from({ length: QUESTIONS }, () => ({
      kind: 'CAP_REPAIR',
      for: '6152.43',
      against: '0',
      abstained: '0',
    })),
  });

let meeting: Blob | undefined;

export const anonymous = {
  async arrive(pages: string): Promise<Visitor> {
    const answer = await fetch(`${pages}/sign-in`, { headers: { accept: 'text/html' } });
    const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
    const [, csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(await answer.text()) ?? [];
    return { cookie, csrf };
  },
  async lawCheck(pages: string, { cookie, csrf }: Visitor): Promise<void> {
    meeting ??= new Blob([manyQuestions()]);
    const body = new FormData();
    body.set('file', meeting, 'собрание.json');
    const headers = { cookie, 'x-csrf-token': csrf, accept: 'application/json' };
    await (await fetch(`${pages}/law/meeting`, { method: 'POST', headers, body })).arrayBuffer();
  },
  async signIn(pages: string, { cookie, csrf }: Visitor): Promise<void> {
    const body = new URLSearchParams({ login: 'owner', password: randomUUID(), _csrf: csrf, key: randomUUID() });
    const headers = { cookie, accept: 'application/json' };
    await (await fetch(`${pages}/sign-in`, { method: 'POST', headers, body })).arrayBuffer();
  },
};

/** Sends ten files of ten megabytes without a cookie or a token, as long as the server reads. */
export function oversized(pages: string): Promise<void> {
  return new Promise((done) => {
    const sent = request(`${pages}/appeals`, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    });
    let [left, ended] = [CHUNKS, false];
    const end = (): void => {
      ended = true;
      sent.destroy();
      done();
    };
    const more = (): void => {
      while (!ended && left > 0) {
        left -= 1;
        const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="files"; filename="${left}.pdf"\r\n\r\n`;
        if (left % 10 === 9) sent.write(`\r\n${head}`);
        if (!sent.write(CHUNK)) return void sent.once('drain', more);
      }
      if (!ended) sent.end(`\r\n--${BOUNDARY}--\r\n`);
    };
    sent.on('response', (answer) => {
      answer.resume();
      answer.on('end', end);
    });
    sent.on('error', end);
    more();
  });
}
