/** Places of rows that are not written yet, by which they refer to one another: their ids are drawn when all are known. */
type Place = number

/** What keeps the figures of a series comparable, apart from its subject. */
export interface SeriesKey {
  readonly indicator: string
  readonly measure: 'LEVEL' | 'GROWTH'
  readonly accumulation: 'YEAR_TO_DATE' | 'FULL_YEAR' | 'STOCK'
  readonly scope: 'UNSPECIFIED' | 'ALL' | 'ABOVE_SCALE'
  readonly dimension: string
}

export interface Figure {
  readonly start: string
  readonly end: string
  readonly quantity: Quantity
  readonly nature: 'ACTUAL' | 'FORECAST' | 'TARGET'
  readonly stage: 'UNSPECIFIED' | 'PRELIMINARY' | 'FINAL'
  readonly label: string
  /** Source and citation. */
  readonly provenance: string
  readonly publishedOn: string
}

/** A number as it is printed: its decimal, how it is to be read, its unit, and the text. */
export interface Quantity {
  readonly value: string
  readonly qualifier: 'EXACT' | 'ABOUT' | 'NEARLY' | 'OVER' | 'AT_LEAST'
  readonly unit: string
  readonly text: string
}

/** A year in which an enterprise is counted in the panel of above-scale industry. */
export interface PanelYear {
  readonly start: string
  readonly end: string
  readonly publishedOn: string
  readonly citation: string
}

/** First ids of what is referred to by place, and the transaction's place in the change log. */
export interface Ids {
  readonly subjectId: number
  readonly seriesId: number
  readonly changeId: string
}

/** Series, observations and panels of some zones, as lines for COPY. */
export interface Sheet {
  addSeries(zone: Place, subject: Place, key: SeriesKey): Place
  addFigure(series: Place, figure: Figure, growthOf?: Place | null): Place
  addPanelYear(zone: Place, subject: Place, year: PanelYear): void
  readonly seriesCount: number
  readonly figureCount: number
  readonly panelYearCount: number
  printSeries(ids: Ids): Iterable<string>
  printFigures(ids: Ids & { readonly id: number }): Iterable<string>
  printPanelYears(ids: Pick<Ids, 'subjectId' | 'changeId'>): Iterable<string>
}

// The change is written with each row: to ask for it row by row, as the default would, takes longer than the row itself.
export const SERIES_COLUMNS =
  'reporting_park_id, id, change_id, subject_id, indicator_id, measure, accumulation, price_basis, scope, dimension'
export const FIGURE_COLUMNS = `reporting_park_id, id, change_id, series_id, growth_of_id, period_start, period_end, value, lower, upper,
  qualifier, unit_code, nature, stage, status, printed_label, printed_text, source_id, citation_id, published_on`
export const PANEL_COLUMNS =
  'reporting_park_id, change_id, subject_id, scope, period_start, period_end, published_on, citation_id'

export function makeSheet(indicatorIds: ReadonlyMap<string, number>): Sheet {
  const series: { zone: Place; subject: Place; line: string }[] = []
  const panelYears: { zone: Place; subject: Place; line: string }[] = []
  const figures: { series: Place; growthOf: Place | null; line: string }[] = []
  return {
    addSeries(zone, subject, { indicator, measure, accumulation, scope, dimension }) {
      const id = indicatorIds.get(indicator)
      const line = `${id}\t${measure}\t${accumulation}\tUNSPECIFIED\t${scope}\t${dimension}\n`
      return series.push({ zone, subject, line }) - 1
    },
    addFigure(place, { start, end, quantity, nature, stage, label, provenance, publishedOn }, growthOf = null) {
      const read = `${printBounds(quantity)}\t${quantity.qualifier}\t${quantity.unit}`
      const printed = `${label}\t${quantity.text}`
      const line = `${start}\t${end}\t${read}\t${nature}\t${stage}\t{}\t${printed}\t${provenance}\t${publishedOn}\n`
      return figures.push({ series: place, growthOf, line }) - 1
    },
    addPanelYear(zone, subject, { start, end, publishedOn, citation }) {
      panelYears.push({ zone, subject, line: `ABOVE_SCALE\t${start}\t${end}\t${publishedOn}\t${citation}\n` })
    },
    get panelYearCount() {
      return panelYears.length
    },
    get seriesCount() {
      return series.length
    },
    get figureCount() {
      return figures.length
    },
    *printSeries({ subjectId, seriesId, changeId }) {
      let id = seriesId
      for (const { zone, subject, line } of series)
        yield `${subjectId + zone}\t${id++}\t${changeId}\t${subjectId + subject}\t${line}`
    },
    *printPanelYears({ subjectId, changeId }) {
      for (const { zone, subject, line } of panelYears)
        yield `${subjectId + zone}\t${changeId}\t${subjectId + subject}\t${line}`
    },
    *printFigures({ subjectId, seriesId, changeId, id }) {
      let next = id
      for (const { series: place, growthOf, line } of figures) {
        const zone = subjectId + (series[place]?.zone as Place)
        const level = growthOf === null ? '\\N' : id + growthOf
        yield `${zone}\t${next++}\t${changeId}\t${seriesId + place}\t${level}\t${line}`
      }
    },
  }
}

/** Value, lower and upper bound: a vague numeral has no value. */
function printBounds({ value, qualifier }: Quantity): string {
  if (qualifier === 'EXACT' || qualifier === 'ABOUT') return `${value}\t\\N\t\\N`
  return qualifier === 'NEARLY' ? `\\N\t\\N\t${value}` : `\\N\t${value}\t\\N`
}
