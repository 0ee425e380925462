import { expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { pick } from './data.ts'
import { write } from './writing.ts'

/** Proposes what a figure should say, with evidence. */
export const proposeCorrection = (
  server: TestServer,
  observation: string,
  changes: unknown,
  token: string,
  more: Record<string, unknown> = {},
) => {
  const evidence = { zh: '附表', en: 'the annex' }
  return write(server, 'proposeCorrection', { observation, changes, evidence, confidence: 'HIGH', ...more }, token)
}

/** Decides on a correction of which nothing but the proposal is known. */
export const decideCorrection = (
  server: TestServer,
  verb: 'accept' | 'reject',
  correction: unknown,
  token: string,
  more: Record<string, unknown> = {},
) => write(server, `${verb}Correction`, { correction, expectedVersion: '1', reason: '核对', ...more }, token)

/** The figure that a correction was accepted as. */
export async function findCorrected(server: TestServer, correction: unknown, token: string): Promise<string> {
  const query = 'query ($id: ID!) { node(id: $id) { ... on Correction { decisions { observation { id } } } } }'
  const { data } = await server.send(query, { id: correction }, token)
  const id = pick(data, 'node.decisions.0.observation.id')
  expect(id).toEqual(expect.any(String))
  return id as string
}
