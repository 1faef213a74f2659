import { randomUUID } from 'node:crypto';
import { signPetition } from '../../../store/meeting/prepare/petition';
import { localOf } from '../../../law/base/zone';
import { ZONE } from '../../stories/meeting-house';
import type { Town, Wish } from '../../stories/meeting-town';

const DAY_MS = 86_400_000;
const ALL = [0, 1, 2];

/**
 * One life for each shape of a meeting's history; three flats of 50 m² vote. Returns the case whose history is stored.
 */
export const meetingLives: Readonly<Record<string, (town: Town) => Promise<string>>> = {
  async electronic(town) {
    const { id } = await held(town, ALL);
    await town.until(id, 'protocol');
    await town.act(id, 'hand-over');
    await town.act(id, 'file', {}, town.head);
    await town.act(id, 'register', {}, town.inspector);
    return archived(town, id);
  },
  async signed(town) {
    const { id } = await held(town, ALL, { form: 'mixed' });
    await town.until(id, 'counted');
    const [, chair, secretary] = town.owners;
    // A refusal leaves a failed activity in the history: it must replay as well.
    await town.act(id, 'sign', { part: 'chair' }, secretary).catch(() => undefined);
    await town.act(id, 'sign', { part: 'chair' }, chair);
    await town.act(id, 'sign', { part: 'secretary' }, secretary);
    await town.act(id, 'sign', { part: 'counter' }, secretary);
    await town.act(id, 'publish');
    await town.act(id, 'hand-over');
    await town.act(id, 'file', {}, town.head);
    await town.act(id, 'register', {}, town.inspector);
    return archived(town, id);
  },
  async repeated(town) {
    const { id } = await held(town, [0]);
    await town.until(id, 'no-quorum');
    const repeat = randomUUID();
    await town.act(id, 'repeat', { meeting: repeat });
    await town.until(repeat, 'draft');
    await town.act(repeat, 'cancel');
    return archived(town, id);
  },
  async returned(town) {
    const { id } = await held(town, ALL);
    await town.until(id, 'protocol');
    await town.act(id, 'hand-over');
    // The manager is late, and the inspectorate returns the originals twice.
    await town.travelTo((await town.deadline(id, 'file')).dueAt);
    await town.act(id, 'file', {}, town.head);
    for (const round of [1, 2]) {
      const until = new Date((await town.now()).getTime() + 10 * DAY_MS);
      const remark = { text: await town.write(id, 'remark', `Замечание ${round}.`), until: until.toISOString() };
      await town.act(id, 'return', remark, town.inspector);
      await town.act(id, 'file', {}, town.head);
    }
    await town.act(id, 'register', {}, town.inspector);
    return archived(town, id);
  },
  async cancelled(town) {
    const { id } = await noticed(town);
    await town.act(id, 'cancel', { text: await town.write(id, 'reason') });
    return id;
  },
  async halted(town) {
    const { id, opensAt } = await noticed(town);
    await town.tell(id, town.owners.slice(1));
    await town.travelTo(opensAt);
    await town.until(id, 'halted');
    const repeat = randomUUID();
    await town.act(id, 'repeat', { meeting: repeat });
    await town.until(repeat, 'draft');
    return id;
  },
  async requested(town) {
    const id = await town.draft({ ...(await week(town)), intake: { initiatorKind: 'group' } });
    const day = localOf(await town.now(), ZONE).day;
    await signPetition(town.db, id, town.owners[0] ?? '', await town.now(), day);
    await town.act(id, 'request');
    await town.act(id, 'amend', {}, town.head);
    await town.act(id, 'request');
    await town.travelTo((await town.deadline(id, 'hold')).dueAt);
    await town.act(id, 'cancel', {}, town.head);
    return id;
  },
};

async function week(town: Town): Promise<Wish> {
  const opensAt = new Date((await town.now()).getTime() + 20 * DAY_MS);
  return { opensAt, closesAt: new Date(opensAt.getTime() + 8 * DAY_MS) };
}

async function noticed(town: Town, wish: Partial<Wish> = {}): Promise<{ id: string; opensAt: Date; closesAt: Date }> {
  const { opensAt, closesAt } = await week(town);
  const id = await town.draft({ opensAt, closesAt, ...wish });
  await town.act(id, 'notify');
  return { id, opensAt, closesAt };
}

/** Through the whole window; these flats vote for everything. */
async function held(town: Town, flats: readonly number[], wish: Partial<Wish> = {}): Promise<{ id: string }> {
  const { id, opensAt, closesAt } = await noticed(town, wish);
  await town.tell(id);
  await town.travelTo(opensAt);
  await town.until(id, 'voting');
  for (const flat of flats) await (wish.form === 'mixed' ? town.paper(id, flat) : town.vote(id, flat));
  await town.travelTo(closesAt);
  return { id };
}

async function archived(town: Town, id: string): Promise<string> {
  await town.travelTo((await town.deadline(id, 'archive')).dueAt);
  await town.until(id, 'archived');
  return id;
}
