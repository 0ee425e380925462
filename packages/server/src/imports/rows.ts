import { setImmediate } from 'node:timers/promises'
import type { ItemRow } from '@parkgraph/db'
import { sayCell } from './cell-text.ts'
import type { CellFault, CellReader, ReadCell } from './cells.ts'
import type { CellMark, RawRow } from './csv.ts'
import type { FieldName, Form } from './fields.ts'
import type { Layout, Slot } from './layout.ts'
import type { ProblemCode, Report } from './report.ts'
import { type NamedUnit, requireOneUnit, requireSameUnit, settleSuffix } from './row-unit.ts'

/** What the cells of a row say, by field, and the unit that its numbers name. */
export interface RowTexts {
  say(name: FieldName): string | null
  readonly unit: string | null
}

/** Most rows that are looked at in one go: others have their turn between, and what is told of them is on its way before the next. */
const mostAtOnce = 1_000

/** Reads what rows tell, and reports those that cannot be read. The first that is not empty has the headers. */
export async function* readItems<Item>(
  pieces: AsyncIterable<readonly RawRow[]>,
  layOut: (header: RawRow) => Layout | null,
  readCell: CellReader,
  report: Report,
  toItem: (row: RowTexts) => Item,
): AsyncGenerator<readonly ItemRow<Item>[]> {
  let layout: Layout | null = null
  for await (const piece of pieces) {
    const rows = piece.filter((row) => !isEmpty(row))
    const header = layout ? undefined : rows.shift()
    if (header) {
      layout = layOut(header)
      // Of rows whose columns are not known, nothing can be told.
      if (!layout) return
    }
    if (layout) for await (const some of inTurns(rows)) yield readRows(some, layout, readCell, report, toItem)
  }
  if (!layout) report.add({ row: 1, at: null, code: 'EMPTY_FILE', message: 'the file has no rows' })
}

/** Rows by as many as are looked at in one go; none where there are none, so that it is told how far the file was read. */
async function* inTurns(rows: readonly RawRow[]): AsyncGenerator<readonly RawRow[]> {
  yield rows.slice(0, mostAtOnce)
  for (let at = mostAtOnce; at < rows.length; at += mostAtOnce) {
    await setImmediate()
    yield rows.slice(at, at + mostAtOnce)
  }
}

function readRows<Item>(
  rows: readonly RawRow[],
  layout: Layout,
  readCell: CellReader,
  report: Report,
  toItem: (row: RowTexts) => Item,
) {
  const items: ItemRow<Item>[] = []
  report.hold(rows)
  for (const row of rows) {
    // Merged cells are told of rows that are counted by themselves.
    if (row.fault?.code !== 'MERGED_CELLS') report.countRow()
    const draft = readRow(row, layout, readCell, report)
    const say = (name: FieldName) => draft.texts[layout.form.placeOf(name)] ?? null
    if (draft.isWhole) items.push({ row: row.number, item: toItem({ say, unit: draft.named?.unit ?? null }) })
  }
  return items
}

const isEmpty = ({ cells, fault, marks: marked }: RawRow) =>
  !fault && !marked?.size && cells.every((cell) => cell === '' || cell.trim() === '')

const marks: Partial<Record<CellMark, CellFault>> = {
  FORMULA: { code: 'FORMULA', message: 'is a formula, and only values are read' },
  ERROR: { code: 'ERROR_VALUE', message: 'is the error of a formula' },
  OTHERWISE: {
    code: 'SHOWN_OTHERWISE',
    message:
      'is shown otherwise than it is kept, by its number format: in thousands, without its sign, as a day, or not at all, say',
  },
}

/** A row that is being read. */
export interface Draft {
  readonly row: RawRow
  readonly texts: (string | null | undefined)[]
  named: NamedUnit | null
  isWhole: boolean
  tell(at: FieldName | null, code: ProblemCode, message: string, value?: string): void
}

function readRow(row: RawRow, layout: Layout, readCell: CellReader, report: Report): Draft {
  const draft: Draft = {
    ...{ row, texts: layout.blank.slice(), named: null, isWhole: true },
    tell(at, code, message, value) {
      draft.isWhole = false
      report.add({ row: row.number, at, code, message }, value)
    },
  }
  if (row.isHidden) report.note({ row: row.number, at: null, code: 'HIDDEN_ROW', message: 'is hidden, and was read' })
  if (row.fault) draft.tell(null, row.fault.code, row.fault.message)
  else readSlots(draft, layout, readCell, report)
  return draft
}

function readSlots(draft: Draft, { form, width, slots, unitName }: Layout, readCell: CellReader, report: Report): void {
  const { cells } = draft.row
  for (const slot of slots) {
    const { text, fault } = findCell(draft.row, slot)
    if (fault) draft.tell(slot.name, fault.code, fault.message, text)
    else if (text !== '' && text.trim() !== '') readSlot(draft, slot, form, text, readCell(slot.kind, text), report)
    else if (draft.texts[slot.place] === undefined) draft.tell(slot.name, 'MISSING_VALUE', 'is empty')
  }
  requireOneUnit(draft, form)
  const name = unitName === undefined ? '' : (cells[unitName] ?? '')
  if (name !== '') requireSameUnit(draft, form, name, readCell('unit', name).value)
  if (cells.length > width) tellExtra(draft, cells.slice(width))
}

function findCell(row: RawRow, slot: Slot) {
  const { text, isCertain } = sayCell(row, slot)
  const mark = isCertain ? row.marks?.get(slot.at) : 'OTHERWISE'
  return { text, fault: mark && marks[mark] }
}

function tellExtra(draft: Draft, beyond: readonly string[]): void {
  const [first, ...others] = beyond.filter((cell) => cell.trim() !== '')
  if (first === undefined) return
  const count = others.length === 0 ? 'a cell' : `${others.length + 1} cells`
  draft.tell(null, 'EXTRA_CELLS', `has ${count} beyond the last column that has a header`, first)
}

function readSlot(
  draft: Draft,
  { name, kind, place, at }: Slot,
  form: Form,
  text: string,
  cell: ReadCell,
  report: Report,
): void {
  const { row, texts } = draft
  texts[place] = cell.value
  if (cell.fault) draft.tell(name, cell.fault.code, cell.fault.message, text)
  if (cell.note) report.note({ row: row.number, at: name, ...cell.note }, text)
  const mark = row.marks?.get(at)
  if (mark === 'ROUNDED')
    report.note({ row: row.number, at: name, code: 'ROUNDED', message: `was read with 15 digits, as ${text}` }, text)
  if (mark === 'DATE' && kind === 'period' && !cell.fault)
    draft.tell(name, 'INVALID_PERIOD', 'is kept as a day, which may stand for a month or year: format it as text', text)
  if (cell.suffix !== undefined) settleSuffix(draft, { name, value: cell.value }, form, text, cell.suffix, report)
}
