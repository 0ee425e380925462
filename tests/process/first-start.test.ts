import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ROOT, readDocument, readInlineCode } from '../docs/documents.ts'
import { runNode } from '../sdk/run.ts'
import { patience, useProcesses } from './processes.ts'

vi.setConfig({ testTimeout: 2 * patience, hookTimeout: 4 * patience })
const processes = useProcesses()
const address = 'http://127.0.0.1:4000/graphql'
const documents = ['README.md', 'README.zh-CN.md', 'packages/sdk/README.md'].map(readDocument)
const [readme, , ofSdk] = documents
const commands = documents.map((document) =>
  readInlineCode(document).filter((code) => code.startsWith('node packages/sdk/examples/')),
)
const [firstCall = '', zoneYear = ''] = (commands[0] ?? []).map((command) => command.replace('node ', ''))

function cloneUnbuilt(): string {
  const folder = join(processes.makeFolder(), 'clone')
  const filter = (path: string) => basename(path) !== 'dist'
  for (const name of [
    'docs',
    'packages',
    'prisma',
    'tools',
    ...readdirSync(ROOT).filter((file) => /\.(json|yaml|ts)$/.test(file)),
  ])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true, verbatimSymlinks: true, filter })
  mkdirSync(join(folder, 'tests'))
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync(join(ROOT, 'node_modules')).filter((entry) => !entry.startsWith('.parkgraph')))
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name), 'junction')
  return folder
}

describe('the first start of a clone', () => {
  let folder: string
  let child: ChildProcess
  let output = ''
  const findUrl = () => /GraphiQL: (\S+)/.exec(output)?.[1]

  beforeAll(async () => {
    folder = cloneUnbuilt()
    const { PATH = '', HOME = '' } = process.env
    const env = { PATH, HOME, PORT: '0', PARKGRAPH_DATA: processes.makeFolder() }
    child = spawn(process.execPath, ['tools/start.mjs'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
    await vi.waitUntil(() => findUrl() !== undefined || child.exitCode !== null, { timeout: 2 * patience })
    expect(output).toContain('parkgraph is ready')
  })

  afterAll(async () => {
    if (child?.exitCode !== null || !child.kill('SIGTERM')) return
    await once(child, 'exit')
  })

  it('is followed in all READMEs by the same commands', () => {
    expect(commands[0]).toHaveLength(2)
    for (const others of commands) expect(others).toEqual(commands[0])
  })

  it('serves GraphiQL with all that it loads', async () => {
    const page = await (await fetch(findUrl() ?? '', { headers: { accept: 'text/html' } })).text()
    const assets = [...page.matchAll(/(?:src|href)="(graphql\/[^"]+)"/g)].map(
      ([, path]) => new URL(`/${path}`, findUrl()),
    )
    expect(assets.length).toBeGreaterThan(3)
    for (const asset of assets) expect((await fetch(asset)).status).toBe(200)
  })

  it('leaves an SDK that answers the first call, saved and run as the README says', async () => {
    const sample = readme?.samples.find(({ language }) => language === 'ts')
    expect(existsSync(join(folder, firstCall))).toBe(false)
    writeFileSync(join(folder, firstCall), sample?.text.replace(address, findUrl() ?? '') ?? '')
    expect(await runNode(firstCall, [], folder)).toEqual({ code: 0, stdout: sample?.next?.text, stderr: '' })
  })

  it('leaves an SDK that the example runs on', async () => {
    const table = ofSdk?.samples.find(({ quotes }) => quotes === 'table')
    expect(await runNode(zoneYear, [findUrl() ?? ''], folder)).toEqual({ code: 0, stdout: table?.text, stderr: '' })
  })
})

describe('a start with its data where no folder can be made', () => {
  it.runIf(process.platform === 'linux')('ends at once, and says what to set', async () => {
    const server = processes.start({ PARKGRAPH_DATA: '/proc/parkgraph', PORT: '0' })
    const { code } = await server.exit
    expect(server.output.stderr).toMatch(
      /^The database folder \/proc\/parkgraph\/pg18 cannot be created or written \(.+\)\. Set PARKGRAPH_DATA .+\n$/,
    )
    expect(code).toBe(1)
  })
})
