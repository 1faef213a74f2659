import { phoneOf } from '../../law/dispatch/phone';
import { isNoise } from '../../law/registry/address';
import { fold } from '../../store/registry/search';

const WORDS_MOST = 8;

export const searchWords = (text: string): string[] =>
  fold(text)
    .split(/[\s,.«»"№]+/)
    .filter((word) => word !== '' && !isNoise(word))
    .slice(0, WORDS_MOST);

/** «ОБР-2026-000123», «обр 2026 123», «2026-123» or «000123» → the end of the number; null: not a case number. */
export function endingOf(text: string): { ending: string; whole: boolean } | null {
  const plain = fold(text)
    .trim()
    .replace(/[\s–—_/.№-]+/g, '-');
  const full = /^(?:([а-я]{2,5})-)?(\d{4})-(\d{1,6})$/.exec(plain);
  if (full) {
    const [, prefix, year = '', count = ''] = full;
    return { ending: `${prefix ?? ''}-${year}-${count.padStart(6, '0')}`, whole: true };
  }
  return /^\d{1,6}$/.test(plain) ? { ending: `-${plain.padStart(6, '0')}`, whole: false } : null;
}

/** A phone in any usual spelling, or an e-mail, as the registry stores it. */
export const contactOf = (text: string): string => phoneOf(text) ?? text.trim().toLowerCase();
