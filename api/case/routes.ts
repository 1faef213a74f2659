import { z } from 'zod';
import { documentById } from '../../store/case/documents';
import { documentTypes } from '../http/files/type';
import { signed } from '../account/signed';
import { uuid } from '../http/fields';
import { keyName } from '../../store/case/signature';
import { publicKeyOf } from '../../store/case/signing-key';
import { caseWorkflowId } from '../../workflows/case/contract';
import { route, type Route } from '../http/route';
import { notFound } from '../security/permission';
import { caseActRoutes } from './acts';
import { caseHref } from './address';
import { runningFile } from './deadlines';
import { makePack } from './evidence';
import { allFaults } from './faults';
import { loadKept } from './kept';
import { laneRows, laneSummary } from './lanes';
import { letterShape, lettersView, loadLetters } from './letters';
import { caseShape, loadCase, type ShownCase } from './load';
import { machineItems } from './machine';
import { caseSubject } from './access';
import { caseInspectors, caseReaders } from './readers';
import { checklistOf, documentsShown } from '../areas';
import { historiesShape, packShape } from './pack-shape';
import { machineRecord } from './runs';
import { caseView, headingOf, tabsOf } from './view';

const params = z.object({ id: uuid() });
const trail = ({ number }: Pick<ShownCase, 'number'>, last?: string) => [
  { href: '/', title: 'Главная' },
  { title: last ? `${number}: ${last}` : number },
];

const withLetters = caseShape.extend({ letters: z.array(letterShape) });

const show = route({
  id: 'case.show',
  method: 'get',
  path: '/cases/:id',
  summary: 'История дела',
  allowed: caseReaders,
  subject: caseSubject,
  params,
  out: withLetters,
  page: 'case/show',
  view: (data: z.infer<typeof withLetters>, call) => ({
    ...caseView(data, call),
    letters: lettersView(data.letters, data.id, { now: call.now, zone: data.zone }),
  }),
  file: { types: ['text/calendar'], as: 'ics' },
  handle: async (call) => {
    const shown = await loadCase(call, call.params.id);
    const data = { ...shown, letters: await loadLetters(call, shown) };
    const frame = { title: `${data.number}. ${data.topic}`, trail: trail(data) };
    if (call.as !== 'ics') return { data, frame };
    return { data, file: runningFile(data, call.now) };
  },
});

const document = route({
  id: 'case.document',
  method: 'get',
  path: '/cases/:id/documents/:document',
  summary: 'Документ дела',
  allowed: caseReaders,
  subject: caseSubject,
  params: z.object({ id: uuid(), document: uuid() }),
  out: z.object({ id: z.string() }),
  file: { types: documentTypes },
  handle: async (call) => {
    const { db, now, params } = call;
    const { id, document: wanted } = params;
    const held = (await documentsShown(db, signed(call), id, now)).some((one) => one.id === wanted);
    const found = held ? await documentById(db, wanted) : null;
    if (!found) throw notFound();
    return { data: { id: wanted }, file: { name: found.name, type: found.type, bytes: found.bytes } };
  },
});

const lane = z.object({
  gap: z.string().optional(),
  when: z.string().optional(),
  at: z.string().optional(),
  bad: z.boolean().optional(),
  law: z
    .object({
      title: z.string(),
      say: z.string().optional(),
      norm: z.string().optional(),
      status: z.object({ kind: z.enum(['ok', 'soon', 'late', 'wait', 'plain']), word: z.string() }).optional(),
    })
    .optional(),
  machine: z.object({ title: z.string(), code: z.string().optional() }).optional(),
});
const audited = z.object({
  case: caseShape,
  source: z.enum(['kept', 'live', 'none']),
  rows: z.array(lane),
  /** Where the tables differ from the chained events. */
  faults: z.array(z.string()),
  /** Short name of the key that signs evidence packs; null when nothing has been signed here yet. */
  key: z.string().nullable(),
  /** The address of the case in the engine's own web pages; null when they are not available. */
  engine: z.string().nullable(),
});
type Audited = z.infer<typeof audited>;

const SOURCES: Readonly<Record<Audited['source'], string>> = {
  kept: 'История машины сохранена при закрытии и сверена с контрольной суммой.',
  live: 'Дело идёт: история машины получена сейчас.',
  none: 'Машина пока не отвечает или ещё не начала это дело. Записи по закону полны и без неё.',
};

const audit = route({
  id: 'case.audit',
  method: 'get',
  path: '/cases/:id/audit',
  summary: 'Дело по закону и в машине',
  allowed: caseInspectors,
  subject: caseSubject,
  params,
  out: audited,
  page: 'case/audit',
  view: (data: Audited) => ({
    where: headingOf(data.case),
    summary: laneSummary(data.case, data.faults.length),
    faults: data.faults,
    rows: data.rows,
    source: SOURCES[data.source],
    key: data.key,
    engine: data.engine,
    tabs: tabsOf(data.case, 'audit'),
    id: data.case.id,
    card: caseHref(data.case),
    checklist: checklistOf(data.case),
  }),
  handle: async (call) => {
    const shown = await loadCase(call, call.params.id);
    const { source, histories } = await machineRecord(call.services, shown);
    const rows = laneRows(shown, histories.flatMap(machineItems), call.now);
    const key = await publicKeyOf(call.db);
    const engine = call.services.engineUi?.(caseWorkflowId(shown.area, shown.id)) ?? null;
    const kept = await loadKept(call.db, call.params.id, call.now);
    const faults = kept ? allFaults(kept, call.now) : [];
    return {
      data: { case: shown, source, rows, faults, key: key && keyName(key), engine },
      frame: { title: `${shown.number}: закон и машина`, trail: trail(shown, 'закон и машина'), wide: true },
    };
  },
});

const history = route({
  id: 'case.history',
  method: 'get',
  path: '/cases/:id/history',
  summary: 'История машины по делу',
  allowed: caseInspectors,
  subject: caseSubject,
  params,
  out: historiesShape,
  file: { types: ['application/json'] },
  handle: async (call) => {
    const shown = await loadCase(call, call.params.id);
    const { histories } = await machineRecord(call.services, shown);
    const bytes = `[${histories.join(',\n')}]\n`;
    return {
      data: JSON.parse(bytes) as z.infer<typeof historiesShape>,
      file: { name: `${shown.number}-history.json`, type: 'application/json; charset=utf-8', bytes },
    };
  },
});

const evidence = route({
  id: 'case.evidence',
  method: 'get',
  path: '/cases/:id/evidence',
  summary: 'Пакет доказательств по делу',
  allowed: caseInspectors,
  subject: caseSubject,
  params,
  out: packShape,
  file: { types: ['application/json'] },
  handle: async (call) => {
    const pack = await makePack(call, call.params.id);
    const bytes = `${JSON.stringify(pack, null, 1)}\n`;
    const name = `${pack.case.number}-evidence.json`;
    const data = JSON.parse(bytes) as z.infer<typeof packShape>;
    return { data, file: { name, type: 'application/json; charset=utf-8', bytes } };
  },
});

export const caseRoutes: readonly Route[] = [show, document, audit, history, evidence, ...caseActRoutes];
