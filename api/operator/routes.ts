import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { counted } from '../../law/base/russian';
import { kindNames } from '../../store/watch/kinds';
import { findingName, noteAct, tryNow } from '../../store/watch/mend';
import { orderRepair } from '../../store/case/repair';
import { signed } from '../account/signed';
import { choice, maybe, text } from '../http/fields';
import { route, type Allowed, type Answer, type Call, type Route } from '../http/route';
import { loadState, mendable, stateShape, type State } from './load';
import { stateView } from './view';
import { troubleWords } from './words';
import { caseByNumber, type NumberedCase } from '../../store/case/number';

const PATH = '/state';
const REFRESH_SECONDS = 20;
const SUBJECT_LONGEST = 300;

/** For platform administrators; it shows counts of cases and opens none. */
const operators: Allowed = [{ role: 'platform', on: 'none' }];
const frame = { title: 'Состояние', refresh: REFRESH_SECONDS };

const show = route({
  id: 'operator.state',
  method: 'get',
  path: PATH,
  summary: 'Состояние установки: что стоит, с какого времени и чем это чинится',
  allowed: operators,
  out: stateShape,
  page: 'operator/state',
  view: (state: State) => stateView(state),
  handle: async (call) => ({ data: await loadState(call), frame }),
});

const done = z.object({ count: z.number(), say: z.string() });
type Done = z.infer<typeof done>;

const pressed = ({ count, say }: Done): Answer<Done> => ({ data: { count, say }, see: PATH, say });

const mendBody = z.object({
  kind: choice(kindNames),
  /** One item of the kind, as the page names it; without it all of them. */
  subject: maybe(text({ max: SUBJECT_LONGEST })),
});

const mend = route({
  id: 'operator.mend',
  method: 'post',
  path: `${PATH}/mend`,
  summary: 'Разбудить, попробовать сейчас или отправить ещё раз то, что стоит',
  allowed: operators,
  body: mendBody,
  out: done,
  handle: async (call) => {
    const { db, key, body } = call;
    const { kind, subject = null } = body;
    if (!mendable(kind)) {
      throw new Refusal(
        'mend-elsewhere',
        `${troubleWords[kind].title}: здесь этого не починить. ${troubleWords[kind].say}`,
        409,
      );
    }
    const name = subject === null ? null : await findingName(db, { kind, subject });
    const count = await tryNow(db, { kind, subject });
    const { personId } = signed(call);
    await noteAct(db, { id: key, personId, act: kind, subject: name, count });
    return pressed({ count, say: count > 0 ? begunWords(kind, count, name) : WELL });
  },
});

const WELL = 'Здесь всё в порядке: делать нечего.';

const begunWords = (kind: keyof typeof troubleWords, count: number, name: string | null): string =>
  `Пробуем сейчас: ${name ?? counted(count, troubleWords[kind].things)}. Строка уйдёт, когда получится.`;

const repairFrame = {
  title: 'Запустить дело заново',
  trail: [{ href: PATH, title: 'Состояние' }, { title: 'Запустить дело заново' }],
};

const repairForm = route({
  id: 'operator.repair-form',
  method: 'get',
  path: `${PATH}/repair`,
  summary: 'Запустить дело заново: форма',
  allowed: operators,
  out: z.object({}),
  page: 'operator/repair',
  handle: async () => ({ data: {}, frame: repairFrame }),
});

const repairBody = z.object({ number: text({ max: 40 }) });

const repair = route({
  id: 'operator.repair',
  method: 'post',
  path: `${PATH}/repair`,
  summary: 'Запустить дело заново по его номеру',
  allowed: operators,
  body: repairBody,
  out: done,
  form: { page: 'operator/repair', data: async () => ({}), frame: repairFrame },
  // The engine is asked before anything is locked.
  prepare: async (call) => {
    const file = await numbered(call, call.body.number);
    const runs = await call.services.engine.runs?.(file.area, file.id).catch(() => undefined);
    return { file, gone: runs === false };
  },
  handle: async (call) => {
    const { file, gone } = call.prepared;
    const outcome = await orderRepair(call.db, file.id, gone);
    const count = outcome === 'ordered' ? 1 : 0;
    await noteAct(call.db, {
      id: call.key,
      personId: signed(call).personId,
      act: 'repair',
      subject: file.number,
      count,
    });
    return pressed({ count, say: outcomes[outcome](file.number) });
  },
});

const outcomes = {
  ordered: (number: string) => `Запускаем заново дело ${number}. Оно пойдёт с того места, которое записано в базе.`,
  healthy: (number: string) => `Дело ${number} в порядке: запускать заново нечего.`,
  closed: (number: string) => `Дело ${number} закрыто: запускать заново нечего.`,
};

async function numbered({ db }: Pick<Call, 'db'>, number: string): Promise<NumberedCase> {
  const file = await caseByNumber(db, number.toUpperCase());
  if (file) return file;
  const say = 'Дела с таким номером нет. Проверьте номер: он стоит в начале страницы дела.';
  throw new Refusal('fields-wrong', say, 422, { number: say });
}

export const operatorRoutes: readonly Route[] = [show, mend, repairForm, repair];
