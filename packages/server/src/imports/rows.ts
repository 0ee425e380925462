import type { FigureRow, ImportedFigure } from '@parkgraph/db'
import { findUnit } from '@parkgraph/statistics'
import { type CellFault, type CellReader, cut, type ReadCell } from './cells.ts'
import type { CellMark, RawRow } from './csv.ts'
import { type FieldName, placeOf } from './fields.ts'
import type { Layout, Slot, Texts } from './layout.ts'
import type { ProblemCode, Report } from './report.ts'

/** Reads rows as figures, and reports those that are none. The first that is not empty has the headers. */
export async function* readFigures(
  pieces: AsyncIterable<readonly RawRow[]>,
  layOut: (header: RawRow) => Layout | null,
  readCell: CellReader,
  report: Report,
): AsyncGenerator<readonly FigureRow<ImportedFigure>[]> {
  let layout: Layout | null = null
  for await (const piece of pieces) {
    const rows = piece.filter((row) => !isEmpty(row))
    const header = layout ? undefined : rows.shift()
    if (header) {
      layout = layOut(header)
      // Of rows whose columns are not known, nothing can be told.
      if (!layout) return
    }
    if (layout) yield readRows(rows, layout, readCell, report)
  }
  if (!layout) report.add({ row: 1, at: null, code: 'EMPTY_FILE', message: 'the file has no rows' })
}

function readRows(rows: readonly RawRow[], layout: Layout, readCell: CellReader, report: Report) {
  const figures: FigureRow<ImportedFigure>[] = []
  report.hold(rows)
  for (const row of rows) {
    report.countRow()
    const figure = readRow(row, layout, readCell, report)
    if (figure) figures.push({ row: row.number, figure })
  }
  return figures
}

const isEmpty = ({ cells, fault, marks: marked }: RawRow) =>
  !fault && !marked?.size && cells.every((cell) => cell === '' || cell.trim() === '')

const marks: Partial<Record<CellMark, CellFault>> = {
  FORMULA: { code: 'FORMULA', message: 'is a formula, and only values are read' },
  ERROR: { code: 'ERROR_VALUE', message: 'is the error of a formula' },
}

/** A row that is being read. */
interface Draft {
  readonly row: RawRow
  readonly texts: (string | null | undefined)[]
  /** Unit that numbers of the row name. */
  unit: string | null
  isWhole: boolean
  tell(at: FieldName | null, code: ProblemCode, message: string, value?: string): void
}

function readRow(row: RawRow, layout: Layout, readCell: CellReader, report: Report): ImportedFigure | null {
  const draft: Draft = {
    ...{ row, texts: layout.blank.slice(), unit: null, isWhole: true },
    tell(at, code, message, value) {
      draft.isWhole = false
      report.add({ row: row.number, at, code, message }, value)
    },
  }
  if (row.fault) draft.tell(null, row.fault.code, row.fault.message)
  else readSlots(draft, layout, readCell, report)
  return draft.isWhole ? toFigure(draft.texts, draft.unit) : null
}

function readSlots(draft: Draft, { width, slots }: Layout, readCell: CellReader, report: Report): void {
  const { cells, marks: marked } = draft.row
  for (const slot of slots) {
    const text = cells[slot.at] ?? ''
    const fault = marked && marks[marked.get(slot.at) as CellMark]
    if (fault) draft.tell(slot.name, fault.code, fault.message, text)
    else if (text !== '' && text.trim() !== '') readSlot(draft, slot, text, readCell(slot.kind, text), report)
    else if (draft.texts[placeOf[slot.name]] === undefined) draft.tell(slot.name, 'MISSING_VALUE', 'is empty')
  }
  for (let at = width; at < cells.length; at += 1)
    if (cells[at]?.trim())
      draft.tell(null, 'EXTRA_CELLS', 'has cells beyond the last column that has a header', cells[at])
}

function readSlot(draft: Draft, { name, kind, at }: Slot, text: string, cell: ReadCell, report: Report): void {
  const { row, texts } = draft
  texts[placeOf[name]] = cell.value
  if (cell.fault) draft.tell(name, cell.fault.code, cell.fault.message, text)
  if (cell.note) report.note({ row: row.number, at: name, ...cell.note }, text)
  const mark = row.marks?.get(at)
  if (mark === 'ROUNDED')
    report.note({ row: row.number, at: name, code: 'ROUNDED', message: `was read with 15 digits, as ${text}` }, text)
  if (mark === 'DATE' && kind === 'period')
    draft.tell(name, 'INVALID_PERIOD', 'is kept as a day, which may stand for a month or year: format it as text', text)
  if (cell.suffix !== undefined) settleSuffix(draft, name, text, cell.suffix, report)
}

/** Takes the unit that a number names, where it is that of the row or there is no other. */
function settleSuffix(draft: Draft, name: FieldName, text: string, suffix: string, report: Report): void {
  const unit = joinUnit(suffix, draft.texts[placeOf.unit] ?? null)
  const other = draft.unit === null || draft.unit === unit ? 'the column of units' : 'the other numbers of the row'
  if (unit === null || (draft.unit !== null && draft.unit !== unit)) {
    draft.tell(name, 'UNIT_DISAGREES', `"${cut(text)}" names another unit than ${other}`, text)
    return
  }
  draft.unit = unit
  const message = `"${cut(text)}" was read as ${draft.texts[placeOf[name]]} ${findUnit(unit)?.name}`
  report.note({ row: draft.row.number, at: name, code: 'UNIT_IN_CELL', message }, text)
}

/** The unit that a number names, as 亿 and 万元 do, beside that of its row; null where they disagree. */
function joinUnit(suffix: string, code: string | null): string | null {
  const own = findUnit(suffix)
  const column = code === null ? null : findUnit(code)
  if (own && (!column || own.code === column.code)) return own.code
  if (!column) return null
  // 3.2亿 in a column of 元 is 3.2亿元, and in one of 亿元 too.
  const joined = findUnit(`${suffix}${column.name}`)
  if (joined) return joined.code
  return column.name.startsWith(suffix) && findUnit(column.name.slice(suffix.length)) ? column.code : null
}

function toFigure(texts: Texts, unit: string | null): ImportedFigure {
  const say = (name: FieldName) => texts[placeOf[name]] ?? null
  const [label, text, growthOf, paragraph] = [
    say('printedLabel'),
    say('printedText'),
    say('growthOf'),
    say('paragraph'),
  ]
  return {
    subject: say('subject') as string,
    indicator: say('indicator') as string,
    measure: say('measure') as string,
    accumulation: say('accumulation') as string,
    priceBasis: say('priceBasis') as string,
    scope: say('scope') as string,
    breakdown: say('breakdown'),
    period: say('period'),
    nature: say('nature') as string,
    stage: say('stage') as string,
    value: say('value'),
    lower: say('lower'),
    upper: say('upper'),
    qualifier: say('qualifier') as ImportedFigure['qualifier'],
    unit: unit ?? (say('unit') as string),
    missingReason: say('missingReason'),
    printed: label === null && text === null ? null : { label: label ?? '', text: text ?? '' },
    source: say('source') as string,
    section: say('section'),
    paragraph: paragraph === null ? null : Number(paragraph),
    publishedOn: say('publishedOn'),
    accessLevel: say('accessLevel') as ImportedFigure['accessLevel'],
    growthOf: null,
    growthRow: growthOf === null ? null : Number(growthOf),
  }
}
