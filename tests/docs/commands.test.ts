import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { ask, findProcesses, patience, useProcesses, zone } from '../process/processes.ts'
import { copy, dump, restore, run } from './commands.ts'
import { isStartOutput, listCommands, listSamples, ROOT, readText, toPattern } from './documents.ts'

vi.setConfig({ testTimeout: 3 * patience, hookTimeout: 2 * patience })
const processes = useProcesses()

const start = 'npx -y pnpm@12 start'
const dev = 'npx -y pnpm@12 dev'

/** Commands of the documents that no test runs, and why. */
const notRun: Record<string, string> = {
  'npx -y pnpm@12 test': 'runs this test; .ci/run calls it',
  'npx -y pnpm@12 test tests/graphql': 'runs tests that run beside this one',
  'npx -y pnpm@12 test tests/data-set': 'runs tests that run beside this one',
  'TEST_DATABASE_URL=postgresql://postgres@127.0.0.1:5432/postgres npx -y pnpm@12 test': 'runs this test; as .ci/run',
  'PARKGRAPH_ARTICLE=article.txt npx -y pnpm@12 test tests/data-set': 'wants the article; .ci/run sets it',
  'npx -y pnpm@12 check': 'takes minutes; .ci/run calls it',
  'npx -y pnpm@12 generate': 'writes in the checkout; the check of generated files runs it',
  'npx -y pnpm@12 migration add_laboratories': 'writes a migration in the checkout',
  'npx -y pnpm@12 bench': 'takes minutes; .ci/run calls it with --quick',
  'npx -y pnpm@12 parkgraph generate-data --parks 1000 --enterprises 10000 --years 10 --seed 1':
    'takes a minute; tests/process/generate-data.test.ts generates less',
  'git clone <address> parkgraph && cd parkgraph': 'the address is the reader’s',
}

/** Commands whose ids are those of the reader's own rows: tests/cli runs each with its own. */
const ownIds = /^pnpm parkgraph (corrections|identity|keys) /

/** Starts what a script of package.json runs, without npx and pnpm: those come from the registry. */
function runScript(command: string, environment: Record<string, string>) {
  const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> }
  const script = scripts[command.split(' ').at(-1) ?? '']?.replace(/^node /, '') ?? ''
  return processes.start({ PORT: '0', ...environment }, { script: join(ROOT, script) })
}

describe('every command of the documents', () => {
  it('is run here or in dump.test.ts, or named with the reason why not', () => {
    const known = [dump, restore, copy, start, dev, ...Object.keys(notRun)]
    const lines = listCommands().map(({ line }) => line)
    expect(new Set(lines.filter((line) => !ownIds.test(line)))).toEqual(new Set(known))
  })
})

describe('the scripts of the documents', () => {
  it('start says what the READMEs show', async () => {
    const server = runScript(start, { PARKGRAPH_DATA: processes.makeFolder() })
    expect(await ask(await server.waitUntilReady())).toEqual(zone)
    const blocks = listSamples('text').filter(isStartOutput)
    expect(blocks.map(({ file }) => file)).toEqual(['README.md', 'README.zh-CN.md'])
    for (const { text } of blocks) expect(server.output.stdout).toMatch(toPattern(text))
  })

  it('dev serves, and ends with all that it started', async () => {
    const folder = processes.makeFolder()
    const server = runScript(dev, { PARKGRAPH_DATA: folder })
    expect(await ask(await server.waitUntilReady())).toEqual(zone)
    server.signalGroup('SIGINT')
    expect(await server.exit).toEqual({ code: 0, signal: null })
    await expect.poll(() => findProcesses(folder), { timeout: patience }).toEqual([])
  })
})

describe('what a block shows', () => {
  it.each([
    ['a 127.0.0.1:4000\nb …', 'x\na 127.0.0.1:512\nb c\nd', true],
    ['a\n…\nd', 'a\nb\nc\nd', true],
    ['loaded 3 series, …', 'loaded 4 series, 1 source', false],
    ['a\nb', 'b\na', false],
  ])('%j is compared with %j', (block, output, expected) => expect(toPattern(block).test(output)).toBe(expected))
})

describe('a copy of the data folder', () => {
  it.skipIf(process.platform === 'win32' || !existsSync('/bin/cp'))('brings back the embedded database', async () => {
    const folder = processes.makeFolder()
    const [data, backup] = [join(folder, 'data'), join(folder, 'backup')]
    const first = processes.start({ PARKGRAPH_DATA: data, PORT: '0' })
    await first.waitUntilReady()
    first.child.kill('SIGTERM')
    await first.exit
    run(copy, folder, { '/srv/parkgraph-data': data, '/backup/parkgraph-data-2026-11-22': backup })
    const next = processes.start({ PARKGRAPH_DATA: backup, PORT: '0' })
    expect(await ask(await next.waitUntilReady())).toEqual(zone)
    expect(next.output.stdout).toContain('loaded already')
  })
})
