import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request, { type Test } from 'supertest';
import { createApp } from '../api/app';
import type { Pack } from '../api/case/evidence';
import { caseRoutes } from '../api/case/routes';
import { verify } from '../bin/verify';
import { makeToken } from '../store/access/tokens';
import { addDocument } from '../store/case/documents';
import { historiesOf } from '../store/engine/executions';
import { appealTown, type Town } from './stories/appeal-town';

/** An appeal with a file, an executor and a note, and the pages of its history. */
export interface CaseHistory {
  town: Town;
  caseId: string;
  get(who: keyof Town['who'], path: string): Promise<Awaited<Test>>;
  /** The general page of the case, or one below it. */
  page(who: keyof Town['who'], path?: string): Promise<Awaited<Test>>;
  /** Its evidence pack, as an inspector downloads it. */
  evidence(): Promise<Awaited<Test>>;
  /** What the command-line check says about a pack, offline. */
  verified(pack: Pack, key?: string): { code: number; lines: string[] };
  /** Answers after the deadline and waits until the case is closed and the engine's history is stored. */
  answerLate(): Promise<void>;
  stop(): Promise<void>;
}

async function begun(town: Town): Promise<string> {
  const caseId = await town.appeal();
  await addDocument(town.db, {
    id: randomUUID(),
    caseId,
    kind: 'request',
    name: 'двор.xml',
    type: 'application/xml',
    bytes: Buffer.from('снимок'),
    actorId: town.who.owner,
    at: await town.now(),
  });
  await town.act(caseId, 'route', { person: town.who.clerk });
  await town.act(caseId, 'note', { text: await town.write(caseId, 'note') });
  return caseId;
}

export async function caseHistory(): Promise<CaseHistory> {
  const town = await appealTown({ bornAt: '2026-03-02T12:00:00+03:00' });
  const options = { kind: 'training' as const, publicUrl: 'http://localhost:8080', sessionSecret: 'x'.repeat(32) };
  const app = createApp({ db: town.db, engine: town.engine }, caseRoutes, options);
  const folder = mkdtempSync(join(tmpdir(), 'domovoy-evidence-'));
  const caseId = await begun(town);
  const tokens = new Map<string, string>();
  const get: CaseHistory['get'] = async (who, path) => {
    const personId = town.who[who];
    const made = { personId, organisationId: null, scopes: ['*'], name: 'test', days: 999 };
    const token = tokens.get(personId) ?? (await makeToken(town.db, { id: randomUUID(), ...made }));
    tokens.set(personId, token);
    return request(app).get(path).auth(token, { type: 'bearer' }).buffer(true);
  };
  return {
    town,
    caseId,
    get,
    page: (who, path = '') => get(who, `/cases/${caseId}${path}?as=page`),
    evidence: () => get('inspector', `/cases/${caseId}/evidence`),
    verified: (pack, key) => {
      const file = join(folder, `${randomUUID()}.json`);
      writeFileSync(file, JSON.stringify(pack));
      const lines: string[] = [];
      return { code: verify(file, (line) => lines.push(line), key), lines };
    },
    answerLate: async () => {
      await town.travelTo('2026-03-20T12:00:00+03:00');
      await town.answer(caseId);
      await town.travelTo('2026-05-20T12:00:00+03:00');
      await town.eventually(async () => (await historiesOf(town.db, caseId)).length > 0);
    },
    stop: async () => {
      rmSync(folder, { recursive: true });
      await town.stop();
    },
  };
}
