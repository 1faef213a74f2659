import { z, type ZodType } from 'zod';
import { counted, numberText, type Forms } from '../../law/base/russian';
import type { Reach } from '../../store/letters/deliveries';
import { unwrittenLetter, type Unwritten } from '../../store/letters/letters';
import { compose, composeSms, hasSms } from '../../templates/letters/compose';
import { letterView, type LetterView } from '../../templates/letters/view';
import { route, type Call, type Frame, type Route } from '../http/route';

/** A field of the form that gives the act; the template draws each kind by its partial. */
const fieldShape = z.object({
  kind: z.enum(['hidden', 'tick', 'text', 'day', 'time', 'line', 'select', 'checkboxes', 'radios']),
  name: z.string(),
  label: z.string().optional(),
  hint: z.string().optional(),
  value: z.string().optional(),
  blank: z.string().optional(),
  optional: z.boolean().optional(),
  options: z.array(z.object({ value: z.string(), title: z.string() })).optional(),
});
const link = z.object({ href: z.string(), title: z.string() });

/** All that a person should know before an act that cannot be taken back. */
export const confirmShape = z.object({
  title: z.string(),
  eyebrow: z.string(),
  /** Null where the act cannot be given now: there is nothing to confirm. */
  button: z.string().nullable(),
  /** What it will do. */
  does: z.array(z.string()),
  /** Whom it reaches, by which channels. */
  reaches: z.array(z.string()),
  /** What may not be changed from then on. */
  freezes: z.array(z.string()),
  /** Why there is no way back, or which one there is. */
  undo: z.string(),
  /** What to look at or to mend first. */
  warns: z.array(z.string()),
  letter: z
    .object({ subject: z.string(), paragraphs: z.array(z.array(z.string())), short: z.string().nullable() })
    .nullable(),
  fields: z.array(fieldShape),
  see: z.array(link),
  action: z.string(),
  back: link,
});
export type Confirm = z.infer<typeof confirmShape>;

type Told = Pick<Confirm, 'title' | 'eyebrow' | 'button' | 'does' | 'undo' | 'action' | 'back'> & Partial<Confirm>;

/** What an area does not say is not shown. */
export const confirmOf = (told: Told): Confirm => ({
  reaches: [],
  freezes: [],
  warns: [],
  letter: null,
  fields: [],
  see: [],
  ...told,
});

const frameOf = ({ title, back }: Confirm): Frame => ({ title, out: back });

export type ConfirmCall = Pick<Call, 'services' | 'actor' | 'params' | 'query' | 'body' | 'now' | 'visit' | 'key'> & {
  db: Call['db'];
};

/**
 * An act that cannot be taken back stands behind a page at its own address (another one where that is taken): GET says
 * what it will do, POST does it, and what was refused comes back to the same page. Programs post as ever.
 */
export function confirmed(
  act: Route,
  load: (call: ConfirmCall) => Promise<Confirm>,
  { query, path = act.path }: { query?: ZodType; path?: string } = {},
): Route[] {
  const form = {
    page: 'case/confirm',
    data: (call: Call) => load({ ...call, db: call.services.db }),
    frame: (shown: object) => frameOf(shown as Confirm),
  };
  const page = route({
    id: `${act.id}-confirm`,
    method: 'get',
    path,
    summary: `${act.summary}: что произойдёт`,
    allowed: act.allowed,
    subject: act.subject,
    params: act.params,
    ...(query && { query }),
    ...(act.trainingOnly && { trainingOnly: true }),
    out: confirmShape,
    page: 'case/confirm',
    handle: async (call) => {
      const data = await load(call);
      const away = { see: data.back.href, say: `Сейчас это сделать нельзя: ${data.title.toLowerCase()}.` };
      return { data, frame: frameOf(data), ...(data.button === null && away) };
    },
  });
  return [page, { ...act, form: form as Route['form'] }];
}

/** The letter as it would leave now, addressed to nobody; `open`: what stands where the form is not filled in yet. */
export async function letterShown(
  call: Pick<ConfirmCall, 'db' | 'visit'>,
  asked: Unwritten,
  open: Partial<LetterView> = {},
): Promise<Confirm['letter']> {
  const source = await unwrittenLetter(call.db, asked);
  if (!source) return null;
  const view = { ...letterView(source, call.visit.publicUrl), ...open };
  const { subject, paragraphs } = compose(asked.letter, view);
  const short = hasSms(asked.letter) ? composeSms(asked.letter, view) : null;
  return { subject, paragraphs: [[view.greeting], ...paragraphs.map(({ lines }) => lines)], short };
}

const TO_PEOPLE: Forms = ['человеку', 'людям', 'людям'];

/** Of those whom only the cabinet has the letter for: some may have a phone, on which this letter does not ring. */
function cabinetWords({ cabinetOnly, silentPhones }: Reach): string[] {
  if (cabinetOnly === 0) return [];
  const none = cabinetOnly - silentPhones;
  const why =
    silentPhones === 0
      ? 'ни почты, ни телефона'
      : none === 0
        ? 'почты нет, а по SMS это письмо не отправляется'
        : `ни почты, ни телефона у ${numberText(none)}, у остальных есть телефон, но по SMS это письмо не отправляется`;
  return [`Только в кабинет — ${counted(cabinetOnly, TO_PEOPLE)}: ${why}. Могут не узнать вовремя.`];
}

/** «Всего 347 собственников. В личный кабинет — всем.», by which other ways, and who has none of these. */
export function reachWords(reach: Reach, who: Forms): string[] {
  const { people, email, sms, push, paper } = reach;
  if (people === 0) return ['Писем не будет: писать некому.'];
  const ways: [number, string][] = [
    [email, 'по электронной почте'],
    [sms, 'по SMS'],
    [push, 'уведомлением в браузере'],
    [paper, 'на бумаге'],
  ];
  return [
    `Всего ${counted(people, who)}. В личный кабинет — всем.`,
    ...ways.filter(([count]) => count > 0).map(([count, way]) => `Кроме того, ${way} — ${counted(count, TO_PEOPLE)}.`),
    ...cabinetWords(reach),
  ];
}
