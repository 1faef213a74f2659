import { historiesOf } from '../../../store/engine/executions';
import { appealLives } from '../../replay/lives/appeal';
import setUp from '../../setup';
import { appealTown, type Town } from '../../stories/appeal-town';
import tearDown from '../../teardown';
import type { Gate } from './gate';

const PLAIN_MOST = 45;
const LATE_MOST = 70;
const DAY_MS = 86_400_000;
/** Events that only the history of a travelled region has. */
const SKIPS = /TIME_SKIPPING|OPTIONS_UPDATED/;

async function plain(town: Town): Promise<string> {
  const id = await town.appeal();
  await town.act(id, 'route', { person: town.who.clerk });
  await town.answer(id);
  await town.travelTo(new Date((await town.now()).getTime() + 60 * DAY_MS));
  return id;
}

/** Whole lives in a travelled region; events a live installation would not have are not counted. */
export const history: Gate = async () => {
  await setUp();
  const town = await appealTown({ bornAt: '2026-03-02T12:00:00+03:00' });
  try {
    const row = async (what: string, live: (town: Town) => Promise<string>, most: number) => {
      const { counted, skips } = await eventsOf(town, await live(town));
      const figure = `${counted} events (${skips} of time skipping besides)`;
      return { what, figure, gate: `≤ ${most}`, held: counted <= most };
    };
    return [
      await row('a plain appeal, routed, answered, closed by its window', plain, PLAIN_MOST),
      await row('a late one', appealLives['late'] ?? plain, LATE_MOST),
    ];
  } finally {
    await town.stop();
    await tearDown();
  }
};

async function eventsOf(town: Town, id: string): Promise<{ counted: number; skips: number }> {
  const [run] = await town.eventually(async () => {
    const kept = await historiesOf(town.db, id);
    return kept.length > 0 && kept;
  });
  const { events } = JSON.parse(run?.json ?? '') as { events: { eventType: string }[] };
  const skips = events.filter(({ eventType }) => SKIPS.test(eventType)).length;
  return { counted: events.length - skips, skips };
}
