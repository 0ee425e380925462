import type { DataSet, Kind } from './data-set.ts'
import type { Place } from './primitives.ts'
import type { Problem } from './problem.ts'
import type { Located } from './read-folder.ts'

/** Collects the problems of one entry after another. */
export class Report {
  readonly problems: Problem[] = []

  add({ file, entry }: { file: string; entry: string }, reason: string): void {
    this.problems.push({ file, entry, reason })
  }

  /** Adds a problem unless an entry of one of these kinds has the identifier. */
  refer(dataSet: DataSet, from: Located<unknown>, key: string, to: string, ...kinds: Kind[]): void {
    if (kinds.some((kind) => dataSet.declared[kind].has(to))) return
    this.add(from, `${key}: there is no ${kinds.join(' or ')} ${to}`)
  }

  /** Adds a problem unless the place lies in a source of the data set. */
  cite(dataSet: DataSet, from: Located<{ at: Place }>): void {
    const { at } = from.value
    if (at.source !== undefined) this.refer(dataSet, from, 'at.source', at.source, 'source')
    const source = findSource(dataSet, at)
    if (!source) {
      if (at.source === undefined && dataSet.declared.source.size !== 1)
        this.add(from, 'at: the data set has not one source: name one with at.source')
      return
    }
    const { code, sections } = source.value
    if (!sections) return
    const length = sections[at.section]
    if (length === undefined) this.add(from, `at: ${code} has no section ${at.section}`)
    else if (at.paragraph > length)
      this.add(from, `at: section ${at.section} of ${code} has ${length} paragraph(s), not ${at.paragraph}`)
  }
}

/** The source that a place lies in, or null when it is not among those that have the right shape. */
export function findSource(dataSet: Pick<DataSet, 'sources'>, at: Place): DataSet['sources'][number] | null {
  if (at.source === undefined) return dataSet.sources.length === 1 ? (dataSet.sources[0] ?? null) : null
  return dataSet.sources.find(({ value }) => value.code === at.source) ?? null
}
