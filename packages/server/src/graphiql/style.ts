/** Style of the bar and the menu. GraphiQL takes what is left of the window. */
export const style = `
:root {
  --ink: #1d2733; --quiet: #5b6876; --paper: #fff; --edge: #d9dfe5; --accent: #14665a; --wash: #eef5f3;
  --text: system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
}
body.graphiql-dark { --ink: #e8edf2; --quiet: #9aa7b4; --paper: #1b232e; --edge: #364250; --accent: #6cc9b8; --wash: #24313b; }
@media (prefers-color-scheme: dark) {
  body:not(.graphiql-light) { --ink: #e8edf2; --quiet: #9aa7b4; --paper: #1b232e; --edge: #364250; --accent: #6cc9b8; --wash: #24313b; }
}
html, body { height: 100%; }
body { margin: 0; display: flex; flex-direction: column; overflow: hidden; background: var(--paper); font-family: var(--text); }
.bar { flex: none; display: flex; align-items: center; gap: 16px; height: 44px; padding: 0 16px; color: var(--ink); border-bottom: 1px solid var(--edge); }
.bar h1 { margin: 0; font-size: 16px; font-weight: 650; white-space: nowrap; }
.bar h1 span { margin-left: 4px; font-weight: 400; color: var(--quiet); }
.bar p { margin: 0 0 0 auto; font-size: 13px; color: var(--quiet); white-space: nowrap; }
#examples-button { padding: 5px 12px; font: 500 14px var(--text); color: var(--paper); background: var(--accent); border: 0; border-radius: 6px; cursor: pointer; }
#examples-button:disabled { opacity: .5; cursor: default; }
#examples-button::after { content: " ▾"; }
#examples-menu { inset: 44px auto auto 16px; box-sizing: border-box; width: min(860px, calc(100vw - 32px)); max-height: calc(100vh - 60px); margin: 4px 0 0; padding: 8px; overflow: auto; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: 8px; box-shadow: 0 8px 30px rgb(0 0 0 / .2); }
#examples-menu:popover-open { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 2px; }
#examples-menu button { display: flex; flex-direction: column; padding: 7px 10px; font: 13px/1.4 var(--text); color: inherit; text-align: left; background: none; border: 0; border-radius: 6px; cursor: pointer; }
#examples-menu button:is(:hover, :focus) { background: var(--wash); outline: none; }
#examples-menu button:focus-visible { box-shadow: inset 0 0 0 2px var(--accent); }
#examples-menu span:first-child { font-weight: 550; }
#examples-menu span[lang=zh] { color: var(--quiet); }
#examples-menu code { font: 11px ui-monospace, "DejaVu Sans Mono", monospace; color: var(--accent); }
#root { flex: 1; min-height: 0; }
#root .graphiql-container { height: 100%; --font-family: var(--text); --color-primary: 171, 67%, 24%; }
body.graphiql-dark #root .graphiql-container { --color-primary: 169, 45%, 45%; }
#root .graphiql-logo { display: none; }
.loading { margin: 40px; color: var(--quiet); }
@media (max-width: 640px) {
  .bar p, .bar h1 span, #root .graphiql-horizontal-drag-bar { display: none; }
  #root .graphiql-main, #graphiql-session { flex-direction: column; }
  #root :is(.graphiql-plugin, .graphiql-editors, .graphiql-response) { width: auto !important; min-height: 0; max-width: none; overflow: auto; }
}
`
