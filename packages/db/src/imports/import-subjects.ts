import type pg from 'pg'
import { withClient } from '../client.ts'
import { RefusalError } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { getSubjects } from '../write/ground.ts'
import { checkSubjects } from './check-subjects.ts'
import { recordSubjects } from './record-subjects.ts'
import { type Imported, type ImportOptions, runImport } from './run.ts'
import type { ImportedKind, ImportedSubject } from './subject-row.ts'
import { createSubjectStage, printSubject } from './subject-stage.ts'

/** How many subjects a file makes known, changes and leaves as they are, or would where it is a dry run. */
export interface SubjectCounts {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
}

/**
 * Makes the subjects of a file known, and changes those that are there where rows say so, all or none, by the rules of
 * `createSubject` and `updateSubject`.
 *
 * @throws RefusalError as `runImport` does
 */
export async function importSubjects(
  options: ImportOptions<ImportedSubject>,
  kind: ImportedKind,
): Promise<Imported<SubjectCounts>> {
  const { pool, viewer, park, onProblem, onNote } = options
  let onlyPark: number | null = null
  return runImport<SubjectCounts>(options, {
    operation: 'importSubjects',
    reason: `import ${kind.toLowerCase()}s`,
    createStage: async (client) => {
      onlyPark = park === null ? null : await findPark(pool, viewer, park)
      await createSubjectStage(client)
    },
    columns: 'row, told',
    printRows: () => printRows(options),
    check: async (client) => {
      await checkSubjects(client, viewer, onlyPark, onProblem, onNote)
      return countJudged(client)
    },
    record: (client) => recordSubjects(client),
    // A list of before holds again, where it is sent again after others have changed what it says.
    isDone: ({ created, updated }) => created + updated === 0,
    none: { created: 0, updated: 0, unchanged: 0 },
  })
}

async function* printRows({ rows, flush, signal }: ImportOptions<ImportedSubject>): AsyncGenerator<readonly string[]> {
  for await (const batch of rows) {
    signal.throwIfAborted()
    yield batch.map(({ row, item }) => printSubject(row, item))
    await flush()
  }
}

/** @throws RefusalError `NOT_FOUND` */
async function findPark(pool: pg.Pool, viewer: Viewer, slug: string): Promise<number> {
  const found = await withClient(pool, (client) => getSubjects(client, viewer, [slug]))
  const park = found.get(slug)
  if (!park) throw new RefusalError('NOT_FOUND', `There is no subject "${slug.slice(0, 120)}".`)
  return park.parkId
}

async function countJudged(client: pg.ClientBase): Promise<SubjectCounts> {
  const count = (action: string) => `count(*) FILTER (WHERE action = '${action}')::int`
  const { rows } = await client.query<SubjectCounts>(
    `SELECT ${count('CREATE')} AS created, ${count('UPDATE')} AS updated, ${count('NONE')} AS unchanged FROM import_subject`,
  )
  return rows[0] ?? { created: 0, updated: 0, unchanged: 0 }
}
