import type { DataSet } from './data-set.ts'
import { findNumerals } from './numerals.ts'
import type { Problem } from './problem.ts'
import { Report } from './report.ts'
import type { NumberEntry } from './shapes.ts'

/** The ledger accounts for each numeral once, and each observation stands in it at its own place with its printed text. */
export function checkNumbers(dataSet: DataSet): Problem[] {
  const report = new Report()
  const places = new Map<string, Set<string>>()
  for (const number of dataSet.numbers) {
    const { facts, not, text } = number.value
    if ((facts === undefined) === (not === undefined)) report.add(number, 'takes either facts, or not with the reason')
    const count = findNumerals(text).length
    if (count !== 1) report.add(number, `text: ${text} holds ${count} numerals, not one`)
    for (const id of facts ?? []) {
      report.refer(dataSet, number, 'facts', id, 'observation', 'fact')
      places.set(id, (places.get(id) ?? new Set()).add(printPlace(number.value)))
    }
  }
  for (const observation of dataSet.observations) {
    const { id, at, printed } = observation.value
    const found = places.get(id)
    if (!found) report.add(observation, 'no entry of numbers.yaml points at it')
    else if (!found.has(printPlace({ ...at, text: printed.text }))) {
      const place = `${at.section} ${at.paragraph}`
      report.add(observation, `no entry of numbers.yaml at ${place} with the text ${printed.text} points at it`)
    }
  }
  return report.problems
}

function printPlace({ section, paragraph, text }: Pick<NumberEntry, 'section' | 'paragraph' | 'text'>): string {
  return `${section} ${paragraph} ${text}`
}
