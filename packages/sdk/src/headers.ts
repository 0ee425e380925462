/** Request headers by name. */
export interface HeaderMap {
  readonly [name: string]: string
}

/** Request headers: an object, a `Headers`, or pairs of name and value. */
export type HeaderInput = HeaderMap | Iterable<readonly [string, string]>

/**
 * Joins sets of headers; same names of later sets take precedence, whatever their case.
 *
 * @throws TypeError naming the header that HTTP does not allow, without its value: it may be a secret
 */
export function mergeHeaders(...sets: (HeaderInput | undefined)[]): Record<string, string> {
  const headers = new Headers()
  for (const set of sets) for (const [name, value] of listPairs(set)) setHeader(headers, name, value)
  return Object.fromEntries(headers)
}

function listPairs(set: HeaderInput | undefined): Iterable<readonly [string, string]> {
  if (set === undefined || set === null) return []
  if (typeof set !== 'object') throw new TypeError(`headers must be an object, not a ${typeof set}.`)
  return isIterable(set) ? set : Object.entries(set)
}

function isIterable(set: HeaderInput): set is Iterable<readonly [string, string]> {
  return Symbol.iterator in set
}

function setHeader(headers: Headers, name: string, value: string): void {
  const fault = `The header ${JSON.stringify(name)}`
  if (typeof value !== 'string')
    throw new TypeError(`${fault} must be a text, not ${value === null ? 'null' : typeof value}.`)
  try {
    headers.set(name, value)
  } catch {
    throw new TypeError(`${fault} has a name or a value that HTTP does not allow.`)
  }
}
