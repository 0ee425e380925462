import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

const ASSIGNMENT = /^\s*(export\s+)?[A-Za-z_]\w*\s*=/
const QUOTED = /=[ \t]*(["'`])[\s\S]*?\1/g

/**
 * Adds what the file sets, and the environment does not, to the environment. No file is no fault. Throws one line for
 * each line that sets nothing and is no comment, without its text: it may hold a password. Yields the names that it sets.
 */
export function loadEnvFile(file: string, environment: NodeJS.ProcessEnv): string[] {
  const text = readFile(file)
  if (text.includes('\0')) throw new Error(`${file} holds a NUL character, which ends a value unseen. Remove it.`)
  // A quoted value may go over several lines.
  const lines = text.replaceAll(QUOTED, (value) => `=${value.replaceAll(/[^\n]/g, '')}`).split('\n')
  const faults = lines.flatMap((line, index) =>
    line.trim() === '' || line.trimStart().startsWith('#') || ASSIGNMENT.test(line)
      ? []
      : [`${file}, line ${index + 1}: write NAME=value, or begin it with # (the file is read as UTF-8).`],
  )
  if (faults.length > 0) throw new Error(faults.join('\n'))
  const values = parseEnv(text)
  for (const [name, value] of Object.entries(values)) environment[name] ??= value
  return Object.keys(values)
}

function readFile(file: string): string {
  try {
    // Windows editors begin a file with a mark that would belong to the first name.
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)).replace(/^\uFEFF/, '')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return ''
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') throw new Error(`${file} is no UTF-8. Save it as UTF-8.`)
    const why = code === 'EISDIR' ? 'it is a folder' : String(code)
    throw new Error(`${file} cannot be read (${why}). Make it a file that you may read, or remove it.`, {
      cause: error,
    })
  }
}
