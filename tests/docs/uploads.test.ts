import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { createKey, localOwner } from '@parkgraph/db'
import { describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { listSamples, toPattern } from './documents.ts'

const server = useServer()
const samples = listSamples('bash')
const run = promisify(execFile)

const [, major = 0, minor = 0] = (
  /^curl (\d+)\.(\d+)/.exec(spawnSync('curl', ['--version']).stdout?.toString() ?? '') ?? []
).map(Number)
const isFit = major > 7 || (major === 7 && minor >= 84)

describe('samples of curl', () => {
  it('are there', () => expect(samples.map(({ file }) => file)).toEqual(['docs/imports.md']))

  it.skipIf(!isFit)('print what they say, where there is a curl of 7.84 or newer', async () => {
    const key = { label: 'office', role: 'EDITOR', scope: { park: 'xiangxiang-etdz' }, expires: null }
    const EDITOR_KEY = await createKey(server.database.pool, localOwner, key)
    for (const { text, next } of samples) {
      const commands = text.replaceAll('http://127.0.0.1:4000', new URL(server.url).origin)
      const { stdout } = await run('bash', ['-c', commands], { env: { ...process.env, EDITOR_KEY } })
      expect(stdout).toMatch(toPattern(next?.text ?? 'nothing stands below'))
    }
    expect(server.faults).toEqual([])
  })
})
