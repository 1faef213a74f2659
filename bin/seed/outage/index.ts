import { addDays } from '../../../law/base/day';
import { CAPITAL_ZONE, HOUR_MS, instantOf, localOf } from '../../../law/base/zone';
import { command } from '../../../api/http/order';
import { openOutage, writeChangedPlan } from '../../../store/outage/open';
import { housesOf, mustHaveOutage } from '../../../store/outage/rows';
import { writeOutageText } from '../../../store/outage/texts';
import type { OutageTextKind } from '../../../law/outage/words';
import type { SeedArea, SeedWorld } from '../agenda';
import { actingAt } from '../hours';
import { idOf } from '../random';
import { buildingId, organisationId } from '../region';
import { outagePlans, type Deed, type SeedOutage, type When } from './plan';

/** Outages of every phase. An interrupted one is continued: each deed is done under a key of its own. */
export const seedOutages: SeedArea = async (living, until) => {
  for (const plan of outagePlans) {
    const life = new OutageLife(living, plan, until);
    living.agenda.add({ at: life.actsAt(plan.announced), caseId: life.id, run: () => life.open() });
    plan.deeds.forEach((deed, turn) => {
      const at = life.actsAt([deed.day, deed.hour]);
      if (at < until) living.agenda.add({ at, caseId: life.id, run: () => life.perform(deed, turn) });
    });
  }
};

class OutageLife {
  readonly id: string;
  private readonly actorId: string;

  constructor(
    private readonly living: SeedWorld,
    private readonly plan: SeedOutage,
    private readonly until: Date,
  ) {
    this.id = idOf(plan.name);
    this.actorId = living.cast.clerk(plan.by);
  }

  actsAt([daysBefore, hour]: SeedOutage['announced']): Date {
    return actingAt(this.dayOf(daysBefore), hour);
  }

  async open(): Promise<void> {
    const { region } = this.living;
    const { by, kind, services, cause, causeText, danger = false, inFlats = false, from, until } = this.plan;
    const at = await region.now();
    await region.db.transaction((trx) =>
      openOutage(trx, {
        ...{ id: this.id, at, kind, services, cause, causeText, danger, inFlats, actorId: this.actorId },
        organisationId: organisationId(by),
        from: from ? this.instant(from) : new Date(at.getTime() - HOUR_MS / 2),
        until: until && this.instant(until),
        houses: this.plan.houses.map(({ key, entrances = [], risers = null }) => ({
          ...{ buildingId: buildingId(key), entrances, flats: [], risers },
        })),
      }),
    );
  }

  async perform(deed: Deed, turn: number): Promise<void> {
    const key = idOf(`${this.plan.name}:${turn}`);
    const act = (args: Parameters<typeof command>[1]['args']): Promise<unknown> =>
      command(this.living.region, {
        ...{ area: 'outage', caseId: this.id, key, name: deed.act, actorId: this.actorId, args },
      });
    switch (deed.act) {
      case 'post':
        await act({});
        return;
      case 'restore':
        await act(deed.houses ? { houses: deed.houses.map(buildingId) } : {});
        return;
      case 'cancel':
        await act({ text: await this.write(key, 'reason', deed.reason) });
        return;
      case 'note':
        await act({ text: await this.write(key, 'note', deed.say) });
        return;
      default:
        await act({ plan: key, version: await this.changed(key, deed) });
    }
  }

  /** The plan as it is made from the one that holds now; returns the version of that one. */
  private async changed(id: string, deed: Deed & { act: 'change' | 'extend' }): Promise<number> {
    const { db, now } = this.living.region;
    const { plan, version } = await mustHaveOutage(db, this.id);
    const { from, cause, danger, inFlats, textId } = plan;
    await writeChangedPlan(db, {
      ...{ id, caseId: this.id, at: await now(), actorId: this.actorId, reason: deed.reason, keptTextId: textId },
      ...{ from, cause: deed.cause ?? cause, danger, inFlats, until: this.instant(deed.until) },
      houses: await housesOf(db, plan.id),
    });
    return version;
  }

  private async write(id: string, kind: OutageTextKind, body: string): Promise<string> {
    const { db, now } = this.living.region;
    await writeOutageText(db, { id, caseId: this.id, kind, body, authorId: this.actorId, at: await now() });
    return id;
  }

  private dayOf(daysBefore: number): string {
    return addDays(localOf(this.until, CAPITAL_ZONE).day, -daysBefore);
  }

  private instant([daysBefore, hour]: When): Date {
    return instantOf({ day: this.dayOf(daysBefore), time: hour * HOUR_MS }, CAPITAL_ZONE);
  }
}
