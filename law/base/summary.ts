const LONGEST = 140;

/** The first words of a text, for lists: the first sentence, cut at a word when it is long. */
export function summaryOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const [sentence = line] = line.split(/(?<=[.!?…])\s/, 1);
  if (sentence.length <= LONGEST) return sentence;
  const cut = sentence.slice(0, LONGEST);
  const space = cut.lastIndexOf(' ');
  return `${space > 0 ? cut.slice(0, space) : cut}…`;
}
