import { readFileSync } from 'node:fs'
import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'
import { of, seriesOf, tax } from './time-series.ts'

const server = useServer()
const { parks, add, ask, tell } = seriesOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('November alone', () => {
  beforeAll(async () => {
    await parks('november')
    await add(
      tax('november', '2017-10', '50', { publishedOn: '2017-11-20' }),
      tax('november', '2017-11', '56', { publishedOn: '2017-12-20' }),
      tax('november', '2017-10', '58', { publishedOn: '2018-02-01' }),
    )
  })

  const read = async (published: string) => {
    const question = readFileSync(new URL('../../docs/questions/03-november-alone.graphql', import.meta.url), 'utf8')
    const variables = { subjects: ['november'], indicators: ['tax_revenue'], month: '2017-11', published }
    const { data, errors } = await server.send(question, variables)
    expect(errors).toBeUndefined()
    return pick(data, 'timeSeries.series.0.points')
  }
  const source = { code: 'xiangxiang-2017-review' }
  const rest = { period: '2017-11', lower: null, upper: null, reason: null, span: null }

  it('is derived from the year-to-date figures of two months, in the vintages of the day', async () => {
    expect(await read('2018-01-01')).toEqual([
      {
        ...rest,
        value: '0.0006',
        isNegativeAfterRevision: false,
        inputs: [
          { value: '50', period: '2017-01/2017-10', publishedOn: '2017-11-20', source },
          { value: '56', period: '2017-01/2017-11', publishedOn: '2017-12-20', source },
        ],
      },
    ])
  })

  it('is marked where a revision made it negative', async () => {
    expect(await read('2018-03-01')).toEqual([
      {
        ...rest,
        value: '-0.0002',
        isNegativeAfterRevision: true,
        inputs: [
          { value: '58', period: '2017-01/2017-10', publishedOn: '2018-02-01', source },
          { value: '56', period: '2017-01/2017-11', publishedOn: '2017-12-20', source },
        ],
      },
    ])
  })

  it('costs one statement', async () => {
    server.forget()
    await read('2018-03-01')
    expect(server.statements).toHaveLength(1)
  })

  it('is not marked where it was negative as first published', async () => {
    await parks('always-negative')
    await add(tax('always-negative', '2017-10', '50'), tax('always-negative', '2017-11', '49'))
    const args = `indicators: ["tax_revenue"] ${of('always-negative', 'MONTH', '2017-11', '2017-11', '[SINGLE_MONTH]')}`
    expect(pick(await ask(args), 'series.0.isNegativeAfterRevision')).toEqual([false])
  })
})

test('January and February that were published together are offered as a span', async () => {
  await parks('spring')
  await add(tax('spring', '2017-02', '12'), tax('spring', '2017-03', '20'))
  const answer = await ask(
    `indicators: ["tax_revenue"] unit: CNY_10K ${of('spring', 'MONTH', '2017-01', '2017-04', '[SINGLE_MONTH]')}`,
    'series { points { period unit { code } value reason span { period value lower upper } } }',
  )
  const span = { period: '2017-01/2017-02', value: '12', lower: null, upper: null }
  const unit = { code: 'CNY_10K' }
  expect(pick(answer, 'series.0.points')).toEqual([
    { period: '2017-01', unit, value: null, reason: 'PUBLISHED_TOGETHER', span },
    { period: '2017-02', unit, value: null, reason: 'PUBLISHED_TOGETHER', span },
    { period: '2017-03', unit, value: '8', reason: null, span: null },
    { period: '2017-04', unit, value: null, reason: 'MISSING_VALUE', span: null },
  ])
})

describe('months before which January and February were published together', () => {
  beforeAll(async () => {
    await parks('year-start')
    await add(
      ...['02', '03', '04', '05', '06'].map((month, at) => tax('year-start', `2017-${month}`, String(12 + 8 * at))),
    )
  })

  it('have a moving average from the third single month on, and before it the reason of the missing one', async () => {
    expect(await tell(of('year-start', 'MONTH', '2017-01', '2017-06', '[MOVING_AVERAGE]'))).toEqual({
      MOVING_AVERAGE: [...Array(4).fill('PUBLISHED_TOGETHER'), '8', '8'],
    })
  })

  it('have an index from the first single month on, which says so', async () => {
    const args = of('year-start', 'MONTH', '2017-01', '2017-05', '[INDEX]')
    const none = 'PUBLISHED_TOGETHER'
    expect(await tell(args)).toEqual({ INDEX: [none, none, '100', '100', '100'] })
    expect(await tell(`${args} base: "2017-01"`)).toEqual({
      INDEX: [none, none, 'MISSING_BASE', 'MISSING_BASE', 'MISSING_BASE'],
    })
    const base = async (more: string) =>
      pick(await ask(`indicators: ["tax_revenue"] ${args} ${more}`, 'series { base }'), 'series.0.base')
    expect(await base('')).toBe('2017-03')
    expect(await base('base: "2017-01"')).toBe('2017-01')
  })
})

test('January alone is its own year to date', async () => {
  await parks('january')
  await add(tax('january', '2017-01', '5'))
  expect(await tell(of('january', 'MONTH', '2017-01', '2017-01', '[SINGLE_MONTH]'))).toEqual({ SINGLE_MONTH: ['5'] })
})
