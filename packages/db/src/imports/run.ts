import type pg from 'pg'
import { RefusalError } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { copyBatches } from '../write/copy.ts'
import { takeTurn } from '../write/gate.ts'
import { claimKey, findOutcome, keepOutcome, type Request } from '../write/idempotency.ts'
import { requireImporter, requireUnchanged } from '../write/rights.ts'
import { keepStatistics, refreshStatistics } from '../write/statistics.ts'
import { runTransaction } from '../write/transaction.ts'
import type { ItemRow, RowNote, RowProblem } from './problems.ts'
import { withSession } from './session.ts'

/** `RECORDING` follows `CHECKING`, which follows `READING` the rows and looking at each by itself. */
export type ImportPhase = 'READING' | 'CHECKING' | 'RECORDING'

export type ImportClient = pg.ClientBase

export interface ImportOptions<Item> {
  readonly pool: pg.Pool
  readonly viewer: Viewer
  /** What the rows of the file tell, by the batch. */
  readonly rows: AsyncIterable<readonly ItemRow<Item>[]>
  /** What the request is known by when it comes again: a hash of the file and of all that it was read with. Asked when all rows are read. */
  readonly getDigest: () => string
  /** Slug of the park whose rows alone pass; null for those of all. */
  readonly park: string | null
  /** Whether nothing is to be recorded in any case. */
  readonly isDryRun: boolean
  readonly onProblem: (problem: RowProblem) => void
  readonly onNote: (note: RowNote) => void
  /** Awaited after each batch of rows: for whoever takes problems slowly. */
  readonly flush: () => Promise<void>
  /** How many problems there are so far, those of whoever reads the file too: with any, nothing is recorded. */
  readonly countProblems: () => number
  readonly onPhase: (phase: ImportPhase) => void
  /** What is done last in the transaction that records: it is kept where the rows are, and only there. */
  readonly conclude: (client: ImportClient) => Promise<void>
  readonly signal: AbortSignal
}

/** How the rows of one kind of file are looked at and recorded. */
export interface Steps<Counts> {
  /** Name of the request, and what the change log says. */
  readonly operation: string
  readonly reason: string
  /** Makes the table in which rows wait for one another; it goes with the session. */
  createStage(client: pg.ClientBase): Promise<void>
  /** Columns of that table, and the rows as lines of PostgreSQL's text format, by the batch. */
  readonly columns: string
  printRows(): AsyncGenerator<readonly string[]>
  /** Tells what is wrong with staged rows, and yields how many there are. */
  check(client: pg.ClientBase, isChecking: boolean): Promise<Counts>
  record(client: pg.ClientBase, counts: Counts): Promise<void>
  /**
   * Whether a file that was recorded before leaves everything as it is, which is then told as a repetition; without it, the same file
   * is never recorded again, whatever has happened since.
   */
  isDone?(counts: Counts): boolean
  /** What is told of a file of which nothing is recorded. */
  readonly none: Counts
}

export type Imported<Counts> = Counts & {
  /** Whether the same file was recorded before, so that nothing more is. */
  readonly isRepeated: boolean
}

/** SQLSTATEs of transactions that were undone for the sake of others. */
const transient = new Set(['40001', '40P01'])

const mostAttempts = 3

// What is only looked at is told as it is at one moment, whatever others write meanwhile.
const [beginLook, beginWrite] = ['BEGIN ISOLATION LEVEL REPEATABLE READ', 'BEGIN']

/**
 * Records what a file tells, all or none. Rows are looked at as they come and wait in the session; then, with no other writer beside
 * it, one transaction looks at them together and records them. Where nothing is to be recorded in any case, others write beside it.
 *
 * @throws RefusalError `FORBIDDEN` for whoever may write nowhere, `NOT_FOUND` for the park, `CONTENTION`; the signal's reason
 */
export async function runImport<Counts extends object>(
  options: Omit<ImportOptions<unknown>, 'rows'>,
  steps: Steps<Counts>,
): Promise<Imported<Counts>> {
  const { pool, viewer, signal } = options
  requireImporter(viewer)
  return withSession(pool, signal, async (client) => {
    await steps.createStage(client)
    options.onPhase('READING')
    await copyBatches(client, 'import_row', steps.columns, steps.printRows())
    signal.throwIfAborted()
    // What is wrong by itself keeps everything from being recorded: the rest is looked at to be told as well.
    const isChecking = options.isDryRun || options.countProblems() > 0
    // Whoever records keeps others from looking at the table until the end: what is only looked at does not wait for that.
    await refreshStatistics(client, !isChecking)
    // A rough look is enough to plan by.
    await client.query('SET default_statistics_target = 10; ANALYZE import_row')
    const settle = () => {
      options.onPhase('CHECKING')
      return settleRows(client, options, steps, isChecking)
    }
    if (isChecking) return settle()
    const imported = await settleAlone(client, signal, settle)
    keepStatistics(pool)
    return imported
  })
}

/** With no other writer beside it, and again where PostgreSQL undoes it for the sake of one that is none of these. */
async function settleAlone<Result>(
  client: pg.Client,
  signal: AbortSignal,
  settle: () => Promise<Result>,
): Promise<Result> {
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
}

function settleRows<Counts extends object>(
  client: pg.Client,
  { viewer, getDigest, isDryRun, countProblems, onPhase, conclude }: Omit<ImportOptions<unknown>, 'rows'>,
  steps: Steps<Counts>,
  isChecking: boolean,
): Promise<Imported<Counts>> {
  const request = describeRequest(steps.operation, getDigest())
  const reason = `${steps.reason} ${getDigest().slice(0, 12)}`
  return runTransaction(
    client,
    () => {},
    isChecking ? beginLook : beginWrite,
    { viewer, reason },
    async () => {
      // All rows of a cursor are wanted, and not the first ones soon.
      const settings = "SET LOCAL work_mem = '128MB'; SET LOCAL cursor_tuple_fraction = 1"
      await client.query(`SET LOCAL idle_in_transaction_session_timeout = 0; ${settings}`)
      const before = isDryRun ? null : await findOutcome<Counts>(client, viewer, request)
      if (before && !steps.isDone) return { ...before.outcome, isRepeated: true }
      const counts = await steps.check(client, isChecking)
      if (countProblems() > 0) return { ...steps.none, isRepeated: false }
      if (before && steps.isDone?.(counts)) return { ...before.outcome, isRepeated: true }
      if (isDryRun) return { ...counts, isRepeated: false }
      onPhase('RECORDING')
      // What it did when it came first is kept.
      if (before) await steps.record(client, counts)
      else await recordOnce(client, viewer, request, counts, steps)
      // A file may have taken long: what was revoked meanwhile holds for it too.
      await requireUnchanged(client, viewer)
      await conclude(client)
      return { ...counts, isRepeated: false }
    },
  )
}

async function recordOnce<Counts>(
  client: pg.Client,
  viewer: Viewer,
  request: Request,
  counts: Counts,
  { record }: Steps<Counts>,
): Promise<void> {
  const claim = await claimKey(client, viewer, request)
  if (!('place' in claim)) throw new Error('The file was recorded meanwhile, though nobody writes beside it')
  await record(client, counts)
  await keepOutcome(client, claim.place, counts)
}

const describeRequest = (operation: string, digest: string): Request => ({
  operation,
  input: { digest },
  idempotencyKey: `import ${digest}`,
})
