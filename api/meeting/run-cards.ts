import { counted, momentWords } from '../../law/base/russian';
import { HALT_RULE } from '../../law/meeting/call/proving';
import { HALTED, haltSays } from '../../law/meeting/vote/halt';
import { ownerForms } from '../../law/registry/words';
import { haltOf } from '../../store/meeting/halt';
import { noticeLimit, ownersNotNotified } from '../../store/meeting/notice/notices';
import { meetingById, type MeetingFile } from '../../store/meeting/read';
import { runsNear } from '../../store/meeting/vote/near';
import type { HomeCall, HomeCard } from '../case/area';
import { readerOf } from '../security/reader';
import { spanWords } from '../view/deadline';
import { voteCards } from './vote/cards';
import { meetingTitle } from './vote/words';

/** Votes of the reader, and before them what stands still or soon will in the meetings they run. */
export async function meetingCards(call: HomeCall): Promise<HomeCard[]> {
  const { db, actor } = call;
  const run = await runsNear(db, readerOf(actor));
  const cards: HomeCard[] = [];
  for (const { id } of run) {
    const found = await meetingById(db, id);
    const card = found && (await (found.file.phase === 'halted' ? haltedCard(call, found) : unprovedCard(call, found)));
    if (card) cards.push(card);
  }
  const mine = new Set(run.map(({ id }) => id));
  return [...cards, ...(await voteCards(call, mine))];
}

async function haltedCard({ db }: HomeCall, { file, meeting, address }: MeetingFile): Promise<HomeCard> {
  const card = `/meetings/${file.id}`;
  return {
    urgency: 'now',
    at: meeting.opensAt?.toISOString() ?? null,
    title: HALTED,
    say: `${meetingTitle(meeting)}. ${haltSays(await haltOf(db, file))} ${address}.`,
    status: { kind: 'late', word: 'стоит' },
    act: { href: `${card}/repeat`, title: 'Созвать заново' },
    links: [{ href: card, title: 'О собрании' }],
  };
}

async function unprovedCard({ db, now }: HomeCall, found: MeetingFile): Promise<HomeCard | null> {
  const { file, meeting } = found;
  const by = noticeLimit(found, now);
  const missing = (await ownersNotNotified(db, file.id, by)).length;
  if (missing === 0 || !meeting.opensAt) return null;
  const left = by.getTime() - now.getTime();
  const until = momentWords(by, file.zone, now);
  return {
    urgency: 'now',
    at: by.toISOString(),
    title: `Докажите уведомление: ${counted(missing, ownerForms)}`,
    say:
      `${meetingTitle(meeting)}. ${left > 0 ? `Успеть нужно до ${until}` : `Срок был ${until}`}, иначе голосование не ` +
      `откроется. ${HALT_RULE}`,
    status: left > 0 ? { kind: 'soon', word: spanWords(left) } : { kind: 'late', word: 'срок прошёл' },
    ...(left > 0 && { due: by.toISOString() }),
    act: { href: `/meetings/${file.id}/notices`, title: 'Отметить, кто уведомлён' },
    links: [{ href: `/meetings/${file.id}`, title: 'О собрании' }],
  };
}
