import { divide, printDecimal } from '@parkgraph/statistics'
import { compute } from '../../compiler/fields.ts'

/** A number that its row holds as the column `name`, divided by the column `scale`: printed where it is read, not in SQL. */
export function scaled(name: string, scale = 'scale') {
  return compute<Record<string, string | null>>([`${name}::text`, `${scale}::text`], (row) => {
    const [number, divisor] = [row[name], row[scale]]
    return number == null || divisor == null ? null : printDecimal(divide(number, divisor).value)
  })
}

/** A number that its row holds as the column `name`. */
export function decimal(name: string) {
  return compute<Record<string, string | null>>([`${name}::text`], (row) => {
    const number = row[name]
    return number == null ? null : printDecimal(number)
  })
}
