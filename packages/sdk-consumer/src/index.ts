import {
  type Client,
  createClient,
  type Decimal,
  type FigureFragment,
  observations,
  ParkgraphError,
  type ParkSummaryFragment,
  type Period,
  paginate,
  park,
  parks,
} from '@parkgraph/sdk'

export const client: Client = createClient({
  url: new URL('http://127.0.0.1:4000/graphql'),
  headers: async () => ({ authorization: 'Bearer ...' }),
  signal: new AbortController().signal,
  fetch: (url, init) => fetch(url, init),
})

export async function readTax(slug: string): Promise<{ value: Decimal | null; period: Period | null } | null> {
  const { park: zone } = await client.run(park, { slug, locale: 'EN' })
  return zone?.taxRevenue ?? null
}

export async function listSubParks(slug: string): Promise<ParkSummaryFragment[]> {
  const found: ParkSummaryFragment[] = []
  for await (const row of paginate(client, parks, { where: { park: { slug: { eq: slug } } } }, (data) => data.parks)) {
    found.push(row)
  }
  return found
}

export async function sumFigures(slug: string): Promise<Decimal | undefined> {
  const { observations: page } = await client.run(observations, { where: { subject: { slug: { eq: slug } } } })
  const values = page.nodes.flatMap(({ value }) => (value === null ? [] : [value]))
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum.plus(value))
}

export function printFigure({ value, unit, period }: FigureFragment): string {
  return `${value?.toFixed() ?? '?'} ${unit.name} (${period ?? 'undated'})`
}

export function isWorthRetrying(error: unknown): boolean {
  return error instanceof ParkgraphError && ['NETWORK', 'TIMEOUT', 'HTTP_503'].includes(error.code)
}
