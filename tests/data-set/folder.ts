import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

/** The committed data set. */
export const DATA_SET = fileURLToPath(new URL('../../prisma/seed/xiangxiang-2017', import.meta.url))

/** Copies of the committed data set that may be edited. */
export function makeCopies(): { copy(...edits: Edit[]): string; remove(): void } {
  const scratch = mkdtempSync(join(tmpdir(), 'parkgraph-data-set-copy-'))
  let count = 0
  return {
    copy(...edits) {
      count += 1
      const folder = join(scratch, `copy-${count}`)
      cpSync(DATA_SET, folder, { recursive: true })
      for (const edit of edits) replaceOnce(join(folder, edit.file), edit.old, edit.new)
      return folder
    },
    remove: () => rmSync(scratch, { recursive: true, force: true }),
  }
}

/** Text of a file to be replaced where it stands first. */
export interface Edit {
  file: string
  old: string
  new: string
}

function replaceOnce(path: string, old: string, replacement: string): void {
  const text = readFileSync(path, 'utf8')
  if (!text.includes(old)) throw new Error(`${path} does not hold ${JSON.stringify(old)}`)
  writeFileSync(
    path,
    text.replace(old, () => replacement),
  )
}

/** An entry as the YAML has it. */
export type Entry = Record<string, unknown>

/** The entries of a file of the committed data set. */
export function readList(file: string): Entry[] {
  return parse(readFileSync(join(DATA_SET, file), 'utf8'))
}

/** The lists of facts of the committed data set. */
export function readFacts(): Record<string, Entry[]> {
  return parse(readFileSync(join(DATA_SET, 'facts.yaml'), 'utf8'))
}

/** Every observation of the committed data set. */
export function readObservations(): Entry[] {
  return readdirSync(join(DATA_SET, 'observations')).flatMap((file) => readList(join('observations', file)))
}
