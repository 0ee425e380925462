import { periodOf, printPeriod, toDecimal } from '@parkgraph/statistics'
import type pg from 'pg'
import type { z } from 'zod'
import { ARCHIVED_INDICATOR } from '../figures/rules.ts'
import { explainIssue } from '../load/explain-issue.ts'
import { type Changes, changes as shape } from '../load/shapes.ts'
import { type Issue, type IssueCode, type RefusalCode, RefusalError } from '../refusal.ts'
import { printKey, type RowKey } from '../row-key.ts'
import { sql } from '../sql.ts'
import type { AccessRole, Viewer } from '../viewer.ts'
import { isVisible } from '../visible.ts'
import { requireRole } from '../write/rights.ts'
import { explainFigure } from './explain.ts'

/** A figure with everything that a correction may change, under the names that changes use. */
export type Figure = { [Name in keyof Required<Changes>]: Exclude<Changes[Name], undefined> }

interface FigureRow extends Omit<Figure, 'period'> {
  readonly reading: string
  readonly start: string | null
  readonly end: string | null
}

/**
 * Reads a printed figure.
 *
 * @throws RefusalError `NOT_FOUND` where the viewer does not see it, `FORBIDDEN` without the role, `INVALID_CORRECTION` for a
 *   corrected one
 */
export async function getPrinted(
  client: pg.ClientBase,
  viewer: Viewer,
  key: RowKey,
  role: AccessRole,
): Promise<Figure> {
  const { text, values } =
    sql`/* correction: printed figure */ SELECT o.reading, i.code AS indicator, s.measure, s.accumulation, s.price_basis AS "priceBasis",
       s.scope, nullif(s.breakdown, '') AS breakdown, nullif(o.period_start, '-infinity')::text AS start,
       nullif(o.period_end, 'infinity')::text AS end, o.period_start IS NOT NULL AS dated, trim_scale(o.value)::text AS value,
       trim_scale(o.lower)::text AS lower, trim_scale(o.upper)::text AS upper, o.qualifier, o.unit_code AS unit, o.nature,
       o.stage, o.printed_label AS label
     FROM observation o JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
       JOIN indicator i ON i.id = s.indicator_id JOIN subject u ON u.id = s.subject_id
     WHERE o.reporting_park_id = ${key.reportingParkId}::bigint AND o.id = ${key.id}::bigint AND ${isVisible('o', viewer)}
       AND ${isVisible('s', viewer)} AND ${isVisible('u', viewer)}`
  const { rows } = await client.query<FigureRow & { dated: boolean }>({ text, values })
  const [row] = rows
  if (!row) throw new RefusalError('NOT_FOUND', `There is no figure ${printKey(key)}.`)
  requireRole(viewer, key.reportingParkId, role, 'Correcting a figure')
  const { reading, start, end, dated, ...figure } = row
  if (reading !== 'AS_PRINTED') {
    const advice = 'Propose the correction for the printed figure that it corrects'
    const message = `Figure ${printKey(key)} is a correction itself. ${advice}.`
    throw new RefusalError('INVALID_CORRECTION', message, {
      issues: [{ path: ['observation'], code: 'NOT_PRINTED', message }],
    })
  }
  return { ...figure, period: dated ? printPeriod(periodOf(start, end)) : null }
}

/** Reads proposed changes. Throws `INVALID_CORRECTION` for unknown names and values that are none. */
export function parseChanges(input: unknown): Changes {
  const { data, error } = shape.safeParse(input, { error: explainIssue })
  if (data) return data
  const unknown = error.issues.filter(({ code }) => code === 'unrecognized_keys')
  const faults = unknown.length > 0 ? unknown : error.issues
  const issues = faults.map(
    (fault): Issue => ({
      path: ['changes', ...fault.path.map(String)],
      code: 'INVALID_CORRECTION',
      message: describeIssue(fault),
    }),
  )
  const message = `The changes are wrong: ${issues.map((issue) => issue.message).join('; ')}.`
  throw new RefusalError('INVALID_CORRECTION', message, { issues })
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const names = Object.keys(shape.shape).join(', ')
  if (issue.code === 'unrecognized_keys') return `${issue.keys.join(', ')} cannot be changed, only ${names} can`
  // Some are sentences, and all go into one.
  const message = issue.message.replace(/\.$/, '')
  return issue.path.length > 0 ? `${issue.path.join('.')} ${message}` : `they ${message}; they name ${names}`
}

/** Throws `INVALID_CORRECTION` where something that is to change is so already. */
export function checkChange(figure: Figure, changes: Changes): void {
  const same = Object.entries(changes).filter(([name, value]) =>
    isSame(figure[name as keyof Figure], value as string | null),
  )
  if (same.length === 0) return
  const names = same.map(([name]) => name).join(', ')
  throw new RefusalError('INVALID_CORRECTION', `The figure has this already: ${names}. Name only what changes.`, {
    issues: same.map(
      ([name]): Issue => ({
        ...{ path: ['changes', name], code: 'INVALID_CORRECTION', message: 'the figure has this already' },
      }),
    ),
  })
}

function isSame(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a === b) return a === b
  return /^[-+]?[\d.]+$/.test(a) && /^[-+]?[\d.]+$/.test(b) && toDecimal(a).eq(toDecimal(b))
}

/** Throws where the figure would not be whole with the changes: `UNKNOWN_INDICATOR`, `UNKNOWN_UNIT`, `INCOMPATIBLE_UNITS`, `INVALID_CORRECTION`. */
export async function checkFigure(client: pg.ClientBase, printed: Figure, changes: Changes): Promise<void> {
  const figure = { ...printed, ...changes } as Figure
  const { rows } = await client.query<{ code: string; dimension: string }>(
    '/* correction: indicator */ SELECT code, dimension FROM indicator WHERE code = $1',
    [figure.indicator],
  )
  const [indicator] = rows
  if (!indicator)
    throw refuse('UNKNOWN_INDICATOR', `No indicator has the code "${figure.indicator}".`, ['changes', 'indicator'])
  const fault = explainFigure(figure, indicator)
  if (fault) throw refuse(fault.code, fault.message)
}

/** Throws `ARCHIVED_INDICATOR` where a figure is to be read under an indicator that takes no new ones. */
export async function checkIndicator(client: pg.ClientBase, { indicator }: Changes): Promise<void> {
  if (indicator === undefined) return
  const { rowCount } = await client.query(
    '/* correction: archived */ SELECT FROM indicator WHERE code = $1 AND is_archived',
    [indicator],
  )
  if (rowCount) throw refuse('ARCHIVED_INDICATOR', `"${indicator}" ${ARCHIVED_INDICATOR}.`, ['changes', 'indicator'])
}

function refuse(code: RefusalCode & IssueCode, message: string, path: readonly string[] = ['changes']): RefusalError {
  return new RefusalError(code, message, { issues: [{ path, code, message }] })
}
