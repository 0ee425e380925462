import { loadExamples } from '@parkgraph/server'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { findChromium } from './find-chromium.ts'

const server = useServer()
const examples = await loadExamples()
const executablePath = findChromium()

describe.skipIf(!executablePath)('GraphiQL in a browser', { timeout: 60_000 }, () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: executablePath ?? '',
      args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    })
  })

  // A page that stays open goes on working.
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))
  afterAll(() => browser?.close())

  async function visit(search = '', stored?: string) {
    const context = await browser.newContext()
    if (stored !== undefined)
      await context.addInitScript(`localStorage.setItem('parkgraph:graphiql:tabState', ${JSON.stringify(stored)})`)
    const page = await context.newPage()
    const foreign: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(`${new URL(server.url).origin}/`)) foreign.push(request.url())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await open(page, search)
    return { page, foreign, complaints }
  }

  async function open(page: Page, search = '') {
    await page.goto(server.url + search)
    await page.getByRole('button', { name: 'Execute query' }).waitFor()
    await page.locator('.graphiql-query-editor .view-line').first().waitFor()
  }

  const operation = (page: Page) => page.locator('.graphiql-query-editor .view-lines')
  const answer = (page: Page) => page.locator('.graphiql-response .view-lines')
  const tabs = (page: Page) => page.locator('.graphiql-tab-button')

  it('opens with no network, and its first query finds the zone', async () => {
    const { page, foreign, complaints } = await visit()
    await page.getByText('ZoneYear').first().waitFor()
    await page.getByRole('button', { name: 'Execute query' }).click()
    await answer(page).getByText('湘乡').waitFor()
    expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] })
  })

  it('shows query, answer and documentation all at once on a narrow screen', async () => {
    const { page } = await visit()
    const width = 420
    await page.setViewportSize({ width, height: 800 })
    await page.getByRole('button', { name: 'Execute query' }).click()
    await answer(page).getByText('湘乡').waitFor()
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click()
    await page.locator('.graphiql-doc-explorer-search').waitFor()
    const measure = async (name: string) =>
      (await page.locator(`.graphiql-${name}`).boundingBox()) ?? { x: Number.NaN, width: 0, height: 0 }
    for (const name of ['plugin', 'editors', 'response']) {
      const box = await measure(name)
      expect(box.width).toBeGreaterThan(width / 2)
      expect(box.height).toBeGreaterThan(100)
      expect(box.x + box.width).toBeLessThanOrEqual(width)
    }
    const title = await measure('doc-explorer-title')
    const search = await measure('doc-explorer-search')
    expect(search.x).toBeGreaterThanOrEqual(title.x + title.width)
  })

  it('offers every example by name', async () => {
    const { page } = await visit()
    await page.getByRole('button', { name: 'Examples' }).click()
    const items = await page.getByRole('menuitem').allInnerTexts()
    expect(items.map((item) => item.split('\n')[0])).toEqual(examples.map(({ title }) => title))
  })

  it('opens and runs an example by the keyboard alone', async () => {
    const { page, complaints } = await visit()
    await page.getByRole('button', { name: 'Examples' }).focus()
    for (const key of ['Enter', 'End', 'ArrowLeft', 'Enter']) await page.keyboard.press(key)
    await answer(page).getByText('"data"').waitFor()
    await expect.poll(() => tabs(page).allInnerTexts()).toEqual([examples.at(-2)?.name])
    expect(complaints).toEqual([])
  })

  it('shows an example that writes, and leaves it to the reader to run it', async () => {
    const { page } = await visit()
    let sent = 0
    page.on('request', (request) => {
      if (request.postData()?.includes('mutation CreateSource')) sent += 1
    })
    await page.getByRole('button', { name: 'Examples' }).click()
    await page.getByRole('menuitem', { name: 'A new document' }).click()
    await expect.poll(() => tabs(page).allInnerTexts()).toEqual(['CreateSource'])
    await page.getByRole('button', { name: 'Execute query' }).click()
    await answer(page).getByText('Forbidden').waitFor()
    expect(sent).toBe(1)
  })

  it('leaves what the reader wrote in a tab of its own', async () => {
    const { page } = await visit(`?query=${encodeURIComponent('query MineAlone { __typename }')}`)
    await page.getByRole('button', { name: 'Examples' }).click()
    await page.getByRole('menuitem', { name: 'Units of area' }).click()
    await answer(page).getByText('SQUARE_METRE').first().waitFor()
    expect(await tabs(page).allInnerTexts()).toEqual(['MineAlone', 'UnitsOfArea'])
    await tabs(page).first().click()
    await operation(page).getByText('__typename').waitFor()
  })

  it('opens a link with its variables', async () => {
    const query = 'query ByLink($slug: String!) { park(slug: $slug) { name } }'
    const search = new URLSearchParams({ query, variables: '{ "slug": "xiangxiang-etdz" }' })
    const { page } = await visit(`?${search}`)
    await page.getByRole('button', { name: 'Execute query' }).click()
    await answer(page).getByText('湘乡').waitFor()
  })

  it('shows at the next visit what was shown last', async () => {
    const { page } = await visit()
    await page.getByRole('button', { name: 'Examples' }).click()
    await page.getByRole('menuitem', { name: 'Large projects' }).click()
    await answer(page).getByText('湖南电器检测所').waitFor()
    const kept = () => page.evaluate(`localStorage.getItem('parkgraph:graphiql:tabState')`)
    await expect.poll(kept).toContain('LargeProjects')
    await open(page)
    await operation(page).getByText('LargeProjects').waitFor()
    expect(await tabs(page).allInnerTexts()).toEqual(['LargeProjects'])
  })

  it.each(['{', 'null', '{"tabs":[],"activeTabIndex":0}', '{"tabs":[{"id":"a"}],"activeTabIndex":7}'])(
    'opens with its first query where the tabs kept are %s',
    async (stored) => {
      const { page, complaints } = await visit('', stored)
      await operation(page).getByText('ZoneYear').waitFor()
      expect(await tabs(page).allInnerTexts()).toEqual(['ZoneYear'])
      expect(complaints).toEqual([])
    },
  )

  it('is refused another host, whatever a script on it does', async () => {
    const { page } = await visit()
    const directive = await page.evaluate(`new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
      fetch('http://elsewhere.invalid/').catch(() => {})
    })`)
    expect(directive).toBe('connect-src')
  })
})
