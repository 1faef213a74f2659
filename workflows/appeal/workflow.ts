import { appealLifecycle } from '../../law/appeal/lifecycle';
import { openCase } from '../case';
import type { CaseInput } from '../contract';

/** An appeal from its receipt to its close (AP-01…AP-19). */
export async function appeal(input: CaseInput): Promise<void> {
  const file = openCase(input, appealLifecycle);
  // AP-04, AP-15: registered at once, with the number and the day the answer falls due.
  await file.act('register');
  // Until an answer, a refusal of competence or a withdrawal: people's acts and the alarms at 50, 80 and 100 % of the term.
  while (!isOver(file.phase)) {
    await file.through('registered', 'routed', 'extended', 'reopened', 'split');
    // The applicant rates, asks again or complains; the window ends by itself.
    await file.through('answered');
  }
  await file.finish();
}

const isOver = (phase: string): boolean =>
  appealLifecycle.phases[phase as keyof typeof appealLifecycle.phases]?.final === true;
