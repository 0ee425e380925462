import type { Database } from '@parkgraph/db'
import { combineScores, printDecimal, scoreDistance, scoreMinMax } from '@parkgraph/statistics'
import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

interface NewIndicator {
  readonly indicator: string
  readonly weight: string
  readonly direction?: string
  readonly target?: [value: string, unit: string]
}

interface NewEdition {
  readonly framework: string
  readonly edition: string
  readonly method: string | null
  readonly indicators: readonly NewIndicator[]
  readonly cohorts?: Readonly<Record<string, readonly string[]>>
}

/** Inserts an edition of a framework with one group, whose indicators weigh 100. */
async function addEdition({ pool }: Database, { framework, edition, method, indicators, cohorts = {} }: NewEdition) {
  await pool.query(`INSERT INTO framework (code, label_zh, label_en) VALUES ($1, '甲', 'A') ON CONFLICT DO NOTHING`, [
    framework,
  ])
  const { rows } = await pool.query(
    `INSERT INTO framework_edition (framework_id, edition, status, scoring_method, total_weight)
     SELECT id, $2, CASE WHEN $3::text IS NULL THEN 'PARTIAL' ELSE 'COMPLETE' END::"FrameworkStatus", $3::"ScoringMethod", 100 FROM framework WHERE code = $1 RETURNING id`,
    [framework, edition, method],
  )
  for (const [code, prefixes] of Object.entries(cohorts))
    await pool.query(
      `INSERT INTO framework_cohort (edition_id, code, label_zh, label_en, region_prefixes) VALUES ($1, $2, '甲', 'A', $3)`,
      [rows[0].id, code, prefixes],
    )
  const group = await pool.query(
    `INSERT INTO framework_group (edition_id, code, label_zh, label_en, weight, position) VALUES ($1, 'all', '甲', 'A', 100, 1) RETURNING id`,
    [rows[0].id],
  )
  for (const { indicator, weight, direction = 'MORE_IS_BETTER', target = [null, null] } of indicators)
    await pool.query(
      `INSERT INTO framework_indicator (group_id, code, indicator_id, measure, nature, weight, direction, target, target_unit_code)
       SELECT $1, i.code, i.id, 'LEVEL', 'ACTUAL', $3, $4::"ScoringDirection", $5, $6 FROM indicator i WHERE i.code = $2`,
      [group.rows[0].id, indicator, weight, direction, ...target],
    )
}

const year = { start: '2019-01-01', end: '2020-01-01' }
const park = (slug: string, regionCode = '430000', within?: string) =>
  ({ kind: 'PARK', slug, regionCode, ...(within ? { park: within } : {}) }) as const
const figure = (subject: string, indicator: string, value: string, unit = 'CNY_10K') => ({
  subject,
  indicator,
  value,
  unit,
  ...year,
})

async function score(slug: string, framework: string, edition: string, options = ''): Promise<Record<string, unknown>> {
  server.forget()
  const { data, errors } = await server.send(
    `query ($slug: String!, $framework: String!, $edition: String!) { park(slug: $slug) {
      score(framework: $framework, edition: $edition ${options}) { value reason restsOn cohort { code }
        contributions { indicator { code } score reason value minimum maximum unit { code } observation { value } } } } }`,
    { slug, framework, edition },
  )
  expect(errors).toBeUndefined()
  expect(server.statements).toHaveLength(1)
  return pick(data, 'park.score') as Record<string, unknown>
}

const contributions = (found: Record<string, unknown>) =>
  (found.contributions as { indicator: { code: string }; score: string | null; reason: string | null }[]).map(
    (item) => [item.indicator.code, item.score ?? item.reason],
  )

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
  expect(await score('bare', 'national_etdz_assessment', '2021')).toEqual({
    value: null,
    reason: 'NO_INDICATORS',
    restsOn: '0',
    cohort: { code: 'centre' },
    contributions: [],
  })
  const { data } = await server.send(
    `{ ranking(by: { framework: { framework: "national_etdz_assessment", edition: "2021" } } among: { where: { slug: { eq: "bare" } } }) {
      count excluded(reasons: [NO_SCORE]) { subject { slug } } } }`,
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
      { code: 'UNKNOWN_FRAMEWORK', argument: 'framework' },
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
    const found = await score('distance-far', 'distance', '1')
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
    const found = await score('distance-near', 'distance', '1')
    expect(contributions(found)).toEqual([
      ['tax_revenue', '90'],
      ['employment', 'VAGUE'],
      ['land_area', 'MISSING_VALUE'],
    ])
    expect(found).toMatchObject({ value: '90', restsOn: '60', reason: null })
    expect(await score('distance-none', 'distance', '1')).toMatchObject({
      value: null,
      restsOn: '0',
      reason: 'MISSING_VALUE',
    })
  })

  it('reads the period that is asked for', async () => {
    expect(await score('distance-far', 'distance', '1', 'period: "2019"')).toMatchObject({ value: '47.5' })
    expect(await score('distance-far', 'distance', '1', 'period: "2018"')).toMatchObject({
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
      'NO_SCORE',
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

describe('the place within a cohort', () => {
  beforeAll(async () => {
    await addEdition(server.database, {
      framework: 'cohorts',
      edition: 'old',
      method: 'MIN_MAX',
      indicators: [{ indicator: 'tax_revenue', weight: '100' }],
      cohorts: { all: ['81', '82', '99'] },
    })
    await addEdition(server.database, {
      framework: 'cohorts',
      edition: 'new',
      method: 'MIN_MAX',
      indicators: [
        { indicator: 'tax_revenue', weight: '40' },
        { indicator: 'employment', weight: '60', direction: 'LESS_IS_BETTER' },
      ],
      cohorts: { east: ['81'], west: ['82', '83'] },
    })
    await addSubjects(server.database, [
      park('cohort-a', '810000'),
      park('cohort-b', '810000'),
      park('cohort-c', '810100'),
      park('cohort-d', '820000'),
      park('cohort-e', '990000'),
      park('cohort-inner', '810000', 'cohort-a'),
    ])
    const tax = { a: '10', b: '30', c: '20', d: '1000', e: '0', inner: '90' }
    const people = { a: '5', b: '15', c: '10', d: '7' }
    await addFigures(server.database, [
      ...Object.entries(tax).map(([name, value]) => figure(`cohort-${name}`, 'tax_revenue', value)),
      ...Object.entries(people).map(([name, value]) => figure(`cohort-${name}`, 'employment', value, 'PERSON')),
      { ...figure('cohort-b', 'tax_revenue', '50'), publishedOn: '2020-06-01' },
    ])
  })

  it('lies between the worst and the best of its own, in which parks within parks do not count', async () => {
    const found = await score('cohort-c', 'cohorts', 'new')
    expect(found).toMatchObject({ value: '40', restsOn: '100', cohort: { code: 'east' } })
    expect(found.contributions).toMatchObject([
      { score: '25', value: '0.002', minimum: '0.001', maximum: '0.005', unit: { code: 'CNY_100M' } },
      { score: '50', value: '10', minimum: '5', maximum: '15', unit: { code: 'PERSON' } },
    ])
  })

  it('is at an end for a park within a park that lies beyond it', async () => {
    expect(contributions(await score('cohort-inner', 'cohorts', 'new'))).toEqual([
      ['tax_revenue', '100'],
      ['employment', 'MISSING_VALUE'],
    ])
  })

  it('needs others', async () => {
    expect(await score('cohort-d', 'cohorts', 'new')).toMatchObject({
      value: null,
      reason: 'NO_SPREAD',
      cohort: { code: 'west' },
    })
    expect(await score('cohort-e', 'cohorts', 'new')).toMatchObject({ value: null, reason: 'NO_COHORT', cohort: null })
  })

  it('under two editions at once, with what was known on a day', async () => {
    const { data, errors } = await server.send(
      `query ($day: Date!) { park(slug: "cohort-c", asOf: { published: $day }) {
        old: score(framework: "cohorts", edition: "old") { value edition { edition } } new: score(framework: "cohorts", edition: "new") { value edition { edition } } }
        now: park(slug: "cohort-c") { score(framework: "cohorts", edition: "new") { value } } }`,
      { day: '2020-05-31' },
    )
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      park: { old: { value: '2', edition: { edition: 'old' } }, new: { value: '50', edition: { edition: 'new' } } },
      now: { score: { value: '40' } },
    })
  })

  it('is ranked in the cohort that is asked for', async () => {
    const { data } = await server.send(
      `{ ranking(by: { framework: { framework: "cohorts", edition: "new" } } among: { where: { regionCode: { startsWith: "81" } } }) {
        rows { rank subject { slug } value } excluded(reasons: [SUB_PARK]) { subject { slug } } } }`,
    )
    expect(pick(data, 'ranking.rows')).toEqual([
      { rank: 1, subject: { slug: 'cohort-a' }, value: '60' },
      { rank: 2, subject: { slug: 'cohort-b' }, value: '40' },
      { rank: 2, subject: { slug: 'cohort-c' }, value: '40' },
    ])
    expect(pick(data, 'ranking.excluded')).toEqual([{ subject: { slug: 'cohort-inner' } }])
  })
})

describe('scores in SQL', () => {
  const directions = ['MORE_IS_BETTER', 'LESS_IS_BETTER'] as const
  const indicators = ['revenue', 'output_value'] as const

  it('are those of packages/statistics', async () => {
    let seed = 7
    const draw = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % below
    }
    for (let round = 0; round < 12; round += 1) {
      const method = round % 2 === 0 ? 'MIN_MAX' : 'DISTANCE_TO_TARGET'
      const framework = `oracle_${round}`
      const scored = indicators.map((indicator, index) => ({
        indicator,
        weight: String(index === 0 ? 1 + draw(98) : 0),
        direction: directions[draw(2)] as (typeof directions)[number],
        target: [String(1 + draw(40)), 'CNY'] as [string, string],
      }))
      const [first, second] = scored as [(typeof scored)[number], (typeof scored)[number]]
      const weights = [first.weight, String(100 - Number(first.weight))] as const
      const region = `7${String(round).padStart(2, '0')}000`
      await addEdition(server.database, {
        framework,
        edition: '1',
        method,
        indicators: [first, { ...second, weight: weights[1] }],
        cohorts: { own: [region] },
      })
      const names = Array.from({ length: 5 }, (_, index) => `${framework.replace('_', '-')}-${index}`)
      await addSubjects(
        server.database,
        names.map((name) => park(name, region)),
      )
      const values = names.map(() => indicators.map(() => (draw(4) === 0 ? null : String(draw(60) - 10))))
      await addFigures(
        server.database,
        names.flatMap((name, index) =>
          indicators.flatMap((indicator, at) => {
            const value = values[index]?.[at]
            return value == null ? [] : [figure(name, indicator, value, 'CNY')]
          }),
        ),
      )
      const expected = values.map((own) => {
        const scores = scored.map(({ direction, target }, at) => {
          const known = values.flatMap((row) => row[at] ?? []).map(Number)
          const cohort =
            known.length > 0 ? { minimum: `${Math.min(...known)}`, maximum: `${Math.max(...known)}` } : null
          const value = own[at] ?? null
          return method === 'MIN_MAX'
            ? scoreMinMax(value, cohort, direction)
            : scoreDistance(value, target[0], direction)
        })
        const { score: total, restsOn } = combineScores(
          scores.map((item, at) => ({ score: item.score, weight: weights[at as 0 | 1] })),
          '100',
        )
        return {
          value: total && printDecimal(total.toSignificantDigits(34)),
          restsOn: printDecimal(restsOn),
          contributions: scores.map((item) => ({ score: item.score && printDecimal(item.score), reason: item.reason })),
        }
      })
      const { data, errors } = await server.send(
        `query ($framework: String!, $prefix: String!) { parks(where: { slug: { startsWith: $prefix } }) { nodes {
          score(framework: $framework, edition: "1") { value restsOn contributions { score reason } } } } }`,
        { framework, prefix: `${framework.replace('_', '-')}-` },
      )
      expect(errors).toBeUndefined()
      expect(pick(data, 'parks.nodes')).toEqual(expected.map((item) => ({ score: item })))
    }
  })
})
