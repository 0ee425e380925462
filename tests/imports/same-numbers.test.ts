import {
  type ImportedFigure,
  type ImportedSubject,
  type ImportOptions,
  importObservations,
  importSubjects,
  localOwner,
  type RowProblem,
} from '@parkgraph/db'
import { expect, test } from 'vitest'
import { leaveNothing } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { useForm } from './files.ts'

// Readers of files number rows upwards. What is recorded does not rest on that.

const server = useServer()
useForm(server)

let count = 0

/** Imports rows by their numbers, and tells what is wrong with them as row, field and code. */
async function importRows<Item>(
  rows: readonly (readonly [row: number, item: Item])[],
  run: (options: ImportOptions<Item>) => Promise<unknown>,
): Promise<string[]> {
  const problems: RowProblem[] = []
  const digest = `same numbers ${++count}`
  async function* read() {
    yield rows.map(([row, item]) => ({ row, item }))
  }
  await run({
    ...{ pool: server.database.pool, viewer: localOwner, park: null, isDryRun: false },
    ...{ rows: read(), getDigest: () => digest, signal: new AbortController().signal },
    onProblem: (problem) => problems.push(problem),
    onNote: () => {},
    countProblems: () => problems.length,
    flush: async () => {},
    onPhase: () => {},
    conclude: async () => {},
  })
  return problems.map(({ row, at, code }) => `${row} ${at} ${code}`)
}

const figure = (breakdown: string, more: Partial<ImportedFigure> = {}): ImportedFigure => ({
  ...{ subject: 'own', indicator: 'tax_revenue', measure: 'LEVEL', accumulation: 'YEAR_TO_DATE' },
  ...{ priceBasis: 'UNSPECIFIED', scope: 'UNSPECIFIED', breakdown, period: '2019-01/2019-10', nature: 'ACTUAL' },
  ...{ stage: 'UNSPECIFIED', value: '1', lower: null, upper: null, qualifier: 'EXACT', unit: 'CNY_100M' },
  ...{ missingReason: null, printed: null, source: 'form', section: null, paragraph: null, publishedOn: null },
  ...{ accessLevel: 'INTERNAL', growthOf: null, growthRow: null, id: null, growthOfId: null },
  ...more,
})

const growth = (breakdown: string, more: Partial<ImportedFigure>) =>
  figure(breakdown, { measure: 'GROWTH', unit: 'PERCENT', ...more })

const importFigures = (...rows: (readonly [number, ImportedFigure])[]) => importRows(rows, importObservations)

const importFirms = (...rows: (readonly [number, ImportedSubject])[]) =>
  importRows(rows, (options) => importSubjects(options, 'ENTERPRISE'))

const firm = (slug: string, name = '甲'): ImportedSubject => ({
  ...{ kind: 'ENTERPRISE', slug, fields: { name, pinyin: 'jia' }, reportingPark: 'own', accessLevel: null },
  ...{ expectedVersion: null, isUpdate: false },
})

test('two figures of one place are told, whatever the numbers of their rows', async () => {
  const [one, other] = [figure('same'), figure('same', { value: '2' })]
  for (const numbers of [
    [2, 2],
    [3, 2],
  ] as const)
    expect(await leaveNothing(server, () => importFigures([numbers[0], one], [numbers[1], other]))).toEqual([
      `${Math.max(...numbers)} null DOUBLED_FIGURE`,
    ])
})

test('growth of a row that is there twice is refused, once', async () => {
  const levels = [[2, figure('level')] as const, [2, figure('another')] as const]
  const told = await leaveNothing(server, () => importFigures(...levels, [3, growth('level', { growthRow: 2 })]))
  expect(told).toEqual(['3 growthOf INVALID_GROWTH'])
  const own = await leaveNothing(server, () =>
    importFigures([2, figure('level')], [2, growth('level', { growthRow: 2 })]),
  )
  expect(own).toEqual(['2 growthOf INVALID_GROWTH'])
  const named = [[2, figure('level', { id: 'X' })] as const, [2, figure('another')] as const]
  expect(await leaveNothing(server, () => importFigures(...named, [3, growth('level', { growthOfId: 'X' })]))).toEqual([
    '3 growthOf INVALID_GROWTH',
  ])
})

test('an enterprise that stands twice is told, once for each further row', async () => {
  const told = await leaveNothing(server, () => importFirms([2, firm('twice')], [2, firm('twice', '乙')]))
  expect(told).toEqual(['2 slug DOUBLED_ITEM'])
  const more = [[2, firm('thrice')] as const, [2, firm('single')] as const, [2, firm('thrice')] as const]
  expect(await leaveNothing(server, () => importFirms(...more))).toEqual(['2 slug DOUBLED_ITEM'])
})
