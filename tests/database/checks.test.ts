import { beforeAll, describe, expect, it } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import {
  describeFigure,
  type Ground,
  insert,
  makeCitation,
  makeGround,
  makeSeries,
  makeSource,
  makeSubject,
  type Row,
  record,
} from './ground.ts'

const kit = useDatabase()
let ground: Ground
let seriesId: string

beforeAll(async () => {
  ground = await makeGround(kit.database.pool)
  seriesId = await makeSeries(kit.database.pool, ground)
})

const recordFigure = (values: Row) => record(kit.database.pool, [describeFigure(ground, seriesId, values)])
const failsCheck = (constraint: string) => expect.objectContaining({ code: '23514', constraint })
const bounds = (lower: string | null, upper: string | null) => ({ value: null, lower, upper })

describe('a figure', () => {
  it.each([
    ['an exact value', { value: '1' }],
    ['about a value', { qualifier: 'ABOUT', value: '1' }],
    ['about a range', { qualifier: 'ABOUT', ...bounds('1', '1') }],
    ['nearly', { qualifier: 'NEARLY', ...bounds(null, '1') }],
    ['at most', { qualifier: 'AT_MOST', ...bounds(null, '1') }],
    ['over', { qualifier: 'OVER', ...bounds('1', null) }],
    ['at least', { qualifier: 'AT_LEAST', ...bounds('1', null) }],
    ['a missing value with its reason', { value: null, missing_reason: 'not collected' }],
    ['no period', { period_start: null, period_end: null }],
    ['open ends', { period_start: '-infinity', period_end: 'infinity' }],
  ])('is recorded with %s', async (_, values) => {
    expect(await recordFigure(values)).toHaveLength(1)
  })

  it.each<[string, Row, string]>([
    ['an inverted period', { period_start: '2018-01-01', period_end: '2017-01-01' }, 'observation_period_order'],
    ['an empty period', { period_start: '2017-01-01', period_end: '2017-01-01' }, 'observation_period_order'],
    ['half a period', { period_start: '2017-01-01', period_end: null }, 'observation_period_whole'],
    ['inverted bounds', { qualifier: 'ABOUT', ...bounds('2', '1') }, 'observation_bounds_order'],
    ['NaN', { value: 'NaN' }, 'observation_finite'],
    ['infinity', { value: 'Infinity' }, 'observation_finite'],
    ['negative infinity', { value: '-Infinity' }, 'observation_finite'],
    ['an infinite upper bound', { qualifier: 'NEARLY', ...bounds(null, 'Infinity') }, 'observation_finite'],
    ['a lower bound that is no number', { qualifier: 'OVER', ...bounds('NaN', null) }, 'observation_finite'],
    ['neither value nor reason', { value: null }, 'observation_missing_has_reason'],
    ['both value and reason for its lack', { missing_reason: 'lost' }, 'observation_missing_has_reason'],
    ['bounds that claim to be exact', bounds('1', '2'), 'observation_qualifier_fits'],
    ['an exact value with a bound', { lower: '1' }, 'observation_qualifier_fits'],
    ['about half a range', { qualifier: 'ABOUT', ...bounds('1', null) }, 'observation_qualifier_fits'],
    ['nearly a lower bound', { qualifier: 'NEARLY', ...bounds('1', null) }, 'observation_qualifier_fits'],
    ['nearly a value', { qualifier: 'NEARLY' }, 'observation_qualifier_fits'],
    ['at most a lower bound', { qualifier: 'AT_MOST', ...bounds('1', null) }, 'observation_qualifier_fits'],
    ['over an upper bound', { qualifier: 'OVER', ...bounds(null, '1') }, 'observation_qualifier_fits'],
    ['at least a value', { qualifier: 'AT_LEAST' }, 'observation_qualifier_fits'],
    ['a correction of nothing', { reading: 'CORRECTED' }, 'observation_correction_corrects'],
  ])('is refused with %s', async (_, values, constraint) => {
    await expect(recordFigure(values)).rejects.toEqual(failsCheck(constraint))
  })

  it('is refused as printed when it corrects another', async () => {
    const [printed] = await recordFigure({})
    await expect(recordFigure({ corrects_id: printed })).rejects.toEqual(failsCheck('observation_correction_corrects'))
    expect(await recordFigure({ corrects_id: printed, reading: 'CORRECTED' })).toHaveLength(1)
  })

  it('is refused in a unit of another dimension', async () => {
    await expect(recordFigure({ unit_code: 'CNY' })).rejects.toThrow(
      /^observation \d+: unit CNY measures money:CNY, its series area$/,
    )
  })

  it('is refused with one wrong unit among many right ones, and then none is recorded', async () => {
    const fresh = await makeSeries(kit.database.pool, ground)
    const figures = ['MU', 'HECTARE', 'TONNE', 'MU'].map((unit_code) => describeFigure(ground, fresh, { unit_code }))
    await expect(record(kit.database.pool, figures)).rejects.toThrow(/unit TONNE measures mass/)
    const { rowCount } = await kit.database.pool.query('SELECT FROM observation WHERE series_id = $1', [fresh])
    expect(rowCount).toBe(0)
  })

  it('is refused with a citation of another source', async () => {
    const citation_id = await makeCitation(kit.database.pool, await makeSource(kit.database.pool))
    await expect(recordFigure({ citation_id })).rejects.toThrow('observation: the citation is of another source')
  })

  it('is refused in a series of another reporting park', async () => {
    const other = await makeGround(kit.database.pool)
    await expect(recordFigure({ reporting_park_id: other.parkId })).rejects.toMatchObject({ code: '23503' })
  })
})

describe('a slug', () => {
  it.each(['a', '0', 'a-b-1', 'a'.repeat(120)])('may be %s', async (slug) => {
    expect(await makeSubject(kit.database.pool, ground.parkId, { slug })).toEqual(expect.any(Number))
  })

  it.each(['', '-a', 'a-', 'a--b', 'A', 'a b', 'a_b', '园', 'a\n', 'é', 'a'.repeat(121)])(
    'is refused as %j',
    async (slug) => {
      const made = makeSubject(kit.database.pool, ground.parkId, { slug })
      await expect(made).rejects.toEqual(failsCheck('subject_slug_form'))
    },
  )

  it('belongs to one subject alone', async () => {
    await makeSubject(kit.database.pool, ground.parkId, { slug: 'taken' })
    await expect(makeSubject(kit.database.pool, undefined, { slug: 'taken' })).rejects.toMatchObject({ code: '23505' })
  })
})

describe('a fact', () => {
  const fact = () => ({
    reporting_park_id: ground.parkId,
    citation_id: ground.citationId,
    published_on: '2017-12-31',
  })

  it('relates a subject to another party: one that is known or one that is named', async () => {
    const base = { ...fact(), from_id: ground.parkId, kind: 'PARTNER' }
    const relate = (values: Row) => insert(kit.database.pool, 'relationship', [{ ...base, ...values }])
    await expect(relate({ to_id: null })).rejects.toEqual(failsCheck('relationship_has_other_party'))
    await expect(relate({ to_id: ground.parkId, to_name: '某' })).rejects.toEqual(
      failsCheck('relationship_has_other_party'),
    )
  })

  it('makes no park a part of itself', async () => {
    const row = { ...fact(), subject_id: ground.parkId, park_id: ground.parkId, role: 'PART_OF' }
    await expect(insert(kit.database.pool, 'membership', [row])).rejects.toEqual(failsCheck('membership_not_of_itself'))
  })
})

describe.each<[string, Row]>([
  ['project_stage', { stage: 'STRUCTURE', state: 'DONE' }],
  ['honour', { title: '先进' }],
  ['subject_name', { name: '别名', kind: 'ALIAS' }],
  ['statement', { topic: 'GOALS', summary_zh: '述', summary_en: 'Summary' }],
  ['assignment', { person: '某', role: '联系人', organisation: '局' }],
  ['membership', { role: 'LOCATED_IN' }],
  ['relationship', { kind: 'PARTNER', to_name: '某公司' }],
])('%s', (table, content) => {
  const insertFact = async (values: Row) => {
    const { parkId } = ground
    const child = await makeSubject(kit.database.pool, parkId)
    const place = { relationship: { from_id: child }, membership: { subject_id: child, park_id: parkId } }[table]
    const base = { reporting_park_id: parkId, citation_id: ground.citationId, published_on: '2017-12-31' }
    const row = { ...base, is_withdrawal: false, ...(place ?? { subject_id: child }), ...content, ...values }
    await insert(kit.database.pool, table, [row])
  }

  it('is valid for a period whose start lies before its end, or for none', async () => {
    const period = (period_start: string | null, period_end: string | null) => ({ period_start, period_end })
    await insertFact(period('-infinity', '2018-01-01'))
    await insertFact(period(null, null))
    const order = failsCheck(`${table}_period_order`)
    await expect(insertFact(period('2018-01-01', '2017-01-01'))).rejects.toEqual(order)
    await expect(insertFact(period('2018-01-01', '2018-01-01'))).rejects.toEqual(order)
    await expect(insertFact(period('2018-01-01', null))).rejects.toEqual(failsCheck(`${table}_period_whole`))
  })

  it('is withdrawn by a row that names what it withdraws', async () => {
    const check = failsCheck(`${table}_withdrawal_supersedes`)
    await expect(insertFact({ is_withdrawal: true })).rejects.toEqual(check)
  })
})

describe('a unit', () => {
  it.each(['0', '-1', 'NaN', 'Infinity'])('is refused with a size of %s', async (atoms) => {
    const made = kit.database.pool.query(
      `INSERT INTO unit SELECT 'ODD', 'odd', 'odd', 'odd', dimension, numerator, denominator, $1 FROM unit WHERE code = 'MU'`,
      [atoms],
    )
    await expect(made).rejects.toEqual(failsCheck('unit_size'))
  })
})

describe('a source', () => {
  it('is published in an order of days', async () => {
    const made = kit.database.pool.query(
      `INSERT INTO source (code, title, kind, authors, language, published_from, published_to, priority, reporting_park_id)
        VALUES ('late', 'Late', 'SURVEY', '{}', 'zh', '2017-12-31', '2017-12-01', 1, (SELECT min(id) FROM subject WHERE reporting_park_id = id))`,
    )
    await expect(made).rejects.toEqual(failsCheck('source_publication_order'))
  })
})
