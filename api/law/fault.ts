import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { isoIn, localOf, clockText, parseZone, CAPITAL_ZONE } from '../../law/base/zone';
import { billLines } from '../../law/dispatch/bill';
import { answerLine, lateLines } from '../../law/dispatch/late';
import { faultAnswer } from '../../law/dispatch/ask';
import { type ClockName, clockNames } from '../../law/dispatch/clocks';
import { faultKind, type FaultKind, isPressing, isUrgent, recogniseFaults } from '../../law/dispatch/kinds';
import { localTime, maybe, text } from '../http/fields';
import { route, type Call } from '../http/route';
import { faultBlank, faultPage } from './fault-view';
import { deadlineOut } from './schema';

const PATH = '/law/fault';
const TITLE = 'Сколько ждать?';
const PAGE = 'law/fault';
const FRAME = { title: TITLE, trail: [{ href: '/law', title: 'Нормы и сроки' }, { title: TITLE }] };

/** Who writes of a fault may write a name: the link that is passed on carries the kind instead of the words. */
const query = z.object({
  say: maybe(text({ max: 300, lines: true })),
  kind: maybe(text({ max: 40 })),
  at: maybe(localTime()),
  damaged: maybe(localTime()),
  zone: maybe(text({ max: 60 })),
});
export type Asked = z.infer<typeof query>;

const kindOut = z.object({
  code: z.string(),
  title: z.string(),
  group: z.string(),
  emergency: z.boolean(),
  pressing: z.boolean(),
  handOff: z.enum(['104']).nullable(),
});
const line = z.object({ norm: z.string(), says: z.string(), mark: z.string().optional() });
const names = Object.keys(clockNames) as [ClockName, ...ClockName[]];
const out = z.object({
  /** The words tell of danger. */
  urgent: z.boolean(),
  /** What the words may mean, likeliest first; the first is answered. */
  found: z.array(kindOut),
  answer: z
    .object({
      kind: kindOut,
      registeredAt: z.string(),
      zone: z.string(),
      /** Whether the time was left out: it is now. */
      now: z.boolean(),
      clocks: z.array(z.object({ name: z.enum(names), title: z.string(), deadline: deadlineOut })),
      script: z.array(z.string()),
      /** How soon the dispatcher answers a call. */
      phone: z.string().nullable(),
      bill: z.array(line),
      /** What to do when they are late. */
      late: z.array(line),
    })
    .nullable(),
});
export type Told = z.infer<typeof out>;

const told = (kind: FaultKind): z.infer<typeof kindOut> => ({
  code: kind.code,
  title: kind.title,
  group: kind.group,
  emergency: kind.emergency,
  pressing: isPressing(kind),
  handOff: kind.handOff,
});

/** The law names its own fields; here they are those of the form. */
const fieldOf: Readonly<Record<string, string>> = {
  'fault-unknown': 'say',
  'zone-unknown': 'zone',
  'clock-order': 'damaged',
};

function answered(asked: Asked, now: Date): Told {
  try {
    const zone = parseZone(asked.zone ?? CAPITAL_ZONE);
    const found = asked.say === undefined ? [] : recogniseFaults(asked.say);
    const kind = asked.kind === undefined ? found[0] : faultKind(asked.kind);
    const urgent = kind ? isPressing(kind) : asked.say !== undefined && isUrgent(asked.say);
    if (!kind) return { urgent, found: [], answer: null };
    const local = localOf(now, zone);
    const registeredAt = asked.at ?? `${local.day}T${clockText(local.time)}`;
    const day = registeredAt.slice(0, 10);
    const { clocks, script } = faultAnswer({ kind: kind.code, registeredAt, damagedAt: asked.damaged, zone });
    return {
      urgent,
      found: found.map(told),
      answer: {
        kind: told(kind),
        registeredAt: clocks[0]?.deadline.event ?? isoIn(now, zone),
        zone,
        now: asked.at === undefined,
        clocks: clocks.map(({ name, deadline }) => ({ name, title: clockNames[name], deadline })),
        script,
        bill: billLines(kind, day),
        late: lateLines(kind, day),
        phone: answerLine(day),
      },
    };
  } catch (error) {
    const field = error instanceof Refusal ? fieldOf[error.code] : undefined;
    if (!(error instanceof Refusal) || field === undefined) throw error;
    throw new Refusal(error.code, error.say, 422, { [field]: error.say });
  }
}

export const lawFault = route({
  id: 'law.fault',
  method: 'get',
  path: PATH,
  summary: TITLE,
  allowed: 'anyone',
  query,
  out,
  page: PAGE,
  view: (data, call: Call<unknown, Asked>) => faultPage(data, call),
  form: { page: PAGE, data: async () => faultBlank(), frame: FRAME },
  handle: async ({ query: asked, now }) => {
    const data = answered(asked, now);
    return { data, frame: { ...FRAME, title: data.answer ? `${data.answer.kind.title}. ${TITLE}` : TITLE } };
  },
});
