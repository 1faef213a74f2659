import { faultKind, faultKinds } from './kinds';
import { answerLine, lateLines } from './late';

const plain = (text: string | null | undefined): string => (text ?? '').replaceAll('\u00a0', ' ');

describe('when they are late', () => {
  it('there is something to do, by a norm, for every kind', () => {
    for (const kind of faultKinds)
      expect([kind.code, lateLines(kind, '2026-11-20').length > 0]).toEqual([kind.code, true]);
  });

  it('a bad service is put on paper without the executor', () => {
    const [first] = lateLines(faultKind('Q.heating'), '2026-11-20');
    expect([first?.norm, plain(first?.says)]).toEqual([
      'QV-10',
      expect.stringContaining('2 потребителя и председатель'),
    ]);
  });

  it('a flooded flat gets its act', () => {
    expect(plain(lateLines(faultKind('S02.heating'), '2026-11-20')[0]?.says)).toContain('На него дают 12 часов');
  });

  it('a call is answered by the law of its day', () => {
    expect(plain(answerLine('2026-11-20'))).toContain('через 5 минут');
    expect(answerLine('2019-02-28')).toBeNull();
  });
});
