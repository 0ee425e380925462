import { type Sql, STREAM_SETTINGS } from '@parkgraph/db'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { addFigures, addSource, ZONE } from '../graphql/data.ts'
import { useServer } from '../kit/server.ts'
import { countVain, explain, listScans } from './explain.ts'

const server = useServer()

// As of two files: the same months of the same indicator, of many items, by two documents.
const ITEMS = 160
const MONTHS = 36
const count = 2 * ITEMS * MONTHS

/** Tables that grow with the figures. Others are read whole for a row, where they are this small. */
const grown = ['observation', 'series']

const query = (text: string) => server.database.pool.query(text)
const month = (at: number) => `${2018 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`

beforeAll(async () => {
  for (const source of ['first', 'second']) {
    await addSource(server.database, source, 50)
    const figures = Array.from({ length: ITEMS * MONTHS }, (_, n) => ({
      ...{ subject: ZONE, indicator: 'tax_revenue', value: '7', accumulation: 'MONTH', source },
      ...{ breakdown: `item ${Math.floor(n / MONTHS)}`, start: month(n % MONTHS), end: month((n % MONTHS) + 1) },
    }))
    await addFigures(server.database, figures)
  }
})

const source = '{"source":{"eq":"second"},"nature":{"eq":"ACTUAL"}}'
/** How many meet them at least. */
const conditions: Readonly<Record<string, number>> = {
  [source]: count / 2,
  '{"accessLevel":{"eq":"PUBLIC"},"nature":{"eq":"ACTUAL"}}': count,
  '{"nature":{"eq":"ACTUAL"},"accumulation":{"eq":"MONTH"}}': count,
  '{"nature":{"eq":"ACTUAL"},"indicator":{"code":{"eq":"tax_revenue"}}}': count,
  '{"subject":{"kind":{"eq":"PARK"}},"measure":{"eq":"LEVEL"},"qualifier":{"in":["EXACT"]},"unit":{"eq":"CNY_10K"},"source":{"startsWith":"s"}}':
    count / 2,
  '{"period":{"within":"2018/2020"},"nature":{"notIn":["PLAN"]},"stage":{"eq":"UNSPECIFIED"}}': count,
  [`{"or":[${source},{"not":{"source":{"eq":"second"}}}],"printedLabel":{"contains":"tax"}}`]: count,
}

const clocks: Readonly<Record<string, () => Record<string, unknown>>> = {
  'as known now': () => ({}),
  'as published by a day': () => ({ asOf: { published: '2024-06-30' } }),
  'as recorded by a moment': () => ({ asOf: { recorded: new Date().toISOString() } }),
  'as corrected': () => ({ reading: 'CORRECTED' }),
}

const cases = Object.entries(conditions).flatMap((condition) =>
  Object.entries(clocks).map((clock) => [...condition, ...clock] as const),
)

/** The statement that the server makes of what it is asked, which it only runs in its plan. */
async function catchStatement(method: 'query' | 'stream', send: () => Promise<unknown>): Promise<Sql> {
  const spy = vi.spyOn(server.database, method)
  try {
    await send()
    return spy.mock.lastCall?.[0] as Sql
  } finally {
    spy.mockRestore()
  }
}

async function examine(statement: Sql, settings = '') {
  const plan = await explain(server, statement, { settings })
  const looked = [...listScans(plan)]
    .filter(({ table }) => grown.includes(table))
    .reduce((sum, { rows }) => sum + rows, 0)
  return { found: plan['Actual Rows'], looked, vain: countVain(plan) }
}

const print = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(print).join(', ')}]`
  if (typeof value === 'object')
    return `{ ${Object.entries(value ?? {}).map(([name, one]) => `${name}: ${print(one)}`)} }`
  return typeof value === 'string' && /^[A-Z][A-Z_]+$/.test(value) ? value : JSON.stringify(value)
}

async function examineList(where: string, clock: Record<string, unknown>, selection: string) {
  const given = Object.entries({ ...clock, where: JSON.parse(where) }).map(
    ([name, value]) => `${name}: ${print(value)}`,
  )
  const ask = async () => {
    const { errors } = await server.send(`{ observations(first: 100, ${given.join(', ')}) { ${selection} } }`)
    expect(errors).toBeUndefined()
  }
  return examine(await catchStatement('query', ask))
}

async function examineExport(where: string, clock: Record<string, unknown>) {
  const given = Object.entries({ ...clock, where: JSON.parse(where) }).map(([name, value]) => [
    ...[name, typeof value === 'string' ? value : JSON.stringify(value)],
  ])
  const parameters = new URLSearchParams([['columns', 'subject.slug,value'], ...given] as [string, string][])
  const ask = async () => {
    const { status } = await fetch(new URL(`/exports/observations.csv?${parameters}`, server.url), { method: 'HEAD' })
    expect(status).toBe(200)
  }
  return examine(await catchStatement('stream', ask), STREAM_SETTINGS)
}

/** For each figure what it is held against: itself and its series, whether another is newer, and a few in passing. */
const most = 12 * count

describe.each([
  ['with statistics', 'ANALYZE'],
  [
    'without statistics',
    `SELECT pg_clear_relation_stats('public', relname), pg_clear_attribute_stats('public', relname, attname, false)
    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE relname IN ('observation', 'series') AND attnum > 0 AND NOT attisdropped`,
  ],
])('of figures that meet several conditions, %s', (_, prepare) => {
  beforeAll(async () => {
    for (const table of ['observation', 'series']) await query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`)
    await query(prepare)
  })

  it.each(cases)('a page and their number hold none against all others: %s %s', async (where, _, __, clock) => {
    const { looked, vain } = await examineList(where, clock(), 'totalCount nodes { value }')
    expect({ looked: looked <= 2 * most || looked, vain: vain <= most || vain }).toEqual({ looked: true, vain: true })
  })

  it.each(cases)('an export holds none against all others: %s %s', async (where, least, _, clock) => {
    const { found, looked, vain } = await examineExport(where, clock())
    expect(found).toBeGreaterThanOrEqual(least)
    expect({ looked: looked <= most || looked, vain: vain <= most || vain }).toEqual({ looked: true, vain: true })
  })
})
