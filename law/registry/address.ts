/** Words that occur in every address and so find nothing. */
const NOISE = new Set(
  'г гор город пос поселок ул улица д дом кв квартира пр пр-т проспект пер переулок ш шоссе бул б-р корп корпус к стр'.split(
    ' ',
  ),
);
export const isNoise = (word: string): boolean => NOISE.has(word);

/** An address as somebody says it, taken apart. */
export interface SaidAddress {
  /** Beginnings of the street, the town. */
  words: string[];
  /** House, building, and perhaps the flat as the last one. */
  numbers: string[];
  /** The flat, where the speaker says which number it is. */
  flat: string | null;
}

const FLAT = /(?:^|[\s,])(?:кв|квартира|оф|офис|пом|помещение)[\s.№]*(\d+[а-я]?)/;
const WORDS_MOST = 8;

/** «Лесная 8 кв 58», «лесная 8-58», «ул. Лесная д.8 корп.2»: the text in lower case, look-alike letters made one. */
export function saidAddress(text: string): SaidAddress {
  const flat = FLAT.exec(text)?.[1] ?? null;
  const parts = (flat === null ? text : text.replace(FLAT, ' '))
    .replace(/(\d)\s*(?:к|корп|корпус|стр)[\s.]*(?=\d)/g, '$1 ')
    .replace(/([а-я])\.?(?=\d)/g, '$1 ')
    .split(/[\s,.;«»"№]+|(?<=\d[а-я]?)-(?=\d)/)
    .filter((part) => part !== '' && !isNoise(part))
    .slice(0, WORDS_MOST);
  return { words: parts.filter((part) => !/^\d/.test(part)), numbers: parts.filter((part) => /^\d/.test(part)), flat };
}
