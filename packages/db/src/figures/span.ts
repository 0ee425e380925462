import { frequency, months, type Period, parsePeriod, yearOf } from '@parkgraph/statistics'
import { toPeriodColumns } from '../write/columns.ts'
import { remember } from '../write/remember.ts'

/** Why the period is not what the accumulation says, or null. A source may leave out the year that it means. */
export function explainSpan(accumulation: string, period: string | null | undefined): string | null {
  return period == null || SPANS[accumulation] === undefined ? null : explain(`${accumulation} ${period}`)
}

// A file says the same again and again.
const explain = remember((text) => {
  const [accumulation = '', period = ''] = text.split(' ', 2)
  const rule = SPANS[accumulation]
  if (rule === undefined || rule.holds(parsePeriod(period))) return null
  return `a figure of ${accumulation} covers ${rule.text}, not ${period}`
})

/** Why nobody can have told by `published` what the figure says has happened, or null. */
export function explainFuture(nature: string, period: string | null | undefined, published: string): string | null {
  // A start that is open comes before all days, as a text too.
  const start = period == null || nature !== 'ACTUAL' ? null : toPeriodColumns(period).period_start
  if (start === null || start <= published) return null
  return `what is ACTUAL begins on ${start}, after ${published}, the last day on which it can have been published`
}

interface SpanRule {
  readonly text: string
  readonly holds: (period: Period) => boolean
}

const SPANS: Readonly<Record<string, SpanRule>> = {
  YEAR_TO_DATE: {
    text: 'days of one year from 1 January on',
    holds: (period) => period.start !== null && yearOf(period)?.start === period.start,
  },
  FULL_YEAR: { text: 'twelve months', holds: (period) => months(period) === 12 },
  MONTH: { text: 'one month', holds: (period) => frequency(period) === 'MONTH' },
  DAY: { text: 'one day', holds: (period) => frequency(period) === 'DAY' },
}
