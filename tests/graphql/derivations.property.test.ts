import {
  type Derived,
  difference,
  divergence,
  impliedBase,
  printDecimal,
  requiredForRemainder,
  requiredPace,
  yearOnYear,
} from '@parkgraph/statistics'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, pick } from './data.ts'

vi.setConfig({ testTimeout: 120_000 })
const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const amount = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 10_000_000 }).map((number) => (number / 1000).toString()) },
  { weight: 1, arbitrary: fc.integer({ min: -5000, max: 0 }).map(String) },
)
const rate = fc.integer({ min: -15_000, max: 50_000 }).map((number) => (number / 100).toString())
const firm = fc.record({
  base: fc.option(amount, { freq: 6 }),
  current: amount,
  reported: rate,
  forecast: amount,
  lastYear: amount,
  month: fc.integer({ min: 1, max: 11 }),
})

const read = ({ value }: Derived) => (value === null ? null : printDecimal(value))
const day = (year: number, month: number) => `${year}-${String(month + 1).padStart(2, '0')}-01`

let parks = 0

const operation = /* GraphQL */ `
  query ($park: String!) {
    park(slug: $park) {
      enterprises(first: 100, orderBy: [{ slug: ASC }]) {
        nodes {
          level: observations(where: { period: { within: "2017" }, nature: { eq: ACTUAL }, measure: { eq: LEVEL } }) {
            nodes { growth { computed divergence impliedBase reason agreement } }
          }
          forecast: observations(where: { nature: { eq: FORECAST } }) {
            nodes { requirement { required pace past { amount } } }
          }
        }
      }
    }
  }
`

interface Answer {
  readonly level: { nodes: { growth: Record<string, string | null> }[] }
  readonly forecast: {
    nodes: { requirement: { required: string; pace: string | null; past: { amount: string }[] } | null }[]
  }
}

type Firm = typeof firm extends fc.Arbitrary<infer Value> ? Value : never

async function addFirm(park: string, slug: string, { base, current, reported, forecast, lastYear, month }: Firm) {
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug }])
  await addFact(server.database, 'membership', slug, { park, role: 'LOCATED_IN' })
  const figure = { subject: slug, indicator: 'revenue', unit: 'CNY_10K' }
  const toDate = (year: number) => ({
    ...figure,
    accumulation: 'YEAR_TO_DATE',
    start: day(year, 0),
    end: day(year, month),
  })
  const whole = (year: number) => ({ ...figure, accumulation: 'FULL_YEAR', start: day(year, 0), end: day(year + 1, 0) })
  const [level] = await addFigures(server.database, [
    { ...toDate(2017), value: current },
    { ...whole(2017), value: forecast, nature: 'FORECAST' },
    { ...whole(2016), value: lastYear },
    ...(base === null ? [] : [{ ...toDate(2016), value: base }]),
  ])
  await addFigures(server.database, [
    { ...toDate(2017), unit: 'PERCENT', measure: 'GROWTH', value: reported, growthOf: level ?? null },
  ])
}

function compare({ level, forecast }: Answer, { base, current, reported, forecast: aim, lastYear, month }: Firm): void {
  const computed = yearOnYear(current, base)
  expect(level.nodes[0]?.growth).toMatchObject({
    computed: read(computed),
    reason: computed.reason,
    divergence: computed.value === null ? null : read(divergence(reported, computed.value)),
    impliedBase: read(impliedBase(current, reported)),
  })
  expect(forecast.nodes[0]?.requirement).toEqual({
    required: read(requiredForRemainder(aim, current)),
    pace: read(requiredPace(aim, current, month)),
    past: base === null ? [] : [{ amount: read(difference(lastYear, base)) }],
  })
}

test('derivations in SQL are those of packages/statistics', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(firm, { minLength: 20, maxLength: 40 }), async (firms) => {
      parks += 1
      const park = `derived-${parks}`
      await addSubjects(server.database, [{ kind: 'PARK', slug: park }])
      for (const [index, item] of firms.entries())
        await addFirm(park, `${park}-${String(index).padStart(3, '0')}`, item)
      const { data, errors } = await server.send(operation, { park })
      expect(errors).toBeUndefined()
      const nodes = pick(data, 'park.enterprises.nodes') as Answer[]
      expect(nodes).toHaveLength(firms.length)
      for (const [index, item] of firms.entries()) compare(nodes[index] as Answer, item)
    }),
    { numRuns: 10 },
  )
})
