import { readFileSync } from 'node:fs'

/** A fenced block of a Markdown file: its language, the file name after it where there is one, and its text. */
export interface Block {
  readonly language: string
  readonly name: string
  readonly text: string
}

/** A sample and what it prints. */
export interface Sample {
  readonly extension: 'ts' | 'cts'
  readonly code: string
  readonly output: string
}

export function readBlocks(file: URL): Block[] {
  const markdown = readFileSync(file, 'utf8')
  return [...markdown.matchAll(/^```(\w+) ?(\S*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', name = '', text = '']) => ({
      language,
      name,
      text,
    }),
  )
}

/** Every TypeScript block without a file name is a sample, and the block after it its output. */
export function findSamples(blocks: readonly Block[]): Sample[] {
  return blocks.flatMap(({ language, name, text }, index) => {
    if ((language !== 'ts' && language !== 'cts') || name !== '') return []
    const next = blocks[index + 1]
    if (next?.language !== 'text') throw new Error(`This sample has no output below it:\n${text}`)
    return [{ extension: language, code: text, output: next.text }]
  })
}
