import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** A fenced block: its language, the file that it quotes where it names one, and the block that follows it. */
export interface Sample {
  readonly place: string
  readonly file: string
  readonly language: string
  readonly quotes: string | null
  readonly text: string
  readonly next: Sample | null
}

export interface Document {
  readonly file: string
  /** The text with its fenced blocks emptied. */
  readonly prose: string
  readonly samples: readonly Sample[]
}

/** Every document at the top and in docs/. */
export function readDocuments(): Document[] {
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) =>
    posix.join('docs', name.replaceAll('\\', '/')),
  )
  const files = [...readdirSync(ROOT), ...docs].filter((name) => name.endsWith('.md'))
  return files.sort().map((file) => parseDocument(file, readText(file)))
}

export function readDocument(file: string): Document {
  return parseDocument(file, readText(file))
}

/** The samples of one language, over all documents. */
export function listSamples(...languages: string[]): Sample[] {
  return readDocuments()
    .flatMap(({ samples }) => samples)
    .filter(({ language }) => languages.includes(language))
}

/** What `start` prints. */
export function isStartOutput({ language, text }: Sample): boolean {
  return language === 'text' && text.includes('parkgraph is ready')
}

/** A walk whose blocks lead on from each other: guide.test.ts runs all of it. */
export const GUIDE = 'docs/guide.md'

/** The lines of all `sh` blocks but those of the walk. */
export function listCommands(): { place: string; line: string }[] {
  return listSamples('sh')
    .filter(({ file }) => file !== GUIDE)
    .flatMap(({ place, text }) =>
      text
        .split('\n')
        .filter((line) => line && !line.startsWith('#'))
        .map((line) => ({ place, line })),
    )
}

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

export function hasPath(path: string): boolean {
  return existsSync(join(ROOT, path))
}

export function readHeadings({ prose }: Document): { level: number; text: string }[] {
  return [...prose.matchAll(/^(#+) (.+)$/gm)].map(([, marks = '', text = '']) => ({ level: marks.length, text }))
}

/** Targets of the links to files of the repository, each with its anchor. */
export function readLinks({ file, prose }: Document): { path: string; anchor: string }[] {
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor = ''] = target.split('#')
      return { path: path ? posix.join(posix.dirname(file), path) : file, anchor }
    })
}

/** What stands between backquotes in the prose. */
export function readInlineCode({ prose }: Document): string[] {
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)
}

export function parseDocument(file: string, text: string): Document {
  const samples: Sample[] = []
  const fence = /^```(\S+)(?: (\S+))?\n([\s\S]*?)^```$/gm
  const found = [...text.matchAll(fence)]
  for (const match of found.reverse()) {
    const [whole, language = '', quotes = null, body = ''] = match
    const after = text.slice(match.index + whole.length)
    const [following] = samples
    const isNext = following !== undefined && /^\s*```/.test(after.slice(0, after.indexOf('```') + 3))
    const line = text.slice(0, match.index).split('\n').length
    const next = isNext ? following : null
    samples.unshift({ place: `${file}:${line}`, file, language, quotes, text: body, next })
  }
  return { file, prose: text.replace(fence, ''), samples }
}

/** What the block shows: `…` is any text, also of several lines; port and data folder are those of a machine. */
export function toPattern(block: string): RegExp {
  const pattern = block
    .trim()
    .replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replaceAll(/(?<=127\\\.0\\\.0\\\.1:)\d+/g, '\\d+')
    .replaceAll(/(?<=data in )\S+(?=\/pg\d+)/g, '\\S+')
    .replaceAll('…', '[^]*')
  return new RegExp(`^${pattern}$`, 'm')
}
