import { localOf } from '../../base/zone';
import { noticeTime } from '../notice/notice';
import { earliestMeeting, planMeeting, whatMoves, type MeetingPlan } from './schedule';

const zone = 'Europe/Moscow';
const TEN = 10 * 3_600_000;
const at = (text: string): Date => new Date(`${text}+03:00`);

const electronic: MeetingPlan = {
  zone,
  on: '2026-11-20',
  form: 'electronic',
  opensAt: at('2026-12-15T10:00'),
  closesAt: at('2026-12-22T10:00'),
};
const dates = (plan: MeetingPlan): Record<string, string> =>
  Object.fromEntries(planMeeting(plan).map(({ code, due }) => [code, due.lastDay ?? due.dueAt]));

describe('the plan of a meeting', () => {
  it('of an electronic one is the worked example of the law notes', () => {
    expect(dates(electronic)).toMatchObject({
      'to-administrator': '2026-11-30',
      publish: '2026-12-05T10:00:00+03:00',
      'shortest-end': '2026-12-22T10:00:00+03:00',
      'longest-end': '2027-02-13T10:00:00+03:00',
      'paper-until': '2026-12-20T10:00:00+03:00',
      'auto-protocol': '2026-12-22T11:00:00+03:00',
    });
  });

  it('of one on paper wants the notice by 4 December for 15 December, the rest by the end of the year', () => {
    const plan: MeetingPlan = { ...electronic, form: 'mixed', closesAt: at('2026-12-20T18:00') };
    expect(dates(plan)).toEqual({
      publish: '2026-12-04',
      'draw-up': '2026-12-30',
      'to-manager': '2026-12-30',
      'inform-owners': '2026-12-30',
      'place-protocol': '2026-12-30',
    });
  });

  it('sends the originals straight to the inspectorate under direct management', () => {
    expect(Object.keys(dates({ ...electronic, directManagement: true }))).toContain('to-inspectorate');
    expect(Object.keys(dates({ ...electronic, directManagement: true }))).not.toContain('to-manager');
  });

  it('hands nothing over where the initiator is the administrator (K-19)', () => {
    expect(Object.keys(dates({ ...electronic, ownAdministrator: true }))).not.toContain('to-administrator');
  });

  it('tells what moves when another start is picked', () => {
    const later = { ...electronic, opensAt: at('2026-12-16T10:00') };
    expect(
      whatMoves(electronic, later)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['longest-end', 'publish', 'shortest-end', 'to-administrator']);
    expect(whatMoves(electronic, electronic)).toEqual([]);
  });

  it('of 2019 knows a voting of three to five days', () => {
    const plan: MeetingPlan = {
      ...electronic,
      on: '2019-03-05',
      opensAt: at('2019-03-27T10:00'),
      closesAt: at('2019-03-31T10:00'),
    };
    expect(dates(plan)).toMatchObject({
      'shortest-end': '2019-03-30T10:00:00+03:00',
      'longest-end': '2019-04-01T10:00:00+03:00',
    });
  });
});

describe('the earliest lawful meeting', () => {
  const now = at('2026-11-20T09:00');
  const earliest = (form: MeetingPlan['form'], ownAdministrator = false) =>
    earliestMeeting({ zone, on: '2026-11-20', form, now, time: TEN, ownAdministrator });

  it('on paper is ten full days after today', () => {
    expect(localOf(earliest('mixed').opensAt, zone).day).toBe('2026-12-01');
  });

  it('in the system waits fourteen full days for the administrator, or 240 hours when the initiator is he', () => {
    expect(earliest('electronic')).toMatchObject({
      opensAt: at('2026-12-05T10:00'),
      closesAt: at('2026-12-12T10:00'),
      latestEnd: at('2027-02-03T10:00'),
    });
    expect(earliest('electronic', true).opensAt).toEqual(at('2026-11-30T10:00'));
  });

  it('is found lawful by the check of the notice, and a day earlier is not', () => {
    const { opensAt } = earliest('in-person');
    const before = new Date(opensAt.getTime() - 86_400_000);
    expect(noticeTime('in-person', now, opensAt, { zone, on: '2026-11-20' }).timeliness).toBe('in-time');
    expect(noticeTime('in-person', now, before, { zone, on: '2026-11-20' }).timeliness).not.toBe('in-time');
  });
});
