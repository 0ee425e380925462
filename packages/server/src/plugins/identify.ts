import { anonymous, type Database, findKeyHolder, findSubject, type Identity, type Viewer } from '@parkgraph/db'
import { GraphQLError } from 'graphql'
import { explainRefusal } from '../error-map.ts'
import type { ErrorCode } from '../errors.ts'

export interface AccessOptions {
  readonly database: Database
  /** Whether those who do not say who they are may read what is public. */
  readonly isPublic: boolean
  /** Whose token it is, of the issuer that vouches for people here; null where it is nobody's. */
  readonly verify?: ((token: string) => Promise<Identity | null>) | undefined
}

/** Who asks, by the header `Authorization`. Throws where that is wrong, always in the same words. */
export type Identify = (header: string | null) => Promise<Viewer>

const scheme = /^Bearer +([\w.~+/-]+=*) *$/i

export function createIdentify({ database, isPublic, verify }: AccessOptions): Identify {
  async function find(header: string | null): Promise<Viewer | null> {
    if (header === null) return isPublic ? anonymous : null
    const [, token = ''] = scheme.exec(header) ?? []
    if (token.startsWith('pg_')) return findKeyHolder(database, token)
    const identity = token.includes('.') ? await verify?.(token) : null
    return identity ? findSubject(database, identity) : null
  }
  return async (header) => {
    const viewer = await find(header).catch(explain)
    if (!viewer) throw refuse()
    return viewer
  }
}

/** The database's trouble as that of an operation: what it is, is decided where errors leave. */
function explain(error: Error): never {
  if (error instanceof GraphQLError) throw error
  const known = explainRefusal(error)
  throw known instanceof GraphQLError ? known : new GraphQLError(error.message, { originalError: error })
}

export function refuse(): GraphQLError {
  const message = 'Who asks is not known. Send a key or token that is valid as "Authorization: Bearer ...".'
  const http = { status: 401, headers: { 'www-authenticate': 'Bearer' } }
  return new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED' satisfies ErrorCode, http } })
}
