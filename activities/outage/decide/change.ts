import { Refusal } from '../../../law/base/refusal';
import { localOf } from '../../../law/base/zone';
import { tellsAll } from '../../../law/outage/notice';
import { announcedOf, authorOf, planFacts, tellingOf } from '../../../store/outage/announce';
import { beginning, noticeTerms, promise, timingOf } from '../../../store/outage/duties';
import { mustBeTimes } from '../../../store/outage/open';
import { mustServe } from '../../../store/outage/place';
import {
  housesOf,
  mustHaveOutage,
  planOf,
  takePlan,
  type Outage,
  type OutageHouse,
  type OutagePlan,
} from '../../../store/outage/rows';
import { beginSpans, endSpansLeftOut } from '../../../store/outage/spans';
import { tellHouseholds } from '../../../store/outage/tell';
import type { Decide } from '../../../store/case/change';
import type { CaseFile, Change, NamedDeadline } from '../../../store/case/types';
import type { Knex } from 'knex';

type Trx = Parameters<Decide>[0];

/** New times, houses or cause take the place of what was announced, with a reason. args: plan, version */
export const change: Decide = (trx, file, call, at) => changed(trx, file, call, at, 'changed');

/** The promised end moves. args: plan, version */
export const extend: Decide = (trx, file, call, at) => changed(trx, file, call, at, 'extended');

async function changed(
  trx: Trx,
  file: CaseFile,
  { args }: Parameters<Decide>[2],
  at: Date,
  kind: string,
): Promise<Change> {
  const outage = await mustHaveOutage(trx, file.id);
  const plan = await newPlan(trx, file, outage, args);
  const [old, houses] = [await housesOf(trx, outage.plan.id), await housesOf(trx, plan.id)];
  mustBeTimes(plan, outage.kind, at);
  const ask = { houses, services: outage.services, day: localOf(at, file.zone).day };
  await mustServe(trx, file.organisation_id ?? '', ask);
  mustDiffer(outage.plan, plan, old, houses);
  const version = outage.version + 1;
  await takePlan(trx, file.id, plan.id, version);
  if (file.phase === 'running') {
    await beginSpans(trx, file.id, at);
    await endSpansLeftOut(trx, file.id, at);
  }
  const people = await tellAll(trx, file, { ...outage, version }, { plan, old, houses, at });
  return {
    events: [{ kind, facts: { ...planFacts(plan, version), people } }],
    ...(await newTerms(trx, file, outage, plan, at)),
  };
}

/** The plan that the command speaks of: of this case, not taken over yet, and made from the one that holds now. */
async function newPlan(
  trx: Trx,
  file: CaseFile,
  outage: Outage,
  args: Parameters<Decide>[2]['args'],
): Promise<OutagePlan> {
  const plan = await planOf(trx, file.id, String(args['plan']));
  if (!plan || plan.version !== null)
    throw new Refusal('plan-unknown', 'Таких условий нет в этом деле. Заполните форму ещё раз.', 422);
  if (Number(args['version']) === outage.version) return plan;
  throw new Refusal(
    'plan-old',
    'Пока вы заполняли форму, условия изменил другой сотрудник. Посмотрите их и внесите изменение снова.',
    409,
  );
}

const said = ({ from, until, cause, textId, danger, inFlats }: OutagePlan, houses: readonly OutageHouse[]): string =>
  JSON.stringify([from, until, cause, textId, danger, inFlats, houses]);

function mustDiffer(
  was: OutagePlan,
  is: OutagePlan,
  old: readonly OutageHouse[],
  houses: readonly OutageHouse[],
): void {
  if (said(was, old) !== said(is, houses)) return;
  throw new Refusal('nothing-changed', 'Вы ничего не изменили: сообщать жителям не о чем.', 422);
}

/** Those who knew of it hear what is new; those who are new hear of it all; those left out hear that they are. */
async function tellAll(
  trx: Knex,
  file: CaseFile,
  outage: Outage,
  told: { plan: OutagePlan; old: readonly OutageHouse[]; houses: readonly OutageHouse[]; at: Date },
): Promise<number> {
  const { plan, old, houses, at } = told;
  const telling = tellingOf(file, outage, plan, at);
  const first = outage.kind === 'planned' ? 'outage-announced' : 'outage-emergency';
  const within = { houses: old, within: true };
  const known = await tellHouseholds(trx, file, { ...telling, houses, among: within, letter: 'outage-changed' });
  const fresh = await tellHouseholds(trx, file, {
    ...telling,
    houses,
    among: { houses: old, within: false },
    letter: first,
  });
  const spared = await tellHouseholds(trx, file, {
    ...telling,
    houses: old,
    among: { houses, within: false },
    letter: 'outage-spared',
  });
  return known + fresh + spared;
}

/** A new start is a new notice, judged by its own day; a new end is a new promise. */
async function newTerms(
  trx: Trx,
  file: CaseFile,
  outage: Outage,
  plan: OutagePlan,
  at: Date,
): Promise<Pick<Change, 'set' | 'dropped' | 'met'>> {
  const [was, timing] = [outage.plan, timingOf(file, at)];
  const moved = plan.from.getTime() !== was.from.getTime();
  const all = noticeTerms(announcedOf(outage, plan, await authorOf(trx, file)), timing, at);
  const owed = (one: NamedDeadline): boolean =>
    outage.kind === 'planned' && (moved || (one.name === 'flats' && !was.inFlats));
  const told = outage.kind === 'emergency' && tellsAll(plan) && !tellsAll(was);
  return {
    set: [
      ...all.filter(owed),
      ...(moved && file.phase === 'announced' ? [beginning(plan.from, timing)] : []),
      ...(plan.until ? [promise(plan.until, timing)] : []),
    ],
    dropped: plan.until ? [] : ['promise'],
    met: told ? ['inform'] : [],
  };
}
