import { keeperOf } from '../../law/meeting/call/keeper';
import { readClock } from '../../store/clock/clock';
import { preparersOf } from '../../store/meeting/prepare/preparers';
import type { PageArea } from '../case/area';
import { meetingDocuments } from './file/documents';
import { meetingBegins, meetingTiles } from './home';
import { meetingSentences } from './sentences';
import { meetingSubject, worksOn } from './vote/access';
import { meetingCards } from './run-cards';

/**
 * N-09: the manager corrects the register; without a manager, or when it does not answer in time, whoever prepares a
 * meeting.
 */
const keepers: PageArea['keepers'] = async (db, buildingId, managed) => {
  const { now } = await readClock(db);
  return (await preparersOf(db, buildingId))
    .filter(({ since, zone }) => keeperOf({ managed, askedAt: since, now, zone }) === 'initiator')
    .map(({ personId }) => personId);
};

export const meetingPages: PageArea = {
  subject: meetingSubject,
  works: worksOn,
  documents: meetingDocuments,
  sentences: meetingSentences,
  checklist: (id) => `/meetings/${id}/checklist`,
  cards: meetingCards,
  tiles: meetingTiles,
  begins: meetingBegins,
  keepers,
};
