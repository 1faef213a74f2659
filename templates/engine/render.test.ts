import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRenderer } from './render';
import { blankShell } from './shell';

const shell = blankShell({ title: 'Дела', csrf: 'token-1' });

function house(files: Record<string, string>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'templates-'));
  for (const [name, text] of Object.entries({ 'layouts/page.hbs': '<main>{{body}}</main>', ...files })) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

describe('rendering', () => {
  const roots: string[] = [];
  const engine = (files: Record<string, string>) => {
    const root = house(files);
    roots.push(root);
    return createRenderer(root);
  };
  afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true })));

  it('puts a page into its layout without escaping it twice', () => {
    const { render } = engine({ 'pages/hello.hbs': '<p>{{name}}</p>' });
    expect(render('hello', { name: 'Анна & Ко' }, shell)).toBe('<main><p>Анна &amp; Ко</p></main>');
  });

  it('escapes whatever a person typed', () => {
    const { fragment } = engine({ 'pages/hello.hbs': '{{name}}{{status "ok" name}}' });
    expect(fragment('hello', { name: '<script>"' })).not.toContain('<script>');
  });

  it('gives the fields of a second form on the page ids of their own, and what points at them', () => {
    const field = '<label for="why">?</label><input id="why" aria-describedby="why-hint"><p id="why-hint"></p>';
    const { fragment } = engine({
      'partials/blocks/form.hbs': '<form action="{{action}}">{{body}}</form>',
      'pages/two.hbs': `{{#form action="/a"}}${field}{{/form}}{{#form action="/b"}}${field}{{/form}}`,
    });
    const html = fragment('two', {});
    expect(html).toContain('<input id="why" aria-describedby="why-hint">');
    expect(html).toContain('<label for="why--2">?</label><input id="why--2" aria-describedby="why-hint--2">');
    // Another page begins anew.
    expect(fragment('two', {})).toBe(html);
  });

  it('refuses to start with a partial that does not exist', () => {
    expect(() => engine({ 'pages/bad.hbs': '{{#if a}}{{> no-such-part}}{{/if}}' })).toThrow('no-such-part');
  });

  it('refuses to start with a helper that does not exist', () => {
    expect(() => engine({ 'pages/bad.hbs': '{{shout name}}' })).toThrow('shout');
  });

  it('hands a partial only what it was given, never the page around it', () => {
    const { fragment } = engine({
      'partials/part.hbs': '[{{given}}{{around}}]',
      'pages/one.hbs': '{{> part given=around}}',
    });
    expect(fragment('one', { around: 'x' })).toBe('[x]');
  });

  it('takes a bare name for the page’s own field, also where a helper has the same name', () => {
    const { fragment } = engine({ 'pages/case.hbs': '{{number}} {{number count}}{{#each list}} {{number}}{{/each}}' });
    const view = { number: 'ОБР-1 <b>', count: 12345, list: [{ number: 'А-2' }] };
    expect(fragment('case', view)).toBe('ОБР-1 &lt;b&gt; 12\u00a0345 А-2');
  });

  it('lets the inside of a block see the page', () => {
    const { fragment } = engine({
      'partials/blocks/frame.hbs': '<b>{{title}}</b>{{body}}',
      'pages/one.hbs': '{{#frame title="T"}}<i>{{around}}</i>{{/frame}}',
    });
    expect(fragment('one', { around: '<' })).toBe('<b>T</b><i>&lt;</i>');
  });

  it('keeps the lines of a text area as they were typed', () => {
    const { fragment } = engine({
      'partials/area.hbs': '<textarea>\n{{text}}</textarea>',
      'pages/one.hbs': '<div>\n    {{> area text=text}}\n</div>',
    });
    expect(fragment('one', { text: 'a\nb' })).toContain('a\nb</textarea>');
  });

  it('leaves plain text of a short message unescaped', () => {
    const { fragment } = engine({ 'sms/late.hbs': 'УО «{{name}}»' });
    expect(fragment('sms/late', { name: 'Заря & Ко' })).toBe('УО «Заря & Ко»');
  });

  it('names the template that is missing', () => {
    expect(() => engine({}).fragment('nowhere', {})).toThrow('templates/pages/nowhere.hbs');
  });
});

describe('a form', () => {
  const { fragment } = createRenderer(path.join(__dirname, '../../templates'));
  const keysIn = (html: string): string[] =>
    [...html.matchAll(/name="key" value="([^"]+)"/g)].map(([, key]) => key ?? '');
  const root = house({
    'partials/blocks/form.hbs':
      '<form action="{{action}}">{{formKey key}};{{#each (errorList)}}{{href}}={{text}}{{/each}};{{body}}</form>',
    'pages/two.hbs': '{{#form action="/a"}}{{errorOf name}}{{/form}}{{#form action="/b"}}{{errorOf name}}{{/form}}',
  });
  const two = createRenderer(root);
  afterAll(() => rmSync(root, { recursive: true }));

  it('drawn afresh has a key of its own', () => {
    const view = { case: { stages: [], meter: {}, events: [], deadlines: [], files: [] }, list: { empty: {} } };
    const [first] = keysIn(fragment('gallery', view, shell));
    const [second] = keysIn(fragment('gallery', view, shell));
    expect(first).toMatch(/^[\da-f-]{36}$/);
    expect(second).not.toBe(first);
  });

  it('that came back keeps its key and its errors; its neighbour has none', () => {
    const form = { key: 'k-1', errors: { 'topics.0': 'Такого нет.' }, values: {} };
    const drawn = two.fragment('two', { form, name: { name: 'topics' } }, { ...shell, path: '/a' });
    const [sent, other] = drawn.split('</form>');
    expect(sent).toBe('<form action="/a">k-1;#topics=Такого нет.;Такого нет.');
    expect(other).not.toContain('k-1');
    expect(other).not.toContain('Такого нет.');
  });

  it('that is gone from the page by now leaves its refusal to the frame', () => {
    const page = house({
      'layouts/page.hbs': '{{#each (errorList)}}!{{text}}{{/each}}{{body}}',
      'partials/blocks/form.hbs': '{{#each (errorList)}}<p class="govuk-error-summary">{{text}}</p>{{/each}}{{body}}',
      'pages/card.hbs': '{{#if open}}{{#form action="/a"}}<b>form</b>{{/form}}{{else}}<b>nothing</b>{{/if}}',
    });
    const { render } = createRenderer(page);
    const form = { key: 'k-1', say: 'Уже сделано.' };
    const sent = { ...shell, path: '/a' };
    expect(render('card', { form, open: false }, sent)).toBe('!Уже сделано.<b>nothing</b>');
    expect(render('card', { form, open: true }, sent)).toBe(
      '<p class="govuk-error-summary">Уже сделано.</p><b>form</b>',
    );
    expect(render('card', { open: false }, sent)).toBe('<b>nothing</b>');
    rmSync(page, { recursive: true });
  });
});
