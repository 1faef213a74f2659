import type { Lives } from './agenda';
import { appealLives } from './appeal';
import { meetingLives } from './meeting';

/** The areas whose cases are seeded. */
export const lives: Readonly<Record<string, Lives>> = { appeal: appealLives, meeting: meetingLives };
