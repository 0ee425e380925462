import { afterEach, describe, expect, test } from 'vitest'
import { countRows, makeKey } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { useForm } from './form.ts'
import { send, tell, toCsv } from './send.ts'
import { header, row } from './whole-rows.ts'

const server = useServer()
const { keys, asEditor } = useForm(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('rights', () => {
  test('whoever may write nowhere is refused before the file is read', async () => {
    for (const token of [null, keys.reader])
      expect(await send(server, 'x', { token })).toMatchObject({
        status: 403,
        errors: [{ extensions: { code: 'FORBIDDEN' } }],
      })
    expect(await send(server, 'x', { token: 'pg_wrong' })).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    })
  })

  test.each([
    ['READER', 'own', 403],
    ['EDITOR', 'own', 200],
    ['STEWARD', 'own', 200],
    ['ADMIN', 'own', 200],
    ['EDITOR', 'outer', 200],
    ['EDITOR', 'inner', 422],
    ['EDITOR', 'sibling', 422],
  ])('of the role %s for the park %s are those of the table', async (role, park, status) => {
    const token = await makeKey(server, role, { park })
    const answer = await send(server, toCsv([header, row()]), { token, parameters: { dryRun: 'true' } })
    expect(answer.status).toBe(status)
    if (status === 422) expect(tell(answer)).toEqual(['2 subject FORBIDDEN'])
  })

  test('a hidden subject is told as one that is not there, in the same words', async () => {
    const slugs = ['e-sibling-internal', 'e-sibling-nowhere1']
    const answer = await send(server, toCsv([header, ...slugs.map((slug) => row([0, slug]))]), asEditor())
    const told = answer.problems?.map((one, at) =>
      JSON.stringify({ ...one, row: 0 }).replaceAll(slugs[at] ?? '', 'slug'),
    )
    expect(told?.[0]).toBe(told?.[1])
    expect(told?.[0]).toContain('NOT_FOUND')
  })

  test('a file for a park takes no rows of others', async () => {
    const everywhere = await makeKey(server, 'EDITOR', { isAll: true })
    const lines = toCsv([header, row(), row([0, 'sibling']), row([0, 'firm-own'], [1, 'revenue'])])
    const answer = await send(server, lines, { token: everywhere, parameters: { park: 'own' } })
    expect(tell(answer)).toEqual(['3 subject OTHER_PARK'])
    expect(await send(server, lines, { token: everywhere, parameters: { park: 'atlantis' } })).toMatchObject({
      status: 404,
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    })
    expect(await send(server, lines, { token: everywhere })).toMatchObject({ outcome: 'RECORDED', figures: 3 })
  })
})

test('whoever goes away in the middle leaves nothing, and no session', async () => {
  const before = await countRows(server)
  const gone = new AbortController()
  async function* pieces() {
    yield Buffer.from(`${toCsv([header, row(), row()])}\r\n`)
    await new Promise((resolve) => setTimeout(resolve, 300))
    gone.abort()
    yield Buffer.from('x')
  }
  const url = new URL('/imports', server.url)
  const init = {
    method: 'POST',
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${keys.editor}` },
    duplex: 'half',
  }
  await expect(fetch(url, { ...init, body: pieces() as never, signal: gone.signal } as RequestInit)).rejects.toThrow()
  const sessions = `SELECT count(*)::int AS n FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
    JOIN pg_database d ON d.oid = l.database WHERE d.datname = current_database() AND c.relname = 'import_row'`
  await expect.poll(async () => (await server.database.pool.query(sessions)).rows[0].n, { timeout: 30_000 }).toBe(0)
  expect(await countRows(server)).toEqual(before)
  // All places are free again.
  const lines = Array.from({ length: 4 }, () => toCsv([header, row()]))
  const answers = await Promise.all(lines.map((text) => send(server, text, asEditor())))
  expect(answers.map(({ outcome }) => outcome)).toEqual(Array(4).fill('RECORDED'))
})
