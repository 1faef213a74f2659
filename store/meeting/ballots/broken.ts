/** A verifier's finding: one Russian sentence. It is an answer, not a failure of the program. */
export class Broken extends Error {
  constructor(readonly say: string) {
    super(say);
    this.name = 'Broken';
  }
}

export function demand(holds: boolean, say: string): asserts holds {
  if (!holds) throw new Broken(say);
}
