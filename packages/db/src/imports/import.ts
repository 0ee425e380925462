import { checkFigures } from '../observations/check.ts'
import { explainSubject, type Ground } from '../observations/ground.ts'
import { RefusalError } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { findClashes } from './clashes.ts'
import { createGround } from './ground.ts'
import { OTHER_PARK, type RowProblem } from './problems.ts'
import { type Imported, type ImportOptions, runImport } from './run.ts'
import { findLevels, findSeries, insertStaged } from './settle.ts'
import { createStage, type ImportedFigure, printStaged, STAGED_COLUMNS, type Staged } from './stage.ts'

export interface FigureCounts {
  /** Figures that are recorded, or would be where it is a dry run; 0 where there are problems. */
  readonly figures: number
}

/**
 * Records the figures of a file, all or none, by the rules of `recordObservations`.
 *
 * @throws RefusalError as `runImport` does
 */
export function importObservations(options: ImportOptions<ImportedFigure>): Promise<Imported<FigureCounts>> {
  const staged: Staged = {
    ...{ count: 0, namesLevels: false, sources: new Set<number>(), hasGrowth: false },
    ...{ lastRow: 0, isRising: true },
  }
  return runImport<FigureCounts>(options, {
    operation: 'importObservations',
    reason: 'import figures',
    createStage: (client) => createStage(client, options.isDryRun),
    columns: STAGED_COLUMNS,
    printRows: () => printRows(options, staged),
    check: async (client, isChecking) => {
      if (staged.hasGrowth) await findLevels(client, staged)
      await findSeries(client, isChecking)
      await findClashes(client, staged, options.onProblem)
      return { figures: staged.count }
    },
    record: (client) => insertStaged(client, staged),
    none: { figures: 0 },
  })
}

/** Looks at rows by themselves, and yields those that are right as lines of the stage. */
async function* printRows(
  { pool, viewer, rows, park, onProblem, flush, signal }: ImportOptions<ImportedFigure>,
  staged: Staged,
): AsyncGenerator<readonly string[]> {
  const readGround = createGround(pool, viewer)
  const parkId = park === null ? null : await findPark(park, readGround)
  for await (const batch of rows) {
    signal.throwIfAborted()
    const figures = batch.map(({ item }) => item)
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
    const lines: string[] = []
    for (const [index, { row, item }] of batch.entries()) {
      if (wrong.has(index)) continue
      lines.push(printStaged(row, item, ground))
      note(staged, row, item, ground)
    }
    yield lines
    await flush()
  }
}

function note(staged: Staged, row: number, figure: ImportedFigure, { sources }: Ground): void {
  const { source, growthOfId, growthRow } = figure
  const cited = sources.get(source)
  if (cited) staged.sources.add(cited.id)
  staged.count += 1
  staged.namesLevels ||= growthOfId !== null
  staged.hasGrowth ||= growthRow !== null || growthOfId !== null
  staged.isRising &&= row > staged.lastRow
  staged.lastRow = row
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
  return OTHER_PARK
}
