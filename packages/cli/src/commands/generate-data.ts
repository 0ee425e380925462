import { parseArgs } from 'node:util'
import { checkSize, generateData, type Progress, type Size } from '@parkgraph/db'
import { type Command, print, report, UsageError } from '../command.ts'
import { withDatabase } from '../database.ts'

/** Size by which benchmarks compare. */
const standard: Size = { parks: 1_000, enterprises: 10_000, years: 10, seed: 1 }

const usage = `Usage: parkgraph generate-data [--parks N] [--enterprises N] [--years N] [--seed S]

Writes a plausible history of made-up parks and enterprises into the database, beside what it holds. The same numbers give
the same history. It is written whole or, when it fails or is interrupted, not at all.

Options:
  --parks N        Parks, one in five of them within another (${standard.parks}).
  --enterprises N  Enterprises (${standard.enterprises}).
  --years N        Years of history, the last of them 2025 (${standard.years}).
  --seed S         Whole number that everything follows from; each serves a database once (${standard.seed}).`

/** Longest time in milliseconds that one statement takes: it writes some zones, or waits for another load. */
const statementTimeout = 3_600_000

export const generateDataCommand: Command = {
  name: 'generate-data',
  summary: 'Writes a made-up history of parks and enterprises, for trials and benchmarks.',
  async run(args) {
    if (args.includes('--help') || args.includes('-h')) return void print(usage)
    const size = readSize(args)
    const start = performance.now()
    const onProgress = showProgress(process.stderr)
    const { observations, panelMemberships } = await withDatabase(
      ({ pool }) => generateData({ ...size, pool, onProgress }),
      { statementTimeout },
    )
    const seconds = Math.round((performance.now() - start) / 1000)
    print(
      `Generated ${format(observations)} observations and ${format(panelMemberships)} panel memberships in ${seconds} s`,
    )
  },
}

function readSize(args: string[]): Size {
  try {
    const options = { parks: text, enterprises: text, years: text, seed: text } as const
    const { values } = parseArgs({ args, options })
    const given = Object.entries(values).map(([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : value])
    const size = { ...standard, ...Object.fromEntries(given) }
    checkSize(size)
    return size
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), usage)
  }
}

const text = { type: 'string' } as const

const format = (value: number) => value.toLocaleString('en-US')

/** One line that grows on a terminal; elsewhere a line for each tenth of the work. */
function showProgress(stream: NodeJS.WriteStream): (progress: Progress) => void {
  let tenths = 0
  return ({ zones, zonesInAll, observations }) => {
    const line = `Generating: ${Math.floor((zones * 100) / zonesInAll)} %, ${format(observations)} observations`
    const reached = Math.floor((zones * 10) / zonesInAll)
    if (stream.isTTY) stream.write(`\r${line}${zones === zonesInAll ? '\n' : ''}`)
    else if (reached > tenths) report(line)
    tenths = reached
  }
}
