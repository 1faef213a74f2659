import { z } from 'zod';
import type { LedgerState } from '../../../store/meeting/notice/ledger';
import { dayDigitsIn, instantWords } from '../../../law/base/russian';
import { choice } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { hrefWith } from '../../view/list';
import { mustRun, runners } from '../access';
import { ledgerQuery, ledgerShape, loadLedger, type Ledger, type OwnerShape } from './ledger';
import { placesOf } from './ledger-view';
import { noticeTrail } from './notices';
import { meetingParams, meetingSubject, type MeetingParams } from '../vote/access';

const papers = ['handover', 'post', 'posting'] as const;
type Paper = (typeof papers)[number];

const TITLES: Readonly<Record<Paper, string>> = {
  handover: 'Ведомость вручения сообщений о собрании',
  post: 'Список заказных писем',
  posting: 'Акт о размещении сообщения в доме',
};

const query = ledgerQuery.extend({ paper: choice(papers) });
type Asked = z.infer<typeof query>;
const out = ledgerShape.extend({ paper: z.enum(papers), initiator: z.string() });
type Shape = z.infer<typeof out>;

/** As many lines as a browser prints without trouble; the rest follow on the next page. */
const LINES = 1_000;

/** A registered letter to an owner is addressed to the premises; to an organisation, to its registered address. */
const addressOf = (owner: OwnerShape, { address }: Shape): string =>
  owner.address ?? [address, placesOf(owner)].filter(Boolean).join(', ');

interface Line {
  to: string;
  address: string;
  number: string;
  sent: string;
}

/** Letters already sent; below them the owners not notified yet, with an empty place for the number. */
function postRows(data: Shape): Line[] {
  return data.owners.flatMap((owner) => {
    const [to, address] = [owner.name, addressOf(owner, data)];
    const letters = owner.notices.filter(({ way }) => way === 'letter');
    if (letters.length === 0) return owner.told ? [] : [{ to, address, number: '', sent: '' }];
    return letters.map(({ postNumber, sentAt }) => ({
      to,
      address,
      number: postNumber ?? '',
      sent: dayDigitsIn(sentAt, data.zone),
    }));
  });
}

const numbered = <T>(rows: readonly T[]) => rows.map((row, index) => ({ ...row, order: index + 1 }));

function view(data: Shape) {
  const { id, paper, zone, opensAt, posting, owners, after, asked } = data;
  return {
    ...data,
    title: TITLES[paper],
    is: { [paper]: true },
    opens: opensAt ? instantWords(new Date(opensAt), zone) : '',
    place: posting.place,
    decidedBy: posting.decidedBy,
    rows:
      paper === 'post'
        ? numbered(postRows(data))
        : numbered(owners.map((owner) => ({ place: placesOf(owner), name: owner.name }))),
    more: after
      ? hrefWith(`/meetings/${id}/notices/print`, {}, { paper, state: asked.state ?? undefined, after })
      : undefined,
  };
}

/** Forms to fill in by hand: print, sign, scan, and attach to the ledger as proof. */
const print = route({
  id: 'meeting.notice-print',
  method: 'get',
  path: '/meetings/:id/notices/print',
  summary: 'Бланки для уведомления на бумаге',
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  query,
  out,
  page: 'meeting/notice/notice-print',
  view,
  handle: async (call: Call<MeetingParams, Asked>) => {
    const { initiator } = await mustRun(call);
    const { paper, state, flat, after } = call.query;
    const ledger: Ledger = await loadLedger(call, { state: state ?? fallback(paper), flat, after }, LINES);
    const frame = { title: TITLES[paper], trail: noticeTrail(ledger, TITLES[paper]) };
    return { data: { ...ledger, paper, initiator }, frame };
  },
});

/** The sheet of signatures lists only those who have not been notified. */
const fallback = (paper: Paper): LedgerState | undefined => (paper === 'handover' ? 'missing' : undefined);

export const noticePrintRoutes = [print];
