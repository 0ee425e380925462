import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addOpenRows, addRows, type Ids } from './access-rows.ts'
import { addSubjects, pick } from './data.ts'
import { publish } from './publishing.ts'
import { hasRight, type Place, places, seesRow } from './rights.ts'
import { makeKey } from './writing.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const askers = ['ANONYMOUS', 'READER', 'EDITOR'] as const
const tokens = new Map<string, string>()
const ids = new Map<Place, Ids>()
const nameOf = ({ park, level }: Place) => `${park}-${level.toLowerCase()}`

beforeAll(async () => {
  await addOpenRows(server.database)
  for (const place of places) {
    const own = { park: place.park, reportedBy: place.park, accessLevel: place.level }
    ids.set(place, await addRows(server.database, place.park, place.level))
    await addSubjects(server.database, [
      { kind: 'FACILITY', slug: `f-${nameOf(place)}`, ...own },
      { kind: 'PROGRAMME', slug: `g-${nameOf(place)}`, ...own },
    ])
  }
  for (const asker of askers.slice(1)) tokens.set(asker, await makeKey(server, asker, { park: 'own' }))
})

async function ask(query: string, asker: string): Promise<Record<string, unknown>> {
  const { data, errors } = await server.send(query, {}, tokens.get(asker) ?? null)
  expect(errors).toBeUndefined()
  return data as Record<string, unknown>
}

const lists = { enterprises: 'e', facilities: 'f', parks: 'k', programmes: 'g', projects: 'p' }

describe.each(Object.entries(lists))('%s', (field, letter) => {
  const list = async (where: string, asker: string) => {
    const slug = `slug: { startsWith: "${letter}-" }`
    const data = await ask(
      `{ ${field}(first: 100, where: { ${slug}, ${where} }) { totalCount nodes { slug } } }`,
      asker,
    )
    const slugs = (pick(data, `${field}.nodes`) as { slug: string }[]).map((row) => row.slug)
    expect(pick(data, `${field}.totalCount`)).toBe(slugs.length)
    return slugs.sort()
  }
  const expected = (asker: (typeof askers)[number], isAsked: (place: Place) => boolean) =>
    places
      .filter((place) => isAsked(place) && seesRow(asker, place.park, place.level))
      .map((place) => `${letter}-${nameOf(place)}`)
      .sort()

  test.each(askers)('are listed by level and reporting park to %s as far as they are seen', async (asker) => {
    for (const level of ['PUBLIC', 'INTERNAL', 'RESTRICTED'])
      expect(await list(`accessLevel: { eq: ${level} }`, asker)).toEqual(expected(asker, (one) => one.level === level))
    expect(await list('accessLevel: { in: [INTERNAL, RESTRICTED] }', asker)).toEqual(
      expected(asker, ({ level }) => level !== 'PUBLIC'),
    )
    expect(await list('accessLevel: { notIn: [PUBLIC] }, reportingPark: { slug: { eq: "inner" } }', asker)).toEqual(
      expected(asker, ({ park, level }) => park === 'inner' && level !== 'PUBLIC'),
    )
  })

  test.each(askers)('tell %s who may see them, and which park reports them', async (asker) => {
    const data = await ask(
      `{ ${field}(first: 100, where: { slug: { startsWith: "${letter}-" } }) { nodes { slug accessLevel reportingPark { slug } } } }`,
      asker,
    )
    const told = (pick(data, `${field}.nodes`) as { slug: string }[]).sort((one, other) =>
      one.slug < other.slug ? -1 : 1,
    )
    const all = places
      .filter(({ park, level }) => seesRow(asker, park, level))
      .map((place) => ({
        slug: `${letter}-${nameOf(place)}`,
        accessLevel: place.level,
        reportingPark: { slug: place.park },
      }))
    expect(told).toEqual(all.sort((one, other) => (one.slug < other.slug ? -1 : 1)))
  })
})

test.each(askers)('figures are listed by level and reporting park to %s', async (asker) => {
  for (const { park, level } of places) {
    const where = `accessLevel: { eq: ${level} }, reportingPark: { slug: { eq: "${park}" } }, subject: { slug: { startsWith: "e-" } }`
    const data = await ask(
      `{ observations(first: 100, where: { ${where} }) { nodes { accessLevel reportingPark { slug } } } }`,
      asker,
    )
    const told = pick(data, 'observations.nodes') as unknown[]
    // Those of each park and level are three, of an enterprise that is as restricted.
    expect(told).toEqual(
      Array(seesRow(asker, park, level) ? 3 : 0).fill({ accessLevel: level, reportingPark: { slug: park } }),
    )
  }
})

test.each(askers)('series, corrections, doubts and facts tell %s theirs', async (asker) => {
  const access = '{ accessLevel reportingPark { slug } }'
  for (const place of places) {
    const { park, level } = place
    const { series, correction, doubt } = ids.get(place) ?? {}
    const data = await ask(
      `{ nodes(ids: ["${series}", "${correction}", "${doubt}"]) { ... on Series ${access} ... on Correction ${access} ... on Doubt ${access} }
        enterprise(slug: "firm-${park}") { honours { title ... on Fact ${access} } } }`,
      asker,
    )
    const isSeen = seesRow(asker, park, level)
    const own = { accessLevel: level, reportingPark: { slug: park } }
    expect(data.nodes).toEqual(Array(3).fill(isSeen ? own : null))
    const honours = pick(data, 'enterprise.honours') as { title: string }[]
    expect(honours.filter(({ title }) => title === `h-${nameOf(place)}`)).toEqual(
      isSeen ? [{ title: `h-${nameOf(place)}`, ...own }] : [],
    )
  }
})

test('versions of facts in publications tell theirs, and documents their level', async () => {
  const data = await ask(
    `{ publications(first: 100) { nodes { title facts { nodes { accessLevel reportingPark { slug } fact { accessLevel reportingPark { slug } } } } } }
      source(code: "s-own-restricted") { accessLevel } }`,
    'EDITOR',
  )
  const told = pick(data, 'publications.nodes') as { title: string }[]
  const own = (slug: string) => ({ accessLevel: 'RESTRICTED', reportingPark: { slug } })
  const held = (['own', 'inner'] as const).filter((park) => hasRight('EDITOR', 'draft', park))
  expect(told).toEqual(
    expect.arrayContaining(
      held.map((park) => ({ title: `pub-${park}-restricted`, facts: { nodes: [{ ...own(park), fact: own(park) }] } })),
    ),
  )
  expect(data.source).toEqual({ accessLevel: 'RESTRICTED' })
})

test('what is published is no more among what is internal', async () => {
  const find = async (level: string) =>
    pick(
      await ask(
        `{ facilities(where: { slug: { eq: "f-own-internal" }, accessLevel: { eq: ${level} } }) { totalCount } }`,
        'EDITOR',
      ),
      'facilities.totalCount',
    )
  expect([await find('INTERNAL'), await find('PUBLIC')]).toEqual([1, 0])
  const { clock } = await ask('{ clock }', 'EDITOR')
  const { rows } = await server.database.pool.query(`SELECT id FROM subject WHERE slug = 'f-own-internal'`)
  await publish(server.database, [Buffer.from(`Facility:${rows[0].id}`).toString('base64')])
  expect([await find('INTERNAL'), await find('PUBLIC')]).toEqual([0, 1])
  const then = `{ facility(slug: "f-own-internal", asOf: { recorded: "${clock}" }) { accessLevel } }`
  expect(await ask(then, 'EDITOR')).toEqual({ facility: { accessLevel: 'PUBLIC' } })
  expect(await ask(then, 'ANONYMOUS')).toEqual({ facility: null })
})
