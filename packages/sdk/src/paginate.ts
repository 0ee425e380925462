import type { Client, RunOptions } from './client.ts'
import { ParkgraphError } from './errors.ts'
import type { Operation } from './types.ts'

/** A page of a list. */
export interface Connection<Item> {
  readonly nodes: readonly Item[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

/** Variables of an operation that pages forward. */
export interface PageVariables {
  first?: number | null | undefined
  after?: string | null | undefined
}

/** The largest page that the server gives. */
const LARGEST_PAGE = 100

/**
 * Yields every row of a list, page by page, asking for the next page only when it is needed: `break` ends the requests.
 *
 * @param variables as for `run`; `first` is the size of a page, 1 to 100, by default 100; `after` is where to start
 * @param select finds the list in a result
 * @throws ParkgraphError as `run` does; `BAD_RESPONSE` when the server's cursor does not advance
 */
export async function* paginate<Data, Variables extends PageVariables, Item>(
  client: Client,
  operation: Operation<Data, Variables>,
  variables: NoInfer<Variables>,
  select: (data: Data) => Connection<Item>,
  options?: RunOptions,
): AsyncGenerator<Item, void, undefined> {
  // `run` takes variables in every case; only for a type parameter can the compiler not tell whether they may be left out.
  const run = client.run as (
    operation: Operation<Data, Variables>,
    variables: Variables,
    options?: RunOptions,
  ) => Promise<Data>
  let after = variables.after
  while (true) {
    const data = await run(operation, { ...variables, first: variables.first ?? LARGEST_PAGE, after }, options)
    const { nodes, pageInfo } = select(data)
    yield* nodes
    if (!pageInfo.hasNextPage) return
    if (pageInfo.endCursor === null || pageInfo.endCursor === after) {
      const message = `${operation.name}: the server promises a next page but its cursor does not advance.`
      throw new ParkgraphError('BAD_RESPONSE', message, { operation: operation.name, status: 200 })
    }
    after = pageInfo.endCursor
  }
}
