import { localOwner, revokeKey } from '@parkgraph/db'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { parks } from './access-rows.ts'
import { addSubjects, pick } from './data.ts'
import { recordFigures, taxOf } from './recording.ts'
import { type Answer, idOf, makeKey, openForm, roles, write } from './writing.ts'

const server = useServer()
let editor = ''
let steward = ''
let other = ''

beforeAll(async () => {
  editor = await openForm(server, '2026-11')
  steward = await makeKey(server, 'STEWARD', { park: 'own' })
  other = await makeKey(server, 'EDITOR', { park: 'sibling' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const prefixOf = (token: string) => token.split('_')[1]

let year = 2000

const record = (more?: Record<string, unknown>, token = editor) =>
  recordFigures(server, [taxOf(`${++year}-01/${year}-10`, more)], token)

const change = `{ recordedAt actor label keyPrefix requestId reason park { slug } rows { totalCount nodes { __typename kind subject { slug }
  ... on ObservationChange { before { value missingReason } after { id value missingReason status } }
  ... on LevelChange { observation { id } source { code } from to publication { title } }
  ... on CorrectionChange { correction { id state } }
  ... on CorrectionDecisionChange { decision { state } before { value reading } after { value reading } }
  ... on PublicationStepChange { publication { title state } step { state } }
  ... on HonourChange { before { title } after { title } }
  ... on MembershipChange { before { park { slug } } after { park { slug } } }
  ... on AmendmentChange { values { property before after } } } } }`

async function ask(query: string, token: string | null = editor, variables = {}) {
  const { data, errors } = await server.send(query, variables, token)
  expect(errors).toBeUndefined()
  return data
}

const readNewest = async (token: string | null = editor) =>
  pick(await ask(`{ changes(first: 1) { nodes ${change} } }`, token), 'changes.nodes.0') as Record<string, unknown>

const rowsOfNewest = async () => pick(await readNewest(), 'rows.nodes') as Record<string, unknown>[]

describe('the newest change', () => {
  test('tells who, when, why, through what, and what is read since', async () => {
    const id = idOf(await record())
    expect(await readNewest()).toEqual({
      ...{ recordedAt: expect.stringMatching(/^20.*T/), actor: `key:${prefixOf(editor)}`, label: 'EDITOR' },
      ...{ keyPrefix: prefixOf(editor), requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      ...{ reason: expect.stringMatching(/./), park: { slug: 'own' } },
      rows: {
        totalCount: 1,
        nodes: [
          {
            ...{ __typename: 'ObservationChange', kind: 'OBSERVATION', subject: { slug: 'own' }, before: null },
            after: { id, value: '2.87', missingReason: null, status: [] },
          },
        ],
      },
    })
  })

  test('tells what a revision and a withdrawal replaced', async () => {
    const id = idOf(await record())
    const revised = await write(
      server,
      'reviseObservation',
      { observation: id, expectedVersion: id, value: '3', reason: '年终' },
      editor,
    )
    expect(await rowsOfNewest()).toMatchObject([{ before: { value: '2.87' }, after: { value: '3' } }])
    const withdrawal = { observation: id, expectedVersion: idOf(revised), reason: '误报' }
    await write(server, 'withdrawObservation', withdrawal, editor)
    expect(await rowsOfNewest()).toMatchObject([
      {
        before: { value: '3', missingReason: null },
        after: { value: null, missingReason: '误报', status: ['WITHDRAWN'] },
      },
    ])
  })

  test('tells of corrections, as the figure reads with them', async () => {
    const id = idOf(await record())
    const proposal = {
      observation: id,
      changes: { value: '28.7' },
      confidence: 'HIGH',
      evidence: { zh: '错', en: 'x' },
    }
    const proposed = await write(server, 'proposeCorrection', proposal, editor)
    expect(proposed.__typename).toBe('ProposeCorrectionSuccess')
    const correction = pick(proposed, 'correction.id') as string
    expect(await rowsOfNewest()).toMatchObject([
      { __typename: 'CorrectionChange', subject: { slug: 'own' }, correction: { id: correction, state: 'PROPOSED' } },
    ])
    await write(server, 'acceptCorrection', { correction, expectedVersion: '1', reason: '是' }, steward)
    expect(await readNewest()).toMatchObject({ actor: `key:${prefixOf(steward)}` })
    expect(await rowsOfNewest()).toMatchObject([
      {
        ...{ __typename: 'CorrectionDecisionChange', subject: { slug: 'own' }, decision: { state: 'ACCEPTED' } },
        ...{ before: { value: '2.87', reading: 'AS_PRINTED' }, after: { value: '28.7', reading: 'CORRECTED' } },
      },
    ])
    await write(server, 'rejectCorrection', { correction, expectedVersion: '2', reason: '否' }, steward)
    expect(await rowsOfNewest()).toMatchObject([
      { before: { value: '28.7', reading: 'CORRECTED' }, after: { value: '2.87', reading: 'AS_PRINTED' } },
    ])
  })

  test('tells of publications and of the levels that they change', async () => {
    const id = idOf(await record())
    const step = async (name: string, input: object, token: string) => {
      const answer = (await write(server, `${name}Publication`, { ...input }, token)) as Answer
      expect(answer.message).toBeUndefined()
      return answer['publication'] as { id: string; lastStep: { id: string } }
    }
    const drafted = await step('draft', { title: '十月', level: 'PUBLIC', observations: [id] }, editor)
    expect(await rowsOfNewest()).toMatchObject([
      {
        __typename: 'PublicationStepChange',
        subject: null,
        publication: { title: '十月' },
        step: { state: 'DRAFTED' },
      },
    ])
    const next = ({ id: publication, lastStep }: typeof drafted) => ({ publication, expectedVersion: lastStep.id })
    await step('approve', next(await step('submit', next(drafted), editor)), steward)
    expect(await rowsOfNewest()).toMatchObject([
      { __typename: 'LevelChange', subject: { slug: 'own' }, observation: { id }, from: 'INTERNAL', to: 'PUBLIC' },
      // Its document comes along.
      { __typename: 'LevelChange', subject: null, observation: null, source: { code: 'form' }, to: 'PUBLIC' },
      { __typename: 'PublicationStepChange', step: { state: 'APPROVED' } },
      { __typename: 'PublicationStepChange', step: { state: 'RELEASED' } },
    ])
  })

  test('tells what an amendment changed, by property', async () => {
    const { pool } = server.database
    await pool.query(`UPDATE subject SET name = '新园', name_pinyin = 'xinyuan' WHERE slug = 'own'`)
    expect(await rowsOfNewest()).toMatchObject([
      {
        ...{ __typename: 'AmendmentChange', subject: { slug: 'own' } },
        values: [
          { property: 'name', before: 'own', after: '新园' },
          { property: 'namePinyin', before: 'own', after: 'xinyuan' },
        ],
      },
    ])
    await pool.query(`UPDATE park SET level = 'NATIONAL' WHERE id = (SELECT id FROM subject WHERE slug = 'own')`)
    expect(await rowsOfNewest()).toMatchObject([{ values: [{ property: 'level', before: null, after: 'NATIONAL' }] }])
  })
})

describe('changes', () => {
  const list = async (where: object, token: string | null = editor, first = 100) =>
    pick(
      await ask(
        `query ($where: ChangeWhere, $first: Int) { changes(where: $where, first: $first) { totalCount nodes ${change} } }`,
        token,
        {
          where,
          first,
        },
      ),
      'changes',
    ) as {
      totalCount: number
      nodes: { actor: string; recordedAt: string; reason: string; rows: { nodes: { kind: string }[] } }[]
    }

  test('are narrowed by actor, key, request, time, park and rows', async () => {
    const before = await readNewest()
    await record({}, steward)
    const { nodes } = await list({ actor: { eq: `key:${prefixOf(steward)}` }, recordedAt: { gt: before.recordedAt } })
    expect(nodes).toHaveLength(1)
    const { recordedAt, requestId } = nodes[0] as unknown as Record<string, string>
    for (const where of [
      { keyPrefix: { eq: prefixOf(steward) }, recordedAt: { gte: recordedAt } },
      { requestId: { eq: requestId } },
      { recordedAt: { gte: recordedAt, lte: recordedAt } },
      { park: { slug: { eq: 'own' } }, recordedAt: { gt: before.recordedAt, lt: '2999-01-01T00:00:00Z' } },
      { rows: { kind: { eq: 'OBSERVATION' }, subject: { slug: { eq: 'own' } } }, recordedAt: { gte: recordedAt } },
    ])
      expect((await list(where)).nodes.map((node) => (node as unknown as { requestId: string }).requestId)).toEqual([
        requestId,
      ])
    expect(
      (await list({ rows: { subject: { slug: { eq: 'firm-own' } } }, recordedAt: { gte: recordedAt } })).totalCount,
    ).toBe(0)
    expect((await list({ park: { slug: { eq: 'sibling' } } })).totalCount).toBe(0)
  })

  test('of a subject are those of rows about it', async () => {
    await addSubjects(server.database, [{ kind: 'PROJECT', slug: 'work', park: 'own', reportedBy: 'own' }])
    await record({ subject: 'work', indicator: 'total_investment', nature: 'PLAN', accumulation: 'UNSPECIFIED' })
    const data = await ask(
      `{ project(slug: "work") { changes { totalCount nodes { rows { nodes { kind subject { slug } } } } } } }`,
    )
    expect(pick(data, 'project.changes')).toEqual({
      totalCount: 3,
      nodes: ['OBSERVATION', 'MEMBERSHIP', 'SUBJECT'].map((kind) => ({
        rows: { nodes: [{ kind, subject: { slug: 'work' } }] },
      })),
    })
  })

  test('come in pages, the newest first, and cost one statement', async () => {
    server.forget()
    const all = await list({})
    expect(server.statements).toHaveLength(3)
    const seen: string[] = []
    let after: string | null = null
    do {
      const data = await ask(
        'query ($after: String) { changes(first: 3, after: $after) { nodes { recordedAt } pageInfo { endCursor hasNextPage } } }',
        editor,
        { after },
      )
      seen.push(...(pick(data, 'changes.nodes') as { recordedAt: string }[]).map(({ recordedAt }) => recordedAt))
      after = pick(data, 'changes.pageInfo.hasNextPage') ? (pick(data, 'changes.pageInfo.endCursor') as string) : null
    } while (after)
    expect(seen).toEqual(all.nodes.map(({ recordedAt }) => recordedAt))
    expect(seen).toEqual([...seen].sort().reverse())
  })

  test('agree with asOf: what was read at each is what is told', async () => {
    const { nodes } = (await list({ rows: { kind: { eq: 'OBSERVATION' } } })) as unknown as {
      nodes: { recordedAt: string; rows: { nodes: { after: { id: string; value: string } }[] } }[]
    }
    expect(nodes.length).toBeGreaterThan(3)
    for (const { recordedAt, rows } of nodes)
      for (const { after } of rows.nodes.filter((row) => row.after)) {
        const query =
          'query ($id: ID!, $at: DateTime) { node(id: $id, asOf: { recorded: $at }) { ... on Observation { id value } } }'
        const data = await ask(query, editor, { id: after.id, at: recordedAt })
        expect(pick(data, 'node')).toEqual({ id: after.id, value: after.value })
      }
  })

  test('survive whoever made them', async () => {
    const key = await makeKey(server, 'EDITOR', { park: 'own' })
    await record({}, key)
    const { pool } = server.database
    await revokeKey(pool, localOwner, prefixOf(key) ?? '')
    expect(await readNewest()).toMatchObject({ actor: `key:${prefixOf(key)}`, label: 'EDITOR' })
    // Whoever is to be forgotten: all that is known of them stands in these tables.
    const of = 'principal_id = (SELECT principal_id FROM api_key WHERE prefix = $1)'
    const { rows } = await pool.query(`DELETE FROM access_grant WHERE ${of} RETURNING principal_id`, [prefixOf(key)])
    await pool.query('DELETE FROM api_key WHERE prefix = $1', [prefixOf(key)])
    await pool.query('DELETE FROM principal WHERE id = $1', [rows[0].principal_id])
    expect(await readNewest()).toMatchObject({ actor: `key:${prefixOf(key)}`, keyPrefix: prefixOf(key), label: null })
    const { rows: kept } = await pool.query('SELECT c::text AS text FROM change c ORDER BY position DESC LIMIT 1')
    expect(kept[0].text).not.toContain('EDITOR')
  })
})

describe.each(['NONE', ...roles])('%s of the park', (role) => {
  const sees = role !== 'NONE' && role !== 'READER'

  test.each(parks)(`sees of the changes of %s what its rights say`, async (park) => {
    const token =
      role === 'NONE' ? await makeKey(server, 'READER', { region: '82' }) : await makeKey(server, role, { park: 'own' })
    const data = await ask(
      'query ($park: String!) { park(slug: $park) { changes { totalCount } } changes(where: { park: { slug: { eq: $park } } }) { totalCount nodes { id } } }',
      token,
      { park },
    )
    const isSeen = sees && (park === 'own' || park === 'inner')
    expect(
      [pick(data, 'changes.totalCount'), pick(data, 'park.changes.totalCount')].map((count) => Number(count) > 0),
    ).toEqual([isSeen, isSeen])
  })

  test('finds a change by its id only where it sees it', async () => {
    const token =
      role === 'NONE' ? await makeKey(server, 'READER', { region: '82' }) : await makeKey(server, role, { park: 'own' })
    const { id } = pick(await ask('{ changes(first: 1) { nodes { id } } }'), 'changes.nodes.0') as { id: string }
    const data = await ask('query ($id: ID!) { node(id: $id) { id } }', token, { id })
    expect(pick(data, 'node')).toEqual(sees ? { id } : null)
  })
})

test('nobody sees none, and neither does who edits another park', async () => {
  for (const token of [null, other])
    expect(
      pick(
        await ask('{ changes(where: { park: { slug: { eq: "own" } } }) { totalCount } }', token),
        'changes.totalCount',
      ),
    ).toBe(0)
})

test('rows about what is hidden from the editor are absent', async () => {
  await addSubjects(server.database, [
    { kind: 'ENTERPRISE', slug: 'secret', reportedBy: 'sibling', accessLevel: 'RESTRICTED' },
  ])
  const { pool } = server.database
  await pool.query(
    `INSERT INTO relationship (from_id, kind, to_id, published_on, citation_id, reporting_park_id)
     SELECT o.id, 'PARTNER', s.id, '2020-01-01', (SELECT min(id) FROM citation), o.id FROM subject o, subject s
     WHERE o.slug = 'own' AND s.slug = 'secret'`,
  )
  expect(pick(await readNewest(), 'rows')).toEqual({ totalCount: 0, nodes: [] })
})
