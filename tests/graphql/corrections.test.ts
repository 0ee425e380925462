import { readFileSync } from 'node:fs'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigure, addSubjects, decide, type NewFigure, pick, propose } from './data.ts'
import { tax, year } from './yearly.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const add = (figure: NewFigure) => addFigure(server.database, figure)

let level = ''
let growth = ''

beforeAll(async () => {
  const parks = ['alpha', 'beta', 'gamma'].map((slug) => ({ kind: 'PARK', slug }) as const)
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'around', parkKind: 'DEVELOPMENT_ZONE' }, ...parks])
  await addFact(server.database, 'membership', 'alpha', { park: 'around', role: 'PART_OF' })
  await add({ subject: 'around', ...tax, ...year(2018), value: '600' })
  await add({ subject: 'alpha', ...tax, ...year(2017), value: '100' })
  level = await add({ subject: 'alpha', ...tax, ...year(2018), value: '120' })
  growth = await add({
    subject: 'alpha',
    ...tax,
    ...year(2018),
    measure: 'GROWTH',
    unit: 'PERCENT',
    value: '48',
    growthOf: level,
  })
  await add({ subject: 'alpha', ...tax, ...year(2019), value: '180' })
  await add({ subject: 'beta', ...tax, ...year(2018), value: '130' })
  await add({ subject: 'gamma', ...tax, ...year(2018), value: '110' })
  await add({ subject: 'alpha', indicator: 'land_area', unit: 'MU', accumulation: 'STOCK', value: '10' })
})

const preview = `preview { isRead before { ...Figure } after { ...Figure }
  growths { period indicator { code } beforeComputed afterComputed beforeReason afterReason beforeReported afterReported beforeDivergence afterDivergence }
  shares { park { slug } period before after beforeReason afterReason } perMu { period before after(unit: CNY_PER_MU) afterReason }
  ranks { park { slug } indicator { code } before after beforeSize afterSize beforeValue afterValue(unit: CNY_100M) } }`
const fragment = `fragment Figure on PreviewFigure { indicator { code } scope period value qualifier unit { code } label series { id } }`

async function ask(id: string, fields = preview) {
  const { data, errors } = await server.send(
    `query ($id: ID!) { node(id: $id) { ... on Correction { ${fields} } } } ${fields.includes('...Figure') ? fragment : ''}`,
    { id },
  )
  expect(errors).toBeUndefined()
  return pick(data, 'node') as Record<string, unknown>
}

const figure = {
  indicator: { code: 'tax_revenue' },
  scope: 'UNSPECIFIED',
  period: '2018',
  qualifier: 'EXACT',
  unit: { code: 'CNY_10K' },
  label: 'tax_revenue',
  series: { id: expect.any(String) },
}

const noReason = { beforeReason: null, afterReason: null }

test('a preview tells what a corrected level changes, without writing', async () => {
  const count = () =>
    server.database.pool.query('SELECT (SELECT count(*) FROM observation), (SELECT count(*) FROM change)')
  const id = await propose(server.database, level, { value: '150' })
  const before = (await count()).rows
  server.forget()
  const expected = {
    isRead: true,
    before: { ...figure, value: '120' },
    after: { ...figure, value: '150' },
    growths: [
      {
        period: '2018',
        indicator: { code: 'tax_revenue' },
        beforeComputed: '20',
        afterComputed: '50',
        ...noReason,
        beforeReported: '48',
        afterReported: '48',
        beforeDivergence: '28',
        afterDivergence: '-2',
      },
      {
        period: '2019',
        indicator: { code: 'tax_revenue' },
        beforeComputed: '50',
        afterComputed: '20',
        ...noReason,
        beforeReported: null,
        afterReported: null,
        beforeDivergence: null,
        afterDivergence: null,
      },
    ],
    shares: [{ park: { slug: 'around' }, period: '2018', before: '20', after: '25', ...noReason }],
    perMu: [{ period: '2018', before: '12', after: '150000', afterReason: null }],
    ranks: [
      {
        ...{
          park: { slug: 'alpha' },
          indicator: { code: 'tax_revenue' },
          before: 2,
          after: 1,
          beforeSize: 3,
          afterSize: 3,
        },
        ...{ beforeValue: '0.012', afterValue: '0.015' },
      },
      {
        ...{
          park: { slug: 'beta' },
          indicator: { code: 'tax_revenue' },
          before: 1,
          after: 2,
          beforeSize: 3,
          afterSize: 3,
        },
        ...{ beforeValue: '0.013', afterValue: '0.013' },
      },
    ],
  }
  expect((await ask(id)).preview).toEqual(expected)
  expect(server.statements).toHaveLength(1)
  expect((await count()).rows).toEqual(before)
  await decide(server.database, id)
  expect((await ask(id)).preview).toEqual(expected)
  await decide(server.database, id, 'REJECTED')
  expect((await ask(id)).preview).toEqual(expected)
})

test('question 10: which numbers and places change if a correction is accepted', async () => {
  const file = (ending: string) =>
    readFileSync(new URL(`../../docs/questions/10-effect-of-a-correction.${ending}`, import.meta.url), 'utf8')
  const query = file('graphql')
  server.forget()
  const { data, errors } = await server.send(query, JSON.parse(file('json')))
  expect(errors).toBeUndefined()
  expect(server.statements).toHaveLength(1)
  const key = { indicator: { code: 'gross_industrial_output_value' }, period: '2017-01/2017-11' }
  const own = { park: { slug: 'xiangxiang-etdz', name: '湘乡经开区' }, ...key }
  expect(pick(data, 'corrections.nodes.0.preview')).toMatchObject({
    isRead: true,
    before: { label: '工业总产值', scope: 'UNSPECIFIED', value: '542.28', series: { id: expect.any(String) } },
    after: { label: '规模工业总产值', scope: 'ABOVE_SCALE', value: '542.28', series: null },
    growths: [
      {
        ...key,
        scope: 'UNSPECIFIED',
        beforeReported: '34.89',
        afterReported: null,
        beforeReason: 'MISSING_BASE',
        afterReason: 'MISSING_VALUE',
      },
      {
        ...key,
        scope: 'ABOVE_SCALE',
        beforeReported: null,
        afterReported: '34.89',
        beforeReason: 'MISSING_VALUE',
        afterReason: 'MISSING_BASE',
      },
    ],
    acceptance: { isPossible: true, code: null },
    requirements: [],
    shares: [],
    perMu: [],
    ranks: [
      { ...own, scope: 'ABOVE_SCALE', before: null, after: 1 },
      { ...own, scope: 'UNSPECIFIED', before: 1, after: null },
    ],
  })
})

test('what is read after accepting is what the preview said', async () => {
  const id = await propose(server.database, level, { value: '140', label: 'tax', scope: 'LOCAL' })
  const { preview: said } = await ask(id)
  await decide(server.database, id)
  const { data } = await server.send(
    `{ observations(reading: CORRECTED, where: { subject: { slug: { eq: "alpha" } }, scope: { eq: LOCAL } }) { nodes {
      indicator { code } scope period value qualifier unit { code } label corrections { state } corrects { value } reportedGrowth { value } } } }`,
  )
  const { series, ...after } = (said as { after: Record<string, unknown> }).after
  expect(series).toBeNull()
  expect(pick(data, 'observations.nodes')).toMatchObject([
    { ...after, corrects: { value: '120' }, reportedGrowth: { value: '48' } },
  ])
  await decide(server.database, id, 'REJECTED')
})

test('a level that moves to another series leaves growth, share and place behind, with reasons', async () => {
  const id = await propose(server.database, level, { indicator: 'revenue' })
  const { preview: said } = await ask(id)
  expect(said).toMatchObject({
    after: { indicator: { code: 'revenue' }, series: null },
    growths: [
      {
        period: '2018',
        indicator: { code: 'revenue' },
        beforeComputed: null,
        beforeReported: null,
        afterReported: '48',
      },
      {
        period: '2018',
        indicator: { code: 'tax_revenue' },
        afterReason: 'MISSING_VALUE',
        beforeReported: '48',
        afterReported: null,
      },
      { period: '2019', beforeComputed: '50', afterComputed: null, afterReason: 'MISSING_BASE' },
    ],
    shares: [{ before: '20', after: null, afterReason: 'MISSING_VALUE' }],
    ranks: [
      {
        park: { slug: 'alpha' },
        indicator: { code: 'revenue' },
        before: null,
        after: 1,
        beforeSize: null,
        afterSize: 1,
      },
      { park: { slug: 'alpha' }, indicator: { code: 'tax_revenue' }, before: 2, after: null },
      { park: { slug: 'gamma' }, before: 3, after: 2, beforeSize: 3, afterSize: 2 },
    ],
  })
})

test('a corrected growth changes the reported growth and its divergence alone', async () => {
  const id = await propose(server.database, growth, { value: '20' })
  const { preview: said } = await ask(id, preview.replace('(unit: CNY_100M)', ''))
  expect(said).toMatchObject({
    growths: [
      {
        period: '2018',
        beforeComputed: '20',
        afterComputed: '20',
        beforeReported: '48',
        afterReported: '20',
        afterDivergence: '0',
      },
    ],
    shares: [],
    perMu: [],
  })
})

test('a base of zero gives no growth, and says so', async () => {
  const base = await add({ subject: 'gamma', ...tax, ...year(2017), value: '100' })
  const { preview: said } = await ask(await propose(server.database, base, { value: '0' }))
  expect(said).toMatchObject({
    growths: [{ period: '2018', beforeComputed: '10', afterComputed: null, afterReason: 'ZERO_BASE' }],
  })
})

test('a correction of a vintage that is superseded changes nothing that is read', async () => {
  const old = await add({ subject: 'beta', ...tax, ...year(2016), value: '1' })
  await add({ subject: 'beta', ...tax, ...year(2016), publishedOn: '2018-01-01', value: '2' })
  const { preview: said } = await ask(await propose(server.database, old, { value: '3' }))
  expect(said).toMatchObject({ isRead: false, after: { value: '3' }, growths: [], shares: [], perMu: [], ranks: [] })
})

test('other accepted corrections of the figure stand on both sides', async () => {
  const id = await add({ subject: 'beta', ...tax, ...year(2020), value: '1' })
  const [first, second] = [
    await propose(server.database, id, { value: '2' }),
    await propose(server.database, id, { label: 'l' }),
  ]
  await decide(server.database, first)
  const { preview: said } = await ask(second, 'preview { before { value label } after { value label } }')
  expect(said).toEqual({ before: { value: '2', label: 'tax_revenue' }, after: { value: '2', label: 'l' } })
})

test('corrections are listed by state, with their figure and decisions, in one statement', async () => {
  const id = await add({ subject: 'beta', ...tax, ...year(2021), value: '1' })
  const correction = await propose(server.database, id, { value: '2' })
  const list = async (state: string, asOf: object | null = null) => {
    server.forget()
    const { data, errors } = await server.send(
      `query ($state: CorrectionState!, $asOf: AsOf) { corrections(asOf: $asOf, where: { state: { eq: $state },
        observation: { subject: { slug: { eq: "beta" } }, period: { overlaps: "2021" } } }) { totalCount nodes { id
        observation { value } decisions { state decidedBy decidedOn reason observation { value } } preview { after { value } } } } }`,
      { state, asOf },
    )
    expect(errors).toBeUndefined()
    expect(server.statements).toHaveLength(asOf ? 2 : 1)
    return pick(data, 'corrections.nodes')
  }
  const node = { id: correction, observation: { value: '1' }, preview: { after: { value: '2' } } }
  expect(await list('PROPOSED')).toEqual([{ ...node, decisions: [] }])
  const { rows } = await server.database.pool.query(
    `SELECT to_char(max(recorded_at), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at FROM change`,
  )
  await decide(server.database, correction)
  expect(await list('PROPOSED')).toEqual([])
  const decidedOn = new Date().toISOString().slice(0, 10)
  const decision = {
    state: 'ACCEPTED',
    decidedBy: null,
    decidedOn,
    reason: 'checked',
    observation: { value: '2' },
  }
  expect(await list('ACCEPTED')).toEqual([{ ...node, decisions: [decision] }])
  expect(await list('PROPOSED', { recorded: rows[0].at })).toEqual([{ ...node, decisions: [] }])
})

test.each([0, 1001])('ranks of %d rows are refused', async (first) => {
  const id = await propose(server.database, level, { value: '7' })
  const { errors } = await server.send(
    `query ($id: ID!) { node(id: $id) { ... on Correction { preview { ranks(first: ${first}) { after } } } } }`,
    { id },
  )
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'first' })
})

test('a place that is hidden is not told', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'secret', accessLevel: 'RESTRICTED' }])
  await add({ subject: 'secret', ...tax, ...year(2018), value: '125' })
  const { preview: said } = await ask(await propose(server.database, level, { value: '150' }))
  expect(JSON.stringify(said)).not.toMatch(/secret/)
  expect(said).toMatchObject({ ranks: [{ before: 2, after: 1, beforeSize: 3 }, {}] })
})
