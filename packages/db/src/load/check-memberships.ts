import { parsePeriod } from '@parkgraph/statistics'
import type { DataSet } from './data-set.ts'
import type { Report } from './report.ts'

type Fact = DataSet['facts']['memberships'][number]

/** A membership with the days between which it certainly holds: of a year that is named, nobody knows on which day it began. */
interface Held {
  readonly fact: Fact
  readonly from: number
  readonly to: number
}

/** A membership is told once at a time by a source, and no park lies in what lies in it. */
export function checkMemberships(memberships: readonly Fact[], report: Report): void {
  const all = memberships.filter(({ value }) => value.subject !== value.park).map(toHeld)
  const alike = groupBy(all, ({ subject, park, role, at }) => JSON.stringify([subject, park, role, at.source]))
  for (const same of alike.values())
    for (const [index, one] of same.entries()) {
      const other = same.slice(0, index).find((held) => one.from <= held.to && held.from <= one.to)
      if (other) report.add(one.fact, `tells the same as ${other.fact.value.id}`)
    }
  const told = new Set<string>()
  const steps = groupBy(all, ({ subject }) => subject)
  for (const start of all) {
    const { subject, park } = start.fact.value
    const circle = findCircle({ path: [subject, park], from: start.from, to: start.to }, steps)
    const key = JSON.stringify([...new Set(circle)].sort())
    if (circle && !told.has(key)) report.add(start.fact, `park: a circle, for ${circle.join(' lies in ')}`)
    told.add(key)
  }
}

/** A way from a subject to the parks around it, through memberships that hold at one time. */
interface Way {
  readonly path: readonly string[]
  readonly from: number
  readonly to: number
}

/** The way on from where one has come that leads back to where it began; null where there is none. */
function findCircle(way: Way, steps: ReadonlyMap<string, readonly Held[]>): readonly string[] | null {
  for (const step of steps.get(way.path.at(-1) ?? '') ?? []) {
    const { park } = step.fact.value
    const next = { path: [...way.path, park], from: Math.max(way.from, step.from), to: Math.min(way.to, step.to) }
    if (next.from > next.to) continue
    const isBack = park === way.path[0]
    const found = isBack ? next.path : way.path.includes(park) ? null : findCircle(next, steps)
    if (found) return found
  }
  return null
}

function toHeld(fact: Fact): Held {
  const { validFrom, validTo } = fact.value
  const begun = validFrom ? parsePeriod(validFrom).end : null
  const ending = validTo ? parsePeriod(validTo).start : null
  return { fact, from: begun ? toNumber(begun) : 0, to: ending ? toNumber(ending) : Number.POSITIVE_INFINITY }
}

/** A day as a number to order by. */
const toNumber = (day: string) => Number(day.replaceAll('-', ''))

function groupBy(all: readonly Held[], by: (value: Fact['value']) => string): Map<string, Held[]> {
  const groups = new Map<string, Held[]>()
  for (const held of all) {
    const key = by(held.fact.value)
    const group = groups.get(key)
    if (group) group.push(held)
    else groups.set(key, [held])
  }
  return groups
}
