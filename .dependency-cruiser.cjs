const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

/** Which room may look into which (docs/architecture.md): imports point one way. */
const layers = '^(law|workflows|activities|store|templates|api|bin|proof|migrations)/';
const only = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { path: layers, pathNot: to },
});

/** An area is whatever has a life in law and a workflow of its own. */
const areas = readdirSync(join(__dirname, 'workflows')).filter(
  (name) =>
    existsSync(join(__dirname, 'workflows', name, 'workflow.ts')) &&
    existsSync(join(__dirname, 'law', name, 'lifecycle.ts')),
);
const roomOf = (area) => `^(law|workflows|activities|store|templates/letters|api|bin/seed)/${area}/`;
const anyArea = roomOf(`(${areas.join('|')})`);
/** Each layer's list of areas, and what else is put together out of all of them. */
const lists = [
  '^(law|activities|store|templates|api|bin/seed)/areas\\.ts$',
  '^api/(routes|jobs)\\.ts$',
  '^workflows/index\\.ts$',
];

module.exports = {
  forbidden: [
    only('law knows only law', '^law/', '^law/'),
    only(
      'workflows know law and each other; of activities only their types',
      '^workflows/',
      '^(law|workflows)/|^activities/',
    ),
    {
      name: 'workflows import activities as types only',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    only('store knows law and contracts', '^store/', '^(law|store)/|^workflows/case/contract|^migrations/'),
    only('templates know law and what store tells of letters', '^templates/', '^(law|templates)/|^store/'),
    only(
      'activities know law, contracts, store and templates',
      '^activities/',
      '^(law|activities|store|templates)/|^workflows/case/contract',
    ),
    only(
      'api knows law, contracts, store and templates',
      '^api/',
      '^(law|api|store|templates)/|^workflows/[^/]+/contract',
    ),
    only('migrations stand alone', '^migrations/', '^migrations/'),
    ...areas.map((area) => ({
      name: `${area} knows no other area`,
      severity: 'error',
      from: { path: roomOf(area), pathNot: '\\.test\\.ts$' },
      to: { path: anyArea, pathNot: roomOf(area) },
    })),
    {
      name: 'what is there for all areas knows none of them but by the lists',
      severity: 'error',
      from: { path: '^(law|workflows|activities|store|templates|api)/', pathNot: [anyArea, '\\.test\\.ts$', ...lists] },
      to: { path: anyArea },
    },
    {
      name: 'nobody imports a program',
      severity: 'error',
      from: { pathNot: '^(bin|proof)/|\\.test\\.ts$' },
      to: { path: '^bin/' },
    },
    {
      name: 'no circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.data|\\.build)/|^templates/assets/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
