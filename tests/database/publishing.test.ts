import { beforeAll, describe, expect, it } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import {
  describeFigure,
  type Ground,
  get,
  insert,
  makeGround,
  makeSeries,
  type Queryable,
  query,
  record,
} from './ground.ts'
import { computeLatest, readLatest } from './latest-oracle.ts'

const kit = useDatabase()
let ground: Ground

beforeAll(async () => {
  ground = await makeGround(kit.database.pool)
})

const refusal = (message: RegExp) => expect.objectContaining({ code: '23001', message: expect.stringMatching(message) })
const levelsOf = async (table: string, ids: readonly string[]) =>
  (
    await query<{ level: string }>(
      kit.database.pool,
      `SELECT access_level AS level FROM ${table} WHERE id = ANY ($1::bigint[]) ORDER BY id`,
      [ids],
    )
  ).map(({ level }) => level)

/** Of every figure of the park, what the table has to tell by their levels now. */
const expectLatest = async () => {
  const figures = await query(
    kit.database.pool,
    `SELECT o.reporting_park_id, o.id::text, o.series_id::text, o.nature, o.source_id, o.reading, o.unit_code, o.qualifier,
        greatest(o.access_level, s.access_level) AS access_level, o.period_start::text, o.period_end::text, o.published_on::text,
        o.value::text, o.lower::text, o.upper::text
      FROM observation o JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
      WHERE o.reporting_park_id = $1`,
    [ground.parkId],
  )
  expect(await readLatest(kit.database.pool, ground.parkId)).toEqual(computeLatest(figures))
}

const within = async <Result>(work: (client: Queryable) => Promise<Result>): Promise<Result> => {
  const client = await kit.database.pool.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

const draft = (figures: readonly string[], values: Record<string, unknown> = {}) =>
  within(async (client) => {
    const { id } = await get<{ id: string }>(client, "SELECT nextval('publication_id_seq') AS id")
    const park = { reporting_park_id: ground.parkId }
    await insert(
      client,
      'publication',
      [{ ...park, id, title: '一月', level: 'PUBLIC', embargo_until: null, ...values }].map((row) => ({
        access_level: 'RESTRICTED',
        ...row,
      })),
    )
    for (const figure of figures)
      await client.query(
        `INSERT INTO publication_item (reporting_park_id, publication_id, relation, row_id) VALUES ($1, $2, 'observation', $3)`,
        [ground.parkId, id, figure],
      )
    await step(id, 'DRAFTED', client)
    return id
  })

const step = (publication: string, state: string, on: Queryable = kit.database.pool) =>
  on.query(
    'INSERT INTO publication_step (reporting_park_id, publication_id, state, done_by) VALUES ($1, $2, $3::"PublicationState", $4)',
    [ground.parkId, publication, state, 'test'],
  )

const release = async (figures: readonly string[], values: Record<string, unknown> = {}) => {
  const id = await draft(figures, values)
  for (const state of ['SUBMITTED', 'APPROVED', 'RELEASED']) await step(id, state)
  return id
}

const makeFigures = async (seriesLevel: string, figures: readonly Record<string, unknown>[]) => {
  const series = await makeSeries(kit.database.pool, ground, { access_level: seriesLevel })
  const ids = await record(
    kit.database.pool,
    figures.map((values) => describeFigure(ground, series, values)),
  )
  return { series, ids }
}

describe('a release', () => {
  it('lowers the levels of its figures and of their series, and notes each', async () => {
    const { series, ids } = await makeFigures('RESTRICTED', [
      { access_level: 'RESTRICTED' },
      { access_level: 'RESTRICTED', period_start: '2018-01-01', period_end: '2019-01-01' },
    ])
    const id = await release(ids.slice(0, 1))
    expect(await levelsOf('observation', ids)).toEqual(['PUBLIC', 'RESTRICTED'])
    expect(await levelsOf('series', [series])).toEqual(['PUBLIC'])
    const noted =
      'SELECT relation, row_id, from_level, to_level FROM level_change WHERE publication_id = $1 ORDER BY relation'
    expect(await query(kit.database.pool, noted, [id])).toEqual([
      { relation: 'observation', row_id: ids[0], from_level: 'RESTRICTED', to_level: 'PUBLIC' },
      { relation: 'series', row_id: series, from_level: 'RESTRICTED', to_level: 'PUBLIC' },
    ])
    await expectLatest()
  })

  it('shows no other figure that the series had hidden', async () => {
    const { ids } = await makeFigures('RESTRICTED', [{}, { period_start: '2018-01-01', period_end: '2019-01-01' }])
    await release(ids.slice(0, 1))
    expect(await levelsOf('observation', ids)).toEqual(['PUBLIC', 'RESTRICTED'])
    await expectLatest()
  })

  it('raises nothing, and leaves what is less restricted already', async () => {
    const { series, ids } = await makeFigures('PUBLIC', [
      {},
      { access_level: 'RESTRICTED', published_on: '2018-01-01' },
    ])
    const id = await release(ids, { level: 'INTERNAL' })
    expect(await levelsOf('observation', ids)).toEqual(['PUBLIC', 'INTERNAL'])
    expect(await levelsOf('series', [series])).toEqual(['PUBLIC'])
    const noted = await query(kit.database.pool, 'SELECT row_id FROM level_change WHERE publication_id = $1', [id])
    expect(noted).toEqual([{ row_id: ids[1] }])
    await expectLatest()
  })

  it('tells how late the figures of each level end', async () => {
    const { series, ids } = await makeFigures('PUBLIC', [
      { access_level: 'INTERNAL', period_end: '2018-01-11' },
      { access_level: 'INTERNAL', period_start: '2016-01-01', period_end: '2016-01-02', published_on: '2016-01-01' },
    ])
    const leads = 'SELECT access_level AS level, lead_days FROM latest WHERE series_id = $1 ORDER BY access_level'
    expect(await query(kit.database.pool, leads, [series])).toEqual([{ level: 'INTERNAL', lead_days: 11 }])
    await release(ids.slice(1))
    expect(await query(kit.database.pool, leads, [series])).toEqual([
      { level: 'PUBLIC', lead_days: 1 },
      { level: 'INTERNAL', lead_days: 11 },
    ])
    await release(ids.slice(0, 1))
    expect(await query(kit.database.pool, leads, [series])).toEqual([{ level: 'PUBLIC', lead_days: 11 }])
  })

  it('leaves nothing where its transaction is undone', async () => {
    const { ids } = await makeFigures('INTERNAL', [{ access_level: 'INTERNAL' }])
    const id = await draft(ids)
    await step(id, 'SUBMITTED')
    const before = await readLatest(kit.database.pool, ground.parkId)
    const undone = within(async (client) => {
      await step(id, 'APPROVED', client)
      await step(id, 'RELEASED', client)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await levelsOf('observation', ids)).toEqual(['INTERNAL'])
    expect(await readLatest(kit.database.pool, ground.parkId)).toEqual(before)
    const count = 'SELECT count(*)::int AS count FROM level_change WHERE publication_id = $1'
    expect(await get(kit.database.pool, count, [id])).toEqual({ count: 0 })
  })

  it('happens once, also where two come at the same time', async () => {
    const { ids } = await makeFigures('INTERNAL', [{ access_level: 'INTERNAL' }])
    const id = await draft(ids)
    await step(id, 'SUBMITTED')
    await step(id, 'APPROVED')
    const outcomes = await Promise.allSettled([step(id, 'RELEASED'), step(id, 'RELEASED'), step(id, 'RELEASED')])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    const count = 'SELECT count(*)::int AS count FROM level_change WHERE publication_id = $1'
    expect(await get(kit.database.pool, count, [id])).toEqual({ count: 2 })
  })

  it('waits for the end of its embargo', async () => {
    const { ids } = await makeFigures('INTERNAL', [{ access_level: 'INTERNAL' }])
    const id = await draft(ids, { embargo_until: '2999-01-01' })
    await step(id, 'SUBMITTED')
    await step(id, 'APPROVED')
    await expect(step(id, 'RELEASED')).rejects.toEqual(refusal(/is under embargo until/))
    await step(id, 'CANCELLED')
    await expect(step(id, 'RELEASED')).rejects.toEqual(refusal(/RELEASED does not follow CANCELLED/))
  })
})

describe('levels', () => {
  it('change by no statement of anybody', async () => {
    const { series, ids } = await makeFigures('INTERNAL', [{ access_level: 'INTERNAL' }])
    const run = (text: string, id: string | undefined) => kit.database.pool.query(text, [id])
    const refused = refusal(/is append-only: UPDATE is refused/)
    await expect(run("UPDATE observation SET access_level = 'PUBLIC' WHERE id = $1", ids[0])).rejects.toEqual(refused)
    await expect(run("UPDATE series SET access_level = 'PUBLIC' WHERE id = $1", series)).rejects.toEqual(refused)
    const honour = `INSERT INTO honour (subject_id, title, published_on, citation_id, reporting_park_id, access_level)
      VALUES ($1, 'x', '2018-01-01', (SELECT min(id) FROM citation), $1, 'INTERNAL') RETURNING id`
    const { id: fact } = await get<{ id: string }>(kit.database.pool, honour, [ground.parkId])
    await expect(run("UPDATE honour SET access_level = 'PUBLIC' WHERE id = $1", fact)).rejects.toEqual(refused)
    for (const level of ['INTERNAL', 'RESTRICTED'])
      await expect(
        run(`UPDATE subject SET access_level = '${level}' WHERE id = $1`, String(ground.parkId)),
      ).rejects.toEqual(refusal(/^the access level of a subject changes by the release of a publication alone$/))
    const forged = `INSERT INTO level_change (reporting_park_id, relation, row_id, from_level, to_level, publication_id)
      VALUES (${ground.parkId}, 'observation', $1, 'INTERNAL', 'PUBLIC', 1)`
    await expect(run(forged, ids[0])).rejects.toEqual(refusal(/^level_change is written by the release/))
    expect(await levelsOf('observation', ids)).toEqual(['INTERNAL'])
  })

  it('change by no trigger that a release did not tell of, and with nothing else', async () => {
    const { ids } = await makeFigures('INTERNAL', [{ access_level: 'INTERNAL' }])
    const attempt = (what: string) =>
      within(async (client) => {
        await client.query(`CREATE FUNCTION sneak() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          UPDATE observation SET ${what} WHERE id = ${ids[0]}; RETURN NULL; END $$`)
        await client.query('CREATE TRIGGER sneak AFTER INSERT ON citation FOR EACH ROW EXECUTE FUNCTION sneak()')
        await client.query("INSERT INTO citation (source_id, section, paragraph) VALUES ($1, 'sneak', 1)", [
          ground.sourceId,
        ])
      })
    const refused = refusal(/^observation is append-only: UPDATE is refused/)
    await expect(attempt("access_level = 'PUBLIC'")).rejects.toEqual(refused)
    await expect(attempt("access_level = 'PUBLIC', value = 1.0")).rejects.toEqual(refused)
  })
})

describe('a publication', () => {
  it('takes no further items', async () => {
    const { ids } = await makeFigures('INTERNAL', [
      { access_level: 'INTERNAL' },
      { access_level: 'INTERNAL', published_on: '2018-01-01' },
    ])
    const id = await draft(ids.slice(0, 1))
    const further = kit.database.pool.query(
      `INSERT INTO publication_item (reporting_park_id, publication_id, relation, row_id) VALUES ($1, $2, 'observation', $3)`,
      [ground.parkId, id, ids[1]],
    )
    await expect(further).rejects.toEqual(refusal(/takes no further items/))
  })

  it('names rows that are there, and that its park reports', async () => {
    const name = (relation: string, row: string | number) =>
      within(async (client) => {
        const { id } = await get<{ id: string }>(
          client,
          `INSERT INTO publication (reporting_park_id, title, level) VALUES (${ground.parkId}, 'x', 'PUBLIC') RETURNING id`,
        )
        await client.query(
          'INSERT INTO publication_item (reporting_park_id, publication_id, relation, row_id) VALUES ($1, $2, $3, $4)',
          [ground.parkId, id, relation, row],
        )
      })
    await name('subject', ground.parkId)
    const { id: other } = await get<{ id: number }>(
      kit.database.pool,
      `SELECT id FROM subject WHERE reporting_park_id <> ${ground.parkId} LIMIT 1`,
    )
    await expect(name('subject', other)).rejects.toMatchObject({ code: '23503' })
    await expect(name('honour', 999_999)).rejects.toMatchObject({ code: '23503' })
    await expect(name('series', 1)).rejects.toMatchObject({ code: '23514' })
  })

  it('takes the steps that follow its state alone', async () => {
    const states = ['DRAFTED', 'SUBMITTED', 'APPROVED', 'RETURNED', 'CANCELLED', 'RELEASED']
    const follows: Record<string, string[]> = {
      DRAFTED: ['SUBMITTED', 'CANCELLED'],
      SUBMITTED: ['APPROVED', 'RETURNED', 'CANCELLED'],
      RETURNED: ['SUBMITTED', 'CANCELLED'],
      APPROVED: ['CANCELLED', 'RELEASED', 'RETURNED'],
      CANCELLED: [],
      RELEASED: [],
    }
    const ways: Record<string, string[]> = {
      DRAFTED: [],
      SUBMITTED: ['SUBMITTED'],
      RETURNED: ['SUBMITTED', 'RETURNED'],
      APPROVED: ['SUBMITTED', 'APPROVED'],
      CANCELLED: ['CANCELLED'],
      RELEASED: ['SUBMITTED', 'APPROVED', 'RELEASED'],
    }
    for (const [state, way] of Object.entries(ways)) {
      const taken: string[] = []
      for (const next of states) {
        const { ids } = await makeFigures('INTERNAL', [{ access_level: 'INTERNAL' }])
        const id = await draft(ids)
        for (const one of way) await step(id, one)
        await step(id, next).then(
          () => taken.push(next),
          () => {},
        )
      }
      expect({ state, taken: taken.sort() }).toEqual({ state, taken: follows[state]?.toSorted() })
    }
  })

  it('publishes nothing as restricted', async () => {
    await expect(draft([], { level: 'RESTRICTED' })).rejects.toMatchObject({ code: '23514' })
  })
})

describe('what was published', () => {
  it.each(['publication', 'publication_item', 'publication_step', 'level_change'])('stays in %s', async (table) => {
    const { ids } = await makeFigures('INTERNAL', [{ access_level: 'INTERNAL' }])
    await release(ids)
    const run = (text: string) => kit.database.pool.query(text)
    await expect(run(`UPDATE ${table} SET change_id = change_id`)).rejects.toEqual(refusal(/UPDATE is refused/))
    await expect(run(`DELETE FROM ${table}`)).rejects.toEqual(refusal(/DELETE is refused/))
    await expect(run(`TRUNCATE ${table} CASCADE`)).rejects.toEqual(refusal(/TRUNCATE is refused/))
  })
})
