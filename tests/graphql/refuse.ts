import { expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'

/** Sends an operation to `server` and expects its first error to have this code, and to name this argument. */
export function refuseBy(server: Pick<TestServer, 'send'>) {
  return async (query: string, variables: Record<string, unknown> | undefined, code: string, argument?: string) => {
    const { errors } = await server.send(query, variables)
    expect(errors?.[0]?.extensions?.code).toBe(code)
    if (argument !== undefined) expect(errors?.[0]?.extensions?.argument).toBe(argument)
  }
}

export const base64 = (text: string) => Buffer.from(text).toString('base64')
