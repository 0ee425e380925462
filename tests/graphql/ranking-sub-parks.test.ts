import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, pick } from './data.ts'
import { type Answer, byTax, out, park, rank, short, tax, year } from './rankings.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('a park within a park', () => {
  beforeAll(async () => {
    await addSubjects(server.database, [
      park('deep-zone'),
      park('deep-inner', 'deep-zone'),
      park('deep-innermost', 'deep-inner'),
      park('deep-other'),
    ])
    await addSubjects(server.database, [park('deep-late')])
    await addFact(server.database, 'membership', 'deep-late', {
      park: 'deep-zone',
      role: 'PART_OF',
      period_start: '2020-01-01',
      period_end: 'infinity',
    })
    const values = { zone: '10', inner: '6', innermost: '4', other: '5', late: '3' }
    await addFigures(
      server.database,
      Object.entries(values).map(([name, value]) => ({ subject: `deep-${name}`, ...tax, ...year(2019), value })),
    )
  })

  const names = (answer: Answer) => short(answer).map(([, name]) => name)

  it('is counted once, at any depth', async () => {
    const answer = await rank(server, 'deep-', byTax)
    expect(names(answer)).toEqual(['zone', 'other'])
    expect(out(answer)).toEqual(['inner', 'innermost', 'late'].map((name) => [name, 'SUB_PARK']))
  })

  it('is ranked for a period in which it did not belong to the other', async () => {
    expect(names(await rank(server, 'deep-', `${byTax} period: "2019"`))).toEqual(['zone', 'other', 'late'])
  })

  it('is ranked where the other one is not of the cohort', async () => {
    expect(names(await rank(server, 'deep-inner', byTax))).toEqual(['inner'])
  })

  it.each([
    ['INCLUDE', ['zone', 'inner', 'other', 'innermost', 'late']],
    ['ONLY', ['inner', 'innermost', 'late']],
  ])('is ranked with %s', async (subParks, expected) => {
    const { data } = await server.send(
      `{ ranking(${byTax} among: { where: { slug: { startsWith: "deep-" } }, subParks: ${subParks} }) { rows { subject { slug } } } }`,
    )
    const rows = pick(data, 'ranking.rows') as { subject: { slug: string } }[]
    expect(rows.map(({ subject }) => subject.slug)).toEqual(expected.map((name) => `deep-${name}`))
  })

  it('has a share of the park around it', async () => {
    const { data } = await server.send(
      `{ ranking(by: { derived: { derivation: SHARE_OF_PARENT, indicator: "tax_revenue" } }
        among: { where: { slug: { startsWith: "deep-" } }, subParks: INCLUDE }) {
        rows { subject { slug } value unit { code } base { subject { slug } } } excluded(reasons: [NO_PARENT]) { subject { slug } } } }`,
    )
    expect(pick(data, 'ranking.rows')).toEqual([
      {
        subject: { slug: 'deep-innermost' },
        value: '66.66666666666666666666666666666667',
        unit: { code: 'PERCENT' },
        base: { subject: { slug: 'deep-inner' } },
      },
      {
        subject: { slug: 'deep-inner' },
        value: '60',
        unit: { code: 'PERCENT' },
        base: { subject: { slug: 'deep-zone' } },
      },
      {
        subject: { slug: 'deep-late' },
        value: '30',
        unit: { code: 'PERCENT' },
        base: { subject: { slug: 'deep-zone' } },
      },
    ])
    expect(pick(data, 'ranking.excluded')).toEqual([
      { subject: { slug: 'deep-other' } },
      { subject: { slug: 'deep-zone' } },
    ])
  })
})
