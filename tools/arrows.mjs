// Checks that imports follow tools/arrow-rules.mjs and go in no circle.
import { posix } from 'node:path'
import { LAYERS } from './arrow-rules.mjs'
import { findCycles } from './cycles.mjs'

const NAMES = '[\\w$\\s{},*]'
const STATEMENT = new RegExp(`^[ \\t]*(?:import|export)\\s+(type\\s)?${NAMES}*?\\bfrom\\s*['"]([^'"]+)['"]`, 'gm')
const BARE = /^[ \t]*import\s*()['"]([^'"]+)['"]/gm
const DYNAMIC = /\bimport\(\s*()['"]([^'"]+)['"]/g

/**
 * Takes the texts of the source files by their path from the root, with slashes. Returns one message per fault, saying
 * the file, the import, what it breaks and what to do.
 */
export function findFaults(texts, layers = LAYERS) {
  const faults = []
  const graph = new Map()
  for (const [file, text] of texts) {
    const own = findLayer(file, layers)
    if (!own) {
      faults.push(`${file} belongs to no layer. Add one for it to tools/arrow-rules.mjs.`)
      continue
    }
    const imports = readImports(text).map((found) => ({ ...found, target: resolve(file, found.name) }))
    for (const found of imports) {
      const fault = found.target ? judge(file, own, found, layers) : judgePackage(file, own, found.name)
      if (fault) faults.push(`${file}:${found.line} imports ${found.name}: ${fault}`)
    }
    graph.set(
      file,
      imports.filter(({ target, isType }) => target && !isType).map(({ target }) => target),
    )
  }
  for (const cycle of findCycles(graph))
    faults.push(`${cycle.join(' -> ')} is a circle. Move what both ends need into a file of its own.`)
  return faults
}

/** The imports of a text: the name, the line, and whether only types are imported. */
export function readImports(text) {
  const found = []
  for (const pattern of [STATEMENT, BARE, DYNAMIC])
    for (const match of text.matchAll(pattern)) {
      const start = match.index + match[0].length - match[0].trimStart().length
      found.push({ name: match[2], line: text.slice(0, start).split('\n').length, isType: Boolean(match[1]) })
    }
  return found.sort((a, b) => a.line - b.line)
}

function judge(file, own, { name, target }, layers) {
  const other = findLayer(target, layers)
  const isRelative = name.startsWith('.')
  if (isRelative && getPackage(file) !== getPackage(target) && own.name !== 'tools')
    return `a path that leaves the package. Import the other package by its name.`
  if (!isRelative && getPackage(file) === getPackage(target) && own.name !== 'sdk examples')
    return `a file of its own package by the package's name. Import it by its path.`
  if (!other) return `${target} belongs to no layer. Add one for it to tools/arrow-rules.mjs.`
  if (other === own || own.imports.includes(other.name)) return null
  if (isTest(file) && getPackage(file) === getPackage(target)) return null
  const allowed = own.imports.length > 0 ? own.imports.join(', ') : 'no other layer'
  return `${own.name} -> ${other.name} is no allowed arrow; ${own.name} may import ${allowed}. Move the code to the layer that may, or hand it in as an argument.`
}

function judgePackage(file, own, name) {
  if (!own.packages || isTest(file)) return null
  const packageName = name.split('/', name.startsWith('@') ? 2 : 1).join('/')
  if (own.packages.includes(packageName)) return null
  const allowed = own.packages.length > 0 ? own.packages.join(', ') : 'no package of others'
  return `${own.name} may import ${allowed}. Keep it pure: move what needs ${packageName} to another layer.`
}

function isTest(file) {
  return /\.test\.m?ts$|\/src\/testing\//.test(file)
}

function findLayer(file, layers) {
  return layers.find(({ files }) => new RegExp(`^${files}`).test(file))
}

function getPackage(file) {
  return /^packages\/[^/]+|^[^/]+/.exec(file)?.[0]
}

/** The source file behind an import, or null where it is a package of others. */
function resolve(file, name) {
  if (name.startsWith('.')) return posix.join(posix.dirname(file), name).replace(/\/dist\/(.*)\.js$/, '/src/$1.ts')
  const workspace = /^@parkgraph\/([^/]+)/.exec(name)?.[1]
  return workspace ? `packages/${workspace}/src/index.ts` : null
}
