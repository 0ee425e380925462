/// <reference lib="dom" />

/** Keys of this page: other GraphiQLs of the same origin, such as that of another project on the same port, keep theirs. */
const prefix = 'parkgraph:'

/** What GraphiQL keeps of a tab. */
interface Tab {
  readonly id: string
  readonly query: string | null
  readonly variables: string | null
}

/** Where GraphiQL keeps its tabs, history and theme. A browser that forbids to keep anything makes it forget. */
export function openStorage() {
  const keys = () => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix))) ?? []
  return {
    getItem: (key: string) => attempt(() => localStorage.getItem(prefix + key)) ?? null,
    // A full storage is told to GraphiQL, which makes room.
    setItem: (key: string, value: string) => localStorage.setItem(prefix + key, value),
    removeItem: (key: string) => attempt(() => localStorage.removeItem(prefix + key)),
    clear() {
      for (const key of keys()) attempt(() => localStorage.removeItem(key))
    },
    get length() {
      return keys().length
    },
  }
}

/** The tab that was shown last, or null. Tabs that a GraphiQL of today could not show are forgotten. */
export function findLastTab(storage: ReturnType<typeof openStorage>): Tab | null {
  const key = 'graphiql:tabState'
  const state = attempt(() => JSON.parse(storage.getItem(key) ?? ''))
  const tab = Array.isArray(state?.tabs) ? state.tabs[state.activeTabIndex] : undefined
  if (typeof tab?.id === 'string') return tab
  storage.removeItem(key)
  return null
}

function attempt<Value>(action: () => Value): Value | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
