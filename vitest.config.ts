import { configDefaults, defineConfig } from 'vitest/config'

/**
 * What one home is enough for. The second asks whether another version of PostgreSQL runs every kind of statement, keeps its plans,
 * its guards and its order of commits: `tests/database` holds most of that, and the examples and questions read every kind of field.
 * Pages, files, processes, rights, refusals and the meaning of answers are the same over either.
 */
const onceOnly = [
  ...configDefaults.exclude,
  'tests/{cli,exports,process,sdk}/**',
  'tests/{data-set,docs}/!(load|dump).test.ts',
  'tests/graphiql/!(examples).test.ts',
  'tests/graphql/!(change-subject|fuzz|history|indicators|indicators-read|paging|questions|record|record-facts|record-facts-once|record-facts-refused|statements|updated-after|writing-at-once).test.ts',
  'tests/graphql/*.property.test.ts',
  // Plans are held to by those of the PostgreSQL that comes along, and statistics are cleared by functions that it has since 18.
  'tests/database/plans-of-lists.test.ts',
  'tests/imports/!(given-digits|observations|observations-clashing|observations-columns|observations-rights|subjects).test.ts',
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
    expect: { poll: { timeout: 30_000 } },
    projects: [
      { extends: true, test: { name: 'unit', include: ['packages/*/src/**/*.test.ts', 'tools/**/*.test.mjs'] } },
      { extends: true, test: { name: 'embedded', ...kit } },
      ...(process.env['TEST_DATABASE_URL']
        ? [{ extends: true as const, test: { name: 'server', ...kit, exclude: onceOnly } }]
        : []),
    ],
  },
})
