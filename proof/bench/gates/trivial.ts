import { sleep } from '@temporalio/workflow';

/** The smallest workflow that sets a timer. */
export async function trivial(): Promise<void> {
  await sleep('1 day');
}
