import { Refusal } from '../../law/base/refusal';
import { refuseEntities } from '../heavy/unpack';

const [OPEN, CLOSE] = [0x3c, 0x3e];
/** The longest tag of a spreadsheet is the root of a sheet with all its namespaces. */
const TAG_MOST = 4_096;
/** A cell of Excel holds 32,767 characters; each may take six bytes as an entity. */
const TEXT_MOST = 6 * 32_767;

export const ROWS_MOST = 20_000;
export const COLUMNS_MOST = 60;
/** Empty formatted rows at the end do no harm. */
const ROWS_SLACK = 5_000;
const COLUMNS_SLACK = 200;
/** Twenty thousand rows of thirty columns; a register has half of that. */
const CELLS_MOST = 600_000;

export const sheetTooLong = (): Refusal =>
  new Refusal('file-too-long', 'В таблице больше 20 000 строк. Разделите файл.', 413);
export const tooWide = (): Refusal =>
  new Refusal('file-too-wide', 'В таблице больше 60 столбцов. Возьмите образец файла.');
const broken = (): Refusal =>
  new Refusal('file-broken', 'Файл повреждён и не читается. Сохраните его заново как XLSX.');
const cellTooLong = (): Refusal =>
  new Refusal('cell-too-long', 'В одной из ячеек слишком длинный текст. Сократите его и отправьте снова.', 413);

/**
 * Scans a part of a workbook before a library makes objects of it: no tag and no text may be longer than a spreadsheet
 * writes. It looks at each byte once, whatever the part contains.
 */
export function scanPart(xml: Buffer, onTag: (tag: string) => void = () => undefined): void {
  refuseEntities(xml);
  for (let at = xml.indexOf(OPEN); at >= 0;) {
    const end = xml.indexOf(CLOSE, at);
    if (end < 0 || end - at > TAG_MOST) throw broken();
    onTag(xml.toString('latin1', at + 1, end));
    at = xml.indexOf(OPEN, end);
    if ((at < 0 ? xml.length : at) - end > TEXT_MOST) throw cellTooLong();
  }
}

const NAME = /^(\/?)(?:\w{1,20}:)?(row|c|f|mergeCell)(?=[\s/]|$)/;
/** Paired quotes and no entities, so that a tag ends where it seems to end and says what it seems to say. */
const PLAIN = /^(?:[^"'&]|"[^"&]*"|'[^'&]*')*$/;
const REFERENCE = /[\s:]r\s*=\s*["']([^"']*)["']/g;

/** A sheet no larger than a register may be, and without anything that is read as another value than a person sees. */
export function scanSheet(xml: Buffer): void {
  const place = new Place();
  let within = false;
  scanPart(xml, (tag) => {
    const [, closing, name] = NAME.exec(tag) ?? [];
    if (!name) return;
    if (name === 'c') within = !closing && !tag.endsWith('/');
    if (closing) return;
    if (name === 'mergeCell') throw merged(tag);
    if (name === 'f') {
      if (within)
        throw new Refusal('cells-formula', `В ячейке ${place.last} формула. Вставьте вместо формул значения.`);
      return;
    }
    if (!PLAIN.test(tag)) throw broken();
    for (const reference of referencesOf(tag)) place.move(name, reference);
  });
}

function referencesOf(tag: string): string[] {
  const told = [...tag.matchAll(REFERENCE)].map(([, reference = '']) => reference);
  return told.length > 0 ? told : [''];
}

/** The reader's position: a single cell in the far corner would make it fill everything before it. */
class Place {
  last = '';
  private row = 0;
  private column = 0;
  private cells = 0;

  move(name: string, reference: string): void {
    const [whole, letters = '', digits = ''] = /^([A-Z]{0,3})(\d{1,7})$/.exec(reference) ?? [];
    if (reference !== '' && whole === undefined) throw broken();
    if (name === 'row') {
      this.row = digits ? Number(digits) : this.row + 1;
      this.column = 0;
    } else {
      this.cells += 1;
      this.column = letters ? columnOf(letters) : this.column + 1;
      this.last = reference;
    }
    const row = Math.max(this.row, Number(digits));
    if (row > ROWS_MOST + ROWS_SLACK || this.cells > CELLS_MOST) throw sheetTooLong();
    if (this.column > COLUMNS_MOST + COLUMNS_SLACK) throw tooWide();
  }
}

function merged(tag: string): Refusal {
  const cells = /\sref=["']([A-Z]+\d+:[A-Z]+\d+)["']/.exec(tag)?.[1] ?? '';
  return new Refusal('cells-merged', `Ячейки ${cells} объединены. Разделите их и заполните каждую.`);
}

/** A → 1, Z → 26, AA → 27. */
const columnOf = (letters: string): number =>
  [...letters].reduce((all, letter) => all * 26 + letter.charCodeAt(0) - 64, 0);
