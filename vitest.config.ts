import { configDefaults, defineConfig } from 'vitest/config'

/** What one home is enough for: pages, files, documents, the command line, rights and what is held against models are the same over either. */
const onceOnly = [
  ...configDefaults.exclude,
  'tests/graphiql/**',
  'tests/cli/**',
  'tests/docs/**',
  'tests/exports/**',
  'tests/sdk/**',
  'tests/graphql/access.test.ts',
  'tests/graphql/writing-rights.test.ts',
  'tests/graphql/preview-ranks.test.ts',
  'tests/graphql/*{-oracle,.property}.test.ts',
  'tests/graphql/{create,change}-subject.test.ts',
  'tests/graphql/{live,membership-rights}.test.ts',
  'tests/imports/{bad-files,round-trip,*.property}.test.ts',
]

const kit = {
  globalSetup: ['tests/kit/global-setup.ts'],
  include: ['tests/**/*.test.ts'],
  // Each file has a database of its own and mocks no module: loading the server once more for each would be half the time.
  isolate: false,
}

export default defineConfig({
  // Two copies of graphql in one process do not know each other's types: tests and server get the same one.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    maxWorkers: 2,
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
