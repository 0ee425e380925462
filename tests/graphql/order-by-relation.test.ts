import { expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'

const server = useServer()

async function list(query: string, path: string): Promise<unknown[]> {
  const { data, errors } = await server.send(query)
  expect(errors).toBeUndefined()
  return pick(data, path) as unknown[]
}

test('projects come by their park and, within one, by name', async () => {
  const nodes = (await list(
    '{ projects(first: 100, orderBy: [{ park: ASC }, { name: ASC }]) { nodes { slug park { name } } } }',
    'projects.nodes',
  )) as { park: { name: string } | null }[]
  const parks = nodes.map(({ park }) => park?.name ?? null)
  expect(nodes.length).toBe(19)
  const runs = parks.filter((name, index) => name !== parks[index - 1])
  expect(runs).toEqual([...new Set(parks)])
})

test('projects come by their stage, those without one last', async () => {
  const order = [
    'PREPARATION',
    'LAND_LEVELLING',
    'UNDER_CONSTRUCTION',
    'EARTHWORKS',
    'FOUNDATION',
    'PIPELINES',
    'PAVING',
    'STRUCTURE',
    'COMPLETION',
    'ACCEPTANCE',
    'OPENING',
    'PRODUCTION',
    'FULL_CAPACITY',
  ]
  const nodes = (await list(
    '{ projects(first: 100, orderBy: [{ stage: ASC }]) { nodes { currentStage { stage } } } }',
    'projects.nodes',
  )) as { currentStage: { stage: string } | null }[]
  const places = nodes.map(({ currentStage }) => (currentStage ? order.indexOf(currentStage.stage) : 99))
  expect(new Set(places).size).toBeGreaterThan(3)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})

test('figures come by what they are about and what they measure, page after page', async () => {
  const read = (after: string | null) =>
    server.send(
      `query ($after: String) { observations(first: 20, after: $after, orderBy: [{ subject: ASC }, { indicator: DESC }]) {
        nodes { subject { slug } indicator { code } } pageInfo { hasNextPage endCursor } } }`,
      { after },
    )
  const keys: [string, string][] = []
  for (let after: string | null = null, isLast = false; !isLast; ) {
    const { data, errors } = await read(after)
    expect(errors).toBeUndefined()
    for (const node of pick(data, 'observations.nodes') as { subject: { slug: string }; indicator: { code: string } }[])
      keys.push([node.subject.slug, node.indicator.code])
    isLast = !pick(data, 'observations.pageInfo.hasNextPage')
    after = String(pick(data, 'observations.pageInfo.endCursor'))
  }
  expect(keys).toHaveLength(65)
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  expect(keys).toEqual(keys.toSorted((a, b) => compare(a[0], b[0]) || compare(b[1], a[1])))
})
