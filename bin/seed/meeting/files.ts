import type { Knex } from 'knex';
import { xlsxOf } from '../../../api/http/sheet';
import { addDocument } from '../../../store/case/documents';
import { addMaterials } from '../../../store/meeting/prepare/materials';
import { idOf, Random } from '../random';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const WORKS = ['Подготовка поверхностей', 'Материалы', 'Работа', 'Вывоз мусора', 'Технический надзор'] as const;

interface Filing {
  caseId: string;
  /** The plan's own name: the same seed files the same papers. */
  name: string;
  actorId: string;
  at: Date;
}

/** An estimate for owners to read before they decide. */
export async function fileEstimate(trx: Knex, { caseId, name, actorId, at }: Filing): Promise<void> {
  const random = new Random(name.length * 104_729);
  const rows = WORKS.map((work) => [work, 10_000 * (3 + Math.floor(random.next() * 20))] as [string, number]);
  const total = rows.reduce((sum, [, price]) => sum + price, 0);
  const table = { columns: ['Что входит', 'Рублей'], rows: [...rows, ['Всего', total] as const] };
  const bytes = await xlsxOf(table);
  await addMaterials(
    trx,
    caseId,
    [{ id: idOf(`${name}:estimate`), name: 'Расчёт стоимости.xlsx', type: XLSX, bytes, actorId, at }],
    null,
  );
}

/** The scan of the sheet all owners signed: one file for all lines of the ledger. */
export async function fileSignedSheet(trx: Knex, { caseId, name, actorId, at }: Filing): Promise<string> {
  const id = idOf(`${name}:signed-sheet`);
  const paper = { id, caseId, kind: 'notice-proof', name: 'Ведомость вручения.pdf', type: 'application/pdf' };
  await addDocument(trx, { ...paper, bytes: signedSheet(new Random(name.length)), actorId, at });
  return id;
}

const LINES = 30;
const [LEFT, RIGHT, TOP, STEP] = [60, 540, 780, 24];

/** A ruled page with strokes of a pen: it resembles a scan but contains nobody's real signature. */
function signedSheet(random: Random): Buffer {
  const ruled = Array.from(
    { length: LINES + 1 },
    (_, row) => `${LEFT} ${TOP - row * STEP} m ${RIGHT} ${TOP - row * STEP} l S`,
  );
  const columns = [LEFT, LEFT + 90, RIGHT - 150, RIGHT].map((x) => `${x} ${TOP} m ${x} ${TOP - LINES * STEP} l S`);
  const strokes = Array.from({ length: LINES }, (_, row) => {
    const y = TOP - row * STEP - STEP / 2;
    const bend = (): number => Math.round(y + (random.next() - 0.5) * STEP);
    const x = RIGHT - 130;
    return `${x} ${y} m ${x + 20} ${bend()} ${x + 40} ${bend()} ${x + 60} ${bend()} c ${x + 80} ${bend()} ${x + 95} ${bend()} ${x + 110} ${y} c S`;
  });
  const drawing = ['0.5 w', ...ruled, ...columns, '0.1 0.2 0.6 RG 1 w', ...strokes].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  const count = objects.length + 1;
  const tail = `xref\n0 ${count}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text + tail, 'latin1');
}
