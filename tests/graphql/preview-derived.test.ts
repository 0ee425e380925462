import { printDecimal, yearOnYear } from '@parkgraph/statistics'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigure, addFigures, addSource, addSubjects, type NewFigure, pick, propose } from './data.ts'
import { tax, year } from './yearly.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const add = (figure: NewFigure) => addFigure(server.database, figure)

async function ask(id: string, fields: string, day: string | null = null) {
  const { data, errors } = await server.send(
    `query ($id: ID!, $asOf: AsOf) { node(id: $id, asOf: $asOf) { ... on Correction { preview { ${fields} } } } }`,
    { id, asOf: day === null ? null : { published: day } },
  )
  expect(errors).toBeUndefined()
  return pick(data, 'node.preview')
}

test('previewed growth is what the library computes', async () => {
  const decimal = fc.integer({ min: -5, max: 2_000_000 }).map((count) => String(count / 100))
  const cases = fc.sample(fc.tuple(decimal, decimal, decimal), 25).filter(([value, , after]) => value !== after)
  cases.push(['1', '0', '2'], ['1', '-1', '2'], ['1', '3', '-2'])
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: 'sampled' }])
  const figure = { subject: 'sampled', indicator: 'revenue', accumulation: 'FULL_YEAR' }
  for (const [index, [value, base, after]] of cases.entries()) {
    await add({ ...figure, ...year(1900 + index * 5), value: base })
    const id = await propose(server.database, await add({ ...figure, ...year(1901 + index * 5), value }), {
      value: after,
    })
    const said = await ask(id, 'growths { period beforeComputed beforeReason afterComputed afterReason }')
    const [expected, corrected] = [yearOnYear(value, base), yearOnYear(after, base)]
    const isBlocked = expected.reason !== null && corrected.reason !== null
    const growth = {
      period: String(1901 + index * 5),
      beforeComputed: expected.value === null ? null : printDecimal(expected.value),
      beforeReason: expected.reason,
      afterComputed: corrected.value === null ? null : printDecimal(corrected.value),
      afterReason: corrected.reason,
    }
    expect(said).toEqual({ growths: isBlocked ? [] : [growth] })
  }
}, 60_000)

test('a preview as of a day supposes the decision on that day, whenever it is asked for', async () => {
  const { rows } = await server.database.pool.query('SELECT priority FROM source ORDER BY id LIMIT 1')
  await addSource(server.database, 'told-later', rows[0].priority)
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'of-then', parkKind: 'LOGISTICS_PARK' }])
  const own = { subject: 'of-then', ...tax }
  const later = { source: 'told-later', publishedOn: '2098-01-01' }
  const toDate = { accumulation: 'YEAR_TO_DATE', start: '2018-01-01', end: '2018-12-01', publishedOn: '2019-02-01' }
  await add({ ...own, ...year(2017), value: '10' })
  await add({ ...own, ...year(2018), nature: 'FORECAST', value: '75' })
  const [whole = '', soFar = '', rate = ''] = await addFigures(server.database, [
    { ...own, ...year(2018), value: '20' },
    { ...own, ...toDate, value: '60' },
    { ...own, ...year(2018), measure: 'GROWTH', unit: 'PERCENT', value: '90' },
    { ...own, ...year(2018), ...later, value: '30' },
    { ...own, ...toDate, ...later, value: '70' },
    { ...own, ...year(2018), ...later, measure: 'GROWTH', unit: 'PERCENT', value: '95' },
  ])
  const derived = `growths { beforeComputed afterComputed } requirements { beforeRequired afterRequired }
    ranks { indicator { code } beforeValue afterValue }`
  const askAsOf = async (figure: string, value: string) => {
    const id = await propose(server.database, figure, { value })
    return ask(id, derived, '2099-01-01')
  }
  const rank = (beforeValue: string, afterValue: string) => [
    { indicator: { code: 'tax_revenue' }, beforeValue, afterValue },
  ]
  expect(await askAsOf(whole, '25')).toEqual({
    growths: [{ beforeComputed: '200', afterComputed: '150' }],
    requirements: [],
    ranks: rank('0.003', '0.0025'),
  })
  expect(await askAsOf(soFar, '65')).toEqual({
    growths: [],
    requirements: [{ beforeRequired: '5', afterRequired: '10' }],
    ranks: rank('0.007', '0.0065'),
  })
  expect(await askAsOf(rate, '91')).toMatchObject({ growths: [], ranks: rank('95', '91') })
})

test.each([
  ['2015', '2016-06-30', [{ park: { slug: 'left' }, before: '10', after: '20' }]],
  ['2016', '2016-06-30', []],
  ['2017', '2016-06-30', []],
])(
  'a share of %s is in the parks that the subject belongs to on its last day, of a membership until %s',
  async (named, end, shares) => {
    const slug = `mover-${named}`
    await addSubjects(server.database, [
      { kind: 'ENTERPRISE', slug },
      ...(named === '2015' ? [{ kind: 'PARK', slug: 'left' } as const] : []),
    ])
    await addFact(server.database, 'membership', slug, {
      park: 'left',
      role: 'LOCATED_IN',
      period_start: '2010-01-01',
      period_end: end,
    })
    await add({ subject: 'left', ...tax, ...year(Number(named)), value: '100' })
    const id = await add({ subject: slug, ...tax, ...year(Number(named)), value: '10' })
    const said = await ask(await propose(server.database, id, { value: '20' }), 'shares { park { slug } before after }')
    expect(said).toEqual({ shares })
  },
)
