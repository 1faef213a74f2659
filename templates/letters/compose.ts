import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { LetterView } from './view';

export interface Paragraph {
  lines: string[];
  /** A paragraph that is nothing but a way to our own page. */
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
/** A letter lies in the folder of its first word: `appeal-answered` is appeal/answered.hbs. */
const fileOf = (letter: string): string => join(__dirname, `${letter.replace('-', '/')}.hbs`);

/** What may be written: the files of these folders. */
export const letterNames: readonly string[] = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== PARTS)
  .flatMap(({ name: area }) => readdirSync(join(__dirname, area)).map((file) => `${area}-${file}`))
  .filter((file) => file.endsWith('.hbs') && !file.endsWith(`${SMS}.hbs`))
  .map((file) => file.replace(/\.hbs$/, ''));

/** The letter as mail: the text comes first, the HTML is made of the text, so the two cannot disagree. */
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

/** The subject names the case and nobody: it is read over shoulders and kept in the logs of mail servers. */
export const letterSubject = (letter: string, { number }: Pick<LetterView, 'number'>): string =>
  oneLine(fill(`${letter}${FRONT}`, { number }));

/** The letter as one short message. */
export const composeSms = (letter: string, view: LetterView): string => oneLine(fill(`${letter}${SMS}`, view));

/** The short message without its address: a notification is itself the way there. */
export const composePush = (letter: string, view: LetterView): string =>
  composeSms(letter, { ...view, link: '', refuse: '' }).replace(/:$/, '.');

export const hasSms = (letter: string): boolean => existsSync(fileOf(`${letter}${SMS}`));

/** A header is one line, whatever a value brought along. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** Only our own addresses become buttons: an answer quoted in a letter must not be able to draw one. */
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
    // Strict: a letter that asks for a fact nobody gives fails here, not in front of its reader.
    template = Handlebars.compile(read(name), { strict: true, noEscape: plain, knownHelpersOnly: true });
    compiled.set(name, template);
  }
  return template(view);
}

function read(name: string): string {
  const file = name.replace(FRONT, '');
  if (!/^[a-z]+(-[a-z]+)+(\.sms)?$/.test(file)) throw new Error(`«${file}» cannot name a letter`);
  const source = readFileSync(fileOf(file), 'utf8');
  const border = source.indexOf(BORDER);
  if (border < 0) return source;
  return name === file ? source.slice(border + BORDER.length) : source.slice(0, border);
}
