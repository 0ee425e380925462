// Which part of the project may import which. The first layer that a file matches is its own.
// imports: the layers that it may import beside itself. packages: where given, the only packages of others.

const MODULE = 'packages/server/src/modules/[^/]+'

export const LAYERS = [
  { name: 'statistics', files: 'packages/statistics/src/', imports: [], packages: ['decimal.js'] },

  { name: 'db home', files: 'packages/db/src/home/', imports: [] },
  { name: 'db migrate', files: 'packages/db/src/migrate/', imports: ['db home'] },
  { name: 'db write', files: 'packages/db/src/write/', imports: ['db core', 'statistics'] },
  { name: 'db figures', files: 'packages/db/src/figures/', imports: ['db core', 'db write', 'statistics'] },
  { name: 'db load', files: 'packages/db/src/load/', imports: ['db core', 'db figures', 'db write', 'statistics'] },
  {
    name: 'db generate',
    files: 'packages/db/src/generate/',
    imports: ['db core', 'db load', 'db write', 'statistics'],
  },
  {
    name: 'db operations',
    files:
      'packages/db/src/(access|corrections|facts|identity|imports|indicators|observations|publications|sources|subjects)/',
    imports: ['db core', 'db figures', 'db load', 'db write', 'statistics'],
  },
  {
    name: 'db entry',
    files: 'packages/db/src/index.ts',
    imports: ['db core', 'db generate', 'db home', 'db load', 'db migrate', 'db operations', 'db write'],
  },
  { name: 'db core', files: 'packages/db/src/', imports: ['statistics'] },

  { name: 'rules', files: `${MODULE}/rules\\.`, imports: ['statistics'], packages: [] },
  {
    name: 'queries',
    files: `${MODULE}/queries\\.`,
    imports: ['rules', 'server core', 'db entry', 'statistics'],
    packages: [],
  },
  {
    name: 'modules',
    files: 'packages/server/src/modules/',
    imports: ['rules', 'queries', 'compiler', 'live', 'server core', 'db entry', 'statistics'],
  },
  { name: 'compiler', files: 'packages/server/src/compiler/', imports: ['server core', 'db entry', 'statistics'] },
  { name: 'live', files: 'packages/server/src/live/', imports: ['compiler', 'server core', 'db entry'] },
  {
    name: 'plugins',
    files: 'packages/server/src/plugins/',
    imports: ['compiler', 'live', 'server core', 'db entry', 'statistics'],
  },
  {
    name: 'exports',
    files: 'packages/server/src/exports/',
    imports: ['modules', 'compiler', 'plugins', 'server core', 'db entry', 'statistics'],
  },
  {
    name: 'imports',
    files: 'packages/server/src/imports/',
    imports: ['exports', 'modules', 'plugins', 'server core', 'db entry', 'statistics'],
  },
  { name: 'graphiql page', files: 'packages/server/src/graphiql/page/', imports: ['graphiql'] },
  { name: 'graphiql', files: 'packages/server/src/graphiql/', imports: ['server core'] },
  {
    name: 'server core',
    files: 'packages/server/src/(builder|context|error-map|errors|places)\\.',
    imports: ['db entry', 'statistics'],
  },
  {
    name: 'server entry',
    files: 'packages/server/src/',
    imports: [
      'modules',
      'compiler',
      'live',
      'plugins',
      'exports',
      'imports',
      'graphiql',
      'graphiql page',
      'server core',
      'db entry',
      'statistics',
    ],
  },

  { name: 'cli', files: 'packages/cli/src/', imports: ['db entry', 'server entry', 'statistics'] },

  { name: 'sdk', files: 'packages/sdk/src/', imports: ['statistics'], packages: ['graphql'] },
  { name: 'sdk examples', files: 'packages/sdk/examples/', imports: ['sdk'] },
  { name: 'sdk consumer', files: 'packages/sdk-consumer/', imports: ['sdk'], packages: [] },
  { name: 'sdk tools', files: 'packages/sdk/', imports: ['sdk'] },

  { name: 'seed', files: 'prisma/seed/', imports: ['db entry'] },
  // Tests read and write the database beside the server, to bring about what the API cannot yet.
  { name: 'tests', files: 'tests/', imports: ['sdk', 'server entry', 'seed', 'statistics', 'db entry'] },
  {
    name: 'benchmarks',
    files: 'benchmarks/',
    imports: ['sdk', 'server entry', 'seed', 'statistics', 'db entry'],
  },
  {
    name: 'tools',
    files: 'tools/',
    imports: ['server entry', 'db entry', 'db migrate', 'cli', 'sdk tools', 'benchmarks'],
  },
]
