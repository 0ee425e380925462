import { createKey, localOwner } from '@parkgraph/db'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, decide, type NewFigure, pick, propose } from './data.ts'
import { refuseBy } from './refuse.ts'

const server = useServer()
const refuse = refuseBy(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const add = (figures: readonly NewFigure[]) => addFigures(server.database, figures)
const addFirm = (slug: string) => addSubjects(server.database, [{ kind: 'ENTERPRISE', slug }])
const two = (number: number) => String(number).padStart(2, '0')

/** What an issue tells of a month of 2017: its own number is the month in which it is published. */
const told = (subject: string, month: number, source: string, published = month + 1): NewFigure => ({
  ...{ subject, indicator: 'revenue', value: '1', accumulation: 'MONTH', source },
  ...{ start: `2017-${two(month)}-01`, end: `2017-${two(month + 1)}-01`, publishedOn: `2017-${two(published)}-15` },
})
const missing = { value: null, missingReason: 'withdrawn' }

const selection =
  'count correctedCount firstPeriod lastPeriod frequency lastPublishedOn gapCount gaps { period } breaks { kind period before after }'

async function cover(subject: string, args: string, fields: string, token: string | null = null) {
  const { data, errors } = await server.send(
    `query ($subjects: [String!]) { coverage(subjects: $subjects ${args}) { totalCount nodes { ${fields} } } }`,
    { subjects: [subject] },
    token,
  )
  expect(errors).toBeUndefined()
  const nodes = pick(data, 'coverage.nodes') as Record<string, unknown>[]
  expect(pick(data, 'coverage.totalCount')).toBe(nodes.length)
  return nodes
}

const codes = (...names: string[]) => names.map((code) => ({ code }))
const issues = [1, 2, 3, 4, 5, 6].map((number) => `issue-${number}`)

beforeAll(async () => {
  const { database } = server
  for (const code of issues) await addSource(database, code, 50, 'PUBLIC', '统计局')
  await addSource(database, 'yearbook', 60, 'PUBLIC', '统计局')
  await addSource(database, 'nameless', 50)
  await addSource(database, 'other-office', 50, 'PUBLIC', '税务局')
  await addSource(database, 'hidden-office', 50, 'INTERNAL', '海关')
  await addSource(database, 'hidden-issue', 50, 'INTERNAL', '统计局')
})

describe('the issues of a monthly bulletin', () => {
  it('make one row, with the gaps between them and no break', async () => {
    await addFirm('bulletin')
    await add([1, 2, 3, 5, 6].map((month) => told('bulletin', month, `issue-${month}`)))
    expect(await cover('bulletin', '', selection)).toEqual([
      {
        ...{ count: 5, correctedCount: 0, frequency: 'MONTH', firstPeriod: '2017-01', lastPeriod: '2017-06' },
        ...{ lastPublishedOn: '2017-07-15', gapCount: 1, gaps: [{ period: '2017-04' }], breaks: [] },
      },
    ])
  })

  it('are named in the order of what they tell, as many as are asked for', async () => {
    expect(await cover('bulletin', '', 'source { code } sourceCount sources { code }')).toEqual([
      { source: null, sourceCount: 5, sources: codes('issue-1', 'issue-2', 'issue-3', 'issue-5', 'issue-6') },
    ])
    expect(await cover('bulletin', '', 'sourceCount sources(first: 2) { code }')).toEqual([
      { sourceCount: 5, sources: codes('issue-1', 'issue-2') },
    ])
    await refuse('{ coverage { nodes { sources(first: 0) { code } } } }', undefined, 'BAD_USER_INPUT', 'first')
    await refuse('{ coverage { nodes { sources(first: 1001) { code } } } }', undefined, 'BAD_USER_INPUT', 'first')
  })

  it('count a period once, as the newest of them tells it', async () => {
    await addFirm('twice')
    await add([
      told('twice', 1, 'issue-1'),
      told('twice', 1, 'issue-2', 3),
      told('twice', 2, 'issue-2'),
      { ...told('twice', 2, 'issue-1', 3), value: '2' },
      { ...told('twice', 3, 'issue-3'), start: null, end: null },
      { ...told('twice', 3, 'issue-4', 5), start: null, end: null },
    ])
    expect(await cover('twice', '', 'count sources { code } gapCount')).toEqual([
      { count: 3, sources: codes('issue-2', 'issue-1', 'issue-4'), gapCount: 0 },
    ])
    expect(
      await cover('twice', ', asOf: { published: "2017-02-28" }', 'count source { code } sources { code }'),
    ).toEqual([{ count: 1, source: { code: 'issue-1' }, sources: codes('issue-1') }])
  })

  it('have none of a period that the newest of them says is missing, as time series', async () => {
    await addFirm('withdrawn')
    await add([1, 2, 3].map((month) => told('withdrawn', month, `issue-${month}`)))
    await add([
      { ...told('withdrawn', 2, 'issue-5', 6), ...missing },
      { ...told('withdrawn', 3, 'issue-1', 3), ...missing },
    ])
    expect(await cover('withdrawn', '', 'count gaps { period } sources { code }')).toEqual([
      { count: 2, gaps: [{ period: '2017-02' }], sources: codes('issue-1', 'issue-3') },
    ])
    expect(await cover('withdrawn', ', asOf: { published: "2017-05-01" }', 'count')).toEqual([{ count: 3 }])
    const { data } =
      await server.send(`{ timeSeries(subjects: ["withdrawn"], indicators: ["revenue"], bucket: MONTH, from: "2017-01", to: "2017-03") {
        series { columns { reasons } } } }`)
    expect(pick(data, 'timeSeries.series.0.columns.0.reasons')).toEqual([null, 'MISSING_VALUE', null])
  })

  it('tell a period as corrected, until a newer one tells it', async () => {
    await addFirm('corrected')
    const [first = '', second = ''] = await add([
      told('corrected', 1, 'issue-1'),
      told('corrected', 2, 'issue-2'),
      { ...told('corrected', 2, 'issue-3'), publishedOn: '2999-01-01' },
    ])
    for (const figure of [first, second])
      await decide(server.database, await propose(server.database, figure, { value: '2' }))
    const counts = 'count correctedCount sources { code }'
    const both = { count: 2, sources: codes('issue-1', 'issue-3') }
    expect(await cover('corrected', ', reading: CORRECTED', counts)).toEqual([{ ...both, correctedCount: 1 }])
    expect(await cover('corrected', '', counts)).toEqual([{ ...both, correctedCount: 0 }])
  })
})

describe('sources', () => {
  it('of two priorities side by side make a row each, without a break', async () => {
    await addFirm('side')
    await add(
      [1, 2, 3].flatMap((month) => [told('side', month, `issue-${month}`), told('side', month, 'yearbook', 12)]),
    )
    expect(await cover('side', '', 'source { code } sourceCount count breaks { kind }')).toEqual([
      { source: null, sourceCount: 3, count: 3, breaks: [] },
      { source: { code: 'yearbook' }, sourceCount: 1, count: 3, breaks: [] },
    ])
  })

  it('of another priority that go on are a break, from the last document to the first', async () => {
    await addFirm('goes-on')
    await add([1, 2].map((month) => told('goes-on', month, `issue-${month}`)))
    await add([3, 4].map((month) => told('goes-on', month, 'yearbook')))
    expect(await cover('goes-on', '', 'breaks { kind period before after }')).toEqual([
      { breaks: [] },
      { breaks: [{ kind: 'SOURCE', period: '2017-03', before: 'issue-2', after: 'yearbook' }] },
    ])
    expect(await cover('goes-on', ', where: { hasBreaks: true }', 'count')).toEqual([{ count: 2 }])
  })

  it('of another publisher are a break within a row; those without one tell of no change', async () => {
    await addFirm('publishers')
    const documents = ['issue-1', 'nameless', 'issue-3', 'nameless', 'other-office', 'other-office', 'issue-1']
    await add(documents.map((source, at) => told('publishers', at + 1, source)))
    await add([{ ...told('publishers', 8, 'other-office'), start: null, end: null }])
    expect(await cover('publishers', '', 'count sources { code } breaks { kind period before after }')).toEqual([
      {
        count: 8,
        sources: codes('issue-1', 'nameless', 'issue-3', 'other-office'),
        breaks: [
          { kind: 'SOURCE', period: '2017-05', before: 'issue-3', after: 'other-office' },
          { kind: 'SOURCE', period: '2017-07', before: 'other-office', after: 'issue-1' },
        ],
      },
    ])
  })

  it('of one publisher are no break either where another scope goes on', async () => {
    const breaks = async (slug: string, after: string) => {
      await addFirm(slug)
      await add([1, 2].map((month) => ({ ...told(slug, month, `issue-${month}`), scope: 'ALL' })))
      await add([3, 4].map((month) => ({ ...told(slug, month, after), scope: 'ABOVE_SCALE' })))
      return (await cover(slug, '', 'breaks { kind period before after }')).flatMap((row) => row['breaks'])
    }
    const scope = { kind: 'SCOPE', period: '2017-03', before: 'ALL', after: 'ABOVE_SCALE' }
    expect(await breaks('scope', 'issue-3')).toEqual([scope])
    expect(await breaks('scope-and-office', 'other-office')).toEqual([
      scope,
      { kind: 'SOURCE', period: '2017-03', before: 'issue-2', after: 'other-office' },
    ])
  })

  it('that are hidden are neither named nor counted, and their figures are', async () => {
    await addFirm('hidden')
    await add([
      told('hidden', 1, 'issue-1'),
      told('hidden', 2, 'hidden-office'),
      told('hidden', 3, 'issue-3'),
      { ...told('hidden', 4, 'hidden-issue'), nature: 'FORECAST' },
      { ...told('hidden', 5, 'yearbook'), nature: 'FORECAST' },
      { ...told('hidden', 6, 'yearbook'), nature: 'TARGET' },
      { ...told('hidden', 7, 'hidden-issue'), nature: 'TARGET' },
    ])
    const fields = 'source { code } sourceCount sources { code } count breaks { kind period before after }'
    const break_ = (before: string | null) => [{ kind: 'SOURCE', period: '2017-05', before, after: 'yearbook' }]
    const onward = (after: string | null) => [{ kind: 'SOURCE', period: '2017-07', before: 'yearbook', after }]
    expect(await cover('hidden', '', fields)).toEqual([
      { source: null, sourceCount: 2, sources: codes('issue-1', 'issue-3'), count: 3, breaks: [] },
      { source: null, sourceCount: 0, sources: [], count: 1, breaks: [] },
      { source: { code: 'yearbook' }, sourceCount: 1, sources: codes('yearbook'), count: 1, breaks: break_(null) },
      { source: null, sourceCount: 0, sources: [], count: 1, breaks: onward(null) },
      { source: { code: 'yearbook' }, sourceCount: 1, sources: codes('yearbook'), count: 1, breaks: [] },
    ])
    const key = { label: 'reader', role: 'READER', scope: { isAll: true }, expires: null } as const
    const reader = await createKey(server.database.pool, localOwner, key)
    const [actual, forecast, after, target] = await cover('hidden', '', fields, reader)
    expect(actual).toMatchObject({
      ...{ source: null, sourceCount: 3, sources: codes('issue-1', 'hidden-office', 'issue-3'), count: 3 },
      breaks: [
        { kind: 'SOURCE', period: '2017-02', before: 'issue-1', after: 'hidden-office' },
        { kind: 'SOURCE', period: '2017-03', before: 'hidden-office', after: 'issue-3' },
      ],
    })
    expect(forecast).toMatchObject({ source: { code: 'hidden-issue' }, sourceCount: 1, sources: codes('hidden-issue') })
    expect(after).toMatchObject({ breaks: break_('hidden-issue') })
    expect(target).toMatchObject({ breaks: onward('hidden-issue') })
  })
})

describe('a document that is asked for', () => {
  it('is read alone, also where newer ones tell the same', async () => {
    await addFirm('asked')
    await add([1, 2, 4].map((month) => told('asked', month, 'issue-1', 5)))
    await add([{ ...told('asked', 2, 'issue-2', 6), ...missing }, told('asked', 1, 'issue-2', 6)])
    await add([told('asked', 1, 'yearbook')])
    const fields = 'source { code } sourceCount count gaps { period }'
    expect(await cover('asked', ', source: "issue-1"', fields)).toEqual([
      { source: { code: 'issue-1' }, sourceCount: 1, count: 3, gaps: [{ period: '2017-03' }] },
    ])
    expect(await cover('asked', ', source: "issue-2"', 'count')).toEqual([{ count: 1 }])
    expect(await cover('asked', ', source: "issue-5"', 'count')).toEqual([])
    expect(await cover('asked', ', source: null', 'count')).toEqual([{ count: 2 }, { count: 1 }])
  })

  it('is refused where it is unknown or hidden, also of what has no figures', async () => {
    await addFirm('empty')
    for (const source of ['nothing', 'hidden-office'])
      for (const subject of ['bulletin', 'empty'])
        await refuse(
          `{ coverage(subjects: ["${subject}"], source: "${source}") { totalCount } }`,
          undefined,
          'BAD_USER_INPUT',
          'source',
        )
  })
})

it('rows of several priorities are paged, each once, in one statement a page', async () => {
  await addFirm('paged')
  await addSource(server.database, 'third', 70)
  await add(['issue-1', 'issue-2', 'yearbook', 'third'].map((source, at) => told('paged', at + 1, source)))
  const seen: unknown[] = []
  for (let after: string | null = null; seen.length < 10; ) {
    server.forget()
    const { data } = await server.send(
      'query ($after: String) { coverage(subjects: ["paged"], first: 1, after: $after) { pageInfo { hasNextPage endCursor } nodes { sources { code } } } }',
      { after },
    )
    expect(server.statements).toHaveLength(1)
    seen.push(...(pick(data, 'coverage.nodes') as { sources: object }[]).map(({ sources }) => sources))
    if (!pick(data, 'coverage.pageInfo.hasNextPage')) break
    after = pick(data, 'coverage.pageInfo.endCursor') as string
  }
  expect(seen).toEqual([codes('issue-1', 'issue-2'), codes('yearbook'), codes('third')])
})
