import { afterEach, expect, test } from 'vitest'
import { dayFromNow } from '../kit/days.ts'
import { useServer } from '../kit/server.ts'
import { addSubjects, decide, pick, propose } from './data.ts'
import { preview, usePreviews } from './previews.ts'
import { tax, year } from './yearly.ts'

const server = useServer()
const { figures, add, ask } = usePreviews(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

test('a level that moves to another series leaves growth, share and place behind, with reasons', async () => {
  const id = await propose(server.database, figures.level, { indicator: 'revenue' })
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
  const id = await propose(server.database, figures.growth, { value: '20' })
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
  const decision = {
    state: 'ACCEPTED',
    decidedBy: null,
    decidedOn: dayFromNow(),
    reason: 'checked',
    observation: { value: '2' },
  }
  expect(await list('ACCEPTED')).toEqual([{ ...node, decisions: [decision] }])
  expect(await list('PROPOSED', { recorded: rows[0].at })).toEqual([{ ...node, decisions: [] }])
})

test.each([0, 1001])('ranks of %d rows are refused', async (first) => {
  const id = await propose(server.database, figures.level, { value: '7' })
  const { errors } = await server.send(
    `query ($id: ID!) { node(id: $id) { ... on Correction { preview { ranks(first: ${first}) { after } } } } }`,
    { id },
  )
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'first' })
})

test('a place that is hidden is not told', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'secret', accessLevel: 'RESTRICTED' }])
  await add({ subject: 'secret', ...tax, ...year(2018), value: '125' })
  const { preview: said } = await ask(await propose(server.database, figures.level, { value: '150' }))
  expect(JSON.stringify(said)).not.toMatch(/secret/)
  expect(said).toMatchObject({ ranks: [{ before: 2, after: 1, beforeSize: 3 }, {}] })
})

test('figures with corrections are found by those of the printed ones, in either reading', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'delta' }])
  const [accepted, proposed] = [
    await add({ subject: 'delta', ...tax, ...year(2017), value: '1' }),
    await add({ subject: 'delta', ...tax, ...year(2018), value: '2' }),
    await add({ subject: 'delta', ...tax, ...year(2019), value: '3' }),
  ]
  await decide(server.database, await propose(server.database, accepted, { value: '5' }))
  await propose(server.database, proposed, { value: '6' })
  const find = async (reading: string, hasCorrections: boolean) => {
    const { data, errors } = await server.send(
      `query ($has: Boolean!) { observations(reading: ${reading}, where: { subject: { slug: { eq: "delta" } }, hasCorrections: $has }) {
        totalCount nodes { value corrections { state } } } }`,
      { has: hasCorrections },
    )
    expect(errors).toBeUndefined()
    return pick(data, 'observations.nodes')
  }
  const [none, open] = [
    { value: '3', corrections: [] },
    { value: '2', corrections: [{ state: 'PROPOSED' }] },
  ]
  const decided = (value: string) => ({ value, corrections: [{ state: 'ACCEPTED' }] })
  expect(await find('AS_PRINTED', true)).toEqual([decided('1'), open])
  expect(await find('CORRECTED', true)).toEqual([open, decided('5')])
  for (const reading of ['AS_PRINTED', 'CORRECTED']) expect(await find(reading, false)).toEqual([none])
})
