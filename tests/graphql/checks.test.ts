import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { checksOf, revenue, toDate } from './checking.ts'
import { addCorrection, addDoubt, addFact, addSubjects, pick } from './data.ts'
import { refuseBy } from './refuse.ts'

const server = useServer()
const { add, addFirm, addTotal, addSlip, check, listRules } = checksOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('what is read', () => {
  it('is the reading: an accepted correction ends what it corrects', async () => {
    await addFirm('corrected')
    const [level] = await add([{ ...revenue('corrected'), ...toDate(2017, 5), value: '10' }])
    const [fallen] = await add([{ ...revenue('corrected'), ...toDate(2017, 6), value: '5' }])
    expect(level).toBeDefined()
    const [right] = await add([
      { ...revenue('corrected'), ...toDate(2017, 6), value: '15', corrects: fallen as string },
    ])
    const correction = await addCorrection(server.database, fallen as string, 'PUBLIC')
    const [printed] = await check('corrected', '', 'rule corrections { id } doubts { id }')
    expect(printed).toEqual({ rule: 'NEGATIVE_MONTH', corrections: [{ id: correction }], doubts: [] })
    const keys = [correction, right as string].map((id) => Buffer.from(id, 'base64').toString().split(':'))
    await server.database.pool.query(
      `INSERT INTO correction_decision (reporting_park_id, correction_id, state, observation_id, decided_by, reason, decided_on)
       VALUES ($1, $2, 'ACCEPTED', $3, 'x', 'x', '2020-01-01')`,
      [keys[0]?.[1], keys[0]?.[2], keys[1]?.[2]],
    )
    expect(await listRules('corrected')).toEqual(['NEGATIVE_MONTH'])
    expect(await listRules('corrected', ', reading: CORRECTED')).toEqual([])
    await add([{ ...revenue('corrected'), ...toDate(2017, 7), value: '12' }])
    await add([{ ...revenue('corrected'), ...toDate(2017, 8), value: '9' }])
    expect(
      await check(
        'corrected',
        ', reading: CORRECTED, orderBy: [{ period: ASC }]',
        'actual expected corrections { id }',
      ),
    ).toEqual([
      { actual: '12', expected: '15', corrections: [{ id: correction }] },
      { actual: '9', expected: '12', corrections: [] },
    ])
  })

  it('is the same for ever as of a recorded moment', async () => {
    await addFirm('recorded')
    await add([{ ...revenue('recorded'), ...toDate(2017, 5), value: '10' }])
    const { rows } = await server.database.pool.query(`SELECT to_json(max(recorded_at)) #>> '{}' AS clock FROM change`)
    await add([{ ...revenue('recorded'), ...toDate(2017, 6), value: '5' }])
    expect(await listRules('recorded')).toEqual(['NEGATIVE_MONTH'])
    expect(await listRules('recorded', `, asOf: { recorded: "${rows[0].clock}" }`)).toEqual([])
  })

  it('has no doubt that the viewer may not see', async () => {
    await addFirm('doubtful')
    await addDoubt(server.database, 'doubtful', 'RESTRICTED')
    expect(await check('doubtful')).toEqual([])
    const id = await addDoubt(server.database, 'doubtful', 'PUBLIC')
    expect(await check('doubtful', '', 'rule severity inputs { role } doubts { id }')).toEqual([
      { rule: 'OPEN_DOUBT', severity: 'INFO', inputs: [], doubts: [{ id }] },
    ])
  })

  it('has no duplicate that the viewer may not see', async () => {
    await addSubjects(server.database, [
      { kind: 'PROJECT', slug: 'twin-a' },
      { kind: 'PROJECT', slug: 'twin-b' },
      { kind: 'PROJECT', slug: 'twin-hidden', accessLevel: 'RESTRICTED' },
    ])
    await addFact(server.database, 'relationship', 'twin-a', { kind: 'POSSIBLY_SAME_AS', to: 'twin-hidden' })
    expect(await check('twin-a')).toEqual([])
    await addFact(server.database, 'relationship', 'twin-a', { kind: 'POSSIBLY_SAME_AS', to: 'twin-b' })
    for (const slug of ['twin-a', 'twin-b']) expect(await listRules(slug)).toEqual(['POSSIBLE_DUPLICATE'])
  })
})

describe('the list', () => {
  beforeAll(async () => {
    await addTotal()
    await addSlip()
  })

  it('is narrowed by rule, severity, indicator and period', async () => {
    const total = (where: string) => listRules('total', `, where: { ${where} }`)
    expect(await total('rule: { in: [UNIT_SLIP, NEGATIVE_MONTH] }')).toEqual([])
    expect(await total('severity: { eq: ERROR }')).toEqual(['PARTS_AGAINST_TOTAL'])
    expect(await total('indicator: { code: { eq: "revenue" } }')).toEqual([])
    expect(await total('period: { within: "2016" }')).toEqual(['PARTS_AGAINST_TOTAL'])
  })

  it('is paged, the weightiest first, each finding once', async () => {
    const seen: unknown[] = []
    let after: string | null = null
    do {
      const { data } = await server.send(
        `query ($after: String) { checks(subject: "total", first: 2, after: $after) { totalCount pageInfo { hasNextPage endCursor }
          nodes { severity period subject { slug } } } }`,
        { after },
      )
      seen.push(...(pick(data, 'checks.nodes') as unknown[]))
      after = pick(data, 'checks.pageInfo.hasNextPage') ? (pick(data, 'checks.pageInfo.endCursor') as string) : null
    } while (after !== null)
    expect(seen.map((node) => pick(node, 'severity'))).toEqual(['ERROR', 'WARNING', 'WARNING', 'WARNING', 'INFO'])
    expect(new Set(seen.map((node) => JSON.stringify(node))).size).toBe(5)
  })

  it('is a field of every subject too, in the one statement', async () => {
    server.forget()
    const { data } = await server.send(
      `{ parks(where: { slug: { in: ["total", "slip"] } }, orderBy: [{ slug: ASC }]) { nodes { slug checks { totalCount } } } }`,
    )
    expect(pick(data, 'parks.nodes')).toEqual([
      { slug: 'slip', checks: { totalCount: 1 } },
      { slug: 'total', checks: { totalCount: 5 } },
    ])
    expect(server.statements).toHaveLength(1)
  })

  it('of an unknown or hidden subject is refused, rather than empty', async () => {
    for (const slug of ['nowhere', 'twin-hidden'])
      await refuseBy(server)(`{ checks(subject: "${slug}") { totalCount } }`, undefined, 'UNKNOWN_SUBJECT', 'subject')
  })
})
