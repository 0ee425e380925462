import { getUnit } from '@parkgraph/statistics'
import type pg from 'pg'
import { KEY_COLUMNS } from '../figures/series.ts'
import type { Ground } from '../observations/ground.ts'
import type { NewObservation } from '../observations/input.ts'
import { printedOf, printedValueOf } from '../observations/row.ts'
import { toPeriodColumns } from '../write/columns.ts'
import { escapeText } from './escape.ts'

/** Columns of a staged row beside its id, with their types. */
const columns = {
  row: 'int',
  ...{ reporting_park_id: 'int', subject_id: 'int', indicator_id: 'int', measure: '"Measure"' },
  ...{ accumulation: '"Accumulation"', price_basis: '"PriceBasis"', scope: '"Scope"', breakdown: 'text' },
  ...{ dimension: 'text', period_start: 'date', period_end: 'date', value: 'numeric', lower: 'numeric' },
  ...{ upper: 'numeric', qualifier: '"Qualifier"', unit_code: 'text', nature: '"Nature"' },
  ...{ stage: '"PublicationStage"', missing_reason: 'text', printed_label: 'text', printed_text: 'text' },
  ...{ source_id: 'int', section: 'text', paragraph: 'int', published_on: 'date', growth_row: 'int' },
  ...{ own_id: 'text', growth_of: 'text' },
  access_level: '"AccessLevel"',
} as const

export const STAGED_COLUMNS = Object.keys(columns).join(', ')

export const SERIES_KEY = KEY_COLUMNS.join(', ')

/** A figure of a file. */
export interface ImportedFigure extends NewObservation {
  /** Places in a list say nothing of a file. */
  readonly growthOf: null
  /** Row of the level that a growth or change was printed with. */
  readonly growthRow: number | null
  /** What the row is called in the file, and the level by that name, where it is not told by its row. */
  readonly id: string | null
  readonly growthOfId: string | null
}

/** What is known of the staged rows without a look at them. */
export interface Staged {
  count: number
  /** Whether any growth names its level by what that is called, and whether there is any growth of a level of the file at all. */
  namesLevels: boolean
  /** Ids of the documents that they cite. */
  readonly sources: Set<number>
  hasGrowth: boolean
  /** Number of the last row, and whether each was higher than the one before it: else one number may be of several rows. */
  lastRow: number
  isRising: boolean
}

/** In place of the row of a level that a growth names: there is none, or there are several. */
export const [NO_ROW, SEVERAL_ROWS] = [0, -1]

/** Makes the table in which the rows of a file wait for one another; it goes with the session. */
export async function createStage(client: pg.ClientBase, isDryRun: boolean): Promise<void> {
  // Rows that are to be recorded have their ids from the start, so that growth can name its level.
  const id = isDryRun ? '' : `DEFAULT nextval(pg_get_serial_sequence('observation', 'id'))`
  const definitions = Object.entries(columns).map(([name, type]) => `${name} ${type}`)
  await client.query(`CREATE TEMP TABLE import_row (id bigint ${id}, ${definitions.join(', ')})`)
}

/** A figure as a line of the table, in PostgreSQL's text format. What it refers to has been found. */
export function printStaged(row: number, figure: ImportedFigure, ground: Ground): string {
  const subject = ground.subjects.get(figure.subject)
  const indicator = ground.indicators.get(figure.indicator)
  const source = ground.sources.get(figure.source)
  if (!subject || !indicator || !source) throw new Error('A figure refers to what is not there')
  const { period_start, period_end } = toPeriodColumns(figure.period ?? undefined)
  const printed = printedOf(figure, indicator.labelZh)
  const { lower, upper, qualifier, unit, nature, stage, missingReason, growthRow, accessLevel } = figure
  const key = `${figure.measure}\t${figure.accumulation}\t${figure.priceBasis}\t${figure.scope}\t${escapeText(figure.breakdown ?? '')}`
  const span = `${getUnit(unit).dimension}\t${period_start ?? NULL}\t${period_end ?? NULL}`
  const numbers = `${printedValueOf(figure) ?? NULL}\t${lower ?? NULL}\t${upper ?? NULL}\t${qualifier}\t${unit}\t${nature}\t${stage}`
  const texts = `${printOrNull(missingReason)}\t${escapeText(printed.label)}\t${escapeText(printed.text)}`
  const cited = `${source.id}\t${figure.section ?? 'whole'}\t${figure.paragraph ?? 1}\t${figure.publishedOn ?? source.publishedTo}`
  const about = `${row}\t${subject.parkId}\t${subject.id}\t${indicator.id}`
  const named = `${growthRow ?? NULL}\t${printOrNull(figure.id)}\t${printOrNull(figure.growthOfId)}`
  return `${about}\t${key}\t${span}\t${numbers}\t${texts}\t${cited}\t${named}\t${accessLevel}\n`
}

const NULL = '\\N'

const printOrNull = (text: string | null) => (text === null ? NULL : escapeText(text))
