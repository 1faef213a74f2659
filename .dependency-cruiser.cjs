/** Which room may look into which (DESIGN §3): imports point one way. */
const only = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { path: '^(law|workflows|activities|store|api|bin|proof|migrations)/', pathNot: to },
});

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
    only('store knows law and contracts', '^store/', '^(law|store)/|^workflows/contract|^migrations/'),
    only(
      'activities know law, contracts and store',
      '^activities/',
      '^(law|activities|store)/|^workflows/contract|^api/view/',
    ),
    only(
      'api knows law, contracts and store',
      '^api/',
      '^(law|api|store)/|^workflows/contract|^workflows/[^/]+/contract',
    ),
    only('migrations stand alone', '^migrations/', '^migrations/'),
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
    exclude: { path: '(^|/)(\\.data|\\.build|templates)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
