import { dayWords, instantWords, momentWords, sizeWords } from '../../law/base/russian';
import type { Call } from '../http/route';
import { caseHref } from './address';
import { deadlineViews } from './deadlines';
import type { ShownCase } from './load';

export const tabsOf = ({ id, inspects }: Pick<ShownCase, 'id' | 'inspects'>, current: 'show' | 'audit') =>
  inspects
    ? [
        { href: `/cases/${id}`, title: 'Дело', current: current === 'show' },
        { href: `/cases/${id}/audit`, title: 'По закону и в машине', current: current === 'audit' },
      ]
    : undefined;

const whereOf = ({ number, address, organisation }: ShownCase): string =>
  [number, address, organisation].filter(Boolean).join(' · ');

function factsOf(shown: ShownCase) {
  const { zone, stage, parent, openedAt, closedAt, outcome, lawDate } = shown;
  return [
    ...(stage ? [{ title: 'Этап', text: stage }] : []),
    { title: 'Открыто', text: instantWords(new Date(openedAt), zone) },
    ...(closedAt ? [{ title: 'Закрыто', text: instantWords(new Date(closedAt), zone) }] : []),
    ...(outcome ? [{ title: 'Итог', text: outcome }] : []),
    { title: 'Закон в редакции на', text: dayWords(lawDate) },
    ...(parent ? [{ title: 'Выросло из дела', text: parent.number, href: `/cases/${parent.id}` }] : []),
  ];
}

export function caseView(shown: ShownCase, { now }: Pick<Call, 'now'>) {
  const { id, area, zone } = shown;
  const own = caseHref({ area, id });
  return {
    where: whereOf(shown),
    title: shown.topic,
    phase: shown.phaseTitle,
    wanted: shown.next,
    zone,
    own: own.startsWith('/cases/') ? undefined : own,
    tabs: tabsOf(shown, 'show'),
    facts: factsOf(shown),
    deadlines: deadlineViews(shown.deadlines, zone, now, { closedAt: shown.closedAt, why: shown.outcome }),
    calendar: shown.closedAt ? undefined : `/cases/${id}?as=ics`,
    timeline: [...shown.events]
      .reverse()
      .map(({ at, ...event }) => ({ ...event, at, when: momentWords(at, zone, now) })),
    files: shown.documents.map((one) => ({
      href: `/cases/${id}/documents/${one.id}`,
      title: one.name,
      size: sizeWords(one.size),
      note: one.version > 1 ? `версия ${one.version}` : undefined,
    })),
  };
}

export const headingOf = whereOf;
