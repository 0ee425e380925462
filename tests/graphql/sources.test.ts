import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ask as askExport, parseCsv } from '../exports/ask.ts'
import { useServer } from '../kit/server.ts'
import { addSource, pick } from './data.ts'
import { refuseBy } from './refuse.ts'
import { makeKey } from './writing.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const codes = Array.from({ length: 150 }, (_, at) => `issue-${String(at).padStart(3, '0')}`)
let token = ''

beforeAll(async () => {
  for (const [at, code] of codes.entries())
    await addSource(server.database, code, 150 - at, 'PUBLIC', at % 2 ? 'Bureau' : null)
  await addSource(server.database, 'issue-internal', 10, 'INTERNAL')
  token = await makeKey(server, 'READER', { isAll: true })
})

const list = async (args: string, who: string | null = null) => {
  const { data, errors } = await server.send(`{ sources(${args}) { totalCount nodes { code } } }`, {}, who)
  expect(errors).toBeUndefined()
  return {
    count: pick(data, 'sources.totalCount'),
    codes: (pick(data, 'sources.nodes') as { code: string }[]).map(({ code }) => code),
  }
}

const issues = 'where: { code: { startsWith: "issue-" } }'

describe('sources', () => {
  test('come in pages, of 20 where no size is asked and of 100 at most', async () => {
    expect(await list(issues)).toEqual({ count: 150, codes: codes.slice(0, 20) })
    expect(await list(`first: 100, ${issues}`)).toEqual({ count: 150, codes: codes.slice(0, 100) })
    await refuseBy(server)('{ sources(first: 101) { nodes { code } } }', undefined, 'BAD_USER_INPUT', 'first')
  })

  test('are all told page by page, each once, in one statement each', async () => {
    const found: string[] = []
    for (let after: string | null = null; ; ) {
      server.forget()
      const { data } = await server.send(
        `query ($after: String) { sources(first: 40, after: $after, ${issues}) { pageInfo { hasNextPage endCursor } nodes { code } } }`,
        { after },
      )
      expect(server.statements).toHaveLength(1)
      found.push(...(pick(data, 'sources.nodes') as { code: string }[]).map(({ code }) => code))
      if (!pick(data, 'sources.pageInfo.hasNextPage')) break
      after = String(pick(data, 'sources.pageInfo.endCursor'))
    }
    expect(found).toEqual(codes)
  })

  test('are narrowed and ordered', async () => {
    expect(await list('where: { code: { eq: "issue-007" } }')).toEqual({ count: 1, codes: ['issue-007'] })
    expect(await list('where: { title: { contains: "issue-14" } }, last: 2')).toEqual({
      count: 10,
      codes: ['issue-148', 'issue-149'],
    })
    expect((await list('where: { publisher: { eq: "Bureau" } }')).count).toBe(75)
    expect((await list('where: { kind: { eq: NEWSPAPER } }')).codes).toEqual(['xiangxiang-2017-review'])
    expect((await list(`first: 2, ${issues}, orderBy: [{ priority: ASC }]`)).codes).toEqual(['issue-149', 'issue-148'])
    expect((await list('first: 1, orderBy: [{ publishedTo: ASC }]')).codes).toEqual(['xiangxiang-2017-review'])
  })

  test('that are hidden are neither told nor counted', async () => {
    const internal = 'where: { accessLevel: { in: [INTERNAL, RESTRICTED] } }'
    expect(await list(internal)).toEqual({ count: 0, codes: [] })
    expect(await list(internal, token)).toEqual({ count: 1, codes: ['issue-internal'] })
  })

  test('are exported whole', async () => {
    const response = await askExport(server, 'sources.csv', {
      columns: 'code,publisher',
      where: '{"publisher":{"eq":"Bureau"}}',
    })
    const [headers, ...rows] = parseCsv((await response.text()).replace('\uFEFF', ''))
    expect([headers, rows.length, rows[0]]).toEqual([['代码', '发布单位'], 75, ['issue-001', 'Bureau']])
  })
})
