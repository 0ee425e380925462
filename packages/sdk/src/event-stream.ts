/** A server-sent event as it came; one without data only says how far the stream has come. */
export interface EventText {
  readonly type: string
  readonly data: string
  readonly id: string | undefined
}

const between = /\r\n\r\n|\n\n|\r\r/

/** Reads server-sent events, as the HTML standard has them. `onChunk` is told of every sign of life. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  onChunk: () => void,
): AsyncGenerator<EventText, void, undefined> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let text = ''
  try {
    while (true) {
      const { done, value } = await reader.read()
      onChunk()
      if (done) return
      text += decoder.decode(value, { stream: true })
      // An event that has not come whole is not one yet: it comes again.
      const parts = text.split(between)
      text = parts.pop() ?? ''
      for (const part of parts) yield parse(part)
    }
  } finally {
    reader.releaseLock()
  }
}

/** The result in an answer that came whole, be it a stream of events or not: refusals are told so. */
export function findData(text: string): string {
  const found = text.split(between).map(parse)
  return found.find(({ type }) => type === 'next')?.data ?? text
}

function parse(part: string): EventText {
  const lines = part.split(/\r\n|\n|\r/).map((line) => /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [])
  const valuesOf = (name: string) => lines.filter(([, field]) => field === name).map(([, , value = '']) => value)
  return { type: valuesOf('event').at(-1) ?? '', data: valuesOf('data').join('\n'), id: valuesOf('id').at(-1) }
}
