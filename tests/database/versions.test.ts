import { beforeAll, describe, expect, it } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import { type Ground, get, makeGround, makeSubject, type Row } from './ground.ts'

const kit = useDatabase()
let ground: Ground
let [one, other, place] = [0, 0, 0]

beforeAll(async () => {
  const { pool } = kit.database
  ground = await makeGround(pool)
  one = await makeSubject(pool, ground.parkId, { kind: 'PROJECT' })
  other = await makeSubject(pool, ground.parkId, { kind: 'PROJECT' })
  place = await makeSubject(pool, ground.parkId)
})

describe.each<[string, Row, string?]>([
  ['membership', { role: 'LOCATED_IN' }],
  ['project_stage', { stage: 'STRUCTURE', state: 'DONE' }],
  ['honour', { title: '先进' }],
  ['subject_name', { name: '别名', kind: 'ALIAS' }],
  ['relationship', { kind: 'PARTNER', to_name: '某公司' }, 'from_id'],
  ['statement', { topic: 'GOALS', summary_zh: '述', summary_en: 'Summary' }],
  ['assignment', { person: '某', role: '联系人', organisation: '局' }],
])('a later version of a %s', (table, content, owner = 'subject_id') => {
  async function add(subject: number, values: Row = {}): Promise<string> {
    const fact = { reporting_park_id: ground.parkId, citation_id: ground.citationId, published_on: '2017-12-31' }
    const where = table === 'membership' ? { park_id: place } : {}
    const row: Row = { ...fact, ...where, ...content, [owner]: subject, ...values }
    const columns = Object.keys(row)
    const markers = columns.map((_, index) => `$${index + 1}`)
    const text = `INSERT INTO ${table} (${columns}) VALUES (${markers}) RETURNING id`
    return (await get<{ id: string }>(kit.database.pool, text, Object.values(row))).id
  }
  const refusal = expect.objectContaining({
    code: '23514',
    message: `${table}.supersedes_id names the first version of a fact about the same subject`,
  })

  it('names the first one, as does one after it, and a withdrawal', async () => {
    const first = await add(one)
    await add(one, { supersedes_id: first })
    await add(one, { supersedes_id: first })
    expect(await add(one, { supersedes_id: first, is_withdrawal: true })).toEqual(expect.any(String))
  })

  it('is refused where it names a fact about another subject', async () => {
    const first = await add(one)
    await expect(add(other, { supersedes_id: first })).rejects.toEqual(refusal)
    await expect(add(other, { supersedes_id: first, is_withdrawal: true })).rejects.toEqual(refusal)
  })

  it('is refused where it names a later version', async () => {
    const first = await add(one)
    const second = await add(one, { supersedes_id: first })
    await expect(add(one, { supersedes_id: second })).rejects.toEqual(refusal)
    await expect(add(one, { supersedes_id: second, is_withdrawal: true })).rejects.toEqual(refusal)
  })

  it('is refused where it names no row, or itself', async () => {
    const { id } = await get<{ id: string }>(kit.database.pool, `SELECT nextval('${table}_id_seq') AS id`)
    await expect(add(one, { supersedes_id: '999999999' })).rejects.toEqual(refusal)
    await expect(add(one, { id, supersedes_id: id })).rejects.toEqual(refusal)
  })
})
