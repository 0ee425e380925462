import { createWriteStream } from 'node:fs'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Keeps a file on disk while it is read, for a format whose directory stands at the end. */
export async function* spool<Item>(
  file: AsyncIterable<Buffer>,
  read: (handle: FileHandle) => AsyncIterable<Item>,
): AsyncGenerator<Item> {
  const folder = await mkdtemp(join(tmpdir(), 'parkgraph-import-'))
  try {
    const path = join(folder, 'file')
    await pipeline(file, createWriteStream(path, { mode: 0o600 }))
    const handle = await open(path)
    try {
      yield* read(handle)
    } finally {
      await handle.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
