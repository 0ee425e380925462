import type pg from 'pg'
import { findVintages, type Place } from '../figures/place.ts'
import type { FoundSeries } from '../figures/series.ts'
import { type Clash, RefusalError, refuseIssues } from '../refusal.ts'
import { printKey, type RowKey } from '../row-key.ts'
import { type AccessLevel, accessLevels } from '../viewer.ts'

const pathOf = (index: number) => ['observations', String(index)]

export const describeDoubled = (first: string) =>
  `is of the same series, period, nature and document as ${first}: leave one out`

export const describeTaken = (there: string) => `is figure ${there} already: revise that one`

export const describeCrowded = (there: string) =>
  `as corrected, figure ${there} is read there: decide on a correction of that one first`

export const describeHiding = (least: AccessLevel) =>
  `its series is ${least}, and so is each of its figures: give ${least}`

/** Of one series, period, nature and source there is one figure: here two of the same input. */
export function refuseDoubled(places: readonly Place[]): void {
  const seen = new Map<string, number>()
  const clashes = places.flatMap((place, index): Clash[] => {
    const key = JSON.stringify(Object.entries(place).sort())
    const first = seen.get(key)
    seen.set(key, first ?? index)
    if (first === undefined) return []
    const message = describeDoubled(`figure ${first}`)
    return [{ path: pathOf(index), message, figure: null }]
  })
  refuse('DOUBLED_FIGURE', 'Figures stand twice in the input', clashes)
}

/** Here one of the input, and one that was recorded before. */
export async function refuseTaken(client: pg.ClientBase, places: readonly Place[]): Promise<void> {
  const found = await findVintages(client, places)
  refuse('FIGURE_EXISTS', 'Figures are recorded already', listClashes(found, describeTaken))
}

/** Here one of the input, and one that an accepted correction has moved there. */
export function refuseCrowded(crowding: readonly (RowKey | null)[], path?: readonly string[]): void {
  refuse('FIGURE_EXISTS', 'Corrected figures are read there', listClashes(crowding, describeCrowded, path))
}

function listClashes(
  found: readonly (RowKey | null)[],
  describe: (there: string) => string,
  path?: readonly string[],
): Clash[] {
  return found.flatMap((there, index) =>
    there ? [{ path: path ?? pathOf(index), message: describe(printKey(there)), figure: there }] : [],
  )
}

function refuse(code: 'DOUBLED_FIGURE' | 'FIGURE_EXISTS', what: string, clashes: readonly Clash[]): void {
  const [first] = clashes
  if (!first) return
  const more = clashes.length > 1 ? ` (and ${clashes.length - 1} more)` : ''
  throw new RefusalError(code, `${what}: ${first.path.join('.')} ${first.message}${more}`, { clashes })
}

/** A figure is as restricted as its series: recorded at a lower level it would be hidden from those for whom it is meant. */
export function refuseHiding(
  figures: readonly { readonly accessLevel: AccessLevel }[],
  series: readonly FoundSeries[],
): void {
  refuseIssues(
    figures.flatMap(({ accessLevel }, index) => {
      const least = series[index]?.access ?? 'PUBLIC'
      if (accessLevels.indexOf(accessLevel) >= accessLevels.indexOf(least)) return []
      return [{ path: [...pathOf(index), 'accessLevel'], code: 'SERIES_RESTRICTED', message: describeHiding(least) }]
    }),
  )
}
