/** An expected «no»: a stable code for programs, a Russian sentence for people, and an HTTP 4xx status. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly say: string,
    readonly status = 422,
    readonly fields: Readonly<Record<string, string>> = {},
  ) {
    super(`${code}: ${say}`);
    this.name = 'Refusal';
  }
}

/** A form whose fields are refused one by one: each with what to mend in it. */
export const fieldsWrong = (fields: Readonly<Record<string, string>>): Refusal =>
  new Refusal('fields-wrong', 'Проверьте отмеченные поля и отправьте ещё раз.', 422, fields);
