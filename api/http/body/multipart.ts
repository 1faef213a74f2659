import busboy from 'busboy';
import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { Refusal } from '../../../law/base/refusal';
import { sizeWords } from '../../../law/base/russian';
import { filesMost, type FileFields, type Limits } from '../limits';
import { withoutMetadata } from '../files/metadata';
import type { Upload } from '../route';
import { eachChunk, tooLarge, type Counting } from './read';

export interface Form {
  fields: Record<string, unknown>;
  files: Upload[];
}

export interface PartsTaking extends Counting {
  limits: Limits;
  /** File fields of the route and how many files each takes. */
  fileFields: FileFields;
  /**
   * Throws when the form's token does not belong to this browser; called before the first file is read, or at the end.
   */
  admit: (token: unknown) => void;
}

const damaged = (): Refusal => new Refusal('body-malformed', 'Форма с файлами повреждена. Отправьте её ещё раз.', 400);
const wrongFile = (field: string, say: string): Refusal =>
  new Refusal('files-wrong', 'Проверьте приложенные файлы.', 422, { [field]: say });

function opened(request: Request, { limits, fileFields }: PartsTaking): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: {
        // An empty file input still sends a file without name and bytes, one per field; one more than that, so that the
        // excess is refused by name.
        files: filesMost(fileFields) + Object.keys(fileFields).length + 1,
        // The parser reports the limit at the last allowed byte, not at the first one above it.
        fileSize: limits.file + 1,
        fieldSize: limits.field + 1,
        fields: limits.fields,
        headerPairs: 100,
      },
    });
  } catch {
    throw damaged();
  }
}

/** Reads a form with files: each part is checked as it arrives, and the first error ends the reading. */
export function readMultipart(request: Request, taking: PartsTaking): Promise<Form> {
  const parser = opened(request, taking);
  const form = new Gathering(taking);
  return new Promise((done, fail) => {
    let stop = (): void => undefined;
    let over = false;
    const refuse = (error: Error): void => {
      if (over) return;
      over = true;
      stop();
      parser.removeAllListeners().on('error', () => undefined);
      fail(error);
    };
    /** Listeners of the parser must not throw: it would crash. */
    const judging =
      <A extends unknown[]>(judge: (...args: A) => void) =>
      (...args: A): void => {
        if (over) return;
        try {
          judge(...args);
        } catch (error) {
          refuse(error as Error);
        }
      };
    parser.on(
      'field',
      judging((name: string | undefined, value: string, info: busboy.FieldInfo) =>
        form.field(named(name), value, info),
      ),
    );
    parser.on('file', (field, stream, info) => {
      stream.on('error', () => refuse(damaged()));
      judging(() => form.file(named(field), info.filename, stream, judging))();
      if (over) stream.resume();
    });
    parser.on('filesLimit', () => refuse(tooLarge('В форме слишком много файлов.')));
    parser.on('fieldsLimit', () => refuse(tooLarge('В форме слишком много полей.')));
    parser.on('error', () => refuse(damaged()));
    parser.on(
      'close',
      judging(() => done(form.whole())),
    );
    stop = eachChunk(request, taking, { piece: (bytes) => parser.write(bytes), end: () => parser.end(), fail: refuse });
  });
}

/** The parser's types promise every part a name, but a part with an empty name has none. */
function named(name: string | undefined): string {
  if (!name) throw damaged();
  return name;
}

type Judging = <A extends unknown[]>(judge: (...args: A) => void) => (...args: A) => void;

/** Everything received of one form so far. */
class Gathering {
  private readonly fields = Object.create(null) as Record<string, unknown>;
  private readonly files: Upload[] = [];
  private readonly begun = new Map<string, number>();
  private text = 0;
  private admitted = false;

  constructor(private readonly taking: PartsTaking) {}

  field(name: string, value: string, { valueTruncated, nameTruncated }: busboy.FieldInfo): void {
    const { limits } = this.taking;
    const length = Buffer.byteLength(value);
    this.text += length + name.length;
    if (valueTruncated || nameTruncated || length > limits.field || this.text > limits.text)
      throw tooLarge('Одно из полей слишком длинное.');
    const before = this.fields[name];
    if (before === undefined) this.fields[name] = value;
    else if (Array.isArray(before)) before.push(value);
    else this.fields[name] = [before, value];
  }

  /** Before a byte is kept, checks whose form it is and whether the form may have such a file. */
  file(field: string, name: string | undefined, stream: Readable, judging: Judging): void {
    this.admit();
    const most = this.mostOf(field);
    if (name) this.count(field, most);
    const pieces: Buffer[] = [];
    stream.on(
      'data',
      judging((piece: Buffer) => {
        if (most === 0) throw wrongFile(field, 'Сюда файл приложить нельзя.');
        pieces.push(piece);
      }),
    );
    stream.on(
      'limit',
      judging(() => {
        throw tooLarge(`Файл больше ${sizeWords(this.taking.limits.file)}. Уменьшите его.`);
      }),
    );
    stream.on(
      'close',
      judging(() => {
        const bytes = Buffer.concat(pieces);
        if (!name && bytes.length === 0) return;
        if (bytes.length === 0) throw wrongFile(field, 'Файл пустой. Выберите другой.');
        if (!name) this.count(field, most);
        this.files.push({ field, name: name ?? '', bytes: withoutMetadata(bytes) });
      }),
    );
  }

  whole(): Form {
    this.admit();
    const fields = { ...this.fields };
    delete fields['_csrf'];
    return { fields, files: this.files };
  }

  private admit(): void {
    if (this.admitted) return;
    this.taking.admit(this.fields['_csrf']);
    this.admitted = true;
  }

  private mostOf(field: string): number {
    const { fileFields } = this.taking;
    return Object.hasOwn(fileFields, field) ? (fileFields[field] ?? 0) : 0;
  }

  private count(field: string, most: number): void {
    const now = (this.begun.get(field) ?? 0) + 1;
    this.begun.set(field, now);
    if (most === 0) throw wrongFile(field, 'Сюда файл приложить нельзя.');
    if (now > most) throw wrongFile(field, `Не больше ${most} файлов.`);
  }
}
