import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historiesOf } from '../../store/executions';
import setUp from '../setup';
import tearDown from '../teardown';
import { appealTown, type Town } from '../stories/appeal-town';

const DAY_MS = 86_400_000;
const RELEASE = '0.1';

/** One life per shape of a history; a release adds files and never changes those that are there. */
const lives: Readonly<Record<string, (town: Town) => Promise<string>>> = {
  async late(town) {
    const id = await town.appeal();
    await days(town, 30);
    await town.answer(id);
    await days(town, 60);
    return id;
  },
  async reopened(town) {
    const id = await town.appeal();
    await town.act(id, 'route', { person: town.who.clerk });
    await town.answer(id);
    await town.act(id, 'reopen', { text: await town.write(id, 'comment') }, town.who.owner);
    await town.answer(id);
    await town.act(id, 'rate', { rating: 5 }, town.who.owner);
    return id;
  },
  async withdrawn(town) {
    const id = await town.appeal();
    await town.act(id, 'withdraw', {}, town.who.owner);
    return id;
  },
};

const days = async (town: Town, count: number): Promise<void> =>
  town.travelTo(new Date((await town.now()).getTime() + count * DAY_MS));

async function main(): Promise<void> {
  await setUp();
  const town = await appealTown({ bornAt: '2026-03-02T09:00:00Z' });
  const folder = join(__dirname, '..', '..', 'workflows', 'histories', 'appeal');
  mkdirSync(folder, { recursive: true });
  for (const [shape, live] of Object.entries(lives)) {
    const id = await live(town);
    const [run] = await town.eventually(async () => {
      const kept = await historiesOf(town.db, id);
      return kept.length > 0 && kept;
    });
    writeFileSync(join(folder, `${RELEASE}-${shape}.json`), run?.json ?? '');
    console.log(
      `${shape}: ${(JSON.parse(run?.json ?? '') as { events: unknown[] }).events.length} events, ${run?.json.length} bytes`,
    );
  }
  await town.stop();
  await tearDown();
}

void main().then(() => process.exit(0));
