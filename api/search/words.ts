import { fold } from '../../store/registry/search';

/** Words that occur in every address and so find nothing. */
const NOISE = new Set(['г', 'гор', 'город', 'ул', 'улица', 'д', 'дом', 'кв', 'квартира', 'пр', 'пр-т', 'пер']);
const WORDS_MOST = 8;

export const searchWords = (text: string): string[] =>
  fold(text)
    .split(/[\s,.«»"№]+/)
    .filter((word) => word !== '' && !NOISE.has(word))
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
export function contactOf(text: string): string {
  const digits = text.replace(/\D/g, '');
  return digits.length >= 10 && !/[a-zа-я]/i.test(text) ? `+7${digits.slice(-10)}` : text.trim().toLowerCase();
}
