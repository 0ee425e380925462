import { open, stat } from 'node:fs/promises'
import type { Problem } from '@parkgraph/server'

/** A file of all that is wrong with another, for spreadsheet programs. */
export interface ProblemFile {
  add(problem: Problem): void
  /** Resolves when all that was added stands in the file. */
  flush(): Promise<void>
  /** Takes all out of the file again, where it is one: nothing is wrong after all. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** Begins the file anew. @throws Error where it cannot be written, or is the one that is imported */
export async function openProblemFile(path: string, imported: string): Promise<ProblemFile> {
  const { printProblem, printProblemHeaders } = await import('@parkgraph/server')
  const [own, other] = await Promise.all([stat(path).catch(() => null), stat(imported)])
  if (own?.ino === other.ino && own.dev === other.dev) throw new Error('it is the file that is imported')
  const handle = await open(path, 'a')
  const isFile = (await handle.stat()).isFile()
  let [text, isBegun] = ['', false]
  const clear = async () => {
    if (isFile) await handle.truncate()
    // What a pipe or a device has taken stays there.
    text = isFile || !isBegun ? printProblemHeaders() : ''
  }
  await clear()
  const flush = async () => {
    const part = text
    text = ''
    isBegun = true
    await handle.appendFile(part)
  }
  return {
    add(problem) {
      text += printProblem(problem)
    },
    flush,
    clear,
    async close() {
      await flush().finally(() => handle.close())
    },
  }
}
