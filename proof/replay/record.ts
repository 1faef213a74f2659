import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historiesOf } from '../../store/engine/executions';
import type { Region } from '../region';
import setUp from '../setup';
import tearDown from '../teardown';
import { appealTown } from '../stories/appeal-town';
import { meetingTown } from '../stories/meeting-town';
import { outageTown } from '../stories/outage-town';
import { requestTown } from '../stories/request-town';
import { appealLives } from './lives/appeal';
import { meetingLives } from './lives/meeting';
import { outageLives } from './lives/outage';
import { requestLives } from './lives/request';

const RELEASE = '0.2';
const HOME = join(__dirname, '..', '..', '/');
const FLATS = ['50.00', '50.00', '50.00'].map((area) => ({ area }));

/** Runs each life that has no record yet: a release adds files and never changes existing ones. */
async function record<Town extends Region>(
  area: string,
  lives: Readonly<Record<string, (town: Town) => Promise<string>>>,
  found: (bornAt: string) => Promise<Town>,
): Promise<void> {
  const folder = join(__dirname, '..', '..', 'workflows', 'histories', area);
  mkdirSync(folder, { recursive: true });
  for (const [shape, live] of Object.entries(lives)) {
    const file = join(folder, `${RELEASE}-${shape}.json`);
    if (existsSync(file)) continue;
    const town = await found('2026-03-02T12:00:00+03:00');
    const id = await live(town);
    const [run] = await town.eventually(async () => {
      const kept = await historiesOf(town.db, id);
      return kept.length > 0 && kept;
    });
    const { events } = JSON.parse(run?.json ?? '') as { events: unknown[] };
    // One event per line: half the size, and two files can still be compared. Paths of this machine are removed.
    const text = `{"events":[\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]}\n`.replaceAll(HOME, '');
    writeFileSync(file, text);
    console.log(`${area} ${shape}: ${events.length} events, ${text.length} bytes`);
    await town.stop();
  }
}

async function main(): Promise<void> {
  await setUp();
  await record('appeal', appealLives, (bornAt) => appealTown({ bornAt }));
  await record('meeting', meetingLives, (bornAt) => meetingTown({ bornAt, flats: FLATS }));
  await record('request', requestLives, (bornAt) => requestTown({ bornAt }));
  await record('outage', outageLives, (bornAt) => outageTown({ bornAt }));
  await tearDown();
}

void main().then(() => process.exit(0));
