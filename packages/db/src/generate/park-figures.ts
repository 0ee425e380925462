import { printDay } from './days.ts'
import { blur, type MoneyUnit, printMoney, printPercent, printWhole } from './quantities.ts'
import type { Random } from './random.ts'
import { findFirstYear, LAST_YEAR } from './settings.ts'
import type { Figure, SeriesKey, Sheet } from './sheet.ts'

type Scope = SeriesKey['scope']

/** What parks report each month: in proportion to output, so many thousandths of it; above scale is a part of what stands before. */
const reported: readonly [indicator: string, label: string, scope: Scope, unit: MoneyUnit, proportion: number][] = [
  ['gross_industrial_output_value', '工业总产值', 'ALL', 'CNY_100M', 1000],
  ['gross_industrial_output_value', '规模以上工业总产值', 'ABOVE_SCALE', 'CNY_100M', 850],
  ['technology_industry_trade_revenue', '技工贸总收入', 'UNSPECIFIED', 'CNY_100M', 1150],
  ['fixed_asset_investment', '固定资产投资', 'UNSPECIFIED', 'CNY_10K', 140],
  ['tax_revenue', '税收', 'UNSPECIFIED', 'CNY_10K', 35],
]

const seasons = [62, 58, 88, 84, 86, 92, 80, 79, 90, 88, 95, 98]

/** Months after which the year is forecast. */
const forecastMonths = [3, 6, 9, 11]

/** Who reports, and where. */
export interface Reporter {
  readonly sheet: Sheet
  readonly random: Random
  readonly zone: number
  readonly subject: number
  readonly years: number
  /** Source and citation of what is reported of a month. */
  readonly cite: (year: number, month: number) => string
}

/** Ten years, say, of a park of so many ten thousand yuan of output: money by month, and land by year. */
export function addParkFigures(reporter: Reporter, output: number): void {
  let amounts: Amounts[] = []
  for (const [indicator, label, scope, unit, proportion] of reported) {
    const key: SeriesKey = { indicator, measure: 'LEVEL', accumulation: 'YEAR_TO_DATE', scope, dimension: 'money:CNY' }
    amounts =
      scope === 'ABOVE_SCALE'
        ? takePart(amounts, proportion, reporter.random)
        : drawYears(Math.round((output * proportion) / 1000), reporter)
    addMonths(reporter, key, label, unit, amounts)
  }
  addLand(reporter, Math.round(output / 300))
}

interface Report extends Reporter {
  readonly label: string
  readonly unit: MoneyUnit
  /** Places of the series. */
  readonly levels: number
  readonly growths: number
  readonly forecasts: number
}

/** What a year came to from January to each month. */
type Amounts = readonly number[]

/** A year as it was, and what growth is measured against. */
interface Course {
  readonly year: number
  readonly actual: Amounts
  readonly bases: readonly number[]
}

function addMonths(
  reporter: Reporter,
  key: SeriesKey,
  label: string,
  unit: MoneyUnit,
  [first = [], ...amounts]: readonly Amounts[],
): void {
  const { sheet, random, zone, subject, years } = reporter
  const report = {
    ...reporter,
    label,
    unit,
    levels: sheet.addSeries(zone, subject, key),
    growths: sheet.addSeries(zone, subject, { ...key, measure: 'GROWTH', dimension: 'ratio' }),
    forecasts: sheet.addSeries(zone, subject, { ...key, accumulation: 'FULL_YEAR' }),
  }
  let before = first
  for (const [index, actual] of amounts.entries()) {
    const year = findFirstYear({ years }) + index
    // What left the population or joined it since: growth is against that, and not against what was published.
    const comparable = random.isOnceIn(400) ? random.int(930, 1030) : 1000
    const course = { year, actual, bases: before.map((amount) => (amount * comparable) / 1000) }
    // January alone is not collected: February's figure holds both.
    for (let month = 2; month <= 12; month += 1) if (!random.isOnceIn(3)) addMonth(report, course, month)
    before = actual
  }
}

function addMonth(report: Report, course: Course, month: number): void {
  const { random } = report
  const { year, actual } = course
  const amount = actual[month - 1] as number
  const isRevised = random.isOnceIn(60)
  const first = isRevised ? Math.round((amount * random.int(985, 1015)) / 1000) : amount
  publish(report, course, month, first, 'PRELIMINARY', printDay(year, month + 1, random.int(10, 24)))
  if (isRevised) publish(report, course, month, amount, 'PRELIMINARY', printDay(year, month + random.int(2, 4), 26))
  if (month === 12 && random.isOnceIn(500))
    publish(report, course, month, amount, 'FINAL', printDay(year, 21, random.int(1, 28)))
  if (forecastMonths.includes(month)) forecast(report, course, month)
}

/** Publishes what was reached from January to the month, with its growth. */
function publish(
  report: Report,
  { year, bases }: Course,
  month: number,
  amount: number,
  stage: Figure['stage'],
  publishedOn: string,
): void {
  const { sheet, random, label, unit, cite } = report
  const facts = {
    start: printDay(year, 1, 1),
    end: printDay(year, month + 1, 1),
    nature: 'ACTUAL',
    stage,
    label,
    provenance: cite(year, month),
    publishedOn,
  } as const
  const printed = printMoney(amount, unit)
  const quantity = random.isOnceIn(4) ? blur(printed, random) : printed
  const level = sheet.addFigure(report.levels, { ...facts, quantity })
  const rate = printPercent(Math.round((amount * 1000) / (bases[month - 1] as number)) - 1000)
  sheet.addFigure(report.growths, { ...facts, quantity: rate }, level)
}

/** Says after the month what the year will come to: the later, the closer. */
function forecast(
  { sheet, random, label, unit, cite, forecasts }: Report,
  { year, actual }: Course,
  month: number,
): void {
  const error = 15 + 6 * (12 - month)
  const amount = Math.round(((actual[11] as number) * random.int(1000 - error, 1000 + error)) / 1000)
  sheet.addFigure(forecasts, {
    start: printDay(year, 1, 1),
    end: printDay(year + 1, 1, 1),
    quantity: printMoney(amount, unit),
    nature: 'FORECAST',
    stage: 'UNSPECIFIED',
    label,
    provenance: cite(year, month),
    publishedOn: printDay(year, month, 28),
  })
}

/** The year before the first and each year, of a park that grows or shrinks from what it began with. */
function drawYears(start: number, { random, years }: Reporter): Amounts[] {
  const amounts = [spreadOverMonths(start, random)]
  for (let count = 0; count < years; count += 1) {
    const before = amounts.at(-1)?.[11] as number
    amounts.push(spreadOverMonths(Math.round((before * random.int(960, 1160)) / 1000), random))
  }
  return amounts
}

/** What so many thousandths of a whole, a little more or less each year, came to. */
function takePart(amounts: readonly Amounts[], thousandths: number, random: Random): Amounts[] {
  return amounts.map((whole) => {
    const share = thousandths + random.int(-20, 20)
    return whole.map((amount) => Math.round((amount * share) / 1000))
  })
}

/** A year's amount as it adds up by month. */
function spreadOverMonths(whole: number, random: Random): number[] {
  const weights = seasons.map((weight) => weight + random.int(-6, 6))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let sum = 0
  return weights.map((weight) => {
    sum += weight
    return Math.round((whole * sum) / total)
  })
}

function addLand({ sheet, random, zone, subject, years, cite }: Reporter, start: number): void {
  const key = { indicator: 'land_area', measure: 'LEVEL', accumulation: 'STOCK', scope: 'UNSPECIFIED' } as const
  const series = sheet.addSeries(zone, subject, { ...key, dimension: 'area' })
  let area = start
  for (let year = findFirstYear({ years }); year <= LAST_YEAR; year += 1) {
    if (random.isOnceIn(300)) area = Math.round((area * random.int(1010, 1080)) / 1000)
    sheet.addFigure(series, {
      start: printDay(year, 1, 1),
      end: printDay(year + 1, 1, 1),
      quantity: printWhole(area, 'MU'),
      nature: 'ACTUAL',
      stage: 'FINAL',
      label: '用地面积',
      provenance: cite(year, 12),
      publishedOn: printDay(year + 1, 2, random.int(1, 28)),
    })
  }
}
