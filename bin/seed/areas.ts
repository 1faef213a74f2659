import type { Lives } from './agenda';
import { appealLives } from './appeal';
import { meetingLives } from './meeting';

/** The one list of areas whose cases the demo region has lived. */
export const lives: Readonly<Record<string, Lives>> = { appeal: appealLives, meeting: meetingLives };
