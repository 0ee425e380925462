import type pg from 'pg'
import { expect, test } from 'vitest'
import { makeSubject } from '../database/ground.ts'
import { useServer } from '../kit/server.ts'
import { useClocks } from './clocks.ts'
import { addFigures, addSubjects, pick } from './data.ts'

const server = useServer()
const { ask, open, readClock } = useClocks(server)

const readValues = async (slug: string, recorded: string | null) => {
  const where = 'where: { subject: { slug: { eq: $slug } } }'
  const query = `query ($slug: String!, $asOf: AsOf) { observations(first: 100, asOf: $asOf, ${where}) { nodes { value } } }`
  const found = pick(await ask(query, { slug, asOf: recorded && { recorded } }), 'observations.nodes')
  return (found as { value: string }[]).map(({ value }) => value).toSorted()
}

/** Begins a transaction, and records a figure of a source of its own in it. */
async function begin(value: string, like: string): Promise<pg.Client> {
  const client = await open()
  await client.query('BEGIN')
  await client.query(
    `WITH told AS (INSERT INTO source (code, title, kind, authors, language, published_from, published_to, priority, reporting_park_id)
       VALUES ('overtaken-' || $1, '', 'SURVEY', '{}', 'zh', '2018-01-01', '2018-01-01', 5,
         (SELECT min(id) FROM subject WHERE reporting_park_id = id)) RETURNING id),
     cited AS (INSERT INTO citation (source_id, section, paragraph) SELECT id, '', 1 FROM told RETURNING id, source_id)
     INSERT INTO observation (reporting_park_id, series_id, period_start, period_end, value, qualifier, unit_code, nature, stage,
       status, printed_label, printed_text, source_id, citation_id, published_on)
     SELECT reporting_park_id, series_id, period_start, period_end, $1::numeric, qualifier, unit_code, nature, stage, status, '', '',
       c.source_id, c.id, published_on FROM observation o, cited c WHERE o.id = $2`,
    [value, like],
  )
  return client
}

test('whoever wrote early and was committed late is known from the commit on', async () => {
  const slug = 'overtaken-firm'
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug }])
  const figure = { indicator: 'revenue', start: '2018-01-01', end: '2019-01-01', unit: 'CNY_100M', subject: slug }
  const [first] = await addFigures(server.database, [{ ...figure, value: '1' }])
  const like = Buffer.from(first as string, 'base64')
    .toString()
    .split(':')[2] as string
  const moments = [await readClock()]
  const writers = [await begin('2', like), await begin('3', like), await begin('4', like), await begin('5', like)]
  // One that several parks report: a row of the log for each, of one id and place.
  for (const client of writers) await makeSubject(client)
  const known = [['1']]
  for (const [turn, value] of [
    [3, '5'],
    [0, '2'],
    [2, '4'],
    [1, '3'],
  ] as const) {
    await writers[turn]?.query('COMMIT')
    moments.push(await readClock())
    known.push([...(known.at(-1) as string[]), value].toSorted())
    for (const [index, moment] of moments.entries()) expect(await readValues(slug, moment)).toEqual(known[index])
    expect(await readValues(slug, null)).toEqual(known.at(-1))
  }
})
