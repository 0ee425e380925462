import { type Database, type GenerateOptions, generateData } from '@parkgraph/db'
import { isValidSocialCreditCode } from '@parkgraph/statistics'
import { describe, expect, it } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import { get, query } from './ground.ts'
import { computeLatest, readLatest } from './latest-oracle.ts'

const one = useDatabase()
const other = useDatabase()
const size = { parks: 15, enterprises: 40, years: 3, seed: 42 }

const generate = ({ pool }: Database, options: Partial<GenerateOptions> = {}) =>
  generateData({ pool, ...size, ...options })

const print = async ({ pool }: Database, text: string) =>
  (await query(pool, text)).map((row) => JSON.stringify(row)).sort()

const read = (database: Database) =>
  Promise.all([
    print(
      database,
      `SELECT s.slug, s.name, s.name_pinyin, s.kind, z.slug AS zone, to_jsonb(p) - 'id' AS park, to_jsonb(e) - 'id' AS enterprise
       FROM subject s JOIN subject z ON z.id = s.reporting_park_id LEFT JOIN park p ON p.id = s.id
         LEFT JOIN enterprise e ON e.id = s.id WHERE s.slug LIKE 'generated-%'`,
    ),
    print(
      database,
      `SELECT s.slug, p.slug AS park, to_jsonb(m) - '{id,subject_id,park_id,citation_id,reporting_park_id,change_id}'::text[] AS m
       FROM membership m JOIN subject s ON s.id = m.subject_id JOIN subject p ON p.id = m.park_id WHERE s.slug LIKE 'generated-%'`,
    ),
    print(
      database,
      `SELECT s.slug, c.section, to_jsonb(m) - '{id,subject_id,citation_id,reporting_park_id,change_id}'::text[] AS m
       FROM panel_membership m JOIN subject s ON s.id = m.subject_id JOIN citation c ON c.id = m.citation_id
       WHERE s.slug LIKE 'generated-%'`,
    ),
    print(
      database,
      `SELECT s.slug, i.code, to_jsonb(r) - '{id,subject_id,indicator_id,reporting_park_id,change_id}'::text[] AS series,
         c.section, c.paragraph, d.code AS source, l.period_end AS of, l.published_on AS growth_of,
         to_jsonb(o) - '{id,series_id,reporting_park_id,change_id,source_id,citation_id,growth_of_id}'::text[] AS figure
       FROM observation o JOIN series r ON r.reporting_park_id = o.reporting_park_id AND r.id = o.series_id
         JOIN subject s ON s.id = r.subject_id JOIN indicator i ON i.id = r.indicator_id
         JOIN citation c ON c.id = o.citation_id JOIN source d ON d.id = o.source_id
         LEFT JOIN observation l ON l.reporting_park_id = o.reporting_park_id AND l.id = o.growth_of_id
       WHERE s.slug LIKE 'generated-%'`,
    ),
  ])

const generated = "s.slug LIKE 'generated-42-%'"
const figures = `observation o JOIN series r ON r.reporting_park_id = o.reporting_park_id AND r.id = o.series_id
  JOIN subject s ON s.id = r.subject_id JOIN indicator i ON i.id = r.indicator_id`
const count = async (from: string) =>
  Number((await get<{ n: string }>(one.database.pool, `SELECT count(*) AS n FROM ${from}`)).n)

describe('a generated history', () => {
  it('leaves nothing when it is aborted', async () => {
    const before = await count('data_set, subject, observation')
    const stop = new AbortController()
    const work = generate(one.database, { signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) })
    await expect(work).rejects.toThrow('enough')
    expect(await count('data_set, subject, observation')).toBe(before)
  })

  it('follows from seed and size, whatever was written before', async () => {
    await generate(other.database, { seed: 7, parks: 3, enterprises: 2, years: 1 })
    const progress: number[] = []
    const written = await generate(one.database, { onProgress: ({ observations }) => progress.push(observations) })
    await generate(other.database)
    expect(progress.at(-1)).toBe(written.observations)
    const [subjects, memberships, panels, observations] = await read(one.database)
    expect(subjects).toHaveLength(size.parks + size.enterprises)
    expect(memberships).toHaveLength(3 + size.enterprises)
    expect({ observations: observations.length, panelMemberships: panels.length }).toEqual(written)
    const same = (rows: string[]) => rows.filter((row) => row.includes('"generated-42-'))
    const [subjectsOfOther, membershipsOfOther, panelsOfOther, observationsOfOther] = await read(other.database)
    expect(same(subjectsOfOther)).toEqual(subjects)
    expect(same(membershipsOfOther)).toEqual(memberships)
    expect(same(panelsOfOther)).toEqual(panels)
    expect(same(observationsOfOther)).toEqual(observations)
  })

  it('is written once of each seed', async () => {
    await expect(generate(one.database, { parks: 1 })).rejects.toThrow(
      'The database holds generated data of seed 42 already (15 parks, 40 enterprises, 3 years).',
    )
  })

  it.each([
    ['parks', 0, 'parks is 0: give a whole number from 1 to 100000.'],
    ['enterprises', -1, 'enterprises is -1: give a whole number from 0 to 1000000.'],
    ['years', 2.5, 'years is 2.5: give a whole number from 1 to 50.'],
    ['seed', Number.NaN, 'seed is NaN: give a whole number from 0 to 9007199254740991.'],
  ])('refuses %s of %s', async (name, value, message) => {
    await expect(generate(one.database, { [name]: value })).rejects.toThrow(message)
  })

  it('keeps the table of latest figures and the log as single writes would', async () => {
    const zone = await get<{ id: number }>(
      one.database.pool,
      "SELECT id FROM subject s WHERE slug = 'generated-42-park-1'",
    )
    const text = `SELECT reporting_park_id, series_id, nature, source_id, reading, access_level, id, unit_code, period_start::text,
      period_end::text, published_on::text, qualifier, value::text, lower::text, upper::text FROM observation WHERE reporting_park_id = $1`
    const rows = await query(one.database.pool, text, [zone.id])
    expect(rows.length).toBeGreaterThan(500)
    expect(await readLatest(one.database.pool, zone.id)).toEqual(computeLatest(rows))
    const logged = await query(
      one.database.pool,
      `SELECT count(DISTINCT h.id)::int AS changes, count(*)::int AS parks, count(h.position)::int AS places,
         min(h.reason) AS reason FROM change h JOIN subject s ON s.id = h.reporting_park_id WHERE ${generated}`,
    )
    expect(logged).toEqual([{ changes: 1, parks: 12, places: 12, reason: 'generated data of seed 42' }])
  })

  it('refers to nothing that is not there, and leaves references guarded', async () => {
    const { rows } = await one.database.pool.query(
      `SELECT conname, pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conrelid = 'observation'::regclass AND contype = 'f'`,
    )
    expect(rows).toHaveLength(6)
    const off = await count("pg_trigger WHERE tgrelid = 'observation'::regclass AND tgenabled = 'D'")
    expect(off).toBe(0)
    for (const { conname, text } of rows)
      await one.database.pool.query(`BEGIN; ALTER TABLE observation DROP CONSTRAINT ${conname};
        ALTER TABLE observation ADD CONSTRAINT ${conname} ${text}; ROLLBACK`)
  })

  it('has credit codes that are valid and differ', async () => {
    const rows = await query<{ code: string }>(
      one.database.pool,
      `SELECT e.unified_social_credit_code AS code FROM enterprise e JOIN subject s USING (id) WHERE ${generated}`,
    )
    expect(rows.filter(({ code }) => !isValidSocialCreditCode(code))).toEqual([])
    expect(new Set(rows.map(({ code }) => code)).size).toBe(size.enterprises)
  })
})

describe('its figures', () => {
  const of = (condition: string) => count(`${figures} WHERE ${generated} AND ${condition}`)

  it('begin each year with January and February together', async () => {
    expect(await of("r.accumulation = 'YEAR_TO_DATE' AND o.period_end < o.period_start + interval '2 months'")).toBe(0)
    expect(
      await of("r.accumulation = 'YEAR_TO_DATE' AND o.period_end = o.period_start + interval '2 months'"),
    ).toBeGreaterThan(0)
  })

  it('print growth with its level, against a base that is not always what was published', async () => {
    const pairs = `observation g JOIN observation l ON l.reporting_park_id = g.reporting_park_id AND l.id = g.growth_of_id
      JOIN observation b ON b.reporting_park_id = l.reporting_park_id AND b.series_id = l.series_id
        AND b.period_end = l.period_end - interval '1 year' AND b.published_on < l.published_on
      JOIN subject s ON s.id = l.reporting_park_id WHERE ${generated} AND l.value > 0 AND b.value > 0`
    const differing = `${pairs} AND abs(g.value - (l.value / b.value - 1) * 100) > 0.3`
    const [all, different] = [await count(pairs), await count(differing)]
    expect(different).toBeGreaterThan(all / 10)
    expect(different).toBeLessThan((all * 2) / 3)
    expect(await of("r.measure = 'GROWTH' AND o.growth_of_id IS NULL")).toBe(0)
  })

  it('of above-scale industry never exceed those of all', async () => {
    const pairs = `observation p JOIN series ps ON ps.reporting_park_id = p.reporting_park_id AND ps.id = p.series_id
      JOIN series ws ON ws.reporting_park_id = ps.reporting_park_id AND ws.subject_id = ps.subject_id AND ws.indicator_id = ps.indicator_id
        AND ws.accumulation = ps.accumulation AND ws.measure = ps.measure AND ws.scope = 'ALL'
      JOIN observation w ON w.reporting_park_id = ws.reporting_park_id AND w.series_id = ws.id AND w.nature = p.nature
        AND w.period_end = p.period_end
      JOIN subject s ON s.id = p.reporting_park_id
      WHERE ${generated} AND ps.scope = 'ABOVE_SCALE' AND ps.measure = 'LEVEL' AND p.nature = 'ACTUAL'`
    expect(await count(pairs)).toBeGreaterThan(20)
    expect(await count(`${pairs} AND coalesce(p.value, p.lower, p.upper) > coalesce(w.value, w.lower, w.upper)`)).toBe(
      0,
    )
  })

  it('hold revisions, final figures, forecasts of one year at several times, and vague numerals', async () => {
    expect(await of("o.stage = 'FINAL' AND r.accumulation = 'YEAR_TO_DATE'")).toBeGreaterThan(0)
    const vintages = `(SELECT o.series_id, o.nature, o.period_end, count(*) AS n FROM ${figures} WHERE ${generated}
      GROUP BY 1, 2, 3) v`
    expect(await count(`${vintages} WHERE nature = 'ACTUAL' AND n > 1`)).toBeGreaterThan(0)
    expect(await count(`${vintages} WHERE nature = 'FORECAST' AND n = 4`)).toBeGreaterThan(0)
    expect(await of("o.qualifier = 'NEARLY' AND o.upper IS NOT NULL AND o.printed_text LIKE '近%'")).toBeGreaterThan(0)
  })

  it('of above-scale enterprises begin and end as their panel changes', async () => {
    const panel = (year: number) =>
      query<{ slug: string }>(
        one.database.pool,
        `SELECT s.slug FROM ${figures} WHERE ${generated} AND s.kind = 'ENTERPRISE' AND r.scope = 'ABOVE_SCALE'
           AND o.period_start = '${year}-01-01' ORDER BY 1`,
      )
    const [before, after] = [await panel(2024), await panel(2025)]
    expect(before.length).toBeGreaterThan(5)
    expect(after).not.toEqual(before)
  })

  it('tell who is in the panel, once for each year that has such a figure', async () => {
    const rows = await query(
      one.database.pool,
      `SELECT s.slug, o.period_start::text, o.period_end::text, r.scope, s.reporting_park_id FROM ${figures}
       WHERE ${generated} AND s.kind = 'ENTERPRISE' AND r.scope = 'ABOVE_SCALE' ORDER BY 1, 2`,
    )
    const panels = await query(
      one.database.pool,
      `SELECT s.slug, m.period_start::text, m.period_end::text, m.scope, m.reporting_park_id
       FROM panel_membership m JOIN subject s ON s.id = m.subject_id WHERE ${generated} ORDER BY 1, 2`,
    )
    expect(panels.length).toBeGreaterThan(20)
    expect(panels).toEqual(rows)
  })
})
