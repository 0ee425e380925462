import { describe, expect, test } from 'vitest'
import { findFaults, readImports } from './arrows.mjs'

const PERIOD = ['packages/statistics/src/period.ts', 'export const period = 1']

function judge(...files) {
  return findFaults(new Map(files))
}

describe('arrows', () => {
  test('an allowed import is no fault', () => {
    expect(
      judge(
        [
          'packages/server/src/modules/park/schema.ts',
          "import { a } from './rules.ts'\nimport { b } from '../../compiler/plan.ts'",
        ],
        ['packages/server/src/modules/park/rules.ts', "import { Period } from '@parkgraph/statistics'"],
        ['packages/server/src/compiler/plan.ts', "import { sql } from '@parkgraph/db'"],
      ),
    ).toEqual([])
  })

  test.each([
    ['packages/server/src/compiler/plan.ts', '../modules/park/list.ts', 'compiler -> modules'],
    ['packages/server/src/modules/park/rules.ts', '@parkgraph/db', 'rules -> db entry'],
    ['packages/server/src/modules/park/rules.ts', './queries.ts', 'rules -> queries'],
    ['packages/server/src/modules/park/queries.ts', './schema.ts', 'queries -> modules'],
    ['packages/server/src/builder.ts', './compiler/plan.ts', 'server core -> compiler'],
    ['packages/db/src/home/home.ts', '../migrate/plan.ts', 'db home -> db migrate'],
    ['packages/db/src/sql.ts', '@parkgraph/server', 'db core -> server entry'],
    ['packages/statistics/src/unit.ts', '@parkgraph/db', 'statistics -> db entry'],
    ['packages/sdk/src/client.ts', '@parkgraph/server', 'sdk -> server entry'],
    ['packages/cli/src/main.ts', '@parkgraph/sdk', 'cli -> sdk'],
    ['packages/sdk/examples/a.ts', '@parkgraph/db', 'sdk examples -> db entry'],
  ])('%s may not import %s', (file, name, arrow) => {
    const faults = judge([file, `const x = 1\nimport { a } from '${name}'`])
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(`${file}:2 imports ${name}: ${arrow} is no allowed arrow`)
  })

  test.each([
    ['packages/server/src/modules/park/rules.ts', 'graphql'],
    ['packages/server/src/modules/park/queries.ts', '@pothos/core'],
    ['packages/statistics/src/unit.ts', 'node:fs'],
    ['packages/sdk/src/client.ts', 'decimal.js/decimal'],
  ])('%s may not import the package %s', (file, name) => {
    expect(judge([file, `import { a } from '${name}'`])).toEqual([expect.stringContaining(`${file}:1 imports ${name}`)])
  })

  test('a test beside the sources may import a test library and its own package', () => {
    const text = "import { test } from 'vitest'\nimport { period } from './period.ts'"
    expect(judge(PERIOD, ['packages/statistics/src/period.test.ts', text])).toEqual([])
  })

  test('a path out of the package is a fault', () => {
    const faults = judge(PERIOD, ['tests/x.test.ts', "import { period } from '../packages/statistics/src/period.ts'"])
    expect(faults).toEqual([expect.stringContaining('a path that leaves the package')])
  })

  test('a file of no layer is a fault', () => {
    expect(judge(['packages/new/src/index.ts', ''])).toEqual([expect.stringContaining('belongs to no layer')])
  })

  test('a circle is a fault, unless only types close it', () => {
    const circle = (word) => [
      ['packages/db/src/a.ts', "import { b } from './b.ts'"],
      ['packages/db/src/b.ts', "export * from './c.ts'"],
      ['packages/db/src/c.ts', `import ${word} { a } from './a.ts'`],
    ]
    const [a, b, c] = circle('').map(([file]) => file)
    expect(judge(...circle(''))).toEqual([expect.stringContaining([a, b, c, a].join(' -> '))])
    expect(judge(...circle('type'))).toEqual([])
  })
})

describe('readImports', () => {
  test.each([
    ["import a from './a.ts'", ['./a.ts']],
    ["import type { A } from './a.ts'", ['./a.ts']],
    ["import {\n  a,\n  type B as C,\n} from './a.ts'", ['./a.ts']],
    ['import * as a from \'./a.ts\'\nexport { b } from "./b.ts"', ['./a.ts', './b.ts']],
    ["import './a.ts'", ['./a.ts']],
    ["const a = await import('./a.ts')", ['./a.ts']],
    ["export const a = 1\nconst sql = `SELECT b from 'c'`", []],
    ["// see import { a } from './a.ts'", []],
  ])('%s', (text, names) => {
    expect(readImports(text).map(({ name }) => name)).toEqual(names)
  })
})
