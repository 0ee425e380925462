import { type Database, localOwner, RefusalError, type RowKey } from '@parkgraph/db'
import { printTable } from './table.ts'

interface Figure {
  readonly label: string
  readonly indicator: { code: string }
  readonly measure: string
  readonly scope: string
  readonly period: string | null
  readonly qualifier: string
  readonly value: string | null
  readonly lower: string | null
  readonly upper: string | null
  readonly unit: { code: string }
  readonly series: object | null
}

interface Preview {
  readonly isRead: boolean
  readonly acceptance: { code: string | null; message: string | null }
  readonly before: Figure
  readonly after: Figure
  readonly growths: readonly (Change & {
    beforeComputed: Known
    afterComputed: Known
    beforeReported: Known
    afterReported: Known
  })[]
  readonly shares: readonly (Change & { park: { slug: string }; before: Known; after: Known })[]
  readonly perMu: readonly (Change & { before: Known; after: Known })[]
  readonly requirements: readonly Requirement[]
  readonly ranks: readonly (Change & { park: { slug: string }; before: number | null; after: number | null })[]
}

type Known = string | null

interface Requirement {
  readonly forecast: { period: string; scope: string; nature: string; indicator: { code: string } }
  readonly dimension: string
  readonly unit: { code: string }
  readonly beforeRequired: Known
  readonly beforeRequiredLower: Known
  readonly beforeRequiredUpper: Known
  readonly afterRequired: Known
  readonly afterRequiredLower: Known
  readonly afterRequiredUpper: Known
  readonly beforePace: Known
  readonly beforePaceLower: Known
  readonly beforePaceUpper: Known
  readonly afterPace: Known
  readonly afterPaceLower: Known
  readonly afterPaceUpper: Known
  readonly beforeReason: Known
  readonly afterReason: Known
}

interface Change {
  readonly period: string | null
  readonly indicator: { code: string }
  readonly scope: string
  readonly dimension: string
  readonly beforeReason?: Known
  readonly afterReason?: Known
}

const query = `query Preview($id: ID!) { node(id: $id) { ... on Correction { preview { isRead acceptance { code message } before { ...F } after { ...F }
  growths { indicator { code } dimension scope period beforeComputed afterComputed beforeReason afterReason beforeReported afterReported }
  shares { indicator { code } dimension scope period park { slug } before after beforeReason afterReason }
  perMu { indicator { code } dimension scope period before after beforeReason afterReason }
  requirements { dimension forecast { period scope nature indicator { code } } unit { code } beforeRequired beforeRequiredLower beforeRequiredUpper afterRequired afterRequiredLower afterRequiredUpper
      beforePace beforePaceLower beforePaceUpper afterPace afterPaceLower afterPaceUpper
    beforeReason afterReason }
  ranks(first: 100) { indicator { code } dimension scope period park { slug } before after } } } } }
fragment F on PreviewFigure { label indicator { code } measure scope period qualifier value lower upper unit { code } series { id } }`

/** What accepting the correction changes, for people to read: the server's own answer, of a server that does not listen. */
export async function printPreview(database: Database, key: RowKey): Promise<string> {
  const { createServer } = await import('@parkgraph/server')
  const quiet = () => {}
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }
  const server = createServer({ database, log, viewer: localOwner })
  const id = Buffer.from(`Correction:${key.reportingParkId}:${key.id}`).toString('base64')
  const response = await server.fetch('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { id } }),
  })
  const { data, errors } = (await response.json()) as {
    data?: { node: { preview: Preview } | null }
    errors?: { message: string }[]
  }
  if (errors?.[0]) throw new Error(errors[0].message)
  if (!data?.node) throw new RefusalError('NOT_FOUND', `There is no correction ${key.reportingParkId}:${key.id}.`)
  return describe(data.node.preview)
}

/** A number, or its bounds where it is vague. */
function tell(one: Omit<Requirement, 'forecast' | 'unit'>, name: `${'before' | 'after'}${'Required' | 'Pace'}`): Known {
  const [lower, upper] = [one[`${name}Lower`], one[`${name}Upper`]]
  return one[name] ?? (lower === null && upper === null ? null : `${lower ?? ''}..${upper ?? ''}`)
}

function describe(preview: Preview): string {
  const { before, after, growths, shares, perMu, requirements, ranks } = preview
  const dimensions = [...growths, ...shares, ...perMu, ...requirements, ...ranks].map(({ dimension }) => dimension)
  const isMixed = new Set(dimensions).size > 1
  // Only where there are several is it told which currency a row is of.
  const of = ({ indicator, dimension, scope, period }: Change) => [
    [indicator.code, ...(isMixed ? [dimension] : []), scope].join(' '),
    period ?? '',
  ]
  const row = (what: string, change: Change, from: Known | number, to: Known | number) => [
    ...[what, ...of(change)],
    ...[String(from ?? change.beforeReason ?? '-'), String(to ?? change.afterReason ?? '-')],
  ]
  const rows = [
    ['series', '', '', describeSeries(before), describeSeries(after)],
    ['figure', '', '', describeFigure(before), describeFigure(after)],
    ...growths.flatMap((one) => [
      row('growth %, computed', one, one.beforeComputed, one.afterComputed),
      row(
        'growth %, reported',
        { ...one, beforeReason: null, afterReason: null },
        one.beforeReported,
        one.afterReported,
      ),
    ]),
    ...shares.map((one) => row(`share % in ${one.park.slug}`, one, one.before, one.after)),
    ...perMu.map((one) => row('CNY_10K by mu', one, one.before, one.after)),
    ...requirements.flatMap(({ forecast, unit, ...one }) => {
      const what = { ...forecast, ...one }
      const nature = forecast.nature.toLowerCase()
      return [
        row(`${nature} requires, ${unit.code}`, what, tell(one, 'beforeRequired'), tell(one, 'afterRequired')),
        row(`${nature} requires, pace`, what, tell(one, 'beforePace'), tell(one, 'afterPace')),
      ]
    }),
    ...ranks.map((one) => row(`place of ${one.park.slug}`, one, one.before, one.after)),
  ]
  const table = printTable(['WHAT', 'INDICATOR', 'PERIOD', 'BEFORE', 'AFTER'], rows)
  const { code, message } = preview.acceptance
  return [
    table,
    ...(preview.isRead ? [] : ['A newer vintage of the figure is read: nothing else changes.']),
    ...(code === null ? [] : [`Accepting it is refused. ${code}: ${message}`]),
  ].join('\n')
}

function describeSeries({ indicator, measure, scope, period, series }: Figure): string {
  return [indicator.code, measure, scope, period, series ? null : 'new'].filter(Boolean).join(' ')
}

function describeFigure({ label, qualifier, value, lower, upper, unit }: Figure): string {
  const number = value ?? [lower, upper].map((bound) => bound ?? '').join('..')
  return [label, qualifier === 'EXACT' ? null : qualifier, number, unit.code].filter(Boolean).join(' ')
}
