/** One subcommand of `parkgraph`, in a file of its own under `commands/`. */
export interface Command {
  /** Its word on the command line. */
  readonly name: string
  /** What it does, in one line. */
  readonly summary: string
  /** Runs it with what follows its word. Results go to standard output, all else to standard error. */
  run(args: string[]): Promise<void>
}

/** The command line is wrong: the message is followed by the usage, and the exit code is 2. */
export class UsageError extends Error {
  readonly usage: string

  constructor(message: string, usage: string) {
    super(message)
    this.usage = usage
  }
}

export const print = (text: string) => process.stdout.write(`${text}\n`)

export const report = (text: string) => process.stderr.write(`${text}\n`)
