import { localOwner, resolveIdentity } from '@parkgraph/db'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { dayFromNow } from '../kit/days.ts'
import { useServer } from '../kit/server.ts'
import { decideCorrection, findCorrected, proposeCorrection } from './correcting.ts'
import { addFact, addSubjects, pick } from './data.ts'
import { recordFigures, taxOf } from './recording.ts'
import { idOf, makeKey, openForm, write } from './writing.ts'

const server = useServer()
let editor = ''
let admin = ''
let year = 1950

beforeAll(async () => {
  editor = await openForm(server)
  admin = await makeKey(server, 'ADMIN', { park: 'own' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

/** Has all sessions of the pool go by a time zone, which decides what PostgreSQL calls today. */
async function setZone(zone: string): Promise<void> {
  const { pool } = server.database
  const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()))
  for (const client of clients) await client.query(`SET timezone TO '${zone}'`)
  for (const client of clients) client.release()
}

const recordFigure = async () =>
  idOf(await recordFigures(server, [taxOf(String(++year), { accumulation: 'FULL_YEAR' })], editor))

const read = async (text: string, rows: string) =>
  (await server.database.pool.query<{ day: string }>(`SELECT ${text} AS day FROM ${rows}`)).rows[0]?.day

// At no hour do these have the day of China: that has eight hours more than UTC.
describe.each([
  ['a day after', 1, 'AFTER-32'],
  ['a day before', -1, 'BEFORE+16'],
])('where the sessions of the database have %s that of China', (name, days, zone) => {
  beforeAll(() => setZone(zone))

  const slugOf = (what: string) => `${what}-${name.replaceAll(' ', '-')}`

  test('they do', async () => {
    expect(await read('current_date::text', '(SELECT) x')).toBe(dayFromNow(days))
  })

  test('a membership that ended with yesterday gives nothing, and one that begins today does', async () => {
    const [left, joined, coming] = [slugOf('left'), slugOf('joined'), slugOf('coming')]
    const spans = [
      [left, { period_start: '2020-01-01', period_end: dayFromNow() }],
      [joined, { period_start: dayFromNow(), period_end: dayFromNow(1) }],
      [coming, { period_start: dayFromNow(1), period_end: 'infinity' }],
    ] as const
    const parks = spans.map(([slug]) => ({ kind: 'PARK' as const, slug, reportedBy: slug, regionCode: '330102' }))
    await addSubjects(server.database, parks)
    for (const [slug, span] of spans)
      await addFact(server.database, 'membership', slug, { park: 'own', role: 'PART_OF', ...span }, slug)
    const mays = ['left', 'joined', 'coming'].map((what) => `${what}: may(park: "${slugOf(what)}")`)
    const { data } = await server.send(`{ viewer { ${mays.join(' ')} } }`, {}, editor)
    expect(pick(data, 'viewer')).toEqual({
      ...{ left: ['READ'], joined: expect.arrayContaining(['EDIT']), coming: ['READ'] },
    })
    for (const view of ['{}', `{ recorded: "${new Date().toISOString()}" }`]) {
      const place = spans.map(([slug], at) => `m${at}: park(slug: "${slug}", asOf: ${view}) { parent { slug } }`)
      const placed = (await server.send(`{ ${place.join(' ')} }`, {}, editor)).data
      expect([view, spans.map((_, at) => pick(placed, `m${at}.parent`))]).toEqual([view, [null, { slug: 'own' }, null]])
    }
  })

  test('what is revised and withdrawn is so on that day', async () => {
    const figure = await recordFigure()
    const change = (verb: string, version: string, more = {}) =>
      write(
        server,
        `${verb}Observation`,
        { observation: figure, expectedVersion: version, reason: '核', ...more },
        editor,
      )
    const revised = await change('revise', figure, { value: '3' })
    const withdrawn = await change('withdraw', idOf(revised))
    expect([revised, withdrawn]).toMatchObject(Array(2).fill({ observation: { publishedOn: dayFromNow() } }))
    const facts = [{ subject: 'firm-own', source: 'form', content: { honour: { title: slugOf('title') } } }]
    const told = String(pick(await write(server, 'recordFacts', { facts }, editor), 'facts.0.id'))
    const honour = { fact: told, expectedVersion: told, content: { honour: { title: slugOf('other') } }, reason: '核' }
    const fact = await write(server, 'reviseFact', honour, editor)
    expect(fact).toMatchObject({ fact: { publishedOn: dayFromNow() } })
    const version = String(pick(fact, 'fact.id'))
    const gone = { fact: told, expectedVersion: version, reason: '核' }
    const { version: last } = await write(server, 'withdrawFact', gone, editor)
    const [, row = ''] = Buffer.from(String(last), 'base64').toString().split(':')
    expect(await read('published_on::text', `honour WHERE id = ${row}`)).toBe(dayFromNow())
  })

  test('corrections are proposed and decided on that day, and so is who is the same', async () => {
    const proposed = pick(
      await proposeCorrection(server, await recordFigure(), { value: '6' }, editor),
      'correction.id',
    )
    await decideCorrection(server, 'accept', proposed, admin)
    const corrected = await findCorrected(server, proposed, admin)
    const query = `query ($id: ID!, $read: ID!) { correction: node(id: $id) { ... on Correction { decisions { decidedOn } } }
      read: node(id: $read, reading: CORRECTED) { ... on Observation { publishedOn } } }`
    const { data } = await server.send(query, { id: proposed, read: corrected }, admin)
    expect(data).toEqual({
      correction: { decisions: [{ decidedOn: dayFromNow() }] },
      read: { publishedOn: dayFromNow() },
    })
    const [, , row = ''] = Buffer.from(String(proposed), 'base64').toString().split(':')
    expect(await read('proposed_on::text', `correction WHERE id = ${row}`)).toBe(dayFromNow())
    const values = { kind: 'POSSIBLY_SAME_AS', to: 'firm-inner' }
    const id = String(await addFact(server.database, 'relationship', 'firm-own', values, 'own'))
    await resolveIdentity(server.database.pool, localOwner, { id, isSame: true, reason: '核' })
    expect(await read('published_on::text', `relationship WHERE supersedes_id = ${id}`)).toBe(dayFromNow())
  })
})
