export type Encoding = 'UTF-8' | 'GB18030'

/** How many bytes are looked at to tell the encoding. */
export const SAMPLE = 64 * 1024

const mark = Buffer.from('\uFEFF')

/** Whether text begins with the mark of UTF-8. */
export const hasMark = (bytes: Buffer) => bytes.subarray(0, mark.length).equals(mark)

/**
 * Tells the encoding of text by its first bytes. What is valid UTF-8 is. All else is GB18030 where it is valid as such and no cell is
 * Chinese in UTF-8: where both occur, it is read as UTF-8, so that the cells that are not are told.
 */
export function tellEncoding(bytes: Buffer, isWhole: boolean): Encoding {
  const [sample, isCut] = [bytes.subarray(0, SAMPLE), !isWhole || bytes.length > SAMPLE]
  if (isValid('UTF-8', sample, isCut) || !isValid('GB18030', sample, isCut)) return 'UTF-8'
  return splitCells(sample, isCut).some(isChinese) ? 'UTF-8' : 'GB18030'
}

/** Whether bytes are text in an encoding; where they are cut, the last sign may be too. */
function isValid(encoding: Encoding, bytes: Buffer, isCut: boolean): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: isCut })
    return true
  } catch {
    return false
  }
}

/** Splits at separators, quotation marks and line ends, none of which is part of a sign in either encoding. */
function splitCells(bytes: Buffer, isCut: boolean): Buffer[] {
  const cells: Buffer[] = []
  let start = 0
  for (const [at, byte] of bytes.entries())
    if (separators.has(byte)) {
      cells.push(bytes.subarray(start, at))
      start = at + 1
    }
  if (!isCut) cells.push(bytes.subarray(start))
  return cells
}

const separators = new Set(Buffer.from(',;\t\r\n"'))

/** Whether a cell is Chinese in UTF-8. One of GB18030 is hardly ever valid as such, and then Greek or the like. */
const isChinese = (cell: Buffer) =>
  /[\u3000-\u9FFF\uFF00-\uFFEF]/.test(cell.toString()) && isValid('UTF-8', cell, false)
