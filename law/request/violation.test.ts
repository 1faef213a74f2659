import { emptyPaper, type PaperBody } from './papers';
import { monthFacts, violationOf, type Complaint } from './violation';

const zone = 'Europe/Moscow';
const at = (text: string): Date => new Date(`${text}+03:00`);
const cold: PaperBody = { ...emptyPaper, found: 'violation', readings: { temperature: '16' } };
const complaint = (more: Partial<Complaint> = {}): Complaint => ({
  registeredAt: at('2026-02-02T11:00'),
  fixedAt: at('2026-02-03T17:00'),
  confirmed: false,
  papers: [{ kind: 'check', at: at('2026-02-02T12:30'), body: cold }],
  zone,
  ...more,
});
const month = (service: 'heating' | 'hot-water' | 'cold-water', all: Complaint[], now = at('2026-03-01T00:00')) =>
  monthFacts({ ...{ service, month: '2026-02', zone, now }, violations: all.flatMap((one) => violationOf(one) ?? []) });

describe('a complaint on quality', () => {
  it('of +16 °C for thirty hours gives fifty degree-hours: two degrees by day, nothing at night', () => {
    expect(month('heating', [complaint()])).toMatchObject({ hours: '30', degreeHours: '50', excessHours: null });
  });

  it('counts nothing until a check or an act confirms it', () => {
    expect(violationOf(complaint({ papers: [] }))).toBeNull();
    expect(violationOf(complaint({ papers: [], confirmed: true }))).toMatchObject({ from: at('2026-02-02T11:00') });
    const fine = { ...cold, found: 'fine' as const };
    expect(violationOf(complaint({ papers: [{ kind: 'check', at: at('2026-02-02T12:30'), body: fine }] }))).toBeNull();
  });

  it('begins at the earliest proved moment and ends with the act that it is mended', () => {
    const early = { ...cold, since: at('2026-02-02T08:00').toISOString() };
    const found = violationOf(
      complaint({
        papers: [
          { kind: 'check', at: at('2026-02-02T12:30'), body: early },
          { kind: 'mended', at: at('2026-02-03T19:00'), body: { ...cold, found: 'fine', readings: {} } },
        ],
      }),
    );
    expect(found).toMatchObject({ from: at('2026-02-02T08:00'), to: at('2026-02-03T19:00') });
  });

  it('goes on when the act after the repair finds it bad, and while nothing is repaired', () => {
    const still = { kind: 'mended' as const, at: at('2026-02-03T19:00'), body: cold };
    expect(violationOf(complaint({ papers: [...complaint().papers, still] }))?.to).toBeNull();
    expect(violationOf(complaint({ fixedAt: null }))?.to).toBeNull();
  });

  it('of a service that is not there is metered by its allowance: before, at and after it', () => {
    const off = (hours: string) =>
      month('cold-water', [
        complaint({
          fixedAt: at(`2026-02-02T${hours}`),
          papers: [{ kind: 'check', at: at('2026-02-02T11:30'), body: { ...cold, off: true, readings: {} } }],
        }),
      ]).excessHours;
    expect([off('14:59'), off('15:00'), off('15:30')]).toEqual(['0', '0', '1/2']);
  });

  it('counts hours that two complaints tell of once', () => {
    const second = complaint({ registeredAt: at('2026-02-02T12:00'), fixedAt: at('2026-02-03T18:00') });
    expect(month('heating', [complaint(), second])).toMatchObject({ hours: '31', degreeHours: '52' });
  });

  it('takes only what lies in the month', () => {
    const papers = [{ kind: 'check' as const, at: at('2026-01-31T21:00'), body: cold }];
    const long = complaint({ registeredAt: at('2026-01-31T20:00'), fixedAt: at('2026-02-01T06:00'), papers });
    expect(month('heating', [long])).toMatchObject({ hours: '6', degreeHours: '2' });
  });
});
