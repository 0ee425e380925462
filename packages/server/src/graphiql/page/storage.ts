/// <reference lib="dom" />

/** Keys of this page: other GraphiQLs of the same origin, such as that of another project on the same port, keep theirs. */
const prefix = 'parkgraph:'

/**
 * Where GraphiQL keeps its tabs, history and theme. A browser that forbids to keep anything makes it forget, and tabs
 * that a later GraphiQL could not show are left out.
 */
export function openStorage() {
  const tabs = `${prefix}graphiql:tabState`
  if (!isTabState(attempt(() => localStorage.getItem(tabs)))) attempt(() => localStorage.removeItem(tabs))
  const keys = () => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix))) ?? []
  return {
    getItem: (key: string) => attempt(() => localStorage.getItem(prefix + key)) ?? null,
    // A full storage is told to GraphiQL, which makes room.
    setItem: (key: string, value: string) => localStorage.setItem(prefix + key, value),
    removeItem: (key: string) => attempt(() => localStorage.removeItem(prefix + key)),
    clear: () => keys().forEach((key) => void attempt(() => localStorage.removeItem(key))),
    get length() {
      return keys().length
    },
  }
}

function isTabState(text: string | null | undefined): boolean {
  const state = text ? attempt(() => JSON.parse(text)) : undefined
  return Array.isArray(state?.tabs) && typeof state.tabs[state.activeTabIndex]?.id === 'string'
}

function attempt<Value>(action: () => Value): Value | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
