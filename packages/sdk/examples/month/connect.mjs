// What the scripts of the walk share: docs/guide.md.
// @ts-check
import { createClient } from '@parkgraph/sdk'

/** A client of the server at PARKGRAPH_URL, with the key that the variable holds, or as anybody. @param {string} [variable] */
export function connect(variable) {
  const url = process.env['PARKGRAPH_URL'] ?? 'http://127.0.0.1:4000/graphql'
  if (!variable) return createClient({ url })
  const key = process.env[variable]
  if (!key) throw new Error(`${variable} is not set: make a key first.`)
  return createClient({ url, headers: { authorization: `Bearer ${key}` } })
}

/**
 * What a mutation wrote; ends with its message where it wrote nothing.
 * @template {{ readonly __typename: string }} Answer
 * @param {Answer} answer
 * @returns {Extract<Answer, { readonly __typename: `${string}Success` }>}
 */
export function expectSuccess(answer) {
  if (answer.__typename.endsWith('Success')) return /** @type {any} */ (answer)
  throw new Error('message' in answer ? String(answer.message) : answer.__typename)
}
