import type { Route } from '../http/route';
import { meetingActRoutes } from './acts';
import { agendaRoutes } from './prepare/agenda';
import { cardRoutes } from './card';
import { groundRoutes } from './ground';
import { rollRoutes } from './follow/roll';
import { houseRoutes } from './follow/houses';
import { electronicRoutes } from './prepare/electronic';
import { kindRoutes } from './prepare/kinds';
import { lawCheckRoutes } from './prepare/lawcheck';
import { meetingListRoutes } from './list';
import { letterRoutes } from './notice/letters';
import { mailingRoutes } from './follow/mailing';
import { materialRoutes } from './prepare/materials';
import { noticePrintRoutes } from './notice/notice-print';
import { oneNoticeRoutes } from './notice/notice';
import { petitionRoutes } from './prepare/petition';
import { noticeRoutes } from './notice/notices';
import { postingRoutes } from './notice/posting';
import { proofRoutes } from './notice/proofs';
import { shareRoutes } from './follow/share';
import { silentRoutes } from './follow/silent';
import { startRoutes } from './prepare/start';
import { termsRoutes } from './prepare/terms';

/** A meeting for those who call it, from the draft to the sheet of votes. */
export const meetingRoutes: readonly Route[] = [
  ...meetingListRoutes,
  ...startRoutes,
  ...kindRoutes,
  ...houseRoutes,
  ...petitionRoutes,
  ...mailingRoutes,
  ...cardRoutes,
  ...groundRoutes,
  ...agendaRoutes,
  ...termsRoutes,
  ...lawCheckRoutes,
  ...electronicRoutes,
  ...rollRoutes,
  ...silentRoutes,
  ...shareRoutes,
  ...materialRoutes,
  ...noticeRoutes,
  ...letterRoutes,
  ...postingRoutes,
  ...noticePrintRoutes,
  ...oneNoticeRoutes,
  ...proofRoutes,
  ...meetingActRoutes,
];
