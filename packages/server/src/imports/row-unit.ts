import { Decimal, findUnit } from '@parkgraph/statistics'
import { cut } from './cells.ts'
import type { FieldName, Form } from './fields.ts'
import type { Report } from './report.ts'
import type { Draft } from './rows.ts'

/** The unit that numbers of a row name, and the fields of those that do. */
export interface NamedUnit {
  readonly unit: string
  readonly by: FieldName[]
}

/** Takes the unit that a number names, where it is that of the row or there is no other. */
export function settleSuffix(
  draft: Draft,
  { name, value }: { readonly name: FieldName; readonly value: string | null },
  form: Form,
  text: string,
  suffix: string,
  report: Report,
): void {
  const unit = joinUnit(suffix, draft.texts[form.placeOf('unit')] ?? null)
  const { named } = draft
  named?.by.push(name)
  const other = !named || named.unit === unit ? 'the column of units' : 'the other numbers of the row'
  if (unit === null || (named && named.unit !== unit)) {
    draft.tell(name, 'UNIT_DISAGREES', `"${cut(text)}" names another unit than ${other}`, text)
    return
  }
  draft.named ??= { unit, by: [name] }
  const message = `"${cut(text)}" was read as ${value} ${findUnit(unit)?.name}`
  report.note({ row: draft.row.number, at: name, code: 'UNIT_IN_CELL', message }, text)
}

/** The unit that a number names, as 亿 and 万元 do, beside that of its row; null where they disagree. */
function joinUnit(suffix: string, code: string | null): string | null {
  const own = findUnit(suffix)
  const column = code === null ? null : findUnit(code)
  if (own && (!column || own.code === column.code)) return own.code
  if (!column) return null
  // 3.2亿 in a column of 元 is 3.2亿元, and in one of 亿元 too.
  const joined = findUnit(`${suffix}${column.name}`)
  if (joined) return joined.code
  return column.name.startsWith(suffix) && findUnit(column.name.slice(suffix.length)) ? column.code : null
}

/** Numbers that name no unit are in that of the column: beside 3亿 in a column of 元, 500000000 is no number of 亿元. 0 is one in any unit. */
export function requireOneUnit({ named, texts, tell }: Draft, form: Form): void {
  if (!named) return
  const column = texts[form.placeOf('unit')] ?? null
  if (column === null || column === named.unit) return
  for (const [place, name] of form.names.entries()) {
    const text = texts[place] ?? null
    if (form.getField(name).kind !== 'number' || text === null || named.by.includes(name)) continue
    if (new Decimal(text).isZero()) continue
    const [own, other] = [findUnit(column)?.name, findUnit(named.unit)?.name]
    tell(name, 'UNIT_DISAGREES', `"${cut(text)}" is in ${own}, and another number of the row in ${other}`)
  }
}

/** Beside a code, the name of another unit says that one of the two is wrong; what is no unit, such as that of an office, says nothing. */
export function requireSameUnit({ texts, tell }: Draft, form: Form, name: string, unit: string | null): void {
  const code = texts[form.placeOf('unit')] ?? null
  if (unit === null || code === null || unit === code) return
  tell('unit', 'UNIT_DISAGREES', `"${cut(name)}", the name of the unit, is not that of ${code}`, name)
}
