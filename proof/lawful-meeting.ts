/** A lawful electronic meeting of December 2026 in the house of seed 001, as the checker of meetings is asked about it. */
export const lawfulMeeting = {
  form: 'electronic',
  zone: 'Europe/Moscow',
  on: '2026-11-20',
  noticeAt: '2026-12-04T10:00',
  opensAt: '2026-12-15T10:00',
  closesAt: '2026-12-22T10:00',
  total: '9379.3',
  participating: '6152.43',
} as const;

/** The same meeting while it is being called, on the first of December. */
export const calledMeeting = {
  zone: 'Europe/Moscow',
  on: '2026-12-01',
  form: 'electronic',
  now: new Date('2026-12-01T10:00:00+03:00'),
  opensAt: new Date('2026-12-15T10:00:00+03:00'),
  closesAt: new Date('2026-12-22T10:00:00+03:00'),
  firstElectronic: false,
} as const;

/** The time in which its ballots are taken. */
export const lawfulWindow = {
  zone: 'Europe/Moscow',
  on: '2026-11-20',
  opensAt: '2026-12-15T10:00:00+03:00',
  closesAt: '2026-12-22T10:00:00+03:00',
  paperUntil: '2026-12-20T10:00:00+03:00',
} as const;
