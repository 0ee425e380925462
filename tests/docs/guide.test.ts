import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { useServer } from '../kit/server.ts'
import { GUIDE, ROOT, readDocument, type Sample, toPattern } from './documents.ts'

vi.setConfig({ testTimeout: 90_000 })
const server = useServer()
const folder = mkdtempSync(join(tmpdir(), 'parkgraph-guide-'))
const started: ChildProcess[] = []
const blocks = readDocument(GUIDE).samples.filter(({ language }) => language === 'sh')

afterAll(() => {
  for (const { pid, exitCode } of started) if (pid && exitCode === null) process.kill(-pid)
  rmSync(folder, { recursive: true })
})

/** A terminal shows both outputs in the order that they came, and goes on with what the one before exported; `npx` runs the command as its script does, without the registry. */
const terminal = `exec 2>&1
. ${folder}/environment 2>/dev/null
npx() { shift 4; ${process.execPath} packages/cli/dist/bundle/main.js "$@"; }
trap 'export -p | grep _KEY= > ${folder}/environment' EXIT
`

interface Run {
  readonly output: () => string
  readonly end: Promise<void>
}

/** Runs a block as a reader does, against the server of the test. */
function run({ text }: Sample): Run {
  const commands = text
    .replaceAll('http://127.0.0.1:4000', new URL(server.url).origin)
    .replaceAll('problems.csv', `${folder}/problems.csv`)
  const env = { ...process.env, DATABASE_URL: server.databaseUrl, PARKGRAPH_URL: server.url }
  const options = { cwd: ROOT, env, stdio: 'pipe', detached: true } as const
  const child = spawn('bash', ['-c', terminal + commands], options)
  started.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += piece))
  return { output: () => output, end: new Promise((resolve) => child.once('close', () => resolve())) }
}

test('the guide goes as it says', async () => {
  const runs: { block: Sample; ran: Run }[] = []
  for (const block of blocks) {
    const ran = run(block)
    runs.push({ block, ran })
    // Another terminal watches meanwhile.
    if (block.text.includes('watch.mjs')) await vi.waitUntil(() => ran.output().includes('Watching'), 30_000)
    else await ran.end
  }
  for (const { block, ran } of runs) {
    await ran.end
    const output = ran.output().replaceAll('\r\n', '\n').replaceAll('\uFEFF', '').replaceAll(`${folder}/`, '')
    // On standard error, the command says which database it opens.
    expect(output.replaceAll(/^Database: .+\n/gm, '')).toMatch(toPattern(block.next?.text ?? 'nothing stands below'))
  }
})
