import { setTimeout as wait } from 'node:timers/promises';
import { weekday } from '../../../law/base/day';
import { DAY_MS, HOUR_MS, localOf, CAPITAL_ZONE } from '../../../law/base/zone';
import { openAppeal } from '../../../store/appeal/open';
import { appealById, type AppealFile } from '../../../store/appeal/read';
import { deadlinesOf } from '../../../store/case/deadlines';
import { performDeed, type Life } from './deeds';
import { fates, type Deed } from './fates';
import { planAppeals, type SeedAppeal } from './plan';
import type { SeedArea, SeedWorld } from '../agenda';
import { actingAt, HOURS } from '../hours';
import { monthsBegin } from '../past';
import { idOf } from '../random';
import { buildingId, organisationId } from '../region';

const PAUSE_MS = 10;
const PATIENCE_MS = 60_000;
/** The assumed length of an appeal without an answer term. */
const UNDUE_MS = 10 * DAY_MS;
const BEARING: readonly Deed['act'][] = ['split', 'forward', 'complain'];
/** What happens to an appeal that was made from another one. */
const HANDLED: readonly Deed[] = [
  { at: 0.1, act: 'route' },
  { at: 0.6, act: 'answer' },
];

/** Every outcome, some late, something open in every phase. An interrupted appeal is continued to the same end. */
export const seedAppeals: SeedArea = async (living, until) => {
  const lives = new AppealLives(living);
  const begun = monthsBegin(until);
  for (const plan of planAppeals(living.cast)) {
    const at = workTime(new Date(until.getTime() - plan.daysBefore * DAY_MS), begun);
    if (at > living.diary.doneTo && at < until)
      living.agenda.add({ at, caseId: idOf(plan.name), run: () => lives.open(plan) });
    else if (at > begun && at < until) await lives.takeUp(plan);
  }
};

class AppealLives {
  constructor(private readonly living: SeedWorld) {}

  async open(plan: SeedAppeal): Promise<void> {
    const { db } = this.living.region;
    const id = idOf(plan.name);
    const { holder, house, matter, channel, fate } = plan;
    const text = matter.text
      .replace('{entrance}', String(holder?.entrance ?? 1))
      .replace('{floor}', String(holder?.floor ?? 2));
    if (await this.takeUp(plan)) return;
    const at = await this.living.region.now();
    await db.transaction((trx) =>
      openAppeal(trx, {
        id,
        at,
        addresseeId: organisationId(plan.to),
        subjects: plan.subjects,
        channel,
        text,
        buildingId: buildingId(house.key),
        premisesId: holder?.premisesId ?? null,
        applicant: holder ? { personId: holder.personId } : null,
        collective: fate === 'joined',
        actorId: channel === 'cabinet' && holder ? holder.personId : this.living.cast.clerk(plan.to),
      }),
    );
    await this.takeUp(plan);
  }

  /** Continues an appeal that was begun. False: it was not. */
  async takeUp(plan: SeedAppeal): Promise<boolean> {
    const id = idOf(plan.name);
    if (!(await appealById(this.living.region.db, id, await this.living.region.now()))) return false;
    await this.follow({ id, name: plan.name, plan, to: plan.to }, fates[plan.fate]);
    return true;
  }

  /** Puts the remaining deeds of an appeal on the agenda, at shares of its term. */
  private async follow(life: Life, deeds: readonly Deed[]): Promise<void> {
    const { file } = await this.registered(life.id);
    const span = await this.termOf(file);
    // A deed postponed by a weekend never overtakes the next one.
    let last = file.opened_at;
    for (const [turn, deed] of deeds.entries()) {
      const at = workTime(new Date(file.opened_at.getTime() + span * deed.at), last);
      last = at;
      if (at > this.living.diary.doneTo)
        this.living.agenda.add({ at, caseId: life.id, run: () => this.perform(life, deed, turn) });
      else await this.followBorn(life, deed);
    }
  }

  /** Its first answer term, whatever happened to it later: after an interruption the same term must be used. */
  private async termOf({ id, opened_at: openedAt }: AppealFile['file']): Promise<number> {
    const all = await deadlinesOf(this.living.region.db, id);
    const first = all.find(({ duty, name }) => duty && name !== 'registration');
    return first ? first.dueAt.getTime() - openedAt.getTime() : UNDUE_MS;
  }

  private async perform(life: Life, deed: Deed, turn: number): Promise<void> {
    await performDeed({ ...this.living.region, cast: this.living.cast }, life, deed, turn);
    await this.followBorn(life, deed);
  }

  /** The cases made by this deed are continued as well. */
  private async followBorn(life: Life, deed: Deed): Promise<void> {
    if (!BEARING.includes(deed.act)) return;
    const { children } = await this.registered(life.id);
    for (const [index, child] of children.entries()) {
      const to = deed.act === 'complain' ? 'inspectorate' : life.plan.house.manager;
      await this.follow({ ...life, id: child.id, name: `${life.name}:${deed.act}:${index}`, to }, HANDLED);
    }
  }

  private async registered(id: string): Promise<AppealFile> {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = await appealById(this.living.region.db, id, await this.living.region.now());
      if (found && found.file.phase !== 'received') return found;
      if (performance.now() > end) throw new Error(`Appeal ${id} is not registered: is the worker running?`);
      await wait(PAUSE_MS);
    }
  }
}

/** The nearest working hour of the same day; a weekend becomes Monday. Never before `after`. */
function workTime(instant: Date, after: Date): Date {
  const { day, time } = localOf(instant, CAPITAL_ZONE);
  const free = Math.max(0, weekday(day) - 5);
  const monday = free === 0 ? instant : new Date(instant.getTime() + (3 - free) * DAY_MS);
  const hour = HOURS.findLast((one) => one * HOUR_MS <= time) ?? 10;
  const at = actingAt(localOf(monday, CAPITAL_ZONE).day, hour);
  return at > after ? at : after;
}
