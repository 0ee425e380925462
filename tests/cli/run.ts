import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../packages/cli/dist/bundle/main.js', import.meta.url))

export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the `parkgraph` command on a database. */
export function runCommand(databaseUrl: string, ...args: string[]): Promise<Outcome> {
  return runCommandWith({}, databaseUrl, ...args)
}

/** The same with more in the environment. */
export function runCommandWith(
  environment: Readonly<Record<string, string>>,
  databaseUrl: string,
  ...args: string[]
): Promise<Outcome> {
  const env = { ...process.env, DATABASE_URL: databaseUrl, ...environment }
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
}
