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
