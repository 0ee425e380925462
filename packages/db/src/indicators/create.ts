import { findUnit } from '@parkgraph/statistics'
import type pg from 'pg'
import { upsertIndicators } from '../load/reference.ts'
import { type Issue, RefusalError, refuseIssues } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { checkBeginning, checkUnit, type Edition, readEntry, type Texts } from './entry.ts'
import { findApart, findUnknown, requireKeeper } from './version.ts'

export interface NewIndicator {
  readonly code: string
  readonly name: string
  readonly labels: Texts
  /** The first edition of it. */
  readonly definition: Texts
  readonly edition: Edition
  /** Code or name of a unit. */
  readonly defaultUnit: string
  /** That of the unit, where it is null. */
  readonly dimension: string | null
  readonly status: string
  readonly candidates: readonly string[]
  readonly partOf: readonly string[]
  readonly aggregation: { readonly overTime: string; readonly overParks: string }
  readonly idempotencyKey: string
}

/**
 * Makes known what is measured, for all parks. It takes the role ADMIN for everything. Yields its id.
 *
 * @throws RefusalError `BAD_USER_INPUT` with all issues, `FORBIDDEN`, `CODE_TAKEN`, `KEY_USED`, `CONTENTION`
 */
export function createIndicator(pool: pg.Pool, viewer: Viewer, created: NewIndicator): Promise<{ id: number }> {
  const { idempotencyKey, ...input } = created
  const { code } = created
  const request = {
    operation: 'createIndicator',
    input,
    idempotencyKey,
    reason: `create indicator ${code}`,
  }
  return mutate(pool, viewer, request, async (client, viewer) => {
    requireKeeper(viewer)
    const { defaultUnit, dimension, edition, ...told } = input
    const unit = findUnit(defaultUnit)
    const { entry, issues } = readEntry({
      ...told,
      dimension: dimension ?? unit?.dimension ?? 'none',
      defaultUnit: unit?.code ?? 'none',
      editions: [{ ...omitNull(edition), definition: told.definition }],
    })
    const { candidates, partOf } = told
    refuseIssues([
      // The text of the first edition is the definition.
      ...issues.filter(({ path }) => !(path[0] === 'editions' && path[2] === 'definition')).map(toPlace),
      ...checkUnit(defaultUnit, dimension),
      ...checkBeginning(edition.validFrom),
      ...(await findUnknown(client, { candidates, partOf })),
      ...(unit ? await findApart(client, unit.dimension, partOf) : []),
    ])
    if (!entry) throw new Error('An entry without issues is none')
    await refuseTaken(client, code)
    await upsertIndicators(client, [entry])
    const { rows } = await client.query<{ id: number }>(
      '/* own indicator */ UPDATE indicator SET is_own = true WHERE code = $1 RETURNING id',
      [code],
    )
    return { id: rows[0]?.id ?? 0 }
  })
}

export const omitNull = (given: object) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))

/** Data sets have a list of editions, and requests one. */
export const toPlace = (issue: Issue): Issue =>
  issue.path[0] === 'editions' ? { ...issue, path: ['edition', ...issue.path.slice(2)] } : issue

async function refuseTaken(client: pg.ClientBase, code: string): Promise<void> {
  const { rows } = await client.query<{ id: number }>('/* find indicator */ SELECT id FROM indicator WHERE code = $1', [
    code,
  ])
  const [found] = rows
  if (!found) return
  const message = `There is an indicator with the code "${code}" already: give this one a code of its own.`
  throw new RefusalError('CODE_TAKEN', message, { clashes: [{ path: ['code'], message, indicator: found.id }] })
}
