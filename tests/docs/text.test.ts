import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  hasPath,
  isStartOutput,
  listCommands,
  ROOT,
  readDocument,
  readDocuments,
  readHeadings,
  readInlineCode,
  readLinks,
  readText,
} from './documents.ts'

const documents = readDocuments()
const byFile = documents.map((document) => [document.file, document] as const)
const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> }
const PNPM = /^(?:npx -y )?pnpm(?:@\d+)?(?: |$)(.*)$/
const OWN_COMMANDS = ['install', 'exec', 'pack']
const OTHER_COMMANDS = ['cp', 'git', 'pg_dump', 'pg_restore']

function explainCommand(line: string): string | null {
  const command = line.replace(/^([A-Z_]+=\S+ )+/, '')
  const variables = [...line.slice(0, -command.length).matchAll(/([A-Z_]+)=/g)].map(([, name = '']) => name)
  const known = `${readText('.env.example')}\nTEST_DATABASE_URL=\nPARKGRAPH_ARTICLE=`
  const unknown = variables.find((name) => !known.includes(`${name}=`))
  if (unknown) return `${unknown} is no setting`
  const pnpm = PNPM.exec(command)
  if (!pnpm) return OTHER_COMMANDS.includes(command.split(' ')[0] ?? '') ? null : 'is no command of this project'
  const [script = ''] = (pnpm[1] ?? '').split(' ').filter((word) => !/^(--filter|@parkgraph)/.test(word))
  return script in scripts || OWN_COMMANDS.includes(script) ? null : `${script} is no script`
}

function slugify(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}

describe('commands', () => {
  const lines = listCommands()

  it.each(lines.map(({ place, line }) => [place, line]))('%s: %s exists', (_, line) => {
    expect(explainCommand(line)).toBeNull()
  })

  it.each(byFile)('%s names existing scripts in its prose', (_, document) => {
    const named = readInlineCode(document).filter((code) => PNPM.exec(code)?.[1])
    expect(named.filter((code) => explainCommand(code) !== null)).toEqual([])
  })

  it.each(['pnpm nothing', 'NO_SETTING=1 npx -y pnpm@12 start', 'wget x'])('%s is found wanting', (line) => {
    expect(explainCommand(line)).not.toBeNull()
  })
})

describe('quotations', () => {
  const quotations = documents
    .flatMap(({ samples }) => samples)
    .flatMap(({ place, quotes, text }) => (quotes ? [[place, quotes, text]] : []))

  it.each(quotations)('%s stands in %s', (_, quotes, text) => {
    expect(readText(quotes)).toContain(text)
  })

  it('are the only blocks that nothing runs or compares with what is printed', () => {
    const all = documents.flatMap(({ samples }) => samples)
    const drawings = all.filter(({ file, language }) => file === 'docs/architecture.md' && language === 'text')
    const run = all.filter(({ language }) => ['graphql', 'ts', 'js', 'sh', 'bash', 'http', 'r'].includes(language))
    const answers = run
      .map(({ next }) => next)
      .filter((next) => next && ['json', 'text', 'csv'].includes(next.language))
    const known = new Set([...run, ...answers, ...drawings])
    const loose = all.filter((sample) => !sample.quotes && !known.has(sample) && !isStartOutput(sample))
    expect(loose.map(({ place }) => place)).toEqual([])
  })
})

describe('links and paths', () => {
  it.each(byFile)('%s links to files and headings that are there', (_, document) => {
    const broken = readLinks(document).filter(({ path, anchor }) => {
      if (!hasPath(path)) return true
      if (!anchor) return false
      return !readHeadings(readDocument(path)).some(({ text }) => slugify(text) === anchor)
    })
    expect(broken).toEqual([])
  })

  it.each(byFile)('%s names paths that are there', (_, document) => {
    const named = readInlineCode(document).filter((code) => /^(packages|prisma|tests|tools|docs)\/[\w./-]*$/.test(code))
    expect(named.filter((path) => !hasPath(path))).toEqual([])
  })

  it('lead to every document', () => {
    const linked = new Set(documents.flatMap(readLinks).map(({ path }) => path))
    const alone = documents.map(({ file }) => file).filter((file) => !linked.has(file))
    expect(alone).toEqual([])
  })
})

describe('READMEs', () => {
  const [english, chinese] = [readDocument('README.md'), readDocument('README.zh-CN.md')]
  const outline = (document: typeof english) => readHeadings(document).map(({ level }) => level)
  const targets = (document: typeof english) =>
    readLinks(document)
      .map(({ path }) => path)
      .filter((path) => !path.startsWith('README'))

  it('have the same outline', () => {
    expect(outline(english).length).toBeGreaterThan(5)
    expect(outline(chinese)).toEqual(outline(english))
  })

  it('have the same samples', () => {
    const texts = (document: typeof english) => document.samples.map(({ language, text }) => [language, text])
    expect(texts(chinese)).toEqual(texts(english))
  })

  it('lead to the same files', () => {
    expect(targets(chinese)).toEqual(targets(english))
  })
})

describe('what stands in several places', () => {
  it('is told alike: the versions of Node', () => {
    const { engines } = JSON.parse(readText('package.json')) as { engines: { node: string } }
    const [first = '', second = '', third = ''] = engines.node.match(/[\d.]+/g) ?? []
    const files = ['README.md', 'README.zh-CN.md', 'docs/operations.md', 'packages/sdk/README.md']
    const told = new RegExp(`Node ${first}\\+[,、] ?${second}\\+ (or|或) ${third}\\+`)
    expect(files.filter((file) => !told.test(readText(file)))).toEqual([])
  })

  it.each(['README.md', 'README.zh-CN.md'])('every package is on the map of %s', (file) => {
    const packages = readdirSync(join(ROOT, 'packages')).map((name) => `packages/${name}`)
    expect(packages.filter((path) => !readText(file).includes(`| \`${path}\` |`))).toEqual([])
  })
})

describe('decisions', () => {
  const decisions = documents.filter(({ file }) => file.startsWith('docs/decisions/'))

  it('are numbered without gaps', () => {
    const numbers = decisions.map(({ file }) => Number(/\/(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1]))
    expect(numbers).toEqual(decisions.map((_, index) => index + 1))
    expect(numbers.length).toBeGreaterThan(0)
  })

  it.each(decisions.map((document) => [document.file, document] as const))(
    '%s has a date, a context, a decision and consequences',
    (_, document) => {
      expect(document.prose).toMatch(/^Date: \d{4}-\d{2}-\d{2}\. Status: (accepted|superseded by \[\d{4}\]\(.+\))\.$/m)
      expect(readHeadings(document).map(({ text }) => text)).toEqual([
        expect.any(String),
        'Context',
        'Decision',
        'Consequences',
      ])
    },
  )
})
