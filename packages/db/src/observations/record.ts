import type pg from 'pg'
import { findOrMakeCitations } from '../figures/citations.ts'
import { findCrowding } from '../figures/place.ts'
import { findOrMakeSeries } from '../figures/series.ts'
import { refuseIssues } from '../refusal.ts'
import type { RowKey } from '../row-key.ts'
import type { Viewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { drawIds, insertRows } from '../write/rows.ts'
import { checkFigures, checkLength } from './check.ts'
import { refuseCrowded, refuseDoubled, refuseHiding, refuseTaken } from './clashes.ts'
import { type Ground, readGround } from './ground.ts'
import type { NewObservation } from './input.ts'
import { printedOf, toPlace, toRow } from './row.ts'

export interface Recording {
  /** 1 to 500 figures. */
  readonly observations: readonly NewObservation[]
  readonly idempotencyKey: string
}

/**
 * Records figures, all or none: a month's form, say. Each is reported by the park that reports its subject. Yields their keys, in
 * order.
 *
 * @throws RefusalError `BAD_USER_INPUT` with all issues, `NOT_FOUND`, `FORBIDDEN`, `DOUBLED_FIGURE`, `FIGURE_EXISTS`, `KEY_USED`,
 *   `CONTENTION`
 */
export function recordObservations(pool: pg.Pool, viewer: Viewer, recording: Recording): Promise<RowKey[]> {
  const { observations, idempotencyKey } = recording
  const request = { operation: 'recordObservations', input: { observations }, idempotencyKey }
  return mutate(pool, viewer, { ...request, reason: `record ${count(observations)}` }, async (client, viewer) => {
    refuseIssues(checkLength(observations))
    const ground = await readGround(client, viewer, observations)
    refuseIssues(checkFigures(observations, ground))
    return insert(client, observations, ground)
  })
}

const count = ({ length }: readonly unknown[]) => (length === 1 ? '1 figure' : `${length} figures`)

async function insert(client: pg.ClientBase, figures: readonly NewObservation[], ground: Ground): Promise<RowKey[]> {
  const found = figures.map((figure) => {
    const subject = ground.subjects.get(figure.subject)
    const indicator = ground.indicators.get(figure.indicator)
    const source = ground.sources.get(figure.source)
    if (!subject || !indicator || !source) throw new Error('A figure refers to what is not there')
    return { figure, subject, indicator, source }
  })
  const parts = found.map(({ figure, subject, indicator }) => ({
    ...figure,
    ...{
      reportingParkId: subject.parkId,
      subjectId: subject.id,
      indicatorId: indicator.id,
      access: figure.accessLevel,
    },
  }))
  const series = await findOrMakeSeries(client, parts)
  refuseHiding(figures, series)
  const places = found.map(({ figure, subject, source }, index) =>
    toPlace(figure, { reportingParkId: subject.parkId, seriesId: series[index]?.id ?? '', sourceId: source.id }),
  )
  refuseDoubled(places)
  await refuseTaken(client, places)
  const citations = await findOrMakeCitations(
    client,
    found.map(({ figure, source }) => ({
      ...{ sourceId: source.id, section: figure.section ?? 'whole', paragraph: figure.paragraph ?? 1 },
    })),
  )
  const ids = await drawIds(client, 'observation', figures.length)
  const rows = found.map(({ figure, indicator, source }, index) => ({
    ...toRow(places[index] as (typeof places)[number], figure, printedOf(figure, indicator.labelZh)),
    ...{ id: ids[index], stage: figure.stage, status: [], citation_id: citations[index] },
    published_on: figure.publishedOn ?? source.publishedTo,
    growth_of_id: figure.growthOf === null ? null : ids[figure.growthOf],
    access_level: figure.accessLevel,
  }))
  await insertRows(client, 'observation', rows)
  const keys = places.map(({ reportingParkId }, index) => ({ reportingParkId, id: ids[index] ?? '' }))
  const readings = keys.map((figure, index) => ({ figure, place: places[index] as (typeof places)[number] }))
  refuseCrowded(await findCrowding(client, readings))
  return keys
}
