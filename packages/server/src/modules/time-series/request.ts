import { getUnit, type Period, periodOf, printPeriod, type Unit } from '@parkgraph/statistics'
import type { Arguments } from '../../compiler/plan.ts'
import { AppError } from '../../errors.ts'
import type { terms } from '../vocabulary/terms.ts'

export type Measure = keyof typeof terms.TimeSeriesMeasure.values

/** Values that one answer holds: series times buckets times measures. */
const maximumPoints = 50_000
const maximumCells = 4 * maximumPoints
const maximumWindow = 120

const monthsOf = { MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12 } as const

/** What was asked for, checked. Buckets are numbered from year 0, and months likewise. */
export interface Request {
  /** Each slug once, with its first place in the list that was sent. */
  readonly subjects: ReadonlyMap<string, number>
  /** The same of codes. */
  readonly indicators: ReadonlyMap<string, number>
  readonly measures: readonly Measure[]
  /** Months of a bucket. */
  readonly months: number
  readonly first: number
  readonly last: number
  /** The first bucket that has to be read for the measures of the first one. */
  readonly reach: number
  /** Whether months alone are told, out of year-to-date figures: a later one may hold them. */
  readonly hasFlows: boolean
  /** The bucket of which INDEX is 100; null for the first that has a value, of each series. */
  readonly base: number | null
  readonly window: number
  /** Kind of the figures read; null for what the indicator is. */
  readonly of: string | null
  /** What they are measured in where that is not the indicator's own, as of a growth. */
  readonly rate: Unit | null
  readonly nature: string
  readonly accumulation: string | null
  readonly scope: string | null
  readonly priceBasis: string | null
  readonly source: string | null
  readonly unit: string | null
  readonly fill: 'NONE' | 'NULL' | 'ZERO' | 'LAST'
}

/** @throws AppError `BAD_USER_INPUT`, `BUCKET_TOO_FINE`, `TOO_MANY_POINTS` */
export function readRequest(args: Arguments): Request {
  const { bucket, from, to, base, fill } = args as { bucket: keyof typeof monthsOf; from: Period; to: Period } & {
    base?: Period | null
    fill: Request['fill']
  }
  const months = monthsOf[bucket]
  const [subjects, indicators] = [readNames(args, 'subjects'), readNames(args, 'indicators')]
  const measures = [...readNames(args, 'measures').keys()] as Measure[]
  const first = toBucket(readDays(from, 'from')[0], months)
  const last = toBucket(readDays(to, 'to')[1] - 1, months)
  if (last < first) throw refuse('to', `to ${to} ends before from ${from} starts: exchange them.`)
  const has = (...wanted: Measure[]) => wanted.some((measure) => measures.includes(measure))
  if (has('SINGLE_MONTH') && months !== 1)
    throw refuse('measures', `SINGLE_MONTH is of months: ask for the bucket MONTH, or for LEVEL by ${bucket}.`)
  const accumulation = text(args.accumulation)
  if (accumulation === 'FULL_YEAR' && months !== 12) {
    const why = `Full years are not split: ask for the bucket YEAR, not ${bucket}, or for another accumulation.`
    throw new AppError('BUCKET_TOO_FINE', why, { argument: 'bucket' })
  }
  const window = (args.window as number | null | undefined) ?? 3
  if (window < 2 || window > maximumWindow)
    throw refuse('window', `window is ${window}: it takes 2 to ${maximumWindow}.`)
  const back = [
    has('YEAR_ON_YEAR', 'GROWTH_DIVERGENCE') ? 12 / months : 0,
    has('PERIOD_ON_PERIOD') ? 1 : 0,
    has('MOVING_AVERAGE') ? window - 1 : 0,
    has('CUMULATIVE') ? first % (12 / months) : 0,
  ]
  const sizes = { subjects: subjects.size, indicators: indicators.size, measures: measures.length }
  checkPoints(sizes, last - first + 1, bucket)
  const reach = Math.max(first - Math.max(...back), 12 / months)
  checkReach(subjects.size * indicators.size, last - reach + 1)
  return {
    subjects,
    indicators,
    measures,
    months,
    first,
    last,
    reach,
    hasFlows: months === 1 && has('SINGLE_MONTH', 'PERIOD_ON_PERIOD', 'INDEX', 'MOVING_AVERAGE'),
    base: base ? readBase(base, months, bucket) : null,
    window,
    ...readKind(args, measures),
    nature: args.nature as string,
    accumulation,
    scope: text(args.scope),
    priceBasis: text(args.priceBasis),
    source: text(args.source),
    fill,
  }
}

/** The bucket that the base lies in. @throws AppError `BAD_USER_INPUT` for several, and for days */
function readBase(base: Period, months: number, bucket: string): number {
  const [first, last] = readDays(base, 'base').map((day, at) => toBucket(day - at, months)) as [number, number]
  const isOfMonths = [base.start, base.end].every((day) => day?.endsWith('-01'))
  if (first === last && isOfMonths) return first
  throw refuse('base', `base ${base} is no bucket: name one ${bucket}, or whole months within it.`)
}

/** Which kind of figures is read, and in which unit. @throws AppError `BAD_USER_INPUT`, `INCOMPATIBLE_UNITS` */
function readKind(args: Arguments, measures: readonly Measure[]): Pick<Request, 'of' | 'rate' | 'unit'> {
  const [of, unit] = [text(args.of), text(args.unit)]
  if (of === null || of === 'LEVEL') return { of, rate: null, unit }
  if (measures.some((measure) => measure !== 'LEVEL' && measure !== 'RANK'))
    throw refuse('measures', `Of figures of the kind ${of} only LEVEL and RANK are told: leave the others, or of, out.`)
  return { of, rate: of === 'CHANGE' ? null : readRate(of, unit), unit }
}

/** The unit of rates and ranks, which have units of their own. @throws AppError `INCOMPATIBLE_UNITS` */
function readRate(of: string, unit: string | null): Unit {
  const rate = getUnit(of === 'RANK' ? 'RANK' : 'PERCENT')
  const { dimension } = unit === null ? rate : getUnit(unit)
  if (dimension === rate.dimension) return rate
  const why = `unit measures ${dimension}, and figures of the kind ${of} ${rate.dimension}: use a unit of ${rate.dimension}.`
  throw new AppError('INCOMPATIBLE_UNITS', why, { argument: 'unit' })
}

/** The items of a list, each once, with its first place. @throws AppError `BAD_USER_INPUT` for an empty one */
function readNames(args: Arguments, argument: 'subjects' | 'indicators' | 'measures'): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const [place, name] of (args[argument] as string[]).entries()) if (!places.has(name)) places.set(name, place)
  if (places.size === 0) throw refuse(argument, `${argument} is empty: name at least one.`)
  return places
}

/** Fewer buckets are asked for by `to`; where not even one passes, the longest list has to shrink. */
function checkPoints(sizes: Readonly<Record<string, number>>, buckets: number, bucket: string): void {
  const each = Object.values(sizes).reduce((product, size) => product * size, 1)
  if (each * buckets <= maximumPoints) return
  const pass = Math.floor(maximumPoints / each)
  const [longest, size] = Object.entries(sizes).reduce((one, other) => (other[1] > one[1] ? other : one))
  const few = `${Math.floor((maximumPoints * size) / each)} ${longest} in one bucket, with the other lists as they are`
  const advice = pass > 0 ? `${pass} buckets of as many series and measures` : few
  throw new AppError(
    'TOO_MANY_POINTS',
    `${each * buckets} points are asked for: ${buckets} buckets (${bucket}) of ${each} series and measures. At most ${maximumPoints} pass: ${advice}.`,
    { argument: pass > 0 ? 'to' : longest },
  )
}

/** Buckets that measures look back at are read too, though they are not answered. */
function checkReach(series: number, buckets: number): void {
  if (series * buckets <= maximumCells) return
  throw new AppError(
    'TOO_MANY_POINTS',
    `${series * buckets} buckets have to be read: ${buckets} of ${series} series, with those before that the measures look back at. At most ${maximumCells} pass: ${Math.floor(maximumCells / buckets)} series.`,
    { argument: 'measures' },
  )
}

/** The buckets of the answer, as periods. */
export function listPeriods({ first, last, months }: Request): string[] {
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const [start, end] = [first + at, first + at + 1].map((bucket) => toDate(bucket * months))
    return printPeriod(periodOf(start ?? null, end ?? null))
  })
}

/** The days asked for, from the first one to the one after the last. */
export const daysOf = ({ first, last, months }: Request) =>
  [toDate(first * months), toDate((last + 1) * months)] as const

/** The first day of a month, as an ISO date. */
export function toDate(month: number): string {
  const year = String(Math.floor(month / 12)).padStart(4, '0')
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}-01`
}

const dayLength = 86_400_000

/** The first day of a period and the one after its last. @throws AppError `BAD_USER_INPUT` for one that is open */
function readDays({ start, end }: Period, argument: string): [number, number] {
  if (start === null || end === null) throw refuse(argument, `${argument} is open: name a period that starts and ends.`)
  return [countDays(start), countDays(end)]
}

/** Days since 1970. */
function countDays(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(0).setUTCFullYear(year, month - 1, day) / dayLength
}

function toBucket(day: number, months: number): number {
  const date = new Date(day * dayLength)
  return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months)
}

/** Whether figures of a year before are looked for, which several series may tell: an accumulation that is named is read alone. */
export const seeksYearBefore = ({ measures, accumulation }: Request) =>
  accumulation === null && (measures.includes('YEAR_ON_YEAR') || measures.includes('GROWTH_DIVERGENCE'))

/** The same of figures of the park around. */
export const seeksParent = ({ measures, accumulation }: Request) =>
  accumulation === null && measures.includes('SHARE_OF_PARENT')

/** Whether growth that is reported is asked for, which may be where no level is. */
export const hasGrowth = ({ measures }: Request) =>
  measures.includes('REPORTED_GROWTH') || measures.includes('GROWTH_DIVERGENCE')

/**
 * What stands in one line beside each other. By quarters and half years all that one office tells of what came together is one,
 * whichever figures tell it; by month a level may be a year to date, and by year each series is its own.
 */
export const lineOf = ({ months }: Request) => (months === 3 || months === 6 ? 'office' : 'n')

const text = (value: unknown) => (value as string | null | undefined) ?? null

const refuse = (argument: string, why: string) => new AppError('BAD_USER_INPUT', why, { argument })
