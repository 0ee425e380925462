import { endLostImports } from '@parkgraph/db'
import { type ImportAdvancedSubscription, importAdvanced, imports } from '@parkgraph/sdk'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { pick } from '../graphql/data.ts'
import { clientOf, findBegin } from '../graphql/streams.ts'
import { makeKey, openForm } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { send, toCsv } from './send.ts'
import { header, row } from './whole-rows.ts'

// So long that only notifications of the database wake a stream.
const server = useServer({ limits: { patience: 3_600_000 } })
let editor = ''
let other = ''
let admin = ''

beforeAll(async () => {
  editor = await openForm(server, '2026-11')
  other = await makeKey(server, 'EDITOR', { park: 'own' })
  admin = await makeKey(server, 'ADMIN', { isAll: true })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const makeRow = (value = '2.87') => row([5, value])

/** A file that is sent piece by piece: its rows wait for `go`. */
function makeSlowFile(rows: readonly string[][]) {
  let go = () => {}
  const going = new Promise<void>((resolve) => {
    go = resolve
  })
  const body = async function* () {
    yield Buffer.from(`${toCsv([header])}\r\n`)
    await going
    yield Buffer.from(toCsv(rows))
  }
  return { body: body(), go: () => go() }
}

function sendSlowly(body: AsyncIterable<Buffer>, signal?: AbortSignal) {
  return fetch(new URL('/imports', server.url), {
    ...{ method: 'POST', headers: { 'content-type': 'text/csv', authorization: `Bearer ${editor}` } },
    ...{ body: body as never, duplex: 'half', ...(signal ? { signal } : {}) },
  })
}

type Told = ImportAdvancedSubscription['importAdvanced']

/** What is told from now on, up to the end of an import. */
async function watch(token: string, variables: object = {}) {
  const events: Told[] = []
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const ended = (async () => {
    for await (const { importAdvanced: event } of clientOf(server, token).subscribe(importAdvanced, variables, {
      onOpen: open,
    })) {
      events.push(event)
      if (event.import.outcome) break
    }
    return events
  })()
  await opened
  return { events, ended }
}

const listOf = async (token: string | null) => (await clientOf(server, token).run(imports)).imports.nodes

describe('an import', () => {
  test('is told of while it goes on, and how it ended, to who sent it and to administrators', async () => {
    const [own, all] = [await watch(editor), await watch(admin)]
    const { body, go } = makeSlowFile([makeRow(), makeRow()])
    const answer = sendSlowly(body)
    await expect.poll(() => own.events.length).toBeGreaterThan(0)
    expect(own.events[0]?.import).toMatchObject({ phase: 'READING', outcome: null, into: 'OBSERVATIONS', rowCount: 0 })
    expect(await listOf(other)).toEqual([])
    expect(await listOf(null)).toEqual([])
    go()
    const { import: id } = (await (await answer).json()) as { import: string }
    const events = await own.ended
    expect(events.at(-1)?.import).toMatchObject({
      ...{ id, phase: 'ENDED', outcome: 'RECORDED', isDryRun: false, rowCount: 2, problemCount: 0 },
    })
    expect(events.at(-1)?.import.byteCount).toBeGreaterThan(100)
    expect((await all.ended).at(-1)).toEqual(events.at(-1))
    expect((await listOf(editor))[0]).toEqual(events.at(-1)?.import)
    expect(await listOf(other)).toEqual([])
  })

  test.each([
    ['refused for a row', 'many', {}, { outcome: 'REFUSED', rowCount: 1, problemCount: 1 }],
    ['looked at', '1', { dryRun: 'true' }, { outcome: 'CHECKED', isDryRun: true, rowCount: 1 }],
  ])('that is %s is told so', async (_, value, parameters, told) => {
    const { ended } = await watch(editor)
    const answer = await send(server, toCsv([header, makeRow(value)]), { token: editor, parameters })
    expect((await ended).at(-1)?.import).toMatchObject({ id: answer.import, phase: 'ENDED', ...told })
  })

  test('that its sender breaks off is told so', async () => {
    const { events, ended } = await watch(editor)
    const leaving = new AbortController()
    const sending = sendSlowly(makeSlowFile([]).body, leaving.signal)
    await expect.poll(() => events.length).toBeGreaterThan(0)
    leaving.abort()
    await expect(sending).rejects.toThrow()
    expect((await ended).at(-1)?.import).toMatchObject({ phase: 'ENDED', outcome: 'BROKEN_OFF' })
  })

  test('whose server is gone is ended by another, and one that goes on is not', async () => {
    const { pool } = server.database
    const insert = "INSERT INTO import (actor, \"into\", is_dry_run) VALUES ('x', 'PROJECTS', false) RETURNING id"
    const [lost, going] = [(await pool.query(insert)).rows[0].id, (await pool.query(insert)).rows[0].id]
    await pool.query(
      `DO $$ BEGIN SET LOCAL session_replication_role = replica;
        UPDATE import SET told_at = now() - interval '61 seconds' WHERE id = ${lost}; END $$`,
    )
    const { ended } = await watch(admin)
    await endLostImports(pool)
    expect((await ended).map((event) => event.import)).toMatchObject([{ into: 'PROJECTS', outcome: 'BROKEN_OFF' }])
    const { rows } = await pool.query('SELECT outcome FROM import WHERE id = $1', [going])
    expect(rows).toEqual([{ outcome: null }])
  })

  test('that was only held up is told as it ends', async () => {
    const { body, go } = makeSlowFile([makeRow()])
    const { events, ended } = await watch(editor)
    const answer = sendSlowly(body)
    await expect.poll(() => events.length).toBeGreaterThan(0)
    const { pool } = server.database
    await pool.query("UPDATE import SET phase = 'ENDED', outcome = 'BROKEN_OFF' WHERE outcome IS NULL AND actor <> 'x'")
    await ended
    go()
    expect(await (await answer).json()).toMatchObject({ outcome: 'RECORDED' })
    expect((await listOf(editor))[0]).toMatchObject({ phase: 'ENDED', outcome: 'RECORDED', rowCount: 1 })
  })

  test('is told to who comes again from where they were', async () => {
    const first = await watch(editor)
    await send(server, toCsv([header, makeRow()]), { token: editor })
    const cursor = (await first.ended).at(-1)?.cursor
    const answer = await send(server, toCsv([header, makeRow()]), { token: editor })
    const { ended } = await watch(editor, { after: cursor })
    expect((await ended).map((event) => event.import)).toMatchObject([{ id: answer.import, outcome: 'RECORDED' }])
  })

  test('of others moves no id of a stream: nobody learns when they import', async () => {
    const query = 'subscription { importAdvanced { cursor } }'
    const readers = [null, other]
    const begin = () => Promise.all(readers.map((token) => findBegin(server, query, token)))
    const before = await begin()
    await send(server, toCsv([header, makeRow('3.14')]), { token: editor })
    expect(await begin()).toEqual(before)
    const own = await watch(other, { after: before[1] })
    const answer = await send(server, toCsv([header, makeRow('3.15')]), { token: other })
    expect((await own.ended).at(-1)?.import).toMatchObject({ id: answer.import })
    const events = await watch(other)
    const again = await send(server, toCsv([header, makeRow('3.16')]), { token: other })
    expect((await events.ended).map((event) => event.import.id)).toContain(again.import)
    expect(events.events.map((event) => event.import.id)).not.toContain(answer.import)
  })

  test('of somebody who may not import is not begun', async () => {
    const before = (await listOf(admin)).length
    const reader = await makeKey(server, 'READER', { park: 'own' })
    for (const token of [null, reader]) {
      const { status, errors } = await send(server, toCsv([header, makeRow()]), { token })
      expect([status, pick(errors, '0.extensions.code')]).toEqual([403, 'FORBIDDEN'])
    }
    expect((await listOf(admin)).length).toBe(before)
  })
})
