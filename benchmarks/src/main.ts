import { parseArgs } from 'node:util'
import { countObservations, findGenerated, openBenchmarks, runAlone } from './database.ts'
import { benchExports } from './exporting.ts'
import { benchGrouping } from './grouping.ts'
import { benchImports } from './importing.ts'
import { benchGrowth, benchMemory, benchReading } from './reading.ts'
import { benchWriting } from './writing.ts'

const usage = `Usage: pnpm bench [--quick] [--large] [--fresh] [--only reading,grouping,growth,writing,memory,exports,imports]

  --quick  A small history and few turns: whether everything runs, not how fast.
  --large  Also holds a point query against a database of ten million observations, which takes minutes to make and 5 GB.
  --fresh  Generates anew what earlier runs have left.
  --only   Only these parts.`

const standard = { parks: 1_000, enterprises: 10_000, years: 10, seed: 1 }
const large = { parks: 6_000, enterprises: 60_000, years: 10, seed: 1 }
const quick = { parks: 40, enterprises: 100, years: 3, seed: 1 }

const flag = { type: 'boolean', default: false } as const
const { values } = parseArgs({
  options: { quick: flag, large: flag, fresh: flag, help: flag, only: { type: 'string' } },
})
const isWanted = (part: string) => !values.only || values.only.split(',').includes(part)

if (values.help) console.log(usage)
else await run()

async function run(): Promise<void> {
  const size = values.quick ? quick : standard
  const turns = values.quick ? 3 : 60
  const home = await openBenchmarks(!values.quick)
  try {
    const url = await findGenerated(home.url, size, values.fresh)
    const count = await countObservations(url)
    console.log(`${count.toLocaleString('en-US')} observations; times are medians (and the middle four fifths)`)
    if (values.quick) console.log('So few that the ratios say nothing: only whether everything runs.')
    if (isWanted('reading')) await benchReading(url, size, turns)
    if (isWanted('grouping')) await benchGrouping(url, values.quick ? turns : 10)
    if (values.large && isWanted('growth')) {
      const largeUrl = await findGenerated(home.url, large, values.fresh)
      const names = [count, await countObservations(largeUrl)].map((n) => `${n.toLocaleString('en-US')} observations`)
      await benchGrowth([url, largeUrl], names as [string, string], turns)
    }
    const parts = {
      writing: () => benchWriting(home.url, size, values.quick ? 1 : 3),
      memory: () => benchMemory(url, values.quick ? 10_000 : 1_000_000),
      imports: () => benchImports(home.url, values.quick ? 2_000 : 1_000_000, values.quick ? 1 : 3),
      exports: () => benchExports(url, values.quick ? 1_000 : 1_000_000, 200),
    }
    for (const [name, measure] of Object.entries(parts)) if (isWanted(name)) await measure()
    if (values.quick) await runAlone(home.url, `DROP DATABASE ${new URL(url).pathname.slice(1)} WITH (FORCE)`)
  } finally {
    await home.close()
  }
}
