import { venueChecks, type Venue } from './venue';

const ground = { system: 'РИС ЖКХ', act: 'постановление Правительства области', number: '45', day: '2025-03-12' };
const live: Venue = { training: false, ground: null };
const found = (on: string, venue: Venue, form: 'electronic' | 'mixed' = 'electronic') =>
  venueChecks({ form, on, venue }).map(({ code, verdict }) => [code, verdict]);

describe('where an electronic meeting may be held', () => {
  it.each([
    ['2025-02-28', [['venue-other', 'person']]],
    ['2025-03-01', [['venue-missing', 'problem']]],
    ['2026-11-28', [['venue-missing', 'problem']]],
  ])('in a live installation without a ground, noticed on %s', (on, expected) => {
    expect(found(on, live)).toEqual(expected);
  });

  it.each([
    ['2025-03-11', 'venue-missing'],
    ['2025-03-12', 'venue'],
    ['2025-03-13', 'venue'],
  ])('by an act of 12.03.2025, noticed on %s', (on, code) => {
    expect(found(on, { training: false, ground })[0]?.[0]).toBe(code);
  });

  it('names the article of the refusal, and the act that allows it', () => {
    expect(venueChecks({ form: 'electronic', on: '2026-11-28', venue: live })[0]?.says).toContain('ст. 44.1, 47.1');
    expect(venueChecks({ form: 'electronic', on: '2026-11-28', venue: { training: false, ground } })[0]?.says).toBe(
      'Голосуют в региональной системе: РИС ЖКХ, постановление Правительства области от 12.03.2025 № 45.',
    );
  });

  it('is a rehearsal in a training installation, and no question for other forms', () => {
    expect(found('2026-11-28', { training: true, ground: null })).toEqual([['venue-training', 'ok']]);
    expect(found('2026-11-28', live, 'mixed')).toEqual([]);
  });
});
