import type { Knex } from 'knex';
import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { registerColumns } from '../../law/registry/register-columns';
import { counted, instantDigits, numberText } from '../../law/base/russian';
import { importContent, importCard, type Changes, importsOf } from '../../store/registry/imports';
import type { Subject } from '../security/actor';
import { signed } from '../account/signed';
import { mustFindHouse } from './find';
import { route, type Call, type Upload } from '../http/route';
import { byId, type RegistryParams, dayInUtc, houseSubject, houseTrail, registerKeepers } from './access';
import { applyFile, checkFile, readSent } from './imports';
import { FILE_MOST_WORDS } from '../http/limits';

const home = z.object({ id: z.string(), address: z.string(), zone: z.string() });
const past = z.object({
  id: z.string(),
  file: z.string(),
  at: z.string(),
  name: z.string(),
  dry: z.boolean(),
  rows: z.number(),
  accepted: z.boolean(),
});
const door = z.object({ house: home, imports: z.array(past) });
type Door = z.infer<typeof door>;

const STATES = {
  done: { kind: 'ok', word: 'внесён' },
  ready: { kind: 'wait', word: 'проверен, не внесён' },
  wrong: { kind: 'late', word: 'есть ошибки' },
} as const;
const stateOf = ({ dry, accepted }: { dry: boolean; accepted: boolean }) =>
  dry ? (accepted ? STATES.ready : STATES.wrong) : STATES.done;
const rowsWords = (rows: number): string => counted(rows, ['строка', 'строки', 'строк']);

async function doorData(db: Knex, { id }: RegistryParams, now: Date): Promise<Door> {
  const [house, imports] = await Promise.all([mustFindHouse(db, id, dayInUtc(now)), importsOf(db, id)]);
  return {
    house: { id, address: house.address, zone: house.zone },
    imports: imports.map(({ at, by: _, ...one }) => ({ ...one, at: at.toISOString() })),
  };
}

const doorView = ({ house, imports }: Door) => ({
  house,
  action: `/houses/${house.id}/imports`,
  hint: `CSV или XLSX, до ${FILE_MOST_WORDS}. Одна строка — одно право.`,
  columns: Object.values(registerColumns).map(({ title }) => title),
  imports: imports.map((one) => ({
    ...one,
    href: `/imports/${one.id}`,
    when: instantDigits(new Date(one.at), house.zone),
    rows: rowsWords(one.rows),
    status: stateOf(one),
  })),
});

export const importDoor = route({
  id: 'registry.import',
  method: 'get',
  path: '/houses/:id/import',
  summary: 'Загрузить реестр дома из файла',
  allowed: registerKeepers,
  subject: houseSubject('managers'),
  params: byId,
  out: door,
  page: 'registry/import',
  view: doorView,
  handle: async ({ db, params, now }) => {
    const data = await doorData(db, params, now);
    return { data, frame: houseTrail(data.house, 'Загрузка реестра') };
  },
});

const problem = z.object({ row: z.number(), column: z.string(), code: z.string(), say: z.string() });
const changes = z.object({
  premisesNew: z.number(),
  premisesChanged: z.number(),
  rightsNew: z.number(),
  rightsEnded: z.number(),
  rightsSame: z.number(),
  peopleNew: z.number(),
  absent: z.number(),
});
const outcome = z.object({
  id: z.string(),
  accepted: z.boolean(),
  problems: z.array(problem),
  warnings: z.array(problem),
  changes: changes.nullable(),
});

export const importCheck = route({
  id: 'registry.check',
  method: 'post',
  path: '/houses/:id/imports',
  summary: 'Проверить файл реестра, ничего не меняя',
  allowed: registerKeepers,
  subject: houseSubject('managers'),
  params: byId,
  body: z.object({}),
  files: { file: 1 },
  out: outcome,
  form: { page: 'registry/import', data: async ({ db, params, now }) => doorView(await doorData(db, params, now)) },
  prepare: async (call) => {
    const file = fileOf(call);
    return readSent(call, file.bytes).catch((error: unknown) => {
      throw error instanceof Refusal && error.code !== 'busy'
        ? new Refusal(error.code, error.say, error.status, { file: error.say })
        : error;
    });
  },
  handle: async (call) => {
    const { key: id, db, params, now, prepared: reading } = call;
    const { name, bytes } = fileOf(call);
    const sent = { id, buildingId: params.id, name, bytes, reading, by: signed(call).personId, now };
    return { data: { id, ...(await checkFile(db, sent)) }, status: 201, see: `/imports/${id}` };
  },
});

function fileOf({ files: [file] }: Pick<Call, 'files'>): Upload {
  if (file) return file;
  throw new Refusal('files-wrong', 'Выберите файл.', 422, { file: 'Выберите файл CSV или XLSX.' });
}

async function importSubject(db: Knex, { id }: RegistryParams): Promise<Subject | null> {
  const found = await importCard(db, id);
  return found && houseSubject('managers')(db, { id: found.buildingId });
}

const card = outcome.extend({
  house: home,
  file: z.string(),
  at: z.string(),
  name: z.string(),
  dry: z.boolean(),
  rows: z.number(),
});
type Card = z.infer<typeof card>;

async function cardData(db: Knex, { id }: RegistryParams, now: Date): Promise<Card> {
  const found = await importCard(db, id);
  const house = found && (await mustFindHouse(db, found.buildingId, dayInUtc(now)));
  if (!found || !house) throw new Refusal('import-missing', 'Такой загрузки нет.', 404);
  const { file, at, name, dry, rows, report } = found;
  return {
    id,
    house: { id: house.id, address: house.address, zone: house.zone },
    file,
    at: at.toISOString(),
    name,
    dry,
    rows,
    ...report,
  };
}

const CHANGES: readonly (readonly [keyof Changes, string])[] = [
  ['premisesNew', 'Новых помещений'],
  ['premisesChanged', 'Помещений с новыми сведениями'],
  ['rightsNew', 'Новых прав'],
  ['rightsEnded', 'Прав прекращается'],
  ['rightsSame', 'Прав без изменений'],
  ['peopleNew', 'Новых людей'],
  ['absent', 'Помещений дома нет в файле, они останутся как есть'],
];

const cardView = (found: Card) => ({
  ...found,
  status: stateOf(found),
  when: instantDigits(new Date(found.at), found.house.zone),
  rowsWords: rowsWords(found.rows),
  problemsWords: counted(found.problems.length, ['ошибка', 'ошибки', 'ошибок']),
  facts: found.changes && CHANGES.map(([key, title]) => ({ title, text: numberText(found.changes?.[key] ?? 0) })),
  ready: found.dry && found.accepted,
  action: `/imports/${found.id}/apply`,
  again: `/houses/${found.house.id}/import`,
  csv: `/imports/${found.id}?as=csv`,
});

const frameOf = (data: Card) => ({
  title: `Загрузка реестра: ${data.house.address}`,
  trail: [
    { href: '/houses', title: 'Дома' },
    { href: `/houses/${data.house.id}`, title: data.house.address },
    { href: `/houses/${data.house.id}/import`, title: 'Загрузка реестра' },
    { title: data.file },
  ],
});

export const importReport = route({
  id: 'registry.report',
  method: 'get',
  path: '/imports/:id',
  summary: 'Отчёт о проверке файла реестра',
  allowed: registerKeepers,
  subject: importSubject,
  params: byId,
  out: card,
  page: 'registry/report',
  view: cardView,
  table: {
    columns: ['Строка', 'Столбец', 'Что не так', 'Код'],
    rows: ({ problems, warnings }: Card) =>
      [...problems, ...warnings].map(({ row, column, say, code }) => [row, column, say, code]),
  },
  handle: async ({ db, params, now }) => {
    const data = await cardData(db, params, now);
    return { data, frame: frameOf(data) };
  },
});

export const importApply = route({
  id: 'registry.apply',
  method: 'post',
  path: '/imports/:id/apply',
  summary: 'Внести проверенный файл в реестр',
  allowed: registerKeepers,
  subject: importSubject,
  params: byId,
  body: z.object({}),
  out: outcome,
  form: { page: 'registry/report', data: async ({ db, params, now }) => cardView(await cardData(db, params, now)) },
  prepare: async (call) => {
    const bytes = await importContent(call.db, call.params.id);
    return bytes && readSent(call, bytes);
  },
  handle: async ({ db, params, now, prepared: reading }) => {
    const { house } = await cardData(db, params, now);
    const report = await applyFile(db, { id: params.id, buildingId: house.id, reading, now });
    return { data: { id: params.id, ...report }, see: `/imports/${params.id}`, say: 'Реестр обновлён.' };
  },
});
