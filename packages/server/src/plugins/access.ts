import type { Viewer } from '@parkgraph/db'
import type { Plugin } from 'graphql-yoga'
import { type Identify, refuse } from './identify.ts'

/** Finds out who asks before anything is read or run, and refuses whoever says so wrongly. */
export function useAccess(identify: Identify): Plugin<{ viewer: Viewer }> {
  const viewers = new WeakMap<Request, Viewer>()
  return {
    async onRequestParse({ request }) {
      viewers.set(request, await identify(request.headers.get('authorization')))
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
