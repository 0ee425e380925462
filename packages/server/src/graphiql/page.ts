import type { Example } from './examples.ts'

/** The page: a bar with the examples' menu, and a place for GraphiQL. The bar shows before GraphiQL is there. */
export function renderPage({ folder, examples }: { folder: string; examples: readonly Example[] }): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>parkgraph · 园区统计</title>
    <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
    <link rel="stylesheet" href="${folder}/page.css">
    <script type="module" src="${folder}/environment.js"></script>
    <script defer src="${folder}/graphiql.js"></script>
    <script type="module" src="${folder}/main.js"></script>
  </head>
  <body>
    <header class="bar">
      <h1>parkgraph <span lang="zh">园区统计</span></h1>
      <button type="button" id="examples-button" popovertarget="examples-menu" aria-haspopup="menu" disabled>
        Examples · <span lang="zh">示例</span>
      </button>
      <p>Run: Ctrl-Enter · <span lang="zh">运行</span></p>
    </header>
    <div id="examples-menu" popover role="menu" aria-labelledby="examples-button">${examples.map(renderItem).join('')}
    </div>
    <link rel="stylesheet" href="${folder}/graphiql.css">
    <main id="root"><p class="loading">Loading · <span lang="zh">正在载入</span></p></main>
    <noscript>GraphiQL needs JavaScript. <span lang="zh">GraphiQL 需要 JavaScript。</span></noscript>
    <script type="application/json" id="examples">${toInlineJson(examples)}</script>
  </body>
</html>
`
}

function renderItem({ name, title, titleInChinese, fields }: Example, index: number): string {
  // Takes the focus when the menu is opened.
  const focus = index === 0 ? ' autofocus' : ''
  return `
      <button type="button" role="menuitem" tabindex="-1"${focus} data-example="${escapeText(name)}">
        <span>${escapeText(title)}</span>
        <span lang="zh">${escapeText(titleInChinese)}</span>
        <code>${escapeText(fields.join(' '))}</code>
      </button>`
}

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#14665a"/><path d="M3 13V9h2.5v4M6.8 13V6h2.5v7M10.5 13V3H13v10" fill="#fff"/></svg>`

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** JSON that no HTML parser takes for the end of its element. */
function toInlineJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}
