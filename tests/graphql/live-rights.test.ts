import { grantRole, localOwner, revokeKey, withdrawGrant } from '@parkgraph/db'
import { afterEach, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures } from './data.ts'
import { limits, refusal, useRecorder } from './live.ts'
import { clientOf, collect, findEnd, mark, readEvents, textsOf } from './streams.ts'
import { makeKey } from './writing.ts'

const server = useServer({ limits })
const { keys, record } = useRecorder(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('who is let in no more', () => {
  test('is told so at the next event, and of nothing else', async () => {
    const key = await makeKey(server, 'EDITOR', { park: 'own' })
    const seen: string[] = []
    let begin = () => {}
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    const coming = collect(
      clientOf(server, key),
      () => false,
      { after: await findEnd(server, keys.editor) },
      ({ observation }) => {
        seen.push(observation.printed.text)
        begin()
      },
    )
    coming.catch(() => {})
    const first = await mark(server)
    await begun
    await revokeKey(server.database.pool, localOwner, key.split('_')[1] ?? '')
    await record(['8'])
    expect(await refusal(coming)).toBe('UNAUTHENTICATED')
    expect(seen).toEqual([first])
  })

  test('or has a role no more, sees what is left', async () => {
    const key = await makeKey(server, 'EDITOR', { park: 'own' })
    let begin = () => {}
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    const coming = collect(
      clientOf(server, key),
      ({ observation }) => observation.printed.text === 'the end',
      { after: await findEnd(server, keys.editor) },
      begin,
    )
    await record(['8.1'])
    await begun
    const { pool } = server.database
    const { rows } = await pool.query(
      'SELECT g.id FROM access_grant g JOIN api_key k ON k.principal_id = g.principal_id WHERE k.prefix = $1',
      [key.split('_')[1]],
    )
    await withdrawGrant(pool, localOwner, rows[0].id)
    await record(['8.2'])
    await addFigures(server.database, [
      {
        subject: 'own',
        indicator: 'tax_revenue',
        value: '1',
        reportedBy: 'own',
        start: '1990-01-01',
        end: '1991-01-01',
        text: 'the end',
      },
    ])
    expect(textsOf(await coming)).toEqual(['8.1亿元', 'the end'])
  })
})

describe('who has other rights by the time that what is read is told', () => {
  const query = 'subscription { observationRecorded { observation { printed { text } doubts { id } } } }'

  /** Opens a stream whose first reading waits for what happens meanwhile. */
  async function readSlowly(token: string, meanwhile: () => Promise<unknown>) {
    const { pool } = server.database
    const holder = await pool.connect()
    try {
      await holder.query('BEGIN; LOCK TABLE doubt IN ACCESS EXCLUSIVE MODE')
      const stream = readEvents(server, query, token)
      const waiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database()
        AND wait_event_type = 'Lock' AND query LIKE '%Subscription.observationRecorded%'`
      await expect.poll(async () => (await pool.query(waiting)).rows[0].n).toBe(1)
      await meanwhile()
      return stream
    } finally {
      await holder.query('COMMIT')
      holder.release()
    }
  }

  test('is told nothing that happened once they were let in no more', async () => {
    const key = await makeKey(server, 'EDITOR', { park: 'own' })
    const stream = await readSlowly(key, async () => {
      await revokeKey(server.database.pool, localOwner, key.split('_')[1] ?? '')
      await mark(server)
    })
    await expect.poll(stream.text).toContain('event: next')
    expect(stream.text()).toContain('UNAUTHENTICATED')
    expect(stream.text()).not.toContain('mark-')
    await stream.close()
  })

  test('is told what happened once they had a role', async () => {
    const key = await makeKey(server, 'READER', { region: '82' })
    let text = ''
    const stream = await readSlowly(key, async () => {
      const to = { prefix: key.split('_')[1] ?? '' }
      await grantRole(server.database.pool, localOwner, { to, role: 'READER', scope: { park: 'own' } })
      text = await mark(server, { accessLevel: 'INTERNAL' })
      await mark(server)
    })
    await expect.poll(stream.text).toContain('event: next')
    expect(stream.text()).toContain(text)
    await stream.close()
  })
})
