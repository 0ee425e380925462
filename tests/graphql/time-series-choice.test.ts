import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { monthly, of, seriesOf, tax, yearly } from './time-series.ts'

const server = useServer()
const { parks, add, ask, tell } = seriesOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('which figures are read', () => {
  it('is year-to-date ones before months, unless asked otherwise or by year', async () => {
    await parks('several')
    await add(
      tax('several', '2017-11', '50'),
      tax('several', '2017-11', '6', monthly),
      tax('several', '2017-12', '55', yearly),
    )
    expect(await tell(of('several', 'MONTH', '2017-11', '2017-11'))).toEqual({ LEVEL: ['50'] })
    expect(await tell(of('several', 'MONTH', '2017-11', '2017-11', '[LEVEL]', 'accumulation: MONTH'))).toEqual({
      LEVEL: ['6'],
    })
    expect(await tell(of('several', 'YEAR', '2017', '2017'))).toEqual({ LEVEL: ['55'] })
    expect(await tell(of('several', 'MONTH', '2017-11', '2017-11', '[LEVEL]', 'accumulation: STOCK'))).toEqual({
      LEVEL: ['MISSING_VALUE'],
    })
  })

  it('is in each bucket of the first source by priority, and never of two together', async () => {
    await parks('sources')
    const [id] = await add(tax('sources', '2017-10', '50'), tax('sources', '2017-11', '56'))
    const { pool } = server.database
    await pool.query(`INSERT INTO source (code, title, kind, authors, language, published_from, published_to, priority, reporting_park_id)
      VALUES ('bulletin', 'b', 'STATISTICAL_REPORT', '{}', 'zh', '2018-01-01', '2018-01-01', -5, (SELECT min(id) FROM subject WHERE reporting_park_id = id))`)
    await pool.query(
      `INSERT INTO citation (source_id, section, paragraph) SELECT id, 's', 1 FROM source WHERE code = 'bulletin'`,
    )
    const key = Buffer.from(id as string, 'base64')
      .toString()
      .split(':')[2]
    await pool.query(
      `INSERT INTO observation (reporting_park_id, series_id, period_start, period_end, value, qualifier, unit_code, nature, stage, status,
         printed_label, printed_text, source_id, citation_id, published_on)
       SELECT o.reporting_park_id, o.series_id, o.period_start, '2017-12-01', 60, 'EXACT', o.unit_code, o.nature, o.stage, '{provisional}', '', '',
         s.id, c.id, '2018-01-01' FROM observation o, source s JOIN citation c ON c.source_id = s.id WHERE s.code = 'bulletin' AND o.id = $1`,
      [key],
    )
    const args = of('sources', 'MONTH', '2017-10', '2017-11', '[LEVEL, SINGLE_MONTH]')
    expect(await tell(args)).toEqual({
      LEVEL: ['50', '60'],
      SINGLE_MONTH: ['PUBLISHED_TOGETHER', 'PUBLISHED_TOGETHER'],
    })
    const answer = await ask(`indicators: ["tax_revenue"] ${args}`, 'series { source { code } status }')
    expect(answer).toEqual({ series: [{ source: null, status: [[], ['provisional']] }] })
    expect(await tell(`${args} source: "xiangxiang-2017-review"`)).toEqual({
      LEVEL: ['50', '56'],
      SINGLE_MONTH: ['PUBLISHED_TOGETHER', '6'],
    })
  })

  it('is told by the issues of a bulletin together, which are sources of one priority', async () => {
    await parks('issues')
    const ids = await add(tax('issues', '2017-10', '50'), tax('issues', '2017-11', '56'))
    const { pool } = server.database
    for (const [index, id] of ids.entries())
      await pool.query(
        `WITH s AS (INSERT INTO source (code, title, kind, authors, language, published_from, published_to, priority, reporting_park_id)
             VALUES ($1, 'b', 'STATISTICAL_REPORT', '{}', 'zh', '2018-01-01', '2018-01-01', -6, (SELECT min(id) FROM subject WHERE reporting_park_id = id)) RETURNING id),
           c AS (INSERT INTO citation (source_id, section, paragraph) SELECT id, 's', 1 FROM s RETURNING id, source_id)
         INSERT INTO observation (reporting_park_id, series_id, period_start, period_end, value, qualifier, unit_code, nature, stage, status,
           printed_label, printed_text, source_id, citation_id, published_on)
         SELECT reporting_park_id, series_id, period_start, period_end, value + 1, qualifier, unit_code, nature, stage, '{}', '', '',
           c.source_id, c.id, '2018-01-01' FROM observation o, c WHERE o.id = $2`,
        [`issue-${index}`, Buffer.from(id, 'base64').toString().split(':')[2]],
      )
    expect(await tell(of('issues', 'MONTH', '2017-10', '2017-11', '[LEVEL, SINGLE_MONTH]'))).toEqual({
      LEVEL: ['51', '57'],
      SINGLE_MONTH: ['PUBLISHED_TOGETHER', '6'],
    })
  })

  it('is of the nature and the scope asked for', async () => {
    await parks('scoped')
    await add(
      tax('scoped', '2017-12', '50', { nature: 'FORECAST' }),
      tax('scoped', '2017-12', '40', { scope: 'LOCAL' }),
      tax('scoped', '2017-12', '45', { scope: 'ALL' }),
    )
    const args = (more: string) => of('scoped', 'MONTH', '2017-12', '2017-12', '[LEVEL]', more)
    expect(await tell(args('nature: FORECAST'))).toEqual({ LEVEL: ['50'] })
    expect(await tell(args('scope: LOCAL'))).toEqual({ LEVEL: ['40'] })
    expect(await tell(args(''))).toEqual({ LEVEL: ['45'] })
  })

  it('is what the viewer may see: a hidden vintage does not hide the one before', async () => {
    await parks('hidden-vintage')
    await add(
      tax('hidden-vintage', '2017-11', '50'),
      tax('hidden-vintage', '2017-11', '66', { publishedOn: '2021-01-01', accessLevel: 'RESTRICTED' }),
    )
    expect(await tell(of('hidden-vintage', 'MONTH', '2017-11', '2017-11'))).toEqual({ LEVEL: ['50'] })
  })

  it('is what was recorded by the moment asked for', async () => {
    await parks('recorded')
    await add(tax('recorded', '2017-10', '50'), tax('recorded', '2017-11', '56'))
    const { rows } = await server.database.pool.query('SELECT to_json(max(recorded_at)) AS clock FROM change')
    await add(tax('recorded', '2017-10', '52'), tax('recorded', '2017-09', '45'))
    const args = of('recorded', 'MONTH', '2017-10', '2017-11', '[SINGLE_MONTH]')
    expect(await tell(args)).toEqual({ SINGLE_MONTH: ['7', '4'] })
    expect(await tell(`${args} asOf: { recorded: "${rows[0].clock}" }`)).toEqual({
      SINGLE_MONTH: ['PUBLISHED_TOGETHER', '6'],
    })
  })

  it('is what a missing figure withdrew no longer', async () => {
    await parks('withdrawn')
    await add(
      tax('withdrawn', '2017-11', '50'),
      tax('withdrawn', '2017-11', null, { publishedOn: '2021-01-01', missingReason: 'withdrawn' }),
    )
    expect(await tell(of('withdrawn', 'MONTH', '2017-11', '2017-11'))).toEqual({ LEVEL: ['MISSING_VALUE'] })
  })

  it('is corrections in the place of what they correct, where that is asked', async () => {
    await parks('corrected')
    const [printed] = await add(tax('corrected', '2017-10', '50'), tax('corrected', '2017-11', '56'))
    const [corrected] = await add(
      tax('corrected', '2017-10', '53', { corrects: printed as string, publishedOn: '2020-02-01' }),
    )
    const [park, id] = Buffer.from(printed as string, 'base64')
      .toString()
      .split(':')
      .slice(1)
    await server.database.pool.query(
      `WITH c AS (INSERT INTO correction (reporting_park_id, observation_id, changes, evidence_zh, evidence_en, confidence, proposed_by, proposed_on)
         VALUES ($1, $2, '{"value":"53"}', 'z', 'e', 'LOW', 'x', '2020-01-01') RETURNING id)
       SELECT 1 FROM c`,
      [park, id],
    )
    await server.database.pool.query(
      `INSERT INTO correction_decision (reporting_park_id, correction_id, state, decided_by, decided_on, reason, observation_id)
       SELECT reporting_park_id, id, 'ACCEPTED', 'x', '2020-02-01', 'r', $2 FROM correction WHERE observation_id = $1`,
      [
        id,
        Buffer.from(corrected as string, 'base64')
          .toString()
          .split(':')[2],
      ],
    )
    const args = of('corrected', 'MONTH', '2017-11', '2017-11', '[SINGLE_MONTH]')
    expect(await tell(args)).toEqual({ SINGLE_MONTH: ['6'] })
    expect(await tell(`${args} reading: CORRECTED`)).toEqual({ SINGLE_MONTH: ['3'] })
    expect(await tell(`${args} reading: CORRECTED asOf: { published: "2020-01-15" }`)).toEqual({ SINGLE_MONTH: ['6'] })
  })
})
