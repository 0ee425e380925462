import { measureGap } from '@parkgraph/statistics'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addDoubt, addFigures, addSubjects, type NewFigure, pick } from './data.ts'
import { refuseBy } from './refuse.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const month = (year: number, at: number) => ({
  accumulation: 'MONTH',
  start: `${year}-${String(at).padStart(2, '0')}-01`,
  end: at === 12 ? `${year + 1}-01-01` : `${year}-${String(at + 1).padStart(2, '0')}-01`,
})

/** Four years of months of 100; in the last one the first months are as given. */
const series = (subject: string, indicator: string, last: readonly string[], parts: Partial<NewFigure> = {}) =>
  [2014, 2015, 2016, 2017].flatMap((year) =>
    Array.from({ length: 12 }, (_, index) => ({
      ...{ subject, indicator, ...month(year, index + 1), unit: 'CNY' },
      value: (year === 2017 ? last[index] : undefined) ?? '100',
      ...parts,
    })),
  )

beforeAll(async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'sum' },
    { kind: 'ENTERPRISE', slug: 'sum-a', park: 'sum' },
    { kind: 'ENTERPRISE', slug: 'sum-b', park: 'sum' },
  ])
  await addFigures(server.database, [
    ...series('sum-a', 'revenue', ['400', '10', '500', '30', '900']),
    ...series('sum-a', 'revenue', ['400', '31'], { scope: 'LOCAL' }),
    ...series('sum-a', 'tax_revenue', ['400']),
    ...series('sum-b', 'revenue', ['400', '400', '1100000']),
  ])
  await addDoubt(server.database, 'sum-b', 'PUBLIC')
})

const fields = `key rule severity subject { slug } indicator { code } series { scope accumulation } count periodCount span
  worst { severity period actual expected message inputs { role } }`

interface Group {
  readonly key: string
  readonly rule: string
  readonly severity: string
  readonly count: number
  readonly periodCount: number
  readonly span: string | null
  readonly subject: { readonly slug: string }
  readonly indicator: { readonly code: string } | null
  readonly series: { readonly scope: string } | null
  readonly worst: { readonly severity: string; readonly period: string; readonly message: string }
}

async function summarise(args = '', page = ''): Promise<Group[]> {
  const { data, errors } = await server.send(
    `{ checks(subject: "sum" ${args}) { summary${page} { totalCount nodes { ${fields} } } } }`,
  )
  expect(errors).toBeUndefined()
  return pick(data, 'checks.summary.nodes') as Group[]
}

const show = ({ rule, severity, subject, indicator, series, count, worst }: Group) =>
  [rule, severity, subject.slug, indicator?.code ?? null, series?.scope ?? null, count, worst.period].join(' ')

const all = [
  'UNIT_SLIP ERROR sum-b revenue UNSPECIFIED 1 2017-03',
  'HISTORY_JUMP WARNING sum-a revenue LOCAL 2 2017-01',
  'HISTORY_JUMP WARNING sum-a revenue UNSPECIFIED 5 2017-02',
  'HISTORY_JUMP WARNING sum-a tax_revenue UNSPECIFIED 1 2017-01',
  'HISTORY_JUMP WARNING sum-b revenue UNSPECIFIED 2 2017-02',
  'OPEN_DOUBT INFO sum-b   1 ',
]

describe('the summary of checks', () => {
  it('has one group for each rule and series, the weightiest first, each with its worst finding', async () => {
    const groups = await summarise()
    const bySeries = groups.map(show)
    expect(new Set(bySeries)).toEqual(new Set(all))
    expect(groups.map(({ severity }) => severity)).toEqual(['ERROR', ...Array(4).fill('WARNING'), 'INFO'])
    expect(bySeries.slice(3)).toEqual(all.slice(3))
    const jump = groups.find((group) => show(group) === all[2])
    expect(jump).toMatchObject({ periodCount: 5, span: '2017-01/2017-05' })
    expect(jump?.worst).toMatchObject({ actual: '10', expected: '100', inputs: [{ role: 'FIGURE' }, {}, {}, {}] })
    expect(jump?.worst.message).toContain('为10元')
  })

  it('takes for the worst what packages/statistics does', async () => {
    const { data } = await server.send(
      '{ checks(subject: "sum", first: 100) { nodes { rule period actual expected subject { slug } indicator { code } } summary { nodes { rule count worst { rule actual expected } } } } }',
    )
    const findings = pick(data, 'checks.nodes') as Record<'rule' | 'actual' | 'expected', string>[]
    const groups = pick(data, 'checks.summary.nodes') as { count: number; worst: (typeof findings)[number] }[]
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(findings.length)
    const gaps = findings.flatMap(({ rule, actual, expected }) =>
      rule === 'HISTORY_JUMP' ? [measureGap(actual, expected).toNumber()] : [],
    )
    const jumps = groups.filter(({ worst }) => worst.rule === 'HISTORY_JUMP')
    expect(Math.max(...jumps.map(({ worst }) => measureGap(worst.actual, worst.expected).toNumber()))).toBe(
      Math.max(...gaps),
    )
  })

  it('opens: the findings of a group are those of its key', async () => {
    const [, ...groups] = await summarise()
    const group = groups.find((one) => show(one) === all[2]) as Group
    const { data } = await server.send(
      `query ($key: String!) { checks(subject: "sum", where: { group: { eq: $key } }) { totalCount nodes { period } summary { totalCount } } }`,
      { key: group.key },
    )
    expect(pick(data, 'checks')).toMatchObject({ totalCount: 5, summary: { totalCount: 1 } })
    expect(pick(data, 'checks.nodes')).toEqual([1, 2, 3, 4, 5].map((at) => ({ period: `2017-0${at}` })))
  })

  it('is of the findings that meet the conditions, whatever the page', async () => {
    const meant = ', first: 1, where: { rule: { in: [HISTORY_JUMP] }, indicator: { code: { eq: "revenue" } }'
    expect(new Set((await summarise(`${meant} }`)).map(show))).toEqual(new Set([all[1], all[2], all[4]]))
    expect((await summarise(`${meant}, period: { within: "2017-01" } }`)).map(({ count }) => count)).toEqual([1, 1, 1])
    expect(await summarise(', where: { severity: { eq: ERROR } }')).toHaveLength(1)
  })

  it('is paged, each group once, and says how many there are', async () => {
    const seen: Group[] = []
    let after: string | null = null
    do {
      server.forget()
      const { data } = await server.send(
        `query ($after: String) { checks(subject: "sum") { summary(first: 2, after: $after) { totalCount
          pageInfo { hasNextPage hasPreviousPage endCursor } nodes { ${fields} } } } }`,
        { after },
      )
      expect(server.statements).toHaveLength(1)
      expect(pick(data, 'checks.summary')).toMatchObject({
        totalCount: 6,
        pageInfo: { hasPreviousPage: after !== null },
      })
      seen.push(...(pick(data, 'checks.summary.nodes') as Group[]))
      const page = pick(data, 'checks.summary.pageInfo') as { hasNextPage: boolean; endCursor: string }
      after = page.hasNextPage ? page.endCursor : null
    } while (after !== null)
    expect(seen).toEqual(await summarise())
  })

  it.each(['0', '-1', '1001'])('takes 1 to 1000 groups, not %s', async (first) => {
    const refuse = refuseBy(server)
    await refuse(
      `{ checks(subject: "sum") { summary(first: ${first}) { totalCount } } }`,
      undefined,
      'BAD_USER_INPUT',
      'first',
    )
  })

  it('refuses the cursor of another list', async () => {
    const { data } = await server.send('{ checks(subject: "sum") { pageInfo { endCursor } } }')
    const after = pick(data, 'checks.pageInfo.endCursor')
    await refuseBy(server)(
      'query ($after: String) { checks(subject: "sum") { summary(after: $after) { totalCount } } }',
      { after },
      'BAD_CURSOR',
      'after',
    )
  })

  it('leaves the findings of one series together in the list itself', async () => {
    const { data } = await server.send(
      '{ checks(subject: "sum", where: { rule: { eq: HISTORY_JUMP } }, first: 100) { nodes { subject { slug } indicator { code } inputs { observation { series { id } } } } } }',
    )
    const own = (pick(data, 'checks.nodes') as object[]).map((node) => pick(node, 'inputs.0.observation.series.id'))
    const runs = own.filter((id, index) => id !== own[index - 1])
    expect([own.length, runs.length]).toEqual([10, 4])
  })
})
