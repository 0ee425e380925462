import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as exported from '@parkgraph/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { findPackage, runCommand, runNode } from './run.ts'
import { findSamples, readBlocks } from './samples.ts'

const server = useServer()
const sdk = new URL('../../packages/sdk/', import.meta.url)
const blocks = readBlocks(new URL('README.md', sdk))
const samples = findSamples(blocks).map((sample, index) => ({ ...sample, file: `sample-${index + 1}` }))
const app = mkdtempSync(join(tmpdir(), 'parkgraph-app-'))

const settings = {
  compilerOptions: {
    target: 'es2022',
    lib: ['es2022', 'dom'],
    module: 'nodenext',
    types: [],
    strict: true,
    outDir: 'out',
    rewriteRelativeImportExtensions: true,
  },
  include: ['*.ts', '*.cts'],
  exclude: ['codegen.ts'],
}

function install(name: string, folder: string): void {
  const link = join(app, 'node_modules', name)
  mkdirSync(dirname(link), { recursive: true })
  symlinkSync(folder, link, 'junction')
}

beforeAll(async () => {
  install('@parkgraph/sdk', fileURLToPath(sdk))
  for (const name of ['graphql', '@graphql-codegen/cli', '@graphql-codegen/typescript-operations']) {
    install(name, findPackage(name))
  }
  writeFileSync(join(app, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify(settings))
  for (const { name, text } of blocks) if (name.includes('.')) writeFileSync(join(app, name), text)
  for (const { file, extension, code } of samples) {
    writeFileSync(join(app, `${file}.${extension}`), code.replaceAll('http://127.0.0.1:4000/graphql', server.url))
  }
})

afterAll(() => rmSync(app, { recursive: true, force: true }))

/** Names in the first two columns of the table of operations. */
function listOperations(): string[] {
  const [, table = ''] = /^(\| one \|.*\n(?:\|.*\n)+)/m.exec(readFileSync(new URL('README.md', sdk), 'utf8')) ?? []
  return table
    .split('\n')
    .flatMap((line) => line.split('|').slice(1, 3))
    .flatMap((cell) => Array.from(cell.matchAll(/`(\w+)`/g), ([, name = '']) => name))
}

describe('README of the SDK', () => {
  it('lists each operation once', () => {
    const operations = Object.entries(exported).filter(([, value]) => typeof value === 'object' && 'document' in value)
    expect(operations.length).toBeGreaterThan(60)
    expect(listOperations().sort()).toEqual(operations.map(([name]) => name).sort())
  })

  it('generates operations of an app as it tells', async () => {
    expect(await runCommand('@graphql-codegen/cli', 'esm/bin.js', [], app)).toMatchObject({ code: 0 })
  })

  it('has samples that compile without skipLibCheck', async () => {
    expect(samples.length).toBeGreaterThanOrEqual(6)
    expect(await runCommand('typescript', 'bin/tsc', ['-p', app], app)).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it.each(samples)('has a sample that prints what stands under it: $file', async ({ file, extension, output }) => {
    const script = join(app, 'out', `${file}.${extension === 'cts' ? 'cjs' : 'js'}`)
    expect(await runNode(script)).toEqual({ code: 0, stdout: output, stderr: '' })
  })

  it('shows the table that the example prints', async () => {
    const table = blocks.find(({ name }) => name === 'table')
    const script = fileURLToPath(new URL('examples/zone-year.mjs', sdk))
    expect(await runNode(script, [server.url])).toEqual({ code: 0, stdout: table?.text, stderr: '' })
  })

  it('has an example that says what to do when there is no server', async () => {
    const script = fileURLToPath(new URL('examples/zone-year.mjs', sdk))
    const { code, stdout, stderr } = await runNode(script, ['http://127.0.0.1:1/graphql'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^observations: no answer from http:\/\/127\.0\.0\.1:1\/graphql: .+ Is the server running/)
  })
})
