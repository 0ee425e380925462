import type { ImportedFile } from './import-options.ts'

/** Bytes of a part. */
const PART = 4 * 2 ** 20

/** A file to be sent at once, or parts that are: each is at hand until the next is asked for. */
export type Opened = { readonly whole: ImportedFile } | { readonly parts: AsyncIterable<Blob> }

/** Looks at how large a file is: one that is a part at most goes at once, unless `isSplit` says otherwise. */
export async function openParts(file: ImportedFile, isSplit: boolean): Promise<Opened> {
  if (typeof file === 'string' || file instanceof Uint8Array || file instanceof Blob) {
    const blob = file instanceof Blob ? file : new Blob([file as BlobPart])
    return blob.size > PART || isSplit ? { parts: slice(blob) } : { whole: file }
  }
  const parts = gather(file)
  const first = await parts.next()
  if (first.done) return isSplit ? { parts } : { whole: '' }
  return first.value.size < PART && !isSplit ? { whole: first.value } : { parts: prepend(first.value, parts) }
}

async function* slice(blob: Blob): AsyncGenerator<Blob> {
  for (let at = 0; at < blob.size; at += PART) yield blob.slice(at, at + PART)
}

async function* prepend(first: Blob, rest: AsyncGenerator<Blob>): AsyncGenerator<Blob> {
  try {
    yield first
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}

/** The bytes of a stream by the part: all but the last are a whole one. */
async function* gather(file: AsyncIterable<Uint8Array>): AsyncGenerator<Blob> {
  let held = new Blob()
  for await (const chunk of file) {
    held = new Blob([held, chunk as BlobPart])
    for (; held.size >= PART; held = held.slice(PART)) yield held.slice(0, PART)
  }
  if (held.size > 0) yield held
}
