import { expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { type Answer, write } from './writing.ts'

export interface Publication {
  readonly id: string
  readonly state: string
  readonly lastStep: { readonly id: string }
  readonly steps: { readonly state: string; readonly doneBy: string; readonly reason: string }[]
}

/** The publication that a mutation which succeeded tells of. */
export function readPublication(answer: Answer): Publication {
  expect(answer).toHaveProperty('publication')
  return answer['publication'] as Publication
}

/** Drafts a publication for the public, unless another level is named. */
export const draftPublication = (server: TestServer, input: Record<string, unknown>, token: string | null) =>
  write(server, 'draftPublication', { title: '十一月', level: 'PUBLIC', ...input }, token)

/** Takes a step after the last one that is known. */
export const takeStep = (
  server: TestServer,
  action: string,
  { id, lastStep }: Publication,
  token: string | null,
  more: Record<string, unknown> = {},
) => write(server, `${action}Publication`, { publication: id, expectedVersion: lastStep.id, ...more }, token)
