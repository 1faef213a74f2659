/** An instant as answers and documents tell it, where there may be none. */
export const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;
