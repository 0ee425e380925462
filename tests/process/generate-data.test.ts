import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { useDatabase } from '../kit/database.ts'

const database = useDatabase()
const main = fileURLToPath(new URL('../../packages/cli/dist/bundle/main.js', import.meta.url))

interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

async function generate(options: string[], onReport: (text: string, stop: () => void) => void = () => {}) {
  const { PATH = '' } = process.env
  const env = { PATH, DATABASE_URL: database.url }
  const child = spawn(process.execPath, [main, 'generate-data', ...options], { cwd: tmpdir(), env })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (text) => (stdout += text))
  child.stderr.on('data', (text) => {
    stderr += text
    onReport(String(text), () => child.kill('SIGINT'))
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout, stderr } satisfies Outcome
}

const count = async () =>
  (await database.database.pool.query('SELECT count(*)::int AS n FROM subject, data_set')).rows[0].n as number

describe('parkgraph generate-data', () => {
  it.each([
    [['--parks', '0'], 'parks is 0: give a whole number from 1 to 100000.'],
    [['--years', '1e1'], 'years is 1e1: give a whole number from 1 to 50.'],
    [['--seed', ''], 'seed is : give a whole number from 0 to 9007199254740991.'],
    [['--park', '5'], "Unknown option '--park'"],
  ])('refuses %j before it opens the database', async (options, message) => {
    const before = await count()
    const { code, stdout, stderr } = await generate(options)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).toContain('Usage: parkgraph generate-data')
    expect(stderr).not.toContain('Database:')
    expect(await count()).toBe(before)
  })

  it('leaves nothing when it is stopped, then writes all, and once only', { timeout: 60_000 }, async () => {
    const before = await count()
    const options = ['--parks', '300', '--enterprises', '0', '--years', '2', '--seed', '3']
    const stopped = await generate(options, (text, stop) => text.includes('Generating: ') && stop())
    expect(stopped.code).toBe(130)
    expect(stopped.stdout).toBe('')
    expect(await count()).toBe(before)

    const small = ['--parks', '10', '--enterprises', '3', '--years', '2', '--seed', '3']
    const written = await generate(small)
    expect(written).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Generated [\d,]+ observations and \d+ panel memberships in \d+ s\n$/),
    })
    expect(written.stderr).toMatch(/\nGenerating: 100 %, [\d,]+ observations\n$/)
    expect(await count()).toBeGreaterThan(before)

    const again = await generate(small)
    expect(again.code).toBe(1)
    expect(again.stderr).toContain(
      'The database holds generated data of seed 3 already (10 parks, 3 enterprises, 2 years).',
    )
  })
})
