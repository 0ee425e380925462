import { combineScores, deriveScored, printDecimal, scoreDistance, scoreMinMax, toDecimal } from '@parkgraph/statistics'
import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick } from './data.ts'
import { addEdition, figure, park } from './frameworks.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

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
