import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { temporal } from '@temporalio/proto';
import { buildOf, type Build } from '../../activities/engine/build';
import { buildsOf, routeCases, routeBack } from '../../activities/engine/rollout';
import { deciders } from '../../activities/areas';
import { startWorkers, type Workers } from '../../activities/worker';
import { environment, environmentFor, need } from '../../bin/environment';
import { openAppeal } from '../../store/appeal/open';
import { NUDGE } from '../../workflows/case/contract';
import { appealTown, type Town } from '../stories/appeal-town';
import { editionWith, type Edit } from './edition';

const MANY = 200;
const SOME = 12;
const AT_ONCE = 8;
/** Something arrived while a case was closing: the engine asks again, whatever the build. */
const CAME_LATE = temporal.api.enums.v1.WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND;
const VERSIONED = temporal.api.enums.v1.WorkerVersioningMode.WORKER_VERSIONING_MODE_VERSIONED;
const SLOW_MS = 150_000;
const FILE = 'workflows/case/loop.ts';

const otherWords: Edit = [FILE, 'setCurrentDetails(detailsOf(', "setCurrentDetails('Новая сборка. ' + detailsOf("];
const knows = (word: string): Edit => [FILE, '  setHandler,\n', `  setHandler,\n  ${word},\n`];
/** A new timer after each step, so that histories written without it do not fit. */
const rest = (before: string): Edit => [
  FILE,
  'this.state = await work();',
  `this.state = await work();\n      ${before}await sleep(1);`,
];
const heedless = [knows('sleep'), rest('')];
const careful = [knows('sleep,\n  patched'), rest("if (patched('rest-after-step')) "), otherWords];

describe('two builds of the worker side by side', () => {
  let town: Town;
  let mine: Build;
  let beside: Workers | undefined;
  let cases: string[];
  beforeEach(async () => {
    town = await appealTown({ bornAt: '2026-03-02T12:00:00+03:00' });
    mine = await buildOf();
    cases = [];
  });
  afterEach(async () => {
    await beside?.stop();
    beside = undefined;
    await town.stop();
  });

  const address = need(environment(), 'TEST_TEMPORAL_ADDRESS');
  async function serve(build: Build, patches = true): Promise<void> {
    const { db, link } = town;
    beside = await startWorkers({ db, link, address, deciders, build, patches, rollout: 'manual' });
    await town.eventually(async () => (await buildsOf(link)).builds.some(({ id }) => id === build.id));
  }
  async function open(howMany: number): Promise<void> {
    cases = Array.from({ length: howMany }, () => randomUUID());
    const at = await town.now();
    await town.db.transaction(async (trx) => {
      for (const id of cases)
        await openAppeal(trx, {
          id,
          at,
          addresseeId: town.of.manager,
          subjects: ['cleaning'],
          channel: 'cabinet',
          text: 'В подъезде не убирают.',
          buildingId: town.buildingId,
          applicant: { personId: town.who.owner },
          collective: false,
          actorId: town.who.owner,
        });
    });
  }
  async function forAll(work: (id: string) => Promise<unknown>): Promise<void> {
    const left = [...cases];
    const hand = async (): Promise<void> => {
      for (let id = left.pop(); id; id = left.pop()) await work(id);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, hand));
  }
  const note = async (id: string) => town.act(id, 'note', { text: await town.write(id, 'note') });
  const notes = async (): Promise<number[]> =>
    Promise.all(cases.map(async (id) => (await town.kinds(id)).filter((kind) => kind === 'noted').length));

  /** The builds that ran a case, in order, and where the code failed. */
  async function ledBy(id: string): Promise<{ builds: string[]; failed: string[] }> {
    const { events } = await town.link.client.getHandle(`appeal:${id}`).fetchHistory();
    const builds = (events ?? []).flatMap(
      ({ workflowTaskCompletedEventAttributes: done }) => done?.deploymentVersion?.buildId ?? [],
    );
    return {
      builds: builds.filter((build, index) => build !== builds[index - 1]),
      failed: (events ?? []).flatMap(({ workflowTaskFailedEventAttributes: failed }) =>
        failed && failed.cause !== CAME_LATE ? [failed.failure?.message ?? ''] : [],
      ),
    };
  }
  /** The code of some case fails; a signal from the watch makes the engine ask it again. */
  async function failing(): Promise<void> {
    await Promise.all(cases.map((id) => town.link.client.getHandle(`appeal:${id}`).signal(NUDGE)));
    await long(async () => {
      const led = await Promise.all(cases.map(ledBy));
      return led.some(({ failed }) => failed.some((why) => why.includes('TMPRL1100')));
    });
  }
  async function long(look: () => Promise<boolean>): Promise<void> {
    for (const end = performance.now() + SLOW_MS; !(await look()); await wait(500))
      if (performance.now() > end) throw new Error('What was waited for did not come');
  }
  async function endedRight(): Promise<void> {
    const open = () => town.db('execution').whereIn('case_id', cases).whereNull('ended_at');
    await long(async () => (await open()).length === 0);
    const files = await town.db('case_file').whereIn('id', cases).select('phase', 'outcome');
    expect(files).toEqual(cases.map(() => ({ phase: 'closed', outcome: 'satisfied' })));
    expect(await town.db('parked_alarm')).toEqual([]);
    expect(await town.db('accepted_act').whereNull('done_at')).toEqual([]);
  }
  async function told(...words: string[]): Promise<string> {
    const program = ['--require', 'tsx/cjs', join(__dirname, '..', '..', 'bin', 'rollout.ts'), ...words];
    const values = { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: town.link.namespace, DATA_DIR: '/nowhere' };
    const { stdout } = await promisify(execFile)(process.execPath, program, { env: environmentFor('doctor', values) });
    return stdout;
  }

  it('leads 200 cases to a new build and back while people act and alarms ring, and none fails', async () => {
    await open(MANY);
    await forAll(note);
    const next = await editionWith(careful);
    expect(next.id).not.toBe(mine.id);
    await serve(next, false);
    const acting = forAll(note);
    await routeCases(town.link, next.id);
    await acting;
    await town.travelTo('2026-03-12T12:00:00+03:00');
    expect(await told()).toMatch(new RegExp(`${next.id}: нынешняя, получает 100 % дел; ведёт ${MANY}; работает в`));
    const answering = forAll((id) => town.answer(id));
    expect(await told('--back')).toContain(`Дела возвращены сборке ${mine.id}.`);
    await answering;
    await town.travelTo('2026-06-01T12:00:00+03:00');
    await endedRight();
    expect(await notes()).toEqual(cases.map(() => 2));
    for (const id of cases) expect(await ledBy(id)).toEqual({ builds: [mine.id, next.id, mine.id], failed: [] });
  }, 600_000);

  it('sees that a build does not fit what is there, and mends it by going back', async () => {
    await open(SOME);
    await forAll(note);
    const wrong = await editionWith(heedless);
    await serve(wrong);
    await routeCases(town.link, wrong.id);
    const acting = Promise.all(cases.map(note));
    await failing();
    await long(async () => (await buildsOf(town.link)).stuck > 0);
    expect(await told()).toContain('НЕ ПРОДВИГАЮТСЯ');
    expect(await routeBack(town.link)).toBe(mine.id);
    await acting;
    expect(await notes()).toEqual(cases.map(() => 2));
    await forAll((id) => town.answer(id));
    await town.travelTo('2026-06-01T12:00:00+03:00');
    await endedRight();
  }, 300_000);

  it('goes back over a branch that was taken only to a build that knows it', async () => {
    await open(SOME);
    const next = await editionWith(careful);
    await serve(next);
    await routeCases(town.link, next.id);
    await forAll(note);
    expect(await routeBack(town.link)).toBe(mine.id);
    const acting = Promise.all(cases.map(note));
    await failing();
    await routeCases(town.link, next.id);
    await acting;
    await forAll((id) => town.answer(id));
    await town.travelTo('2026-06-01T12:00:00+03:00');
    await endedRight();
  }, 300_000);

  it('gives cases to no build that nobody serves, and says what to do', async () => {
    await expect(routeCases(town.link, 'nobody')).rejects.toMatchObject({ code: 'build-unknown' });
    await expect(routeBack(town.link)).rejects.toMatchObject({ code: 'build-first' });
  });

  it('runs without builds, and says so, where the engine knows none', async () => {
    const { db, link, stopWorker } = town;
    await stopWorker();
    const service = Object.assign(
      Object.create(link.connection.workflowService) as typeof link.connection.workflowService,
      {
        describeWorkerDeployment: () =>
          Promise.reject(Object.assign(new Error('no'), { code: 12, details: 'no', metadata: {} })),
      },
    );
    const connection = Object.create(link.connection, {
      workflowService: { value: service },
    }) as typeof link.connection;
    const said: string[] = [];
    const log = (problem: string): void => void said.push(problem);
    beside = await startWorkers({ db, link: { ...link, connection }, address, deciders, build: mine, log });
    expect(said).toEqual([expect.stringContaining('tells no builds apart')]);
    const { pollers } = await town.eventually(async () => {
      const found = await link.connection.workflowService.describeTaskQueue({
        namespace: link.namespace,
        taskQueue: { name: 'batch' },
        taskQueueType: 1,
      });
      return found.pollers?.some(({ deploymentOptions: of }) => of?.workerVersioningMode !== VERSIONED) && found;
    });
    expect(pollers).toBeDefined();
  });
});
