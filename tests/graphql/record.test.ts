import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type GraphQLAnswer, useServer } from '../kit/server.ts'
import { addOpenRows } from './access-rows.ts'
import { pick } from './data.ts'
import { recordFigures, taxOf } from './recording.ts'
import { idOf, leaveNothing, makeKey, write } from './writing.ts'

const server = useServer()
let editor = ''
let reader = ''

beforeAll(async () => {
  await addOpenRows(server.database)
  editor = await makeKey(server, 'EDITOR', { park: 'own' })
  reader = await makeKey(server, 'READER', { park: 'own' })
  const made = await write(server, 'createSource', form, editor)
  expect(made.__typename).toBe('CreateSourceSuccess')
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const form = {
  ...{ code: 'form-2026-10', title: '2026年10月报表', kind: 'STATISTICAL_REPORT' },
  ...{ publishedFrom: '2026-11-01', publishedTo: '2026-11-10', reportingPark: 'own' },
}

let years = 0

const nextYear = () => String(++years).padStart(4, '0')

/** A figure of a period of its own. */
const figure = (more: Record<string, unknown> = {}) => taxOf(`${nextYear()}-01-01/P10M`, { source: form.code, ...more })

const record = (observations: object[], token: string | null = editor, idempotencyKey?: string) =>
  recordFigures(server, observations, token, idempotencyKey)

test('a form is recorded whole, in its order, with what it leaves out', async () => {
  const level = figure({ period: '2026-01/2026-10' })
  const growth = { ...level, measure: 'GROWTH', value: '25.6', unit: 'PERCENT', growthOf: 0 }
  const vague = figure({ value: null, lower: '5', qualifier: 'AT_LEAST', unit: '亿元', nature: 'FORECAST' })
  const missing = figure({ value: null, missingReason: '未上报', section: 'table-2', paragraph: 3 })
  const printed = figure({ printed: { label: '税收', text: '近3亿元' }, value: null, upper: '3', qualifier: 'NEARLY' })
  const answer = await record([level, growth, vague, missing, printed])
  const shared = {
    nature: 'ACTUAL',
    publishedOn: '2026-11-10',
    status: [],
    stage: 'UNSPECIFIED',
    subject: { slug: 'own' },
  }
  expect(answer).toMatchObject({
    __typename: 'RecordObservationsSuccess',
    observations: [
      {
        ...{ ...shared, value: '2.87', period: '2026-01/2026-10', printed: { label: '税收', text: '2.87亿元' } },
        ...{ source: { code: form.code }, citation: { section: 'whole', paragraph: 1 }, unit: { code: 'CNY_100M' } },
      },
      { ...shared, value: '25.6', printed: { text: '25.6%' } },
      { ...shared, nature: 'FORECAST', value: null, lower: '5', printed: { text: '5亿元以上' } },
      { ...shared, missingReason: '未上报', printed: { text: '—' }, citation: { section: 'table-2', paragraph: 3 } },
      { ...shared, upper: '3', printed: { label: '税收', text: '近3亿元' } },
    ],
  })
  const { data } = await server.send(
    '{ park(slug: "own") { taxRevenue { value reportedGrowth { value } } } }',
    {},
    reader,
  )
  expect(data).toEqual({ park: { taxRevenue: { value: '2.87', reportedGrowth: { value: '25.6' } } } })
  const open = await server.send('{ park(slug: "own") { taxRevenue { value } } }')
  expect(open.data).toEqual({ park: { taxRevenue: { value: '10' } } })
})

test('what is told in one currency is told in another one too, as a series of its own, whose growth is not printed', async () => {
  const own = { breakdown: 'by currency', period: '2015-01/2015-10' }
  const dollars = { unit: 'USD_10K', value: '400' }
  const answer = await record([figure(own), figure({ ...own, ...dollars })])
  expect(answer).toMatchObject({ __typename: 'RecordObservationsSuccess' })
  const { data } = await server.send(
    '{ observations(where: { breakdown: { eq: "by currency" } }) { nodes { value unit { code } series { id } } } }',
    {},
    reader,
  )
  const nodes = pick(data, 'observations.nodes') as { value: string; unit: { code: string }; series: { id: string } }[]
  expect(nodes.map(({ value, unit }) => `${value} ${unit.code}`).toSorted()).toEqual(['2.87 CNY_100M', '400 USD_10K'])
  expect(new Set(nodes.map(({ series }) => series.id)).size).toBe(2)
  const period = { period: '2014-01/2014-10' }
  const refused = await record([
    figure({ ...period, ...dollars }),
    figure({ ...period, measure: 'GROWTH', value: '25.6', unit: 'PERCENT', growthOf: 0 }),
    figure({ ...period, measure: 'CHANGE', value: '1', growthOf: 0 }),
    figure({ ...period, unit: 'CNY_10K_PER_MU' }),
  ])
  expect(pick(refused, 'issues')).toMatchObject([
    { path: ['observations', '1', 'growthOf'], code: 'INVALID_GROWTH', message: expect.stringContaining('money:USD') },
    { path: ['observations', '2', 'growthOf'], code: 'INVALID_GROWTH' },
    { path: ['observations', '3', 'unit'], code: 'INCOMPATIBLE_UNITS' },
  ])
})

test('500 figures are one request, and its answer is one statement after it', async () => {
  server.forget()
  const answer = await record(Array.from({ length: 500 }, (_, index) => figure({ breakdown: `item ${index}` })))
  expect((answer['observations'] as unknown[]).length).toBe(500)
  // Who asks, with the roles; and the answer.
  expect(server.statements.length).toBeLessThanOrEqual(4)
  expect(server.statements.filter((text) => text.includes('Mutation.recordObservations'))).toHaveLength(1)
})

test('everything that is wrong is told at once, and nothing is recorded', async () => {
  const answer = await leaveNothing(server, () =>
    record([
      figure(),
      figure({ unit: 'MU', indicator: 'tax_revenue' }),
      figure({ indicator: 'luck' }),
      figure({ source: 'nowhere' }),
      figure({ value: null }),
      figure({ lower: '3' }),
      figure({ missingReason: 'both' }),
      figure({ printed: { label: ' x', text: '3亿元' } }),
      figure({ accessLevel: 'PUBLIC' }),
      figure({ publishedOn: '2026-10-31' }),
      figure({ section: 'No Kebab', paragraph: 0, breakdown: ' ' }),
      figure({ growthOf: 99 }),
      figure({ measure: 'GROWTH', unit: 'PERCENT', growthOf: 0, period: '2017' }),
      figure({ accumulation: 'YEAR_TO_DATE', period: '2020-02/2020-03' }),
    ]),
  )
  expect(answer.__typename).toBe('ValidationError')
  expect(answer.issues?.map(({ path, code }) => `${path.join('.')} ${code}`)).toEqual([
    'observations.1.unit INCOMPATIBLE_UNITS',
    'observations.2.indicator UNKNOWN_INDICATOR',
    'observations.3.source UNKNOWN_SOURCE',
    'observations.4.value INVALID_QUANTITY',
    'observations.5.value INVALID_QUANTITY',
    'observations.6.missingReason INVALID_QUANTITY',
    'observations.7.printed.label INVALID_TEXT',
    'observations.7.printed.text PRINTED_OTHERWISE',
    'observations.8.accessLevel NOT_PUBLIC',
    'observations.9.publishedOn OUT_OF_RANGE',
    'observations.10.breakdown INVALID_TEXT',
    'observations.10.section INVALID_TEXT',
    'observations.10.paragraph OUT_OF_RANGE',
    'observations.11.growthOf INVALID_GROWTH',
    'observations.12.growthOf INVALID_GROWTH',
    'observations.13.period WRONG_SPAN',
  ])
})

test.each([0, 501])('a list of %i is refused', async (length) => {
  const { issues } = await leaveNothing(server, () => record(Array.from({ length }, () => figure())))
  expect(issues?.map(({ path, code }) => `${path.join('.')} ${code}`)).toEqual(['observations OUT_OF_RANGE'])
})

test('a malformed key is told together with what else is wrong', async () => {
  for (const key of ['', ' x', 'a\nb', '\u200b', 'x'.repeat(201)]) {
    const input = { observations: [figure({ value: null })], idempotencyKey: key }
    const { issues } = await leaveNothing(server, () => write(server, 'recordObservations', input, editor))
    expect(issues?.map(({ path, code }) => `${path.join('.')} ${code}`)).toEqual([
      'observations.0.value INVALID_QUANTITY',
      'idempotencyKey INVALID_KEY',
    ])
  }
})

test('a figure that is there already, or twice in the input, is a conflict that names it', async () => {
  const one = figure()
  const there = idOf(await record([one]))
  const again = await leaveNothing(server, () => record([figure(), { ...one, value: '3' }]))
  expect(again).toMatchObject({ __typename: 'Conflict', code: 'FIGURE_EXISTS' })
  expect(again.conflicts).toMatchObject([{ path: ['observations', '1'], observation: { id: there, value: '2.87' } }])
  const two = figure()
  const twice = await leaveNothing(server, () => record([two, figure(), { ...two, value: '3' }]))
  expect(twice).toMatchObject({ __typename: 'Conflict', code: 'DOUBLED_FIGURE' })
  expect(twice.conflicts).toMatchObject([{ path: ['observations', '2'], observation: null }])
})

test('a figure without a period is one of its series as well', async () => {
  const one = figure({ period: null, breakdown: 'undated' })
  await record([one])
  expect(await record([{ ...one, value: '4' }])).toMatchObject({ code: 'FIGURE_EXISTS' })
})

test('a figure in a restricted series is not recorded where nobody would see it', async () => {
  const one = figure({ breakdown: 'secret', accessLevel: 'RESTRICTED' })
  await record([one])
  const { issues } = await leaveNothing(server, () => record([figure({ breakdown: 'secret' })]))
  expect(issues?.map(({ path, code }) => `${path.join('.')} ${code}`)).toEqual([
    'observations.0.accessLevel SERIES_RESTRICTED',
  ])
})

describe('what is asked of the answer', () => {
  const mutation = (selection: string) =>
    `mutation ($input: RecordObservationsInput!) { recordObservations(input: $input) { ${selection} } }`
  const input = () => ({ input: { observations: [figure()], idempotencyKey: `asked ${years}` } })

  test('is checked before anything is written', async () => {
    const lists = Array.from(
      { length: 30 },
      (_, at) =>
        `a${at}: observations(first: 100, where: { breakdown: { eq: "${at}" } }) { nodes { series { observations(first: 100) { nodes { id } } } } }`,
    )
    const selection = `... on RecordObservationsSuccess { observations { subject { ${lists.join(' ')} } } }`
    const { errors } = await leaveNothing(server, () => server.send(mutation(selection), input(), editor))
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['OPERATION_TOO_COMPLEX'])
  })

  test('can be nothing, several times the same, or what was known then', async () => {
    expect((await server.send(mutation('__typename'), input(), editor)).data).toEqual({
      recordObservations: { __typename: 'RecordObservationsSuccess' },
    })
    const selection = `... on RecordObservationsSuccess { observations { value(unit: "万元") } again: observations { value
      subject { now: observations(first: 1, where: { value: { gt: "2", unit: "CNY_100M" } }) { totalCount } earlier: observations(asOf: { recorded: "2020-01-01T00:00:00Z" }) { totalCount } } } }`
    const { data, errors } = await server.send(mutation(selection), input(), editor)
    expect(errors).toBeUndefined()
    const [first] = pick(data, 'recordObservations.again') as unknown[]
    expect(pick(data, 'recordObservations.observations')).toEqual([{ value: '28700' }])
    expect(first).toMatchObject({ value: '2.87', subject: { earlier: { totalCount: 0 } } })
  })
})

test('a mutation by GET is refused', async () => {
  const query = 'mutation { recordObservations(input: { observations: [], idempotencyKey: "x" }) { __typename } }'
  const response = await fetch(`${server.url}?${new URLSearchParams({ query })}`, {
    headers: { authorization: `Bearer ${editor}` },
  })
  expect(response.status).toBe(405)
  const { errors } = (await response.json()) as GraphQLAnswer
  expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_REQUEST'])
})

test('malformed scalars keep their errors', async () => {
  const send = (more: Record<string, unknown>) =>
    server.send(
      'mutation ($input: RecordObservationsInput!) { recordObservations(input: $input) { __typename } }',
      { input: { observations: [figure(more)], idempotencyKey: 'scalars' } },
      editor,
    )
  for (const [more, code, argument] of [
    [{ unit: 'PARSEC' }, 'UNKNOWN_UNIT', 'input.observations[0].unit'],
    [{ value: 'many' }, 'BAD_USER_INPUT', 'input.observations[0].value'],
    [{ period: '2017-13' }, 'BAD_USER_INPUT', 'input.observations[0].period'],
    [{ nature: 'WISH' }, 'BAD_USER_INPUT', 'input.observations[0].nature'],
    [{ subject: 'a\0b' }, 'BAD_USER_INPUT', 'input.observations[0].subject'],
  ] as const) {
    const { errors } = await leaveNothing(server, () => send(more))
    expect(errors?.map(({ extensions }) => [extensions?.['code'], extensions?.['argument']])).toEqual([
      [code, argument],
    ])
  }
})
