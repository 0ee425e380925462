import fc from 'fast-check'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, ZONE } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

type Row = Readonly<Record<string, unknown>>
const tables: Record<string, Row[]> = {}

beforeAll(async () => {
  const { database } = server
  await addSubjects(database, [
    { kind: 'PARK', slug: 'naive-a', park: ZONE, name: '甲', pinyin: 'jia', level: 'COUNTY' },
    { kind: 'PARK', slug: 'naive-b', park: 'naive-a', name: '乙', pinyin: 'yi' },
    { kind: 'ENTERPRISE', slug: 'naive-firm', name: '丙', pinyin: 'bing' },
    { kind: 'PARK', slug: 'naive-hidden', park: 'naive-a', accessLevel: 'RESTRICTED' },
  ])
  await addFact(database, 'membership', 'naive-firm', { park: 'naive-a', role: 'ATTRACTED_TO' })
  await addFact(database, 'membership', 'naive-firm', { park: 'naive-b', role: 'PART_OF' })
  await addFigures(database, [
    { subject: 'naive-firm', indicator: 'tax_revenue', value: '1', start: '2016-01-01', end: '2017-01-01' },
    { subject: 'naive-firm', indicator: 'tax_revenue', value: '2', start: '2017-01-01', end: '2018-01-01' },
    {
      subject: 'naive-firm',
      indicator: 'tax_revenue',
      value: '3',
      start: '2017-01-01',
      end: '2018-01-01',
      publishedOn: '2021-01-01',
    },
    { subject: 'naive-b', indicator: 'tax_revenue', value: '4', nature: 'PLAN', accessLevel: 'INTERNAL' },
  ])
  const queries: Record<string, string> = {
    subject: 'SELECT id, slug, name, name_pinyin, kind, access_level FROM subject',
    park: 'SELECT id, kind, level FROM park',
    project: 'SELECT id, kind FROM project',
    enterprise: 'SELECT id FROM enterprise',
    membership:
      'SELECT id::int, subject_id, park_id, role, published_on::text, access_level, supersedes_id, is_withdrawal FROM membership',
    observation: `SELECT o.id::int, o.reporting_park_id, o.series_id::int, o.nature, o.reading, o.source_id, o.value::text, o.printed_text, o.unit_code,
      o.period_start::text, o.period_end::text, o.published_on::text, o.access_level, s.subject_id, s.indicator_id, s.measure, s.breakdown FROM observation o
      JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id`,
    indicator: 'SELECT id, code FROM indicator',
    unit: 'SELECT code, name FROM unit',
  }
  for (const [name, text] of Object.entries(queries))
    tables[name] = (await database.pool.query(text)).rows.filter((row) => (row.access_level ?? 'PUBLIC') === 'PUBLIC')
})

const find = (table: string, holds: (row: Row) => boolean) => (tables[table] ?? []).filter(holds)
const subjectOf = (id: unknown) => find('subject', (row) => row.id === id)[0]
const compare = (a: unknown, b: unknown) =>
  a === b ? 0 : Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)))

function isNewest(row: Row): boolean {
  const same = find('observation', (other) =>
    ['series_id', 'nature', 'source_id', 'reading', 'period_start', 'period_end'].every(
      (name) => other[name] === row[name],
    ),
  )
  return same.every(
    (other) =>
      compare(other.published_on, row.published_on) < 0 ||
      (other.published_on === row.published_on && Number(other.id) <= Number(row.id)),
  )
}

function inside(park: unknown, isDeep: boolean, seen = new Set<unknown>()): Set<unknown> {
  for (const { subject_id } of find('membership', (row) => row.park_id === park && !row.is_withdrawal))
    if (!seen.has(subject_id)) {
      seen.add(subject_id)
      if (isDeep) inside(subject_id, true, seen)
    }
  return seen
}

const roles = ['PART_OF', 'LOCATED_IN', 'ATTRACTED_TO']
function firstPark(id: unknown): Row | null {
  const [first] = find('membership', (row) => row.subject_id === id && !row.is_withdrawal).sort(
    (a, b) =>
      roles.indexOf(String(a.role)) - roles.indexOf(String(b.role)) ||
      compare(b.published_on, a.published_on) ||
      Number(a.id) - Number(b.id),
  )
  return first ? (subjectOf(first.park_id) ?? null) : null
}

function latest(id: unknown, code: string, nature: string): Row | null {
  const indicator = find('indicator', (row) => row.code === code)[0]?.id
  const rows = find(
    'observation',
    (row) =>
      row.subject_id === id &&
      row.indicator_id === indicator &&
      row.nature === nature &&
      row.measure === 'LEVEL' &&
      row.breakdown === '',
  )
  const end = (row: Row) => String(row.period_end ?? '')
  return (
    rows.sort(
      (a, b) => compare(end(b), end(a)) || compare(b.published_on, a.published_on) || Number(b.id) - Number(a.id),
    )[0] ?? null
  )
}

interface Selection {
  readonly alias: string
  readonly field: string
  readonly args?: Readonly<Record<string, unknown>>
  readonly of?: readonly Selection[]
  /** Of a connection: what is asked under `edges { node }`, beside what is asked under `nodes`. */
  readonly edges?: readonly Selection[]
}

type Resolver = (row: Row, args: Readonly<Record<string, unknown>>) => unknown

const page = (rows: Row[], { first, isAscending }: Readonly<Record<string, unknown>>) => {
  const sorted = rows.sort((a, b) => (isAscending ? 1 : -1) * compare(a.slug, b.slug))
  return { nodes: sorted.slice(0, Number(first)), totalCount: sorted.length }
}
const members =
  (table: string): Resolver =>
  (row, args) => {
    const ids = inside(row.id, args.isDeep as boolean)
    return page(
      find(table, ({ id }) => ids.has(id) && id !== row.id).flatMap(({ id }) =>
        find('subject', (subject) => subject.id === id),
      ),
      args,
    )
  }
const shared: Record<string, Resolver> = {
  slug: (row) => row.slug,
  name: (row) => row.name,
  observations: (row, { first }) => {
    const rows = find(
      'observation',
      (item) => item.subject_id === row.id && item.reading === 'AS_PRINTED' && isNewest(item),
    ).sort((a, b) => Number(a.id) - Number(b.id))
    return { nodes: rows.slice(0, Number(first)), totalCount: rows.length }
  },
  memberships: (row) =>
    find('membership', (item) => item.subject_id === row.id && !item.is_withdrawal).sort(
      (a, b) => Number(a.id) - Number(b.id),
    ),
  taxRevenue: (row, { nature }) => latest(row.id, 'tax_revenue', String(nature)),
  totalInvestment: (row, { nature }) => latest(row.id, 'total_investment', String(nature)),
}
const resolvers: Record<string, Record<string, Resolver>> = {
  Park: {
    ...shared,
    parent: (row) => firstPark(row.id),
    parks: members('park'),
    enterprises: members('enterprise'),
    projects: members('project'),
  },
  Enterprise: { ...shared, park: (row) => firstPark(row.id) },
  Project: { ...shared, park: (row) => firstPark(row.id) },
  Membership: {
    role: (row) => row.role,
    subject: (row) => subjectOf(row.subject_id),
    park: (row) => subjectOf(row.park_id),
  },
  Subject: {
    slug: shared.slug as Resolver,
    name: shared.name as Resolver,
    memberships: shared.memberships as Resolver,
    observations: shared.observations as Resolver,
  },
  Observation: {
    text: (row) => row.printed_text,
    nature: (row) => row.nature,
    subject: (row) => subjectOf(row.subject_id),
    unit: (row) => find('unit', ({ code }) => code === row.unit_code)[0],
  },
  Unit: { code: (row) => row.code, name: (row) => row.name },
}
const types: Record<string, string> = {
  parent: 'Park',
  park: 'Park',
  parks: 'Park',
  enterprises: 'Enterprise',
  projects: 'Project',
  memberships: 'Membership',
  observations: 'Observation',
  subject: 'Subject',
  unit: 'Unit',
  taxRevenue: 'Observation',
  totalInvestment: 'Observation',
}
const orders: Record<string, string> = { parks: 'ParkOrder', enterprises: 'EnterpriseOrder', projects: 'ProjectOrder' }
const typeOf = (type: string, field: string) => (type === 'Membership' && field === 'park' ? 'Subject' : types[field])

const alias = fc.constantFrom('a', 'b', 'slug', 'id', 'nodes', 'long'.repeat(30), `${'long'.repeat(30)}er`)

function argumentsOf(field: string): fc.Arbitrary<Record<string, unknown>> {
  const first = fc.integer({ min: 1, max: 5 })
  if (field in orders) return fc.record({ first, isDeep: fc.boolean(), isAscending: fc.boolean() })
  if (field === 'observations') return fc.record({ first })
  if (field === 'taxRevenue' || field === 'totalInvestment')
    return fc.record({ nature: fc.constantFrom('ACTUAL', 'PLAN', 'FORECAST', 'EXPECTED') })
  return fc.constant({})
}

function selections(type: string, depth: number): fc.Arbitrary<Selection[]> {
  const fields = Object.keys(resolvers[type] ?? {}).filter((field) => depth > 0 || !typeOf(type, field))
  const one = fc.constantFrom(...fields).chain((field) => {
    const target = typeOf(type, field)
    return fc.record({
      alias,
      field: fc.constant(field),
      args: argumentsOf(field),
      ...(target ? { of: selections(target, depth - 1), edges: selections(target, depth - 1) } : {}),
    })
  })
  return fc.uniqueArray(one, { minLength: 1, maxLength: 3, selector: (selection) => selection.alias }) as fc.Arbitrary<
    Selection[]
  >
}

const isConnection = (field: string) => field in orders || field === 'observations'

function print(items: readonly Selection[], type: string): string {
  return items
    .map(({ alias, field, args = {}, of, edges = [] }) => {
      if (type === 'Observation' && field === 'text') return `${alias}: printed { text }`
      const given = Object.entries(args).map(([name, value]) =>
        name === 'isAscending' ? `orderBy: [{ slug: ${value ? 'ASC' : 'DESC'} }]` : `${name}: ${value}`,
      )
      const inner = (items: readonly Selection[]) => print(items, typeOf(type, field) as string)
      const connection = () => `{ totalCount ...{ nodes { ${inner(of ?? [])} } } edges { node { ${inner(edges)} } } }`
      const body = of ? (isConnection(field) ? connection() : `{ ${inner(of)} }`) : ''
      return `${alias}: ${field}${given.length ? `(${given.join(', ')})` : ''} ${body}`
    })
    .join(' ')
}

function evaluate(items: readonly Selection[], type: string, row: Row): unknown {
  return Object.fromEntries(
    items.map(({ alias, field, args = {}, of, edges = [] }) => {
      const found = resolvers[type]?.[field]?.(row, args)
      if (type === 'Observation' && field === 'text') return [alias, { text: found }]
      if (!of || found === null || found === undefined) return [alias, found ?? null]
      const target = typeOf(type, field) as string
      const inner = (item: Row, items = of) => evaluate(items, target, item)
      if (isConnection(field)) {
        const { nodes, totalCount } = found as { nodes: Row[]; totalCount: number }
        return [
          alias,
          {
            totalCount,
            nodes: nodes.map((node) => inner(node)),
            edges: nodes.map((node) => ({ node: inner(node, edges) })),
          },
        ]
      }
      return [alias, Array.isArray(found) ? found.map((item) => inner(item)) : inner(found as Row)]
    }),
  )
}

test('one statement answers what a naive reading of all rows answers', { timeout: 90_000 }, async () => {
  const roots = fc.constantFrom(ZONE, 'naive-a', 'naive-b', `${ZONE}-power-park`)
  await fc.assert(
    fc.asyncProperty(roots, selections('Park', 3), async (slug, items) => {
      server.forget()
      const { data, errors } = await server.send(`{ park(slug: "${slug}") { ${print(items, 'Park')} } }`)
      expect(errors).toBeUndefined()
      expect(server.statements).toHaveLength(1)
      expect(data?.park).toEqual(evaluate(items, 'Park', find('subject', (row) => row.slug === slug)[0] as Row))
    }),
    { numRuns: 150 },
  )
})
