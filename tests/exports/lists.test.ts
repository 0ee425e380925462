import { getIntrospectionQuery, type IntrospectionObjectType, type IntrospectionQuery } from 'graphql'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { addFigures, addSubjects, pick } from '../graphql/data.ts'
import { useServer } from '../kit/server.ts'
import { type Parameters, readCsv, readRows } from './ask.ts'

const server = useServer()

beforeAll(async () => {
  await addSubjects(server.database, [
    { kind: 'ENTERPRISE', slug: 'many', name: '多数据厂' },
    { kind: 'FACILITY', slug: 'hall', name: '展厅' },
  ])
  // More than what is read at a time.
  const figures = Array.from({ length: 600 }, (_, n) => ({
    subject: 'many',
    indicator: 'revenue',
    value: `${n % 7 ? '' : '-'}${n}.5`,
    breakdown: `item ${n}`,
  }))
  await addFigures(server.database, figures)
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

/** A list by GraphQL, a page at a time, with a selection; each row has its cursor. */
async function readPages(name: string, selection: string, args: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = []
  for (let after: string | null = null; ; ) {
    const from: string = after === null ? '' : `, after: "${after}"`
    const answer = await server.send(
      `{ ${name}(first: 100${from}${args}) { pageInfo { hasNextPage endCursor } edges { cursor node { ${selection} } } } }`,
    )
    expect(answer.errors).toBeUndefined()
    const page = answer.data?.[name] as { pageInfo: { hasNextPage: boolean; endCursor: string }; edges: never[] }
    rows.push(...page.edges)
    if (!page.pageInfo.hasNextPage) return rows
    after = page.pageInfo.endCursor
  }
}

const select = (column: string) =>
  column.split('.').reduceRight((below, field) => `${field}${below && ` { ${below} }`}`, '')

async function expectSame(name: string, columns: readonly string[], parameters: Parameters, args: string) {
  const rows = await readRows(server, name, { columns: [...columns, '_cursor'], ...parameters })
  const pages = await readPages(name, columns.map(select).join(' '), args)
  expect(rows).toEqual(
    pages.map((edge) => ({
      ...Object.fromEntries(columns.map((column) => [column, pick(edge['node'], column) ?? null])),
      _cursor: edge['cursor'],
    })),
  )
  return rows
}

describe('an export holds what GraphQL tells', () => {
  it('of every list that the schema has, by its default columns', async () => {
    const { data } = await server.send(getIntrospectionQuery())
    const { types } = (data as unknown as IntrospectionQuery).__schema
    const query = types.find((type) => type.name === 'Query') as IntrospectionObjectType
    const lists = query.fields.filter(({ type }) =>
      /Connection$/.test((type as { ofType?: { name: string } }).ofType?.name ?? ''),
    )
    expect(lists.length).toBeGreaterThan(8)
    for (const { name } of lists) {
      const [subject, args] =
        name === 'checks' ? [{ subject: 'xiangxiang-etdz' }, ', subject: "xiangxiang-etdz"'] : [{}, '']
      const [names = []] = await readCsv(server, name, { ...subject, first: '1' })
      expect(names.filter((text, index) => !/^\p{Script=Han}+$/u.test(text) || names.indexOf(text) !== index)).toEqual(
        [],
      )
      const [headers = []] = await readCsv(server, name, { ...subject, first: '1', codes: 'true' })
      const rows = await expectSame(name, headers, subject, args)
      // Nobody sees a publication, an import or the history without a role.
      expect([name, rows.length > 0]).toEqual([name, !['imports', 'publications', 'changes'].includes(name)])
    }
  })

  it.each<[string, string[], Parameters, string]>([
    [
      'projects',
      ['slug', 'kind', 'park.slug', 'totalInvestment.value', 'totalInvestment.unit.code'],
      { where: '{"kind":{"eq":"INDUSTRIAL"}}', orderBy: '[{"totalInvestment":{"direction":"DESC"}}]' },
      ', where: { kind: { eq: INDUSTRIAL } }, orderBy: [{ totalInvestment: { direction: DESC } }]',
    ],
    [
      'observations',
      ['subject.__typename', 'indicator.name', 'value', 'reportedGrowth.value', 'status', 'recordedAt'],
      {
        where: '{"subject":{"slug":{"eq":"xiangxiang-etdz"}}}',
        asOf: '{"published":"2018-01-01"}',
        reading: 'CORRECTED',
      },
      ', where: { subject: { slug: { eq: "xiangxiang-etdz" } } }, asOf: { published: "2018-01-01" }, reading: CORRECTED',
    ],
    [
      'observations',
      ['value', 'breakdown'],
      { orderBy: '[{"indicator":"DESC"},{"id":"DESC"}]' },
      ', orderBy: [{ indicator: DESC }, { id: DESC }]',
    ],
    [
      'coverage',
      ['count', 'subject.name'],
      { subjects: 'xiangxiang-etdz,many', indicators: ['tax_revenue', 'revenue'] },
      ', subjects: ["xiangxiang-etdz", "many"], indicators: ["tax_revenue", "revenue"]',
    ],
    [
      'coverage',
      ['source.code', 'sourceCount', 'count'],
      { subjects: 'xiangxiang-etdz', source: 'xiangxiang-2017-review' },
      ', subjects: ["xiangxiang-etdz"], source: "xiangxiang-2017-review"',
    ],
    ['parks', ['slug'], { where: '{"slug":{"eq":"nowhere"}}' }, ', where: { slug: { eq: "nowhere" } }'],
  ])('of %s, by columns %j and %j', async (name, columns, parameters, args) => {
    await expectSame(name, columns, parameters, args)
  })

  it('of lists without pages', async () => {
    const { data } = await server.send('{ units { code numerator } frameworks { code } }')
    for (const name of ['units', 'frameworks', 'vocabularies'])
      expect((await readCsv(server, name))[0]?.join('')).toMatch(/^\p{Script=Han}+$/u)
    expect(await readRows(server, 'units', { columns: 'code,numerator' })).toEqual(data?.['units'])
    expect(await readRows(server, 'frameworks', { columns: 'code' })).toEqual(data?.['frameworks'])
  })
})

it('an export is one statement, however many rows it has', async () => {
  server.forget()
  const rows = await readRows(server, 'observations', { columns: 'subject.slug,indicator.code,source.code' })
  expect([rows.length > 600, server.statements.length]).toEqual([true, 1])
})

describe('resuming', () => {
  const columns = '_cursor,subject.slug,value'

  it.each([
    ['the order of recording', {}],
    ['another order', { orderBy: '[{"subject":"DESC"}]' }],
  ])('after a row, in %s, gives exactly the rest', async (_, parameters) => {
    const all = await readRows(server, 'observations', { ...parameters, columns })
    for (const at of [0, 249, 250, 617, all.length - 1]) {
      const after = String(all[at]?.['_cursor'])
      expect(await readRows(server, 'observations', { ...parameters, columns, after })).toEqual(all.slice(at + 1))
    }
  })

  it('takes a limit, and the cursors of GraphQL', async () => {
    const all = await readRows(server, 'observations', { columns })
    expect(await readRows(server, 'observations', { columns, first: '251' })).toEqual(all.slice(0, 251))
    const { data } = await server.send('{ observations(first: 2) { pageInfo { endCursor } } }')
    const after = String(pick(data, 'observations.pageInfo.endCursor'))
    expect(await readRows(server, 'observations', { columns, after, first: '3' })).toEqual(all.slice(2, 5))
    const before = String(all[4]?.['_cursor'])
    expect(await readRows(server, 'observations', { columns, after, before })).toEqual(all.slice(2, 4))
  })
})
