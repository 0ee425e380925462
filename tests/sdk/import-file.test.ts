import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient, type ImportProgress, importFile, ParkgraphError } from '@parkgraph/sdk'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addOpenRows } from '../graphql/access-rows.ts'
import { addSource } from '../graphql/data.ts'
import { makeKey } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'

const server = useServer()
const folder = mkdtempSync(join(tmpdir(), 'parkgraph-import-'))
const defaults = { subject: 'own', indicator: 'tax_revenue', accumulation: 'MONTH', nature: 'ACTUAL', unit: '亿元' }
let client: Client

beforeAll(async () => {
  await addOpenRows(server.database)
  await addSource(server.database, 'form', 50)
  client = connect(await makeKey(server, 'EDITOR', { park: 'own' }))
})
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const connect = (token: string) => createClient({ url: server.url, headers: { authorization: `Bearer ${token}` } })

const months = (year: number, count: number, value = '1') =>
  `时期,本月数,来源代码\n${Array.from({ length: count }, (_, n) => `${year + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')},${value},form`).join('\n')}`

const columns = { value: '本月数' }

test('a file is recorded once, told as it goes', async () => {
  const told: ImportProgress[] = []
  const options = { defaults, columns, onProgress: (progress: ImportProgress) => void told.push(progress) }
  const report = await importFile(client, months(1900, 600), options)
  expect(report).toEqual({
    ...{ import: expect.any(String), outcome: 'RECORDED', rows: 600, figures: 600, isRepeated: false },
    ...{ problemCount: 0, noteCount: 0, problems: [], notes: [] },
  })
  const phases = told.map(({ phase }) => phase)
  expect([...new Set(phases)]).toEqual(['READING', 'CHECKING', 'RECORDING'])
  expect(told.at(-1)).toMatchObject({ rows: 600, bytes: expect.any(Number) })
  expect(await importFile(client, months(1900, 600), { defaults, columns })).toMatchObject({ isRepeated: true })
})

test('bytes, blobs and streams are files as well', async () => {
  const path = join(folder, 'months.csv')
  writeFileSync(path, months(2000, 5))
  const files = [new TextEncoder().encode(months(2001, 5)), new Blob([months(2002, 5)]), createReadStream(path)]
  for (const file of files)
    expect(await importFile(client, file, { defaults, columns })).toMatchObject({ outcome: 'RECORDED', figures: 5 })
})

test('what is wrong is a report, and all of it is told', async () => {
  const rows: number[] = []
  const onProblem = ({ row }: { row: number }) => void rows.push(row)
  const report = await importFile(client, months(2010, 1_500, 'many'), { defaults, columns, dryRun: true, onProblem })
  expect(report).toMatchObject({ outcome: 'REFUSED', problemCount: 1_500, figures: 0 })
  expect([report.problems.length, rows.length]).toEqual([1_000, 1_500])
  expect(report.problems[0]).toMatchObject({ row: 2, column: '本月数', value: 'many', code: 'INVALID_NUMBER' })
})

test('what keeps a report from coming is an error with a code', async () => {
  const reader = connect(await makeKey(server, 'READER', { park: 'own' }))
  const find = (attempt: Promise<unknown>) =>
    attempt.catch((error: unknown) => (error instanceof ParkgraphError ? error.code : error))
  expect(await find(importFile(reader, months(2020, 1), { defaults }))).toBe('FORBIDDEN')
  expect(await find(importFile(connect('pg_wrong'), 'x'))).toBe('UNAUTHENTICATED')
  expect(await find(importFile(client, 'x', { defaults: { luck: '1' } }))).toBe('BAD_USER_INPUT')
  expect(await find(importFile(client, 'x', { park: 'atlantis' }))).toBe('NOT_FOUND')
  expect(await find(importFile(client, 'x', { signal: AbortSignal.abort() }))).toBe('ABORTED')
  const away = createClient({ url: 'http://127.0.0.1:1/graphql' })
  expect(await find(importFile(away, 'x'))).toBe('NETWORK')
})
