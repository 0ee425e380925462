import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick } from './data.ts'
import { addEdition, contributions, figure, park, score } from './frameworks.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

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
    const found = await score(server, 'cohort-c', 'cohorts', 'new')
    expect(found).toMatchObject({ value: '40', restsOn: '100', cohort: { code: 'east' } })
    expect(found.contributions).toMatchObject([
      { score: '25', value: '0.002', minimum: '0.001', maximum: '0.005', unit: { code: 'CNY_100M' } },
      { score: '50', value: '10', minimum: '5', maximum: '15', unit: { code: 'PERSON' } },
    ])
  })

  it('is at an end for a park within a park that lies beyond it', async () => {
    expect(contributions(await score(server, 'cohort-inner', 'cohorts', 'new'))).toEqual([
      ['tax_revenue', '100'],
      ['employment', 'MISSING_VALUE'],
    ])
  })

  it('needs others', async () => {
    expect(await score(server, 'cohort-d', 'cohorts', 'new')).toMatchObject({
      value: null,
      reason: 'NO_SPREAD',
      cohort: { code: 'west' },
    })
    expect(await score(server, 'cohort-e', 'cohorts', 'new')).toMatchObject({
      value: null,
      reason: 'NO_COHORT',
      cohort: null,
    })
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
