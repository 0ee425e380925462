/** The circles of a graph, given as targets by node; each once, and with its first node repeated at the end. */
export function findCycles(graph) {
  const cycles = []
  const states = new Map()
  const path = []
  const visit = (node) => {
    states.set(node, 'open')
    path.push(node)
    for (const target of graph.get(node) ?? []) {
      if (states.get(target) === 'open') cycles.push([...path.slice(path.indexOf(target)), target])
      else if (!states.has(target)) visit(target)
    }
    path.pop()
    states.set(node, 'done')
  }
  for (const node of graph.keys()) if (!states.has(node)) visit(node)
  return cycles
}
