import { describe, expect, it } from 'vitest'
import { explainOperation, useFigures, views, withArguments } from './figures.ts'

const server = useFigures()

describe('time series', () => {
  const count = 40
  const subjects = Array.from({ length: count }, (_, index) => `"generated-1-park-${index + 1}"`).join(' ')
  // Ten years, and the year before that growth is held against.
  const buckets = 11 * 12
  const asked = (bucket: string) =>
    `subjects: [${subjects}], indicators: "tax_revenue", bucket: ${bucket}, from: "2016-01", to: "2025-12"`
  /** How many figures are read for a bucket at most: of land that of each year, and of a growth those that it may stand with. */
  const measures = {
    'LEVEL YEAR_ON_YEAR': 1,
    'SINGLE_MONTH PERIOD_ON_PERIOD': 1,
    SHARE_OF_PARENT: 1,
    GROWTH_DIVERGENCE: 9,
    PER_MU: 11,
    'MOVING_AVERAGE PER_MU INDEX': 11,
  }
  const cases = Object.entries(measures).flatMap((measure) => views.map((view) => [...measure, ...view] as const))

  it.each(cases)('of %s read no figure twice (%i a bucket) %s', async (measure, most, _, clock) => {
    const { data, read, sequential, vain } = await explainOperation(
      server,
      `{ timeSeries${withArguments(asked('MONTH'), `measures: [${measure}]`, clock())} { series { columns { values } } } }`,
    )
    expect(data).toMatchObject({ timeSeries: { series: { length: count } } })
    expect(sequential).toEqual([])
    expect(read).toBeLessThanOrEqual(most * count * buckets)
    // A join by the item alone looks at all of its buckets for each one.
    expect(vain).toBeLessThanOrEqual(5 * count * buckets)
  })

  const longer = ['QUARTER', 'HALF_YEAR', 'YEAR'].flatMap((bucket) => views.map((view) => [bucket, ...view] as const))

  it.each(longer)('by %s join figures with their own buckets alone, %s', async (bucket, _, clock) => {
    const { data, read, sequential, vain } = await explainOperation(
      server,
      `{ timeSeries${withArguments(asked(bucket), 'measures: [LEVEL, YEAR_ON_YEAR, RANK]', clock())} { series { columns { values } } } }`,
    )
    expect(data).toMatchObject({ timeSeries: { series: { length: count } } })
    expect(sequential).toEqual([])
    expect(read).toBeLessThanOrEqual(count * buckets)
    expect(vain).toBeLessThanOrEqual(5 * count * buckets)
  })

  it('are planned once for whatever they are asked, unless pages are nested in them', async () => {
    const nest = (selection: string) =>
      `{ timeSeries${withArguments(asked('YEAR'))} { series { subject { ... on Park { ${selection} } } } } }`
    expect(await explainOperation(server, nest('slug'))).toMatchObject({ planning: 'ONCE' })
    const { planning, sequential } = await explainOperation(server, nest('observations(first: 2) { nodes { value } }'))
    expect(planning).toBe('AUTO')
    expect(sequential).toEqual([])
  })
})
