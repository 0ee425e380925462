import { GraphQLError } from 'graphql'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { writeEvents } from './stream.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function open(results: AsyncIterator<object>, isClosing = () => false) {
  let count = 0
  const reader = writeEvents({ results: results as never, getCursor: () => `c${count}`, isClosing })
    .pipeThrough(new TextDecoderStream() as never)
    .getReader() as ReadableStreamDefaultReader<string>
  return {
    reader,
    async read() {
      count += 1
      return (await reader.read()).value
    },
  }
}

const list = (...values: object[]) =>
  (async function* () {
    yield* values
  })()

describe('a stream of events', () => {
  it('begins with where it is, tells results with ids, and ends with complete', async () => {
    const { read } = open(list({ data: { a: 1 } }))
    expect(await read()).toMatch(/^:\nretry: 1000\nid: c\d\n\n$/)
    expect(await read()).toMatch(/^id: c\d\nevent: next\ndata: \{"data":\{"a":1\}\}\n\n$/)
    expect(await read()).toBe('event: complete\ndata:\n\n')
    expect(await read()).toBeUndefined()
  })

  it('ends without complete where the server ends, so that callers come again', async () => {
    const { read } = open(list(), () => true)
    await read()
    expect(await read()).toBeUndefined()
  })

  it('tells an error that ends it as its last result, without what it says to HTTP', async () => {
    const failing = {
      next: () =>
        Promise.reject(new GraphQLError('No.', { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } })),
    }
    const { read } = open(failing)
    await read()
    expect(await read()).toMatch(
      /data: \{"errors":\[\{"message":"No\.","extensions":\{"code":"UNAUTHENTICATED"\}\}\]\}/,
    )
    expect(await read()).toBe('event: complete\ndata:\n\n')
  })

  it('gives signs of life, and loses no result over them', async () => {
    let tell = (_: IteratorResult<object>) => {}
    const next = vi.fn(
      () =>
        new Promise<IteratorResult<object>>((resolve) => {
          tell = resolve
        }),
    )
    const { read } = open({ next })
    await read()
    for (let count = 0; count < 3; count += 1) {
      const sign = read()
      await vi.advanceTimersByTimeAsync(15_000)
      expect(await sign).toMatch(/^:\nid: c\d\n\n$/)
    }
    expect(next).toHaveBeenCalledTimes(1)
    tell({ done: false, value: { data: 1 } })
    expect(await read()).toContain('"data":1')
  })

  it('asks for nothing that its reader does not take', async () => {
    let asked = 0
    const endless = {
      next: async () => {
        asked += 1
        return { done: false as const, value: { data: asked } }
      },
    }
    const stream = writeEvents({ results: endless as never, getCursor: () => 'c', isClosing: () => false })
    const reader = stream.getReader()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(asked).toBe(0)
    await reader.read()
    await reader.read()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(asked).toBe(1)
  })

  it('ends what it reads when its reader leaves', async () => {
    const end = vi.fn(async () => ({ done: true as const, value: undefined }))
    const { reader, read } = open({ next: () => new Promise(() => {}), return: end as never })
    await read()
    await reader.cancel()
    expect(end).toHaveBeenCalledTimes(1)
    expect(vi.getTimerCount()).toBe(0)
  })
})
