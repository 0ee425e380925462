import { type NumberFormat, parseFormat } from './number-format.ts'
import type { Archive } from './unzip.ts'
import { readXml, tooMuchText } from './xml.ts'

/** Most formats that a workbook may have of its own: spreadsheet programs write some hundreds, and they are kept while a sheet is read. */
const mostFormats = 10_000

/** How cells are shown, by their style; null where its number format is not there, which matters only to numbers that have it. */
export async function readStyles(archive: Archive, entry: string): Promise<(NumberFormat | null)[]> {
  if (!archive.has(entry)) return [general]
  const formats = new Map<string, NumberFormat>()
  const ids: string[] = []
  let [isFormat, isCell] = [false, false]
  await readXml(archive, entry, {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmts') isFormat = true
      if (name === 'cellXfs') isCell = true
      // Others are those of conditions, which say nothing of a style.
      if (name === 'numFmt' && isFormat) formats.set(numFmtId, parseFormat(formatCode || 'General'))
      if (name === 'xf' && isCell) ids.push(numFmtId)
      if (formats.size > mostFormats) throw tooMuchText()
    },
    close(name) {
      if (name === 'numFmts') isFormat = false
      if (name === 'cellXfs') isCell = false
    },
  })
  return ids.length === 0 ? [general] : ids.map((id) => formats.get(id) ?? findBuiltIn(Number(id)))
}

const [general, day] = [parseFormat('General'), parseFormat('yyyy')]

/** Formats that have numbers alone. */
const builtIns = new Map<number, NumberFormat>()
for (const [code, ...ids] of [
  ['General', 0, 23, 24, 25, 26],
  ['0', 1],
  ['0.00', 2],
  ['#,##0', 3, 37, 38],
  ['#,##0.00', 4, 39, 40],
  ['0%', 9],
  ['0.00%', 10],
  ['@', 49],
  ['# ?/?', 12, 13],
  // Scientific, and those of currencies, whose signs differ between languages: how they look is not certain.
  ['0.00E+00', 11, 48, 5, 6, 7, 8, 41, 42, 43, 44],
] as const)
  for (const id of ids) builtIns.set(id, parseFormat(code))

/** Those of dates differ between languages too, and lie in these spans. */
function findBuiltIn(id: number): NumberFormat | null {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
    ? day
    : (builtIns.get(id) ?? null)
}
