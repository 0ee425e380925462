import { periodOf, printDecimal, toDecimal } from '@parkgraph/statistics'
import { rules } from './rows.ts'
import type { CheckRule, Message } from './rule.ts'

/** Columns of a finding that its message is made of. */
export const messageColumns = [
  'rule',
  'facts',
  'subjectName',
  'indicatorZh',
  'indicatorEn',
  'unitZh',
  'unitEn',
  'periodStart',
  'periodEnd',
  'expectedValue::text',
  'actualValue::text',
  'toleranceValue::text',
  'ratioValue::text',
]

type Columns = Readonly<Record<Exclude<(typeof messageColumns)[number], 'facts'>, string | null>> & {
  readonly rule: CheckRule
  readonly facts: Readonly<Record<string, string | null>>
}

/** How many significant digits a message shows of a number that the fields give in full. */
const shownDigits = 5

export function explain(row: Columns): Message {
  const { rule, facts } = row
  const [expected, actual] = [row['expectedValue'] ?? null, row['actualValue'] ?? null]
  return rules[rule].explain({
    facts,
    read: (fact) => show(facts[fact] ?? null),
    expected: show(expected),
    actual: show(actual),
    tolerance: show(row['toleranceValue'] ?? null),
    ratio: show(row['ratioValue'] ?? null),
    isAbove: expected !== null && actual !== null && toDecimal(actual).gt(toDecimal(expected)),
    label: {
      zh: [row['subjectName'], printPeriod(row), row['indicatorZh']].filter(Boolean).join(' '),
      en: [row['indicatorEn'], 'of', row['subjectName'], printPeriod(row)].filter(Boolean).join(' '),
    },
    unit: { zh: row['unitZh'] ?? '', en: row['unitEn'] ? ` ${row['unitEn']}` : '' },
  })
}

/** A whole number in full, another one in a few digits. */
function show(text: string | null): string {
  if (text === null) return ''
  const value = toDecimal(text)
  return printDecimal(value.isInteger() ? value : value.toSignificantDigits(Math.max(shownDigits, value.e + 3)))
}

function printPeriod({ periodStart, periodEnd }: Columns): string {
  const end = (text: string | null | undefined) => (text == null || text.endsWith('infinity') ? null : text)
  return periodStart == null && periodEnd == null ? '' : String(periodOf(end(periodStart), end(periodEnd)))
}
