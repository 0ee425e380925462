import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Planning } from '@parkgraph/db'

interface Operation {
  readonly query: string
  readonly variables: Record<string, unknown>
}

export interface Asked {
  readonly text: string
  readonly values: unknown[]
  readonly planning: Planning
}

export interface BenchServer {
  /** Such as http://127.0.0.1:4000 */
  readonly address: string
  /** Sends the operation, and throws where it is not answered as asked. */
  ask(operation: Operation): Promise<Record<string, unknown>>
  /** Resident memory in bytes, and the statement that ran last. */
  inspect(): Promise<{ memory: number; last: Asked }>
  close(): void
}

/** Starts the server on a database, in a process of its own. */
export async function startServer(databaseUrl: string): Promise<BenchServer> {
  const child = fork(fileURLToPath(new URL('serve.js', import.meta.url)), [databaseUrl], {
    // Values of statements may be bigints, which JSON has not.
    serialization: 'advanced',
  })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const address = `http://127.0.0.1:${port}`
  return {
    address,
    async ask(operation) {
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
        body: JSON.stringify(operation),
      })
      const { data, errors } = (await response.json()) as {
        data: Record<string, unknown>
        errors?: { message: string }[]
      }
      if (errors) throw new Error(errors.map(({ message }) => message).join(' '))
      return data
    },
    async inspect() {
      child.send('inspect')
      return (await once(child, 'message'))[0]
    },
    close: () => child.disconnect(),
  }
}

/** An operation of benchmarks/operations with its variables. */
export function readOperation(name: string, variables: Record<string, unknown> = {}): Operation {
  const file = new URL(`../operations/${name}.graphql`, import.meta.url)
  return { query: readFileSync(file, 'utf8'), variables }
}
