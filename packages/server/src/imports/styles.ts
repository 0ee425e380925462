import { type NumberFormat, parseFormat } from './number-format.ts'
import type { Archive } from './unzip.ts'
import { readXml, tooMuchText } from './xml.ts'

/** Most formats that a workbook may have of its own: spreadsheet programs write some hundreds, and they are kept while a sheet is read. */
const mostFormats = 10_000

/** How cells are shown, by their style. */
export async function readStyles(archive: Archive, entry: string): Promise<NumberFormat[]> {
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

const [general, percent, fraction, day] = [
  parseFormat('General'),
  parseFormat('0%'),
  parseFormat('# ?/?'),
  parseFormat('yyyy'),
]

/** Built-in formats have numbers alone; those of dates differ between languages, and lie in these spans. */
function findBuiltIn(id: number): NumberFormat {
  if (id === 9 || id === 10) return percent
  if (id === 12 || id === 13) return fraction
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
    ? day
    : general
}
