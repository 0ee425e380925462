import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'

// Who has a role for the parks: of nobody, groups of few firms would be suppressed.
const server = useServer({ isReader: true })
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const parks = ['exact', 'open', 'inside', 'around', 'later', 'prior', 'empty', 'gap', 'daily', 'unstated']

const land = (
  park: string,
  value: string | null,
  start: string,
  end: string,
  rest: Partial<NewFigure> = {},
): NewFigure => ({
  ...{ subject: park, indicator: 'land_area', unit: 'MU', value, start, end, accumulation: 'STOCK', ...rest },
})

beforeAll(async () => {
  const { database } = server
  await addSource(database, 'first', 5)
  // A firm is told what its park is, since rankings rank parks and groups have none of them.
  await addSubjects(
    database,
    parks.flatMap((slug) => [
      { kind: 'PARK' as const, slug: `of-${slug}` },
      { kind: 'ENTERPRISE' as const, slug: `firm-${slug}` },
    ]),
  )
  const figures = [
    land('exact', '1', '2017-01-01', '2018-01-01'),
    land('exact', '9', '2017-12-31', '2018-01-01'),
    land('open', '2', '2017-01-01', 'infinity'),
    land('inside', '8', '2017-03-31', '2017-04-01'),
    land('inside', '3', '2017-11-30', '2017-12-01'),
    land('around', '4', '2015-01-01', '2020-01-01'),
    land('later', '9', '2018-01-01', 'infinity'),
    land('prior', '9', '2017-12-31', '2018-01-01'),
    land('prior', '5', '2017-12-31', '2018-01-01', { source: 'first', scope: 'ALL' }),
    land('gap', '9', '2016-01-01', 'infinity'),
    land('gap', null, '2017-12-31', '2018-01-01', { missingReason: 'not told' }),
    land('daily', '9', '2017-12-31', '2018-01-01', { accumulation: 'DAY' }),
    land('unstated', '6', '2017-06-30', '2017-07-01', { accumulation: 'UNSPECIFIED' }),
    ...['of', 'firm'].map((side) => ({
      ...{ subject: `${side}-exact`, indicator: 'tax_revenue', value: '7', accumulation: 'YEAR_TO_DATE' },
      ...{ start: '2017-01-01', end: '2017-07-01' },
    })),
  ]
  const isLand = ({ indicator }: NewFigure) => indicator === 'land_area'
  await addFigures(
    database,
    figures.flatMap((figure) =>
      isLand(figure) ? ['of', 'firm'].map((side) => ({ ...figure, subject: `${side}-${figure.subject}` })) : [figure],
    ),
  )
})

async function ask(query: string) {
  const { data, errors } = await server.send(query)
  expect(errors).toBeUndefined()
  return data
}

const group = (slugs: string, indicator: string, period: string, selection: string) =>
  `{ enterprises(where: { slug: { startsWith: "${slugs}" } }) { groupBy(by: [], figure: { indicator: "${indicator}", period: "${period}" }) { ${selection} } } }`

/** What groups of one firm and a ranking of its park tell of a period; null where there is none. */
async function tell(park: string, period: string) {
  const [node] = pick(
    await ask(group(`firm-${park}`, 'land_area', period, 'nodes { max(unit: MU) }')),
    'enterprises.groupBy.nodes',
  ) as { max: string | null }[]
  const rows = pick(
    await ask(`{ ranking(by: { indicator: { indicator: "land_area" } }, unit: MU, period: "${period}",
      among: { where: { slug: { eq: "of-${park}" } } }) { rows { value } } }`),
    'ranking.rows',
  ) as { value: string }[]
  expect(rows[0]?.value ?? null).toBe(node?.max ?? null)
  return node?.max ?? null
}

test.each([
  ['exact', '1'],
  ['open', '2'],
  ['inside', '3'],
  ['around', '4'],
  ['later', null],
  ['prior', '5'],
  ['empty', null],
  ['gap', null],
  ['daily', '9'],
  ['unstated', '6'],
])('a stock of a span is the figure that rankings read: %s', async (park, value) => {
  expect(await tell(park, '2017')).toBe(value)
  for (const period of ['2016', '2017-H2', '2017-11', '2018']) await tell(park, period)
})

test('stocks of a span add up over firms, on whatever day each was read', async () => {
  const data = await ask(group('firm-', 'land_area', '2017', 'nodes { count missingCount sum(unit: MU) }'))
  expect(pick(data, 'enterprises.groupBy.nodes')).toEqual([{ count: 10, missingCount: 3, sum: '30' }])
})

test('what came together over a span is of the very span', async () => {
  const tax = async (period: string) =>
    pick(
      await ask(group('firm-exact', 'tax_revenue', period, 'nodes { sum(unit: CNY_10K) }')),
      'enterprises.groupBy.nodes',
    )
  expect(await tax('2017-H1')).toEqual([{ sum: '7' }])
  for (const period of ['2017', '2017-Q1']) expect(await tax(period)).toEqual([{ sum: null }])
})

test.each(['2017/..', '../2017'])(
  'a period without an end or a start is refused, as rankings refuse it: %s',
  async (period) => {
    const refused = { extensions: { code: 'BAD_USER_INPUT', argument: 'figure.period' } }
    for (const list of ['enterprises', 'projects']) {
      const query = `{ ${list} { groupBy(by: [PARK], figure: { indicator: "tax_revenue", period: "${period}" }) { totalCount } } }`
      expect((await server.send(query)).errors).toMatchObject([
        { message: expect.stringMatching(/^figure\.period is open/), ...refused },
      ])
    }
  },
)
