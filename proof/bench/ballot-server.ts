import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import express from 'express';
import type { Knex } from 'knex';
import { z } from 'zod';
import { createApp } from '../../api/app';
import { ballotLogRoutes } from '../../api/meeting/log/routes';
import type { Rates } from '../../api/security/rates';
import { environment, need } from '../../bin/environment';
import { openDatabase } from '../../store/sql/database';

const POOL = 16;

/** The app with its one route for ballots; only the rate limits are raised, because few people vote 200 times here. */
function ours(db: Knex): RequestListener {
  const free = { points: 1_000_000_000, seconds: 60, shared: true, free: 1_000_000_000 };
  const rates: Rates = { read: free, write: free, search: free, 'sign-in': free, password: free, exchange: free };
  return createApp({ db, engine: { carryOut: () => Promise.reject(new Error('no engine here')) } }, ballotLogRoutes, {
    kind: 'training',
    publicUrl: 'http://localhost:8080',
    sessionSecret: 'a secret that only the benchmark has',
    rates,
  });
}

const shape = z.object({ right: z.guid(), answers: z.record(z.guid(), z.enum(['for', 'against', 'abstained'])) });

/** The least that can be called a chained insert: no sign-in, no rights, no window, no key, no stored answer. */
function bare(db: Knex): RequestListener {
  const app = express();
  app.use(express.json());
  app.post('/meetings/:id/ballots', async (request, response) => {
    const body = shape.parse(request.body);
    const { id } = request.params;
    const row = await db.transaction(async (trx) => {
      await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [id]);
      const last = await trx('bare_ballot')
        .where({ meeting: id })
        .orderBy('seq', 'desc')
        .first<{ seq: number; hash: string } | undefined>('seq', 'hash');
      const [seq, prev] = [(last?.seq ?? 0) + 1, last?.hash ?? ''];
      const hash = createHash('sha256').update(prev).update(JSON.stringify(body)).digest('hex');
      await trx('bare_ballot').insert({
        meeting: id,
        seq,
        right_id: body.right,
        answers: JSON.stringify(body.answers),
        prev,
        hash,
      });
      return { seq, hash };
    });
    response.status(201).json({ seq: row.seq, tracker: row.hash.slice(0, 20) });
  });
  return app;
}

const [mode] = process.argv.slice(2);
const db = openDatabase(need(environment(), 'DATABASE_URL'), `bench ${mode}`, POOL);
const server = createServer({ keepAliveTimeout: 60_000 }, mode === 'bare' ? bare(db) : ours(db));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
});
process.on('disconnect', () => process.exit(0));
