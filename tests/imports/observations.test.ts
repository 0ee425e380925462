import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addRows } from '../graphql/access-rows.ts'
import { addSource, pick } from '../graphql/data.ts'
import { publish } from '../graphql/publishing.ts'
import { countRows, leaveNothing, makeKey, openForm } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { send, tell, toCsv } from './send.ts'
import { header, row } from './whole-rows.ts'

const server = useServer()
let editor = ''
let reader = ''

beforeAll(async () => {
  editor = await openForm(server, '2026-11')
  await addRows(server.database, 'sibling', 'INTERNAL')
  reader = await makeKey(server, 'READER', { park: 'own' })
  const { data } = await server.send('{ source(code: "form") { id } }', {}, editor)
  // Editors of other parks take figures from it too.
  await publish(server.database, [pick(data, 'source.id') as string])
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const read = async (breakdown: string) => {
  const query = `{ observations(where: { breakdown: { eq: "${breakdown}" } }, orderBy: [{ period: ASC }]) { nodes { value lower qualifier measure
    missingReason publishedOn printed { label text } unit { code } subject { slug } source { code } reportedGrowth { value } } } }`
  const { data, errors } = await server.send(query, {}, editor)
  expect(errors).toBeUndefined()
  return pick(data, 'observations.nodes') as Record<string, unknown>[]
}

const asEditor = (parameters: Record<string, string> = {}) => ({ token: editor, parameters })

test.each([
  ['an indicator', 'indicator', 'employment', '3 indicator ARCHIVED_INDICATOR'],
  ['a document', 'source', 'archived-form', '3 source ARCHIVED_SOURCE'],
])(
  '%s that is archived takes no figures, also where it was archived while the file waited',
  async (_, table, code, problem) => {
    const { pool } = server.database
    const archive = (isArchived: boolean) =>
      pool.query(`UPDATE ${table} SET is_archived = $1 WHERE code = $2`, [isArchived, code])
    const isSource = table === 'source'
    if (isSource) await addSource(server.database, code, 60)
    const other = isSource ? row([7, code]) : row([1, code], [6, '人'])
    const file = toCsv([header, row(), other])
    await archive(true)
    const refused = await leaveNothing(server, () => send(server, file, asEditor()))
    expect(tell(refused)).toEqual([problem])
    expect(refused.problems?.[0]?.hint).toMatch(/restored/)
    await archive(false)
    const writer = await pool.connect()
    // As if a mutation were under way: what is to be recorded waits for those.
    await writer.query('SELECT pg_advisory_lock_shared(7275677465)')
    const sending = send(server, file, asEditor())
    const waits = async () =>
      (await pool.query("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).rowCount
    await expect.poll(waits, { timeout: 30_000 }).toBe(1)
    await archive(true)
    await writer.query('SELECT pg_advisory_unlock_shared(7275677465)')
    writer.release()
    expect(tell(await sending)).toEqual([problem])
    await archive(false)
    expect((await send(server, file, asEditor())).outcome).toBe('RECORDED')
  },
)

test('a file is recorded whole, with what it leaves out', async () => {
  const year = row()[4] as string
  const lines = [
    [...header, '分项', '度量', '对应水平值所在行', '下限', '限定词', '缺失原因'],
    [...row([4, year]), 'first', '', '', '', '', ''],
    [...row([4, year], [5, '12.5'], [6, '%']), 'first', '增长率', '2', '', '', ''],
    [...row([5, '']), 'second', '', '', '5', '以上', ''],
    [...row([5, '']), 'third', 'LEVEL', '', '', '', '未上报'],
  ]
  expect(await send(server, toCsv(lines), asEditor())).toEqual({
    ...{ status: 200, import: expect.any(String), outcome: 'RECORDED', rows: 4, figures: 4, isRepeated: false },
    ...{ problemCount: 0, noteCount: 0, problems: [], notes: [] },
  })
  const shared = { publishedOn: '2026-11-10', subject: { slug: 'own' }, source: { code: 'form' } }
  expect(await read('first')).toMatchObject([
    { ...shared, value: '2.87', printed: { label: '税收', text: '2.87亿元' }, reportedGrowth: { value: '12.5' } },
    { ...shared, value: '12.5', measure: 'GROWTH', unit: { code: 'PERCENT' } },
  ])
  expect(await read('second')).toMatchObject([{ value: null, lower: '5', qualifier: 'AT_LEAST' }])
  expect(await read('third')).toMatchObject([{ value: null, missingReason: '未上报' }])
})

test('the latest figure, the log and the rights are those of any writing', async () => {
  await send(server, toCsv([header, row([4, '2026-01/2026-10'], [5, '9.99'])]), asEditor())
  const query = '{ park(slug: "own") { taxRevenue { value } } }'
  expect((await server.send(query, {}, reader)).data).toEqual({ park: { taxRevenue: { value: '9.99' } } })
  expect((await server.send(query)).data).toEqual({ park: { taxRevenue: { value: '10' } } })
  const { rows } = await server.database.pool.query('SELECT actor, reason FROM change ORDER BY position DESC LIMIT 1')
  expect(rows[0]).toEqual({
    actor: `key:${editor.split('_')[1]}`,
    reason: expect.stringMatching(/^import figures [0-9a-f]{12}$/),
  })
})

test('everything that is wrong is told, by row and column, and nothing is recorded', async () => {
  const lines = [
    header,
    row(),
    row([6, '亩']),
    row([1, 'luck']),
    row([7, 'nowhere']),
    row([5, '']),
    row([4, '2020-02/2020-03']),
    row([0, 'atlantis']),
    row([0, 'sibling']),
    row([3, '愿望']),
    row([5, 'many']),
    row([4, '2017-13']),
    row([6, 'PARSEC']),
    row([2, '']),
  ]
  const answer = await leaveNothing(server, () => send(server, toCsv(lines), asEditor()))
  expect(answer).toMatchObject({ status: 422, outcome: 'REFUSED', rows: 13, figures: 0, problemCount: 12 })
  expect(tell(answer)).toEqual([
    '3 unit INCOMPATIBLE_UNITS',
    '4 indicator UNKNOWN_INDICATOR',
    '5 source UNKNOWN_SOURCE',
    '6 value INVALID_QUANTITY',
    '7 period WRONG_SPAN',
    '8 subject NOT_FOUND',
    '9 subject FORBIDDEN',
    '10 nature UNKNOWN_TERM',
    '11 value INVALID_NUMBER',
    '12 period INVALID_PERIOD',
    '13 unit UNKNOWN_UNIT',
    '14 accumulation MISSING_VALUE',
  ])
  for (const { column, hint, reason } of answer.problems ?? []) {
    expect(header).toContain(column)
    expect([hint, reason].every(Boolean)).toBe(true)
  }
  expect(answer.problems?.[8]).toMatchObject({ column: '数值', value: 'many' })
  expect(answer.problems?.[1]).toMatchObject({ column: '指标代码', value: 'luck' })
})

test('a dry run tells the same and records nothing', async () => {
  const lines = toCsv([header, row(), row()])
  const dry = await leaveNothing(server, () => send(server, lines, asEditor({ dryRun: 'true' })))
  expect(dry).toMatchObject({ status: 200, outcome: 'CHECKED', rows: 2, figures: 2 })
  const wrong = toCsv([header, row(), row([1, 'luck'])])
  const parameters = { dryRun: 'true' }
  expect(tell(await send(server, wrong, asEditor(parameters)))).toEqual(['3 indicator UNKNOWN_INDICATOR'])
  expect(await send(server, lines, asEditor())).toMatchObject({ outcome: 'RECORDED', figures: 2 })
})

test.each([
  ['a dry run', {}, 'CHECKED'],
  ['a file in which something is wrong', { subject: 'nowhere' }, 'REFUSED'],
] as const)('%s waits for nobody who writes, and keeps nobody off', async (_, parameters, outcome) => {
  const { pool } = server.database
  const isDryRun: Record<string, string> = outcome === 'CHECKED' ? { dryRun: 'true' } : {}
  const file = toCsv([header.slice(1), row().slice(1)])
  const writer = await pool.connect()
  await writer.query('SELECT pg_advisory_lock_shared(7275677465)')
  let answer: Awaited<ReturnType<typeof send>> | null = null
  const sending = send(server, file, asEditor({ subject: 'own', ...parameters, ...isDryRun })).then((given) => {
    answer = given
  })
  const find = async () =>
    answer?.outcome ??
    ((await pool.query("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).rowCount ? 'WAITS' : null)
  const found = expect.poll(find, { timeout: 30_000 })
  await found.not.toBeNull()
  const first = await find()
  await writer.query('SELECT pg_advisory_unlock_shared(7275677465)')
  writer.release()
  await sending
  expect(first).toBe(outcome)
})

describe('figures that clash', () => {
  test('in the file, with what is recorded, and with their series', async () => {
    const [one, two] = [row(), row()]
    await send(server, toCsv([header, one]), asEditor())
    const year = '2025-01/2025-10'
    const secret = { parameters: { accessLevel: 'RESTRICTED', breakdown: 'secret' }, token: editor }
    expect(await send(server, toCsv([header, row([4, year])]), secret)).toMatchObject({ outcome: 'RECORDED' })
    const lines = [
      [...header, '分项'],
      [...two, ''],
      [...one.with(5, '3'), ''],
      [...two.with(5, '3'), ''],
      [...row(), 'secret'],
    ]
    const answer = await leaveNothing(server, () => send(server, toCsv(lines), asEditor()))
    expect(tell(answer)).toEqual(['3 null FIGURE_EXISTS', '4 null DOUBLED_FIGURE', '5 accessLevel SERIES_RESTRICTED'])
    expect(answer.problems?.[1]?.reason).toContain('row 2')
  })

  test('of no period, which is one of its series as well', async () => {
    const undated = row([4, ''])
    await send(server, toCsv([header, undated]), asEditor({ breakdown: 'undated' }))
    const again = await send(server, toCsv([header, undated.with(5, '4')]), asEditor({ breakdown: 'undated' }))
    expect(tell(again)).toEqual(['2 null FIGURE_EXISTS'])
  })

  test('growth that names no level of its own', async () => {
    const growth = (level: string, ...more: [number, string][]) => [...row([6, '%'], ...more), '增长率', level]
    const level = row()
    const lines = [
      [...header, '度量', '对应水平值所在行'],
      [...level, '', ''],
      growth('2'),
      growth('4', [4, level[4] as string]),
      growth('99'),
      growth('2', [4, level[4] as string], [3, '预计']),
    ]
    const answer = await send(server, toCsv(lines), asEditor())
    expect(tell(answer)).toEqual([3, 4, 5, 6].map((at) => `${at} growthOf INVALID_GROWTH`))
  })

  test('growth of a level whose name several rows have, once for each', async () => {
    const named = (cells: string[], id: string, measure = '', level = '') => [...cells, id, measure, level]
    const month = row([2, '当月'], [4, '2007-01'])
    const year = row([4, '2007-01'])
    const other = row()
    const lines = [
      [...header, '标识', '度量', '对应水平值标识'],
      named(month, 'X'),
      named(year, 'X', '水平值'),
      named(other, 'Y'),
      ...[year, month].map((level) => named(level.with(5, '2').with(6, '%'), '', '增长率', 'X')),
      named(other.with(6, '%'), '', '增长率', 'Y'),
    ]
    const answer = await leaveNothing(server, () => send(server, toCsv(lines), asEditor()))
    expect(tell(answer)).toEqual(['5 growthOf INVALID_GROWTH', '6 growthOf INVALID_GROWTH'])
    expect(answer.problems?.[0]?.reason).toBe('the level that it names is several rows of the file')
    // Names that no growth takes may be of several rows.
    const right = [...lines.slice(0, 4), lines.at(-1) ?? []]
    expect(await send(server, toCsv(right), asEditor())).toMatchObject({ outcome: 'RECORDED', figures: 4 })
  })

  test('growth of a level in another currency than the indicator’s', async () => {
    const level = row([6, '万美元'])
    const told = (unit: string, measure: string) => [...level.with(6, unit), measure, measure ? '2' : '']
    const lines = [
      [...header, '度量', '对应水平值所在行'],
      told('万美元', ''),
      told('%', '增长率'),
      told('万元', '增减量'),
    ]
    const answer = await send(server, toCsv(lines), asEditor())
    expect(tell(answer)).toEqual(['3 growthOf INVALID_GROWTH', '4 growthOf INVALID_GROWTH'])
    expect(answer.problems?.[0]?.reason).toBe(
      'row 2 measures money:USD, and the level of this GROWTH money:CNY: leave it out',
    )
    const right = [lines[0] ?? [], told('万美元', ''), told('万美元', '增减量')]
    expect(await send(server, toCsv(right), asEditor())).toMatchObject({ outcome: 'RECORDED', figures: 2 })
  })
})

describe('the same file twice', () => {
  test('is recorded once, and answers the same', async () => {
    const lines = toCsv([header, row(), row()])
    const first = await send(server, lines, asEditor())
    const again = await leaveNothing(server, () => send(server, lines, asEditor()))
    expect(again).toEqual({ ...first, import: again.import, isRepeated: true })
  })

  test('at once is recorded once', async () => {
    const year = row([2, '全年'])
    const lines = toCsv([
      [...header, '分项'],
      ...Array.from({ length: 2_000 }, (_, at) => [...year.with(4, `${1100 + (at % 800)}`), `at once ${at}`]),
    ])
    const answers = await Promise.all([1, 2, 3].map(() => send(server, lines, asEditor())))
    expect(answers.map(({ outcome, figures }) => [outcome, figures])).toEqual(Array(3).fill(['RECORDED', 2_000]))
    expect(answers.map(({ isRepeated }) => isRepeated).sort()).toEqual([false, true, true])
  })

  test('by other parameters is another request', async () => {
    const lines = toCsv([header, row()])
    await send(server, lines, asEditor())
    expect(tell(await send(server, lines, asEditor({ stage: '快报' })))).toEqual(['2 null FIGURE_EXISTS'])
  })
})

describe('rights', () => {
  test('whoever may write nowhere is refused before the file is read', async () => {
    for (const token of [null, reader])
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
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${editor}` },
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

describe('columns', () => {
  test('are known in English, by path and by name, and values once for all rows', async () => {
    const headers = [
      ['Subject slug', 'Indicator code', 'Accumulation', 'Nature', 'Period', 'Value', 'Unit code', 'Source code'],
      ['subject.slug', 'indicator.code', 'accumulation', 'nature', 'period', 'value', 'unit.code', 'source.code'],
      ['subject', 'indicator', 'accumulation', 'nature', 'period', 'value', 'unit', 'source'],
    ]
    for (const line of headers)
      expect(await send(server, toCsv([line, row()]), asEditor())).toMatchObject({ outcome: 'RECORDED' })
    const short = toCsv([
      ['时期', '本月数'],
      [row()[4] as string, '7'],
    ])
    const parameters = {
      ...{
        subject: 'own',
        indicator: 'tax_revenue',
        accumulation: 'YEAR_TO_DATE',
        nature: '实际',
        unit: '万元',
        source: 'form',
      },
      ...{ breakdown: 'short', columns: '{"value":"本月数"}' },
    }
    expect(await send(server, short, asEditor(parameters))).toMatchObject({ outcome: 'RECORDED' })
    expect(await read('short')).toMatchObject([{ value: '7', unit: { code: 'CNY_10K' } }])
  })

  test('that are unknown, twice there or missing are told', async () => {
    const wrong = ['对象代号', '对象代号', '指标代码', '性质', '时期', '数值', '单位代码', '備考']
    const answer = await send(server, toCsv([wrong, row()]), asEditor())
    expect(answer.problems?.map(({ row: at, code, value }) => [at, code, value])).toEqual([
      [1, 'DOUBLED_COLUMN', '对象代号'],
      [1, 'UNKNOWN_COLUMN', '備考'],
      [1, 'MISSING_COLUMN', null],
      [1, 'MISSING_COLUMN', null],
    ])
    const mapped = await send(server, toCsv([header, row()]), asEditor({ columns: '{"value":"本月数"}' }))
    expect(tell(mapped)).toEqual(['1 null MISSING_COLUMN'])
  })

  test('parameters that are wrong are errors that name them', async () => {
    for (const [name, value] of [
      ['valu', '1'],
      ['dryRun', 'yes'],
      ['encoding', 'EBCDIC'],
      ['columns', '['],
      ['columns', '{"luck":"x"}'],
    ] as const)
      expect(await send(server, 'x', asEditor({ [name]: value }))).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: name } }],
      })
  })
})
