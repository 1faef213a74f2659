import { createHash } from 'node:crypto';
import { planIsOld } from './outage';

/** What goes to the driver, as the query builder makes it. */
interface Statement {
  text: string;
  values: readonly unknown[];
  name?: string;
}
type Heard = (error: (Error & { code?: string }) | null, result: unknown) => void;

/** A connection of the driver. */
export interface Speaker {
  query(statement: Statement, heard: Heard): unknown;
}

/** Only repeated statements are worth a place in the memory of a connection. */
const SEEN_BEFORE = 2;
const KEPT_MOST = 200;
const COUNTED_MOST = 2_000;

/**
 * A statement that a connection runs repeatedly is prepared once: the server keeps its plan under a name. Planning was
 * half of what an intake cost Postgres. Statements without values are sent as they are: they may be several in one.
 */
export function prepareOften(speaker: Speaker): void {
  const plain = speaker.query.bind(speaker);
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  let edition = 0;
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known || names.size >= KEPT_MOST) return known;
    if (counts.size >= COUNTED_MOST) counts.clear();
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    if (count <= SEEN_BEFORE) return undefined;
    counts.delete(text);
    const name = `${edition}:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
    names.set(text, name);
    return name;
  };
  speaker.query = (statement, heard) => {
    // The driver's own statements (begin, commit) and batches of statements are no single statement with values.
    if (typeof statement !== 'object' || !(statement.values?.length > 0) || typeof heard !== 'function')
      return plain(statement, heard);
    return plain({ ...statement, name: nameOf(statement.text) }, (error, result) => {
      if (error && planIsOld.test(error.message)) {
        names.clear();
        edition += 1;
      }
      heard(error, result);
    });
  };
}
