import { randomUUID } from 'node:crypto';
import type { Town } from '../../stories/outage-town';

const at = (text: string): Date => new Date(`${text}+03:00`);
/** The town of the records is born on 2 March 2026 at noon. */
const PLANNED = { from: at('2026-03-20T09:00:00'), until: at('2026-03-20T18:00:00') };

/** One life for each shape of an outage's history. Returns the case whose history is stored. */
export const outageLives: Readonly<Record<string, (town: Town) => Promise<string>>> = {
  async planned(town) {
    const id = await asleep(town);
    await town.act(id, 'post');
    await town.change(id, { houses: [{ buildingId: town.near, entrances: [1], flats: [], risers: null }] });
    await town.travelTo(at('2026-03-20T17:00:00'));
    await town.change(id, { until: at('2026-03-20T20:00:00') }, 'extend');
    await town.act(id, 'restore');
    await town.travelTo(at('2026-03-21T18:00:00'));
    await town.until(id, 'closed');
    return id;
  },
  async emergency(town) {
    const wish = { kind: 'emergency', cause: 'unknown', from: at('2026-03-02T11:00:00'), until: null } as const;
    const id = await town.outage(wish);
    await town.travelTo(at('2026-03-03T12:00:00'));
    await town.act(id, 'note', { text: await town.write(id, 'note') });
    await town.act(id, 'restore', { houses: [town.near] });
    await town.act(id, 'restore');
    const [begun, restored] = ['2026-03-02T10:30:00+03:00', '2026-03-03T11:00:00+03:00'];
    await town.act(id, 'correct', { begun, restored, text: await town.write(id, 'reason') });
    await town.act(id, 'close', {}, randomUUID());
    return id;
  },
  async cancelled(town) {
    const id = await asleep(town);
    await town.act(id, 'cancel', { text: await town.write(id, 'reason') });
    return id;
  },
};

/** An outage whose workflow sleeps until the planned start before anything else happens to it. */
async function asleep(town: Town): Promise<string> {
  const id = await town.outage(PLANNED);
  await town.travelTo(at('2026-03-02T13:00:00'));
  return id;
}
