import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick, ZONE } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const documented = new Set([
  'BAD_USER_INPUT',
  'BAD_CURSOR',
  'BAD_NODE_ID',
  'UNKNOWN_UNIT',
  'INCOMPATIBLE_UNITS',
  'UNKNOWN_INDICATOR',
  'OPERATION_TOO_COMPLEX',
])

async function survive(query: string, variables: Record<string, unknown>): Promise<void> {
  const { errors = [] } = await server.send(query, variables)
  for (const { extensions, message } of errors) expect([...documented], message).toContain(extensions?.code)
  expect(server.faults).toEqual([])
}

const nasty = fc.constantFrom(
  '',
  ' ',
  '\0',
  '\ud800',
  '𠮷',
  '%',
  '_',
  "'",
  '"',
  '\\',
  '$1',
  '{}',
  'NaN',
  'Infinity',
  '-0',
  '1e400',
  '9'.repeat(40),
  '2017',
  '2017-11',
  '2017/..',
  'CNY',
  '亿元',
  'MU',
  'tax_revenue',
  ZONE,
  '__proto__',
  'constructor',
  'W10',
  'WyJ4Il0',
  'UGFyazox',
  'null',
  '\u202e',
  'ASC',
  'ACTUAL',
)
const text = fc.oneof(
  nasty,
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ maxLength: 30 }),
  fc.base64String({ maxLength: 40 }),
)
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -1, 1, 100, 101, 2 ** 31, -(2 ** 31) - 1, 2 ** 53),
)
const key = fc.oneof(
  fc.constantFrom(
    'slug',
    'name',
    'and',
    'or',
    'not',
    'eq',
    'in',
    'contains',
    'startsWith',
    'notIn',
    'kind',
    'level',
    'park',
    'latest',
    'taxRevenue',
    'gte',
    'lt',
    'unit',
    'nature',
    'measure',
    'indicator',
    'isKnown',
    'direction',
    'period',
    'within',
    'overlaps',
    'subject',
    'hasCorrections',
    'id',
    'publishedOn',
    'totalInvestment',
  ),
  text,
)
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(text, number, fc.boolean(), fc.constant(null)),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(key, tie('json'), { maxKeys: 3 }),
  ),
}))

const value = { slug: { eq: ZONE } }
const leaf = fc.oneof(text, number, fc.constant(null), fc.boolean())
const textFilter = fc.dictionary(fc.constantFrom('eq', 'contains', 'startsWith'), text, { maxKeys: 2 })
const latestFilter = fc.record(
  {
    gte: fc.oneof(nasty, fc.constant('1')),
    lt: fc.constantFrom('0', '5.5', '1e5'),
    unit: fc.constantFrom('CNY', '亿元', 'MU', 'PERSON', 'x'),
    isKnown: fc.boolean(),
    nature: fc.constantFrom('ACTUAL', 'PLAN', null),
  },
  { requiredKeys: [] },
)
const { where } = fc.letrec<{ where: unknown }>((tie) => ({
  where: fc.oneof(
    { maxDepth: 4 },
    fc.constant(value),
    fc.record({ name: textFilter }),
    fc.record({ taxRevenue: latestFilter }),
    fc.record({
      latest: fc.array(
        fc.tuple(latestFilter, nasty).map(([filter, indicator]) => ({ ...filter, indicator })),
        { maxLength: 2 },
      ),
    }),
    fc.record({ kind: fc.record({ in: fc.array(fc.constantFrom('PARK_IN_PARK', 'x'), { maxLength: 2 }) }) }),
    fc.record({ not: tie('where') }),
    fc.record({ park: tie('where') }),
    fc.record({ or: fc.array(tie('where'), { maxLength: 3 }) }),
    fc.record({ and: fc.array(tie('where'), { maxLength: 3 }) }),
    leaf,
  ),
}))

const lists = `query ($first: Int, $last: Int, $after: String, $before: String, $where: ParkWhere, $orderBy: [ParkOrder!]) {
  parks(first: $first, last: $last, after: $after, before: $before, where: $where, orderBy: $orderBy) { totalCount nodes { slug } } }`

test('any JSON in the variables of a list is answered or refused with a documented code', {
  timeout: 90_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record(
        { first: json, last: json, after: json, before: json, where: json, orderBy: json },
        { requiredKeys: [] },
      ),
      (variables) => survive(lists, variables),
    ),
    { numRuns: 150 },
  )
})

test('any condition of the right shape is answered or refused with a documented code', {
  timeout: 90_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(where, (where) => survive(lists, { where })),
    { numRuns: 150 },
  )
})

test('any text at an id, cursor, period, unit, decimal, slug or code is answered or refused with a documented code', {
  timeout: 90_000,
}, async () => {
  const query = `query ($id: ID!, $ids: [ID!]!, $cursor: String, $period: Period, $unit: UnitCode, $decimal: Decimal, $text: String!) {
    node(id: $id) { id } nodes(ids: $ids) { id } parks(after: $cursor) { totalCount }
    observations(first: 1, where: { period: { overlaps: $period } }) { totalCount }
    park(slug: "${ZONE}") { latest(indicator: $text) { value(unit: $unit) } a: parks(where: { taxRevenue: { lt: $decimal, unit: CNY } }) { totalCount } }
    source(code: $text) { id } units(dimension: $text) { code } }`
  const some = fc.oneof({ weight: 4, arbitrary: text }, { weight: 1, arbitrary: json })
  const parts = {
    id: some,
    ids: fc.array(some, { maxLength: 3 }),
    cursor: some,
    period: some,
    unit: some,
    decimal: some,
    text: some,
  }
  const good = { id: 'UGFyazox', ids: [], cursor: null, period: '2017', unit: 'CNY', decimal: '1', text: 'tax_revenue' }
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(parts)), fc.record(parts), (name, drawn) =>
      survive(query, { ...good, [name]: drawn[name as keyof typeof drawn] }),
    ),
    { numRuns: 150 },
  )
})

test('cursors that were tampered with are answered or refused with a documented code', {
  timeout: 90_000,
}, async () => {
  const query = `query ($after: String) { enterprises(first: 2, after: $after, orderBy: [{ staff: {} }, { name: DESC }]) { pageInfo { endCursor } } }`
  const { data } = await server.send(query)
  const cursor = String(pick(data, 'enterprises.pageInfo.endCursor'))
  const [mark, ...position] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  await fc.assert(
    fc.asyncProperty(
      fc.nat(position.length - 1),
      fc.oneof(json, fc.bigInt().map(String), fc.double().map(String)),
      async (index, drawn) => {
        const tampered = position.with(index, drawn)
        await survive(query, { after: Buffer.from(JSON.stringify([mark, ...tampered])).toString('base64url') })
      },
    ),
    { numRuns: 100 },
  )
})
