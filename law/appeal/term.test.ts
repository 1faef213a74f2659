import { dueInstant } from '../base/terms';
import { appealSubjects } from './subjects';
import {
  answerAlarms,
  answerTerm,
  bodyNotices,
  extensionTerm,
  isContent,
  mustAcceptChannel,
  registrationTerm,
  termFor,
  type AppealClock,
} from './term';
import { addresseeKinds, applicantKinds } from './words';

const LAW_DAY = '2026-11-20';
const at = (text: string): Date => new Date(text);
const clock: AppealClock = {
  addressee: 'manager',
  applicant: 'owner',
  subjects: ['cleaning'],
  zone: 'Europe/Moscow',
  lawDate: LAW_DAY,
  receivedAt: at('2026-11-20T12:00:00+03:00'),
  registeredAt: at('2026-11-20T12:00:00+03:00'),
};

describe('the norm of an answer', () => {
  it.each([
    ['manager', 'cleaning', 'owner', 'AP-01'],
    ['manager', 'cleaning', 'other', 'AP-02'],
    ['association', 'heating', 'user', 'AP-11'],
    ['manager', 'heating', 'organisation', 'AP-02'],
    ['manager', 'organisation', 'owner', 'AP-03'],
    ['manager', 'works', 'owner', 'AP-07'],
    ['manager', 'meter-check', 'user', 'AP-09'],
    ['manager', 'house-meter', 'owner', 'AP-10'],
    ['manager', 'house-volumes', 'owner', 'AP-12'],
    ['manager', 'claim', 'owner', 'AP-13'],
    ['supplier', 'heating', 'owner', 'AP-11'],
    ['supplier', 'charges', 'owner', 'AP-P3'],
    ['municipality', 'yard', 'owner', 'AP-15'],
    ['inspectorate', 'licence', 'other', 'AP-15'],
  ] as const)('for %s on %s asked by %s is %s', (addressee, subject, applicant, norm) => {
    expect(termFor(addressee, subject, applicant, LAW_DAY)).toBe(norm);
  });

  it('is there for whoever asks whom about anything that concerns them', () => {
    for (const { code, to } of appealSubjects)
      for (const addressee of addresseeKinds.filter((kind) => to.includes(kind)))
        for (const applicant of applicantKinds)
          expect(answerTerm({ ...clock, addressee, applicant, subjects: [code] }).dueAt).toMatch(/^202[67]-/);
  });
});

describe('the term of an answer', () => {
  it('is ten working days after the day of receipt', () => {
    expect(answerTerm(clock).lastDay).toBe('2026-12-04');
  });

  it('of several subjects is the shortest', () => {
    expect(answerTerm({ ...clock, subjects: ['cleaning', 'works', 'heating'] })).toMatchObject({
      norm: 'AP-11',
      lastDay: '2026-11-25',
    });
  });

  it('runs from receipt for an organisation and from registration for a body', () => {
    const later = { ...clock, registeredAt: at('2026-11-23T10:00:00+03:00') };
    expect(answerTerm(later).lastDay).toBe('2026-12-04');
    expect(answerTerm({ ...later, addressee: 'municipality', subjects: ['yard'] }).lastDay).toBe('2026-12-23');
  });

  it('ends at midnight of the house, wherever the organisation sits', () => {
    const far = answerTerm({ ...clock, zone: 'Asia/Yekaterinburg' });
    expect(dueInstant(far)).toEqual(at('2026-12-05T00:00:00+05:00'));
  });

  it('needs a subject', () => {
    expect(() => answerTerm({ ...clock, subjects: [] })).toThrow('subject-missing');
  });
});

describe('registration', () => {
  it('is owed the same day by an organisation, in three days by a body', () => {
    const { receivedAt, zone } = clock;
    expect(registrationTerm('manager', receivedAt, zone, LAW_DAY)).toMatchObject({
      norm: 'AP-04',
      lastDay: '2026-11-20',
    });
    expect(registrationTerm('inspectorate', receivedAt, zone, LAW_DAY)).toMatchObject({
      norm: 'AP-15.register',
      lastDay: '2026-11-23',
    });
  });
});

describe('an extension', () => {
  const ask = {
    addressee: 'municipality' as const,
    lastDay: '2026-12-21',
    dueAt: at('2026-12-22T00:00:00+03:00'),
    at: at('2026-12-21T23:59:59+03:00'),
    zone: 'Europe/Moscow',
    lawDate: LAW_DAY,
  };

  it('adds up to thirty days to the last day', () => {
    expect(extensionTerm(ask)).toMatchObject({ norm: 'AP-15.extend', lastDay: '2027-01-20' });
    expect(extensionTerm({ ...ask, days: 3 }).lastDay).toBe('2026-12-24');
  });

  it.each([0, -1, 31, 1.5])('of %s days is refused', (days) => {
    expect(() => extensionTerm({ ...ask, days })).toThrow('extension-too-long');
  });

  it('is refused at the first instant that is too late', () => {
    expect(() => extensionTerm({ ...ask, at: ask.dueAt })).toThrow('extension-too-late');
  });

  it('is no right of an organisation', () => {
    expect(() => extensionTerm({ ...ask, addressee: 'manager' })).toThrow('extension-unlawful');
  });
});

describe('reminders', () => {
  it('come at half, at four fifths and at the end', () => {
    const due = answerTerm(clock);
    const [start, end] = [Date.parse(due.event), dueInstant(due).getTime()];
    const alarms = answerAlarms(due, LAW_DAY, clock.receivedAt);
    expect(alarms.map(({ act }) => act)).toEqual(['half', 'soon', 'late']);
    expect(alarms.map((one) => (Date.parse(one.at) - start) / (end - start))).toEqual([
      expect.closeTo(0.5, 5),
      expect.closeTo(0.8, 5),
      1,
    ]);
  });

  it('that have passed already are not repeated for a part born later', () => {
    const due = answerTerm(clock);
    expect(answerAlarms(due, LAW_DAY, dueInstant(due)).map(({ act }) => act)).toEqual(['late']);
  });
});

describe('the channel of a body', () => {
  it('is not e-mail since 30 March 2025', () => {
    expect(() => mustAcceptChannel('municipality', 'email', '2025-03-30')).toThrow('channel-closed');
    expect(() => mustAcceptChannel('municipality', 'email', '2025-03-29')).not.toThrow();
    expect(() => mustAcceptChannel('manager', 'email', '2025-03-30')).not.toThrow();
    expect(() => mustAcceptChannel('municipality', 'paper', '2025-03-30')).not.toThrow();
  });
});

describe('a rating', () => {
  it.each([
    [1, false],
    [3, false],
    [4, true],
    [5, true],
  ])('of %s settles the matter: %s', (rating, settled) => {
    expect(isContent(rating, LAW_DAY)).toBe(settled);
  });
});

describe('what a body owes instead of an answer', () => {
  const timing = { zone: 'Europe/Moscow', on: '2026-11-20' };
  const registered = new Date('2026-11-20T10:00:00+03:00');

  it('is told within seven days of registration, by the parts that were in force', () => {
    const notices = bodyNotices('inspectorate', registered, timing);
    expect(notices.map(({ norm }) => norm)).toEqual([
      'AP-15.copies',
      'AP-20',
      'AP-20.sense',
      'AP-20.court',
      'AP-20.site',
    ]);
    for (const { says } of notices) expect(says).toContain('до 27.11.2026 включительно');
    expect(bodyNotices('ministry', registered, { ...timing, on: '2017-12-07' })).toHaveLength(3);
  });

  it('binds no organisation', () => {
    expect(bodyNotices('manager', registered, timing)).toEqual([]);
  });
});
