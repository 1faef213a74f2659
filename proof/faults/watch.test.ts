import request from 'supertest';
import { reconcile } from '../../activities/engine/reconcile';
import { startWatchdog, watchRound } from '../../activities/engine/watchdog';
import type { EngineLink } from '../../activities/engine/connect';
import type { Loop } from '../../activities/engine/loop';
import { watchKernel } from '../../api/health/kernel';
import { engineState } from '../../api/operator/machine';
import { routes } from '../../api/routes';
import { NUDGE } from '../../workflows/case/contract';
import { siteOver, type Browser } from '../site';
import { appealTown, type Town } from '../stories/appeal-town';
import { hireOperator } from '../operator';

const HOUR_MS = 3_600_000;

/**
 * The chain of alarms is watched as well: whatever breaks it is shown on the page and in the figures, and an act
 * repairs it.
 */
describe('a chain of alarms that broke', () => {
  let town: Town;
  let app: ReturnType<typeof siteOver>['app'];
  let polina: Browser;
  let caseId: string;
  let number: string;
  let watch: Loop | undefined;
  beforeAll(async () => {
    town = await appealTown({ bornAt: '2026-03-02T12:00:00+03:00' });
    const site = siteOver({ db: town.db, engine: town.engine }, routes);
    app = site.app;
    await hireOperator(town.owner, town.who.inspector);
    polina = await site.browser(town.who.inspector);
    watchKernel(town.db);
  });
  beforeEach(async () => {
    caseId = await town.appeal();
    number = (await town.look(caseId)).file.number;
    // It is registered at intake; here it must also run.
    await town.eventually(async () => (await starts()).length === 0);
  });
  afterEach(async () => {
    await watch?.stop();
    watch = undefined;
    await town.owner('case_file').where({ id: caseId }).update({ closed_at: new Date(), outcome: 'withdrawn' });
    await town.owner('execution').where({ case_id: caseId }).update({ ended_at: new Date() });
  });
  afterAll(() => town.stop());

  const starts = () => town.owner('outbox').where({ case_id: caseId, kind: 'start' }).whereNull('done_at');
  const workflowId = () => `appeal:${caseId}`;
  const round = async (link: EngineLink = town.link) => {
    await town.owner('watch_round').update({ due_at: new Date(0) });
    return watchRound(town.db, link);
  };
  const standing = async (kind: string): Promise<number> => {
    // One look serves everybody who asks within a second, so here each look is made anew.
    watchKernel(town.db);
    const { text } = await request(app).get('/metrics');
    return Number(new RegExp(`^domovoy_standing\\{kind="${kind}"\\} (\\d+)$`, 'm').exec(text)?.[1]);
  };
  const nudges = async (): Promise<number> => {
    const { events } = await town.link.client.getHandle(workflowId()).fetchHistory();
    return (events ?? []).filter((one) => one.workflowExecutionSignaledEventAttributes?.signalName === NUDGE).length;
  };
  const finding = () => town.owner('watch_finding').where({ case_id: caseId }).first();
  const oversleep = async (): Promise<void> => {
    const wake_at = new Date((await town.now()).getTime() - HOUR_MS);
    await town.owner('execution').where({ case_id: caseId }).update({ wake_at });
  };

  it('shows a case that overslept, nudges it, and again when a person asks for it', async () => {
    await oversleep();
    await round();
    expect(await standing('wake-late')).toBe(1);
    const page = await polina.get('/state');
    expect(page.text).toContain('Дела не проснулись вовремя');
    expect(page.text).toContain(`href="/appeals/${caseId}">${number}</a>`);
    expect(await nudges()).toBe(1);

    await oversleep();
    watch = await startWatchdog(town.db, town.link, town.url, () => undefined);
    await oversleep();
    const sent = await polina.send('/state/mend', { kind: 'wake-late', subject: workflowId() });
    expect(sent.status).toBe(303);
    await town.eventually(async () => (await nudges()) >= 2);

    await watch.stop();
    await town.owner('execution').where({ case_id: caseId }).update({ wake_at: null });
    await round();
    expect(await standing('wake-late')).toBe(0);
    expect((await polina.get('/state')).text).not.toContain('Дела не проснулись вовремя');
  });

  it('does again what it could not do while the engine was away', async () => {
    await oversleep();
    const away = { ...town.link, connection: { withDeadline: () => Promise.reject(new Error('away')) } };
    await expect(round(away as unknown as EngineLink)).rejects.toThrow('away');
    expect(await finding()).toMatchObject({ nudges: 0, nudged_at: null });
    // A step that was still running may meanwhile have stored when the case wakes.
    await oversleep();
    await round();
    expect(await nudges()).toBe(1);
  });

  it('asks the engine who serves its queues, and for its version', async () => {
    const state = await town.eventually(async () => {
      const found = await engineState(town.link)();
      return (
        found?.queues.some(
          ({ name, kind, pollers }) => name === 'cases-appeal' && kind === 'workflow' && pollers > 0,
        ) && found
      );
    });
    expect(state.version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('finds a case whose execution was ended in the engine, and orders its start anew, once', async () => {
    await town.stopLoop();
    await town.link.client.getHandle(workflowId()).terminate('probe');
    // The engine's list is updated a moment later.
    await town.eventually(async () => {
      await reconcile(town.db, town.link, { now: true });
      await round();
      return (await standing('case-lost')) === 1;
    });
    const page = await polina.get('/state');
    expect(page.text).toContain('Открытые дела никто не ведёт');
    expect(page.text).toContain(number);
    expect(await starts()).toHaveLength(1);
    const sent = await polina.send('/state/repair', { number });
    expect(sent.status).toBe(303);
    expect(await starts()).toHaveLength(1);
    await town.restartWorker();
    await town.eventually(async () => (await starts()).length === 0);
    const { status } = await town.link.client.getHandle(workflowId()).describe();
    expect(status.name).toBe('RUNNING');
    await round();
    expect(await standing('case-lost')).toBe(0);
  });
});
