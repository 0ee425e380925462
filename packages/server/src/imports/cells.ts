import { detach } from '@parkgraph/db'
import { findUnit, keepDigits, parsePeriod, suggestUnits } from '@parkgraph/statistics'
import { isFormula } from '../exports/csv.ts'
import { terms } from '../modules/vocabulary/terms.ts'

/** How the cells of a field are read. */
export type CellKind =
  | 'code'
  | 'text'
  | 'numeral'
  | 'number'
  | 'unit'
  | 'period'
  | 'date'
  | 'whole'
  | 'emptied'
  | 'existing'
  | keyof typeof terms

/** What is wrong with a cell. Published codes never change meaning. */
export type CellCode =
  | 'MISSING_VALUE'
  | 'INVALID_NUMBER'
  | 'INVALID_PERIOD'
  | 'INVALID_DATE'
  | 'UNKNOWN_TERM'
  | 'UNKNOWN_UNIT'
  | 'UNIT_DISAGREES'
  | 'INVALID_ENCODING'
  | 'INVALID_TEXT'
  | 'FORMULA'
  | 'ERROR_VALUE'
  | 'SHOWN_OTHERWISE'

/** How a cell was read otherwise than it stands. Published codes never change meaning. */
export type NoteCode =
  | 'FULL_WIDTH'
  | 'THOUSANDS'
  | 'UNIT_IN_CELL'
  | 'READ_AS_PERIOD'
  | 'READ_AS_DATE'
  | 'ROUNDED'
  | 'APOSTROPHE'

export interface CellFault {
  readonly code: CellCode
  readonly message: string
}

export interface CellNote {
  readonly code: NoteCode
  readonly message: string
}

/** What a cell says: a value, what is wrong with it, how it was read, and the unit that it names. */
export interface ReadCell {
  readonly value: string | null
  readonly fault?: CellFault
  readonly note?: CellNote
  /** Name of a unit that stands behind a number: 亿 or 万元, say. */
  readonly suffix?: string
}

/** How many readings of one kind are kept: most columns repeat few texts. */
const KEPT = 5_000

export type CellReader = (kind: CellKind, text: string) => ReadCell

/** Reads cells that are not empty, what repeats once. In CSV, text that begins like a formula is refused. */
export function createCellReader(isCsv: boolean): CellReader {
  const kept = new Map<CellKind, Map<string, ReadCell>>()
  return (kind, text) => {
    if (kind === 'number' && plain.test(text)) return checkDigits(text)
    const known = kept.get(kind) ?? new Map<string, ReadCell>()
    kept.set(kind, known)
    const found = known.get(text)
    if (found) return found
    if (known.size >= KEPT || text.length >= 100) return read(kind, text, isCsv)
    const own = detach(text)
    const cell = read(kind, own, isCsv)
    known.set(own, cell)
    return cell
  }
}

/** What is wrong with a text that was no text in the encoding of its file. */
export const findForeign = (text: string): CellFault | null =>
  /[\0\uFFFD]/.test(text)
    ? { code: 'INVALID_ENCODING', message: 'holds what is no text in the encoding of the file' }
    : null

function read(kind: CellKind, text: string, isCsv: boolean): ReadCell {
  const foreign = findForeign(text)
  if (foreign) return { value: null, fault: foreign }
  if (isCsv && /^[=＝]/.test(text)) return fail('FORMULA', 'begins like a formula, and only values are read')
  if (isCsv && (kind === 'text' || kind === 'numeral')) return undefuse(text)
  return kind in readers ? readers[kind as keyof typeof readers](text) : readTerm(kind as keyof typeof terms, text)
}

const readers = {
  code: (text: string): ReadCell => ({ value: text.trim() }),
  emptied: (text: string): ReadCell => ({ value: /^(清空|clear)$/i.test(text.trim()) ? EMPTIED : text.trim() }),
  existing: (text: string): ReadCell => findTerm(existing, text),
  text: (text: string): ReadCell => ({ value: text }),
  numeral: (text: string): ReadCell => ({ value: text }),
  number: readNumber,
  unit: readUnit,
  period: readPeriod,
  date: readDate,
  whole: (text: string): ReadCell => {
    const digits = text.normalize('NFKC').trim()
    return /^\d{1,9}$/.test(digits)
      ? { value: digits }
      : fail('INVALID_NUMBER', `"${cut(text)}" is no whole number such as 3`)
  },
}

const fail = (code: CellCode, message: string): ReadCell => ({ value: null, fault: { code, message } })

export const cut = (text: string) => (text.length > 120 ? `${text.slice(0, 120)}…` : text)

/** Exports to CSV put an apostrophe before what spreadsheet programs would take for a formula. */
function undefuse(text: string): ReadCell {
  if (!text.startsWith("'") || !isFormula.test(text)) return { value: text }
  const value = text.slice(1)
  const message = `"${cut(text)}" was read as "${cut(value)}", since exports put an apostrophe before it`
  return { value, note: { code: 'APOSTROPHE', message } }
}

const isFullWidth = /[\uFF01-\uFF5E\u3000]/

const plain = /^[+-]?\d+(?:\.\d+)?$/

/** Plain, and without anything that says nothing. */
const tidy = /^(?:0|-?[1-9]\d*)(?:\.\d+)?$/

/** A number as people type it: what is certain is read and told, all else is refused. */
function readNumber(given: string): ReadCell {
  if (plain.test(given)) return checkDigits(given)
  // 5② and 5² are no 52; the unit m² is one.
  if (/^\P{L}*[\p{No}\p{Nl}]/u.test(given)) return refuseNumber(given)
  const text = given
    .normalize('NFKC')
    .trim()
    .replace(/^[\u2212\u2010-\u2015]/, '-')
  const [, number = '', suffix = ''] = /^([+-]?[\d,]*(?:\.\d+)?)\s*(.*)$/su.exec(text) ?? []
  if (number === '' || !isUnitLike(suffix.trim())) return refuseNumber(given)
  const isGrouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(number)
  const digits = isGrouped ? number.replaceAll(',', '') : number
  if (!plain.test(digits)) return refuseNumber(given)
  const read = checkDigits(digits)
  if (read.fault) return read
  const note: CellNote | undefined = isFullWidth.test(given)
    ? { code: 'FULL_WIDTH', message: `"${cut(given)}" was read as ${digits}` }
    : isGrouped
      ? { code: 'THOUSANDS', message: `"${cut(given)}" was read as ${digits}` }
      : undefined
  return { ...read, ...(note ? { note } : {}), ...(suffix === '' ? {} : { suffix: suffix.trim() }) }
}

/** A unit, or what stands before one: 亿 of 亿元. Anything else is a slip of the finger. */
const isUnitLike = (suffix: string) => /^[百千万亿]*$/.test(suffix) || findUnit(suffix) !== null

function checkDigits(digits: string): ReadCell {
  // Few digits need no closer look.
  if (digits.length < 20 && tidy.test(digits)) return { value: digits }
  try {
    return { value: keepDigits(digits) }
  } catch (error) {
    return fail('INVALID_NUMBER', (error as Error).message)
  }
}

function refuseNumber(text: string): ReadCell {
  const why = /[eE][+-]?\d+\s*$/.test(text) ? 'is in scientific notation, which has lost digits' : 'is no number'
  return fail('INVALID_NUMBER', `"${cut(text)}" ${why}: write digits such as -1205.15`)
}

function readUnit(text: string): ReadCell {
  const unit = findUnit(text.normalize('NFKC').trim()) ?? findUnit(text.trim())
  if (unit) return { value: unit.code }
  const near = suggestUnits(text.slice(0, 40)).map(({ name }) => name)
  return fail(
    'UNKNOWN_UNIT',
    `there is no unit "${cut(text)}"${near.length > 0 ? `; there are ${near.join(', ')}` : ''}`,
  )
}

const chinese: readonly (readonly [RegExp, (year: string, a: string, b: string) => string])[] = [
  [/^(\d{4})年(?:度|全年)?$/, (year) => year],
  [/^(\d{4})年(\d{1,2})月(?:份)?$/, (year, month) => `${year}-${month.padStart(2, '0')}`],
  [
    /^(\d{4})年(\d{1,2})(?:月)?[-—–~至到](\d{1,2})月(?:份)?$/,
    (year, from, to) => `${year}-${from.padStart(2, '0')}/${year}-${to.padStart(2, '0')}`,
  ],
  [/^(\d{4})年上半年$/, (year) => `${year}-H1`],
  [/^(\d{4})年下半年$/, (year) => `${year}-H2`],
  [/^(\d{4})年(?:第)?([1-4一二三四])季度$/, (year, part) => `${year}-Q${'一二三四'.indexOf(part) + 1 || part}`],
]

function readPeriod(text: string): ReadCell {
  const typed = text.normalize('NFKC').trim()
  const form = chinese.find(([pattern]) => pattern.test(typed))
  const [, year = '', a = '', b = ''] = form?.[0].exec(typed) ?? []
  const iso = form ? form[1](year, a, b) : typed
  try {
    parsePeriod(iso)
  } catch (error) {
    return fail('INVALID_PERIOD', `${(error as Error).message}${explainSerial(typed)}`)
  }
  if (iso === text) return { value: iso }
  return { value: iso, note: { code: 'READ_AS_PERIOD', message: `"${cut(text)}" was read as ${iso}` } }
}

function readDate(text: string): ReadCell {
  const typed = text.normalize('NFKC').trim()
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(typed) ?? []
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const serial = explainSerial(typed)
  try {
    if (year === '') throw new Error(`"${cut(text)}" is no day such as 2018-02-10${serial && `.${serial}`}`)
    parsePeriod(iso)
  } catch (error) {
    return fail('INVALID_DATE', (error as Error).message)
  }
  if (iso === text) return { value: iso }
  return { value: iso, note: { code: 'READ_AS_DATE', message: `"${cut(text)}" was read as ${iso}` } }
}

/** The day that is so many after the one that spreadsheet programs call 0; empty beyond years of four digits. */
export const dayOfSerial = (serial: number) => toDay(new Date((serial - 25_569) * 86_400_000))

function toDay(day: Date): string {
  const text = Number.isNaN(day.getTime()) ? '' : day.toISOString()
  return /^\d{4}-/.test(text) ? text.slice(0, 10) : ''
}

function explainSerial(text: string): string {
  if (!/^[1-9]\d{4}$/.test(text)) return ''
  return ` It may be the number by which a spreadsheet program keeps ${dayOfSerial(Number(text))}: format the column as text`
}

/** What a cell says that empties the value that is there: no code is like it. */
export const EMPTIED = '清空'

/** What a row does where its subject is there already. */
const existing = { KEEP: { zh: '不改', en: 'Keep' }, UPDATE: { zh: '更新', en: 'Update' } }

const readTerm = (kind: keyof typeof terms, text: string) => findTerm(terms[kind].values, text)

function findTerm(values: Readonly<Record<string, { zh: string; en: string }>>, text: string): ReadCell {
  const typed = text.normalize('NFKC').trim()
  const lower = typed.toLowerCase()
  const found = Object.entries(values).find(
    ([code, { zh, en }]) =>
      code === typed.toUpperCase() || zh === text.trim() || zh === typed || en.toLowerCase() === lower,
  )
  if (found) return { value: found[0] }
  const all = Object.entries(values).map(([code, { zh }]) => `${zh} (${code})`)
  return fail('UNKNOWN_TERM', `"${cut(text)}" is none of ${all.join(', ')}`)
}
