import type { IncomingMessage } from 'node:http'

/** Where files are sent. */
export const ADDRESS = '/imports'

/** Longest time in milliseconds that an import takes, its upload included. */
export const longestImport = 1_800_000

/** Whether a request is for imports or their templates. */
export function isImport({ url = '' }: IncomingMessage): boolean {
  const [path = ''] = url.split('?', 1)
  return path === ADDRESS || path.startsWith(`${ADDRESS}/`)
}
