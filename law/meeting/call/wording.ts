import type { QuestionKind } from './kinds';
import { kind, questionKinds } from './kinds';
import { membersMatter } from './members';

export interface WordingWarning {
  readonly code: 'wording-empty' | 'wording-misfit' | 'wording-two-subjects' | 'wording-members';
  readonly says: string;
  /** Kinds whose words match better, best first. */
  readonly better: readonly string[];
}

/** Stems this short must match the whole word: «одн» means общедомовые нужды, not «одного». */
const SHORT_STEM = 3;
const MOST_SUGGESTIONS = 3;

const JOINTS = /[;.]|,?\s(?:и|а также|также|одновременно)\s|,\s/;

/** Verbs that begin a decision: two of them in one question mean two decisions. */
const verbs = [
  'утвер',
  'избра',
  'выбра',
  'заключ',
  'определ',
  'надел',
  'согласова',
  'установ',
  'расторг',
  'отказа',
  'провест',
  'созда',
  'разреш',
  'передать',
  'принять',
  'поруч',
  'уполномоч',
  'перейти',
];

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^a-zа-я0-9]+/)
    .filter(Boolean);
}

function begins(word: string, stem: string): boolean {
  return stem.length <= SHORT_STEM ? word === stem : word.startsWith(stem);
}

/** Whether the stems occur in the text in this order, with other words allowed between them. */
function hasLine(words: readonly string[], line: string): boolean {
  let at = 0;
  return line.split(' ').every((stem) => {
    const found = words.findIndex((word, index) => index >= at && begins(word, stem));
    at = found + 1;
    return found >= 0;
  });
}

/** How well the kind matches: the longest matching line; zero means not at all. */
function fit(words: readonly string[], { words: lines }: QuestionKind): number {
  return Math.max(0, ...lines.filter((line) => hasLine(words, line)).map((line) => line.length));
}

/** Kinds whose words occur in the text, best first. */
export function kindsOf(text: string): readonly QuestionKind[] {
  return kindsOfWords(wordsOf(text));
}

function kindsOfWords(words: readonly string[]): readonly QuestionKind[] {
  return questionKinds()
    .map((each) => ({ each, size: fit(words, each) }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size)
    .map(({ each }) => each);
}

/** Warnings, never refusals: only a person knows what a sentence means. */
export function wordingWarnings(code: string, wording: string): readonly WordingWarning[] {
  const chosen = kind(code);
  if (wordsOf(wording).length === 0) {
    return [{ code: 'wording-empty', says: 'Напишите, за что голосуют собственники.', better: [] }];
  }
  const members = ofMembers(wording);
  return [...(members.length > 0 ? members : misfit(chosen, wording)), ...twoSubjects(wording)];
}

/** K-18: what only members of an association may decide is void when owners decide it (ГК РФ ст. 181.5). */
function ofMembers(wording: string): WordingWarning[] {
  const matter = membersMatter(wording);
  if (!matter) return [];
  const says = `Похоже на вопрос собрания членов товарищества: ${matter.subject}. Собственники его не решают.`;
  return [{ code: 'wording-members', says, better: [] }];
}

/** When several kinds match, the most specific words win: «Утвердить отчёт о текущем ремонте» is a report. */
function misfit(chosen: QuestionKind, wording: string): WordingWarning[] {
  const fitting = kindsOf(wording);
  if (fitting.includes(chosen) || (chosen.words.length === 0 && fitting.length === 0)) return [];
  const better = fitting.slice(0, MOST_SUGGESTIONS);
  if (chosen.words.length > 0 && better.length === 0) {
    const says = `В тексте нет слов о виде «${chosen.title}». Проверьте вид вопроса: от него зависит порог.`;
    return [{ code: 'wording-misfit', says, better: [] }];
  }
  const says = `Текст похож на вид «${better[0]?.title ?? ''}», а выбран «${chosen.title}». Проверьте вид вопроса.`;
  return [{ code: 'wording-misfit', says, better: better.map((each) => each.code) }];
}

/** One decision cannot have two thresholds: the wording is split at its conjunctions and each part is checked. */
function twoSubjects(wording: string): WordingWarning[] {
  const body = wording.replace(/\[[^\]]*\]|\([^)]*\)|«[^»]*»|:.*$/g, ' ');
  const pieces = body
    .split(JOINTS)
    .map(wordsOf)
    .filter((words) => words.length > 0);
  const subjects = pieces.map(kindsOfWords).filter((found) => found.length > 0);
  const covered = questionKinds().some((each) => subjects.every((found) => found.includes(each)));
  const decisions = pieces.filter((words) => words.some((word) => verbs.some((verb) => word.startsWith(verb))));
  if (decisions.length < 2 && (subjects.length < 2 || covered)) return [];
  const better = [...new Set(subjects.flatMap((found) => found[0]?.code ?? []))];
  const says = 'В вопросе два решения. Разделите его: у каждого решения своё голосование и свой порог.';
  return [{ code: 'wording-two-subjects', says, better }];
}
