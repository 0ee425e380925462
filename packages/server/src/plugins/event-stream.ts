import { GraphQLError } from 'graphql'
import { isAsyncIterable, type Plugin } from 'graphql-yoga'
import type { Live } from '../context.ts'
import { findCursor, isBroken } from '../live/follow.ts'
import { writeEvents } from '../live/stream.ts'

const mediaType = 'text/event-stream'

/** Answers subscriptions as server-sent events, and in no other way. */
export const useEventStream = (live: Live): Plugin => ({
  onSubscribe({ args, setResultAndStopExecution }) {
    const { request } = args.contextValue as { request: Request }
    if (!request.headers.get('accept')?.includes(mediaType)) setResultAndStopExecution({ errors: [refuse()] })
  },
  onResultProcess({ request, result, setResultProcessor }) {
    if (!isAsyncIterable(result)) return
    setResultProcessor((_, { Response }) => {
      const body = writeEvents({
        results: (result as AsyncIterable<object>)[Symbol.asyncIterator](),
        getCursor: () => findCursor(request),
        isClosing: () => live.signal.aborted || isBroken(request),
      })
      const headers = { 'content-type': mediaType, 'cache-control': 'no-cache', 'x-accel-buffering': 'no' }
      return new Response(body as never, { headers })
    }, mediaType)
  },
})

function refuse(): GraphQLError {
  const message = 'Subscriptions are answered as server-sent events: send "Accept: text/event-stream".'
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 406 } } })
}
