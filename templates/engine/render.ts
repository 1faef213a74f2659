import path from 'node:path';
import Handlebars from 'handlebars';
import type { Shell } from './shell';
import { loadTemplates, newestChange, type Templates } from './templates';

const LOOK_AGAIN_MS = 1_000;
const PAST_SECONDS = 5;
const ERRORS_SAID = 'class="govuk-error-summary"';

export interface Renderer {
  /** A whole page: templates/pages/<page>.hbs inside the layout. */
  render(page: string, view: object, shell: Shell): string;
  /** A part of a page for htmx, or a document or mail with its own frame. */
  fragment(name: string, view: object, shell?: Shell): string;
  /** A page inside another layout, e.g. `document` for PDF. */
  renderIn(layout: string, page: string, view: object, shell: Shell): string;
}

/** Templates are read once; an edited file is noticed within a second, without a restart. */
export function createRenderer(root: string): Renderer {
  let templates: Templates = loadTemplates(root);
  let looked = performance.now();

  const current = (): Templates => {
    if (performance.now() - looked > LOOK_AGAIN_MS) {
      looked = performance.now();
      if (newestChange(root) !== templates.newest) templates = loadTemplates(root);
    }
    return templates;
  };
  const address = (name: string): string =>
    /^(documents|mail|sms|partials|layouts)\//.test(name) ? name : `pages/${name}`;

  const fragment: Renderer['fragment'] = (name, view, shell) => current().get(address(name))({ ...view, shell });
  const renderIn: Renderer['renderIn'] = (layout, page, view, shell) => {
    const html = fragment(page, view, shell);
    // When the page no longer contains the refused form, its errors are shown at the top.
    const form = html.includes(ERRORS_SAID) ? undefined : (view as { form?: object }).form;
    return current().get(`layouts/${layout}`)({
      shell: refreshed(shell, html),
      form,
      body: new Handlebars.SafeString(html),
    });
  };
  return { fragment, renderIn, render: (page, view, shell) => renderIn('page', page, view, shell) };
}

/** While the region plays its past every page reloads itself, except pages with forms, where somebody may be typing. */
function refreshed(shell: Shell, html: string): Shell {
  const { refresh, training } = shell;
  const past = training?.past;
  if (refresh !== undefined || !past || !past.goesOn || html.includes('<form')) return shell;
  return { ...shell, refresh: PAST_SECONDS };
}

let shared: Renderer | undefined;
const renderer = (): Renderer => (shared ??= createRenderer(path.join(__dirname, '../../templates')));

/** Reads the templates now, so that the first visitor does not wait. */
export const readTemplates = (): void => void renderer();

export const render: Renderer['render'] = (page, view, shell) => renderer().render(page, view, shell);
export const fragment: Renderer['fragment'] = (name, view, shell) => renderer().fragment(name, view, shell);
export const renderIn: Renderer['renderIn'] = (layout, page, view, shell) =>
  renderer().renderIn(layout, page, view, shell);
