import { parseArgs } from 'node:util';
import { linkEngine, type EngineLink } from '../activities/engine/connect';
import { buildsOf, routeCases, routeBack, supportsBuilds, type BuildState } from '../activities/engine/rollout';
import { engineState } from '../api/operator/machine';
import { Refusal } from '../law/base/refusal';
import { instantDigits } from '../law/base/russian';
import { engineWay } from './engine';
import { runProgram } from './program';
import { environmentOfHouse } from './settings';
import { CAPITAL_ZONE } from '../law/base/zone';

const BACK = 'Верните дела прежней: npm run rollout -- --back.';

/**
 * `npm run rollout`: lists the builds of workers, which of them run, and how many cases each has. With a build it gives
 * all cases to it, or a tenth of them with `--ramp 10`; `--back` returns to the previous one.
 */
runProgram('rollout', async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { ramp: { type: 'string' }, back: { type: 'boolean', default: false } },
  });
  const [build] = positionals;
  const percent = percentOf(values.ramp);
  if (percent !== undefined && !build)
    throw new Refusal('rollout-build', 'Укажите сборку, например: npm run rollout -- 1a2b3c4d5e6f --ramp 10');
  if (values.back && build) throw new Refusal('rollout-both', 'Укажите либо сборку, либо --back.');
  const env = environmentOfHouse();
  const link = await linkEngine(engineWay(env), env.TEMPORAL_NAMESPACE);
  try {
    if (!(await supportsBuilds(link)))
      throw new Refusal('rollout-none', 'Этот движок не различает сборок. Замените все worker сразу.');
    if (values.back) console.log(`Дела возвращены сборке ${await routeBack(link)}.`);
    if (build) {
      await routeCases(link, build, percent);
      console.log(percent === undefined ? `Дела отданы сборке ${build}.` : `Сборке ${build} отданы ${percent} % дел.`);
    }
    console.log(await report(link));
  } finally {
    await link.close();
  }
});

function percentOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,3}$/.test(text) && Number(text) <= 100) return Number(text);
  throw new Refusal('rollout-percent', 'После --ramp укажите долю дел в процентах, от 0 до 100.');
}

async function report(link: EngineLink): Promise<string> {
  const [{ builds, untouched, stuck }, engine] = await Promise.all([buildsOf(link), engineState(link)()]);
  if (builds.length === 0) return 'Движок ещё не видел ни одной сборки. Запустите worker.';
  const served = (id: string): string[] => [
    ...new Set(engine?.queues.filter((queue) => queue.builds.includes(id)).map(({ name }) => name)),
  ];
  const lines = builds.map((build) => lineOf(build, served(build.id)));
  const rest = untouched > 0 ? [`Ещё не начаты ни одной сборкой: ${untouched}.`] : [];
  const failing = stuck > 0 ? [`НЕ ПРОДВИГАЮТСЯ ${stuck}: их прошлое не подходит к этой сборке. ${BACK}`] : [];
  const nobody = builds.some(({ current }) => current)
    ? []
    : ['Дела не отданы ни одной сборке и ждут: npm run rollout -- <сборка>.'];
  return [...lines, ...rest, ...failing, ...nobody].join('\n');
}

function lineOf({ id, current, share, currentAt, running }: BuildState, queues: readonly string[]): string {
  const role = current ? 'нынешняя' : share > 0 ? 'на пробе' : currentAt ? 'прежняя' : 'ещё не вела дел';
  return [
    `${id}: ${role}, получает ${share} % дел`,
    `ведёт ${running}`,
    queues.length > 0 ? `работает в очередях ${queues.join(', ')}` : 'сейчас не запущена',
    currentAt && `стала нынешней ${instantDigits(currentAt, CAPITAL_ZONE)}`,
  ]
    .filter(Boolean)
    .join('; ');
}
