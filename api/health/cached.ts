const FRESH_MS = 1_000;

/** One look serves everybody who asks within a second, so frequent questions cost nothing. */
export function cachedForSecond<T>(look: () => Promise<T>): () => Promise<T> {
  let looked: { at: number; found: Promise<T> } | undefined;
  return () => {
    if (!looked || performance.now() - looked.at > FRESH_MS) looked = { at: performance.now(), found: look() };
    return looked.found;
  };
}
