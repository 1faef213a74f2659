import { actTitle, type Lifecycle } from '../../law/base/lifecycle';
import { stageOf, type Stages } from '../../law/base/stages';
import type { CaseInput, CaseState } from './contract';

const HOUR_MS = 3_600_000;

/** What the engine's own pages show of a case beside its history: its phase and its clock. */
export function detailsOf(
  { number, training, offsetMs }: CaseInput,
  { phase, closed, wakes }: CaseState,
  life: Lifecycle,
  stages: Stages,
): string {
  const stage = stageOf(stages, phase);
  const [next] = wakes;
  return [
    `**${number}** · ${life.phases[phase]?.title ?? phase}`,
    stage && `Этап: ${stage.title} (${stage.law})`,
    closed ? 'Дело закрыто.' : next && `Следующее пробуждение: «${actTitle(life, next.act)}», ${next.at} по часам дела`,
    training &&
      `Учебный контур: часы дела впереди часов движка на ${Math.round(offsetMs / HOUR_MS)} ч и на всё, что в этом ` +
        'прогоне пропущено; времена событий ниже — по часам движка.',
  ]
    .filter(Boolean)
    .join('\n\n');
}
