import { anonymous, type Database, findKeyHolder, findSubject, type Viewer } from '@parkgraph/db'
import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { explainRefusal } from '../error-map.ts'
import type { ErrorCode } from '../errors.ts'
import type { Identity } from './oidc.ts'

export interface AccessOptions {
  readonly database: Database
  /** Whether those who do not say who they are may read what is public. */
  readonly isPublic: boolean
  /** Whose token it is, of the issuer that vouches for people here; null where it is nobody's. */
  readonly verify?: ((token: string) => Promise<Identity | null>) | undefined
}

const scheme = /^Bearer +([\w.~+/-]+=*) *$/i

/** Finds out who asks before anything is read or run, and refuses whoever says so wrongly, always in the same words. */
export function useAccess({ database, isPublic, verify }: AccessOptions): Plugin<{ viewer: Viewer }> {
  const viewers = new WeakMap<Request, Viewer>()

  async function identify(header: string | null): Promise<Viewer | null> {
    if (header === null) return isPublic ? anonymous : null
    const [, token = ''] = scheme.exec(header) ?? []
    if (token.startsWith('pg_')) return findKeyHolder(database, token)
    const identity = token.includes('.') ? await verify?.(token) : null
    return identity ? findSubject(database, identity.issuer, identity.subject) : null
  }

  return {
    async onRequestParse({ request }) {
      const viewer = await identify(request.headers.get('authorization')).catch(explain)
      if (!viewer) throw refuse()
      viewers.set(request, viewer)
    },
    onContextBuilding({ context, extendContext }) {
      const viewer = viewers.get(context.request)
      if (!viewer) throw refuse()
      extendContext({ viewer })
    },
    onResponse({ request, response }) {
      if (request.headers.has('authorization')) response.headers.set('cache-control', 'private, no-store')
    },
  }
}

/** The database's trouble as that of an operation: what it is, is decided where errors leave. */
function explain(error: Error): never {
  if (error instanceof GraphQLError) throw error
  const known = explainRefusal(error)
  throw known instanceof GraphQLError ? known : new GraphQLError(error.message, { originalError: error })
}

function refuse(): GraphQLError {
  const message = 'Who asks is not known. Send a key or token that is valid as "Authorization: Bearer ...".'
  const http = { status: 401, headers: { 'www-authenticate': 'Bearer' } }
  return new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED' satisfies ErrorCode, http } })
}
