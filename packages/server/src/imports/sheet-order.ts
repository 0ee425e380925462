import { cut } from './cells.ts'
import { damaged } from './damaged.ts'

/** Where all sheets end. */
const [lastRow, lastColumn] = [2 ** 20, 2 ** 14]

/**
 * Tells where the rows and cells of a sheet stand: they say it themselves, or follow those before them. They stand one after the other:
 * of two in one place, one would be lost, and what is wrong with a row would be told of another one. None stands within another.
 */
export function createSheetOrder() {
  let row = 0
  let digits = ''
  let column = 0
  let open: 'row' | 'cell' | null = null
  return {
    /** Number of the next row, from 1. */
    openRow(told: string | undefined): number {
      if (open) throw damaged(`a row begins within row ${row}`)
      open = 'row'
      const next = told === undefined ? row + 1 : readRowNumber(told)
      if (next > lastRow) throw damaged(`a row has the number ${next}, and sheets end at ${lastRow}`)
      if (next <= row) throw damaged(`a row with the number ${next} follows row ${row}`)
      row = next
      digits = String(next)
      column = 0
      return row
    },
    /** Place of the next cell of the row, from 0. */
    openCell(told: string | undefined): number {
      if (!open) throw damaged(`a cell stands in no row, behind row ${row}`)
      if (open === 'cell') throw damaged(`row ${row} has a cell within another one`)
      open = 'cell'
      const next = told === undefined ? column + 1 : readColumn(told, digits)
      if (next === 0 || next > lastColumn)
        throw damaged(`row ${row} has a cell "${cut(told ?? '')}", which is no place in it`)
      if (next <= column) throw damaged(`row ${row} has a cell "${told}" behind column ${column}`)
      column = next
      return column - 1
    },
    closeCell() {
      open = 'row'
    },
    closeRow() {
      open = null
    },
  }
}

function readRowNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw damaged(`a row has the number "${cut(text)}"`)
  return Number(text)
}

/** Column of a reference such as AB12, from 1; 0 where it is none of that row. */
function readColumn(reference: string, row: string): number {
  let [column, at] = [0, 0]
  for (; at < 3; at += 1) {
    const letter = reference.charCodeAt(at) - 64
    if (!(letter >= 1 && letter <= 26)) break
    column = column * 26 + letter
  }
  return reference.length === at + row.length && reference.endsWith(row) ? column : 0
}
