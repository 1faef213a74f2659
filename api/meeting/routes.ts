import type { Route } from '../route';
import { actRoutes } from './acts';
import { agendaRoutes } from './agenda';
import { cardRoutes } from './card';
import { chessRoutes } from './chess';
import { houseRoutes } from './houses';
import { electronicRoutes } from './electronic';
import { kindRoutes } from './kinds';
import { lawCheckRoutes } from './lawcheck';
import { listRoutes } from './list';
import { letterRoutes } from './letters';
import { mailingRoutes } from './mailing';
import { materialRoutes } from './materials';
import { noticePrintRoutes } from './notice-print';
import { oneNoticeRoutes } from './notice';
import { petitionRoutes } from './petition';
import { noticeRoutes } from './notices';
import { postingRoutes } from './posting';
import { proofRoutes } from './proofs';
import { shareRoutes } from './share';
import { silentRoutes } from './silent';
import { startRoutes } from './start';
import { termsRoutes } from './terms';

/** A meeting as those who call it see it: from the draft to the sheet of who has voted. */
export const meetingRoutes: readonly Route[] = [
  ...listRoutes,
  ...startRoutes,
  ...kindRoutes,
  ...houseRoutes,
  ...petitionRoutes,
  ...mailingRoutes,
  ...cardRoutes,
  ...agendaRoutes,
  ...termsRoutes,
  ...lawCheckRoutes,
  ...electronicRoutes,
  ...chessRoutes,
  ...silentRoutes,
  ...shareRoutes,
  ...materialRoutes,
  ...noticeRoutes,
  ...letterRoutes,
  ...postingRoutes,
  ...noticePrintRoutes,
  ...oneNoticeRoutes,
  ...proofRoutes,
  ...actRoutes,
];
