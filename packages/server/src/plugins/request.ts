import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'

/**
 * Refuses a request that is no JSON with status 400 and a message of its own: of the parameters of a GET request Yoga's parser
 * fails with status 500, and of a body it tells what its own parser threw.
 */
export const useStrictRequest: Plugin = {
  onRequestParse({ requestParser, setRequestParser }) {
    if (!requestParser) return
    setRequestParser(async (request) => {
      try {
        return await requestParser(request)
      } catch (error) {
        if (error instanceof SyntaxError) throw refuse('variables and extensions take JSON objects.')
        if (error instanceof GraphQLError && error.extensions['originalError']) throw refuse(error.message)
        throw error
      }
    })
  },
}

const refuse = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } })
