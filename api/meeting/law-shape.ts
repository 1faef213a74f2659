import { z } from 'zod';

/** The day whose law judges each stage of a meeting (law/meeting/stages-of-law.ts). */
export const lawShape = z.object({ called: z.string(), voted: z.string(), decided: z.string(), drawn: z.string() });
