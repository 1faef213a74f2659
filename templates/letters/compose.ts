import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { LetterView } from './view';

export interface Paragraph {
  lines: string[];
  /** A paragraph that only consists of a link to our own page. */
  link: { title: string; href: string } | null;
}

export interface Composed {
  subject: string;
  paragraphs: Paragraph[];
  text: string;
  html: string;
}

/** A letter's file begins with its subject; a line of hyphens ends it. */
const FRONT = '#subject';
const BORDER = '\n---\n';
const SMS = '.sms';

const PARTS = 'parts';
/** The first word of a letter's name is its folder: `appeal-answered` is appeal/answered.hbs. */
const fileOf = (letter: string): string => join(__dirname, `${letter.replace('-', '/')}.hbs`);

/** All letters there are: the files of these folders. */
export const letterNames: readonly string[] = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== PARTS)
  .flatMap(({ name: area }) => readdirSync(join(__dirname, area)).map((file) => `${area}-${file}`))
  .filter((file) => file.endsWith('.hbs') && !file.endsWith(`${SMS}.hbs`))
  .map((file) => file.replace(/\.hbs$/, ''));

/** The letter as mail: the HTML is made from the text, so the two cannot differ. */
export function compose(letter: string, view: LetterView): Composed {
  const subject = letterSubject(letter, view);
  const body = fill(letter, view)
    .trim()
    .replace(/\n{3,}/g, '\n\n');
  const paragraphs = body.split('\n\n').map((block) => paragraphOf(block, [view.link, view.refuse]));
  const text = fill(`${PARTS}-text`, { greeting: view.greeting, body });
  const html = fill(`${PARTS}-page`, { subject, greeting: view.greeting, paragraphs }, false);
  return { subject, paragraphs, text, html };
}

/** The subject names only the case, no person: others may see it, and mail servers log it. */
export const letterSubject = (letter: string, { number }: Pick<LetterView, 'number'>): string =>
  oneLine(fill(`${letter}${FRONT}`, { number }));

/** The letter as one short message. */
export const composeSms = (letter: string, view: LetterView): string => oneLine(fill(`${letter}${SMS}`, view));

/** The short message without its link: tapping a notification already opens the page. */
export const composePush = (letter: string, view: LetterView): string =>
  composeSms(letter, { ...view, link: '', short: '', refuse: '' }).replace(/:$/, '.');

export const hasSms = (letter: string): boolean => existsSync(fileOf(`${letter}${SMS}`));

/** A header must be one line, whatever a value contains. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** Only our own addresses become buttons: text quoted in a letter must not be able to make one. */
function paragraphOf(block: string, ours: readonly string[]): Paragraph {
  const lines = block.split('\n');
  const [line = ''] = lines;
  const href = lines.length === 1 ? ours.find((one) => one !== '' && line.endsWith(`: ${one}`)) : undefined;
  return { lines, link: href === undefined ? null : { title: line.slice(0, -href.length - 2), href } };
}

const compiled = new Map<string, Handlebars.TemplateDelegate>();

function fill(name: string, view: object, plain = true): string {
  let template = compiled.get(name);
  if (!template) {
    // Strict: a letter that uses a missing fact fails here, and is never sent incomplete.
    template = Handlebars.compile(read(name), { strict: true, noEscape: plain, knownHelpersOnly: true });
    compiled.set(name, template);
  }
  // A sentence that ends with «2026 г.» has its full stop.
  return template(view).replace(/(?<=\u00a0г\.)\.(?!\.)/gu, '');
}

function read(name: string): string {
  const file = name.replace(FRONT, '');
  if (!/^[a-z]+(-[a-z]+)+(\.sms)?$/.test(file)) throw new Error(`«${file}» cannot name a letter`);
  const source = readFileSync(fileOf(file), 'utf8');
  const border = source.indexOf(BORDER);
  if (border < 0) return source;
  return name === file ? source.slice(border + BORDER.length) : source.slice(0, border);
}
