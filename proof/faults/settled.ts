import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { linkEngine } from '../../activities/engine/connect';
import { reconcile } from '../../activities/engine/reconcile';

const PATIENCE_MS = 240_000;
const LOOK_MS = 200;

/** Every order is carried out, every accepted act is done, and every closed case has its history stored. */
export async function allWorkDone(db: Knex): Promise<void> {
  await waitUntilQuiet(async () => {
    const open = await db('outbox').whereNull('done_at').select('kind', 'problem');
    if (open.length > 0) return `orders stay open: ${JSON.stringify(open.slice(0, 3))}`;
    const acts = await db('accepted_act').whereNull('done_at').whereNull('refused_at').select('act', 'problem');
    return acts.length === 0 ? null : `acts stay open: ${JSON.stringify(acts.slice(0, 3))}`;
  });
}

/** Cases and workflows agree. */
export async function casesMatchWorkflows(db: Knex, temporal: string): Promise<void> {
  const link = await linkEngine(temporal, 'default');
  try {
    const found = Object.entries((await reconcile(db, link, { now: true, deep: true })) ?? { nothing: ['compared'] });
    expect(found.filter(([, names]) => names.length > 0)).toEqual([]);
  } finally {
    await link.close();
  }
}

/** Waits until nothing is left to wait for; `look` says what is left. */
export async function waitUntilQuiet(look: () => Promise<string | null>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const missing = await look().catch((error: unknown) => String(error));
    if (missing === null) return;
    if (performance.now() > end) throw new Error(missing);
    await wait(LOOK_MS);
  }
}
