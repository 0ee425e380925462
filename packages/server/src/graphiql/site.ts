import { readFile } from 'node:fs/promises'
import { loadExamples } from './examples.ts'
import { createFile, hash, type ServedFile } from './file.ts'
import { renderPage } from './page.ts'
import { style } from './style.ts'

/** GraphiQL as a small page and the files that it loads, all from this server. */
export interface Site {
  readonly page: ServedFile
  /** By path below the assets' folder: `<hash>/<name>`, so that a path's content never changes. */
  readonly assets: ReadonlyMap<string, ServedFile>
}

/** Where this package's own scripts for the page are built, for a caller in sources or in what is built of them. */
const scriptsFolder = new URL('../../dist/graphiql/page/', import.meta.url)
const scripts = ['environment.js', 'main.js', 'examples-menu.js', 'editor.js', 'variables.js', 'storage.js']

/** Reads 9 MB of scripts: call it when the page is first asked for. */
export async function loadSite(endpoint: string): Promise<Site> {
  const javascript = 'text/javascript; charset=utf-8'
  const [graphiql, examples, ...own] = await Promise.all([
    import('@graphql-yoga/render-graphiql/graphiql'),
    loadExamples(),
    ...scripts.map(async (name) => [name, createFile(javascript, await readScript(name))] as const),
  ])
  const files = new Map<string, ServedFile>([
    ['graphiql.js', createFile(javascript, graphiql.js)],
    ['graphiql.css', createFile('text/css; charset=utf-8', graphiql.css)],
    ['editorWorkerService.js', createFile(javascript, graphiql.editorWorkerService)],
    ['graphql.js', createFile(javascript, graphiql.graphqlWorker)],
    ['json.js', createFile(javascript, graphiql.jsonWorker)],
    ['page.css', createFile('text/css; charset=utf-8', style)],
    ...own,
  ])
  const release = hash([...files].flatMap(([name, file]) => [name, file.hash]))
  // Relative to the endpoint, so that the page also works below a prefix that a proxy takes off.
  const folder = `${endpoint.split('/').at(-1)}/assets/${release}`
  return {
    page: createFile('text/html; charset=utf-8', renderPage({ folder, examples })),
    assets: new Map([...files].map(([name, file]) => [`${release}/${name}`, file])),
  }
}

async function readScript(name: string): Promise<string> {
  const text = await readFile(new URL(name, scriptsFolder), 'utf8')
  return text.replace(/^\/\/# sourceMappingURL=.*$/m, '')
}
