import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, type NewFigure, pick } from './data.ts'
import { tax } from './one-answer.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('what came of a promise', () => {
  const fields = 'fulfilment(indicators: ["tax_revenue"]) { achieved { value } share reason }'
  const total = 'fulfilment(indicators: ["tax_revenue"]) { achievedCount share reason }'

  const production = { stage: 'PRODUCTION', state: 'IN_PROGRESS', period_start: '2016-03-01', period_end: 'infinity' }
  const promise = (subject: string, value: string | null, more: Partial<NewFigure> = {}): NewFigure => ({
    ...{ subject, indicator: 'tax_revenue', value, nature: 'EXPECTED' },
    ...(value === null ? { missingReason: 'withdrawn' } : {}),
    ...more,
  })

  it.each<[string, string | null, string | null, string, string]>([
    ['the outcome in the same currency', '100', null, 'CNY_10K', 'MISSING_VALUE'],
    ['the outcome in another one', '100', null, 'USD_10K', 'MISSING_VALUE'],
    ['the promise, and the outcome told in another one', null, '3', 'USD_10K', 'MISSING_VALUE'],
    ['neither, in two', '100', '3', 'USD_10K', 'MIXED_DIMENSIONS'],
  ])('is not known where it is withdrawn: %s', async (name, promised, achieved, unit, reason) => {
    const slug = `work-${name.replaceAll(/\W+/g, '-')}`
    await addSubjects(server.database, [
      { kind: 'PARK', slug: `${slug}-park` },
      { kind: 'PROJECT', slug, park: `${slug}-park` },
    ])
    await addFact(server.database, 'project_stage', slug, production)
    await addFigures(server.database, [promise(slug, promised), tax(slug, '2017', achieved, { unit })])
    const { data, errors } = await server.send(
      `{ project(slug: "${slug}") { ${fields} } park(slug: "${slug}-park") { ${total} } }`,
    )
    expect(errors).toBeUndefined()
    expect(pick(data, 'project.fulfilment.0')).toMatchObject({ share: null, reason })
    expect(pick(data, 'park.fulfilment')).toEqual([{ achievedCount: 0, share: null, reason }])
  })

  it('adds up as groups do where a promise in other prices is withdrawn, and an outcome', async () => {
    const works = ['kept', 'gone', 'undone'].map((name) => `prices-${name}`)
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'prices' },
      ...works.map((slug) => ({ kind: 'PROJECT' as const, slug, park: 'prices' })),
    ])
    await addFact(server.database, 'project_stage', 'prices-undone', production)
    await addFigures(server.database, [
      promise('prices-kept', '10', { priceBasis: 'CURRENT' }),
      promise('prices-gone', null, { priceBasis: 'CONSTANT' }),
      promise('prices-undone', '5'),
      tax('prices-undone', '2017', null, { priceBasis: 'CONSTANT' }),
    ])
    const { data, errors } = await server.send(`{ park(slug: "prices") {
      fulfilment(indicators: ["tax_revenue"]) { promisedInAll(unit: CNY_10K) reason }
      projects { groupBy(by: [], figure: { indicator: "tax_revenue", nature: EXPECTED }) { nodes { sum(unit: CNY_10K) } } } } }`)
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      park: {
        fulfilment: [{ promisedInAll: '15', reason: 'MISSING_VALUE' }],
        projects: { groupBy: { nodes: [{ sum: '15' }] } },
      },
    })
  })
})
