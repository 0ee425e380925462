import type { Plugin } from 'graphql-yoga'

/** Leads a browser that opens the bare address to GraphiQL. */
export const useRootRedirect: Plugin = {
  onRequest({ request, url, endResponse, fetchAPI }) {
    if (request.method === 'GET' && url.pathname === '/')
      endResponse(new fetchAPI.Response(null, { status: 302, headers: { location: '/graphql' } }))
  },
}
