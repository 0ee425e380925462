// Prints a zone's year as a table: node packages/sdk/examples/zone-year.mjs [url]
// @ts-check
import { createClient, observations, ParkgraphError } from '@parkgraph/sdk'

/** @import { FigureFragment, ObservationDetailsFragment, Qualifier } from '@parkgraph/sdk' */

const url = process.argv[2] ?? 'http://127.0.0.1:4000/graphql'
const januaryToNovember = '2017-01/2017-11'
const year = '2017'

/** @type {Record<Qualifier, string>} */
const SIGNS = { EXACT: '', ABOUT: '≈ ', NEARLY: '< ', OVER: '> ', AT_LEAST: '≥ ', AT_MOST: '≤ ' }

/** @param {FigureFragment | null | undefined} figure */
function printFigure(figure) {
  const number = figure?.value ?? figure?.lower ?? figure?.upper
  if (!figure || !number) return '—'
  const unit = figure.unit.code === 'PERCENT' ? ' %' : ` ${figure.unit.name}`
  return `${SIGNS[figure.qualifier]}${number.toFixed()}${unit}`
}

/** Columns that a text takes: a Chinese character takes two. @param {string} text */
function measure(text) {
  return [...text].reduce(
    (sum, character) => sum + (/[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u.test(character) ? 2 : 1),
    0,
  )
}

/** @param {string[][]} rows */
function printTable(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => measure(row[column] ?? ''))))
  const isNumber = (/** @type {number} */ column) => column > 1
  for (const row of rows) {
    const cells = row.map((cell, column) => {
      const gap = ' '.repeat((widths[column] ?? 0) - measure(cell))
      return isNumber(column) ? gap + cell : cell + gap
    })
    process.stdout.write(`${cells.join('  ').trimEnd()}\n`)
  }
}

/** Figures of one indicator and measure stand in one row. @param {ObservationDetailsFragment} figure */
function keyOf({ indicator, measure }) {
  return `${indicator.code} ${measure}`
}

async function main() {
  const { observations: page } = await createClient({ url }).run(observations, {
    locale: 'EN',
    first: 100,
    orderBy: [{ id: 'ASC' }],
    where: {
      subject: { slug: { eq: 'xiangxiang-etdz' } },
      measure: { in: ['LEVEL', 'SHARE'] },
      or: [
        { nature: { eq: 'ACTUAL' }, period: { eq: januaryToNovember } },
        { nature: { eq: 'FORECAST' }, period: { eq: year } },
      ],
    },
  })
  const forecasts = new Map(
    page.nodes.filter(({ nature }) => nature === 'FORECAST').map((figure) => [keyOf(figure), figure]),
  )
  const figures = page.nodes.filter(({ nature }) => nature === 'ACTUAL')
  printTable([
    ['指标', 'Indicator', '1-11月 Jan-Nov', '同比 Growth', '全年预计 Forecast'],
    ...figures.map((figure) => [
      figure.printed.label,
      figure.indicator.label,
      printFigure(figure),
      printFigure(figure.reportedGrowth),
      printFigure(forecasts.get(keyOf(figure))),
    ]),
  ])
}

try {
  await main()
} catch (error) {
  if (!(error instanceof ParkgraphError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
