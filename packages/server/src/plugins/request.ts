import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { ErrorCode } from '../errors.ts'

/** Refuses a GET request whose parameters are no JSON with status 400: Yoga's own parser fails, with status 500. */
export const useStrictRequest: Plugin = {
  onRequestParse({ requestParser, setRequestParser }) {
    if (!requestParser) return
    setRequestParser(async (request) => {
      try {
        return await requestParser(request)
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error
        throw new GraphQLError(`variables and extensions take JSON objects: ${error.message}.`, {
          extensions: { code: 'BAD_USER_INPUT' satisfies ErrorCode, http: { status: 400 } },
        })
      }
    })
  },
}
