import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { describe, expect, it } from 'vitest'
import * as operations from './generated/operations.ts'

const entry = new URL('../dist/esm/index.js', import.meta.url).pathname

async function bundle(code: string): Promise<string> {
  const virtual = {
    name: 'virtual-app',
    resolveId: (id: string) => (id === 'app' ? id : null),
    load: (id: string) => (id === 'app' ? code : null),
  }
  const build = await rolldown({ input: 'app', plugins: [virtual], platform: 'browser' })
  const { output } = await build.generate({ format: 'esm', minify: true })
  await build.close()
  return output[0].code
}

describe('bundle', () => {
  it('holds the operation that is used and no other', async () => {
    const code = await bundle(`import { createClient, projects } from ${JSON.stringify(entry)}
      createClient({ url: '/graphql' }).run(projects).then(console.log)`)
    expect(code).toContain('query projects(')
    const others = Object.keys(operations).filter((name) => name !== 'projects')
    expect(others.filter((name) => new RegExp(`query ${name}\\W`).test(code))).toEqual([])
    expect(gzipSync(code).length).toBeLessThan(20_000)
  })

  it('holds nothing when nothing is used', async () => {
    const code = await bundle(`import ${JSON.stringify(entry)}`)
    expect(code.trim()).toBe('')
  })
})

describe('declarations', () => {
  it.each(['esm', 'cjs'])('hold no any: %s', (format) => {
    const folder = new URL(`../dist/${format}/`, import.meta.url)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.d.ts'))
    expect(files.length).toBeGreaterThan(5)
    const found = files.filter((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
      return /\bany\b/.test(text)
    })
    expect(found).toEqual([])
  })
})
