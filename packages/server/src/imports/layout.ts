import { type CellKind, findForeign } from './cells.ts'
import { mostColumns, type RawRow } from './csv.ts'
import { type FieldName, type Form, type Headers, normalize } from './fields.ts'
import type { ProblemCode, Report } from './report.ts'

/** What a row says, in the order of the form; undefined where it has to be said and is not. */
export type Texts = readonly (string | null | undefined)[]

export interface Slot {
  readonly name: FieldName
  readonly kind: CellKind
  /** Place of the field in its form. */
  readonly place: number
  /** Place of the column. */
  readonly at: number
}

/** Where the fields of a row stand. */
export interface Layout {
  readonly form: Form
  /** Columns that have a header. */
  readonly width: number
  /** Columns that are read: that of units first, since numbers can name one. */
  readonly slots: readonly Slot[]
  /** Place of the column of unit names, where units are read from their codes: both have to say the same. */
  readonly unitName: number | undefined
  /** What a row says without a cell: what the request gave for all, or what it means to say nothing. */
  readonly blank: Texts
}

/** What a request says of columns: values for rows that have none, and headers by their field. */
export interface Mapping {
  readonly defaults: Readonly<Partial<Record<FieldName, string>>>
  readonly columns: Readonly<Partial<Record<FieldName, string>>>
}

/** Finds the columns of a file by its first row; null where that cannot be read, which is reported. */
export function layOut(header: RawRow, form: Form, mapping: Mapping, headers: Headers, report: Report): Layout | null {
  const before = report.problemCount
  const texts = trimEnd(header.cells)
  const tell = (code: ProblemCode, message: string, value?: string) =>
    report.add({ row: header.number, at: null, code, message }, value)
  if (header.fault) tell(header.fault.code, header.fault.message)
  else if (texts.length > mostColumns)
    tell('TOO_MANY_COLUMNS', `the file has ${texts.length} columns: ${mostColumns} pass`)
  if (report.problemCount > before) return null
  const { places, unitName } = findPlaces(header, texts, mapping, headers, report, tell)
  const blank = form.names.map((name) => mapping.defaults[name] ?? form.getField(name).unsaid)
  for (const [index, name] of form.names.entries())
    if (!places.has(name) && blank[index] === undefined)
      tell('MISSING_COLUMN', `no column is ${name}, such as "${headers.getTitle(name)}"`)
  if (form.namedBy.length > 0 && !form.namedBy.some((name) => places.has(name)))
    tell('MISSING_COLUMN', `no column names the rows: there has to be ${form.namedBy.join(' or ')}`)
  const kindOf = (name: FieldName) => form.getField(name).kind
  report.setHeaders(
    new Map([...places].map(([name, at]) => [name, { text: texts[at]?.trim() ?? '', at, kind: kindOf(name) }])),
  )
  if (report.problemCount > before) return null
  const slots = [...places].map(([name, at]) => ({
    ...{ name, at },
    kind: kindOf(name),
    place: form.placeOf(name),
  }))
  const isUnit = ({ kind }: Slot) => (kind === 'unit' ? 0 : 1)
  slots.sort((one, other) => isUnit(one) - isUnit(other))
  return { form, width: texts.length, slots, unitName, blank }
}

/** The columns by their field, and that of unit names. */
function findPlaces(
  { number: row }: RawRow,
  texts: readonly string[],
  { columns }: Mapping,
  headers: Headers,
  report: Report,
  tell: (code: ProblemCode, message: string, value?: string) => void,
): { readonly places: Map<FieldName, number>; readonly unitName: number | undefined } {
  const mapped = new Map(Object.entries(columns).map(([name, text]) => [normalize(text ?? ''), name]))
  const places = new Map<FieldName, number>()
  let unitName: number | undefined
  const pass = (text: string, message: string) => report.note({ row, at: null, code: 'IGNORED_COLUMN', message }, text)
  const take = (text: string, at: number) => {
    const fault = findForeign(text)
    if (fault) return tell(fault.code, fault.message, text)
    const own = mapped.get(normalize(text))
    const meaning = own === undefined ? headers.find(text) : { field: own }
    if (meaning === null) return tell('UNKNOWN_COLUMN', 'no field has that header', text)
    if (meaning === 'unit name') {
      unitName = at
      return
    }
    if (meaning === 'nothing') return pass(text, 'is known by a code already, and not read')
    const { field: name } = meaning
    if (own === undefined && columns[name] !== undefined) return pass(text, `${name} is read from "${columns[name]}"`)
    if (places.has(name)) return tell('DOUBLED_COLUMN', `a column before it is ${name} already`, text)
    places.set(name, at)
  }
  for (const [at, text] of texts.entries())
    if (text.trim() === '') tell('UNKNOWN_COLUMN', `column ${at + 1} has no header`)
    else take(text, at)
  if (unitName !== undefined && !places.has('unit')) places.set('unit', unitName)
  for (const [name, text] of Object.entries(columns))
    if (!places.has(name)) tell('MISSING_COLUMN', `no column has the header that is to be ${name}`, text)
  // Whoever says which column has the units knows what the other one has.
  const isBeside = columns['unit'] === undefined && places.get('unit') !== unitName
  return { places, unitName: isBeside ? unitName : undefined }
}

function trimEnd(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '')
  return cells.slice(0, last + 1)
}
