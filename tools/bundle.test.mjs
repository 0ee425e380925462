import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { bundle, SERVER } from './bundle.mjs'

vi.setConfig({ testTimeout: 60_000 })
const folder = mkdtempSync(join(tmpdir(), 'parkgraph-bundle-'))
const log = vi.spyOn(console, 'error').mockImplementation(() => {})

afterAll(() => {
  log.mockRestore()
  rmSync(folder, { recursive: true })
})

/** The files that the entry leads to. */
function list() {
  const [, name] = /import '\.\/(\w+)\/main\.js'/.exec(readFileSync(join(folder, 'main.js'), 'utf8'))
  return readdirSync(join(folder, name)).map((file) => join(folder, name, file))
}

test('the bundle is made once, and again where a file of it is gone, cut short or zeros', async () => {
  await bundle(SERVER, folder)
  const files = list()
  expect(files.length).toBeGreaterThan(3)
  await bundle(SERVER, folder)
  expect(log).toHaveBeenCalledTimes(1)
  const yoga = files.find((file) => file.endsWith('yoga.js'))
  const names = files.find((file) => file.endsWith('files.json'))
  const damages = [
    () => rmSync(yoga),
    () => truncateSync(yoga),
    () => writeFileSync(yoga, Buffer.alloc(statSync(yoga).size)),
    () => truncateSync(names),
  ]
  for (const damage of damages) {
    damage()
    await bundle(SERVER, folder)
    expect(list()).toEqual(files)
    expect(readFileSync(yoga, 'utf8')).toContain('createServer')
  }
  expect(log).toHaveBeenCalledTimes(5)
})
