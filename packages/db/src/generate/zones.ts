import { setImmediate } from 'node:timers/promises'
import type pg from 'pg'
import { copyLines } from '../write/copy.ts'
import { addEnterpriseFigures } from './enterprise-figures.ts'
import type { Ground } from './ground.ts'
import { addParkFigures } from './park-figures.ts'
import { makeRandom } from './random.ts'
import { countSubjects, register, registerColumns } from './register.ts'
import { findFirstYear, type Size } from './settings.ts'
import { FIGURE_COLUMNS, makeSheet, PANEL_COLUMNS, SERIES_COLUMNS, type Sheet } from './sheet.ts'
import { draftZone, type ZoneDraft } from './subjects.ts'

/** How much is written. */
export interface Counts {
  readonly observations: number
  /** Years of enterprises in the panel of above-scale industry. */
  readonly panelMemberships: number
}

/** Some zones with all that they report, before any of it has an id. */
export interface Batch {
  readonly zones: readonly ZoneDraft[]
  readonly sheet: Sheet
  readonly isFirst: boolean
}

/** Drafts the zones from `first` to before `next`, leaving off between them for what waits to be sent. */
export async function draftZones(size: Size, ground: Ground, first: number, next: number): Promise<Batch> {
  const zones: ZoneDraft[] = []
  const sheet = makeSheet(ground.indicatorIds)
  let place = 0
  for (let index = first; index < next; index += 1) {
    const zone = draftZone(size, index)
    addFigures(sheet, zone, place, index, size, ground)
    zones.push(zone)
    place += countSubjects(zone)
    await setImmediate()
  }
  return { zones, sheet, isFirst: first === 0 }
}

function addFigures(sheet: Sheet, zone: ZoneDraft, place: number, index: number, size: Size, ground: Ground): void {
  const random = makeRandom(size.seed, 'figures', index)
  const { monthly, survey, citeRegister } = ground.sources
  const output = random.int(200_000, 6_000_000)
  const common = { sheet, random, zone: place, years: size.years }
  let subject = place
  for (const { share } of zone.parks)
    addParkFigures({ ...common, subject: subject++, cite: monthly }, Math.round((output * share) / 1000))
  for (const _ of zone.enterprises) addEnterpriseFigures({ ...common, subject: subject++, cite: survey }, citeRegister)
}

/** Writes drafted zones, the first of which report the documents too. Returns how much they hold. */
export async function writeZones(
  client: pg.ClientBase,
  { zones, sheet, isFirst }: Batch,
  size: Size,
  ground: Ground,
): Promise<Counts> {
  const count = zones.reduce((sum, zone) => sum + countSubjects(zone), 0)
  const subjectId = await drawBlock(client, 'subject', count)
  const first = findFirstYear(size)
  const lines = register(zones, subjectId, `${first}-01-01`, ground.sources.citeRegister(first))
  const { subject, ...others } = registerColumns
  await copyLines(client, 'subject', subject, lines.subject)
  if (isFirst) await ground.sources.write(client, subjectId)
  for (const [table, columns] of Object.entries(others))
    await copyLines(client, table, columns, lines[table as keyof typeof lines])
  await copyLines(client, 'panel_membership', PANEL_COLUMNS, sheet.printPanelYears({ ...ground, subjectId }))
  const seriesId = await drawBlock(client, 'series', sheet.seriesCount)
  await copyLines(client, 'series', SERIES_COLUMNS, sheet.printSeries({ ...ground, subjectId, seriesId }))
  const id = await drawBlock(client, 'observation', sheet.figureCount)
  await copyLines(client, 'observation', FIGURE_COLUMNS, sheet.printFigures({ ...ground, subjectId, seriesId, id }))
  return { observations: sheet.figureCount, panelMemberships: sheet.panelYearCount }
}

/** Draws so many ids that follow one another, and returns the first. */
async function drawBlock(client: pg.ClientBase, table: string, count: number): Promise<number> {
  const statement = `SELECT min(id) AS first, max(id) - min(id) + 1 = count(*) AS "isWhole"
    FROM (SELECT nextval(pg_get_serial_sequence($1, 'id')) AS id FROM generate_series(1, $2::int)) ids`
  for (;;) {
    const { rows } = await client.query<{ first: string; isWhole: boolean | null }>(statement, [table, count])
    // Whoever else draws at the same time may leave a hole.
    if (rows[0]?.isWhole !== false) return Number(rows[0]?.first)
  }
}
