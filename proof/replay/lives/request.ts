import type { Town } from '../../stories/request-town';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** One life for each shape of a request's history. Returns the case whose history is stored. */
export const requestLives: Readonly<Record<string, (town: Town) => Promise<string>>> = {
  async confirmed(town) {
    const id = await town.request();
    await town.work(id, 'fix');
    await town.act(id, 'confirm', { rating: 5 }, town.who.owner);
    return id;
  },
  async unanswered(town) {
    const id = await town.request({ kind: 'S02.cold-water', text: 'Прорвало трубу.' });
    await town.work(id, 'fix');
    await later(town, 8 * DAY_MS);
    return id;
  },
  async silent(town) {
    const id = await town.request({ kind: 'S02.cold-water', text: 'Прорвало трубу.' });
    await town.act(id, 'assign');
    await later(town, HOUR_MS);
    await town.act(id, 'cancel', { why: 'self' });
    return id;
  },
  async reopened(town) {
    const id = await town.request();
    await town.work(id, 'fix');
    await town.act(id, 'reopen', { text: await town.write(id, 'objection') }, town.who.owner);
    await town.work(id, 'fix', town.who.second);
    await town.act(id, 'confirm', {}, town.who.owner);
    return id;
  },
  async paused(town) {
    const id = await town.request();
    const until = new Date((await town.now()).getTime() + 5 * HOUR_MS).toISOString();
    await town.act(id, 'pause', { until, ground: 'wish', text: await town.write(id, 'reason') });
    await town.act(id, 'resume');
    await town.act(id, 'reclassify', { fault: 'S04', text: await town.write(id, 'reason') });
    await town.work(id, 'arrive');
    await later(town, 3 * HOUR_MS);
    await town.act(id, 'fix', { text: await town.write(id, 'result') }, town.who.first);
    await town.act(id, 'confirm', {}, town.who.owner);
    return id;
  },
  async handed(town) {
    const id = await town.request({ kind: 'G01', text: 'Пахнет газом.' });
    await town.act(id, 'hand-off', { text: await town.write(id, 'proof') });
    await town.act(id, 'fix', { text: await town.write(id, 'result') });
    await town.act(id, 'confirm', {}, town.who.owner);
    return id;
  },
  async merged(town) {
    const first = await town.request({ kind: 'L01', text: 'Лифт стоит.' });
    const id = await town.request({ kind: 'L01', text: 'Не едет лифт.', applicantId: town.who.neighbour });
    await town.act(id, 'merge', { into: first });
    await town.eventually(async () => (await town.kinds(first)).includes('joined'));
    return id;
  },
};

const later = async (town: Town, ms: number): Promise<void> =>
  town.travelTo(new Date((await town.now()).getTime() + ms));
