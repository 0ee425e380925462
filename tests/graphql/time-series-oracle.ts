import {
  type Decimal,
  type Derived,
  difference,
  divergence,
  divide,
  printDecimal,
  share,
  toDecimal,
  yearOnYear,
} from '@parkgraph/statistics'
import type { NewFigure } from './data.ts'

/** A figure of a history: months counted from year 0, the end not included. */
export interface HistoryFigure {
  readonly starts: number
  readonly ends: number
  readonly value: string
  readonly publishedOn: string
  readonly growth?: boolean
  /** Whether a growth is in other prices than the levels. */
  readonly isOther?: boolean
  /** Whether one from January to December is called a full year. */
  readonly isNamed?: boolean
}

export interface Answer {
  readonly value: string | null
  readonly reason: string | null
}

/** What is asked of a series, beside its buckets. */
export interface Asked {
  readonly first: number
  /** Without one, the first bucket that has a value. */
  readonly base: number | null
  readonly last: number
  readonly window: number
  readonly fill: 'NONE' | 'LAST'
  /** The whole bucket of the park that the subject belongs to on its last day; null where it belongs to none. */
  readonly parent: (at: number) => Found | null
}

export const monthsOf = { MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12 } as const
export type Bucket = keyof typeof monthsOf

/** Day on which a month starts. */
export const dayOf = (month: number) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`

const isFullYear = (level: Pick<HistoryFigure, 'starts' | 'ends' | 'isNamed' | 'growth'> | null) =>
  level !== null && level.isNamed === true && !level.growth && level.ends - level.starts === 12

/** The history as rows to insert. */
export const toFigures = (subject: string, accumulation: string, history: readonly HistoryFigure[]): NewFigure[] =>
  history.map(({ starts, ends, value, publishedOn, growth, isOther }, at) => ({
    subject,
    indicator: 'tax_revenue',
    accumulation: isFullYear(history[at] ?? null) ? 'FULL_YEAR' : accumulation,
    start: dayOf(starts),
    end: dayOf(ends),
    value,
    publishedOn,
    ...(growth && { measure: 'GROWTH', unit: 'PERCENT', priceBasis: isOther ? 'CONSTANT' : 'UNSPECIFIED' }),
  }))

const missing = (reason: string) => ({ value: null, reason }) as const
const known = (value: Decimal) => ({ value, reason: null }) as const
type Found = { readonly value: Decimal | null; readonly reason: string | null }

/** What the time series of one subject holds, found by looking at every figure again for every bucket. */
export function foretell(
  history: readonly HistoryFigure[],
  accumulation: 'YEAR_TO_DATE' | 'MONTH',
  bucket: Bucket,
  asOf: string,
) {
  const months = monthsOf[bucket]
  const seen = history.filter(({ publishedOn }) => publishedOn <= asOf)

  const list = (starts: number, ends: number, growth: boolean) =>
    seen.filter((item) => item.starts === starts && item.ends === ends && (item.growth ?? false) === growth)

  /** The newest vintage; of one day, what was recorded last. */
  const pick = (vintages: readonly HistoryFigure[]) =>
    vintages.reduce<HistoryFigure | null>(
      (best, item) => (best && best.publishedOn > item.publishedOn ? best : item),
      null,
    )

  function read(starts: number, ends: number): Decimal | null {
    const newest = pick(list(starts, ends, false))
    return newest && toDecimal(newest.value)
  }

  const yearStart = (month: number) => Math.floor(month / 12) * 12
  const toDate = (ends: number) => read(yearStart(ends - 1), ends)

  /** Months of the bucket that are covered from its start. */
  function cover(at: number): number[] {
    return Array.from({ length: months }, (_, index) => at * months + index).filter((month) =>
      accumulation === 'MONTH' ? read(month, month + 1) : toDate(month + 1),
    )
  }

  function level(at: number): Found {
    const covered = cover(at)
    const last = covered.at(-1)
    if (last === undefined) return missing('MISSING_VALUE')
    if (accumulation === 'MONTH')
      return known(covered.reduce((sum, month) => sum.plus(read(month, month + 1) as Decimal), toDecimal('0')))
    const value = toDate(last + 1) as Decimal
    return months === 1 || (at * months) % 12 === 0 ? known(value) : less(value, toDate(at * months))
  }

  function less(value: Decimal, base: Decimal | null): Found {
    return base === null ? missing('MISSING_BASE') : (difference(value, base) as Found)
  }

  const completeness = (at: number) => {
    const last = cover(at).at(-1)
    return accumulation === 'MONTH' ? cover(at).length : last === undefined ? 0 : last + 1 - at * months
  }

  function whole(at: number): Found {
    const found = level(at)
    return found.value && completeness(at) < months ? missing('INCOMPLETE_BUCKET') : found
  }

  function flow(at: number): Found {
    if (months > 1 || accumulation === 'MONTH') return whole(at)
    const value = toDate(at + 1)
    if (at % 12 === 0 && value) return known(value)
    const before = toDate(at)
    if (value && before) return difference(value, before) as Found
    const later = Array.from({ length: 12 - (at % 12) }, (_, index) => at + 1 + index).some((ends) => toDate(ends))
    return missing(later ? 'PUBLISHED_TOGETHER' : 'MISSING_VALUE')
  }

  function derive(make: (value: Decimal | null, base: Decimal | null) => Derived, value: Found, base: Found): Found {
    if (value.value === null) return value
    // Parts of a base are none.
    if (base.value === null)
      return missing(
        /^(MISSING_VALUE|INCOMPLETE_BUCKET)$/.test(base.reason as string) ? 'MISSING_BASE' : (base.reason as string),
      )
    return make(value.value, base.value)
  }

  function computed(at: number): Found {
    const { value, reason } = derive(yearOnYear, whole(at), whole(at - 12 / months))
    return { value: value && round(value), reason }
  }

  function reported(at: number): Found {
    const starts = accumulation === 'YEAR_TO_DATE' && months === 1 ? yearStart(at) : at * months
    const ends = (at + 1) * months
    // A growth to date is not called as a full year is, and nothing says with what it was printed.
    if (months === 1 && isFullYear(pick(list(starts, ends, false)))) return missing('MISSING_VALUE')
    const all = list(starts, ends, true)
    // What belongs to a level is the newest, in whatever prices; what stands alone goes by these first.
    const own = cover(at).length > 0 ? [] : all.filter(({ isOther }) => !isOther)
    const found = pick(own.length > 0 ? own : all)
    return found ? known(toDecimal(found.value)) : missing('MISSING_VALUE')
  }

  /** What stands for a level that is not there: the last one before, but for a year to date of another year. */
  function filled(at: number, { first, fill }: Asked): Found {
    const known = Array.from({ length: at - first + 1 }, (_, index) => at - index).find((one) => completeness(one) > 0)
    if (fill === 'NONE' || known === undefined) return level(at)
    const crosses = accumulation === 'YEAR_TO_DATE' && months === 1 && yearStart(known) !== yearStart(at)
    return level(crosses ? at : known)
  }

  const measures: Record<string, (at: number, asked: Asked) => Found> = {
    LEVEL: filled,
    SINGLE_MONTH: flow,
    YEAR_ON_YEAR: computed,
    REPORTED_GROWTH: reported,
    // What lacks a level lacks no base: the computed growth says by itself what it lacks.
    GROWTH_DIVERGENCE: (at) =>
      computed(at).value || !reported(at).value ? derive(divergence, reported(at), computed(at)) : computed(at),
    PERIOD_ON_PERIOD: (at) => derive(yearOnYear, flow(at), flow(at - 1)),
    INDEX: (at, { base, first, last }) => {
      const buckets = Array.from({ length: last - first + 1 }, (_, index) => first + index)
      const found = base ?? buckets.find((one) => flow(one).value !== null)
      const value = found === undefined ? missing('MISSING_VALUE') : flow(found)
      return derive(share, flow(at), value.value === null ? missing('MISSING_BASE') : value)
    },
    SHARE_OF_PARENT: (at, { parent }) => derive(share, whole(at), parent(at) ?? missing('NO_PARENT')),
    CUMULATIVE: (at) => {
      if (accumulation === 'YEAR_TO_DATE') {
        const value = toDate((at + 1) * months)
        return value ? known(value) : missing(cover(at).length ? 'INCOMPLETE_BUCKET' : 'MISSING_VALUE')
      }
      if (cover(at).length === 0) return missing('MISSING_VALUE')
      const all = Array.from(
        { length: (at + 1) * months - yearStart(at * months) },
        (_, index) => yearStart(at * months) + index,
      )
      const values = all.map((month) => read(month, month + 1))
      return values.every((value) => value)
        ? known(values.reduce<Decimal>((sum, value) => sum.plus(value as Decimal), toDecimal('0')))
        : missing('INCOMPLETE_BUCKET')
    },
    MOVING_AVERAGE: (at, { window }) => {
      const flows = Array.from({ length: window }, (_, index) => flow(at - index))
      const own = flows[0] as Found
      if (own.value === null) return own
      const lacking = flows.find(({ value }) => value === null)
      if (lacking) return missing(lacking.reason === 'MISSING_VALUE' ? 'MISSING_BASE' : (lacking.reason as string))
      const total = flows.reduce((sum, { value }) => sum.plus(value as Decimal), toDecimal('0'))
      return known(divide(total, String(window)).value)
    },
  }
  return {
    completeness,
    whole,
    tell: (measure: string, at: number, asked: Asked): Answer => {
      const { value, reason } = measures[measure]?.(at, asked) ?? missing('')
      // A divergence is the exact difference of two numbers, of which one is rounded already.
      return { value: value && printDecimal(measure === 'GROWTH_DIVERGENCE' ? value : round(value)), reason }
    },
  }
}

/** As SQL does: quotients have 34 significant digits, also where they end later. */
export const round = (value: Decimal): Decimal => (value.precision() > 34 ? value.toSignificantDigits(34) : value)
