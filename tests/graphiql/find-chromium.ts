import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Finds the machine's own browser. Says loudly where there is none, as the browser tests are skipped then. */
export function findChromium(): string | null {
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable)
  if (!found)
    process.stderr.write(
      '\n*** GraphiQL WAS NOT TESTED IN A BROWSER: no chromium on PATH. On Debian: apt-get install chromium ***\n\n',
    )
  return found ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
