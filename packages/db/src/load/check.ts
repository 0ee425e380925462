import { fileURLToPath } from 'node:url'
import { checkCorrections, checkDoubts } from './check-corrections.ts'
import { checkFacts } from './check-facts.ts'
import { checkIndicators, checkObservations } from './check-figures.ts'
import { checkIdentifiers } from './check-identifiers.ts'
import { checkNumbers } from './check-numbers.ts'
import { checkSeries } from './check-series.ts'
import { type DataSet, readDataSet } from './data-set.ts'
import type { Problem } from './problem.ts'

/** The shared vocabulary of this repository. */
export const REFERENCE_FOLDER: string = fileURLToPath(new URL('../../../../prisma/seed/reference', import.meta.url))

/**
 * Every problem of the data set in `folder`, or an empty list. Reads files and nothing else: shapes, references,
 * identifiers, periods, units, quantities against their printed text, citations, and the ledger of numerals.
 *
 * @param referenceFolder holds the shared indicators that the data set may use
 */
export function checkDataSet(folder: string, referenceFolder: string = REFERENCE_FOLDER): Problem[] {
  return readCheckedDataSet(folder, referenceFolder).problems
}

/** The data set together with its problems; only one without problems may be loaded. */
export function readCheckedDataSet(
  folder: string,
  referenceFolder: string = REFERENCE_FOLDER,
): { dataSet: DataSet; problems: Problem[] } {
  const problems: Problem[] = []
  const dataSet = readDataSet(folder, referenceFolder, problems)
  problems.push(...findEmpty(dataSet, problems))
  // Without all files, entries refer to what nobody has read: one fault would be told dozens of times.
  if (problems.some(({ file, entry }) => entry === '-' && file !== 'dataset.yaml')) return { dataSet, problems }
  for (const check of CHECKS) problems.push(...check(dataSet))
  return { dataSet, problems }
}

/** Files without which nearly every entry is at fault, where they are there and hold nothing. */
function findEmpty({ declared, numbers }: DataSet, found: readonly Problem[]): Problem[] {
  const empty = [
    {
      file: 'sources.yaml',
      isEmpty: declared.source.size === 0,
      reason: 'names no source, and each figure and fact needs one',
    },
    {
      file: 'subjects.yaml',
      isEmpty: declared.subject.size === 0,
      reason: 'names no subject, and each figure and fact is about one',
    },
    {
      file: 'numbers.yaml',
      isEmpty: declared.observation.size > 0 && numbers.length === 0,
      reason: 'is empty, and each figure stands in it at its place',
    },
  ]
  return empty.flatMap(({ file, isEmpty, reason }) =>
    isEmpty && !found.some((problem) => problem.file === file) ? [{ file, entry: '-', reason }] : [],
  )
}

const CHECKS: readonly ((dataSet: DataSet) => Problem[])[] = [
  checkIdentifiers,
  checkIndicators,
  checkObservations,
  checkSeries,
  checkFacts,
  checkCorrections,
  checkDoubts,
  checkNumbers,
]
