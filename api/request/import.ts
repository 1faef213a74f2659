import { z } from 'zod';
import { counted } from '../../law/base/russian';
import { Refusal } from '../../law/base/refusal';
import {
  houseOf,
  JOURNAL_MOST,
  journalColumns,
  type JournalLine,
  type JournalProblem,
} from '../../law/request/journal';
import { openRequest, type NewRequest } from '../../store/request/open';
import { casesThere, flatsNamed, managedHouses } from '../../store/request/journal';
import { idFrom } from '../../store/sql/ids';
import { signed } from '../account/signed';
import { computeApart } from '../heavy/heavy';
import { momentOf, ticked } from '../http/fields';
import { FILE_MOST_WORDS } from '../http/limits';
import { route, type Call } from '../http/route';
import { todayOf } from '../registry/homes';
import { takers } from './access';
import { takingDesks } from './intake-place';
import { REQUESTS_LINK } from './read';

const PATH = '/requests/import';
const TITLE = 'Перенос журнала заявок';
const FRAME = { title: TITLE, trail: [REQUESTS_LINK, { title: TITLE }] };
const page = {
  hint: `CSV или XLSX, до ${FILE_MOST_WORDS} и до ${JOURNAL_MOST} строк. Первая строка — названия столбцов.`,
  columns: Object.values(journalColumns),
};

const sheet = route({
  id: 'request.import',
  method: 'get',
  path: PATH,
  summary: TITLE,
  allowed: takers,
  out: z.object({ columns: z.array(z.string()) }),
  page: 'request/import',
  view: () => page,
  handle: async () => ({ data: { columns: page.columns }, frame: FRAME }),
});

const SHOWN = 20;

/** All or nothing: whoever corrects a file wants every mistake at once. */
function wrong(problems: readonly JournalProblem[]): Refusal {
  const told = problems.slice(0, SHOWN).map(({ row, say }, index) => [`file.${index}`, `Строка ${row}: ${say}`]);
  const more = problems.length - told.length;
  const fields = Object.fromEntries([...told, ...(more > 0 ? [['file.more', `И ещё ошибок: ${more}.`]] : [])]);
  return new Refusal('journal-wrong', 'В файле есть ошибки, ничего не внесено. Исправьте строки.', 422, fields);
}

type Ready = Omit<NewRequest, 'actorId' | 'told'>;

/** Lines with the houses and flats they name; a house of others is one that is not there. */
async function placed(call: Pick<Call, 'db' | 'actor' | 'now'>, lines: readonly JournalLine[]) {
  const { db, now } = call;
  const houses = await managedHouses(db, takingDesks(signed(call)), todayOf(now));
  const found = lines.map((line) => ({ line, house: houseOf(line.address, houses) }));
  const flats = await flatsNamed(
    db,
    found.flatMap(({ line, house }) => (house && line.flat ? [{ building: house.id, number: line.flat }] : [])),
  );
  const problems: JournalProblem[] = [];
  const ready: Ready[] = [];
  for (const { line, house } of found) {
    const { row, flat, words, at: typed, address, name, phone, kind } = line;
    const bad = (say: string): void => void problems.push({ row, say });
    if (!house) {
      bad(`дома «${address}» среди ваших нет, или подходит несколько. Напишите адрес целиком.`);
      continue;
    }
    const premises = flat && flats.find((one) => one.building === house.id && one.number === flat.toLowerCase());
    const registeredAt = momentOf(typed, house.zone);
    if (flat && !premises) bad(`помещения «${flat}» в этом доме нет.`);
    else if (registeredAt > now) bad('заявка не могла поступить позже, чем её записали.');
    else
      ready.push({
        id: idFrom('journal', house.organisationId, JSON.stringify({ ...line, row: 0 })),
        ...{ at: now, source: 'import', registeredAt, kind, text: words, buildingId: house.id },
        organisationId: house.organisationId,
        premisesId: premises ? premises.id : null,
        applicantId: null,
        caller: { name, phone },
      });
  }
  return { ready, problems };
}

const done = z.object({ written: z.number(), already: z.number(), dry: z.boolean() });

const bring = route({
  id: 'request.import-journal',
  method: 'post',
  path: PATH,
  summary: 'Внести заявки из файла',
  allowed: takers,
  body: z.object({ dry: ticked() }),
  files: { file: 1 },
  out: done,
  form: { page: 'request/import', frame: FRAME, data: async () => page },
  prepare: async (call) => {
    const [file] = call.files;
    if (!file) throw new Refusal('files-wrong', 'Выберите файл.', 422, { file: 'Выберите файл CSV или XLSX.' });
    return computeApart(call, 'journal', { bytes: file.bytes }).catch((error: unknown) => {
      if (!(error instanceof Refusal) || error.code === 'busy') throw error;
      throw new Refusal(error.code, error.say, 422, { file: error.say });
    });
  },
  handle: async (call) => {
    const { db, prepared, body } = call;
    const { ready, problems } = await placed(call, prepared.lines);
    const all = [...prepared.problems, ...problems].sort((one, other) => one.row - other.row);
    if (all.length > 0) throw wrong(all);
    const there = await casesThere(
      db,
      ready.map(({ id }) => id),
    );
    const fresh = [...new Map(ready.map((one) => [one.id, one])).values()].filter(({ id }) => !there.has(id));
    const already = ready.length - fresh.length;
    if (!body.dry)
      for (const one of fresh) await openRequest(db, { ...one, actorId: signed(call).personId, told: false });
    const words = counted(fresh.length, ['заявка', 'заявки', 'заявок']);
    const before = already > 0 ? ` Уже были: ${already}.` : '';
    return {
      data: { written: body.dry ? 0 : fresh.length, already, dry: body.dry },
      status: body.dry ? 200 : 201,
      see: body.dry ? PATH : '/requests',
      say: body.dry ? `Ошибок нет: ${words}. Ничего не записано.${before}` : `Внесено: ${words}.${before}`,
    };
  },
});

export const requestImportRoutes = [sheet, bring];
