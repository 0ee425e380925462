import type pg from 'pg'
import type { Creation } from '../subjects/create.ts'
import type { ChangedFields } from '../subjects/update.ts'
import { escapeText } from './escape.ts'
import type { ImportedSubject } from './subject-row.ts'

/** Makes the table in which the rows of a file wait until all are read: their places in it count up, whatever their numbers. */
export async function createSubjectStage(client: pg.ClientBase): Promise<void> {
  await client.query('CREATE TEMP TABLE import_row (place int GENERATED ALWAYS AS IDENTITY, row int, told jsonb)')
}

/** A row as it waits to be looked at. */
export interface StagedRow {
  readonly place: number
  readonly row: number
  readonly told: ImportedSubject
}

export const printSubject = (row: number, subject: ImportedSubject) =>
  `${row}\t${escapeText(JSON.stringify(subject))}\n`

/** A row that is right by itself, as it waits for the others. */
export interface Judged {
  readonly place: number
  /** Of what is there. */
  readonly id: number | null
  readonly slug: string
  /** Credit code that it is to have, and the enterprise that has it now. */
  readonly code: string | null
  readonly holder: number | null
  readonly action: 'CREATE' | 'UPDATE' | 'NONE'
  readonly content: Creation | ChangedFields
}

export async function createJudged(client: pg.ClientBase): Promise<void> {
  await client.query(`CREATE TEMP TABLE import_subject (place int, id int, slug text, code text, holder int, action text, content jsonb)
    ON COMMIT DROP`)
}

export async function keepJudged(client: pg.ClientBase, judged: readonly Judged[]): Promise<void> {
  await client.query(
    `/* import: judged */ INSERT INTO import_subject SELECT * FROM jsonb_populate_recordset(NULL::import_subject, $1)`,
    [JSON.stringify(judged)],
  )
}
