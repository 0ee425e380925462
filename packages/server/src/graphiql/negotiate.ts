/** Weight that an Accept header gives to a media type, from 0 to 1. The most specific range decides. */
export function weigh(accept: string, type: string): number {
  const ranges = parseWeights(accept)
  return ranges.get(type) ?? ranges.get(`${type.split('/')[0]}/*`) ?? ranges.get('*/*') ?? 0
}

/**
 * Whether a reader, such as a browser that opens an address, would rather have a page than data. One that takes both
 * alike, such as curl, gets data.
 */
export function prefersPage(accept: string | null): boolean {
  if (!accept) return false
  const data = ['application/graphql-response+json', 'application/json'].map((type) => weigh(accept, type))
  return weigh(accept, 'text/html') > Math.max(...data)
}

export const ENCODINGS = ['br', 'gzip', 'identity'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** The smallest encoding that a reader takes. */
export function chooseEncoding(acceptEncoding: string | null): Encoding {
  const weights = parseWeights(acceptEncoding ?? '')
  const takes = (encoding: Encoding) => (weights.get(encoding) ?? weights.get('*') ?? 0) > 0
  return ENCODINGS.find(takes) ?? 'identity'
}

/** Whether an If-None-Match header names this tag. */
export function hasTag(ifNoneMatch: string | null, tag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((item) => item.trim().replace(/^W\//, ''))
  return tags.includes(tag) || tags.includes('*')
}

function parseWeights(header: string): Map<string, number> {
  return new Map(
    header.split(',').map((item) => {
      const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase())
      const weight = parameters.find((parameter) => parameter.startsWith('q='))
      return [name, weight ? Number(weight.slice(2)) || 0 : 1]
    }),
  )
}
