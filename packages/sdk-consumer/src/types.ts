import type * as parkgraph from '@parkgraph/sdk'
import {
  type Client,
  createClient,
  Decimal,
  enterprise,
  node,
  type Operation,
  observations,
  paginate,
  park,
  parsePeriod,
  projects,
} from '@parkgraph/sdk'

type IsAny<Type> = 0 extends 1 & Type ? true : false
type Opaque = parkgraph.Decimal | parkgraph.Period | string | number | boolean | null | undefined

/** True when `any` occurs at any depth of a type made of objects, lists and unions; else never. */
type HasAny<Type> =
  IsAny<Type> extends true
    ? true
    : Type extends Opaque
      ? never
      : Type extends readonly (infer Item)[]
        ? HasAny<Item>
        : { [Key in keyof Type]-?: HasAny<Type[Key]> }[keyof Type]

type DataOf<Type> = Type extends Operation<infer Data, infer _> ? Data : never
type Operations = {
  [Name in keyof typeof parkgraph as (typeof parkgraph)[Name] extends Operation<unknown, never> ? Name : never]: DataOf<
    (typeof parkgraph)[Name]
  >
}

function expectNever<Type extends never>(): Type | undefined {
  return undefined
}
function expectTrue<Type extends true>(): Type | undefined {
  return undefined
}

expectTrue<HasAny<{ a: { b: ReturnType<typeof JSON.parse>[] } }>>()
expectNever<HasAny<Operations>>()
expectTrue<'projects' | 'park' | 'units' extends keyof Operations ? true : false>()

declare const client: Client

export async function takesWhatFits(): Promise<void> {
  await client.run(projects)
  await client.run(projects, {})
  await client.run(projects, undefined, { signal: new AbortController().signal })
  await client.run(projects, {
    first: 10,
    orderBy: [{ name: 'ASC' }],
    where: { totalInvestment: { gte: '4', unit: '亿元' } },
  })
  await client.run(projects, { where: { totalInvestment: { gte: new Decimal('4'), unit: 'CNY_100M' } } })
  await client.run(observations, { where: { period: { within: '2017' } } })
  await client.run(observations, { where: { period: { within: parsePeriod('2017') } } })
  const { node: found } = await client.run(node, { id: 'x' })
  if (found?.__typename === 'Observation') found.value?.toFixed()
}

export async function refusesWhatDoesNot(): Promise<void> {
  // @ts-expect-error the slug is required
  await client.run(park)
  // @ts-expect-error the slug is required
  await client.run(park, {})
  // @ts-expect-error a slug is text
  await client.run(park, { slug: 1 })
  // @ts-expect-error there is no such variable
  await client.run(park, { slug: 'x', limit: 1 })
  // @ts-expect-error a number has lost digits already
  await client.run(projects, { where: { totalInvestment: { gte: 4.1, unit: '亿元' } } })
  // @ts-expect-error there is no such stage
  await client.run(projects, { where: { stage: { eq: 'FINISHED' } } })
  // @ts-expect-error one thing at a time
  await client.run(projects, { orderBy: [{ name: 'ASC', slug: 'ASC' }] })
  // @ts-expect-error there is no such field
  void (await client.run(enterprise, { slug: 'x' })).enterprise?.profit
  // @ts-expect-error absent enterprises are null
  void (await client.run(enterprise, { slug: 'x' })).enterprise.name
  // @ts-expect-error a decimal is no number
  const value: number | null | undefined = (await client.run(park, { slug: 'x' })).park?.taxRevenue?.value
  void value
  // @ts-expect-error an operation that does not page
  paginate(client, park, { slug: 'x' }, (data) => data.park?.parks)
  // @ts-expect-error the address is required
  createClient({})
}
