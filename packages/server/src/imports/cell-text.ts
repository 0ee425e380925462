import type { CellKind } from './cells.ts'
import type { RawRow } from './csv.ts'
import { drawNumber, drawNumeral, type KeptNumber } from './number-look.ts'

/** What a cell says in a column of a kind, and whether that is what a person sees there. */
export interface CellText {
  readonly text: string
  readonly isCertain: boolean
}

/** Numbers and days are what the cell holds, however many digits of it are shown; a text is what a person sees. */
export function sayCell({ cells, marks, numbers }: RawRow, { kind, at }: { kind: CellKind; at: number }): CellText {
  const text = cells[at] ?? ''
  if (!(kind in looks)) return { text, isCertain: true }
  const number = numbers?.get(at)
  // How a day is shown differs between languages.
  if (!number) return { text, isCertain: marks?.get(at) !== 'DATE' }
  const look = looks[kind as keyof typeof looks](number)
  return { text: look ?? text, isCertain: look !== null }
}

const drawText = ({ format, value }: KeptNumber) => drawNumber(format, value)

/** No code has separators: they are there because it was taken for a quantity. */
function drawCode(number: KeptNumber): string | null {
  const look = drawText(number)
  return look !== null && /\d,\d{3}/.test(look) ? null : look
}

/** How numbers are seen in columns of texts. */
const looks = {
  text: drawText,
  numeral: ({ format, value }: KeptNumber) => drawNumeral(format, value),
  code: drawCode,
  emptied: drawCode,
}
