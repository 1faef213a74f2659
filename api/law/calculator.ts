import { z } from 'zod';
import { norms, normHistory } from '../../law/base/norm';
import { Refusal } from '../../law/base/refusal';
import { instantDigits, instantWords, dayWords } from '../../law/base/russian';
import { deadline, isTerm, type Deadline } from '../../law/base/terms';
import { normAreaTitle } from '../../law/base/term-words';
import { confidenceStatus } from './words';
import { maybe, text } from '../http/fields';
import { route, type Call } from '../http/route';
import { hrefWith } from '../view/list';
import { calendarOf } from '../view/ics';
import { houseZones } from '../view/zones';
import { deadlineOut } from './schema';
import { CAPITAL_ZONE } from '../../law/base/zone';

const PATH = '/law/deadline';
const TITLE = 'Посчитать срок';

const word = () => maybe(text({ max: 60 }));
const query = z.object({ norm: word(), event: word(), zone: word(), on: word() });
type Asked = z.infer<typeof query>;
const out = z.object({ deadline: deadlineOut.nullable() });
type Counted = z.infer<typeof out>;

const fieldOf: Readonly<Record<string, string>> = {
  'norm-unknown': 'norm',
  'norm-not-a-term': 'norm',
  'norm-not-in-force': 'on',
  'zone-unknown': 'zone',
  'event-unreadable': 'event',
};

/** A refusal by the law, shown beside the field that caused it. */
function asFields(error: unknown, asked: Asked): Refusal | null {
  if (!(error instanceof Refusal)) return null;
  const day =
    error.code === 'day-impossible' ? (asked.on && error.say.includes(`«${asked.on}»`) ? 'on' : 'event') : undefined;
  const field = fieldOf[error.code] ?? day ?? 'norm';
  return new Refusal(error.code, error.say, 422, { [field]: error.say });
}

/** A link may name the norm alone: the form then opens with it, and nothing has been forgotten yet. */
function count(asked: Asked): Deadline | null {
  if (!asked.event && !asked.zone && !asked.on) return null;
  const missing = Object.fromEntries([
    ...(asked.norm ? [] : [['norm', 'Выберите норму.']]),
    ...(asked.event ? [] : [['event', 'Укажите, когда произошло событие.']]),
  ]);
  if (!asked.norm || !asked.event) throw new Refusal('fields-wrong', 'Заполните отмеченные поля.', 422, missing);
  try {
    return deadline({ norm: asked.norm, event: asked.event, zone: asked.zone ?? CAPITAL_ZONE, on: asked.on });
  } catch (error) {
    throw asFields(error, asked) ?? error;
  }
}

/** One option per norm that starts a deadline, with the wording of its last edition. */
const choices = [
  ...new Map(
    norms()
      .filter(isTerm)
      .map((row) => [row.id, row]),
  ).values(),
].map((row) => ({ value: row.id, title: `${row.id} — ${row.title} (${normAreaTitle(row.area)})` }));

const formView = (asked: Asked) => ({
  norms: choices,
  zones: houseZones,
  asked: { ...asked, zone: asked.zone ?? CAPITAL_ZONE, event: localShape(asked.event) },
});

/** The picker of a browser understands only YYYY-MM-DDTHH:MM. */
const localShape = (event: string | undefined): string | undefined =>
  event && /^\d{4}-\d{2}-\d{2}$/.test(event) ? `${event}T00:00` : event;

function resultView(found: Deadline, asked: Asked) {
  const { lastDay, dueAt, zone, provisional, literalDay, derivation, citation, norm, title } = found;
  const sure = confidenceStatus({ confidence: normHistory(norm)[0]?.confidence ?? 'P' });
  return {
    title,
    derivation,
    citation,
    provisional,
    norm,
    sure,
    say: lastDay ? `Последний день — ${dayWords(lastDay)}` : `Крайний момент — ${instantWords(new Date(dueAt), zone)}`,
    late: `Поздно с ${instantDigits(new Date(dueAt), zone)} (${zone}).`,
    literal:
      literalDay && literalDay !== lastDay
        ? `По букве нормы последний день — ${dayWords(literalDay)} Мы берём более строгий: так не ошибётесь.`
        : undefined,
    ics: hrefWith(PATH, asked, { as: 'ics' }),
    json: hrefWith(PATH, asked, { as: 'json' }),
  };
}

const view = ({ deadline: found }: Counted, { query: asked }: Call<unknown, Asked>) => ({
  ...formView(asked),
  result: found ? resultView(found as Deadline, asked) : undefined,
});

const frame = { title: TITLE, trail: [{ href: '/law', title: 'Нормы и сроки' }, { title: TITLE }] };

export const lawDeadline = route({
  id: 'law.deadline',
  method: 'get',
  path: PATH,
  summary: TITLE,
  allowed: 'anyone',
  query,
  out,
  page: 'law/deadline',
  view,
  form: { page: 'law/deadline', data: async () => formView({}), frame },
  file: { types: ['text/calendar'], as: 'ics' },
  handle: async ({ query: asked, as, now }) => {
    const found = count(asked);
    if (as !== 'ics') return { data: { deadline: found }, frame };
    if (!found) throw new Refusal('fields-wrong', 'Выберите норму и событие.', 422, { norm: 'Выберите норму.' });
    const bytes = calendarOf([found], now);
    return {
      data: { deadline: found },
      file: { name: `срок-${found.norm}.ics`, type: 'text/calendar; charset=utf-8', bytes },
    };
  },
});
