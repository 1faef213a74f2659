import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import { formFor, helpers } from './helpers';

type Template = Handlebars.TemplateDelegate;

export interface Templates {
  /** Name → template; a name is the path under templates/ without the ending. */
  get(name: string): Template;
  newest: number;
}

const BLOCKS = 'partials/blocks/';
const BUILT_IN = ['if', 'unless', 'each', 'with', 'lookup'];
/** Plain text has no markup to protect; escaping would spoil «ёлочки» and ampersands in a short message. */
const isText = (name: string): boolean => name.startsWith('sms/') || name.endsWith('.txt');

function files(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs'))
    .map((file) =>
      file
        .split(path.sep)
        .join('/')
        .replace(/\.hbs$/, ''),
    );
}

export function newestChange(root: string): number {
  return Math.max(0, ...files(root).map((name) => statSync(path.join(root, `${name}.hbs`)).mtimeMs));
}

/** A partial is called by its short name (`input`), any other template by its path (`pages/appeal/card`). */
const partialName = (name: string): string => name.replace(/^partials\//, '');

class PartialsCalled extends Handlebars.Visitor {
  readonly names = new Set<string>();
  override PartialStatement(statement: hbs.AST.PartialStatement): void {
    if (statement.name.type === 'PathExpression') this.names.add((statement.name as hbs.AST.PathExpression).original);
    super.PartialStatement(statement);
  }
}

function demandPartials(name: string, program: hbs.AST.Program, known: ReadonlySet<string>): void {
  const called = new PartialsCalled();
  called.accept(program);
  for (const partial of called.names) {
    if (!known.has(partial))
      throw new Error(`templates/${name}.hbs calls the partial «${partial}», which does not exist`);
  }
}

/** Reads and checks every template, so that a wrong partial or helper name stops the program at start. */
export function loadTemplates(root: string): Templates {
  const hbs = Handlebars.create();
  const names = files(root);
  const blocks = names.filter((name) => name.startsWith(BLOCKS));
  const known = new Set(names.map(partialName));
  const compiled = new Map<string, Template>();
  const knownHelpers = Object.fromEntries(
    [...BUILT_IN, ...Object.keys(helpers), ...blocks.map((name) => name.slice(BLOCKS.length))].map((name) => [
      name,
      true,
    ]),
  );

  for (const name of names) {
    const program = hbs.parse(readFileSync(path.join(root, `${name}.hbs`), 'utf8'), { srcName: name });
    demandPartials(name, program, known);
    const options = {
      knownHelpers,
      knownHelpersOnly: true,
      explicitPartialContext: true,
      noEscape: isText(name),
      preventIndent: true,
    };
    Handlebars.precompile(program, options);
    const template = hbs.compile(program, options);
    compiled.set(name, template);
    hbs.registerPartial(partialName(name), template);
  }
  for (const [name, helper] of Object.entries(helpers)) hbs.registerHelper(name, fieldFirst(name, helper));
  for (const name of blocks) {
    const word = name.slice(BLOCKS.length);
    hbs.registerHelper(word, blockHelper(word, compiled.get(name)!));
  }

  const get = (name: string): Template => {
    const template = compiled.get(name);
    if (!template) throw new Error(`There is no template templates/${name}.hbs`);
    return template;
  };
  return { get, newest: newestChange(root) };
}

/** `{{number}}` alone means the page's own field of that name, not the helper without its argument. */
function fieldFirst(name: string, helper: Handlebars.HelperDelegate): Handlebars.HelperDelegate {
  return function field(this: unknown, ...args: unknown[]) {
    const view = this as Record<string, unknown> | null;
    const bare = args.length === 1 && view !== null && typeof view === 'object' && Object.hasOwn(view, name);
    return bare ? view[name] : (helper as (...given: unknown[]) => unknown).apply(this, args);
  };
}

/**
 * `{{#form …}}fields{{/form}}`: the inside keeps the caller's context; the block's template gets only its arguments.
 */
function blockHelper(name: string, template: Template): Handlebars.HelperDelegate {
  return function block(this: unknown, options: Handlebars.HelperOptions) {
    // `{{receipt}}` that opens no block means the page's own field of that name.
    if (typeof options.fn !== 'function') return (this as Record<string, unknown>)[name];
    const data = Handlebars.createFrame(options.data);
    if ('action' in options.hash) data.form = formFor(options.hash['action'], options);
    const body = new Handlebars.SafeString(options.fn(this, { data }));
    const html = template({ ...options.hash, body }, { data });
    return new Handlebars.SafeString(name === 'form' ? ownIds(html, idsUsed(options.data?.root as object)) : html);
  };
}

const used = new WeakMap<object, Map<string, number>>();
function idsUsed(page: object): Map<string, number> {
  const found = used.get(page) ?? new Map<string, number>();
  used.set(page, found);
  return found;
}

const REFERENCE = /\b(id|for|aria-describedby|aria-labelledby|list|href)="([^"]*)"/g;

/** Several forms of a page may ask for the same thing («Почему»): the ids of the later ones get a number of their own. */
function ownIds(html: string, before: Map<string, number>): string {
  const renamed = new Map<string, string>();
  for (const id of new Set([...html.matchAll(/\bid="([^"]+)"/g)].map(([, found]) => found ?? ''))) {
    const times = (before.get(id) ?? 0) + 1;
    before.set(id, times);
    if (times > 1) renamed.set(id, `${id}--${times}`);
  }
  if (renamed.size === 0) return html;
  const own = (id: string): string => renamed.get(id) ?? id;
  return html.replace(REFERENCE, (whole, attribute: string, value: string) => {
    if (attribute === 'href') return value.startsWith('#') ? `href="#${own(value.slice(1))}"` : whole;
    return `${attribute}="${value.split(' ').map(own).join(' ')}"`;
  });
}
