/** Something to measure; it is run many times, by turns with what it is held against. */
export type Candidate = () => Promise<unknown>

interface Spread {
  readonly low: number
  readonly median: number
  readonly high: number
}

/**
 * Times two candidates by turns, so that whatever else the machine does befalls both, and prints their times and the ratio of
 * the second to the first. The ratio is taken turn by turn: its median and the span of the middle four fifths are printed.
 */
export async function compare(title: string, turns: number, [base, other]: readonly [Named, Named], most?: number) {
  for (let turn = 0; turn < 3; turn += 1) for (const { run } of [base, other]) await run()
  const times: [number, number][] = []
  for (let turn = 0; turn < turns; turn += 1) {
    // The first of a pair warms what the second finds: they change places.
    const pair = turn % 2 === 0 ? [base, other] : [other, base]
    const [first, second] = [await time(pair[0] as Named), await time(pair[1] as Named)]
    times.push(turn % 2 === 0 ? [first, second] : [second, first])
  }
  const ratio = spread(times.map(([first, second]) => second / first))
  console.log(`\n${title}`)
  printTime(base.name, spread(times.map(([first]) => first)))
  printTime(other.name, spread(times.map(([, second]) => second)))
  printRatio(ratio, most)
}

export interface Named {
  readonly name: string
  readonly run: Candidate
}

async function time({ run }: Named): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (part: number) => sorted[Math.round((sorted.length - 1) * part)] as number
  return { low: at(0.1), median: at(0.5), high: at(0.9) }
}

const show = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0))

function printTime(name: string, { low, median, high }: Spread): void {
  console.log(`  ${name.padEnd(52)} ${show(median).padStart(7)} ms  (${show(low)} to ${show(high)})`)
}

function printRatio({ low, median, high }: Spread, most?: number): void {
  const goal = most === undefined ? '' : `  goal: at most ${most}${median > most ? ', MISSED' : ''}`
  console.log(`  ${'ratio'.padEnd(52)} ${show(median).padStart(7)}     (${show(low)} to ${show(high)})${goal}`)
}
