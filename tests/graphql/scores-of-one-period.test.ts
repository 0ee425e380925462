import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick } from './data.ts'
import { addEdition, figure, park } from './frameworks.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const yearBefore = { start: '2018-01-01', end: '2019-01-01' }

beforeAll(async () => {
  const indicators = [{ indicator: 'revenue', weight: '100', target: ['5', 'CNY_10K'] }] as const
  const cohorts = { alike: ['82'], mixed: ['83'] }
  await addEdition(server.database, {
    ...{ framework: 'periods', edition: 'target', method: 'DISTANCE_TO_TARGET', indicators, cohorts },
  })
  await addEdition(server.database, {
    ...{ framework: 'periods', edition: 'spread', method: 'MIN_MAX', indicators, cohorts },
  })
  await addSubjects(server.database, [
    ...['a', 'b', 'vague'].map((name) => park(`alike-${name}`, '820000')),
    park('alike-inner', '820000', 'alike-a'),
    ...['a', 'b', 'before'].map((name) => park(`mixed-${name}`, '830000')),
  ])
  await addFigures(server.database, [
    ...['alike', 'mixed'].flatMap((cohort) => [
      figure(`${cohort}-a`, 'revenue', '1'),
      figure(`${cohort}-b`, 'revenue', '3'),
    ]),
    { ...figure('mixed-before', 'revenue', '2'), ...yearBefore },
    { ...figure('alike-inner', 'revenue', '4'), ...yearBefore },
    { ...figure('alike-vague', 'revenue', '2'), ...yearBefore, value: null, lower: '2', qualifier: 'AT_LEAST' },
  ])
})

/** What a ranking of the parks with these slugs says; of all parks where there are none. */
async function rank(edition: string, slugs: readonly string[], more = '', cohort = '') {
  const of = slugs.length > 0 ? `among: { where: { slug: { in: ${JSON.stringify(slugs)} } } }` : ''
  const by = `{ framework: { framework: "periods", edition: "${edition}" ${cohort} } }`
  const { data, errors } = await server.send(`{ ranking(by: ${by} ${of} ${more}) { count isOnePeriod } }`)
  expect(errors).toBeUndefined()
  return pick(data, 'ranking')
}

describe('a ranking of scores is of one period', () => {
  it('where what it ranks is, or where one is named', async () => {
    expect(await rank('target', ['mixed-a', 'mixed-b', 'mixed-before'])).toEqual({ count: 3, isOnePeriod: false })
    expect(await rank('target', ['mixed-a', 'mixed-b', 'mixed-before'], 'period: "2019"')).toEqual({
      count: 2,
      isOnePeriod: true,
    })
    expect(await rank('target', ['mixed-a', 'mixed-b'])).toEqual({ count: 2, isOnePeriod: true })
  })

  it('by MIN_MAX where all are that the worst and the best of the cohort are looked for among, asked for or not', async () => {
    expect(await rank('spread', ['mixed-a', 'mixed-b'])).toEqual({ count: 2, isOnePeriod: false })
    expect(await rank('spread', ['mixed-a', 'mixed-b'], 'period: "2019"')).toEqual({ count: 2, isOnePeriod: true })
    expect(await rank('spread', ['alike-a', 'alike-b'])).toEqual({ count: 2, isOnePeriod: true })
  })

  it('whatever vague figures, parks within parks and cohorts that are not ranked read', async () => {
    expect(await rank('spread', ['alike-a', 'alike-vague', 'alike-inner'])).toEqual({ count: 1, isOnePeriod: true })
    expect(await rank('spread', [], '', 'cohort: "alike"')).toEqual({ count: 2, isOnePeriod: true })
    expect(await rank('spread', [], '', 'cohort: "mixed"')).toEqual({ count: 3, isOnePeriod: false })
    expect(await rank('spread', [])).toEqual({ count: 5, isOnePeriod: false })
  })

  it('where each cohort is by itself', async () => {
    expect(await rank('target', ['alike-a', 'mixed-before'])).toEqual({ count: 2, isOnePeriod: true })
    expect(await rank('target', ['alike-a', 'mixed-a', 'mixed-before'])).toEqual({ count: 3, isOnePeriod: false })
  })
})

describe('the score of a park is of one period', () => {
  const tell = async (edition: string, slug: string, more = '') => {
    const { data, errors } = await server.send(
      `{ park(slug: "${slug}") { score(framework: "periods", edition: "${edition}" ${more}) { isOnePeriod } } }`,
    )
    expect(errors).toBeUndefined()
    return pick(data, 'park.score.isOnePeriod')
  }

  it('by its own figures alone, or by MIN_MAX by those of its cohort too', async () => {
    expect(await tell('target', 'mixed-a')).toBe(true)
    expect(await tell('spread', 'mixed-a')).toBe(false)
    expect(await tell('spread', 'mixed-a', 'period: "2019"')).toBe(true)
    expect(await tell('spread', 'alike-a')).toBe(true)
  })

  it('with its own figure where that is vague, or of a park within a park', async () => {
    expect(await tell('spread', 'alike-vague')).toBe(false)
    expect(await tell('spread', 'alike-inner')).toBe(false)
    expect(await tell('target', 'alike-inner')).toBe(true)
  })
})
