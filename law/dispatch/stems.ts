/**
 * Words of people against patterns of stems. A pattern is elements with spaces between, all of which must be found;
 * an element is stems with «|» between, one of which begins a word. «-вод» wants the word denied («воды нет», «не
 * идёт»), «~вод» takes it both ways, plain «вод» must not be denied. «? …» is a weak pattern: a guess.
 */
interface Word {
  text: string;
  denied: boolean;
}

const DENIES_NEXT = new Set(['не', 'ни', 'без']);
const ABSENT = /^(нет|нету|отсутству|отсутствует)/;
/** «Нет» denies a noun in the genitive and the adjectives before it, not the verb that happens to stand near. */
const GENITIVE = /([аяыиуюь]|ов|ев|ей)$/;
const ADJECTIVE = /(ой|ей|ого|его|ых|их)$/;
const FILLERS = new Set(['тоже', 'еще', 'уже', 'совсем', 'вообще', 'опять', 'снова', 'так', 'до', 'там', 'здесь']);
const SIGNS = /^(запах|утеч|теч|след|признак)/;
const REACH = 3;
const FUZZY_FROM = 6;
const [WHOLE, FUZZY, TOGETHER, WEAK] = [10, 7, 4, -8];

/** Who writes more has said it by then; longer texts would only cost time. */
const READ = 2_000;

/** Clauses of a text, each a list of words; «ё» is «е», case is nothing. */
export function clausesOf(text: string): Word[][] {
  return text
    .slice(0, READ)
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[.,;:!?\n()—]+|\s(?:но|зато|однако)\s/u)
    .map((clause) => denied(clause.match(/[a-zа-я]+|\d+/gu) ?? []))
    .filter((words) => words.length > 0);
}

function denied(texts: readonly string[]): Word[] {
  const words = texts.map((text) => ({ text, denied: false }));
  const deny = (word: Word | undefined): void => {
    if (word) word.denied = true;
  };
  texts.forEach((text, at) => {
    if (DENIES_NEXT.has(text)) deny(words[at + 1]);
    if (!ABSENT.test(text)) return;
    if (denyBefore(words, at)) return;
    for (let next = at + 1; next <= at + REACH; next += 1) {
      const word = words[next];
      if (!word || !(GENITIVE.test(word.text) || ADJECTIVE.test(word.text))) break;
      deny(word);
      if (!ADJECTIVE.test(word.text)) break;
    }
  });
  return words;
}

/** «Воды нет», «газа тоже нет», «запаха газа нет». */
function denyBefore(words: Word[], at: number): boolean {
  const last = FILLERS.has(words[at - 1]?.text ?? '') ? at - 2 : at - 1;
  const [noun, owner] = [words[last], words[last - 1]];
  if (!noun || !GENITIVE.test(noun.text)) return false;
  noun.denied = true;
  if (owner && SIGNS.test(owner.text)) owner.denied = true;
  return true;
}

/** How well a text answers to the best of the patterns; 0: not at all. */
export function score(clauses: readonly Word[][], patterns: readonly string[]): number {
  return Math.max(0, ...patterns.map((pattern) => patternScore(clauses, pattern)));
}

function patternScore(clauses: readonly Word[][], pattern: string): number {
  const weak = pattern.startsWith('? ');
  const elements = (weak ? pattern.slice(2) : pattern).split(' ');
  const together = Math.max(...clauses.map((words) => elementsScore(words, elements)), 0);
  const found = together > 0 ? together + TOGETHER : elementsScore(clauses.flat(), elements);
  return found === 0 ? 0 : found + (weak ? WEAK : 0);
}

function elementsScore(words: readonly Word[], elements: readonly string[]): number {
  let sum = 0;
  for (const element of elements) {
    const best = elementScore(words, element);
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

function elementScore(words: readonly Word[], element: string): number {
  let best = 0;
  for (const alternative of element.split('|')) {
    const sign = /^[-~]/.exec(alternative)?.[0];
    const stem = sign ? alternative.slice(1) : alternative;
    for (const { text, denied: no } of words) {
      if (sign === '-' && !no) continue;
      if (!sign && no) continue;
      if (text.startsWith(stem)) return WHOLE;
      if (stem.length >= FUZZY_FROM && near(text.slice(0, stem.length), stem)) best = FUZZY;
    }
  }
  return best;
}

/** One letter wrong: people write «канолизация» and «ботарея». The first letter must be right. */
function near(word: string, stem: string): boolean {
  if (word.length !== stem.length || word[0] !== stem[0]) return false;
  let wrong = 0;
  for (let at = 1; at < stem.length; at += 1) if (word[at] !== stem[at]) wrong += 1;
  return wrong <= 1;
}
