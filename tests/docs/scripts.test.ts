import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { format } from 'node:util'
import { createKey, localOwner } from '@parkgraph/db'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { useServer } from '../kit/server.ts'
import { listSamples, ROOT } from './documents.ts'

const ADDRESS = 'http://127.0.0.1:4000/graphql'
const server = useServer()
const samples = listSamples('ts', 'js').filter(({ quotes }) => quotes === null)

const parent = join(ROOT, 'tests/docs/dist')
mkdirSync(parent, { recursive: true })
const folder = mkdtempSync(join(parent, 'samples-'))

let token = ''

beforeAll(async () => {
  const key = { label: 'office', role: 'EDITOR', scope: { park: 'xiangxiang-etdz' }, expires: null }
  token = await createKey(server.database.pool, localOwner, key)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('SDK samples', () => {
  it.each(samples.map((sample) => [sample.place, sample] as const))(
    '%s prints what it says',
    async (place, { language, text, next }) => {
      expect(text).toContain(ADDRESS)
      const file = join(folder, `run-${place.replaceAll(/\W/g, '-')}.${language}`)
      writeFileSync(file, text.replaceAll(ADDRESS, server.url).replaceAll('pg_…', token))
      const printed: string[] = []
      const log = vi.spyOn(console, 'log').mockImplementation((...parts) => {
        printed.push(format(...parts))
      })
      try {
        await import(/* @vite-ignore */ file)
      } finally {
        log.mockRestore()
      }
      expect(next?.language).toBe('text')
      expect(printed.join('\n')).toBe(next?.text.trimEnd())
    },
  )

  it('compile', () => {
    const project = mkdtempSync(join(folder, 'types-'))
    samples.forEach(({ text, language }, index) => {
      writeFileSync(join(project, `sample-${index}.${language}`), `${text}\nexport {}\n`)
    })
    const config = { extends: '../../../../tsconfig.json', include: ['*.ts'], references: [] }
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config))
    const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
    const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' })
    expect(stdout).toBe('')
    expect(status).toBe(0)
  })

  it('stand in both READMEs', () => {
    const files = new Set(samples.map(({ file }) => file))
    expect([...files]).toEqual(expect.arrayContaining(['README.md', 'README.zh-CN.md']))
  })
})
