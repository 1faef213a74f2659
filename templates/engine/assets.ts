import type * as Sass from 'sass';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export interface Asset {
  href: string;
  type: string;
  bytes: Buffer;
  packed: Partial<Record<'br' | 'gzip', Buffer>>;
}

const HOME = path.join(__dirname, '..', '..');
const SOURCES = path.join(HOME, 'templates/assets');
const CACHE = path.join(HOME, '.build');
const FONTS = path.join(HOME, 'node_modules/@fontsource-variable/golos-text/files');

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};

const FILES: Record<string, string> = {
  'golos-cyrillic.woff2': path.join(FONTS, 'golos-text-cyrillic-wght-normal.woff2'),
  'golos-latin.woff2': path.join(FONTS, 'golos-text-latin-wght-normal.woff2'),
  'golos-signs.woff2': path.join(FONTS, 'golos-text-latin-ext-wght-normal.woff2'),
  'htmx.js': path.join(HOME, 'node_modules/htmx.org/dist/htmx.min.js'),
  'domovoy.js': path.join(SOURCES, 'domovoy.js'),
  'board.js': path.join(SOURCES, 'board.js'),
  'push.js': path.join(SOURCES, 'push.js'),
  'notifications.js': path.join(SOURCES, 'notifications.js'),
  'ballot-log.js': path.join(SOURCES, 'ballot-log.js'),
  'jobs.js': path.join(SOURCES, 'jobs.js'),
  'icon.svg': path.join(SOURCES, 'icon.svg'),
  'icon-192.png': path.join(SOURCES, 'icon-192.png'),
  'icon-512.png': path.join(SOURCES, 'icon-512.png'),
};

const hashOf = (...parts: (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 12);
};

/** Text is compressed once at start, as well as possible; fonts and pictures are compressed already. */
function asset(name: string, bytes: Buffer): Asset {
  const type = TYPES[path.extname(name)] ?? 'application/octet-stream';
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  const packed = /^(font|image\/png)/.test(type)
    ? {}
    : { br: brotliCompressSync(bytes, quality), gzip: gzipSync(bytes, { level: 9 }) };
  return { href: `/assets/${hashOf(bytes)}/${name}`, type, bytes, packed };
}

/** The style sheet is compiled in this process; for unchanged sources the stored result in .build/ is used. */
export function styleSheet(): string {
  const parts = readdirSync(SOURCES)
    .filter((file) => file.endsWith('.scss'))
    .sort();
  const kit = readFileSync(path.join(HOME, 'node_modules/govuk-frontend/package.json'));
  const sources = parts.map((file) => readFileSync(path.join(SOURCES, file)));
  const kept = path.join(CACHE, `domovoy-${hashOf(kit, ...sources)}.css`);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');

  const css = compileSass(path.join(SOURCES, 'domovoy.scss'));
  try {
    mkdirSync(CACHE, { recursive: true });
    const draft = `${kept}.${process.pid}`;
    writeFileSync(draft, css);
    renameSync(draft, kept);
  } catch {
    // On a read-only disk the next start only has to compile again, which takes a second.
  }
  return css;
}

function compileSass(file: string): string {
  // Sass is heavy and needed only when a source has changed, so it is loaded only then.
  const sass = createRequire(__filename)('sass') as typeof Sass;
  return sass.compile(file, { style: 'compressed', loadPaths: [path.join(HOME, 'node_modules')], quietDeps: true }).css;
}

function loadAssets(): Map<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const [name, file] of Object.entries(FILES)) assets.set(name, asset(name, readFileSync(file)));
  const css = styleSheet().replace(/url\("?([\w.-]+)"?\)/g, (whole, name: string) => {
    const found = assets.get(name);
    return found ? `url(${found.href})` : whole;
  });
  const manifest = readFileSync(path.join(SOURCES, 'jobs.webmanifest'), 'utf8').replace(
    /"src": "([\w.-]+)"/g,
    (whole, name: string) => `"src": "${assets.get(name)?.href ?? whole}"`,
  );
  assets.set('jobs.webmanifest', asset('jobs.webmanifest', Buffer.from(manifest)));
  return assets.set('domovoy.css', asset('domovoy.css', Buffer.from(css)));
}

/** The style sheet with its fonts inside, for a document that must be complete in itself (PDF). */
export function inlineSheet(): string {
  return (inlined ??= styleSheet().replace(/url\("?([\w-]+\.woff2)"?\)/g, (whole, name: string) => {
    const found = assets().get(name);
    return found ? `url(data:font/woff2;base64,${found.bytes.toString('base64')})` : whole;
  }));
}

let inlined: string | undefined;
let shared: Map<string, Asset> | undefined;
const assets = (): Map<string, Asset> => (shared ??= loadAssets());

/** The address of an asset: it changes with the bytes, so browsers may keep it for ever. */
export function assetPath(name: string): string {
  const found = assets().get(name);
  if (!found) throw new Error(`There is no asset «${name}»`);
  return found.href;
}

/** Reads and compresses all assets; called once at start, so that the first visitor does not wait for it. */
export const readAssets = (): void => void assets();

export const assetNamed = (name: string): Asset | undefined => assets().get(name);
