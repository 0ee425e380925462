import { createKey, localOwner } from '@parkgraph/db'
import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { addOpenRows, addRows, levels, parks } from '../graphql/access-rows.ts'
import { useServer } from '../kit/server.ts'
import { ask, parseCsv, readRows } from './ask.ts'

const server = useServer()
const closed = useServer({ isPublic: false })
const roles = ['NONE', 'READER', 'EDITOR', 'ADMIN'] as const
const tokens: Record<string, string> = {}

beforeAll(async () => {
  await addOpenRows(server.database)
  for (const park of parks) for (const level of levels) await addRows(server.database, park, level)
  for (const role of roles.slice(1))
    tokens[role] = await createKey(server.database.pool, localOwner, {
      label: role,
      role,
      scope: { park: 'own' },
      expires: null,
    })
}, 120_000)

afterEach(() => expect([server, closed].flatMap(({ faults }) => faults.splice(0))).toEqual([]))

const asked = {
  observations: ['value', 'printed.text', 'source.code'],
  enterprises: ['slug', 'revenue.value'],
  projects: ['slug', 'name'],
  parks: ['slug', 'taxRevenue.value'],
  corrections: ['changes', 'state'],
  coverage: ['subject.slug', 'count'],
}

describe('each role is told what GraphQL tells it', () => {
  it.each(roles)('%s', async (role) => {
    const counts: number[] = []
    for (const [name, columns] of Object.entries(asked)) {
      const rows = await readRows(server, name, { columns }, tokens[role])
      const selection = columns.map((column) => column.replace('.', ' { ') + (column.includes('.') ? ' }' : ''))
      const found: Record<string, unknown>[] = []
      for (let after: string | null = null; ; ) {
        const from: string = after === null ? '' : `, after: "${after}"`
        const query = `{ ${name}(first: 100${from}) { totalCount pageInfo { hasNextPage endCursor } nodes { ${selection.join(' ')} } } }`
        const { data } = await server.send(query, {}, tokens[role] ?? null)
        const page = data?.[name] as {
          totalCount: number
          nodes: never[]
          pageInfo: { hasNextPage: boolean; endCursor: string }
        }
        found.push(...page.nodes)
        if (page.pageInfo.hasNextPage) after = page.pageInfo.endCursor
        else {
          expect(rows.length).toBe(page.totalCount)
          break
        }
      }
      const flat = found.map((node) =>
        Object.fromEntries(
          columns.map((column) => {
            const [first = '', second = ''] = column.split('.')
            const value = node[first] as Record<string, unknown> | null
            return [column, second ? (value?.[second] ?? null) : value]
          }),
        ),
      )
      expect(rows).toEqual(flat)
      counts.push(rows.length)
    }
    expect(counts.every((count) => count > 0)).toBe(true)
  })

  it('sees more the higher it is', async () => {
    const sizes = await Promise.all(
      roles.map(async (role) => (await readRows(server, 'observations', { columns: 'value' }, tokens[role])).length),
    )
    const [none = 0, reader = 0, editor = 0, admin = 0] = sizes
    expect([none < reader, reader < editor, editor === admin]).toEqual([true, true, true])
  })
})

test('lists tell who may see each row, and are narrowed by it', async () => {
  const columns = 'slug,accessLevel,reportingPark.slug'
  const where = '{"accessLevel":{"in":["INTERNAL","RESTRICTED"]},"reportingPark":{"slug":{"eq":"inner"}}}'
  const response = await ask(server, 'enterprises.csv', { columns, where }, { token: tokens['EDITOR'] })
  expect(parseCsv((await response.text()).replace('\uFEFF', ''))).toEqual([
    ['代号', '公开级别', '填报园区代号'],
    ['e-inner-internal', '内部', 'inner'],
    ['e-inner-restricted', '限制', 'inner'],
  ])
  expect(await readRows(server, 'enterprises', { columns, where })).toEqual([])
})

describe('who asks', () => {
  it('is refused with a wrong key, before the address is looked at', async () => {
    for (const path of ['parks.csv', 'nothing.csv']) {
      const response = await ask(server, path, {}, { token: 'pg_wrong' })
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
      expect((await response.json()).errors[0].extensions).toEqual({ code: 'UNAUTHENTICATED' })
    }
  })

  it('has to be said where nobody may read without', async () => {
    expect((await ask(closed, 'parks.csv')).status).toBe(401)
  })

  it('keeps answers with a key out of caches, and those without apart from them', async () => {
    const open = await ask(server, 'parks.csv')
    const keyed = await ask(server, 'parks.csv', {}, { token: tokens['READER'] })
    await Promise.all([open.text(), keyed.text()])
    const read = ({ headers }: Response) => [headers.get('vary'), headers.get('cache-control')]
    expect([read(open), read(keyed)]).toEqual([
      ['Authorization', null],
      ['Authorization', 'private, no-store'],
    ])
  })
})
