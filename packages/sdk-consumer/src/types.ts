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
/** Holds nothing of this SDK below it. */
type Leaf = string | number | bigint | boolean | symbol | null | undefined | AbortSignal | URL | Error

/** Parameters and result of a function with up to three overloads, or of a constructor, as a union; else never. */
type Signature<Type> = Type extends {
  (...args: infer A): infer B
  (...args: infer C): infer D
  (...args: infer E): infer F
}
  ? A[number] | B | C[number] | D | E[number] | F
  : Type extends { (...args: infer A): infer B; (...args: infer C): infer D }
    ? A[number] | B | C[number] | D
    : Type extends (...args: infer A) => infer B
      ? A[number] | B
      : Type extends abstract new (
            ...args: infer A
          ) => infer B
        ? A[number] | B
        : never

/** True when `any` occurs among members, parameters and results, down to that many levels; else never. */
type HasAny<Type, Levels extends unknown[] = [1, 2, 3, 4, 5, 6, 7]> =
  IsAny<Type> extends true
    ? true
    : Levels extends [unknown, ...infer Rest]
      ? Type extends Leaf
        ? never
        : Type extends readonly unknown[]
          ? HasAny<Type[number], Rest>
          : Type extends PromiseLike<infer Item> | AsyncIterable<infer Item> | Iterable<infer Item>
            ? HasAny<Item, Rest>
            : { [Key in keyof Type]-?: HasAny<Type[Key], Rest> }[keyof Type] | HasAny<Signature<Type>, Rest>
      : never

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
expectTrue<HasAny<(given: { each: (value: ReturnType<typeof JSON.parse>) => void }) => void>>()
expectTrue<HasAny<{ new (text: string): { is(value: ReturnType<typeof JSON.parse>): boolean } }>>()
expectTrue<HasAny<{ (one: string): void; (one: ReturnType<typeof JSON.parse>, two: string): void }>>()
expectNever<HasAny<typeof parkgraph>>()
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
