#!/usr/bin/env node
// `npm start`: from a bare clone to working pages. Plain Node until the packages are there; then supervisor.ts.
import { createRequire } from 'node:module';
import { install, nodeTrouble, root, whenOrphaned } from './install.mjs';

const say = (sentence) => console.log(sentence);
const stop = new AbortController();
// Ctrl-C reaches the whole group and comes once more from npm: the first signal counts, the rest are ignored.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop.abort());
// A closed terminal or reader must not keep us from stopping cleanly.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => stop.abort());
whenOrphaned(() => stop.abort());
process.chdir(root);

async function start() {
  const trouble = nodeTrouble();
  if (trouble) throw new Error(trouble);
  await install({ production: true, signal: stop.signal, say });
  if (stop.signal.aborted) return 0;
  const require = createRequire(import.meta.url);
  require('tsx/cjs');
  return require('./supervisor.ts').supervise(stop.signal, say);
}

start().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.say ?? error.message);
    process.exit(stop.signal.aborted ? 0 : 1);
  },
);
