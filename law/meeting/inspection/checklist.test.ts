import { normHistory } from '../../base/norm';
import { checklist } from './checklist';

describe("the inspector's checklist", () => {
  it('has forty points, numbered, each with a norm and a severity', () => {
    expect(checklist.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    for (const { check, citation, severities } of checklist) {
      expect(check).not.toBe('');
      expect(citation).not.toBe('');
      expect(severities.length).toBeGreaterThan(0);
    }
  });

  it('leans only on norms that exist', () => {
    for (const id of checklist.flatMap(({ norms }) => norms)) expect(normHistory(id).length).toBeGreaterThan(0);
  });

  it('leaves to a person what only a person can see', () => {
    expect(checklist.filter(({ automatic }) => automatic === 'no').map(({ number }) => number)).toEqual([30]);
    expect(checklist.filter(({ automatic }) => automatic === 'yes').length).toBeGreaterThan(25);
  });
});
