import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { dayFromNow } from '../kit/days.ts'
import { useServer } from '../kit/server.ts'
import { addFact, addSubjects, pick, type SubjectKind } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const kinds: [SubjectKind, string, string][] = [
  ['PARK', 'park', 'parks'],
  ['PROJECT', 'project', 'projects'],
  ['ENTERPRISE', 'enterprise', 'enterprises'],
  ['FACILITY', 'facility', 'facilities'],
  ['PROGRAMME', 'programme', 'programmes'],
]
const past = { period_start: '2000-01-01', period_end: '2001-01-01' }
const future = { period_start: '2900-01-01', period_end: '2901-01-01' }

const join = (slug: string, park: string, values: Record<string, string> = {}) =>
  addFact(server.database, 'membership', slug, { park, role: 'PART_OF', ...values })

beforeAll(async () => {
  await addSubjects(server.database, [
    ...['past-park', 'future-park', 'present-park', 'outer-past', 'outer-present'].map(
      (slug) => ({ kind: 'PARK', slug }) as const,
    ),
    ...kinds.map(([kind]) => ({ kind, slug: `moved-${kind.toLowerCase()}` })),
  ])
  await join('present-park', 'outer-past', past)
  await join('present-park', 'outer-present')
  for (const [kind] of kinds) {
    const slug = `moved-${kind.toLowerCase()}`
    await join(slug, 'past-park', past)
    await join(slug, 'future-park', future)
    await join(slug, 'present-park', { role: 'LOCATED_IN' })
  }
})

async function ask(query: string): Promise<Record<string, unknown>> {
  const { data, errors } = await server.send(query)
  expect(errors).toBeUndefined()
  return data as Record<string, unknown>
}

describe.each(kinds)('a membership of a %s that ended or is to begin', (kind, field, list) => {
  const slug = `moved-${kind.toLowerCase()}`

  it('does not place it, and is listed', async () => {
    const place = kind === 'PARK' ? 'park: parent' : 'park'
    const data = await ask(`{ ${field}(slug: "${slug}") { ${place} { slug } memberships { park { slug } } } }`)
    expect(pick(data, `${field}.park.slug`)).toBe('present-park')
    const parks = (pick(data, `${field}.memberships`) as { park: { slug: string } }[]).map(({ park }) => park.slug)
    expect(parks.sort()).toEqual(['future-park', 'past-park', 'present-park'])
  })

  it.each([
    ['past-park', 0],
    ['future-park', 0],
    ['present-park', 1],
    ['outer-past', 0],
    ['outer-present', 1],
  ])('has it found by the park %s %i times', async (park, times) => {
    const data = await ask(
      `{ found: ${list}(where: { slug: { eq: "${slug}" }, park: { slug: { eq: "${park}" } } }) { totalCount } }`,
    )
    expect(pick(data, 'found.totalCount')).toBe(times)
  })
})

test.each([
  ['past-park', 0, 0],
  ['future-park', 0, 0],
  ['present-park', 1, 1],
  ['outer-past', 0, 0],
  ['outer-present', 1, 0],
])('%s holds %i of what moved, and %i directly', async (park, deep, flat) => {
  for (const list of ['parks', 'projects', 'enterprises']) {
    const moved = 'where: { slug: { startsWith: "moved-" } }'
    const data = await ask(
      `{ park(slug: "${park}") { deep: ${list}(${moved}) { totalCount } flat: ${list}(${moved}, isDeep: false) { totalCount } } }`,
    )
    expect([list, data.park]).toEqual([list, { deep: { totalCount: deep }, flat: { totalCount: flat } }])
  }
})

test.each([
  ['begun today', { period_start: dayFromNow(0), period_end: 'infinity' }, true],
  ['that ended with yesterday', { period_start: '2000-01-01', period_end: dayFromNow(0) }, false],
  ['that ends in two days', { period_start: '-infinity', period_end: dayFromNow(2) }, true],
  ['that begins in two days', { period_start: dayFromNow(2), period_end: 'infinity' }, false],
  ['without a period', {}, true],
])('a membership %s places its subject: %j %s', async (title, period, isPlaced) => {
  const slug = `edge-${title.replaceAll(' ', '-')}`
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug }])
  await join(slug, 'present-park', period)
  const data = await ask(`{ enterprise(slug: "${slug}") { park { slug } memberships { role } } }`)
  expect(data.enterprise).toEqual({
    park: isPlaced ? { slug: 'present-park' } : null,
    memberships: [{ role: 'PART_OF' }],
  })
})
