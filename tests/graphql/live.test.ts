import { grantRole, localOwner, revokeKey, withdrawGrant } from '@parkgraph/db'
import { correctionDecided, ParkgraphError, projectStageRecorded, publicationAdvanced } from '@parkgraph/sdk'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, pick } from './data.ts'
import { publish } from './publishing.ts'
import { recordFigures, taxOf } from './recording.ts'
import { clientOf, collect, findEnd, isText, mark, readEvents, textsOf } from './streams.ts'
import { idOf, makeKey, openForm, write } from './writing.ts'

// So long that only notifications of the database wake a stream.
const server = useServer({ limits: { patience: 3_600_000 } })
let editor = ''
let steward = ''

beforeAll(async () => {
  editor = await openForm(server, '2026-11')
  await addSubjects(server.database, [{ kind: 'PROJECT', slug: 'work', park: 'own', reportedBy: 'own' }])
  steward = await makeKey(server, 'STEWARD', { park: 'own' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

let year = 1500

const record = (values: readonly string[]) =>
  recordFigures(
    server,
    values.map((value) => taxOf(`${++year}-01/${year}-10`, { value })),
    editor,
  )

const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (fault: unknown) => fault,
  )
  expect(error).toBeInstanceOf(ParkgraphError)
  return (error as ParkgraphError).code
}

describe('figures', () => {
  test('arrive as they are recorded, decoded, and in commit order', async () => {
    const after = await findEnd(server, editor)
    const coming = collect(clientOf(server, editor), ({ observation }) => observation.value?.toFixed() === '3', {
      after,
    })
    const id = idOf(await record(['1', '2']))
    await write(
      server,
      'reviseObservation',
      { observation: id, expectedVersion: id, value: '1.5', reason: '核' },
      editor,
    )
    await record(['3'])
    const events = await coming
    expect(events.map(({ observation }) => observation.value?.toFixed())).toEqual(['1', '2', '1.5', '3'])
    expect(new Set(events.map(({ recordedAt }) => recordedAt)).size).toBe(3)
    const rest = await collect(clientOf(server, editor), ({ observation }) => observation.value?.toFixed() === '3', {
      after: events[0]?.cursor ?? '',
    })
    expect(rest).toEqual(events.slice(1))
  })

  test('are narrowed by park, and by what a list of figures is narrowed by', async () => {
    const after = await findEnd(server, editor)
    const year = { start: '2100-01-01', end: '2101-01-01' }
    await addFigures(server.database, [
      { ...year, subject: 'sibling', indicator: 'tax_revenue', value: '1', reportedBy: 'sibling', text: 'other park' },
      {
        ...year,
        subject: 'own',
        indicator: 'fixed_asset_investment',
        value: '1',
        reportedBy: 'own',
        text: 'other indicator',
      },
    ])
    const last = await mark(server)
    const where = { indicator: { code: { eq: 'tax_revenue' } } }
    const read = async (variables: object) =>
      textsOf(await collect(clientOf(server), isText(last), { after, ...variables }))
    // Of one change, the figures of one park come after those of another.
    expect((await read({})).toSorted()).toEqual([last, 'other indicator', 'other park'])
    expect(await read({ park: 'own' })).toEqual(['other indicator', last])
    expect(await read({ where })).toEqual(['other park', last])
    expect(await read({ park: 'own', where })).toEqual([last])
  })

  test('that are not public are told to the public once they are published, and to others once, when they are recorded', async () => {
    const after = await findEnd(server, editor)
    const id = idOf(await record(['7']))
    const before = await mark(server)
    await publish(server.database, [id])
    const last = await mark(server)
    const read = async (token: string | null) =>
      (await collect(clientOf(server, token), isText(last), { after })).map(({ isPublication, observation }) => [
        isPublication,
        observation.printed.text,
      ])
    const text = '7亿元'
    expect(await read(null)).toEqual([
      [false, before],
      [true, text],
      [false, last],
    ])
    expect(await read(editor)).toEqual([
      [false, text],
      [false, before],
      [false, last],
    ])
  })
})

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
      { after: await findEnd(server, editor) },
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
      { after: await findEnd(server, editor) },
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

test('decisions on corrections, steps of publications and stages of works are told', async () => {
  const client = clientOf(server, editor)
  const next = async <Data>(events: AsyncGenerator<Data>, work: () => Promise<unknown>) => {
    const coming = events.next()
    // The stream has begun when the server knows it: what comes earlier is not told.
    await expect
      .poll(() => server.statements.filter((text) => text.startsWith('/* Subscription.')).length)
      .toBeGreaterThan(0)
    await work()
    const { value } = await coming
    await events.return(undefined)
    server.forget()
    return value as Data
  }
  const id = idOf(await record(['9']))
  const proposal = { observation: id, changes: { value: '90' }, confidence: 'HIGH', evidence: { zh: '错', en: 'x' } }
  const correction = pick(await write(server, 'proposeCorrection', proposal, editor), 'correction.id')
  server.forget()
  expect(
    await next(client.subscribe(correctionDecided, { park: 'own' }), () =>
      write(server, 'acceptCorrection', { correction, expectedVersion: '1', reason: '是' }, steward),
    ),
  ).toMatchObject({
    correctionDecided: { correction: { id: correction }, decision: { state: 'ACCEPTED', reason: '是' } },
  })
  const draft = { title: '十月', level: 'PUBLIC', observations: [id] }
  expect(
    await next(client.subscribe(publicationAdvanced, { where: { title: { eq: '十月' } } }), () =>
      write(server, 'draftPublication', draft, editor),
    ),
  ).toMatchObject({ publicationAdvanced: { publication: { title: '十月' }, step: { state: 'DRAFTED' } } })
  expect(
    await next(client.subscribe(projectStageRecorded, { where: { slug: { eq: 'work' } } }), () =>
      addFact(server.database, 'project_stage', 'work', { stage: 'FOUNDATION', state: 'DONE' }, 'own'),
    ),
  ).toMatchObject({
    projectStageRecorded: { project: { slug: 'work' }, stage: { stage: 'FOUNDATION', state: 'DONE' } },
  })
})

describe('what cannot be followed', () => {
  const ask = (query: string, headers: Record<string, string> = {}, variables = {}) =>
    fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
      body: JSON.stringify({ query, variables }),
    })
  const followed =
    'subscription ($park: String, $after: String) { observationRecorded(park: $park, after: $after) { cursor } }'

  test('is told why', async () => {
    const client = clientOf(server)
    const until = () => false
    expect(await refusal(collect(client, until, { park: 'nowhere' }))).toBe('UNKNOWN_SUBJECT')
    expect(await refusal(collect(client, until, { after: 'x' }))).toBe('BAD_CURSOR')
    expect(await refusal(collect(client, until, { where: { value: { gt: '1', unit: 'parsec' } } }))).toBe(
      'UNKNOWN_UNIT',
    )
    expect(await refusal(collect(clientOf(server, `${editor.slice(0, -1)}_`), until))).toBe('UNAUTHENTICATED')
    const response = await ask(followed, { 'last-event-id': 'x' })
    const text = await response.text()
    expect(text).toContain('"code":"BAD_CURSOR","argument":"Last-Event-ID"')
    expect(text).toContain('Last-Event-ID: not a cursor. Use the cursor of an event of this subscription.')
    const { data } = await server.send('{ parks { pageInfo { endCursor } } }')
    const ofList = await ask(followed, { 'last-event-id': String(pick(data, 'parks.pageInfo.endCursor')) })
    expect(await ofList.text()).toContain('the cursor belongs to a list, or to another subscription. Use')
  })

  test('is asked for as what it is not', async () => {
    for (const accept of ['application/json', 'application/graphql-response+json', 'multipart/mixed']) {
      const response = await ask(followed, { accept })
      expect([response.status, await response.text()]).toEqual([
        406,
        expect.stringContaining(accept === 'multipart/mixed' ? '' : 'text/event-stream'),
      ])
    }
  })

  test('goes on after the header that browsers send', async () => {
    const after = await findEnd(server, editor)
    await mark(server)
    const last = await mark(server)
    const controller = new AbortController()
    const response = await fetch(
      `${server.url}?${new URLSearchParams({ query: 'subscription { observationRecorded { observation { printed { text } } } }' })}`,
      {
        headers: { accept: 'text/event-stream', 'last-event-id': after },
        signal: controller.signal,
      },
    )
    let text = ''
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      if (text.includes(last)) break
    }
    controller.abort()
    expect(text.match(/mark-\d+/g)).toHaveLength(2)
    expect(text).toMatch(/^:\nretry: 1000\nid: /)
  })
})

describe('streams at once', () => {
  const few = useServer({ limits: { streams: 6, streamsOfViewer: 2 } })

  test('are bounded for each viewer and in all, and a place that is left is there again', async () => {
    const keys = await Promise.all([1, 2].map(() => makeKey(few, 'READER', { isAll: true })))
    const open = async (token: string | null) => {
      const controller = new AbortController()
      const response = await fetch(few.url, {
        method: 'POST',
        headers: {
          ...{ 'content-type': 'application/json', accept: 'text/event-stream' },
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify({ query: 'subscription { observationRecorded { cursor } }' }),
        signal: controller.signal,
      })
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      const text = (await reader?.read())?.value ?? ''
      return { isOpen: !text.includes('TOO_MANY_STREAMS'), status: response.status, close: () => controller.abort() }
    }
    const streams = []
    for (const token of [keys[0], keys[0], keys[0], null, null, null, null, keys[1], keys[1]] as (string | null)[])
      streams.push(await open(token))
    expect(streams.map(({ isOpen }) => isOpen)).toEqual([true, true, false, true, true, true, false, true, false])
    expect(streams.filter(({ isOpen }) => !isOpen).map(({ status }) => status)).toEqual([503, 503, 503])
    streams[0]?.close()
    await expect.poll(async () => (await open(keys[0] as string)).isOpen).toBe(true)
    for (const { close } of streams) close()
    expect(few.faults.splice(0)).toEqual([])
  })
})
