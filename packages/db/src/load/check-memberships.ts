import { overlaps, parsePeriod, periodOf } from '@parkgraph/statistics'
import type { DataSet } from './data-set.ts'
import type { Located } from './read-folder.ts'
import type { Report } from './report.ts'

type Membership = DataSet['facts']['memberships'][number]['value']

/** A membership is told once at a time, and no park lies in what lies in it. */
export function checkMemberships(memberships: readonly Located<Membership>[], report: Report): void {
  for (const [index, fact] of memberships.entries()) {
    const isSame = ({ value }: Located<Membership>) =>
      value.subject === fact.value.subject && value.park === fact.value.park && value.role === fact.value.role
    const other = memberships.slice(0, index).find((one) => isSame(one) && holdsWith(one.value, fact.value))
    if (other) report.add(fact, `tells the same as ${other.value.id}`)
    const circle = findCircle(
      fact.value,
      memberships.map(({ value }) => value),
    )
    if (circle) report.add(fact, `park: a circle, for ${circle.join(' lies in ')}`)
  }
}

/** The way from the membership's park back to its subject, through what holds at a time with it; null where there is none. */
function findCircle(start: Membership, all: readonly Membership[]): string[] | null {
  const steps = all.filter((one) => one !== start && one.subject !== one.park && holdsWith(one, start))
  const ways = [[start.subject, start.park]]
  const seen = new Set(ways[0])
  for (let way = ways.shift(); way && start.subject !== start.park; way = ways.shift())
    for (const { subject, park } of steps) {
      if (subject !== way.at(-1)) continue
      if (park === start.subject) return [...way, park]
      if (!seen.has(park)) ways.push([...way, park])
      seen.add(park)
    }
  return null
}

const holdsWith = (one: Membership, other: Membership) => overlaps(toPeriod(one), toPeriod(other))

function toPeriod({ validFrom, validTo }: Membership) {
  return periodOf(validFrom ? parsePeriod(validFrom).start : null, validTo ? parsePeriod(validTo).end : null)
}
