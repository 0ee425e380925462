import type { Plugin } from 'graphql-yoga'
import type { ServedFile } from './file.ts'
import { chooseEncoding, hasTag, prefersPage } from './negotiate.ts'
import { loadSite, type Site } from './site.ts'

/** All that the page and its workers may do: nothing that reaches another host. Monaco writes inline styles. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

/**
 * Serves GraphiQL from this server alone, with the examples of `packages/server/examples`: the page at the endpoint to
 * whoever asks it for HTML, and what the page loads below `<endpoint>/assets/`. Turn Yoga's own `graphiql` off beside
 * it. Nothing is read before the page is first asked for.
 */
export function useOfflineGraphiQL(): Plugin {
  let endpoint = '/graphql'
  let site: Promise<Site> | undefined
  const getSite = () => {
    site ??= loadSite(endpoint).catch((error) => {
      site = undefined
      throw error
    })
    return site
  }
  return {
    onYogaInit({ yoga }) {
      endpoint = yoga.graphqlEndpoint
    },
    onRequest({ request, url, fetchAPI, endResponse }) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return
      const assets = `${endpoint}/assets/`
      const asset = url.pathname.startsWith(assets) ? url.pathname.slice(assets.length) : undefined
      const isPage = url.pathname === endpoint && prefersPage(request.headers.get('accept'))
      if (asset === undefined && !isPage) return
      return getSite()
        .then((site) =>
          asset === undefined ? respondPage(site.page, request.headers) : respondAsset(site, asset, request.headers),
        )
        .then(({ body, ...rest }) => endResponse(new fetchAPI.Response(request.method === 'HEAD' ? null : body, rest)))
    },
    onResponse({ request, response }) {
      if (request.method !== 'GET' || new URL(request.url).pathname !== endpoint) return
      // The same address answers with data or with the page.
      const names = (response.headers.get('vary') ?? '').toLowerCase().split(/\s*,\s*/)
      if (!names.includes('accept')) response.headers.append('vary', 'Accept')
    },
  }
}

interface Answer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Buffer<ArrayBuffer> | string | null
}

/** The page names its assets by their content: it is asked for anew each time, they never are. */
function respondPage(page: ServedFile, asked: Headers): Promise<Answer> {
  return respond(page, asked, { 'cache-control': 'no-cache', vary: 'Accept, Accept-Encoding' })
}

function respondAsset({ assets }: Site, name: string, asked: Headers): Promise<Answer> | Answer {
  const file = assets.get(name)
  if (!file) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'No such file\n' }
  return respond(file, asked, { 'cache-control': 'public, max-age=31536000, immutable', vary: 'Accept-Encoding' })
}

async function respond(file: ServedFile, asked: Headers, caching: Record<string, string>): Promise<Answer> {
  const encoding = chooseEncoding(asked.get('accept-encoding'))
  const etag = `"${file.hash}-${encoding}"`
  const headers = { ...caching, etag }
  if (hasTag(asked.get('if-none-match'), etag)) return { status: 304, headers, body: null }
  const body = await file.encode(encoding)
  return {
    status: 200,
    headers: {
      ...headers,
      'content-type': file.type,
      'content-length': String(body.length),
      ...(encoding !== 'identity' && { 'content-encoding': encoding }),
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    },
    body,
  }
}
