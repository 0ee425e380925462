import type pg from 'pg'
import { tellCommit } from '../messenger.ts'
import type { Viewer } from '../viewer.ts'
import { requireImporter } from '../write/rights.ts'
import type { ImportPhase } from './run.ts'

export type ImportTarget = 'OBSERVATIONS' | 'ENTERPRISES' | 'PROJECTS'

/** How an import ended. `BROKEN_OFF`: by an error, by its caller, or with its server; nothing of it is recorded. */
export type ImportOutcome = 'RECORDED' | 'CHECKED' | 'REFUSED' | 'BROKEN_OFF'

export interface ImportState {
  readonly phase: ImportPhase | 'ENDED'
  readonly rows: number
  readonly bytes: number
  readonly problemCount: number
}

/** An import as others see it: a row of `import`, told anew as it goes on. */
export interface ToldImport {
  readonly id: string
  /** Tells how far it is, as soon as what was told before is written: of several states meanwhile, the last. */
  tell(state: ImportState): void
  /**
   * Tells how it ended, once: in the transaction of `client`, where one is given. Where that fails it is told as `BROKEN_OFF`, by
   * `endLostImports` at last.
   */
  end(state: Omit<ImportState, 'phase'>, outcome: ImportOutcome, client?: pg.ClientBase): Promise<void>
}

/** Shortest time in milliseconds between two steps of one import. */
const pace = 1_000

/**
 * Makes an import known to whoever may see it.
 *
 * @throws RefusalError `FORBIDDEN` as `requireImporter` does
 */
export async function tellImport(
  pool: pg.Pool,
  viewer: Viewer,
  { into, isDryRun }: { readonly into: ImportTarget; readonly isDryRun: boolean },
): Promise<ToldImport> {
  requireImporter(viewer)
  const { rows } = await pool.query<{ id: string }>(
    '/* tell import */ INSERT INTO import (actor, "into", is_dry_run) VALUES ($1, $2, $3) RETURNING id',
    [viewer.actor, into, isDryRun],
  )
  tellCommit(pool)
  const id = String(rows[0]?.id)
  const write = (
    { phase, rows: count, bytes, problemCount }: ImportState,
    outcome: ImportOutcome | null,
    by: Pick<pg.ClientBase, 'query'>,
  ) =>
    by.query(
      `/* tell import */ UPDATE import SET phase = $2, row_count = $3, byte_count = $4, problem_count = $5, outcome = $6
        WHERE id = $1 AND (outcome IS NULL OR outcome = 'BROKEN_OFF' AND $6::"ImportOutcome" IS NOT NULL)`,
      [id, phase, count, bytes, problemCount, outcome],
    )
  let writing: Promise<unknown> = Promise.resolve()
  let isWriting = false
  let told: { readonly phase: string; readonly at: number } = { phase: 'READING', at: performance.now() }
  return {
    id,
    tell(state) {
      const isDue = state.phase !== told.phase || performance.now() - told.at >= pace
      if (isWriting || !isDue) return
      isWriting = true
      told = { phase: state.phase, at: performance.now() }
      // Whether the database is there is found out by what imports, and told by that.
      writing = write(state, null, pool)
        .then(() => tellCommit(pool))
        .catch(() => {})
        .finally(() => {
          isWriting = false
        })
    },
    async end(state, outcome, client) {
      await writing
      const ended = write({ ...state, phase: 'ENDED' }, outcome, client ?? pool)
      // Within a transaction it is told with that.
      await (client ? ended : ended.then(() => tellCommit(pool)).catch(() => {}))
    },
  }
}

/**
 * Ends the imports of which nothing was told for a minute: their server is gone, and what they had not recorded with it. One that was
 * only held up tells how it ended all the same.
 */
export async function endLostImports(pool: pg.Pool): Promise<void> {
  const { rowCount } =
    await pool.query(`/* end lost imports */ UPDATE import SET phase = 'ENDED', outcome = 'BROKEN_OFF'
    WHERE outcome IS NULL AND told_at < clock_timestamp() - interval '1 minute'`)
  if (rowCount) tellCommit(pool)
}
