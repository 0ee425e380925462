import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

export const DATA_SET = fileURLToPath(new URL('../../../../prisma/seed/xiangxiang-2017', import.meta.url))

/** A file of it, and a level that this file holds. */
export const ZONE = 'observations/zone.yaml'
export const LEVEL = 'zone-skilled-worker-wage-income-2017-11'

/** A folder of its own for the test file, gone at the end, and copies of the data set in it. */
export function useCopies() {
  const scratch = mkdtempSync(join(tmpdir(), 'parkgraph-check-'))
  let count = 0

  afterAll(() => rmSync(scratch, { recursive: true, force: true }))

  function copy(): string {
    count += 1
    const folder = join(scratch, `copy-${count}`)
    cpSync(DATA_SET, folder, { recursive: true })
    return folder
  }

  return { scratch, copy }
}

export function edit(folder: string, file: string, old: string, replacement: string): string {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  if (!text.includes(old)) throw new Error(`${file} does not hold ${JSON.stringify(old)}`)
  writeFileSync(
    path,
    text.replace(old, () => replacement),
  )
  return folder
}
