import { declines, declineTitles } from '../../law/request/words';
import { verdict } from '../../law/base/verdict';
import { faultKind } from '../../law/dispatch/kinds';
import { factsOf, type ShownDeadline } from '../case/deadlines';
import { spanWords, type Status } from '../view/deadline';
import { hourWords, jobListView } from './job-line';
import type { JobShape } from './job-load';
import { faultTitle, requestPlace } from './line';
import type { RequestShape } from './shape';

export const JOBS_TITLE = 'Мои заявки';
export const JOB_FRAME = { title: 'Заявка в работе', back: { href: '/jobs', title: JOBS_TITLE }, app: true };

/** What each term asks of the worker; the others are the desk's. */
const asks: Readonly<Record<string, string>> = {
  accept: 'ответить',
  localise: 'локализовать',
  evacuate: 'освободить людей',
  fix: 'устранить',
  check: 'проверить',
};

const running = ({ metAt, droppedAt }: ShownDeadline): boolean => !metAt && !droppedAt;

/** The term that ends first, of those that ask something of the worker. */
const nearest = ({ deadlines, phase }: RequestShape): ShownDeadline | undefined =>
  deadlines
    .filter((one) => running(one) && one.name in asks && (one.name !== 'accept' || phase === 'assigned'))
    .sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0];

const SOON_PART = 1 / 5;

interface Clock {
  status: Status;
  left: string;
  due: string;
  late: boolean;
  bar: { done: number; label: string; kind: string };
}

/** Time left as a word, a shape and a bar. */
export function jobClock(request: RequestShape, now: Date): Clock | null {
  const due = nearest(request);
  if (!due) return null;
  const found = verdict(factsOf(due), now);
  const left = Date.parse(due.dueAt) - now.getTime();
  const whole = Math.max(1, Date.parse(due.dueAt) - Date.parse(due.event));
  const late = found.kind === 'missed';
  const kind = late ? 'late' : left <= whole * SOON_PART ? 'soon' : 'ok';
  const until = hourWords(due.dueAt, request.zone, now);
  const { pausedUntil } = request;
  const waits = pausedUntil !== null && Date.parse(pausedUntil) > now.getTime();
  const past = Math.max(0, whole - left);
  return {
    status: waits
      ? { kind: 'wait', word: `отложено до ${hourWords(pausedUntil, request.zone, now)}` }
      : { kind, word: `${asks[due.name] ?? ''} ${late ? 'было ' : ''}до ${until}` },
    left: late ? `\u2212${spanWords(-left)}` : spanWords(left),
    due: due.dueAt,
    late,
    bar: {
      done: Math.min(100, Math.round((past / whole) * 100)),
      label: `Прошло ${spanWords(past)} из ${spanWords(whole)}`,
      kind,
    },
  };
}

const ORDER = ['assigned', 'accepted', 'arrived', 'localised', 'fixed', 'closed'];
const STEPS = [
  { act: 'arrive', title: 'Прибыл', makes: 'arrived', term: null, hint: 'я на месте' },
  { act: 'localise', title: 'Локализовал', makes: 'localised', term: 'localise', hint: 'дальше вреда не будет' },
  { act: 'fix', title: 'Устранил', makes: 'fixed', term: 'fix', hint: 'работа закончена' },
] as const;

/** The big steps with the next one open; a fault that does no further harm has nothing to localise. */
function stepsOf({ deadlines, phase, steps, zone }: RequestShape, now: Date) {
  const harms = steps.localised !== null || deadlines.some(({ name, droppedAt }) => name === 'localise' && !droppedAt);
  const here = ORDER.indexOf(phase);
  const shown = STEPS.filter(({ act }) => act !== 'localise' || harms);
  const next = shown.findIndex(({ makes }) => ORDER.indexOf(makes) > here);
  return shown.map((step, place) => {
    const at = steps[step.makes];
    const due = deadlines.find((one) => one.name === step.term && running(one));
    const done = ORDER.indexOf(step.makes) <= here;
    return {
      ...step,
      no: place + 1,
      [step.act]: true,
      state: done ? 'done' : place === next && phase !== 'assigned' ? 'now' : 'ahead',
      said: done && at ? hourWords(at, zone, now) : due ? `до ${hourWords(due.dueAt, zone, now)}` : '',
    };
  });
}

/** In which phases each part of the page stands: the page itself moves on before the network does. */
const WHEN = {
  offer: 'assigned',
  refuse: 'assigned accepted',
  absent: 'accepted arrived',
  note: 'assigned accepted arrived localised fixed',
  visit: 'assigned accepted arrived localised',
} as const;

const parts = (phase: string) =>
  Object.fromEntries(
    Object.entries(WHEN).map(([name, when]) => [name, { when, hidden: !when.split(' ').includes(phase) }]),
  );

export function jobView({ person, request, reach, notes, jobs }: JobShape, now: Date, open?: string) {
  const { id, number, phase, zone, visit, wished } = request;
  const address = request.house.address;
  const span = (one: typeof visit) => one && `${hourWords(one.from, zone, now)} – ${hourWords(one.to, zone, now)}`;
  const facts: [string, string | number | null | undefined][] = [
    ...notes.map(({ title, text }): [string, string] => [title, text]),
    ['Подъезд', request.premises ? request.entrance : null],
    ['Этаж', request.floor],
    ['Место', request.spot],
    ['Кто ждёт', request.caller?.name ?? request.applicants[0]],
    ['Визит', span(visit)],
    ['Просят', visit ? null : span(wished)],
  ];
  return {
    ...{ id, number, person, phase, zone },
    place: requestPlace({ ...request, address }),
    title: faultTitle(request),
    paragraphs: request.text?.split('\n'),
    clock: jobClock(request, now),
    phone: reach.phone,
    desk: reach.desk,
    map: `geo:0,0?q=${encodeURIComponent(`${reach.town}, ${address}`)}`,
    facts: facts.flatMap(([name, said]) => (said ? [{ title: name, text: String(said) }] : [])),
    asks: faultKind(request.kind).asks,
    steps: stepsOf(request, now),
    result: request.result,
    parts: parts(phase),
    declines: declines.map((value) => ({ value, title: declineTitles[value] })),
    open: open ? { [open]: true } : {},
    list: jobListView(jobs, now, id),
  };
}
