import { isEnumType } from 'graphql'
import type { Column } from './columns.ts'
import { printTerm } from './headers.ts'
import type { Asked } from './parameters.ts'
import type { Row } from './rows.ts'

/** What stands in a cell: a number keeps its digits as text. */
export interface Cell {
  readonly kind: 'text' | 'number' | 'boolean'
  readonly text: string
}

const numbers = new Set(['Decimal', 'Int', 'Float'])

/** The cells of a row, in the order of columns; null for what has no value. */
export function readCells({ columns, locale, isCoded }: Asked, row: Row): (Cell | null)[] {
  const print = (column: Column, value: unknown): string => {
    if (isEnumType(column.type) && !isCoded) return printTerm(column.type.name, String(value), locale)
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
  return columns.map((column, index) => {
    const value = row[index]
    if (value === null || value === undefined) return null
    if (column.isList) return { kind: 'text', text: (value as unknown[]).map((item) => print(column, item)).join('; ') }
    const kind = numbers.has(column.type?.name ?? '') ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text'
    return { kind, text: print(column, value) }
  })
}
