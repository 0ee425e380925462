import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick } from './data.ts'
import { addEdition, contributions, figure, park, score } from './frameworks.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

test('the national assessment is held as far as it is known', async () => {
  const { data } = await server.send(
    `{ framework(code: "national_etdz_assessment") { label(locale: EN) editions { edition status scoringMethod totalWeight groupCount
      indicatorCount publishedOn groups { code weight indicators { code } } cohorts { code } } missing: edition(edition: "1999") { edition } } }`,
  )
  const editions = pick(data, 'framework.editions')
  const none = { status: 'PARTIAL', scoringMethod: null, totalWeight: '100', publishedOn: null, groupCount: 5 }
  const group = (code: string, weight: string) => ({ code, weight, indicators: [] })
  expect(editions).toEqual([
    { ...none, edition: '2016', indicatorCount: 53, groups: [], cohorts: [] },
    {
      ...none,
      edition: '2021',
      indicatorCount: null,
      groups: [
        group('opening_up', '30'),
        group('quality', '30'),
        group('innovation', '15'),
        group('green', '15'),
        group('coordination', '10'),
      ],
      cohorts: [{ code: 'east' }, { code: 'centre' }, { code: 'west' }],
    },
  ])
  expect(pick(data, 'framework.missing')).toBeNull()
})

test('under an edition without indicators there is no score, and it says so', async () => {
  await addSubjects(server.database, [park('bare')])
  expect(await score(server, 'bare', 'national_etdz_assessment', '2021')).toEqual({
    value: null,
    reason: 'NO_INDICATORS',
    restsOn: '0',
    cohort: { code: 'centre' },
    contributions: [],
  })
  const { data } = await server.send(
    `{ ranking(by: { framework: { framework: "national_etdz_assessment", edition: "2021" } } among: { where: { slug: { eq: "bare" } } }) {
      count excluded(reasons: [NO_INDICATORS]) { subject { slug } } } }`,
  )
  expect(data).toEqual({ ranking: { count: 0, excluded: [{ subject: { slug: 'bare' } }] } })
})

test('an edition that nobody has is refused', async () => {
  const { errors } = await server.send(
    `{ park(slug: "xiangxiang-etdz") { score(framework: "national_etdz_assessment", edition: "1999") { value } } }`,
  )
  expect(errors?.map(({ message, extensions }) => [message, extensions])).toEqual([
    [
      'Framework "national_etdz_assessment" has no edition "1999". Its editions are 2016, 2021.',
      { code: 'UNKNOWN_FRAMEWORK', argument: 'edition' },
    ],
  ])
})

test.each([
  ['a score', '{ park(slug: "xiangxiang-etdz") { score(framework: "x", edition: "2021") { value } } }', 'framework'],
  [
    'a ranking',
    '{ ranking(by: { framework: { framework: "x", edition: "2021" } }) { count } }',
    'by.framework.framework',
  ],
])('a framework that nobody has is refused: %s', async (_, query, argument) => {
  const { errors } = await server.send(query)
  expect(errors?.map(({ message, extensions }) => [message, extensions])).toEqual([
    ['No framework has the code "x". The field frameworks lists them.', { code: 'UNKNOWN_FRAMEWORK', argument }],
  ])
})

test.each(['2019/..', '../2019'])('a score of the open period %s is refused', async (period) => {
  const { errors } = await server.send(
    `{ park(slug: "xiangxiang-etdz") { score(framework: "national_etdz_assessment", edition: "2021", period: "${period}") { value } } }`,
  )
  expect(errors?.map(({ message, extensions }) => [message, extensions])).toEqual([
    [
      'period is open: name one with a first and a last day, such as 2017 or 2017-01/2017-11.',
      { code: 'BAD_USER_INPUT', argument: 'period' },
    ],
  ])
})

describe('the distance to a target', () => {
  beforeAll(async () => {
    await addEdition(server.database, {
      framework: 'distance',
      edition: '1',
      method: 'DISTANCE_TO_TARGET',
      indicators: [
        { indicator: 'tax_revenue', weight: '60', target: ['1', 'CNY_100M'] },
        { indicator: 'employment', weight: '30', target: ['1000', 'PERSON'] },
        { indicator: 'land_area', weight: '10', direction: 'LESS_IS_BETTER', target: ['100', 'MU'] },
      ],
    })
    await addSubjects(
      server.database,
      ['far', 'near', 'none'].map((name) => park(`distance-${name}`)),
    )
    await addFigures(server.database, [
      figure('distance-far', 'tax_revenue', '2500'),
      figure('distance-far', 'employment', '1200', 'PERSON'),
      figure('distance-far', 'land_area', '400', 'MU'),
      figure('distance-near', 'tax_revenue', '0.9', 'CNY_100M'),
      { ...figure('distance-near', 'employment', ''), value: null, qualifier: 'OVER', lower: '900', unit: 'PERSON' },
    ])
  })

  it('weighs what each indicator reaches', async () => {
    const found = await score(server, 'distance-far', 'distance', '1')
    expect(contributions(found)).toEqual([
      ['tax_revenue', '25'],
      ['employment', '100'],
      ['land_area', '25'],
    ])
    expect(found).toMatchObject({ value: '47.5', restsOn: '100', reason: null, cohort: null })
    expect(found.contributions).toMatchObject([
      { value: '0.25', unit: { code: 'CNY_100M' }, observation: { value: '2500' }, minimum: null },
      {},
      {},
    ])
  })

  it('rests on what is known, and says what is missing or vague', async () => {
    const found = await score(server, 'distance-near', 'distance', '1')
    expect(contributions(found)).toEqual([
      ['tax_revenue', '90'],
      ['employment', 'VAGUE'],
      ['land_area', 'MISSING_VALUE'],
    ])
    expect(found).toMatchObject({ value: '90', restsOn: '60', reason: null })
    expect(await score(server, 'distance-none', 'distance', '1')).toMatchObject({
      value: null,
      restsOn: '0',
      reason: 'MISSING_VALUE',
    })
  })

  it('reads the period that is asked for', async () => {
    expect(await score(server, 'distance-far', 'distance', '1', 'period: "2019"')).toMatchObject({ value: '47.5' })
    expect(await score(server, 'distance-far', 'distance', '1', 'period: "2018"')).toMatchObject({
      value: null,
      reason: 'MISSING_VALUE',
    })
  })

  it.each([
    ['', [['distance-far', '47.5']], 'INCOMPLETE_SCORE'],
    ['leastWeight: 100', [['distance-far', '47.5']], 'INCOMPLETE_SCORE'],
    ...['60', '0'].map((share): [string, string[][], string] => [
      `leastWeight: ${share}`,
      [
        ['distance-near', '90'],
        ['distance-far', '47.5'],
      ],
      'MISSING_VALUE',
    ]),
  ])('ranks scores that rest on enough %s', async (option, expected, reason) => {
    const { data, errors } = await server.send(
      `{ ranking(by: { framework: { framework: "distance", edition: "1" ${option} } } among: { where: { slug: { startsWith: "distance-" } } }) {
        rows { subject { slug } value unit { code } restsOn observation { value } } excluded(reasons: [${reason}]) { subject { slug } } } }`,
    )
    expect(errors).toBeUndefined()
    const rows = pick(data, 'ranking.rows') as { subject: { slug: string }; value: string }[]
    expect(rows.map((row) => [row.subject.slug, row.value])).toEqual(expected)
    expect(rows[0]).toMatchObject({ unit: { code: 'POINT' }, observation: null })
    expect(pick(data, 'ranking.excluded')).toHaveLength(1)
  })
})
