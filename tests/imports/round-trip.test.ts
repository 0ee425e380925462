import { afterEach, beforeAll, expect, test } from 'vitest'
import { ask } from '../exports/ask.ts'
import { addSubjects } from '../graphql/data.ts'
import { makeKey, write } from '../graphql/writing.ts'
import { type TestServer, useServer } from '../kit/server.ts'
import { send, tell } from './send.ts'
import { XLSX } from './workbook.ts'

const [from, byCsv, byXlsx] = [useServer(), useServer(), useServer()]
const tokens = new Map<TestServer, string>()

const figure = {
  subject: 'round',
  indicator: 'tax_revenue',
  accumulation: 'YEAR_TO_DATE',
  nature: 'ACTUAL',
  source: 'form',
}

beforeAll(async () => {
  for (const server of [from, byCsv, byXlsx]) {
    await addSubjects(server.database, [{ kind: 'PARK', slug: 'round', reportedBy: 'round' }])
    const token = await makeKey(server, 'ADMIN', { isAll: true })
    tokens.set(server, token)
    const form = { code: 'form', title: '=报表', kind: 'STATISTICAL_REPORT', reportingPark: 'round' }
    await write(server, 'createSource', { ...form, publishedFrom: '2026-11-01', publishedTo: '2026-11-10' }, token)
  }
  const observations = [
    { ...figure, period: '2018-01/2018-10', value: '-2.50', unit: 'CNY_100M', section: 'table-1', paragraph: 3 },
    { ...figure, period: '2019', accumulation: 'FULL_YEAR', value: '12345678901234567890.12', unit: 'CNY' },
    { ...figure, period: '2020-Q1', lower: '5', qualifier: 'AT_LEAST', unit: 'CNY_10K', nature: 'FORECAST' },
    { ...figure, period: '2020-H1', missingReason: '=未上报', unit: 'CNY_10K', breakdown: '"甲", 乙', stage: 'FINAL' },
    { ...figure, period: null, value: '7', unit: 'CNY_10K', printed: { label: '-税收', text: '7万元' } },
    {
      ...figure,
      period: '2018-01/2018-10',
      measure: 'GROWTH',
      growthOf: 0,
      value: '0.1',
      unit: 'PERCENT',
      publishedOn: '2026-11-24',
    },
  ]
  const answer = await write(from, 'recordObservations', { observations }, tokens.get(from) ?? null)
  expect(answer.__typename).toBe('RecordObservationsSuccess')
})

afterEach(() => expect([...from.faults, ...byCsv.faults, ...byXlsx.faults]).toEqual([]))

const columns = [
  ...[
    'subject.slug',
    'subject.name',
    'indicator.code',
    'measure',
    'accumulation',
    'priceBasis',
    'scope',
    'breakdown',
    'period',
  ],
  ...[
    'nature',
    'stage',
    'value',
    'lower',
    'upper',
    'qualifier',
    'missingReason',
    'unit.code',
    'unit.name',
    'printed.label',
  ],
  ...['printed.text', 'source.code', 'citation.section', 'citation.paragraph', 'publishedOn'],
].join(',')

/** What the figures are, and which levels growth was printed with: ids are of each database. */
const readable = { columns: `${columns},growthOf.value` }

async function download(server: TestServer, name: string, parameters: Record<string, string>): Promise<Buffer> {
  const where = '{"subject":{"slug":{"eq":"round"}}}'
  const response = await ask(server, name, { where, ...parameters }, { token: tokens.get(server) })
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

async function listDigits({ database }: TestServer) {
  const { rows } = await database.pool.query<{ digits: string }>(
    `SELECT o.value::text AS digits FROM observation o JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
       JOIN subject u ON u.id = s.subject_id WHERE u.slug = 'round' AND o.value IS NOT NULL ORDER BY 1`,
  )
  return rows.map(({ digits }) => digits)
}

test('growth whose level is not in the file is told', async () => {
  const where = '{"subject":{"slug":{"eq":"round"}},"measure":{"eq":"GROWTH"}}'
  const file = await download(from, 'observations.csv', { where })
  const answer = await send(byCsv, file, { token: tokens.get(byCsv) ?? null, parameters: { dryRun: 'true' } })
  expect(tell(answer)).toContain('2 growthOf INVALID_GROWTH')
  expect(answer.problems?.find(({ code }) => code === 'INVALID_GROWTH')?.reason).toMatch(
    /^the level that it names is no other row/,
  )
})

test.each([
  ['Chinese headers and words', byCsv, 'csv', 'text/csv', {}],
  ['a workbook, in English', byXlsx, 'xlsx', XLSX, { locale: 'EN' }],
] as const)('what is exported with %s imports again', async (_, to, ending, type, parameters) => {
  const file = await download(from, `observations.${ending}`, parameters)
  const answer = await send(to, file, { token: tokens.get(to) ?? null, type })
  expect(answer).toMatchObject({ outcome: 'RECORDED', rows: 6, figures: 6, problems: [] })
  const there = await download(to, 'observations.csv', readable)
  expect(there).toEqual(await download(from, 'observations.csv', readable))
  expect(there.toString()).toMatch(/,-2\.5\r\n/)
  // Values are exported without zeros at their end, which printed texts have.
  expect(await listDigits(to)).toEqual(await listDigits(from))
  expect(await listDigits(to)).toContain('-2.50')
})

test('texts that begin like formulas or their guard are the same in CSV after an export and an import', async () => {
  const texts = ['=1', "'=1", "''=1", "' =1", "'x", "'", "''", "+1'", "'-1", '＠a', "'＝1"]
  const observations = texts.map((breakdown) => ({ ...figure, breakdown, period: '2017', value: '7', unit: 'CNY_10K' }))
  const token = tokens.get(from) ?? null
  const full = observations.map((one) => ({ ...one, accumulation: 'FULL_YEAR' }))
  expect(await write(from, 'recordObservations', { observations: full }, token)).toMatchObject({
    __typename: 'RecordObservationsSuccess',
  })
  const where = JSON.stringify({ subject: { slug: { eq: 'round' } }, period: { eq: '2017' } })
  const file = await download(from, 'observations.csv', { where })
  expect(await send(byCsv, file, { token: tokens.get(byCsv) ?? null, type: 'text/csv' })).toMatchObject({
    ...{ outcome: 'RECORDED', figures: texts.length },
  })
  const { rows } = await byCsv.database.pool.query<{ breakdown: string }>(
    "SELECT breakdown FROM series JOIN subject u ON u.id = subject_id WHERE u.slug = 'round' AND breakdown = ANY($1)",
    [texts],
  )
  expect(rows.map(({ breakdown }) => breakdown).sort()).toEqual(texts.toSorted())
})
