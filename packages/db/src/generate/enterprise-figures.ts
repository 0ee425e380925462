import { printDay } from './days.ts'
import type { Reporter } from './park-figures.ts'
import { printMoney, printWhole } from './quantities.ts'
import { findFirstYear, LAST_YEAR } from './settings.ts'
import type { Figure, SeriesKey } from './sheet.ts'

/** Revenue from which an industrial enterprise is above scale in the year after, in ten thousand yuan. */
const SCALE = 2_000

const money = { measure: 'LEVEL', accumulation: 'FULL_YEAR', scope: 'UNSPECIFIED', dimension: 'money:CNY' } as const
const keys = {
  revenue: { ...money, indicator: 'revenue' },
  tax: { ...money, indicator: 'tax_revenue' },
  output: { ...money, indicator: 'gross_industrial_output_value', scope: 'ABOVE_SCALE' },
  staff: { ...money, indicator: 'employment', accumulation: 'STOCK', dimension: 'count:person' },
} as const satisfies Record<string, SeriesKey>

/**
 * Years of a firm, from its founding until it closes: what it reports once a year, and while it is above scale its output and
 * its place in the panel, which the register of the year tells.
 */
export function addEnterpriseFigures(
  { sheet, random, zone, subject, years, cite }: Reporter,
  citeRegister: (year: number) => string,
): void {
  const first = findFirstYear({ years })
  const founded = first + Math.max(0, random.int(-years, years - 1))
  let revenue = random.int(1, 10) <= 7 ? random.int(500, 9_000) : random.int(9_000, 80_000)
  const revenuePerHead = random.int(40, 120)
  const places = new Map<SeriesKey, number>()
  const findSeries = (key: SeriesKey) => {
    const place = places.get(key) ?? sheet.addSeries(zone, subject, key)
    places.set(key, place)
    return place
  }
  let isAboveScale = founded === first && revenue >= SCALE
  for (let year = founded; year <= LAST_YEAR; year += 1) {
    if (random.isOnceIn(25)) break
    revenue = Math.round((revenue * random.int(880, 1250)) / 1000)
    const span = { start: printDay(year, 1, 1), end: printDay(year + 1, 1, 1) }
    if (isAboveScale)
      sheet.addPanelYear(zone, subject, { ...span, publishedOn: printDay(year, 1, 20), citation: citeRegister(year) })
    const publish = (
      key: SeriesKey,
      label: string,
      quantity: Figure['quantity'],
      stage: Figure['stage'],
      day: string,
    ) =>
      sheet.addFigure(findSeries(key), {
        ...span,
        nature: 'ACTUAL',
        quantity,
        stage,
        label,
        provenance: cite(year, 12),
        publishedOn: day,
      })
    const day = printDay(year + 1, 3, random.int(1, 28))
    if (random.isOnceIn(30)) {
      const early = Math.round((revenue * random.int(970, 1030)) / 1000)
      publish(keys.revenue, '营业收入', printMoney(early, 'CNY_10K'), 'PRELIMINARY', printDay(year + 1, 1, 20))
    }
    publish(keys.revenue, '营业收入', printMoney(revenue, 'CNY_10K'), 'FINAL', day)
    const tax = Math.round((revenue * random.int(20, 70)) / 1000)
    publish(keys.tax, '税收', printMoney(tax, 'CNY_10K'), 'FINAL', day)
    publish(keys.staff, '从业人员', printWhole(Math.ceil(revenue / revenuePerHead), 'PERSON'), 'FINAL', day)
    if (isAboveScale) {
      const output = Math.round((revenue * random.int(980, 1060)) / 1000)
      publish(keys.output, '规模以上工业总产值', printMoney(output, 'CNY_10K'), 'FINAL', day)
    }
    isAboveScale = revenue >= SCALE
  }
}
