import { Refusal } from '../../law/base/refusal';

/** The error codes below; each message says what to do. */
export const filesTroubles = ['files-away', 'files-refused', 'file-lost', 'file-changed'] as const;

/** The message for people; the operator finds the cause with `npm run doctor` and in the log. */
export const away = (cause?: unknown): Refusal =>
  because(
    new Refusal(
      'files-away',
      'Хранилище файлов не отвечает. Ничего не записано наполовину и ничего не потеряно: повторите через несколько минут.',
      503,
    ),
    cause,
  );

export const refused = (answer: string): Refusal =>
  because(
    new Refusal(
      'files-refused',
      'Хранилище файлов не пускает Домового. Оператору: проверьте в FILES_URL ключ, секрет и имя корзины (npm run doctor).',
      503,
    ),
    answer,
  );

export const lost = (): Refusal =>
  new Refusal(
    'file-lost',
    'Содержимого файла нет там, где оно должно лежать. Сообщите оператору: он проверит FILES_URL и копию хранилища.',
    503,
  );

export const changed = (sha256: string): Refusal =>
  because(
    new Refusal(
      'file-changed',
      'Содержимое файла изменили: оно не сходится с контрольной суммой в деле. Сообщите оператору, он вернёт файл из копии.',
      503,
    ),
    sha256,
  );

function because(refusal: Refusal, cause: unknown): Refusal {
  refusal.cause = cause;
  return refusal;
}
