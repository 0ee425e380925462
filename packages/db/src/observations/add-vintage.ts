import type pg from 'pg'
import { findCrowding } from '../figures/place.ts'
import type { RowKey } from '../row-key.ts'
import { accessLevels } from '../viewer.ts'
import { drawIds, insertRows } from '../write/rows.ts'
import { refuseCrowded } from './clashes.ts'
import type { Numbers } from './input.ts'
import { printedOf, toRow } from './row.ts'
import type { Vintage } from './vintage.ts'

/** What a further vintage says beside its numbers. */
export interface Further {
  readonly stage: string
  readonly status: readonly string[]
  readonly citationId: number
  readonly publishedOn: string
}

/**
 * Records a further vintage of a figure. It is internal, or as restricted as the one before: it becomes public by publishing,
 * and until then the public reads the one before.
 *
 * @throws RefusalError `FIGURE_EXISTS` where a corrected figure is read there
 */
export async function addVintage(
  client: pg.ClientBase,
  before: Vintage,
  numbers: Numbers,
  { stage, status, citationId, publishedOn }: Further,
): Promise<RowKey> {
  const [id = ''] = await drawIds(client, 'observation', 1)
  const row = {
    ...toRow(before, numbers, printedOf(numbers, before.label)),
    ...{ id, stage, status, citation_id: citationId, published_on: publishedOn, growth_of_id: before.growthOfId },
    access_level: accessLevels[Math.max(accessLevels.indexOf('INTERNAL'), accessLevels.indexOf(before.access))],
  }
  await insertRows(client, 'observation', [row])
  const figure = { reportingParkId: before.reportingParkId, id }
  refuseCrowded(await findCrowding(client, [{ figure, place: before }]), ['observation'])
  return figure
}
