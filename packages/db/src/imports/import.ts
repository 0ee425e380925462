import type pg from 'pg'
import { checkFigures } from '../observations/check.ts'
import { explainSubject, type Ground } from '../observations/ground.ts'
import { RefusalError } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { copyPieces } from '../write/copy.ts'
import { takeTurn } from '../write/gate.ts'
import { claimKey, findOutcome, keepOutcome, type Request } from '../write/idempotency.ts'
import { mayWriteAnywhere } from '../write/rights.ts'
import { runTransaction } from '../write/transaction.ts'
import { findClashes } from './clashes.ts'
import { createGround } from './ground.ts'
import type { FigureRow, RowProblem } from './problems.ts'
import { withSession } from './session.ts'
import { findSeries, insertStaged } from './settle.ts'
import { createStage, type ImportedFigure, printStaged, STAGED_COLUMNS } from './stage.ts'

/** `RECORDING` follows `CHECKING`, which follows `READING` the rows and looking at each by itself. */
export type ImportPhase = 'READING' | 'CHECKING' | 'RECORDING'

export interface ImportOptions {
  readonly pool: pg.Pool
  readonly viewer: Viewer
  /** The figures of the file, by the batch. */
  readonly rows: AsyncIterable<readonly FigureRow<ImportedFigure>[]>
  /** What the request is known by when it comes again: a hash of the file and of all that it was read with. Asked when all rows are read. */
  readonly getDigest: () => string
  /** Slug of the park whose figures alone pass; null for those of all. */
  readonly park: string | null
  /** Whether nothing is to be recorded in any case. */
  readonly isDryRun: boolean
  readonly onProblem: (problem: RowProblem) => void
  /** Awaited after each batch of rows: for whoever takes problems slowly. */
  readonly flush: () => Promise<void>
  /** How many problems there are so far, those of whoever reads the file too: with any, nothing is recorded. */
  readonly countProblems: () => number
  readonly onPhase: (phase: ImportPhase) => void
  readonly signal: AbortSignal
}

export interface Imported {
  /** Figures that are recorded, or would be where it is a dry run; 0 where there are problems. */
  readonly figures: number
  /** Whether the same file was recorded before, so that nothing more is. */
  readonly isRepeated: boolean
}

/** SQLSTATEs of transactions that were undone for the sake of others. */
const transient = new Set(['40001', '40P01'])

const mostAttempts = 3

/**
 * Records the figures of a file, all or none, by the rules of `recordObservations`. Rows are looked at as they come and wait in the
 * session; then, with no other writer beside it, one transaction looks at them together and records them.
 *
 * @throws RefusalError `FORBIDDEN` for whoever may write nowhere, `NOT_FOUND` for the park, `CONTENTION`; the signal's reason
 */
export async function importObservations(options: ImportOptions): Promise<Imported> {
  const { pool, viewer, isDryRun, signal } = options
  if (!mayWriteAnywhere(viewer)) throw new RefusalError('FORBIDDEN', 'Importing takes the role EDITOR for some park.')
  return withSession(pool, signal, async (client) => {
    await createStage(client, isDryRun)
    options.onPhase('READING')
    await copyPieces(client, 'import_row', STAGED_COLUMNS, printRows(options))
    signal.throwIfAborted()
    // A rough look is enough to plan by.
    await client.query('SET default_statistics_target = 10; ANALYZE import_row')
    const settle = () => {
      options.onPhase('CHECKING')
      return settleRows(client, options)
    }
    for (let count = 1; ; count += 1) {
      try {
        return await takeTurn(client, () => {}, true, settle)
      } catch (error) {
        signal.throwIfAborted()
        if (!transient.has((error as { code?: string }).code ?? '')) throw error
        if (count === mostAttempts)
          throw new RefusalError(
            'CONTENTION',
            'Others kept writing the same at the same time: nothing was recorded. Try again.',
          )
      }
    }
  })
}

/** Looks at rows by themselves, and yields those that are right as lines of the stage. */
async function* printRows({
  pool,
  viewer,
  rows,
  park,
  onProblem,
  flush,
  signal,
}: ImportOptions): AsyncGenerator<Buffer> {
  const readGround = createGround(pool, viewer)
  const parkId = park === null ? null : await findPark(park, readGround)
  for await (const batch of rows) {
    signal.throwIfAborted()
    const figures = batch.map(({ figure }) => figure)
    const ground = await readGround(figures)
    const wrong = new Set<number>()
    const tell = (index: number, problem: Omit<RowProblem, 'row'>) => {
      wrong.add(index)
      onProblem({ row: batch[index]?.row ?? 0, ...problem })
    }
    for (const [index, { subject }] of figures.entries()) {
      const refusal = explainRow(viewer, subject, ground, parkId)
      if (refusal) tell(index, { at: 'subject', ...refusal })
    }
    for (const { path, code, message } of checkFigures(figures, ground))
      tell(Number(path[1]), { at: path.slice(2).join('.'), code, message })
    const lines = batch.map(({ row, figure }, index) => (wrong.has(index) ? '' : printStaged(row, figure, ground)))
    yield Buffer.from(lines.join(''))
    await flush()
  }
}

async function findPark(slug: string, readGround: ReturnType<typeof createGround>): Promise<number> {
  const { subjects } = await readGround([{ subject: slug, indicator: '', source: '' }])
  const park = subjects.get(slug)
  if (!park) throw new RefusalError('NOT_FOUND', `There is no subject "${slug.slice(0, 120)}".`)
  return park.parkId
}

function explainRow(
  viewer: Viewer,
  subject: string,
  { subjects }: Ground,
  parkId: number | null,
): Omit<RowProblem, 'row' | 'at'> | null {
  const refusal = explainSubject(viewer, subject, { subjects })
  if (refusal || parkId === null || subjects.get(subject)?.parkId === parkId) return refusal
  return { code: 'OTHER_PARK', message: 'is reported by another park than the one that the file is for' }
}

function settleRows(
  client: pg.Client,
  { viewer, getDigest, isDryRun, onProblem, countProblems, onPhase }: ImportOptions,
): Promise<Imported> {
  const request = describeRequest(getDigest())
  // What is wrong by itself keeps everything from being recorded: the rest is looked at to be told as well.
  const isChecking = isDryRun || countProblems() > 0
  const reason = `import figures ${getDigest().slice(0, 12)}`
  return runTransaction(
    client,
    () => {},
    'BEGIN',
    { viewer, reason },
    async () => {
      // All rows of a cursor are wanted, and not the first ones soon.
      const settings = "SET LOCAL work_mem = '128MB'; SET LOCAL cursor_tuple_fraction = 1"
      await client.query(`SET LOCAL idle_in_transaction_session_timeout = 0; ${settings}`)
      const before = isDryRun ? null : await findOutcome<Omit<Imported, 'isRepeated'>>(client, viewer, request)
      if (before) return { ...before.outcome, isRepeated: true }
      const figures = await findSeries(client, isChecking)
      await findClashes(client, onProblem)
      if (countProblems() > 0) return { figures: 0, isRepeated: false }
      if (isDryRun) return { figures, isRepeated: false }
      onPhase('RECORDING')
      const claim = await claimKey(client, viewer, request)
      if (!('place' in claim)) throw new Error('The file was recorded meanwhile, though nobody writes beside it')
      await insertStaged(client, figures)
      await keepOutcome(client, claim.place, { figures })
      return { figures, isRepeated: false }
    },
  )
}

const describeRequest = (digest: string): Request => ({
  operation: 'importObservations',
  input: { digest },
  idempotencyKey: `import ${digest}`,
})
