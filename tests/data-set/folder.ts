import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

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
