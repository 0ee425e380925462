/// <reference lib="dom" />
import type { Example } from '../examples.ts'
import { openTab, readOperation, run, waitForEditors, wrapLines, write } from './editor.ts'
import { setUpMenu } from './examples-menu.ts'
import { findLastTab, openStorage } from './storage.ts'
import { fillVariables } from './variables.ts'

declare const YogaGraphiQL: { renderYogaGraphiQL(root: Element | null, options: object): void }

const examples: Example[] = JSON.parse(document.querySelector('#examples')?.textContent ?? '[]')
const endpoint = location.pathname

async function execute(query: string, variables: object) {
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
  return response.json()
}

/** Shows an example, and its answer where it is a query. A tab that holds more than an example as it is stays; a new one is opened. */
async function open(name: string): Promise<void> {
  const example = examples.find((item) => item.name === name)
  if (!example) return
  const variables = await fillVariables(example, examples, execute)
  const present = readOperation()
  if (present.trim() !== '' && !examples.some(({ query }) => query === present)) openTab()
  write(example.query, example.variables ? JSON.stringify(variables, null, 2) : '')
  if (example.kind === 'query') await run(name)
}

/** Keeps the address a link to what the editor shows. */
function keep(parameter: string, text: string | undefined): void {
  const address = new URL(location.href)
  if (text?.trim()) address.searchParams.set(parameter, text)
  else address.searchParams.delete(parameter)
  history.replaceState(history.state, '', address)
}

/**
 * What to open with: what the address holds, else the tab of the last visit, else the first example. GraphiQL left to
 * itself opens an empty tab beside those that it kept.
 */
function chooseStart(lastTab: { query: string | null; variables: string | null } | null) {
  const asked = new URL(location.href).searchParams
  if (asked.get('query')?.trim()) return { query: asked.get('query'), variables: asked.get('variables') ?? '' }
  if (lastTab?.query?.trim()) return { query: lastTab.query, variables: lastTab.variables ?? '' }
  return { query: examples[0]?.query ?? '', variables: '' }
}

const storage = openStorage()
document.querySelector('#root')?.replaceChildren()
wrapLines()
YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), {
  title: '',
  logo: '',
  storage,
  ...chooseStart(findLastTab(storage)),
  // Of a tab that the reader adds.
  defaultQuery: '',
  // Headers can hold secrets.
  shouldPersistHeaders: false,
  onEditQuery: (query: string) => keep('query', query),
  onEditVariables: (variables: string) => keep('variables', variables),
})
await waitForEditors()
setUpMenu((name) => {
  // Told like any other fault of the page: in the browser's console.
  open(name).catch(reportError)
})
