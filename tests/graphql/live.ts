import { ParkgraphError } from '@parkgraph/sdk'
import { beforeAll, expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { recordFigures, taxOf } from './recording.ts'
import { openForm } from './writing.ts'

/** So long that only notifications of the database wake a stream. */
export const limits = { patience: 3_600_000 }

/** Who records figures of the park `own` while others follow them. */
export function useRecorder(server: TestServer) {
  const keys = { editor: '' }

  beforeAll(async () => {
    keys.editor = await openForm(server, '2026-11')
  })

  let year = 1500

  const record = (values: readonly string[]) =>
    recordFigures(
      server,
      values.map((value) => taxOf(`${++year}-01/${year}-10`, { value })),
      keys.editor,
    )

  return { keys, record }
}

/** The code that what is asked for is refused with. */
export const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (fault: unknown) => fault,
  )
  expect(error).toBeInstanceOf(ParkgraphError)
  return (error as ParkgraphError).code
}
