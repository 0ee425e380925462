/// <reference lib="dom" />
// Has to run before GraphiQL's script: Monaco reads it as it loads.
Object.assign(globalThis, {
  MonacoEnvironment: {
    // Gives this page the editors' texts, by Monaco's own interface.
    globalAPI: true,
    getWorker: (_module: string, label: string) =>
      new Worker(new URL(`${label}.js`, import.meta.url), { name: label, type: 'module' }),
  },
})

export {}
