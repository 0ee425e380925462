import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(new URL('../../tools/package.json', import.meta.url))

export interface Finished {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a script with node and waits for its end. */
export function runNode(script: string, args: readonly string[] = [], cwd?: string): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { cwd, timeout: 60_000 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr })
    })
  })
}

/** Runs the command of an installed package. */
export function runCommand(
  packageName: string,
  script: string,
  args: readonly string[],
  cwd: string,
): Promise<Finished> {
  return runNode(join(dirname(require.resolve(`${packageName}/package.json`)), script), args, cwd)
}

/** Folder of an installed package. */
export function findPackage(name: string): string {
  return dirname(require.resolve(`${name}/package.json`))
}
