import { findUnit } from '@parkgraph/statistics'
import type pg from 'pg'
import { findOrMakeCitations } from '../figures/citations.ts'
import { findFaults } from '../figures/rules.ts'
import { type Issue, refuseIssues } from '../refusal.ts'
import { printKey, type RowKey } from '../row-key.ts'
import { explainPublished } from '../today.ts'
import type { Viewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { addVintage } from './add-vintage.ts'
import type { Numbers } from './input.ts'
import { findTextIssues } from './texts.ts'
import { type Expectation, getNewest, type Vintage } from './vintage.ts'

export interface Revision extends Omit<Numbers, 'unit'>, Expectation {
  /** Code; that of the vintage before where it is null, as with all that follows. */
  readonly unit: string | null
  readonly stage: string | null
  readonly section: string | null
  readonly paragraph: number | null
  /** Today where it is null, or the day of the vintage before where that is later. */
  readonly publishedOn: string | null
  readonly reason: string
  readonly idempotencyKey: string
}

/**
 * Records a further vintage of a figure, which is read from then on; the ones before stay. Yields its key.
 *
 * @throws RefusalError `BAD_USER_INPUT` with all issues, `NOT_FOUND`, `FORBIDDEN`, `VERSION_OUTDATED`, `FIGURE_EXISTS`, `KEY_USED`,
 *   `CONTENTION`
 */
export function reviseObservation(pool: pg.Pool, viewer: Viewer, revision: Revision): Promise<RowKey> {
  const { idempotencyKey, ...input } = revision
  const reason = `revise figure ${printKey(revision.figure)}: ${revision.reason}`
  const request = { operation: 'reviseObservation', input, idempotencyKey, reason }
  return mutate(pool, viewer, request, async (client, viewer) => {
    const before = await getNewest(client, viewer, revision, 'Revising a figure')
    const numbers = { ...revision, unit: revision.unit ?? before.unit }
    refuseIssues([...findIssues(numbers, before), ...findTextIssues(revision, texts)])
    return addVintage(client, before, numbers, {
      stage: revision.stage ?? before.stage,
      status: [],
      citationId: await cite(client, revision, before),
      publishedOn: revision.publishedOn ?? before.nextDay,
    })
  })
}

const texts = ['reason', 'missingReason', 'printed', 'section', 'paragraph'] as const

function findIssues(numbers: Numbers & Pick<Revision, 'publishedOn'>, before: Vintage): Issue[] {
  const { measure, indicator, dimension } = before
  const faults = findFaults({ ...numbers, measure }, { code: indicator, dimension })
  const told = findUnit(numbers.unit)?.dimension
  const isElsewhere = told !== dimension && !faults.some(({ at }) => at === 'unit')
  const elsewhere = `measures ${told}, and the figure ${dimension}: record one of its own in the other currency`
  const day = numbers.publishedOn
  const isEarly = day !== null && day < before.publishedOn
  const early = `lies before ${before.publishedOn}, on which the vintage before was published: it would not be read`
  return [
    ...faults.map(({ at, ...fault }) => ({ path: at.split('.'), ...fault })),
    ...(isElsewhere ? [{ path: ['unit'], code: 'INCOMPATIBLE_UNITS' as const, message: elsewhere }] : []),
    ...[isEarly ? early : null, day === null ? null : explainPublished(day)]
      .filter((message) => message !== null)
      .map((message) => ({ path: ['publishedOn'], code: 'OUT_OF_RANGE' as const, message })),
  ]
}

async function cite(client: pg.ClientBase, { section, paragraph }: Revision, before: Vintage): Promise<number> {
  if (section === null && paragraph === null) return before.citationId
  const place = { section: section ?? before.section, paragraph: paragraph ?? before.paragraph }
  const [id = before.citationId] = await findOrMakeCitations(client, [{ sourceId: before.sourceId, ...place }])
  return id
}
