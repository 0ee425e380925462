import { combineScores, deriveScored, printDecimal, scoreDistance, scoreMinMax, toDecimal } from '@parkgraph/statistics'
import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick } from './data.ts'
import { addEdition, figure, park } from './frameworks.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

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

describe('what is derived from figures', () => {
  const derived = (derivation: string, target: [string, string]) => ({
    ...{ indicator: 'tax_revenue', weight: '20', derivation, target },
  })

  beforeAll(async () => {
    await addEdition(server.database, {
      framework: 'derived',
      edition: 'target',
      method: 'DISTANCE_TO_TARGET',
      indicators: [
        { indicator: 'tax_revenue', weight: '20', target: ['1000', 'CNY_10K'] },
        derived('YEAR_ON_YEAR', ['10', 'PERCENT']),
        derived('PER_MU', ['60', 'CNY_10K_PER_HECTARE']),
        derived('PER_EMPLOYEE', ['10000', 'CNY_PER_PERSON']),
        derived('SHARE_OF_PARENT', ['50', 'PERCENT']),
      ],
    })
    await addEdition(server.database, {
      framework: 'derived',
      edition: 'place',
      method: 'MIN_MAX',
      indicators: [
        { indicator: 'tax_revenue', weight: '40', derivation: 'YEAR_ON_YEAR' },
        { indicator: 'tax_revenue', weight: '60', derivation: 'PER_MU' },
      ],
      cohorts: { own: ['65'] },
    })
    await addSubjects(server.database, [
      park('derived-whole', '650000'),
      park('derived-inner', '650000', 'derived-whole'),
      park('derived-low', '650000'),
      park('derived-bare', '650000'),
      park('derived-zero', '650000'),
      park('derived-vague', '650000'),
    ])
    const before = { start: '2018-01-01', end: '2019-01-01' }
    const land = (subject: string, value: string) => ({
      ...figure(subject, 'land_area', value, 'MU'),
      accumulation: 'STOCK',
    })
    await addFigures(server.database, [
      figure('derived-whole', 'tax_revenue', '2000'),
      { ...figure('derived-whole', 'tax_revenue', '1600'), ...before },
      land('derived-whole', '1000'),
      figure('derived-inner', 'tax_revenue', '500'),
      { ...figure('derived-inner', 'tax_revenue', '400'), ...before },
      land('derived-inner', '100'),
      figure('derived-inner', 'employment', '400', 'PERSON'),
      figure('derived-low', 'tax_revenue', '100'),
      { ...figure('derived-low', 'tax_revenue', '100'), ...before },
      land('derived-low', '100'),
      figure('derived-bare', 'tax_revenue', '800'),
      figure('derived-zero', 'tax_revenue', '800'),
      { ...figure('derived-zero', 'tax_revenue', '0'), ...before },
      land('derived-zero', '0'),
      figure('derived-vague', 'tax_revenue', '800'),
      { ...land('derived-vague', ''), value: null, qualifier: 'OVER', lower: '500' },
    ])
  })

  it('is scored against its target, each in its unit', async () => {
    server.forget()
    const { data, errors } = await server.send(
      `{ park(slug: "derived-inner") { score(framework: "derived", edition: "target", period: "2019") { value restsOn contributions {
        indicator { derivation measure } value unit { code } score observation { value } base { value period subject { slug } } } } } }`,
    )
    expect(errors).toBeUndefined()
    const base = (value: string, period: string, slug = 'derived-inner') => ({ value, period, subject: { slug } })
    const plain = { observation: { value: '500' } }
    expect(pick(data, 'park.score')).toMatchObject({ value: '80', restsOn: '100' })
    expect(pick(data, 'park.score.contributions')).toEqual([
      {
        ...plain,
        indicator: { derivation: null, measure: 'LEVEL' },
        value: '500',
        unit: { code: 'CNY_10K' },
        score: '50',
        base: null,
      },
      {
        ...{
          ...plain,
          indicator: { derivation: 'YEAR_ON_YEAR', measure: 'LEVEL' },
          value: '25',
          unit: { code: 'PERCENT' },
        },
        ...{ score: '100', base: base('400', '2018') },
      },
      {
        ...{
          ...plain,
          indicator: { derivation: 'PER_MU', measure: 'LEVEL' },
          value: '75',
          unit: { code: 'CNY_10K_PER_HECTARE' },
        },
        ...{ score: '100', base: base('100', '2019') },
      },
      {
        ...{
          ...plain,
          indicator: { derivation: 'PER_EMPLOYEE', measure: 'LEVEL' },
          value: '12500',
          unit: { code: 'CNY_PER_PERSON' },
        },
        ...{ score: '100', base: base('400', '2019') },
      },
      {
        ...{
          ...plain,
          indicator: { derivation: 'SHARE_OF_PARENT', measure: 'LEVEL' },
          value: '25',
          unit: { code: 'PERCENT' },
        },
        ...{ score: '50', base: base('2000', '2019', 'derived-whole') },
      },
    ])
    expect(server.statements).toHaveLength(1)
  })

  it.each([
    ['bare', ['80', 'MISSING_VALUE', 'MISSING_VALUE', 'MISSING_VALUE', 'MISSING_VALUE']],
    ['zero', ['80', 'MISSING_VALUE', 'MISSING_VALUE', 'MISSING_VALUE', 'MISSING_VALUE']],
    ['vague', ['80', 'MISSING_VALUE', 'VAGUE', 'MISSING_VALUE', 'MISSING_VALUE']],
  ])('is missing as a figure is where its base is missing, zero or vague: %s', async (name, expected) => {
    const found = await score(`derived-${name}`, 'derived', 'target')
    expect(contributions(found).map(([, value]) => value)).toEqual(expected)
    expect(found).toMatchObject({ value: '80', restsOn: '20', reason: null })
    const contribution = (found.contributions as { value: string | null }[])[1]
    expect(contribution).toMatchObject({ value: null, score: null, observation: { value: '800' } })
  })

  it('lies between the worst and the best of what is derived in the cohort', async () => {
    const found = await score('derived-whole', 'derived', 'place')
    // Growth of 25 over 0 percent; tax of 2 over 1 by mu.
    expect(found.contributions).toMatchObject([
      { score: '100', value: '25', minimum: '0', maximum: '25', unit: { code: 'PERCENT' } },
      { score: '100', value: '2', minimum: '1', maximum: '2', unit: { code: 'CNY_10K_PER_MU' } },
    ])
    expect(contributions(await score('derived-low', 'derived', 'place')).map(([, value]) => value)).toEqual(['0', '0'])
    expect(contributions(await score('derived-inner', 'derived', 'place')).map(([, value]) => value)).toEqual([
      '100',
      '100',
    ])
    expect(await score('derived-bare', 'derived', 'place')).toMatchObject({ value: null, reason: 'MISSING_VALUE' })
  })

  it('is ranked, and leaves out with its reason what rests on too little', async () => {
    const { data } = await server.send(
      `{ ranking(by: { framework: { framework: "derived", edition: "place" } } period: "2019" among: { where: { regionCode: { startsWith: "65" } } }) {
        rows { rank subject { slug } value } excluded { reason subject { slug } } } }`,
    )
    expect(pick(data, 'ranking.rows')).toEqual([
      { rank: 1, subject: { slug: 'derived-whole' }, value: '100' },
      { rank: 2, subject: { slug: 'derived-low' }, value: '0' },
    ])
    const excluded = pick(data, 'ranking.excluded') as { reason: string; subject: { slug: string } }[]
    expect(excluded.filter(({ reason }) => reason === 'MISSING_VALUE').map(({ subject }) => subject.slug)).toEqual([
      ...['derived-bare', 'derived-vague', 'derived-zero'],
    ])
  })

  it('reads the base that was known on a day', async () => {
    await addFigures(server.database, [
      {
        ...figure('derived-bare', 'tax_revenue', '500'),
        start: '2018-01-01',
        end: '2019-01-01',
        publishedOn: '2022-06-01',
      },
    ])
    const growth = async (published: string) => {
      const { data } = await server.send(
        `query ($day: Date!) { park(slug: "derived-bare", asOf: { published: $day }) { score(framework: "derived", edition: "target") { contributions { value } } } }`,
        { day: published },
      )
      return (pick(data, 'park.score.contributions') as { value: string | null }[])[1]?.value
    }
    expect([await growth('2022-05-31'), await growth('2022-06-01')]).toEqual([null, '60'])
  })
})

describe('scores in SQL', () => {
  const directions = ['MORE_IS_BETTER', 'LESS_IS_BETTER'] as const
  const derivations = [null, 'YEAR_ON_YEAR', 'PER_MU'] as const
  const indicators = ['revenue', 'output_value'] as const
  const units = { YEAR_ON_YEAR: 'PERCENT', PER_MU: 'CNY_PER_MU' }
  const before = { start: '2018-01-01', end: '2019-01-01' }
  let seed = 7
  const draw = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  const drawFigure = () => (draw(4) === 0 ? null : String(draw(60) - 10))

  it.each(Array.from({ length: 24 }, (_, round) => round))('are those of packages/statistics: %i', async (round) => {
    const method = round % 2 === 0 ? 'MIN_MAX' : 'DISTANCE_TO_TARGET'
    const framework = `oracle_${round}`
    const weight = 1 + draw(98)
    const scored = indicators.map((indicator, index) => {
      const derivation = derivations[draw(3)] as (typeof derivations)[number]
      return {
        ...{ indicator, derivation, direction: directions[draw(2)] as (typeof directions)[number] },
        weight: String(index === 0 ? weight : 100 - weight),
        target: [String(1 + draw(40)), derivation ? units[derivation] : 'CNY'] as [string, string],
      }
    })
    const region = `7${String(round).padStart(2, '0')}000`
    await addEdition(server.database, {
      ...{ framework, edition: '1', method, cohorts: { own: [region] } },
      indicators: scored.map(({ derivation, ...item }) => ({ ...item, ...(derivation ? { derivation } : {}) })),
    })
    const parks = Array.from({ length: 5 }, (_, index) => ({
      slug: `${framework.replace('_', '-')}-${index}`,
      levels: indicators.map(drawFigure),
      bases: indicators.map(drawFigure),
      land: draw(4) === 0 ? null : String(draw(9)),
    }))
    await addSubjects(
      server.database,
      parks.map(({ slug }) => park(slug, region)),
    )
    const known = (slug: string, indicator: string, value: string | null | undefined, parts = {}, unit = 'CNY') =>
      value == null ? [] : [{ ...figure(slug, indicator, value, unit), ...parts }]
    await addFigures(
      server.database,
      parks.flatMap(({ slug, levels, bases, land }) => [
        ...known(slug, 'land_area', land, { accumulation: 'STOCK' }, 'MU'),
        ...indicators.flatMap((indicator, at) => [
          ...known(slug, indicator, levels[at]),
          ...known(slug, indicator, bases[at], before),
        ]),
      ]),
    )
    const values = parks.map(({ levels, bases, land }) =>
      scored.map(({ derivation }, at) => {
        const level = levels[at] ?? null
        return derivation
          ? deriveScored(derivation, level, derivation === 'PER_MU' ? land : (bases[at] ?? null))
          : level
      }),
    )
    const expected = values.map((own) => {
      const scores = scored.map(({ direction, target }, at) => {
        const sorted = values.flatMap((row) => row[at] ?? []).map((value) => toDecimal(value))
        sorted.sort((one, other) => one.cmp(other))
        const [minimum, maximum] = [sorted[0], sorted.at(-1)]
        const cohort = minimum && maximum ? { minimum, maximum } : null
        const value = own[at] ?? null
        return method === 'MIN_MAX' ? scoreMinMax(value, cohort, direction) : scoreDistance(value, target[0], direction)
      })
      const { score: total, restsOn } = combineScores(
        scores.map((item, at) => ({ score: item.score, weight: scored[at]?.weight as string })),
        '100',
      )
      return {
        value: total && printDecimal(total.toSignificantDigits(34)),
        restsOn: printDecimal(restsOn),
        contributions: scores.map((item) => ({
          score: item.score && printDecimal(item.score.toSignificantDigits(34)),
          reason: item.reason,
        })),
      }
    })
    const { data, errors } = await server.send(
      `query ($framework: String!, $prefix: String!) { parks(where: { slug: { startsWith: $prefix } }, orderBy: [{ slug: ASC }]) { nodes {
        score(framework: $framework, edition: "1", period: "2019") { value restsOn contributions { score reason } } } } }`,
      { framework, prefix: `${framework.replace('_', '-')}-` },
    )
    expect(errors).toBeUndefined()
    expect(pick(data, 'parks.nodes')).toEqual(expected.map((item) => ({ score: item })))
  })
})
