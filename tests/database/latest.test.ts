import type pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import { useClients } from './clients.ts'
import { describeFigure, type Ground, get, makeGround, makeSeries, query, type Row, record } from './ground.ts'
import { computeLatest, readLatest } from './latest-oracle.ts'

const kit = useDatabase()
const clients = useClients(kit)
let ground: Ground

beforeAll(async () => {
  ground = await makeGround(kit.database.pool)
})

const recordFigure = async (on: pg.Client | pg.Pool, seriesId: string, values: Row = {}) => {
  const [id] = await record(on, [describeFigure(ground, seriesId, values)])
  return id
}
const readIds = async (seriesId: string) =>
  (
    await query<{ id: string }>(kit.database.pool, 'SELECT observation_id AS id FROM latest WHERE series_id = $1', [
      seriesId,
    ])
  ).map(({ id }) => id)

describe('canonical values', () => {
  it.each([
    ['MU', '1', '2000'],
    ['SQUARE_METRE', '666.666666', '1999.999998'],
    ['HECTARE', '1', '30000'],
    ['MU', '15', '30000'],
    ['SQUARE_KILOMETRE', '0.000000000001', '0.000003'],
    ['MU', '0.1', '200.0'],
    ['MU_10K', '12345678901234567890.123456789', '246913578024691357802469135.78'],
    ['HECTARE', '-0.1', '-3000.0'],
  ])('of %s: %s is %s atoms, exactly', async (unit_code, value, atoms) => {
    const seriesId = await makeSeries(kit.database.pool, ground)
    await recordFigure(kit.database.pool, seriesId, { unit_code, value })
    const row = await get(
      kit.database.pool,
      'SELECT value = $2::numeric AS "isExact" FROM latest WHERE series_id = $1',
      [seriesId, atoms],
    )
    expect(row).toEqual({ isExact: true })
  })
})

describe('the lead of periods over publication', () => {
  const readLead = async (seriesId: string) =>
    (await get(kit.database.pool, 'SELECT lead_days AS lead FROM latest WHERE series_id = $1', [seriesId])).lead

  it('is the most of any figure, whichever is the newest and in whatever order they come', async () => {
    const seriesId = await makeSeries(kit.database.pool, ground)
    await recordFigure(kit.database.pool, seriesId, { period_end: '2018-01-01', published_on: '2018-01-20' })
    expect(await readLead(seriesId)).toBe(-19)
    await recordFigure(kit.database.pool, seriesId, { period_end: '2017-12-01', published_on: '2017-11-20' })
    expect(await readLead(seriesId)).toBe(11)
    await recordFigure(kit.database.pool, seriesId, { period_end: '2018-01-01', published_on: '2018-02-20' })
    expect(await readLead(seriesId)).toBe(11)
  })

  it.each([
    ['no period', { period_start: null, period_end: null }],
    ['no end', { period_end: 'infinity' }],
  ])('is unknown for good once a figure has %s', async (_, open) => {
    const seriesId = await makeSeries(kit.database.pool, ground)
    await recordFigure(kit.database.pool, seriesId)
    await recordFigure(kit.database.pool, seriesId, open)
    await recordFigure(kit.database.pool, seriesId, { published_on: '2018-03-01' })
    expect(await readLead(seriesId)).toBeNull()
  })
})

describe('the newest figure', () => {
  it('stays when an older period or an older vintage is recorded later', async () => {
    const seriesId = await makeSeries(kit.database.pool, ground)
    const newest = await recordFigure(kit.database.pool, seriesId)
    await recordFigure(kit.database.pool, seriesId, { period_end: '2017-12-01', published_on: '2018-06-01' })
    await recordFigure(kit.database.pool, seriesId, { published_on: '2017-12-01' })
    await recordFigure(kit.database.pool, seriesId, { period_start: null, period_end: null })
    expect(await readIds(seriesId)).toEqual([newest])
  })

  it('is not hidden by a newer one that fewer may see', async () => {
    const seriesId = await makeSeries(kit.database.pool, ground)
    const seen = await recordFigure(kit.database.pool, seriesId)
    const hidden = await recordFigure(kit.database.pool, seriesId, {
      period_end: '2019-01-01',
      access_level: 'RESTRICTED',
    })
    expect((await readIds(seriesId)).sort()).toEqual([seen, hidden].sort())
  })

  it('is undone with its transaction and with its savepoint', async () => {
    const seriesId = await makeSeries(kit.database.pool, ground)
    const kept = await recordFigure(kit.database.pool, seriesId)
    const client = await clients.open()
    await client.query('BEGIN; SAVEPOINT undone')
    await recordFigure(client, seriesId, { published_on: '2018-06-01' })
    await client.query('ROLLBACK TO undone; COMMIT')
    expect(await readIds(seriesId)).toEqual([kept])
  })
})

describe('writers at once', () => {
  const isWaiting = async (client: pg.Client) => {
    const { pid } = await get(client, 'SELECT pg_backend_pid() AS pid')
    return () => query(kit.database.pool, 'SELECT FROM pg_locks WHERE pid = $1 AND NOT granted', [pid])
  }

  it.each([
    ['newer', '2018-06-01'],
    ['older', '2016-06-01'],
  ])('of the first figures of a series leave the newer one, when the waiting one is %s', async (age, published_on) => {
    const seriesId = await makeSeries(kit.database.pool, ground)
    const [first, second] = [await clients.open(), await clients.open()]
    const waits = await isWaiting(second)
    await first.query('BEGIN')
    const early = await recordFigure(first, seriesId)
    const late = recordFigure(second, seriesId, { published_on })
    await expect.poll(waits, { timeout: 5_000 }).toHaveLength(1)
    await first.query('COMMIT')
    const waited = await late
    expect(await readIds(seriesId)).toEqual([age === 'newer' ? waited : early])
  })

  it('leave the second figure when the first writer rolls back', async () => {
    const seriesId = await makeSeries(kit.database.pool, ground)
    const [first, second] = [await clients.open(), await clients.open()]
    const waits = await isWaiting(second)
    await first.query('BEGIN')
    await recordFigure(first, seriesId, { published_on: '2018-06-01' })
    const late = recordFigure(second, seriesId)
    await expect.poll(waits, { timeout: 5_000 }).toHaveLength(1)
    await first.query('ROLLBACK')
    const kept = await late
    expect(await readIds(seriesId)).toEqual([kept])
  })

  it.each(['REPEATABLE READ', 'SERIALIZABLE'])('are told to try again under %s', async (level) => {
    const seriesId = await makeSeries(kit.database.pool, ground)
    const client = await clients.open()
    await client.query(`BEGIN ISOLATION LEVEL ${level}`)
    await client.query('SELECT 1 FROM series')
    const kept = await recordFigure(kit.database.pool, seriesId)
    await expect(recordFigure(client, seriesId)).rejects.toMatchObject({ code: '40001' })
    expect(await readIds(seriesId)).toEqual([kept])
  })

  it('of statements with the same series in opposite order do not block each other for ever', async () => {
    const park = await makeGround(kit.database.pool)
    const series = await Promise.all(Array.from({ length: 8 }, () => makeSeries(kit.database.pool, park)))
    const writers = await Promise.all([1, 2, 3, 4].map(() => clients.open()))
    const recorded: Row[] = []
    await Promise.all(
      writers.map(async (client, writer) => {
        for (let round = 0; round < 12; round += 1) {
          const order = writer % 2 === 0 ? series : series.toReversed()
          const published_on = `2018-01-${String(1 + ((round * 7 + writer * 5) % 28)).padStart(2, '0')}`
          const figures = order.map((id) => describeFigure(park, id, { published_on, value: String(writer) }))
          const ids = await record(client, figures)
          recorded.push(...figures.map((figure, index) => ({ ...figure, id: ids[index] })))
        }
      }),
    )
    expect(recorded).toHaveLength(4 * 12 * 8)
    expect(await readLatest(kit.database.pool, park.parkId)).toEqual(computeLatest(recorded))
  })
})

describe('what figures rest on', () => {
  it('passes a change of the priority of a source on', async () => {
    const seriesId = await makeSeries(kit.database.pool, ground)
    await recordFigure(kit.database.pool, seriesId)
    await kit.database.pool.query('UPDATE source SET priority = 7 WHERE id = $1', [ground.sourceId])
    const row = await get(kit.database.pool, 'SELECT source_priority FROM latest WHERE series_id = $1', [seriesId])
    expect(row).toEqual({ source_priority: 7 })
  })
})
