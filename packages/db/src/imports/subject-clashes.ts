import type pg from 'pg'
import { describeHeld } from '../subjects/taken.ts'
import { readBatches } from './batches.ts'
import type { Fault } from './judge.ts'
import { creditCodeOf } from './subject-row.ts'
import type { StagedRow } from './subject-stage.ts'

/** How many rows are told together. */
const BATCH = 1_000

interface Together extends StagedRow {
  readonly at: 'slug' | 'unifiedSocialCreditCode' | null
  /** The row before it that is of the same; null where the code is held by what is recorded. */
  readonly first: number | null
}

/** Finds what is wrong with rows beside each other. Which is the first is told by their places, whatever their numbers. */
export async function findTogether(
  client: pg.ClientBase,
  tell: (row: StagedRow, fault: Fault) => void,
  isWanted: () => boolean,
): Promise<void> {
  const take = async (rows: Together[]) => {
    for (const { at, first, ...row } of rows)
      if (first === null) tell(row, explainHeld(creditCodeOf(row.told)))
      else tell(row, { at, code: 'DOUBLED_ITEM', message: `is of the same as row ${first}` })
  }
  await readBatches<Together>(client, together, BATCH, take, isWanted)
}

const explainHeld = (code: string | null): Fault => {
  const at = 'unifiedSocialCreditCode'
  return { at, code: 'CODE_TAKEN', message: describeHeld(at, code) }
}

const doubled = (at: string, columns: string, condition: string) => `SELECT place, ${at} AS at, first
  FROM (SELECT place, min(place) OVER (PARTITION BY ${columns}) AS first FROM import_subject WHERE ${condition}) x WHERE first < place`

/** Where the file has the holder of a code too, it gives that another, or the code stands in both rows. */
const together = `SELECT i.place, i.row, i.told, x.at, f.row AS first FROM (
    ${doubled("'slug'", 'slug', 'id IS NULL')} UNION ALL ${doubled('NULL', 'id', 'id IS NOT NULL')}
    UNION ALL ${doubled("'unifiedSocialCreditCode'", 'code', 'code IS NOT NULL')}
    UNION ALL SELECT s.place, 'unifiedSocialCreditCode', NULL FROM import_subject s WHERE s.holder IS NOT NULL AND NOT EXISTS (
      SELECT FROM import_subject h WHERE h.id = s.holder)) x
  JOIN import_row i ON i.place = x.place LEFT JOIN import_row f ON f.place = x.first ORDER BY x.place`
