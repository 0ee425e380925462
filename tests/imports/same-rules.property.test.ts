import { localOwner, type NewObservation, RefusalError, recordObservations } from '@parkgraph/db'
import fc from 'fast-check'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { addSource, addSubjects } from '../graphql/data.ts'
import { makeKey } from '../graphql/writing.ts'
import { type TestServer, useServer } from '../kit/server.ts'
import { send, toCsv } from './send.ts'

const [recording, importing] = [useServer(), useServer()]
let admin = ''

beforeAll(async () => {
  for (const { database } of [recording, importing]) {
    await addSubjects(database, [
      { kind: 'PARK', slug: 'one', reportedBy: 'one' },
      { kind: 'PARK', slug: 'other', reportedBy: 'other' },
    ])
    await addSource(database, 'form-a', 50)
    await addSource(database, 'form-b', 51)
  }
  admin = await makeKey(importing, 'ADMIN', { isAll: true })
})

afterEach(() => expect([...recording.faults, ...importing.faults]).toEqual([]))

/** Mostly right, from few values, so that rows clash. */
const rarely = <Value>(usual: readonly Value[], wrong: readonly Value[]) =>
  fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: fc.constantFrom(...wrong) })

const row = fc.record({
  subject: rarely(['one', 'other'], ['nobody']),
  indicator: rarely(['tax_revenue', 'land_area'], ['luck']),
  measure: rarely(['LEVEL'], ['GROWTH', 'SHARE']),
  accumulation: rarely(['YEAR_TO_DATE', 'UNSPECIFIED'], ['MONTH', 'DAY']),
  scope: fc.constantFrom('UNSPECIFIED', 'ABOVE_SCALE'),
  breakdown: rarely<string | null>([null, '甲', '甲, "乙"', 'a\\b\tc'], [' blank']),
  period: rarely<string | null>(['2017', '2017-01/2017-10', '2018', '2019', null, '2017-01/..'], ['2017-02/2017-03']),
  nature: fc.constantFrom('ACTUAL', 'FORECAST'),
  value: rarely<string | null>(['1', '-2.50', '12345678901234567890.123'], [null]),
  lower: rarely<string | null>([null], ['1']),
  qualifier: rarely<NewObservation['qualifier']>(['EXACT', 'ABOUT'], ['OVER', 'NEARLY']),
  missingReason: rarely<string | null>([null], ['未上报']),
  unit: rarely(['CNY_100M', 'CNY_10K'], ['MU', 'PERCENT']),
  source: rarely(['form-a', 'form-b'], ['form-c']),
  section: rarely<string | null>([null, 'table-1'], ['No Kebab']),
  paragraph: rarely<number | null>([null, 2], [0]),
  publishedOn: rarely<string | null>([null, '2030-01-01'], ['1900-01-01']),
  accessLevel: rarely<NewObservation['accessLevel']>(['INTERNAL'], ['RESTRICTED', 'PUBLIC']),
  stage: fc.constantFrom('UNSPECIFIED', 'FINAL'),
})

type Row = typeof row extends fc.Arbitrary<infer Value> ? Value : never

const toFigure = (given: Row): NewObservation => ({
  ...{ ...given, priceBasis: 'UNSPECIFIED', upper: null, printed: null, growthOf: null },
  unit: given.indicator === 'land_area' && given.unit.startsWith('CNY') ? 'MU' : given.unit,
})

/** What was refused, as row, field and code, by the rules that were looked at. */
async function record(figures: readonly NewObservation[], run: number) {
  try {
    await recordObservations(recording.database.pool, localOwner, {
      observations: figures,
      idempotencyKey: `run ${run}`,
    })
    return []
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    const { code, issues, clashes } = error
    const told = [...issues, ...clashes.map(({ path }) => ({ path, code }))]
    if (told.length === 0) return [code]
    return told.map(
      ({ path: [, at = '', ...field], code: why }) => `${Number(at) + 2} ${field.join('.') || null} ${why}`,
    )
  }
}

async function load(figures: readonly NewObservation[]) {
  const names = Object.keys(figures[0] ?? {}).filter((name) => !['printed', 'growthOf'].includes(name))
  const lines = figures.map((figure) => names.map((name) => String(figure[name as keyof NewObservation] ?? '')))
  const answer = await send(importing, toCsv([names, ...lines]), { token: admin })
  return (answer.problems ?? []).map(({ row: at, field, code }) => `${at} ${field} ${code}`)
}

/** All figures, without the ids that were drawn. */
async function dump({ database }: TestServer) {
  const { rows } = await database.pool.query(
    `SELECT to_jsonb(o) - '{id,series_id,change_id,citation_id}'::text[] || jsonb_build_object('section', c.section, 'paragraph', c.paragraph,
       'series', to_jsonb(s) - '{id,change_id}'::text[], 'latest', l.observation_id IS NOT NULL) AS figure
     FROM observation o JOIN citation c ON c.id = o.citation_id JOIN series s ON s.id = o.series_id
       LEFT JOIN latest l ON l.reporting_park_id = o.reporting_park_id AND l.observation_id = o.id ORDER BY 1`,
  )
  return rows.map(({ figure }) => figure)
}

test('importing leaves the figures that recording leaves, and refuses what that refuses', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
      const figures = rows.map(toFigure)
      const [recorded, imported] = [await record(figures, ++run), await load(figures)]
      // Recording stops at the first rule that is broken; importing tells of all.
      if (recorded.includes('NOT_FOUND')) expect(imported.join()).toContain('NOT_FOUND')
      else expect(imported).toEqual(expect.arrayContaining(recorded))
      expect(imported.length > 0).toBe(recorded.length > 0)
      expect(await dump(importing)).toEqual(await dump(recording))
    }),
    { numRuns: 60 },
  )
  expect(await dump(importing)).not.toHaveLength(0)
}, 120_000)
