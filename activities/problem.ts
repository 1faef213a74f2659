/** What may be stored of a fault: messages of database errors may quote personal data; the code is enough. */
export function problemOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return code;
  return error instanceof Error ? error.name : 'unknown';
}
