import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { acceptAct } from '../../store/case/accept';
import { idFrom } from '../../store/sql/ids';
import { batchOf, openNumbers, writeBatch, type BatchRow } from '../../store/request/batch';
import { dropView, keepView, viewsOf } from '../../store/request/views';
import { signed } from '../account/signed';
import type { Command } from '../http/engine';
import { many, maybe, text, uuid } from '../http/fields';
import { commandKey } from '../http/order';
import { route } from '../http/route';
import { notFound } from '../security/permission';
import { localOf, CAPITAL_ZONE } from '../../law/base/zone';
import { takers } from './access';
import { BOARD, boardQuery, deskIdOf } from './board-ask';
import { deskWorkers } from './board-workers';

const BATCH_MOST = 50;
const VIEWS_MOST = 20;
const BOARD_LINK = { href: BOARD, title: 'Пульт заявок' };
const GIVEN = 'Что назначено';

const ID = '[\\da-f]{8}(-[\\da-f]{4}){3}-[\\da-f]{12}';
const ROW = new RegExp(`^${ID}_(${ID}|none)$`);
/** A request as its row showed it: its id, and who had it then. */
const rowSeen = () => z.string().regex(ROW, 'Строка записана неверно.');

const assign = route({
  id: 'request.give',
  method: 'post',
  path: `${BOARD}/assign`,
  summary: 'Назначить отмеченные заявки одному мастеру',
  allowed: takers,
  body: z.object({ organisation: maybe(uuid()), row: many(rowSeen(), BATCH_MOST), who: maybe(uuid()) }),
  out: z.object({ id: z.string(), asked: z.number(), refused: z.number() }),
  handle: async (call) => {
    const { db, now: at, key, body } = call;
    const actor = signed(call);
    const organisationId = deskIdOf(actor, body.organisation);
    if (body.row.length === 0) throw new Refusal('rows-none', 'Отметьте хотя бы одну заявку.', 422);
    const seen = new Map(body.row.map((one) => one.split('_') as [string, string]));
    const numbers = await openNumbers(db, organisationId, [...seen.keys()]);
    const given = await whomOf(db, organisationId, body.who, at);
    const rows: BatchRow[] = [];
    const after: Command[] = [];
    for (const [id, was] of seen) {
      const args = { ...given, was };
      const order = { area: 'request', caseId: id, name: 'assign', actorId: actor.personId, args };
      const command: Command = { ...order, key: commandKey(idFrom(key, id), { name: 'assign', args }) };
      const refused = numbers.has(id) ? await refusedBy(() => acceptAct(db, command, seeOf(key))) : NOT_HERE;
      rows.push({ id, number: numbers.get(id) ?? '', key: command.key, refused });
      if (refused === null) after.push(command);
    }
    await writeBatch(db, actor.personId, { id: key, rows, at });
    const data = { id: key, asked: rows.length, refused: rows.length - after.length };
    return { data, after, see: seeOf(key).see };
  },
});

const NOT_HERE = 'Такой заявки на этом пульте нет.';
const seeOf = (id: string) => ({ see: `${BOARD}/given/${id}`, say: '' });

/** Nobody named: each request goes to the one proposed for it. */
async function whomOf(
  db: Parameters<typeof deskWorkers>[0],
  organisationId: string,
  who: string | undefined,
  at: Date,
): Promise<Record<string, string>> {
  if (!who) return {};
  const found = (await deskWorkers(db, organisationId, localOf(at, CAPITAL_ZONE).day)).find(({ id }) => id === who);
  const say = 'Этот мастер не работает в вашей организации. Выберите другого из списка.';
  if (!found) throw new Refusal('master-unknown', say, 422, { who: say });
  return found.contractor ? { contractor: who } : { person: who };
}

/** What is refused before it is accepted is told for its row and stops no other. */
async function refusedBy(accept: () => Promise<void>): Promise<string | null> {
  try {
    await accept();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.say;
    throw error;
  }
}

const outcome = z.object({ id: z.string(), number: z.string(), done: z.boolean(), refused: z.string().nullable() });
const given = route({
  id: 'request.given',
  method: 'get',
  path: `${BOARD}/given/:id`,
  summary: GIVEN,
  allowed: takers,
  params: z.object({ id: uuid() }),
  out: z.object({ rows: z.array(outcome) }),
  page: 'request/given',
  view: ({ rows }) => ({
    rows: rows.map((row) => ({
      ...row,
      status: row.refused
        ? { kind: 'late', word: 'не назначена' }
        : row.done
          ? { kind: 'ok', word: 'назначена' }
          : { kind: 'wait', word: 'назначаем' },
    })),
    done: rows.filter(({ done }) => done).length,
    all: rows.length,
    waits: rows.some(({ done, refused }) => !done && refused === null),
  }),
  handle: async (call) => {
    const rows = await batchOf(call.db, signed(call).personId, call.params.id);
    if (!rows) throw notFound();
    const waits = rows.some(({ done, refused }) => !done && refused === null);
    return {
      data: { rows },
      frame: { title: GIVEN, trail: [BOARD_LINK, { title: GIVEN }], ...(waits && { refresh: 5 }) },
    };
  },
});

const keep = route({
  id: 'request.keep-view',
  method: 'post',
  path: `${BOARD}/views`,
  summary: 'Сохранить вид пульта под именем',
  allowed: takers,
  body: z.object({ name: text({ min: 1, max: 60 }), query: text({ max: 1_000 }) }),
  out: z.object({ id: z.string() }),
  handle: async (call) => {
    const { db, key: id, body } = call;
    const { personId } = signed(call);
    if ((await viewsOf(db, personId)).length >= VIEWS_MOST)
      throw new Refusal('views-many', `Сохранить можно не больше ${VIEWS_MOST} видов. Удалите лишние.`, 422);
    const query = plainQuery(body.query);
    await keepView(db, personId, { id, name: body.name, query });
    return { data: { id }, see: query ? `${BOARD}?${query}` : BOARD, say: `Вид «${body.name}» сохранён.` };
  },
});

/** Only what a board may be asked for, whatever was sent. */
function plainQuery(sent: string): string {
  const found = boardQuery.omit({ after: true }).safeParse(Object.fromEntries(new URLSearchParams(sent)));
  if (!found.success) throw new Refusal('view-wrong', 'Такого вида пульта нет. Откройте пульт заново.', 422);
  const kept = Object.entries(found.data).filter(([, value]) => value !== undefined);
  return new URLSearchParams(kept as [string, string][]).toString();
}

const drop = route({
  id: 'request.drop-view',
  method: 'post',
  path: `${BOARD}/views/:id/drop`,
  summary: 'Удалить сохранённый вид пульта',
  allowed: takers,
  params: z.object({ id: uuid() }),
  body: z.object({}),
  out: z.object({}),
  handle: async (call) => {
    if (!(await dropView(call.db, signed(call).personId, call.params.id))) throw notFound();
    return { data: {}, see: BOARD, say: 'Вид удалён.' };
  },
});

export const requestBoardActRoutes = [assign, given, keep, drop];
