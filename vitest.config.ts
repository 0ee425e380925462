import { configDefaults, defineConfig } from 'vitest/config'

/**
 * What one home is enough for: the second asks whether another version of PostgreSQL runs each kind of statement, keeps its
 * plans, its guards and its order of commits. Pages, files, processes, rights, refusals and what is held against models are the
 * same over either, as is the second file about one kind of reading.
 */
const onceOnly = [
  ...configDefaults.exclude,
  'tests/{cli,exports,graphiql,process,sdk}/**',
  'tests/docs/!(dump).test.ts',
  'tests/data-set/!(load).test.ts',
  'tests/graphql/*{-oracle,.property}.test.ts',
  'tests/graphql/{access,keys,membership-rights,oidc,publications,visibility,writing-rights}.test.ts',
  'tests/graphql/{bad-*,excess,http,naive,root-fields,schema,selections,traces}.test.ts',
  'tests/graphql/{bases,create-subject,departure,live-*,preview-*}.test.ts',
  'tests/graphql/{checks,framework,group-by,one-answer,time-series}-*.test.ts',
  'tests/graphql/ranking-{derived,refusals,sub-parks}.test.ts',
  'tests/imports/{bad-files,round-trip,*.property}.test.ts',
]

const kit = {
  globalSetup: ['tests/kit/global-setup.ts'],
  include: ['tests/**/*.test.ts'],
  // Each file has a database of its own and mocks no module: loading the server once more for each would be half the time.
  isolate: false,
  // What was compiled is loaded as users load it, by Node alone.
  server: { deps: { external: [/\/packages\/[^/]+\/dist\//] } },
}

export default defineConfig({
  // Two copies of graphql in one process do not know each other's types: tests and server get the same one.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // One more than most machines' cores: tests of processes wait more than they work.
    maxWorkers: 3,
    // Far beyond what any takes: a busy machine is no fault.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['packages/*/src/**/*.test.ts', 'tools/**/*.test.mjs'] } },
      { extends: true, test: { name: 'embedded', ...kit } },
      ...(process.env['TEST_DATABASE_URL']
        ? [{ extends: true as const, test: { name: 'server', ...kit, exclude: onceOnly } }]
        : []),
    ],
  },
})
