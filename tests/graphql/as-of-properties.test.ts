import { beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { useClocks } from './clocks.ts'
import { addFigures, addSubjects, pick, propose } from './data.ts'
import { year } from './group-by.ts'

const server = useServer()
const { ask, readClock } = useClocks(server)
const idOf = (slug: string) => `(SELECT id FROM subject WHERE slug = '${slug}')`
const run = (statement: string) => server.database.pool.query(statement)
const firms = ['as-of-a', 'as-of-b', 'as-of-c']
const parks = ['as-of-p', 'as-of-q', 'as-of-r']
const works = 'as-of-works'

const tax = { indicator: 'tax_revenue', ...year(2017) }
const code = (slug: string, value: string) =>
  run(`UPDATE enterprise SET industry_code = '${value}' WHERE id = ${idOf(slug)}`)

beforeAll(async () => {
  await addSubjects(server.database, [
    ...firms.map((slug) => ({ kind: 'ENTERPRISE' as const, slug })),
    ...parks.map((slug) => ({ kind: 'PARK' as const, slug, parkKind: 'LOGISTICS_PARK' })),
    { kind: 'PROJECT', slug: works },
  ])
  for (const slug of firms) await code(slug, 'C3912')
  const values = [...firms, works, ...parks].map((subject, at) => ({ subject, ...tax, value: String(at + 1) }))
  const ids = await addFigures(server.database, values)
  await propose(server.database, ids.at(-3) as string, { value: '100' })
})

const groups = (subjects: string, by: string) =>
  `query ($asOf: AsOf) { observations(asOf: $asOf, where: { subject: { slug: ${subjects} } }) {
    groupBy(by: [${by}]) { nodes { key { industrySection industryDivision industryGroup industryClass projectKind } suppressed count sum(unit: CNY_10K) } } } }`
const previews = `query ($asOf: AsOf) { corrections(asOf: $asOf, where: { observation: { subject: { slug: { eq: "${parks[0]}" } } } }) {
  nodes { preview { rankCount ranks { park { slug } before after beforeSize afterSize } } } } }`

/** Asks now, and the same as of then after something was changed; answers both of these, and what is told now. */
async function askAround(query: string, change: () => Promise<unknown>) {
  const recorded = await readClock()
  const before = await ask(query)
  await change()
  return { before, asOf: await ask(query, { asOf: { recorded } }), now: await ask(query) }
}

const industries = 'INDUSTRY_SECTION, INDUSTRY_DIVISION, INDUSTRY_GROUP, INDUSTRY_CLASS'

test('figures are grouped by the industries that their firms had then, and suppressed by these groups', async () => {
  const query = groups('{ startsWith: "as-of-" }, kind: { eq: ENTERPRISE }', industries)
  const { before, asOf, now } = await askAround(query, () => code(firms[0] as string, 'D4411'))
  const told = { industrySection: 'C', industryDivision: '39', industryGroup: '391', industryClass: '3912' }
  expect(pick(before, 'observations.groupBy.nodes')).toEqual([
    { key: { ...told, projectKind: null }, suppressed: false, count: 3, sum: '6' },
  ])
  expect(asOf).toEqual(before)
  expect(pick(now, 'observations.groupBy.nodes')).toMatchObject([
    { key: told, suppressed: true, sum: null },
    { key: { industrySection: 'D', industryClass: '4411' }, suppressed: true, sum: null },
  ])
})

test('figures are grouped by the kind that their project had then', async () => {
  const { before, asOf, now } = await askAround(groups(`{ eq: "${works}" }`, 'PROJECT_KIND'), () =>
    run(`UPDATE project SET kind = 'LIVELIHOOD' WHERE id = ${idOf(works)}`),
  )
  expect(pick(before, 'observations.groupBy.nodes.0')).toMatchObject({ key: { projectKind: 'INDUSTRIAL' }, sum: '4' })
  expect(asOf).toEqual(before)
  expect(pick(now, 'observations.groupBy.nodes.0.key.projectKind')).toBe('LIVELIHOOD')
})

test('previewed places are among the parks of the kind that the park had then', async () => {
  const { before, asOf, now } = await askAround(previews, () =>
    run(`UPDATE park SET kind = 'PARK_IN_PARK' WHERE id = ${idOf(parks[0] as string)}`),
  )
  expect(pick(before, 'corrections.nodes.0.preview')).toEqual({
    rankCount: 3,
    ranks: [
      { park: { slug: parks[0] }, before: 3, after: 1, beforeSize: 3, afterSize: 3 },
      { park: { slug: parks[2] }, before: 1, after: 2, beforeSize: 3, afterSize: 3 },
      { park: { slug: parks[1] }, before: 2, after: 3, beforeSize: 3, afterSize: 3 },
    ],
  })
  expect(asOf).toEqual(before)
  expect(now).not.toEqual(before)
})
