import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { fullYear, november, toDate, year, zonesOf } from './checks-one-answer.ts'
import { addSource, pick } from './data.ts'

const server = useServer()
const { addZone, check } = zonesOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('what a source records as missing hides nothing that the next one tells', () => {
  const missing = { value: null, missingReason: 'not collected' }
  const scale = { scope: 'ABOVE_SCALE' }

  it('of a whole that a part exceeds', async () => {
    await addSource(server.database, 'whole-office', 1000)
    const part = { ...fullYear, ...year(2017), ...scale, value: '12', source: 'whole-office' }
    const whole = { ...fullYear, ...year(2017) }
    await addZone('lacking-whole', [part, { ...whole, ...missing, source: 'whole-office' }, { ...whole, value: '10' }])
    expect(await check('lacking-whole')).toEqual([
      { rule: 'SUBSET_LARGER', severity: 'ERROR', actual: '12', expected: '10' },
    ])
  })

  it('of years before', async () => {
    await addSource(server.database, 'year-office', 1000)
    const years = [10, 11, 12].map((value, index) => ({ ...fullYear, ...year(2014 + index), value: String(value) }))
    await addZone('lacking-years', [
      { ...fullYear, ...year(2017), value: '60', source: 'year-office' },
      ...years,
      ...years.map((figure) => ({ ...figure, ...missing, source: 'year-office' })),
    ])
    expect(await check('lacking-years')).toEqual([
      { rule: 'HISTORY_JUMP', severity: 'WARNING', actual: '60', expected: '11' },
    ])
  })

  it('of a growth that implies a base', async () => {
    await addSource(server.database, 'growth-office', 1000)
    const growth = { ...toDate, ...november(2017), measure: 'GROWTH', unit: 'PERCENT' }
    await addZone('lacking-growth', [
      { ...toDate, ...november(2017), value: '60', source: 'growth-office' },
      { ...growth, ...missing, source: 'growth-office' },
      { ...growth, value: '900' },
    ])
    expect(await check('lacking-growth')).toEqual([
      { rule: 'HISTORY_JUMP', severity: 'WARNING', actual: '60', expected: '6' },
    ])
  })

  it.each([
    ['of the level that a growth stands with', 'level', missing, { value: '10' }],
    ['of the level of the year before', 'base', { value: '12' }, missing],
  ])('%s', async (_, slug, level, base) => {
    await addSource(server.database, `${slug}-office`, 1000)
    const source = `${slug}-office`
    await addZone(`lacking-${slug}`, [
      { ...toDate, ...november(2017), measure: 'GROWTH', unit: 'PERCENT', value: '40', source },
      { ...toDate, ...november(2017), ...level, source },
      { ...toDate, ...november(2016), ...base, source },
      { ...toDate, ...november(2017), value: '12' },
      { ...toDate, ...november(2016), value: '10' },
    ])
    expect(await check(`lacking-${slug}`)).toEqual([
      { rule: 'GROWTH_AGAINST_LEVELS', severity: 'WARNING', actual: '40', expected: '20' },
    ])
  })

  it('but of sources of one priority the base is that of growth, which is missing', async () => {
    await addSource(server.database, 'one-office', 1000)
    await addSource(server.database, 'same-office', 1000)
    const later = { publishedOn: '2020-02-01' }
    await addZone('lacking-both', [
      { ...toDate, ...november(2017), measure: 'GROWTH', unit: 'PERCENT', value: '40', source: 'one-office' },
      { ...toDate, ...november(2017), value: '12', source: 'one-office' },
      { ...toDate, ...november(2016), value: '10', source: 'one-office' },
      { ...toDate, ...november(2016), ...missing, ...later, source: 'same-office' },
    ])
    const { data } =
      await server.send(`{ park(slug: "lacking-both") { observations(where: { measure: { eq: LEVEL } }, orderBy: { period: DESC }, first: 1) {
      nodes { growth { computed reason } } } } }`)
    expect(pick(data, 'park.observations.nodes.0.growth')).toEqual({ computed: null, reason: 'MISSING_BASE' })
    expect(await check('lacking-both')).toEqual([])
  })
})
