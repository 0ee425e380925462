import { printTable } from './table.ts'

/** Rows that a kind names. */
const mostRows = 5

interface Told {
  readonly row: number
  readonly code: string
}

interface Kind {
  readonly code: string
  readonly column: string
  readonly text: string
  readonly rows: number[]
  count: number
}

export interface Tally {
  readonly count: number
  add(told: Told, column: string, text: string): void
  print(title: string): string
}

/** Counts what is told of a file by code and column, with the first rows and the first text of each. */
export function createTally(): Tally {
  const kinds = new Map<string, Kind>()
  let count = 0
  return {
    get count() {
      return count
    },
    add({ row, code }, column, text) {
      count += 1
      const key = JSON.stringify([code, column])
      const kind = kinds.get(key) ?? { code, column, text, rows: [], count: 0 }
      kinds.set(key, kind)
      kind.count += 1
      if (kind.rows.length < mostRows && kind.rows.at(-1) !== row) kind.rows.push(row)
    },
    print(title) {
      const lines = [...kinds.values()].map(({ code, column, text, rows, count: own }) => [
        ...[code, column, own.toLocaleString('en-US'), rows.join(', '), text],
      ])
      return printTable(['CODE', 'COLUMN', 'COUNT', 'FIRST ROWS', title], lines)
    },
  }
}
